"""Whether both browsers and the server go by one clock: the same clicks given to both, one near and one far.

`python -m tests.bench.clocks`, on an idle machine: what is measured is when a sound is told to have begun,
and a busy one is late to tell when it gave the sound.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.async_api import async_playwright

from server.bench.chromium import find
from server.bench.line.hub import Line
from server.bench.line.stage import stage
from server.bench.line.star import lacking
from server.bench.line.wire import Way
from server.bench.voice import dialogue
from tests.browser.people import Person
from tests.sound import write_wav

NEAR = Line(up=Way(delay_s=0.005), down=Way(delay_s=0.005))
FAR = Line(
    up=Way(rate_bps=3e6, delay_s=0.3, jitter_s=0.005, loss=0.005),
    down=Way(rate_bps=8e6, delay_s=0.3, jitter_s=0.005, loss=0.005),
)

ONSETS = """
    window.onsets = [];
    const opened = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await opened(wanted);
        const [track] = stream.getAudioTracks();
        if (track) void (async () => {
            const reader = new MediaStreamTrackProcessor({ track: track.clone() }).readable.getReader();
            const soonest = [];
            for (let since = 0, quiet = 1; ; ) {
                const { value, done } = await reader.read();
                if (done) return;
                const now = (performance.timeOrigin + performance.now()) / 1000;
                const samples = new Float32Array(value.numberOfFrames);
                value.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
                const seconds = value.numberOfFrames / value.sampleRate;
                soonest.push(now - since - seconds);
                if (soonest.length > 50) soonest.shift();
                const loud = samples.findIndex((sample) => Math.abs(sample) > 0.01);
                if (loud >= 0 && quiet >= 1)
                    window.onsets.push(Math.min(...soonest) + since + loud / value.sampleRate);
                quiet = loud >= 0 ? 0 : quiet + seconds;
                since += seconds;
                value.close();
            }
        })();
        return stream;
    };
"""
"""Notes in Unix seconds when each sound came out of the microphone, by those blocks of the last half second
that were read soonest: a busy machine's microphone skips, and all it plays afterwards is later."""

CLICKS = 8
FIRST_S = 6.0
EVERY_S = 2.0
LAG_S = 1.0
"""One hears the same click so much later than the other: at one moment it would be taken for an echo."""


def clicks(folder: Path) -> tuple[Path, Path]:
    """A microphone for each, with the same short sound again and again."""
    turns = [(0, at, at + 0.5) for at in moments(0.0)]
    sound, _ = dialogue(turns, seconds=FIRST_S + EVERY_S * CLICKS + 4.0, rate=48_000)
    later = np.roll(sound, round(LAG_S * 48_000))
    return write_wav(folder / "mara.wav", sound), write_wav(folder / "daniel.wav", later)


def moments(lag_s: float) -> list[float]:
    """When a click sounds, in seconds of its recording."""
    return [FIRST_S + lag_s + EVERY_S * k for k in range(CLICKS)]


async def measure(chromium: str, folder: Path) -> dict[str, float]:
    """Hold one call; return how far apart the pages' clocks are, and the same clicks as heard of each."""
    sounds = clicks(folder)
    async with (
        async_playwright() as playwright,
        stage({"mara": FAR, "daniel": NEAR}, playwright, chromium, folder) as house,
    ):
        sound_at = time.time() + 5.0
        async with (
            house.arrive("mara", sound=sounds[0], sound_at=sound_at) as mara,
            house.arrive("daniel", sound=sounds[1], sound_at=sound_at) as daniel,
        ):
            link = await house.meeting(daniel)
            for someone in (mara, daniel):
                await someone.context.add_init_script(ONSETS)
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
            sounded = [await someone.page.evaluate("window.onsets") for someone in (mara, daniel)]
    late = [off_by(heard[who], [at - zeros[who] for at in sounded[who][-CLICKS:]]) for who in range(2)]
    off = [abs(late[0][k] - late[1][k]) for k in late[0].keys() & late[1].keys()]
    return {
        "clocks_apart_ms": round(1000 * abs(zeros[0] - zeros[1]), 1),
        "clicks": len(off),
        "apart_p50_ms": round(1000 * float(np.median(off)), 1),
        "apart_p95_ms": round(1000 * float(np.quantile(off, 0.95)), 1),
    }


def off_by(heard: list[float], moments: list[float]) -> dict[int, float]:
    """How much later than its moment each click was heard, as far as listening had begun."""
    nearest = {k: min(heard, key=lambda start: abs(start - at)) - at for k, at in enumerate(moments)}
    return {k: off for k, off in nearest.items() if abs(off) < LAG_S / 2}


async def spoken(someone: Person, seat: int) -> list[float]:
    """When a seat began to speak, in call time, as the server told this person."""
    cues = await someone.debug("cues")
    return [cue["start"] for cue in cues if cue["type"] in ("speech", "backchannel") and cue["who"] == seat]


def main() -> None:
    """Measure once, and print what came of it."""
    chromium = find()
    if chromium is None:
        raise SystemExit("no Chromium on this machine")
    if (reason := lacking()) is not None:
        raise SystemExit(f"no emulated lines here: {reason}")
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(chromium, Path(folder))), indent=2))


if __name__ == "__main__":
    main()
