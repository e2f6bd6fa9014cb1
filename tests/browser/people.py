"""Two people at two real browsers, and the real server between them: the bench's own."""

from __future__ import annotations

import asyncio
import itertools

from playwright.async_api import Page

from server.bench.people import Person, person, running_server

__all__ = ["RECEIVED", "Person", "person", "running_server", "until"]

RECEIVED = """(async () => {
    const pc = window.duologue.pc;
    if (!pc) return false;
    let frames = 0, energy = 0;
    for (const report of (await pc.getStats()).values()) {
        if (report.type !== "inbound-rtp") continue;
        frames += report.framesDecoded ?? 0;
        energy += report.totalAudioEnergy ?? 0;
    }
    return frames > 10 && energy > 1e-4;
})()"""
"""Whether pictures have been decoded and sound has been heard."""


async def until(page: Page, expression: str, *, timeout_s: float = 30.0) -> None:
    """Wait until an expression is true in a page, whose policy forbids what Playwright's own waiting does."""
    async with asyncio.timeout(timeout_s):
        for _ in itertools.count():
            if await page.evaluate(expression):
                return
            await asyncio.sleep(0.1)
