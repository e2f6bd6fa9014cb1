"""What a summary's link opens, over real HTTP, from a meeting that stands in the store."""

from __future__ import annotations

import base64
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
from signaling.seat import hashed
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
    async with aiohttp.ClientSession(address, headers={"Origin": address}) as session:
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
        assert await response.read() == FORMATS[name].write(facts, 1, "en")
    german = {"Accept-Language": "de-AT, en;q=0.5"}
    async with http.get(f"/api/summaries/{MARA}/exports/{name}", headers=german) as response:
        assert await response.read() == FORMATS[name].write(facts, 1, "de")


async def test_a_format_nobody_writes_and_a_link_to_nothing_say_so(http: aiohttp.ClientSession) -> None:
    for path, code in ((f"{MARA}/exports/docx", "unknown_format"), ("nobody/exports/pdf", "unknown_summary")):
        async with http.get(f"/api/summaries/{path}") as response:
            assert response.status == 404
            assert json.loads(await response.text())["code"] == code


async def put(http: aiohttp.ClientSession, path: str, body: object) -> tuple[int, object]:
    async with http.put(f"/api/summaries/{path}", json=body) as response:
        return response.status, await response.json() if response.status != 204 else None


async def own(http: aiohttp.ClientSession, token: str) -> object:
    async with http.get(f"/api/summaries/{token}/own") as response:
        return await response.json()


async def test_a_note_comes_back_to_its_own_seat_alone(http: aiohttp.ClientSession) -> None:
    sealed = base64.b64encode(b"sealed by the page").decode()
    assert await put(http, f"{MARA}/reflection", {"sealed": sealed}) == (204, None)
    assert await own(http, MARA) == {"sealed": sealed, "opened": False, "both": False}
    assert await own(http, DANIEL) == {"sealed": None, "opened": False, "both": False}
    await put(http, f"{MARA}/reflection", {"sealed": ""})
    assert await own(http, MARA) == {"sealed": None, "opened": False, "both": False}


async def test_a_note_is_never_shared_not_even_when_both_have_opened_the_rest(
    http: aiohttp.ClientSession,
) -> None:
    sealed = base64.b64encode(b"a note of her own").decode()
    await put(http, f"{MARA}/reflection", {"sealed": sealed})
    for token in (MARA, DANIEL):
        await put(http, f"{token}/opened", {"opened": True})
    for path in ("", "/partner", "/own", "/trace", "/before", *(f"/exports/{name}" for name in FORMATS)):
        async with http.get(f"/api/summaries/{DANIEL}{path}") as response:
            body = await response.read()
        assert response.status == 200
        assert sealed.encode() not in body
        assert b"a note of her own" not in body


async def test_a_summary_opens_when_both_have_and_until_then_nobody_is_told(
    http: aiohttp.ClientSession,
) -> None:
    closed = {"sealed": None, "opened": False, "both": False}
    assert await put(http, f"{DANIEL}/opened", {"opened": True}) == (200, {**closed, "opened": True})
    assert await own(http, MARA) == closed
    for token in (DANIEL, MARA):
        async with http.get(f"/api/summaries/{token}/partner") as response:
            assert (response.status, (await response.json())["code"]) == (403, "not_open")
    await put(http, f"{MARA}/opened", {"opened": True})
    assert await own(http, DANIEL) == {"sealed": None, "opened": True, "both": True}
    async with http.get(f"/api/summaries/{DANIEL}/partner") as response:
        page = await response.json()
    assert (page["seat"], page["name"], page["partner"]) == (1, "Mara", "Daniel")
    assert page["summary"]["suggestions"][0] == []
    await put(http, f"{MARA}/opened", {"opened": False})
    async with http.get(f"/api/summaries/{DANIEL}/partner") as response:
        assert response.status == 403
    assert await own(http, DANIEL) == {"sealed": None, "opened": True, "both": False}


async def test_opening_twice_is_opening_once(http: aiohttp.ClientSession) -> None:
    for _ in range(2):
        assert (await put(http, f"{MARA}/opened", {"opened": True}))[0] == 200
    assert (await put(http, f"{MARA}/opened", {"opened": False}))[0] == 200
    assert await own(http, MARA) == {"sealed": None, "opened": False, "both": False}


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("reflection", {"sealed": base64.b64encode(bytes(40_001)).decode()}, 413, "note_too_long"),
        ("reflection", {"sealed": "?"}, 400, "bad_request"),
        ("reflection", {"words": "plain"}, 400, "bad_request"),
        ("opened", {"opened": "yes"}, 400, "bad_request"),
    ],
)
async def test_what_cannot_be_kept_is_refused_with_one_code(
    http: aiohttp.ClientSession, path: str, body: object, status: int, code: str
) -> None:
    told, error = await put(http, f"{MARA}/{path}", body)
    assert told == status
    assert isinstance(error, dict)
    assert error["code"] == code


async def test_a_trace_is_the_meeting_small(http: aiohttp.ClientSession) -> None:
    async with http.get(f"/api/summaries/{MARA}/trace") as response:
        trace = await response.json()
    assert (trace["partner"], trace["seat"], trace["seconds"]) == ("Daniel", 1, SECONDS)
    assert trace["speech"][1][:2] == [[8.0, 15.2], [24.0, 31.2]]
    assert trace["unheard"] == [[330.0, 400.0]]
    assert (trace["laughed_together"], trace["backchannels"]) == (1, 1)


async def test_of_guests_no_meeting_before_is_known(http: aiohttp.ClientSession) -> None:
    async with http.get(f"/api/summaries/{MARA}/before") as response:
        assert await response.json() == []
