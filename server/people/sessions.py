"""Sessions: which browser is signed in as whom. The store holds hashes; the token is in the cookie alone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from server.people.people import new_id, person_of_row
from server.people.person import Person
from server.people.tables import people, sessions
from signaling.seat import hashed

LASTS = timedelta(days=30)
"""A session ends this long after it was last seen."""

ROTATES = timedelta(hours=12)
"""How old a token may grow before the browser is given a new one."""

GRACE = timedelta(hours=1)
"""How long the token before still counts: requests under way carry it, and answers get lost on thin lines."""

LOST = timedelta(seconds=30)
"""A browser that comes with the token before, this long after, never got the new one: it is given another."""

SEEN_EVERY = timedelta(minutes=10)
"""How often it is written down that a session was seen: not with every request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One signed-in browser."""

    id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who a request comes from; `new_token` is to be set as the cookie when there is one."""

    person: Person
    session_id: str
    new_token: str | None


class Sessions:
    """The store of sessions."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def begin(self, person_id: str, *, agent: str, now: datetime) -> str:
        """Begin a session and return its token, which is kept nowhere else."""
        token = secrets.token_urlsafe(32)
        async with self._engine.begin() as connection:
            await connection.execute(
                insert(sessions).values(
                    id=new_id(),
                    person_id=person_id,
                    token_hash=hashed(token),
                    created_at=now,
                    seen_at=now,
                    rotated_at=now,
                    expires_at=now + LASTS,
                    agent=agent,
                )
            )
        return token

    async def of_token(self, token: str, *, now: datetime, may_rotate: bool = True) -> SignedIn | None:
        """Find who a token belongs to; gives the browser a new one when it has grown old and `may_rotate`."""
        digest = hashed(token)
        query = (
            select(sessions.c.id.label("session_id"), sessions.c.token_hash, sessions.c.rotated_at,
                   sessions.c.seen_at, people)
            .join(people, people.c.id == sessions.c.person_id)
            .where(or_(sessions.c.token_hash == digest, sessions.c.previous_hash == digest))
            .where(sessions.c.expires_at > now, people.c.deleted_at.is_(None))
        )  # fmt: skip
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        current = row.token_hash == digest
        age = now - row.rotated_at
        if not current and age > GRACE:
            return None
        new_token = None
        if may_rotate and age > (ROTATES if current else LOST):
            new_token = await self._rotate(row.session_id, digest, row.rotated_at, now=now)
        elif now - row.seen_at > SEEN_EVERY:
            async with self._engine.begin() as connection:
                await connection.execute(
                    update(sessions)
                    .where(sessions.c.id == row.session_id)
                    .values(seen_at=now, expires_at=now + LASTS)
                )
        return SignedIn(person=person_of_row(row), session_id=row.session_id, new_token=new_token)

    async def _rotate(
        self, session_id: str, digest: bytes, rotated_at: datetime, *, now: datetime
    ) -> str | None:
        """Replace a token; of two requests at once only one does, the other's still counts for a while."""
        token = secrets.token_urlsafe(32)
        async with self._engine.begin() as connection:
            done = await connection.execute(
                update(sessions)
                .where(sessions.c.id == session_id)
                .where(sessions.c.rotated_at == rotated_at)
                .values(
                    token_hash=hashed(token),
                    previous_hash=digest,
                    rotated_at=now,
                    seen_at=now,
                    expires_at=now + LASTS,
                )
            )
        return token if done.rowcount else None

    async def of_person(self, person_id: str, *, now: datetime) -> list[Session]:
        """List a person's sessions, the last seen first."""
        query = (
            select(sessions)
            .where(sessions.c.person_id == person_id, sessions.c.expires_at > now)
            .order_by(sessions.c.seen_at.desc(), sessions.c.id)
        )
        async with self._engine.connect() as connection:
            return [
                Session(
                    id=row.id,
                    created_at=row.created_at,
                    seen_at=row.seen_at,
                    expires_at=row.expires_at,
                    agent=row.agent,
                )
                for row in await connection.execute(query)
            ]

    async def end(self, person_id: str, session_id: str) -> bool:
        """End one session of a person; False when it is not theirs or already over."""
        async with self._engine.begin() as connection:
            done = await connection.execute(
                delete(sessions).where(sessions.c.id == session_id, sessions.c.person_id == person_id)
            )
        return done.rowcount > 0

    async def end_of_token(self, token: str) -> None:
        """End the session a token belongs to, if there is one."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(sessions).where(sessions.c.token_hash == hashed(token)))

    async def end_all(self, person_id: str, *, but: str | None = None) -> int:
        """End a person's sessions, all or all but one; returns how many."""
        where = sessions.c.person_id == person_id
        if but is not None:
            where &= sessions.c.id != but
        async with self._engine.begin() as connection:
            return (await connection.execute(delete(sessions).where(where))).rowcount
