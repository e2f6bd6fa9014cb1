"""What "keep small sounds" keeps: a soft "mm-hm" and a laugh, from the microphone to what a call sends."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import numpy as np
import pytest
from playwright.async_api import Playwright

from server.bench.people import ARGUMENTS
from tests.cues.voice import RATE, Doubles, Manner, hum, talk
from tests.server.pages import start_meeting
from tests.sound import write_wav

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

NOTHING = {"echoCancellation": False, "noiseSuppression": False, "autoGainControl": False}
SMALL = {"echoCancellation": True, "noiseSuppression": False, "autoGainControl": False}
USUAL = {"echoCancellation": True, "noiseSuppression": True, "autoGainControl": True}

LISTEN = """async (seconds) => {
    const [track] = document.querySelector("[data-test=preview]").srcObject.getAudioTracks();
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    const heard = [];
    for (let at = 0; at < seconds; ) {
        const { value } = await reader.read();
        const samples = new Float32Array(value.numberOfFrames);
        at += samples.length / value.sampleRate;
        value.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
        value.close();
        let energy = 0;
        for (const sample of samples) energy += sample * sample;
        heard.push([at, energy / samples.length]);
    }
    return heard;
}"""
"""Ends of blocks in seconds, and their mean squares, of the very track a call sends."""


SLACK_S = 0.6
"""How far a filter and a busy machine may shift a sound against the first voice heard."""


def at_level(sound: Doubles, level_db: float) -> Doubles:
    scaled: Doubles = sound * 10 ** (level_db / 20) / np.sqrt(np.mean(sound**2))
    return scaled


def swell(start_hz: float, end_hz: float, seconds: float) -> Doubles:
    count = round(seconds * RATE)
    swelling: Doubles = hum(np.linspace(start_hz, end_hz, count)) * np.hanning(count)
    return swelling


def silence(seconds: float) -> Doubles:
    return np.zeros(round(seconds * RATE))


def sounds() -> tuple[Doubles, dict[str, tuple[float, float]]]:
    """A phrase at -25 dBFS, a "mm-hm" 17 dB below it, a laugh 13 dB below it; and where each is, in s."""
    said, _ = talk(Manner(), phrases=1, seed=3, pause=0.0)
    murmur = np.concatenate([swell(150, 135, 0.22), silence(0.04), swell(140, 170, 0.25)])
    peal = np.concatenate(
        [np.concatenate([swell(230 - 10 * k, 200 - 10 * k, 0.11) * 0.9**k, silence(0.09)]) for k in range(6)]
    )
    parts = {
        "before": silence(6.0),
        "voice": at_level(said.astype(np.float64), -25),
        "between": silence(2.0),
        "mm-hm": at_level(murmur, -42),
        "after": silence(1.5),
        "laugh": at_level(peal, -38),
        "end": silence(1.0),
    }
    ends = np.cumsum([len(part) for part in parts.values()]) / RATE
    where = {
        name: (float(end) - len(part) / RATE, float(end))
        for (name, part), end in zip(parts.items(), ends, strict=True)
    }
    room = np.random.default_rng(1).normal(0, 10 ** (-62 / 20), round(float(ends[-1]) * RATE))
    return np.concatenate(list(parts.values())) + room, where


async def levels(
    playwright: Playwright, chromium: str, address: str, file: Path, processing: dict[str, bool]
) -> dict[str, float]:
    """Play the sounds into a green room whose microphone is treated so; levels in dBFS as they come out."""
    _, where = sounds()
    browser = await playwright.chromium.launch(
        executable_path=chromium, args=[*ARGUMENTS, f"--use-file-for-fake-audio-capture={file}%noloop"]
    )
    try:
        context = await browser.new_context(permissions=["camera", "microphone"])
        for name, value in (("name", "Mara"), ("audio", json.dumps(processing))):
            await context.add_init_script(f"localStorage.setItem('duologue.{name}', {value!r})")
        page = await context.new_page()
        await page.goto(address + await start_meeting(address))
        await page.wait_for_selector("[data-test=preview]")
        heard = np.array(await page.evaluate(LISTEN, where["end"][1]))
    finally:
        await browser.close()
    time, power = heard.T
    begins = float(time[np.argmax(power > 10 ** (-45 / 10))]) - where["voice"][0]
    return {
        name: loudest(time - begins, power, *where[name], room=SLACK_S)
        for name in ("voice", "mm-hm", "laugh")
    }


def loudest(time: Doubles, power: Doubles, start: float, end: float, *, room: float) -> float:
    """Find a stretch as long as a sound, at most `room` seconds off its place; its level in dBFS."""
    grid = np.arange(start - room, end + room, 0.01)
    energy = np.cumsum(np.interp(grid, time, power))
    length = round((end - start) / 0.01)
    return float(10 * np.log10((energy[length:] - energy[:-length]).max() / length))


async def test_small_sounds_reach_the_call_as_they_were_made_and_the_usual_filters_sink_them(
    playwright: Playwright, chromium: str, address: str, tmp_path: Path
) -> None:
    sound, _ = sounds()
    count = np.arange(len(sound) * 3) / 3
    file = write_wav(tmp_path / "s.wav", np.interp(count, np.arange(len(sound)), sound).astype(np.float32))
    plain, small, usual = await asyncio.gather(
        *(levels(playwright, chromium, address, file, each) for each in (NOTHING, SMALL, USUAL))
    )
    for name in ("mm-hm", "laugh"):
        assert small[name] == pytest.approx(plain[name], abs=1.0)
        assert usual[name] - usual["voice"] < small[name] - small["voice"] - 1.0
