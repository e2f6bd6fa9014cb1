"""The meetings of a pair before one: only theirs, only as long as they are kept, each from one's own side."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from server.app import utc_now
from server.exports.rttm import rttm
from server.pair.terms import Terms
from server.settings import Settings
from server.store.meetings import Meetings, SeatRow
from server.summaries.pages import trace
from server.summaries.routes import alone
from server.web.summary_page import SummaryPage
from signaling.seat import hashed
from tests.server.exports.heard import EVENTS, SECONDS, facts
from tests.server.programme import Programme, programme_of


@pytest.fixture
async def programme(settings: Settings, address: str) -> AsyncIterator[Programme]:
    async with programme_of(settings, address) as programme:
        yield programme


async def hold(
    programme: Programme, name: str, *, pair: str | None, seated: tuple[str | None, str | None], days_ago: int
) -> str:
    """Put a meeting into the store; returns the summary's token of the seat of the first person."""
    store = Meetings(programme.engine)
    began = utc_now() - timedelta(days=days_ago)
    await store.create(meeting_id=name, invite_hash=hashed(name), now=began, partnership=pair)
    for seat, person in enumerate(seated):
        row = SeatRow(
            seat=seat,
            name=f"person {seat}",
            token_hash=hashed(f"{name} seat {seat}"),
            summary_hash=hashed(f"{name}-{seat}"),
            joined=True,
            person=person,
        )
        await store.seat(name, row)
    await store.begin(name, at=began)
    await store.append(name, EVENTS, seconds=SECONDS)
    return f"{name}-0"


async def before(address: str, token: str) -> list[dict[str, Any]]:
    async with aiohttp.ClientSession(address) as http, http.get(f"/api/summaries/{token}/before") as response:
        assert response.status == 200
        found: list[dict[str, Any]] = await response.json()
        return found


async def test_only_the_pairs_own_meetings_come_the_latest_first_from_ones_own_seat(
    programme: Programme, address: str
) -> None:
    mara, daniel, eve = [await programme.person(name) for name in ("Mara", "Daniel", "Eve")]
    pair = (await programme.pair(mara, daniel)).id
    other = (await programme.pair(mara, eve)).id
    await hold(programme, "first", pair=pair, seated=(daniel.id, mara.id), days_ago=9)
    await hold(programme, "second", pair=pair, seated=(mara.id, daniel.id), days_ago=5)
    await hold(programme, "elsewhere", pair=other, seated=(mara.id, eve.id), days_ago=3)
    await hold(programme, "guests", pair=None, seated=(None, None), days_ago=2)
    await hold(programme, "later", pair=pair, seated=(mara.id, daniel.id), days_ago=0)
    token = await hold(programme, "now", pair=pair, seated=(mara.id, daniel.id), days_ago=1)
    found = await before(address, token)
    assert [each["seat"] for each in found] == [0, 1]
    assert found[0]["started_at"] > found[1]["started_at"]


async def test_what_may_no_longer_be_known_is_not_compared_with(programme: Programme, address: str) -> None:
    mara, daniel = await programme.person("Mara"), await programme.person("Daniel")
    pair = (await programme.pair(mara, daniel)).id
    await hold(programme, "old", pair=pair, seated=(mara.id, daniel.id), days_ago=40)
    token = await hold(programme, "now", pair=pair, seated=(mara.id, daniel.id), days_ago=1)
    assert await before(address, token) == []


def page(seat: int) -> SummaryPage:
    its = facts()
    return SummaryPage(
        seat=seat, name="Mara", partner="Daniel", started_at=its.started_at, summary=its.summary,
        events=list(its.events), source="call", listened=True,
    )  # fmt: skip


def test_where_copies_hold_ones_own_alone_nothing_tells_of_the_other_voice() -> None:
    its = alone(page(1), Terms())
    assert its.names == ("Mara",)
    assert {getattr(event, "who", 0) for event in its.events} == {0}
    written = rttm(its).decode()
    assert "Daniel" not in written
    assert written.count("SPEAKER") == 20


def test_a_trace_counts_what_the_summary_counts() -> None:
    its = trace(page(0))
    assert its.long_silences == len(facts().summary.long_silences)
    assert its.answer_s == tuple(person.gap_median_s for person in facts().summary.people)
