"""The talks two people of a pair have had, as each finds their own summaries again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Row, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.pair.agreements import read
from server.pair.governs import gone, kept_days
from server.people.partnerships import Partnership
from server.store.tables import cue_events, meetings, pair_meetings, seat_people

MOST = 100
"""Talks told at once, the latest ones."""

OF_NO_VOICE = ("unheard", "delay", "line")
"""Events that say nothing of what was heard; each is kept with its type first."""


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """One talk: when it began and how long both were in it."""

    id: str
    """Leads its two people, signed in, to their own summaries: `/s/{id}`."""
    at: datetime
    seconds: float
    state: Literal["kept", "gone", "unheard"]
    """Whether what was heard is there still; its days are over; or nothing ever was."""


async def talks_of(
    connection: AsyncConnection, pair: Partnership, person: str, *, now: datetime, most: int = MOST
) -> list[Talk]:
    """List the talks of a pair that a person sat in, the latest first."""
    heard = exists().where(
        cue_events.c.meeting_id == meetings.c.id,
        *(cue_events.c.body.not_like(f'{{"type":"{each}"%') for each in OF_NO_VOICE),
    )
    query = (
        select(
            meetings.c.id,
            meetings.c.begun_at,
            meetings.c.seconds,
            pair_meetings.c.keep_days,
            heard.label("heard"),
        )
        .join(pair_meetings, pair_meetings.c.meeting_id == meetings.c.id)
        .join(seat_people, seat_people.c.meeting_id == meetings.c.id)
        .where(
            pair_meetings.c.partnership_id == pair.id,
            seat_people.c.person_id == person,
            meetings.c.begun_at.is_not(None),
        )
        .order_by(meetings.c.begun_at.desc())
        .limit(most)
    )
    rows = (await connection.execute(query)).all()
    keep_days = (await read(connection, pair)).terms.keep_days if rows else 0

    def state(row: Row[Any]) -> Literal["kept", "gone", "unheard"]:
        days = kept_days(keep_days if row.keep_days is None else row.keep_days, keep_days)
        if gone(row.begun_at, days, now=now):
            return "gone"
        return "kept" if row.heard else "unheard"

    return [Talk(id=row.id, at=row.begun_at, seconds=row.seconds, state=state(row)) for row in rows]
