"""What of the calendar belongs to one person: the times they met or were to meet, and their private feed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.meetings.tables import feeds, occasions, proposals, series
from server.pair.agreements import no_longer_kept
from server.people.tables import partnerships


async def export_of(connection: AsyncConnection, person_id: str) -> dict[str, Any]:
    """Return when a person was to meet and whether they did, and what they proposed."""
    mine = or_(partnerships.c.first_id == person_id, partnerships.c.second_id == person_id)
    planned = await connection.execute(
        select(occasions.c.pair_id, occasions.c.starts_at, occasions.c.held)
        .join(partnerships, partnerships.c.id == occasions.c.pair_id)
        .where(mine)
        .order_by(occasions.c.starts_at)
    )
    proposed = await connection.execute(select(proposals).where(proposals.c.by_id == person_id))
    return {
        "planned": [
            {"pair": each.pair_id, "starts": each.starts_at.isoformat(), "held": each.held}
            for each in planned
        ],
        "proposals": [
            {
                "pair": each.pair_id,
                "at": each.created_at.isoformat(),
                "note": each.note,
                "state": each.state,
            }
            for each in proposed
        ],
    }


async def forget(connection: AsyncConnection, person_id: str) -> None:
    """Let a person's private calendar address lead nowhere."""
    await connection.execute(delete(feeds).where(feeds.c.person_id == person_id))


async def expire(connection: AsyncConnection, *, now: datetime) -> int:
    """Blank what ended pairs wrote to their dates, once the days are over that both agreed on.

    When they met stays: the programme counts it, and a calendar that asks is still answered.

    Returns
    -------
    int
        How many rows were blanked.
    """
    proposed = select(proposals.c.pair_id).where(proposals.c.note != "")
    dated = select(series.c.pair_id).where(or_(series.c.note != "", series.c.agenda != "[]"))
    gone = 0
    for pair in await no_longer_kept(connection, proposed.union(dated), now=now):
        for statement in (
            update(proposals).where(proposals.c.pair_id == pair).values(note=""),
            update(series).where(series.c.pair_id == pair).values(note="", agenda="[]"),
        ):
            gone += (await connection.execute(statement)).rowcount
    return gone
