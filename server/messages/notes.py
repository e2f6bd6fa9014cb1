"""Private notes: their author's alone, for as long as they stand."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from server.messages.tables import notes
from server.people.people import new_id

LONGEST = 20_000
MOST = 500


class NoteError(ValueError):
    """A note that cannot be kept; `code` is stable, the text is for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note, mine alone."""

    id: str
    body: str
    at: datetime


class Notes:
    """The store of notes: every query names their author."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of(self, pair: str, *, me: str) -> list[Note]:
        """List my notes about one pair, the newest first."""
        query = (
            select(notes)
            .where(notes.c.pair_id == pair, notes.c.author_id == me)
            .order_by(notes.c.changed_at.desc(), notes.c.id)
        )
        async with self._engine.connect() as connection:
            return [
                Note(id=row.id, body=row.body, at=row.changed_at) for row in await connection.execute(query)
            ]

    async def add(self, pair: str, *, me: str, body: str, now: datetime) -> str:
        """Keep a note; returns its id."""
        body, number = _checked(body), new_id()
        async with self._engine.begin() as connection:
            count = select(func.count()).select_from(notes)
            mine = count.where(notes.c.pair_id == pair, notes.c.author_id == me)
            if (await connection.execute(mine)).scalar_one() >= MOST:
                raise NoteError("too_many_notes", "There are enough notes here.")
            await connection.execute(
                insert(notes).values(id=number, pair_id=pair, author_id=me, body=body, changed_at=now)
            )
        return number

    async def change(self, pair: str, note: str, *, me: str, body: str, now: datetime) -> None:
        """Write a note anew."""
        async with self._engine.begin() as connection:
            done = await connection.execute(
                update(notes)
                .where(notes.c.id == note, notes.c.pair_id == pair, notes.c.author_id == me)
                .values(body=_checked(body), changed_at=now)
            )
            if done.rowcount == 0:
                raise NoteError("unknown_note", "There is no such note of yours.")

    async def remove(self, pair: str, note: str, *, me: str) -> None:
        """Take a note away."""
        async with self._engine.begin() as connection:
            done = await connection.execute(
                delete(notes).where(notes.c.id == note, notes.c.pair_id == pair, notes.c.author_id == me)
            )
            if done.rowcount == 0:
                raise NoteError("unknown_note", "There is no such note of yours.")


def _checked(body: str) -> str:
    body = body.strip()
    if not 0 < len(body) <= LONGEST:
        raise NoteError("bad_note", f"A note has 1 to {LONGEST} letters.")
    return body
