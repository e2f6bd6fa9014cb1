"""What a summary's link opens, over real HTTP, from a meeting that stands in the store."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import aiohttp
import msgspec
import pytest

from cues.summary import build
from server.exports.facts import facts_of
from server.exports.formats import FORMATS
from server.settings import Settings
from server.store.database import open_database
from server.store.meetings import Meetings, SeatRow
from signaling.seats import hashed
from tests.server.exports.heard import BEGUN, EVENTS, SECONDS

DANIEL, MARA = "daniels-summary-token", "maras-summary-token"


@pytest.fixture
async def http(address: str, settings: Settings) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of a server that keeps one meeting of Daniel (seat 0) and Mara (seat 1)."""
    engine = await open_database(settings.database)
    store = Meetings(engine)
    await store.create(meeting_id="one", invite_hash=b"i" * 32, now=BEGUN)
    for seat, (name, token) in enumerate((("Daniel", DANIEL), ("Mara", MARA))):
        kept = hashed(token)
        row = SeatRow(seat=seat, name=name, token_hash=kept[::-1], summary_hash=kept, joined=True)
        await store.seat("one", row)
    await store.begin("one", at=BEGUN)
    await store.append("one", EVENTS, seconds=SECONDS)
    await engine.dispose()
    async with aiohttp.ClientSession(address) as session:
        yield session


async def test_a_summary_holds_what_is_suggested_to_its_reader_and_nothing_of_the_other(
    http: aiohttp.ClientSession,
) -> None:
    whole = build(EVENTS, seconds=SECONDS).suggestions
    assert all(whole), "both are given something here, or this proves nothing"
    for seat, token in enumerate((DANIEL, MARA)):
        async with http.get(f"/api/summaries/{token}") as response:
            told = (await response.json())["summary"]["suggestions"]
        assert [len(each) for each in told] == [len(whole[seat]), 0][:: 1 - 2 * seat]


@pytest.mark.parametrize("name", FORMATS)
async def test_a_file_is_what_analyze_would_write_of_the_same_facts(
    http: aiohttp.ClientSession, name: str
) -> None:
    whole = build(EVENTS, seconds=SECONDS)
    hers = msgspec.structs.replace(whole, suggestions=((), whole.suggestions[1]))
    facts = facts_of(("Daniel", "Mara"), EVENTS, hers, started_at=BEGUN)
    async with http.get(f"/api/summaries/{MARA}/exports/{name}") as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-store"
        disposition = f"attachment; filename*=UTF-8''duologue-2026-11-19-Daniel.{FORMATS[name].ending}"
        assert response.headers["Content-Disposition"] == disposition
        assert response.headers["Content-Type"] == FORMATS[name].media_type
        assert await response.read() == FORMATS[name].write(facts, 1)


async def test_a_format_nobody_writes_and_a_link_to_nothing_say_so(http: aiohttp.ClientSession) -> None:
    for path, code in ((f"{MARA}/exports/docx", "unknown_format"), ("nobody/exports/pdf", "unknown_summary")):
        async with http.get(f"/api/summaries/{path}") as response:
            assert response.status == 404
            assert json.loads(await response.text())["code"] == code
