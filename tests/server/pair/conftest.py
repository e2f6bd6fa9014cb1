"""What every test of a pair stands on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.app import serving
from server.settings import Settings
from tests.server.clock import Clock
from tests.server.pair.two import Two
from tests.server.programme import programme_of


@pytest.fixture
async def two(tmp_path: Path, database_url: str) -> AsyncIterator[Two]:
    """On each kind of database in turn."""
    clock = Clock()
    settings = Settings(port=0, data=tmp_path / "data", database_url=database_url)
    async with serving(settings, now=clock) as address, programme_of(settings, address) as programme:
        mara = await programme.person("Mara", time_zone="America/Los_Angeles")
        daniel = await programme.person("Daniel")
        pair = await programme.pair(mara, daniel)
        yield Two(
            programme,
            clock,
            mara,
            daniel,
            pair,
            await programme.browser(mara),
            await programme.browser(daniel),
        )
