"""How soon the call page can be used by who opens it for the first time. `python -m tests.bench.page`.

A real Chromium behind emulated lines, with nothing kept from before: from the start of the navigation until
the green room's button to join is there and its script runs. Once by a link, once from the first page after
ten seconds there.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from server.bench.chromium import find
from server.bench.line.profiles import FIBRE, PROFILES
from server.bench.line.stage import Stage, stage
from server.bench.line.star import lacking

LINES = ("fibre", "4g", "3g", "2g")

AT_THE_NAME_S = 10.0
"""How long somebody reads the first page and writes their name."""

STANDS = """new Promise((done) => {
    const look = () => document.querySelector("[data-test=join]")
        ? done(performance.now() / 1000) : requestAnimationFrame(look);
    look();
})"""

WEIGHT = """performance.getEntriesByType("resource").reduce((sum, { transferSize }) => sum + transferSize,
    performance.getEntriesByType("navigation")[0].transferSize) / 1000"""


async def opened(house: Stage, line: str) -> tuple[float, float]:
    """Open a meeting for the first time; returns when it could be used (s) and what came (kB)."""
    house.net.change("here", FIBRE)
    async with house.arrive("here") as here:
        link = await house.meeting(here)
        await here.page.goto("about:blank")
        await here.page.evaluate("0")
    async with house.arrive("here") as here:
        house.net.change("here", next(each.line for each in PROFILES if each.name == line))
        await here.page.goto(link, wait_until="commit", timeout=60_000)
        return await here.page.evaluate(STANDS), await here.page.evaluate(WEIGHT)


async def started(house: Stage, line: str) -> float:
    """Come by the first page, and start a meeting there; returns when the green room could be used (s)."""
    house.net.change("here", next(each.line for each in PROFILES if each.name == line))
    async with house.arrive("here") as here:
        await here.page.goto(house.address, timeout=60_000)
        await here.page.fill("#name", "Mara")
        await here.page.wait_for_timeout(AT_THE_NAME_S * 1000)
        await here.page.click("#start button")
        await here.page.wait_for_url("**/m/*", wait_until="commit", timeout=60_000)
        return float(await here.page.evaluate(STANDS))


async def measure(chromium: str, *, times: int) -> None:
    """Print the middle of so many first openings for each line."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            async_playwright() as playwright,
            stage({"here": FIBRE}, playwright, chromium, Path(folder)) as house,
        ):
            for line in LINES:
                found = [await opened(house, line) for _ in range(times)]
                stands, weight = (statistics.median(each) for each in zip(*found, strict=True))
                begun = statistics.median([await started(house, line) for _ in range(times)])
                told = f"{stands:5.2f} s by a link, {weight:5.1f} kB  {begun:5.2f} s from the first page"
                print(f"{line:8} {told}", flush=True)


def main() -> None:
    """Measure, or say what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    chromium = find()
    if chromium is None:
        raise SystemExit("no Chromium on this machine")
    if (reason := lacking()) is not None:
        raise SystemExit(f"no emulated lines here: {reason}")
    asyncio.run(measure(chromium, times=parser.parse_args().times))


if __name__ == "__main__":
    main()
