"""Holds the measured calls: for each line in turn, listening off and on in alternation."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from playwright.async_api import async_playwright

from server.bench.line.call import Course, call
from server.bench.line.profiles import FIBRE, Profile
from server.bench.line.recorder import SCRIPT
from server.bench.line.report import Row
from server.bench.line.stage import stage
from server.bench.line.talk import Spoken

AFTER_S = 12.0
"""A call goes on at least so long after the last thing that happens to its line."""
MARGIN_S = 40.0
"""So much longer than the calls their microphones' recording is: time to meet, join and leave."""


def length_s(profile: Profile, seconds: float) -> float:
    """Return how long calls on a line last: as asked, or as long as what happens to it needs."""
    return max([seconds, *(event.at_s + AFTER_S for event in profile.events)])


async def rows(
    profiles: Sequence[Profile], spoken: Spoken, chromium: str, *, runs: int, seconds: float
) -> AsyncIterator[Row]:
    """Yield each line's calls as soon as they are held: `runs` with listening off, as many with it on.

    Raises
    ------
    NoNamespacesError
        When no namespaces can be made here.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sounds = spoken.write(folder)
        async with async_playwright() as playwright:
            for profile in profiles:
                lines = {"here": FIBRE, "there": FIBRE}
                async with (
                    stage(lines, playwright, chromium, folder, relay=True) as made,
                    made.arrive("here", sound=sounds[0]) as here,
                    made.arrive("there", sound=sounds[1]) as there,
                ):
                    for someone in (here, there):
                        await someone.context.add_init_script(SCRIPT)
                    course = Course(profile=profile, spoken=spoken, seconds=length_s(profile, seconds))
                    calls = [
                        await call(made, course, (here, there), listening=listening)
                        for _ in range(runs)
                        for listening in (False, True)
                    ]
                yield Row(profile=profile.name, calls=calls)
