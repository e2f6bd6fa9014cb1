"""The outbox: mails wait here from the moment they are decided on, and are blanked when they have gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    LargeBinary,
    String,
    Table,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.store.tables import Moment, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("to_address", String(320), index=True),
    Column("message", LargeBinary),
    Column("link", String(500)),
    Column("once", Boolean, nullable=False),
    Column("due_at", Moment, index=True),
    Column("expires_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", Moment),
)
"""`due_at` is None once a mail has gone or was given up; then its address, `message` and `link` are too."""

_BLANK: dict[str, object] = {"due_at": None, "to_address": None, "message": None, "link": None}

KEPT_FOR = timedelta(days=3)
"""How long delivery is tried when the mail says nothing shorter."""

CLAIM = timedelta(minutes=2)
"""How long one attempt may take before another process may make the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A mail whose time has come; this process has it to itself for `CLAIM`."""

    id: int
    message: bytes
    link: str | None
    attempts: int
    expires_at: datetime


async def withdraw(connection: AsyncConnection, address: str) -> None:
    """Blank what waits for an address nobody is at any more, within the transaction that decides so."""
    await connection.execute(update(outbox).where(outbox.c.to_address == address).values(_BLANK))


class Outbox:
    """The store of mails to be sent."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def put(
        self,
        connection: AsyncConnection,
        message: EmailMessage,
        *,
        key: str,
        now: datetime,
        link: str | None = None,
        expires_at: datetime | None = None,
        once: bool = False,
    ) -> bool:
        """Keep a mail within the transaction that decides on it; False when `key` was put before."""
        if (await connection.execute(select(exists().where(outbox.c.key == key)))).scalar_one():
            return False
        await connection.execute(
            insert(outbox).values(
                key=key,
                to_address=_address(message),
                message=message.as_bytes(policy=policy.SMTP),
                link=link,
                once=once,
                due_at=now,
                expires_at=expires_at or now + KEPT_FOR,
                attempts=0,
            )
        )
        return True

    async def claim(self, *, now: datetime) -> Due | None:
        """Take the mail that has waited longest, if any is due."""
        async with self._engine.begin() as connection:
            row = (
                await connection.execute(
                    select(outbox)
                    .where(outbox.c.due_at <= now)
                    .order_by(outbox.c.due_at, outbox.c.id)
                    .limit(1)
                )
            ).one_or_none()
            if row is None:
                return None
            done = await connection.execute(
                update(outbox)
                .where(
                    outbox.c.id == row.id, outbox.c.attempts == row.attempts, outbox.c.due_at == row.due_at
                )
                .values(attempts=row.attempts + 1, due_at=now + CLAIM)
            )
            if done.rowcount == 0:
                return None
        given_up = row.expires_at <= now or (row.once and row.attempts > 0)
        if given_up:
            await self.settle(row.id, sent_at=None)
            return None
        return Due(
            id=row.id,
            message=row.message,
            link=row.link,
            attempts=row.attempts + 1,
            expires_at=row.expires_at,
        )

    async def settle(self, mail_id: int, *, sent_at: datetime | None) -> None:
        """Blank a mail that has gone, or was given up (None)."""
        await self._set(mail_id, {"sent_at": sent_at, **_BLANK})

    async def retry(self, mail_id: int, *, at: datetime) -> None:
        """Let a mail wait for its next attempt."""
        await self._set(mail_id, {"due_at": at})

    async def next_due(self) -> datetime | None:
        """Return when the next mail is due, None when none waits."""
        async with self._engine.connect() as connection:
            due: datetime | None = (await connection.execute(select(func.min(outbox.c.due_at)))).scalar_one()
        return due

    async def _set(self, mail_id: int, values: dict[str, object]) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(update(outbox).where(outbox.c.id == mail_id).values(values))


def _address(message: EmailMessage) -> str:
    """Return whom a mail goes to, as accounts have it."""
    address: str = message["To"].addresses[0].addr_spec
    return address.casefold()
