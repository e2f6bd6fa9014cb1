"""When somebody is told by mail that they were written to: after a while, once, until they have read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.messages.tables import reading

AFTER = timedelta(minutes=10)
"""How long a message waits for its reader before a mail tells of it (choice: a talk needs none)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A mail that is due: to whom, and the last message it tells of."""

    pair: str
    person: str
    upto: int
    due: datetime


async def written(
    connection: AsyncConnection, *, pair: str, reader: str, message: int, now: datetime
) -> None:
    """Note that there is something to read; only the first unread message starts the wait."""
    key = (reading.c.pair_id == pair) & (reading.c.person_id == reader)
    row = (await connection.execute(select(reading).where(key))).one_or_none()
    if row is None:
        await connection.execute(
            insert(reading).values(
                pair_id=pair,
                person_id=reader,
                read_up_to=0,
                notice_due_at=now + AFTER,
                notice_up_to=message,
            )
        )
    elif row.notice_due_at is None and row.notice_up_to <= row.read_up_to:
        await connection.execute(
            update(reading).where(key).values(notice_due_at=now + AFTER, notice_up_to=message)
        )


async def read(connection: AsyncConnection, *, pair: str, reader: str, upto: int) -> bool:
    """Note how far somebody has read; nothing is ever unread again. False when that was known."""
    key = (reading.c.pair_id == pair) & (reading.c.person_id == reader)
    row = (await connection.execute(select(reading).where(key))).one_or_none()
    if row is None:
        await connection.execute(
            insert(reading).values(pair_id=pair, person_id=reader, read_up_to=upto, notice_up_to=0)
        )
        return True
    if upto <= row.read_up_to:
        return False
    values: dict[str, object] = {"read_up_to": upto}
    if upto >= row.notice_up_to:
        values["notice_due_at"] = None
    await connection.execute(update(reading).where(key, reading.c.read_up_to < upto).values(values))
    return True


async def due(connection: AsyncConnection, *, now: datetime, most: int) -> list[Notice]:
    """List the mails that are due."""
    query = (
        select(reading).where(reading.c.notice_due_at <= now).order_by(reading.c.notice_due_at).limit(most)
    )
    return [
        Notice(pair=row.pair_id, person=row.person_id, upto=row.notice_up_to, due=row.notice_due_at)
        for row in (await connection.execute(query)).all()
    ]


async def take(connection: AsyncConnection, notice: Notice) -> bool:
    """Take a mail that is due; False when it was taken, or read, meanwhile."""
    done = await connection.execute(
        update(reading)
        .where(
            reading.c.pair_id == notice.pair,
            reading.c.person_id == notice.person,
            reading.c.notice_due_at == notice.due,
        )
        .values(notice_due_at=None)
    )
    return done.rowcount == 1


async def next_due(connection: AsyncConnection) -> datetime | None:
    """Return when the next mail is due."""
    found: datetime | None = (
        await connection.execute(select(func.min(reading.c.notice_due_at)))
    ).scalar_one()
    return found
