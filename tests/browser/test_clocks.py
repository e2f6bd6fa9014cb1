"""Both browsers and the server go by one clock: a sound given to both is one moment, however far they are."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import numpy as np
import pytest

from server.bench.line.hub import Line
from server.bench.line.wire import Way
from server.bench.voice import dialogue
from tests.browser.conftest import OnLines
from tests.browser.people import Person
from tests.sound import write_wav

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

NEAR = Line(up=Way(delay_s=0.005), down=Way(delay_s=0.005))
FAR = Line(
    up=Way(rate_bps=3e6, delay_s=0.3, jitter_s=0.005, loss=0.005),
    down=Way(rate_bps=8e6, delay_s=0.3, jitter_s=0.005, loss=0.005),
)

CLICKS = 8
FIRST_S = 6.0
EVERY_S = 2.0
LAG_S = 1.0
"""One hears the same click so much later than the other: at one moment it would be taken for an echo."""

MOST_OFF_S = 0.02


@pytest.fixture(scope="module")
def clicks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A microphone for each, with the same short sound again and again."""
    folder = tmp_path_factory.mktemp("clicks")
    turns = [(0, at, at + 0.5) for at in moments(0.0)]
    sound, _ = dialogue(turns, seconds=FIRST_S + EVERY_S * CLICKS + 4.0, rate=48_000)
    later = np.roll(sound, round(LAG_S * 48_000))
    return write_wav(folder / "mara.wav", sound), write_wav(folder / "daniel.wav", later)


def moments(lag_s: float) -> list[float]:
    """When a click sounds, in seconds of its recording."""
    return [FIRST_S + lag_s + EVERY_S * k for k in range(CLICKS)]


async def test_a_sound_given_to_both_has_the_same_time_from_near_and_from_far(
    on_lines: OnLines, clicks: tuple[Path, Path]
) -> None:
    async with on_lines({"mara": FAR, "daniel": NEAR}) as stage:
        sound_at = time.time() + 5.0
        async with (
            stage.arrive("mara", sound=clicks[0], sound_at=sound_at) as mara,
            stage.arrive("daniel", sound=clicks[1], sound_at=sound_at) as daniel,
        ):
            link = await stage.meeting(daniel)
            await asyncio.gather(mara.page.goto(link), daniel.page.goto(link))
            for someone in (mara, daniel):
                await someone.state("greenroom", timeout_s=30)
                await someone.page.click("[data-test=yes]")
                await someone.page.click("[data-test=join]")
            for someone in (mara, daniel):
                await someone.listening("on")
            began = [await someone.first_sound() for someone in (mara, daniel)]
            await asyncio.sleep(max(0.0, max(began) + moments(LAG_S)[-1] + 3.0 - time.time()))
            zeros = [await someone.zero() for someone in (mara, daniel)]
            heard = [await spoken(daniel, await someone.debug("state.seat")) for someone in (mara, daniel)]
    print(f"the pages' clocks are {1000 * abs(zeros[0] - zeros[1]):.1f} ms apart")
    assert abs(zeros[0] - zeros[1]) <= MOST_OFF_S
    late = [
        off_by(heard[who], [began[who] - zeros[who] + at for at in moments(lag_s)])
        for who, lag_s in enumerate((0.0, LAG_S))
    ]
    off = [abs(late[0][k] - late[1][k]) for k in late[0].keys() & late[1].keys()]
    p95 = float(np.quantile(off, 0.95))
    print(f"{len(off)} clicks: {1000 * np.median(off):.1f} ms apart in the middle, p95 {1000 * p95:.1f}")
    assert len(off) >= CLICKS / 2
    assert p95 <= MOST_OFF_S


def off_by(heard: list[float], moments: list[float]) -> dict[int, float]:
    """How much later than its moment each click was heard, as far as listening had begun."""
    nearest = {k: min(heard, key=lambda start: abs(start - at)) - at for k, at in enumerate(moments)}
    return {k: off for k, off in nearest.items() if abs(off) < LAG_S / 2}


async def spoken(someone: Person, seat: int) -> list[float]:
    """When a seat began to speak, in call time, as the server told this person."""
    cues = await someone.debug("cues")
    return [cue["start"] for cue in cues if cue["type"] in ("speech", "backchannel") and cue["who"] == seat]
