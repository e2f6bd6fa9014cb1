"""People of a running server: they are put into its store, and sign in as a browser would hold it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import aiohttp
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from server.app import utc_now
from server.people.partnerships import Partnership, Partnerships, Role, State
from server.people.people import People
from server.people.person import Person
from server.people.sessions import Sessions
from server.settings import Settings


class Programme:
    """Makes people, pairs and signed-in browsers for tests."""

    def __init__(self, engine: AsyncEngine, address: str) -> None:
        self.engine = engine
        self.address = address
        self.people = People(engine)
        self.partnerships = Partnerships(engine)
        self.sessions = Sessions(engine)
        self._browsers: list[aiohttp.ClientSession] = []

    async def person(
        self, name: str, *, administrator: bool = False, time_zone: str = "Africa/Nairobi"
    ) -> Person:
        """Make a person with an address of their name."""
        return await self.people.create(
            name=name,
            email=f"{name.lower()}@example.org",
            time_zone=time_zone,
            now=utc_now(),
            administrator=administrator,
        )

    async def pair(
        self,
        first: Person,
        second: Person,
        *,
        roles: tuple[Role, Role] = ("mentor", "mentee"),
        state: State = "active",
        now: datetime | None = None,
    ) -> Partnership:
        """Bring two people together; `ended`: and apart again."""
        now = now or utc_now()
        begins: State = "active" if state == "ended" else state
        async with self.engine.begin() as connection:
            pair = await self.partnerships.create(
                connection, people=(first.id, second.id), roles=roles, state=begins, now=now
            )
            if state == "ended":
                await self.partnerships.set_state(connection, pair.id, "ended", now=now)
        return pair

    async def browser(
        self, person: Person | None = None, *, now: datetime | None = None
    ) -> aiohttp.ClientSession:
        """Open a browser, signed in as a person or as nobody; it names its origin as browsers do."""
        jar = aiohttp.CookieJar(unsafe=True)
        browser = aiohttp.ClientSession(self.address, cookie_jar=jar, headers={"Origin": self.address})
        if person is not None:
            token = await self.sessions.begin(person.id, agent="Chromium, Linux", now=now or utc_now())
            browser.cookie_jar.update_cookies({"duologue": token}, browser._base_url)  # type: ignore[arg-type]
        self._browsers.append(browser)
        return browser

    async def close(self) -> None:
        """Close all browsers."""
        for browser in self._browsers:
            await browser.close()


@asynccontextmanager
async def programme_of(settings: Settings, address: str) -> AsyncIterator[Programme]:
    """Work beside a running server, on its own database."""
    engine = create_async_engine(settings.database)
    programme = Programme(engine, address)
    try:
        yield programme
    finally:
        await programme.close()
        await engine.dispose()
