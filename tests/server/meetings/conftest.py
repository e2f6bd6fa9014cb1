"""What every test of meetings is given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.meetings.house import House, house


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as made:
        yield made
