"""Reading and writing what people add to their summaries, and finding the meetings before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.store.tables import meetings, pair_meetings, seat_people
from server.summaries.tables import openings, reflections

BEFORE_MOST = 12
"""Meetings before one that are looked at, the latest ones."""


class Summaries:
    """The store of what is added to summaries: each method is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def reflection(self, meeting_id: str, seat: int) -> bytes | None:
        """Read one seat's sealed note."""
        key = (reflections.c.meeting_id == meeting_id) & (reflections.c.seat == seat)
        async with self._engine.connect() as connection:
            sealed: bytes | None = (
                await connection.execute(select(reflections.c.sealed).where(key))
            ).scalar_one_or_none()
        return sealed

    async def reflect(self, meeting_id: str, seat: int, sealed: bytes) -> None:
        """Keep one seat's sealed note in place of what was there; an empty one is none."""
        key = (reflections.c.meeting_id == meeting_id) & (reflections.c.seat == seat)
        async with self._engine.begin() as connection:
            await connection.execute(delete(reflections).where(key))
            if sealed:
                values = {"meeting_id": meeting_id, "seat": seat, "sealed": sealed}
                await connection.execute(insert(reflections).values(values))

    async def opened(self, meeting_id: str) -> frozenset[int]:
        """Say which seats have opened their summary to the other."""
        async with self._engine.connect() as connection:
            return await _opened(connection, meeting_id)

    async def open(self, meeting_id: str, seat: int, *, at: datetime) -> frozenset[int]:
        """Open one seat's summary to the other; say which are open now."""
        async with self._engine.begin() as connection:
            if seat not in await _opened(connection, meeting_id):
                values = {"meeting_id": meeting_id, "seat": seat, "opened_at": at}
                await connection.execute(insert(openings).values(values))
            return await _opened(connection, meeting_id)

    async def close(self, meeting_id: str, seat: int) -> frozenset[int]:
        """Close one seat's summary again; say which are open now."""
        key = (openings.c.meeting_id == meeting_id) & (openings.c.seat == seat)
        async with self._engine.begin() as connection:
            await connection.execute(delete(openings).where(key))
            return await _opened(connection, meeting_id)

    async def before(self, meeting_id: str, seat: int) -> list[tuple[str, int]]:
        """Find the meetings of the same pair that began before, the latest first, with the person's seats.

        A meeting of no pair has none: nothing here knows who sat in it.
        """
        here = seat_people.alias()
        own = pair_meetings.alias()
        begun = meetings.alias()
        query = (
            select(meetings.c.id, seat_people.c.seat)
            .join(pair_meetings, pair_meetings.c.meeting_id == meetings.c.id)
            .join(seat_people, seat_people.c.meeting_id == meetings.c.id)
            .join(own, own.c.partnership_id == pair_meetings.c.partnership_id)
            .join(here, here.c.meeting_id == own.c.meeting_id)
            .join(begun, begun.c.id == own.c.meeting_id)
            .where(
                own.c.meeting_id == meeting_id,
                here.c.seat == seat,
                seat_people.c.person_id == here.c.person_id,
                meetings.c.begun_at < begun.c.begun_at,
            )
            .order_by(meetings.c.begun_at.desc())
            .limit(BEFORE_MOST)
        )
        async with self._engine.connect() as connection:
            return [(row.id, row.seat) for row in await connection.execute(query)]


async def _opened(connection: AsyncConnection, meeting_id: str) -> frozenset[int]:
    rows = await connection.execute(select(openings.c.seat).where(openings.c.meeting_id == meeting_id))
    return frozenset(rows.scalars())
