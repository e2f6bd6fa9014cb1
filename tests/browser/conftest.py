"""The real server, and people at real browsers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Playwright, async_playwright

from server.bench.chromium import find
from server.bench.line.hub import Line
from server.bench.line.stage import Stage, stage
from server.bench.line.star import lacking
from tests.browser.people import Person, person, running_server


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of this machine; `make test` has installed one where that can be done."""
    path = find()
    if path is None:
        pytest.fail("no Chromium on this machine: run `make test`, which installs one where it can")
    return path


@pytest.fixture
async def playwright() -> AsyncIterator[Playwright]:
    """What drives the browsers."""
    async with async_playwright() as playwright:
        yield playwright


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The address of the real server, a process of its own."""
    async with running_server(tmp_path / "data", tmp_path / "server.log") as address:
        yield address


@pytest.fixture
async def meeting(address: str) -> str:
    """The link of a new meeting, with the page's debugging window open."""
    async with aiohttp.ClientSession(address) as session, session.post("/api/meetings") as response:
        path: str = (await response.json())["path"]
        return f"{address}{path}#debug"


Arrive = Callable[..., AbstractAsyncContextManager[Person]]


@pytest.fixture
def arrive(playwright: Playwright, chromium: str) -> Arrive:
    """Start a browser for a person: `arrive(name, sound=FILE)`."""

    def start(name: str, **options: object) -> AbstractAsyncContextManager[Person]:
        return person(playwright, chromium, name, **options)  # type: ignore[arg-type]

    return start


OnLines = Callable[[Mapping[str, Line]], AbstractAsyncContextManager[Stage]]


@pytest.fixture
def on_lines(playwright: Playwright, chromium: str, tmp_path: Path) -> OnLines:
    """Put a server and people on hosts with lines: `async with on_lines({"mara": LINE, …}) as stage`."""
    if (reason := lacking()) is not None:
        pytest.skip(f"no emulated lines here: {reason}")
    return lambda lines: stage(lines, playwright, chromium, tmp_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, so that what runs beside it is done when it is."""
    items.sort(key=lambda item: item.get_closest_marker("voices") is None)
