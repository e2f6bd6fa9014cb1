"""Links that sign one person in, once, and not for long."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.people.tables import people, sign_in_links
from signaling.seat import hashed

LASTS = timedelta(minutes=20)
"""A link asked for on the sign-in page."""

INVITATION_LASTS = timedelta(days=14)
"""A link that comes with an invitation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Whom a link signed in, and the path where they go on."""

    person_id: str
    then: str


class SignInLinks:
    """The store of sign-in links."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def make(
        self,
        connection: AsyncConnection,
        person_id: str,
        *,
        now: datetime,
        lasts: timedelta = LASTS,
        then: str = "/",
    ) -> str:
        """Keep a new link within a transaction and return its path, `/sign-in/{token}`."""
        token = secrets.token_urlsafe(32)
        await connection.execute(
            insert(sign_in_links).values(
                token_hash=hashed(token),
                person_id=person_id,
                created_at=now,
                expires_at=now + lasts,
                then=then,
            )
        )
        return f"/sign-in/{token}"

    async def use(self, token: str, *, now: datetime) -> Used | None:
        """Use a link up; None when it is unknown, used, or over. Of two at once only one succeeds."""
        key = sign_in_links.c.token_hash == hashed(token)
        async with self._engine.begin() as connection:
            done = await connection.execute(
                update(sign_in_links)
                .where(key, sign_in_links.c.used_at.is_(None), sign_in_links.c.expires_at > now)
                .values(used_at=now)
            )
            if done.rowcount == 0:
                return None
            row = (
                await connection.execute(
                    select(sign_in_links.c.person_id, sign_in_links.c.then)
                    .join(people, people.c.id == sign_in_links.c.person_id)
                    .where(key, people.c.deleted_at.is_(None))
                )
            ).one_or_none()
        return None if row is None else Used(person_id=row.person_id, then=row.then)
