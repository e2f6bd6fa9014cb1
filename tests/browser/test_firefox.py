"""Somebody at Firefox and somebody at Chromium talk, and both are heard."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.bench.voice import dialogue
from tests.browser import browsers
from tests.browser.conftest import Arrive
from tests.browser.firefox import firefox
from tests.browser.people import RECEIVED
from tests.browser.speaker import speaker
from tests.sound import write_wav

BEGINS_S = 4.0
"""By now in the call what Firefox sends is heard."""

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A microphone that speaks 3 s in every 5."""
    turns = [(0, first + 1.0, first + 4.0) for first in range(0, 90, 5)]
    return write_wav(
        tmp_path_factory.mktemp("sound") / "mara.wav", dialogue(turns, seconds=90.0, rate=48_000)[0]
    )


@pytest.mark.parametrize("rung", ["rtc", "ws"])
async def test_a_call_between_firefox_and_chromium(
    arrive: Arrive, meeting: str, voice: Path, rung: str, tmp_path: Path
) -> None:
    path = browsers.firefox()
    assert path is not None, "no Firefox on this machine: run `make test`, which installs one where it can"
    async with (
        speaker(tmp_path) as environment,
        arrive("Mara", sound=voice) as mara,
        firefox(path, "Ben", environment) as ben,
    ):
        await asyncio.gather(mara.page.goto(meeting), ben.goto(f"{meeting}={rung}"))
        await mara.state("greenroom")
        await mara.page.click("[data-test=yes]")
        await ben.click("[data-test=yes]")
        await mara.page.click("[data-test=join]")
        await ben.click("[data-test=join]")
        await mara.state("call")
        await asyncio.gather(
            mara.eventually(RECEIVED, timeout_s=40.0), ben.eventually(RECEIVED, timeout_s=40.0)
        )
        await mara.listening("on", timeout_s=40.0)
        await ben.eventually("document.querySelector('[data-listening=on]') !== null")
        await ben.eventually(f"window.duologue.rung === '{rung}'")
        seat = await mara.debug("state.seat")
        heard = f"window.duologue.cues.some((cue) => cue.type === 'speech' && cue.who === {seat})"
        await ben.eventually(heard, timeout_s=40.0)
        lost = await mara.debug(f"cues.filter((cue) => cue.type === 'unheard' && cue.who !== {seat})")
        assert {cue["reason"] for cue in lost} <= {"absent", "paused"}, "what Firefox sends is heard whole"
        assert max(cue["end"] for cue in lost) < BEGINS_S
