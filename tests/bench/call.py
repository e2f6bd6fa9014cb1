"""How soon two people see each other, and how soon a page is told a cue. `python -m tests.bench.call`.

Two real Chromiums and the real server on this machine. A cue's lateness is counted from the end of its
sound to its message in the page, less the wait the cue itself needs: that is measured by feeding the
very same sound to the pipeline in the listener's steps and seeing when each cue becomes final.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiohttp
import numpy as np
from playwright.async_api import Playwright, async_playwright

from cues.events import CueEvent, Fleeting, Span, ToneShift
from cues.pipeline import Ear, Pipeline
from cues.speech import SCORERS
from server.bench.chromium import find
from server.bench.voice import dialogue
from tests.browser.people import person, running_server
from tests.browser.test_call import TURNS
from tests.sound import write_wav

SECONDS = 75.0
TICK_S = 0.04
KINDS = ("speech", "silence", "overlap")


def waits(tracks: Sequence[np.ndarray[Any, np.dtype[np.float32]]], rate: int) -> dict[str, float]:
    """Return each kind's own waiting time in seconds: the median from its end to its decision."""
    ear, pipeline, step = Ear(scorer=SCORERS["silero"]()), Pipeline(), round(TICK_S * rate)
    found: dict[str, list[float]] = {}
    for tick in range(tracks[0].size // step):
        for who in (0, 1):
            pipeline.push(who, tracks[who][tick * step : (tick + 1) * step], tick * TICK_S)
        for event in ear.listen([pipeline])[0]:
            if not isinstance(event, Fleeting):
                kind = type(event).__struct_config__.tag
                found.setdefault(str(kind), []).append((tick + 1) * TICK_S - end_of(event))
    return {kind: statistics.median(found[kind]) for kind in KINDS if kind in found}


def end_of(event: CueEvent) -> float:
    """When the sound of a cue ended."""
    match event:
        case ToneShift(at=at):
            return at
        case Span(end=end):
            return end


Told = list[tuple[dict[str, Any], float]]
"""Cues as a page was told them, each with the seconds from its end to its coming."""


async def one_call(
    playwright: Playwright, chromium: str, address: str, sounds: list[Path], *, stay_s: float
) -> tuple[float, Told]:
    """Hold one call; return the ms from the second person's joining to their first picture, and the cues."""
    async with aiohttp.ClientSession(address) as session, session.post("/api/meetings") as response:
        link = f"{address}{(await response.json())['path']}#debug"
    async with (
        person(playwright, chromium, "Mara", sound=sounds[0]) as mara,
        person(playwright, chromium, "Daniel", sound=sounds[1]) as daniel,
    ):
        people = (mara, daniel)
        await asyncio.gather(*(someone.page.goto(link) for someone in people))
        for someone in people:
            await someone.state("greenroom")
            await someone.page.click("[data-test=yes]")
        for someone in people:
            await someone.page.click("[data-test=join]")
        for someone in people:
            await someone.eventually("window.duologue?.latency.frame")
        await asyncio.sleep(stay_s)
        latencies = [await someone.debug("latency") for someone in people]
        cues = [await someone.debug("cues") for someone in people]
    told: Told = []
    for latency, its in zip(latencies, cues, strict=True):
        told += zip(reversed(its), reversed(latency["cues"]), strict=False)
    return min(latency["frame"] - latency["joined"] for latency in latencies), told


async def measure(times: int) -> dict[str, Any]:
    """Hold short calls for the joining, and one long call for the cues."""
    chromium = find()
    if chromium is None:
        raise SystemExit("no Chromium on this machine")
    tracks = dialogue(TURNS, seconds=SECONDS)
    own = waits(tracks, 16_000)
    with tempfile.TemporaryDirectory() as folder:
        high = dialogue(TURNS, seconds=SECONDS, rate=48_000)
        sounds = [write_wav(Path(folder) / f"{i}.wav", track) for i, track in enumerate(high)]
        async with (
            running_server(Path(folder) / "data", Path(folder) / "log") as address,
            async_playwright() as playwright,
        ):
            joins: list[float] = []
            for _ in range(times):
                joined, _ = await one_call(playwright, chromium, address, sounds, stay_s=0.0)
                joins.append(joined)
            _, told = await one_call(playwright, chromium, address, sounds, stay_s=SECONDS - 5.0)
    late = [seconds - own[cue["type"]] for cue, seconds in told if cue["type"] in own]
    return {
        "joins": len(joins),
        "join_to_first_frame_p50_s": round(float(np.percentile(joins, 50)) / 1000, 3),
        "join_to_first_frame_p95_s": round(float(np.percentile(joins, 95)) / 1000, 3),
        "cues": len(late),
        "own_wait_s": {kind: round(wait, 3) for kind, wait in own.items()},
        "cue_beyond_its_wait_p50_s": round(float(np.percentile(late, 50)), 3),
        "cue_beyond_its_wait_p95_s": round(float(np.percentile(late, 95)), 3),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how many calls are joined")
    print(json.dumps(asyncio.run(measure(parser.parse_args().times)), indent=2))
