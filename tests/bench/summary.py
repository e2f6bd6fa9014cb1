"""How fast a three-hour call's summary opens, zooms and scrolls: `python -m tests.bench.summary`.

A real server with a made-up call of three hours in its store, and a real Chromium. Opening is measured from
the navigation to the second frame with lanes in it; movement as the times between frames while a real
wheel zooms, pans and scrolls. The machine should be doing nothing else.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median

from playwright.async_api import Page, async_playwright

from cues.events import (
    Backchannel,
    CueEvent,
    Interjection,
    Laughter,
    Move,
    Overlap,
    Sigh,
    Silence,
    Speech,
    ToneShift,
    Unheard,
)
from server.bench.chromium import find
from server.store.database import open_database
from server.store.meetings import Meetings, SeatRow
from signaling.seat import hashed
from tests.browser.people import running_server

HOURS = 3
SECONDS = HOURS * 3600.0
NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
TOKEN = "three-hours-of-talk-1"
RUNS = 5
MOVES = 120

OPENED = """
    window.opened = new Promise((resolve) => {
        const look = () => {
            const canvas = document.querySelector("duologue-lanes canvas");
            if (canvas && canvas.width > 300) {
                requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
            } else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    });
"""

FRAMES = """
    const times = [];
    window.frameTimes = times;
    const count = (now) => {
        times.push(now);
        if (window.frameTimes === times) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
"""


def conversation(seed: int = 7) -> list[CueEvent]:
    """Three hours of turns with their pauses, small sounds and overlaps: about ten thousand events."""
    dice = random.Random(seed)
    events: list[CueEvent] = []
    at, who = 0.0, 0
    while at < SECONDS - 60:
        if dice.random() < 0.01:
            lost = dice.uniform(2, 20)
            events += [Unheard(who=seat, start=at, end=at + lost, reason="lost") for seat in (0, 1)]
            at += lost
        for spurt in range(dice.choice((1, 2, 3, 5, 8))):
            if spurt:
                pause = dice.uniform(0.2, 1.4)
                events.append(Silence(start=at, end=at + pause, kind="pause", before=who, after=who))
                at += pause
            length = dice.uniform(0.8, 5.0)
            events.append(Speech(who=who, start=at, end=at + length, confidence=0.9))
            if dice.random() < 0.4:
                start = at + dice.uniform(0, length - 0.5)
                events.append(Backchannel(who=1 - who, start=start, end=start + 0.4, confidence=0.8))
                murmur = Overlap(who=1 - who, start=start, end=start + 0.4, kind="murmur")
                events.append(murmur)
            at += length
        chance = dice.random()
        if chance < 0.1:
            events += [
                Laughter(who=0, start=at, end=at + 1.4, confidence=0.9),
                Laughter(who=1, start=at + 0.3, end=at + 1.9, confidence=0.9),
            ]
            at += 2.0
        elif chance < 0.13:
            events.append(Sigh(who=who, start=at, end=at + 0.9, confidence=0.7))
            at += 1.0
        elif chance < 0.17:
            events.append(Interjection(who=1 - who, start=at, end=at + 0.3, confidence=0.7))
            at += 0.5
        elif chance < 0.22:
            moved = (Move(measure="level", by=-4.0), Move(measure="rate", by=-1.0))
            events.append(ToneShift(who=who, at=at, moved=moved, confidence=0.8))
        if dice.random() < 0.3:
            made = dice.random() < 0.5
            start = at - 0.4
            events.append(Overlap(who=1 - who, start=start, end=at, kind="terminal", line_made=made))
        else:
            gap = dice.choice((0.3, 0.5, 0.8, 1.5, 4.5))
            long = gap >= 4
            events.append(
                Silence(start=at, end=at + gap, kind="long" if long else "gap", before=who, after=1 - who)
            )
            at += gap
        who = 1 - who
    return events


async def keep(folder: Path, events: list[CueEvent]) -> None:
    """Put the call into the store of a server to be."""
    await asyncio.to_thread(folder.mkdir)
    engine = await open_database(f"sqlite+aiosqlite:///{folder / 'duologue.db'}")
    store = Meetings(engine)
    await store.create(meeting_id="long", invite_hash=b"i" * 32, now=NOW)
    for seat, (name, token) in enumerate((("Daniel", TOKEN), ("Mara", "the-other"))):
        kept = hashed(token)
        row = SeatRow(seat=seat, name=name, token_hash=kept[::-1], summary_hash=kept, joined=True)
        await store.seat("long", row)
    await store.begin("long", at=NOW)
    await store.append("long", events, seconds=SECONDS)
    await engine.dispose()


async def frames(page: Page, move: Callable[[int], Awaitable[None]]) -> str:
    """Frames a second over the moves, and in their slowest twentieth."""
    await page.evaluate(FRAMES)
    for number in range(MOVES):
        await move(number)
        await asyncio.sleep(0.012)
    times = await page.evaluate(
        "(() => { const times = window.frameTimes; window.frameTimes = null; return times; })()"
    )
    between = sorted(b - a for a, b in pairwise(times))
    late = between[int(len(between) * 0.95)]
    whole = 1000 * (len(times) - 1) / (times[-1] - times[0])
    return f"{whole:5.1f} frames/s, {1000 / late:.0f} in the slowest twentieth"


async def main() -> None:
    """Measure and print."""
    events = conversation()
    chromium = find()
    assert chromium is not None
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        await keep(data, events)
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        async with (
            running_server(data, Path(folder) / "log") as address,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=chromium, args=arguments)
            opened = []
            for run in range(RUNS):
                context = await browser.new_context(viewport={"width": 1280, "height": 800})
                page = await context.new_page()
                await page.add_init_script(OPENED)
                await page.goto(f"{address}/s/{TOKEN}")
                opened.append(await page.evaluate("window.opened"))
                if run < RUNS - 1:
                    await context.close()
            print(f"{len(events)} events in {HOURS} hours")
            best, middle, worst = (each / 1000 for each in (min(opened), median(opened), max(opened)))
            print(f"opens    {middle:.2f} s (from {best:.2f} to {worst:.2f})")
            stage = page.locator(".stage")
            await stage.scroll_into_view_if_needed()
            box = await stage.bounding_box()
            assert box is not None
            await page.mouse.move(box["x"] + 500, box["y"] + 80)

            async def zoom(number: int) -> None:
                await page.keyboard.down("Control")
                await page.mouse.wheel(0, 60 if number < MOVES // 2 else -60)
                await page.keyboard.up("Control")

            async def pan(number: int) -> None:
                await page.keyboard.down("Shift")
                await page.mouse.wheel(0, 60 if number < MOVES // 2 else -60)
                await page.keyboard.up("Shift")

            async def scroll(number: int) -> None:
                await page.mouse.wheel(0, -40 if number < MOVES // 2 else 40)

            print(f"zooms    {await frames(page, zoom)}")
            print(f"pans     {await frames(page, pan)}")
            await page.mouse.move(40, 300)
            print(f"scrolls  {await frames(page, scroll)}")
            await browser.close()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
