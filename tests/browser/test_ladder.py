"""Where RTP does not get through, sound comes over a socket or as a sketch, and is heard as it was spoken."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from server.bench.voice import dialogue
from tests.browser.conftest import Arrive
from tests.browser.people import Person
from tests.browser.test_call import TURNS, cues, until_cues
from tests.sound import write_wav

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A microphone for each of two people who take turns."""
    folder = tmp_path_factory.mktemp("sounds")
    first, second = dialogue(TURNS, seconds=75.0, rate=48_000)
    return write_wav(folder / "mara.wav", first), write_wav(folder / "daniel.wav", second)


NO_UDP = ("--webrtc-ip-handling-policy=disable_non_proxied_udp",)
"""The browser sends nothing by UDP but through a proxy, and there is none."""


async def joined(someone: Person, meeting: str) -> None:
    await someone.page.goto(meeting)
    await someone.state("greenroom")
    await someone.page.click("[data-test=yes]")


async def rung(someone: Person, wanted: str, *, timeout_s: float = 20.0) -> None:
    """Wait until a page's sound goes by a rung."""
    await someone.eventually(f"window.duologue.rung === {wanted!r}", timeout_s=timeout_s)


def whole(spurts: list[dict[str, Any]], who: int) -> list[tuple[float, float]]:
    """A person's spurts but the first, which may have begun before it was listened to."""
    return [(spurt["start"], spurt["end"]) for spurt in spurts if spurt["who"] == who][1:]


async def test_sound_over_a_socket_and_a_sketch_are_heard_as_they_were_spoken(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path]
) -> None:
    sound_at = time.time() + 5.0
    async with (
        arrive("Mara", sound=sounds[0], sound_at=sound_at) as mara,
        arrive("Daniel", sound=sounds[1], sound_at=sound_at) as daniel,
    ):
        await asyncio.gather(joined(mara, f"{meeting}=ws"), joined(daniel, f"{meeting}=features"))
        for someone in (mara, daniel):
            await someone.page.click("[data-test=join]")
        await asyncio.gather(rung(mara, "ws"), rung(daniel, "features"))
        spurts = await until_cues(mara, "speech", 6)
        seats = [int(await someone.debug("state.seat")) for someone in (mara, daniel)]
        rungs = {(spurt["who"], spurt["rung"]) for spurt in spurts}
        assert rungs == {(seats[0], "ws"), (seats[1], "features")}
        for seat in seats:
            (first, end), (second, _), *_ = whole(spurts, seat)
            assert end - first == pytest.approx(2.6, abs=0.2)
            assert second - first == pytest.approx(7.0, abs=0.3)
        gaps = [gap for gap in await until_cues(mara, "silence", 3) if gap["kind"] == "gap"]
        assert gaps
        assert {gap["rung"] for gap in gaps} == {"features"}
        later = await daniel.first_sound() - await mara.first_sound()
        lengths = [gap["end"] - gap["start"] for gap in gaps]
        assert any(abs(length - 0.6 - later) < 0.25 or abs(length - 1.2 + later) < 0.25 for length in lengths)
        lost = [cue for cue in await cues(mara, "unheard") if cue["reason"] in ("lost", "frozen")]
        assert sum(cue["end"] - cue["start"] for cue in lost) <= 0.5, lost


async def test_where_udp_is_blocked_cues_come_within_three_seconds_of_joining(
    arrive: Arrive, meeting: str, sounds: tuple[Path, Path]
) -> None:
    async with (
        arrive("Mara", sound=sounds[0], arguments=NO_UDP) as mara,
        arrive("Daniel", sound=sounds[1]) as daniel,
    ):
        await joined(daniel, meeting)
        await daniel.page.click("[data-test=join]")
        await joined(mara, meeting)
        await mara.page.click("[data-test=join]")
        await mara.eventually("window.duologue.state.callZero !== null")
        began = time.monotonic()
        await rung(mara, "ws", timeout_s=3.0)
        assert time.monotonic() - began <= 3.0
        seat = int(await mara.debug("state.seat"))
        unheard = [cue for cue in await until_heard(mara, seat) if cue["who"] == seat]
        assert sum(cue["end"] - cue["start"] for cue in unheard) <= 3.0
        assert await daniel.debug("rung") == "rtc"


async def until_heard(someone: Person, who: int) -> list[dict[str, Any]]:
    """Wait until a person has been heard; returns what was not heard."""
    heard = f"cue.type === 'speech' && cue.who === {who} && cue.rung === 'ws'"
    await someone.eventually(f"window.duologue.cues.some((cue) => {heard})", timeout_s=30.0)
    return await cues(someone, "unheard")
