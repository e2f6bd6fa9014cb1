"""Ways in that take two steps: what was asked in the first is remembered for the second, once and briefly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from server.people.tables import ceremonies
from signaling.seat import hashed

Kind = Literal["new_passkey", "passkey", "organisation"]

LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """What the first step left: whose it is, where that was known, and what only we know."""

    person_id: str | None
    secret: str


class Ceremonies:
    """The store of ceremonies under way."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def begin(
        self, token: str, kind: Kind, *, now: datetime, person_id: str | None = None, secret: str = ""
    ) -> None:
        """Remember a first step by the token that the second will bring."""
        async with self._engine.begin() as connection:
            await connection.execute(
                insert(ceremonies).values(
                    token_hash=hashed(token),
                    kind=kind,
                    person_id=person_id,
                    secret=secret,
                    expires_at=now + LASTS,
                )
            )

    async def end(self, token: str, kind: Kind, *, now: datetime) -> Ceremony | None:
        """Take the first step's memory away; None when there is none, or it is too old."""
        async with self._engine.begin() as connection:
            row = (
                await connection.execute(
                    delete(ceremonies)
                    .where(ceremonies.c.token_hash == hashed(token), ceremonies.c.kind == kind)
                    .returning(ceremonies.c.person_id, ceremonies.c.secret, ceremonies.c.expires_at)
                )
            ).one_or_none()
        if row is None or row.expires_at <= now:
            return None
        return Ceremony(person_id=row.person_id, secret=row.secret)
