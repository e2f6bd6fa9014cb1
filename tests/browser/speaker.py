"""A sound card nobody hears: without one to play to, Firefox gives a page no sound of a microphone."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

COMES_UP_S = 20.0


@asynccontextmanager
async def speaker(folder: Path) -> AsyncIterator[dict[str, str]]:
    """Run a sound server with one silent output; yields what a browser's environment needs to find it."""
    path = shutil.which("pulseaudio")
    assert path is not None, "no pulseaudio on this machine: run `make test`, which installs one where it can"
    socket = folder / "speaker"
    home = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    process = await asyncio.create_subprocess_exec(
        path, "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
        f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1", "--load=module-null-sink",
        env={**os.environ, **home}, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(COMES_UP_S):
            for _ in itertools.takewhile(lambda _: not socket.exists(), itertools.count()):
                await asyncio.sleep(0.05)
        yield {"PULSE_SERVER": f"unix:{socket}"}
    finally:
        process.terminate()
        await process.wait()
