"""The command `duologue demo`: a meeting with somebody in it already, to see everything alone in a minute."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME = "Ada"
PITCH_HZ = 205.0

LINES = (
    (1.0, 2.4, 1.0),
    (4.2, 1.8, 1.0),
    (9.0, 0.35, 0.3),
    (12.5, 0.35, 0.3),
    (15.0, 3.2, 1.0),
    (24.5, 2.0, 0.9),
    (27.2, 1.2, 0.8),
    (33.0, 0.35, 0.3),
    (36.0, 4.0, 0.55),
    (41.0, 3.0, 0.5),
)
"""When a line begins and how long it lasts, in s, and how loud it is, of 1.0; the shortest are murmurs."""

LAUGHS = (6.8, 21.5)
"""When there is a laugh, in s."""

LOOP_S = 48.0

MADE_AT = 16_000
"""Samples a second at which all is made, before it is brought to the rate that is asked for."""


def lines(rate: int) -> NDArray[np.float32]:
    """Speak all lines of `LINES`, in a voice nobody has, with laughs and long quiets between.

    Returns
    -------
    float32, shape (LOOP_S * rate,), in [-1, 1].
    """
    from server.bench.voice import phrase

    sound = np.zeros(round(LOOP_S * MADE_AT), np.float32)
    for number, (start, seconds, level) in enumerate(LINES):
        said = phrase(seconds, rate=MADE_AT, pitch_hz=PITCH_HZ, seed=number) * level
        sound[round(start * MADE_AT) :][: said.size] += said
    for start in LAUGHS:
        laughed = laugh()
        sound[round(start * MADE_AT) :][: laughed.size] += laughed
    wanted = np.arange(round(LOOP_S * rate)) * MADE_AT / rate
    return np.interp(wanted, np.arange(sound.size), sound).astype(np.float32)


def laugh() -> NDArray[np.float32]:
    """Laugh for two seconds: voiced puffs, five a second, breath between them, both falling off.

    Returns
    -------
    float32, shape (2.4 * MADE_AT,), in [-1, 1].
    """
    from server.bench.voice import phrase

    dice = np.random.default_rng(1)
    sound = np.zeros(round(2.4 * MADE_AT), np.float32)
    for puff in range(10):
        said = phrase(0.07, rate=MADE_AT, pitch_hz=500.0 * (1 - 0.05 * puff), seed=200 + puff)
        breath = 0.2 * np.diff(dice.normal(0.0, 1.0, round(0.21 * MADE_AT)), prepend=0.0)
        for at, part in ((0.21 * puff, said * (1 - 0.09 * puff)), (0.21 * puff + 0.035, breath)):
            first = round(at * MADE_AT)
            sound[first : first + part.size] += (part * np.hanning(part.size)).astype(np.float32)
    return np.clip(sound, -1.0, 1.0)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo` to the command line."""
    parser = subparsers.add_parser("demo", help="open a meeting with somebody in it", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port to listen on (any free one)")
    parser.add_argument("--no-open", action="store_true", help="do not open the browser, only print the link")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Be there until interrupted; returns the exit code."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_be_there(args.port, open_browser=not args.no_open))
    return 0


async def _be_there(port: int, *, open_browser: bool) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with tempfile.TemporaryDirectory() as folder:
        async with demo(Path(folder), port=port) as link:
            print(f"{NAME} is waiting for you at {link}", flush=True)
            print("Allow the microphone, say yes to listening, and join. Ctrl-C ends it.", flush=True)
            if open_browser:
                await asyncio.to_thread(webbrowser.open, link)
            await stop.wait()


@contextlib.asynccontextmanager
async def demo(data: Path, *, port: int = 0) -> AsyncIterator[str]:
    """Serve a meeting in which `NAME` is, and says her lines over and over; yields its link."""
    import aiohttp

    from server.app import serving
    from server.partner.partner import joined
    from server.partner.voice import RATE, Voice
    from server.settings import Settings

    voice = Voice.of(await asyncio.to_thread(lines, RATE))
    async with serving(Settings(port=port, data=data)) as address:
        async with (
            aiohttp.ClientSession(address, headers={"Origin": address}) as session,
            session.post("/api/meetings") as response,
        ):
            link = f"{address}{(await response.json())['path']}"
        async with joined(link, voice, name=NAME, repeat=True):
            yield link
