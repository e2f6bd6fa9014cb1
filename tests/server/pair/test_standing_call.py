"""The call two of a pair start at any time, and the talk it was, found again by account."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp

from server.store.meetings import Meetings
from tests.server.pair.two import Two, ask, held, until


async def started(two: Two, browser: aiohttp.ClientSession) -> str:
    path: str = (await ask(browser, "POST", f"/api/pairs/{two.pair.id}/meetings", {}, 201))["path"]
    return path


async def waiting(browser: aiohttp.ClientSession) -> str | None:
    (pair,) = (await ask(browser, "GET", "/api/home"))["pairs"]
    path: str | None = pair["waiting"]
    return path


async def test_both_who_start_a_call_come_to_the_same_one_even_in_the_same_moment(two: Two) -> None:
    first, second = await asyncio.gather(started(two, two.maras), started(two, two.daniels))
    assert first == second
    assert await started(two, two.maras) == first


async def test_home_says_that_the_partner_waits_until_one_is_there_or_they_have_gone(two: Two) -> None:
    path = await started(two, two.maras)
    assert (await waiting(two.maras), await waiting(two.daniels)) == (None, None)
    mara = await two.enter(two.maras, path, "Mara")
    await until(mara, "welcome")
    assert (await waiting(two.maras), await waiting(two.daniels)) == (None, path)
    daniel = await two.enter(two.daniels, path, "Daniel")
    await until(daniel, "welcome")
    assert (await waiting(two.maras), await waiting(two.daniels)) == (None, None)
    await daniel.close()
    await mara.close()


async def test_a_call_that_is_over_is_followed_by_a_new_one(two: Two) -> None:
    first = await started(two, two.maras)
    store = Meetings(two.programme.engine)
    (meeting_id,) = await store.open_of(two.pair.id, since=two.clock.at - timedelta(days=1))
    await store.end(meeting_id, at=two.clock.at)
    assert await started(two, two.daniels) != first


async def test_a_talk_is_found_again_by_its_two_people_each_at_their_own_seat(two: Two) -> None:
    await held(two, keep_days=30)
    talks = f"/api/pairs/{two.pair.id}/talks"
    (talk,) = await ask(two.maras, "GET", talks)
    assert (talk["seconds"], talk["state"]) == (600.0, "kept")
    seats = []
    for browser in (two.maras, two.daniels):
        assert await ask(browser, "GET", talks) == [talk]
        page: dict[str, Any] = await ask(browser, "GET", f"/api/summaries/{talk['id']}")
        assert page["opens"] == "account"
        seats.append((page["name"], page["partner"]))
        (pair,) = (await ask(browser, "GET", "/api/home"))["pairs"]
        assert pair["last"] == talk
    assert seats == [("Mara", "Daniel"), ("Daniel", "Mara")]
    stranger = await two.programme.browser(await two.programme.person("Eve", administrator=True))
    for other in (stranger, await two.programme.browser()):
        refused = await ask(other, "GET", f"/api/summaries/{talk['id']}", status=404)
        assert refused["code"] == "unknown_summary"


async def test_a_talk_whose_days_are_over_says_so(two: Two) -> None:
    await held(two, keep_days=30)
    await two.days_pass(31)
    (talk,) = await ask(two.maras, "GET", f"/api/pairs/{two.pair.id}/talks")
    assert talk["state"] == "gone"
    (pair,) = (await ask(two.maras, "GET", "/api/home"))["pairs"]
    assert pair["last"] is None
