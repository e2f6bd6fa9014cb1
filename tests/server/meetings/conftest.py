"""What every test of meetings is given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.meetings.house import House, house


@pytest.fixture
async def pair(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    """On each kind of store in turn."""
    async with house(tmp_path, database_url=database_url) as made:
        yield made
