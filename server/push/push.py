"""Telling a person's browsers: each is called once, and forgotten when its service knows it no longer."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from datetime import datetime

import aiohttp
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from server.people.people import new_id
from server.push.seal import CURVE, PushError, allowed, private_key, public_bytes, seal, signed, written
from server.push.tables import push_subscriptions as table
from server.settings import PushSetup

log = logging.getLogger(__name__)

TIMEOUT_S = 5.0
MOST = 10
"""Browsers of one person at most; the oldest is forgotten for the next."""

GONE = frozenset({404, 410})


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What a device shows: no more than a lock screen may."""

    title: str
    body: str
    path: str
    tag: str


class Push:
    """The browsers that are told; without a setup nobody is, and nothing is kept."""

    def __init__(self, engine: AsyncEngine, *, setup: PushSetup | None, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._setup = setup
        self._now = now
        self._key = None if setup is None else private_key(setup.key)

    @property
    def key(self) -> str | None:
        """What a browser needs to subscribe; None where pushes are not set up."""
        return None if self._key is None else written(public_bytes(self._key))

    async def add(self, person: str, *, endpoint: str, browser: bytes, auth: bytes) -> None:
        """Keep a browser.

        Raises
        ------
        PushError
            When its service is not one that is called, or its keys cannot be.
        """
        if self._setup is None or not allowed(endpoint, self._setup.hosts) or len(endpoint) > 1000:
            raise PushError("this push service is not called")
        seal(b"", browser=browser, auth=auth, sender=ec.generate_private_key(CURVE), salt=bytes(16))
        async with self._engine.begin() as connection:
            await connection.execute(delete(table).where(table.c.endpoint == endpoint))
            known = select(table.c.id).where(table.c.person_id == person).order_by(table.c.made_at.desc())
            surplus = (await connection.execute(known)).scalars().all()[MOST - 1 :]
            await connection.execute(delete(table).where(table.c.id.in_(surplus)))
            await connection.execute(
                insert(table).values(
                    id=new_id(),
                    person_id=person,
                    endpoint=endpoint,
                    browser=browser,
                    auth=auth,
                    made_at=self._now(),
                )
            )

    async def remove(self, person: str, *, endpoint: str) -> None:
        """Forget a browser."""
        async with self._engine.begin() as connection:
            await connection.execute(
                delete(table).where(table.c.endpoint == endpoint, table.c.person_id == person)
            )

    async def tell(self, person: str, word: Word, *, lasts_s: int) -> None:
        """Tell all browsers of a person, each once; one that cannot be reached now is not tried again."""
        if self._setup is None or self._key is None:
            return
        async with self._engine.connect() as connection:
            rows = (await connection.execute(select(table).where(table.c.person_id == person))).all()
        if not rows:
            return
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            done = await asyncio.gather(
                *(
                    self._send(session, row.endpoint, row.browser, row.auth, word, lasts_s=lasts_s)
                    for row in rows
                )
            )
        gone = [row.id for row, known in zip(rows, done, strict=True) if not known]
        if gone:
            async with self._engine.begin() as connection:
                await connection.execute(delete(table).where(table.c.id.in_(gone)))

    async def _send(
        self,
        session: aiohttp.ClientSession,
        endpoint: str,
        browser: bytes,
        auth: bytes,
        word: Word,
        *,
        lasts_s: int,
    ) -> bool:
        """Call one service; False when it no longer knows this browser."""
        if self._setup is None or self._key is None:
            return True
        sealed = seal(
            msgspec.json.encode(word),
            browser=browser,
            auth=auth,
            sender=ec.generate_private_key(CURVE),
            salt=secrets.token_bytes(16),
        )
        headers = {
            "Authorization": signed(endpoint, key=self._key, contact=self._setup.contact, now=self._now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(lasts_s, 0)),
            "Urgency": "high",
        }
        try:
            async with session.post(
                endpoint, data=sealed, headers=headers, allow_redirects=False
            ) as response:
                return response.status not in GONE
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("a device could not be told (%s)", type(error).__name__)
            return True
