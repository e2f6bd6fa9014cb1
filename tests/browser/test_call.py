"""Two people talk in real browsers, the server listens, and both see what they should."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server.bench.voice import dialogue
from tests.browser.conftest import Arrive
from tests.browser.people import RECEIVED, Person
from tests.sound import write_wav

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

TURNS = [
    turn
    for first in range(4, 70, 7)
    for turn in ((0, float(first), first + 2.6), (1, first + 3.2, first + 5.8))
]
"""Mara and Daniel take turns of 2.6 s with 0.6 s between them and 1.2 s after each exchange."""


@pytest.fixture(scope="session")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A microphone for each of two people who take turns."""
    folder = tmp_path_factory.mktemp("sounds")
    first, second = dialogue(TURNS, seconds=75.0, rate=48_000)
    return write_wav(folder / "mara.wav", first), write_wav(folder / "daniel.wav", second)


@asynccontextmanager
async def call(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path], *, consent: bool = True, busy_for: int = 0
) -> AsyncIterator[tuple[Person, Person]]:
    """Mara and Daniel in the call, their microphones started together; Daniel's may be busy at first."""
    sound_at = time.time() + 5.0
    async with (
        arrive("Mara", sound=sounds[0], sound_at=sound_at) as mara,
        arrive("Daniel", sound=sounds[1], sound_at=sound_at, busy_for=busy_for) as daniel,
    ):
        await asyncio.gather(mara.page.goto(meeting), daniel.page.goto(meeting))
        for someone in (mara, daniel):
            await someone.state("greenroom")
            if consent:
                await someone.page.click("[data-test=yes]")
        for someone in (mara, daniel):
            await someone.page.click("[data-test=join]")
        for someone in (mara, daniel):
            await someone.state("call")
            if consent:
                await someone.listening("on")
        yield mara, daniel


async def until_received(someone: Person) -> None:
    """Wait until a page has decoded pictures and heard sound of the other."""
    await someone.eventually(RECEIVED)


async def cues(someone: Person, kind: str) -> list[dict[str, Any]]:
    """Read the cues of a kind a page has been told so far."""
    found: list[dict[str, Any]] = await someone.debug(f"cues.filter((cue) => cue.type === {kind!r})")
    return found


async def until_cues(someone: Person, kind: str, count: int) -> list[dict[str, Any]]:
    """Wait until a page has been told so many cues of a kind."""
    found: list[dict[str, Any]] = await someone.eventually(
        f"((found) => found.length >= {count} && found)"
        f"(window.duologue.cues.filter((cue) => cue.type === {kind!r}))",
        timeout_s=30.0,
    )
    return found


async def test_two_people_see_hear_and_are_heard(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path]
) -> None:
    async with call(arrive, meeting, sounds) as (mara, daniel):
        await asyncio.gather(until_received(mara), until_received(daniel))
        spurts = await until_cues(mara, "speech", 4)
        assert {spurt["who"] for spurt in spurts} == {0, 1}
        assert await until_cues(daniel, "speech", len(spurts))
        later = await daniel.first_sound() - await mara.first_sound()
        gaps = [lasts(gap) for gap in await until_cues(daniel, "silence", 3) if gap["kind"] == "gap"]
        assert any(gap == pytest.approx(0.6 + later, abs=0.2) for gap in gaps) or any(
            gap == pytest.approx(1.2 - later, abs=0.2) for gap in gaps
        ), (gaps, later)
        assert await mara.page.inner_text("[data-test=partner-name]") == "Daniel"
        assert "Listening" in await mara.page.inner_text("[data-test=listening]")


async def test_a_microphone_another_program_had_is_heard_once_it_is_free(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path]
) -> None:
    async with call(arrive, meeting, sounds, busy_for=1_000) as (mara, daniel):
        assert await daniel.debug("trouble.audio") == "busy"
        await daniel.page.evaluate("window.busyFor = 0")
        await mara.eventually("window.duologue.cues.some((cue) => cue.type === 'speech' && cue.who === 1)")
        assert await daniel.debug("trouble.audio") is None
        await until_received(mara)


async def test_consent_taken_back_stops_everything_for_both(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path]
) -> None:
    async with call(arrive, meeting, sounds) as (mara, daniel):
        await until_cues(mara, "speech", 2)
        await daniel.page.click("[data-test=listening]")
        await daniel.page.click("[data-test=take-back]")
        for someone in (mara, daniel):
            await someone.listening("waiting")
            assert await someone.debug("leg") is None
        stopped = await mara.call_time()
        await asyncio.sleep(7.0)
        for someone in (mara, daniel):
            assert [cue for cue in await cues(someone, "speech") if cue["end"] > stopped + 0.1] == []
        await until_received(mara)


