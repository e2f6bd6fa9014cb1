"""A real server on a free port, and pages without a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from server.app import serving
from server.settings import Settings
from server.store.database import open_database
from tests.server import databases
from tests.server.pages import Page, start_meeting
from tests.server.programme import Programme, programme_of


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Postgres]:
    """A real PostgreSQL server, started when the first test asks for it."""
    with databases.running() as postgres:
        yield postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'd.db'}"
    postgres: databases.Postgres = request.getfixturevalue("postgres")
    return postgres.database()


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """An open store, of each kind in turn."""
    engine = await open_database(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a server of one's own."""
    return Settings(port=0, data=tmp_path / "data")


@pytest.fixture
async def address(settings: Settings) -> AsyncIterator[str]:
    """The address of a running server."""
    async with serving(settings) as address:
        yield address


@pytest.fixture
async def meeting(address: str) -> str:
    """The path of a new meeting."""
    return await start_meeting(address)


@pytest.fixture
async def programme(settings: Settings, address: str) -> AsyncIterator[Programme]:
    """People, pairs and signed-in browsers of the running server."""
    async with programme_of(settings, address) as programme:
        yield programme


Open = Callable[[str], Awaitable[Page]]


@pytest.fixture
async def open_page(address: str) -> AsyncIterator[Open]:
    """Open pages of a meeting; all are closed in the end."""
    pages: list[Page] = []

    async def open_(path: str) -> Page:
        pages.append(await Page.open(address, path))
        return pages[-1]

    yield open_
    for page in pages:
        await page.socket.close()
