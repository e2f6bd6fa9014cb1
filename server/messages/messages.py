"""Messages of a pair: in order, each once by the id its page gave it, searched without case or accent."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.messages import notices
from server.messages.tables import messages, reading
from server.people.tables import partnerships

LONGEST = 4000
"""Letters of a message."""

PAGE = 50
"""Messages read at once."""

MOST_FOUND = 50


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One message; `id` is its place in the order of all."""

    id: int
    client: str
    author: str
    """The id of whoever wrote it."""
    body: str
    at: datetime


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of what two people wrote, the oldest first."""

    messages: list[Message]
    more: bool
    """Whether there are older ones."""
    read_by_me: int
    read_by_other: int
    """Up to which message each has read."""


def folded(text: str) -> str:
    """Return a text as it is searched: without case, accents and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


class Messages:
    """The store of messages."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def say(
        self, *, pair: str, author: str, reader: str, client: str, body: str, now: datetime
    ) -> tuple[Message, bool]:
        """Keep a message; the one kept before, and False, when its page says it again."""
        try:
            async with self._engine.begin() as connection:
                # Where the store has several writers, a pair has one at a time: ids in the order of commits.
                await connection.execute(
                    select(partnerships.c.id).where(partnerships.c.id == pair).with_for_update()
                )
                known = await self._known(connection, pair=pair, author=author, client=client)
                if known is not None:
                    return known, False
                made = await connection.execute(
                    insert(messages)
                    .values(
                        pair_id=pair,
                        author_id=author,
                        client_id=client,
                        body=body,
                        folded=folded(body),
                        sent_at=now,
                    )
                    .returning(messages.c.id)
                )
                number = made.scalar_one()
                await notices.written(connection, pair=pair, reader=reader, message=number, now=now)
        except IntegrityError:
            async with self._engine.connect() as connection:
                known = await self._known(connection, pair=pair, author=author, client=client)
            if known is None:
                raise
            return known, False
        return Message(id=number, client=client, author=author, body=body, at=now), True

    async def thread(self, *, pair: str, me: str, before: int | None = None) -> Thread:
        """Read the newest messages, or those before one."""
        query = select(messages).where(messages.c.pair_id == pair)
        if before is not None:
            query = query.where(messages.c.id < before)
        query = query.order_by(messages.c.id.desc()).limit(PAGE + 1)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
            read = {
                row.person_id: row.read_up_to
                for row in await connection.execute(select(reading).where(reading.c.pair_id == pair))
            }
        return Thread(
            messages=[_message(row) for row in reversed(rows[:PAGE])],
            more=len(rows) > PAGE,
            read_by_me=read.pop(me, 0),
            read_by_other=max(read.values(), default=0),
        )

    async def after(self, *, pair: str, last: int) -> list[Message]:
        """Read what came after a message: a page that was away is told it all, in order."""
        query = (
            select(messages)
            .where(messages.c.pair_id == pair, messages.c.id > last)
            .order_by(messages.c.id)
            .limit(10 * PAGE)
        )
        async with self._engine.connect() as connection:
            return [_message(row) for row in (await connection.execute(query)).all()]

    async def search(self, *, pair: str, words: str) -> list[Message]:
        """Find messages that hold all the words, the newest first."""
        query = select(messages).where(messages.c.pair_id == pair)
        for word in folded(words).split():
            query = query.where(messages.c.folded.contains(word, autoescape=True))
        query = query.order_by(messages.c.id.desc()).limit(MOST_FOUND)
        async with self._engine.connect() as connection:
            return [_message(row) for row in (await connection.execute(query)).all()]

    async def read(self, *, pair: str, reader: str, upto: int) -> int | None:
        """Keep how far somebody has read, no further than there is; None when that was known."""
        async with self._engine.begin() as connection:
            newest = select(func.max(messages.c.id)).where(messages.c.pair_id == pair)
            last = (await connection.execute(newest)).scalar_one() or 0
            upto = min(upto, last)
            return upto if await notices.read(connection, pair=pair, reader=reader, upto=upto) else None

    async def _known(
        self, connection: AsyncConnection, *, pair: str, author: str, client: str
    ) -> Message | None:
        query = select(messages).where(
            messages.c.pair_id == pair, messages.c.author_id == author, messages.c.client_id == client
        )
        row = (await connection.execute(query)).one_or_none()
        return None if row is None else _message(row)


def _message(row: Row[Any]) -> Message:
    return Message(id=row.id, client=row.client_id, author=row.author_id, body=row.body, at=row.sent_at)
