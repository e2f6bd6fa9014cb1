"""People at real browsers, and the real server between them: for tests and for what is measured in calls.

Needs Playwright and a Chromium, which the product itself does not.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.async_api import BrowserContext, Page, Playwright, TimeoutError

ARGUMENTS = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PLAIN_SOUND = '{"echoCancellation":false,"noiseSuppression":false,"autoGainControl":false}'
"""Browser processing changes a sound; comparing it with a recording needs it off."""

FIRST_SOUND = """
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
        if (window.busyFor > 0) {
            window.busyFor -= 1;
            throw new DOMException("", "NotReadableError");
        }
        const early = (window.soundAt ?? 0) * 1000 - Date.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const stream = await original(constraints);
        const [track] = stream.getAudioTracks();
        if (track && !window.waitingForSound) {
            window.waitingForSound = true;
            const reader = new MediaStreamTrackProcessor({ track: track.clone() }).readable.getReader();
            (async () => {
                let since = 0, earliest = Infinity;
                while (since < 1) {
                    const { value, done } = await reader.read();
                    if (done) return;
                    const now = (performance.timeOrigin + performance.now()) / 1000;
                    const samples = new Float32Array(value.numberOfFrames);
                    value.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
                    const first = since > 0 ? 0 : samples.findIndex((sample) => Math.abs(sample) > 1e-4);
                    const seconds = (value.numberOfFrames - Math.max(first, 0)) / value.sampleRate;
                    value.close();
                    if (first < 0) continue;
                    since += seconds;
                    earliest = Math.min(earliest, now - since);
                }
                window.firstSound = earliest;
                reader.cancel();
            })();
        }
        return stream;
    };
"""
"""Notes when the first sample that is not zero comes out of the microphone, by the blocks of the second after
it that were read soonest: `getUserMedia` itself returns
when the camera is ready too, while the microphone's file may have been playing for a second or more.
The first `busyFor` times it is refused, as by another program that holds the microphone."""


Command = Callable[..., list[str]]
"""Makes of a program's words those that run it elsewhere: in a network namespace, say."""


def here(*words: str | Path) -> list[str]:
    """Run a program here."""
    return [str(word) for word in words]


KNOWN = """(({ state, leg, pc, trouble }) => JSON.stringify({
    phase: state?.phase, online: state?.online, partner: state?.partner.presence, listening: state?.listening,
    leg: leg?.connectionState, call: pc?.connectionState, trouble,
}))(window.duologue ?? {})"""
"""What a page knows of its call, without a name or a token."""


@asynccontextmanager
async def running_server(
    data: Path,
    log: Path,
    *,
    host: str = "127.0.0.1",
    command: Command = here,
    environ: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[str]:
    """Run `duologue serve` as its own process; yields its address. Its output goes to `log`.

    `environ` is set beside what is set already.
    """
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *command(sys.executable, "-m", "server", "serve", "--host", host, "--port", "0", "--data", data),
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            env={**os.environ, **environ},
        )
        assert process.stdout is not None  # noqa: S101 (asked for above)
        try:
            async with asyncio.timeout(30):
                first = (await process.stdout.readline()).decode()
            found = re.search(r"http://\S+", first)
            if found is None:
                raise RuntimeError("the server did not start; its log has the reason")
            yield found.group()
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


@dataclass(frozen=True, slots=True)
class Person:
    """One person at their own browser process."""

    name: str
    page: Page
    context: BrowserContext

    async def state(self, name: str, *, timeout_s: float = 20.0) -> None:
        """Wait until the page shows a state."""
        await self.page.wait_for_selector(f'body[data-state="{name}"]', timeout=timeout_s * 1000)

    async def listening(self, state: str, *, timeout_s: float = 40.0) -> None:
        """Wait until the page says what listening is doing; says what it knows instead, in vain."""
        try:
            await self.page.wait_for_selector(f'[data-listening="{state}"]', timeout=timeout_s * 1000)
        except TimeoutError as error:
            raise AssertionError(
                f"{self.name} has not read {state!r}: {await self.page.evaluate(KNOWN)}"
            ) from error

    async def first_sound(self, *, timeout_s: float = 30.0) -> float:
        """When this person's microphone first gave sound, in Unix seconds."""
        return float(await self.eventually("window.firstSound", timeout_s=timeout_s))

    async def eventually(self, expression: str, *, timeout_s: float = 20.0) -> Any:
        """Wait until an expression has a value that is not null, false or 0; returns it.

        Playwright's own `wait_for_function` evaluates text, which the pages' policy forbids.
        """
        async with asyncio.timeout(timeout_s):
            for _ in itertools.count():
                if value := await self.page.evaluate(expression):
                    return value
                await asyncio.sleep(0.1)

    async def zero(self) -> float:
        """When the call began, in Unix seconds, as this page reckons: late by what the last answer took."""
        value = await self.page.evaluate("(performance.timeOrigin + window.duologue.state.callZero) / 1000")
        return float(value)

    async def call_time(self) -> float:
        """Seconds since the call began."""
        return time.time() - await self.zero()

    async def debug(self, expression: str) -> Any:
        """Read something of the page's debugging window."""
        return await self.page.evaluate(f"window.duologue.{expression}")


@asynccontextmanager
async def person(
    playwright: Playwright,
    chromium: str,
    name: str,
    *,
    sound: Path | None = None,
    plain: bool = True,
    sound_at: float = 0.0,
    busy_for: int = 0,
    arguments: Sequence[str] = (),
) -> AsyncIterator[Person]:
    """Start a browser for somebody whose microphone plays a file, not before `sound_at` (Unix seconds).

    The first `busy_for` times the page asks for it, another program has the microphone.
    """
    arguments = [*ARGUMENTS, *arguments]
    if sound is not None:
        arguments.append(f"--use-file-for-fake-audio-capture={sound}%noloop")
    with tempfile.TemporaryDirectory() as profile:
        context = await playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium,
            args=arguments,
            permissions=["camera", "microphone"],
            viewport={"width": 1280, "height": 800},
        )
        try:
            await context.add_init_script(f"window.soundAt = {sound_at}; window.busyFor = {busy_for};")
            await context.add_init_script(FIRST_SOUND)
            await context.add_init_script(f"localStorage.setItem('duologue.name', {name!r});")
            if plain:
                await context.add_init_script(f"localStorage.setItem('duologue.audio', '{PLAIN_SOUND}');")
            yield Person(name, context.pages[0], context)
        finally:
            await context.close()
