"""What of the calendar belongs to one person: the times they met or were to meet, and their private feed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.meetings.tables import feeds, occasions, proposals
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
