"""Reading and writing meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cues.events import CueEvent
from server.store.tables import cue_events, meetings, pair_meetings, seat_people, seats


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """Who sits where: hashes only, never a token."""

    seat: int
    name: str
    token_hash: bytes
    summary_hash: bytes
    joined: bool
    person: str | None = None
    """Who is signed in there; None for a guest, and where no pair meets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting as the store knows it; times are aware UTC, `seconds` is call time."""

    id: str
    created_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    seconds: float
    seats: tuple[SeatRow, ...]


class Meetings:
    """The store of meetings: each method is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(CueEvent).decode

    async def create(
        self, *, meeting_id: str, invite_hash: bytes, now: datetime, partnership: str | None = None
    ) -> None:
        """Keep a new meeting, of a pair where one is named."""
        async with self._engine.begin() as connection:
            await connection.execute(
                insert(meetings).values(id=meeting_id, invite_hash=invite_hash, created_at=now, seconds=0.0)
            )
            if partnership is not None:
                await connection.execute(
                    insert(pair_meetings).values(meeting_id=meeting_id, partnership_id=partnership)
                )

    async def by_id(self, meeting_id: str) -> Meeting | None:
        """Find a meeting."""
        async with self._engine.connect() as connection:
            return await self._one(connection, select(meetings).where(meetings.c.id == meeting_id))

    async def by_invite(self, invite_hash: bytes) -> Meeting | None:
        """Find the meeting an invitation leads to."""
        async with self._engine.connect() as connection:
            return await self._one(connection, select(meetings).where(meetings.c.invite_hash == invite_hash))

    async def open_of(self, partnership: str, *, since: datetime) -> list[str]:
        """List the meetings of a pair made since then that are not known to be over, the newest first."""
        query = (
            select(meetings.c.id)
            .join(pair_meetings, pair_meetings.c.meeting_id == meetings.c.id)
            .where(
                pair_meetings.c.partnership_id == partnership,
                meetings.c.ended_at.is_(None),
                meetings.c.created_at >= since,
            )
            .order_by(meetings.c.created_at.desc())
        )
        async with self._engine.connect() as connection:
            return list((await connection.execute(query)).scalars())

    async def sat_in(self, meeting_id: str, person: str) -> tuple[Meeting, int] | None:
        """Find a meeting of a pair and the seat a person had in it."""
        meeting = await self.by_id(meeting_id)
        seats_of = [] if meeting is None else [row.seat for row in meeting.seats if row.person == person]
        return (meeting, seats_of[0]) if meeting is not None and seats_of else None

    async def by_summary(self, summary_hash: bytes) -> tuple[Meeting, int] | None:
        """Find the meeting and the seat a summary link belongs to."""
        async with self._engine.connect() as connection:
            seat = (
                await connection.execute(select(seats).where(seats.c.summary_hash == summary_hash))
            ).one_or_none()
            if seat is None:
                return None
            meeting = await self._one(connection, select(meetings).where(meetings.c.id == seat.meeting_id))
            return None if meeting is None else (meeting, seat.seat)

    async def seat(self, meeting_id: str, row: SeatRow) -> None:
        """Keep who sits at a seat, in place of what was known."""
        values = {
            "name": row.name,
            "token_hash": row.token_hash,
            "summary_hash": row.summary_hash,
            "joined": int(row.joined),
        }
        key = (seats.c.meeting_id == meeting_id) & (seats.c.seat == row.seat)
        async with self._engine.begin() as connection:
            if (await connection.execute(update(seats).where(key).values(values))).rowcount == 0:
                await connection.execute(insert(seats).values(meeting_id=meeting_id, seat=row.seat, **values))
            await self._seat_person(connection, meeting_id, row)

    async def begin(self, meeting_id: str, *, at: datetime, keep_days: int | None = None) -> None:
        """Keep when both were first in the call, and for how many days what is heard from now on may stay."""
        async with self._engine.begin() as connection:
            await connection.execute(update(meetings).where(meetings.c.id == meeting_id).values(begun_at=at))
            if keep_days is not None:
                await connection.execute(
                    update(pair_meetings)
                    .where(pair_meetings.c.meeting_id == meeting_id)
                    .values(keep_days=keep_days)
                )

    async def append(self, meeting_id: str, events: Sequence[CueEvent], *, seconds: float) -> None:
        """Keep further cue events and how long the call has lasted."""
        async with self._engine.begin() as connection:
            if events:
                await connection.execute(
                    insert(cue_events),
                    [{"meeting_id": meeting_id, "body": self._encode(event).decode()} for event in events],
                )
            await connection.execute(
                update(meetings).where(meetings.c.id == meeting_id).values(seconds=seconds)
            )

    async def end(self, meeting_id: str, *, at: datetime) -> None:
        """Keep that the meeting is over."""
        async with self._engine.begin() as connection:
            await connection.execute(update(meetings).where(meetings.c.id == meeting_id).values(ended_at=at))

    async def events(self, meeting_id: str) -> list[CueEvent]:
        """Read all cue events of a meeting, in the order they were decided."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(
                select(cue_events.c.body)
                .where(cue_events.c.meeting_id == meeting_id)
                .order_by(cue_events.c.id)
            )
            return [self._decode(body) for body in rows.scalars()]

    async def pair_of(self, meeting_id: str) -> tuple[str, int | None] | None:
        """Say whose meeting it is, and for how many days its cue events may stay; None: no pair's."""
        async with self._engine.connect() as connection:
            row = (
                await connection.execute(
                    select(pair_meetings).where(pair_meetings.c.meeting_id == meeting_id)
                )
            ).one_or_none()
        return None if row is None else (row.partnership_id, row.keep_days)

    @staticmethod
    async def _seat_person(connection: AsyncConnection, meeting_id: str, row: SeatRow) -> None:
        if row.person is None:
            return
        key = (seat_people.c.meeting_id == meeting_id) & (seat_people.c.seat == row.seat)
        if (
            await connection.execute(update(seat_people).where(key).values(person_id=row.person))
        ).rowcount == 0:
            await connection.execute(
                insert(seat_people).values(meeting_id=meeting_id, seat=row.seat, person_id=row.person)
            )

    async def _one(self, connection: AsyncConnection, query: Select[tuple[object, ...]]) -> Meeting | None:
        row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        found = await connection.execute(
            select(seats, seat_people.c.person_id)
            .outerjoin(
                seat_people,
                (seat_people.c.meeting_id == seats.c.meeting_id) & (seat_people.c.seat == seats.c.seat),
            )
            .where(seats.c.meeting_id == row.id)
            .order_by(seats.c.seat)
        )
        return Meeting(
            id=row.id,
            created_at=row.created_at,
            begun_at=row.begun_at,
            ended_at=row.ended_at,
            seconds=row.seconds,
            seats=tuple(
                SeatRow(
                    seat=seat.seat,
                    name=seat.name,
                    token_hash=seat.token_hash,
                    summary_hash=seat.summary_hash,
                    joined=bool(seat.joined),
                    person=seat.person_id,
                )
                for seat in found
            ),
        )