async def test_off_the_record_is_told_to_both_and_taken_up_again(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path]
) -> None:
    async with call(arrive, meeting, sounds) as (mara, daniel):
        await mara.page.keyboard.press("o")
        await mara.listening("off_record")
        await daniel.listening("off_record")
        await mara.page.keyboard.press("o")
        await mara.listening("on")
        await daniel.listening("on")
        assert await until_cues(daniel, "speech", 2)


async def test_without_consent_the_call_is_the_same_and_nothing_is_heard(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path]
) -> None:
    async with call(arrive, meeting, sounds, consent=False) as (mara, daniel):
        await asyncio.gather(until_received(mara), until_received(daniel))
        assert await mara.debug("leg") is None
        assert [cue for cue in await mara.debug("cues") if cue["type"] != "unheard"] == []


async def test_a_reload_keeps_seat_and_statistics_and_ends_in_ones_own_summary(
    arrive: Arrive, meeting: str, address: str, sounds: tuple[Path, Path]
) -> None:
    async with call(arrive, meeting, sounds) as (mara, daniel):
        await until_cues(mara, "speech", 4)
        seat = await mara.debug("state.seat")
        await mara.page.reload()
        await mara.state("call")
        await mara.listening("on")
        assert await mara.debug("state.seat") == seat
        await asyncio.gather(until_received(mara), until_received(daniel))
        await until_cues(mara, "speech", 2)
        for someone in (mara, daniel):
            await someone.page.click("[data-test=leave]")
            await someone.page.wait_for_url("**/s/*", timeout=5000)
        assert mara.page.url != daniel.page.url
        summaries = [await fetch(address, someone.page.url) for someone in (mara, daniel)]
        assert [page["partner"] for page in summaries] == ["Daniel", "Mara"]
        assert summaries[0]["summary"]["people"] == summaries[1]["summary"]["people"]
        people = summaries[0]["summary"]["people"]
        assert all(someone["talk_s"] > 4.0 for someone in people)
        unheard = [cue for cue in summaries[0]["events"] if cue["type"] == "unheard"]
        assert any(lasts(cue) > 0.2 for cue in unheard), "the reload itself is unknown, not silence"
        assert "Daniel" in await mara.page.inner_text("h1")
        assert "Mara" in await daniel.page.inner_text("h1")


async def test_a_hint_comes_to_the_person_it_is_for_and_to_nobody_else(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path]
) -> None:
    """Daniel's line plays out late, for real; Mara wants to read about it after the call only."""
    async with call(arrive, meeting, sounds) as (mara, daniel):
        await mara.page.click("[data-test=listening]")
        await mara.page.click("[data-test=hints-after]")
        await daniel.eventually(
            "window.duologue.pc?.getReceivers().map((one) => (one.jitterBufferTarget = 700)).length"
        )
        hint = daniel.page.locator("[data-test=hint]")
        await hint.wait_for(timeout=60_000)
        assert await hint.get_attribute("data-key") == "line.slow"
        text = await hint.inner_text()
        assert "The line is slow" in text
        await hint.locator("[data-test=hint-why]").click()
        assert "Line" in await hint.locator("dl").inner_text()
        assert await mara.debug("hints.length") == 0
        assert await mara.page.locator("[data-test=hint]").count() == 0


async def test_a_third_person_is_told_kindly(arrive: Arrive, meeting: str, sounds: tuple[Path, Path]) -> None:
    async with call(arrive, meeting, sounds) as (mara, _), arrive("Eve") as eve:
        await eve.page.goto(meeting)
        await eve.state("third")
        text = await eve.page.inner_text("[data-test=state]")
        assert "This call is for two" in text
        assert "Mara" not in text
        await until_received(mara)


def lasts(cue: dict[str, Any]) -> float:
    """Length of a cue in seconds."""
    return float(cue["end"] - cue["start"])


async def fetch(address: str, url: str) -> dict[str, Any]:
    """Read the data behind a summary's page."""
    token = url.rsplit("/", 1)[1].split("#")[0]
    async with aiohttp.ClientSession(address) as session, session.get(f"/api/summaries/{token}") as response:
        found: dict[str, Any] = await response.json()
        return found
