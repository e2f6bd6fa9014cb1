"""A conversation of real voices, played through a real call, is heard as its gold labels say."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.browser.conftest import Arrive
from tests.browser.test_call import call, fetch
from tests.sound import write_wav

RATE = 48_000
"""Samples per second of a browser's microphone."""

pytestmark = [pytest.mark.browser, pytest.mark.voices, pytest.mark.timeout(400)]

NAMES = ("dev09", "dev00")
"""Without echo, whose delay would change with when a browser starts; with many quiets and overlaps."""

LEAD_S = 10.0
"""Quiet before the conversation begins: both are in the call by then."""

STEP_S = 0.01
VOICE = ("speech", "backchannel")
SOUND = (*VOICE, "laughter", "sigh", "other_sound")


def decode(path: Path) -> NDArray[np.float32]:
    """Read a recording as mono at the browsers' rate."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    parts: list[NDArray[np.float32]] = []
    with av.open(str(path)) as file:
        for frame in file.decode(audio=0):
            parts += [part.to_ndarray()[0] for part in resampler.resample(frame)]
    parts += [part.to_ndarray()[0] for part in resampler.resample(None)]
    return np.concatenate(parts)


def mask(
    events: list[dict[str, Any]], kinds: tuple[str, ...], who: int, seconds: float, shift: float = 0.0
) -> NDArray[np.bool_]:
    """Where one track makes sounds of some kinds, every 10 ms."""
    out = np.zeros(round(seconds / STEP_S), dtype=bool)
    for event in events:
        if event["type"] in kinds and event.get("who") == who:
            out[max(0, round((event["start"] + shift) / STEP_S)) : round((event["end"] + shift) / STEP_S)] = (
                True
            )
    return out


def runs(flags: NDArray[np.bool_], least_s: float) -> list[tuple[float, float]]:
    """Stretches of at least a length where a mask holds."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    pairs = zip(edges[::2] * STEP_S, edges[1::2] * STEP_S, strict=True)
    return [(start, end) for start, end in pairs if end - start >= least_s - 1e-9]


def found(gold: list[tuple[float, float]], events: list[dict[str, Any]], kind: str) -> float:
    """How many of the gold stretches share at least 40 % of the shorter with one event of a kind."""
    told = [(event["start"], event["end"]) for event in events if event["type"] == kind]
    hits = sum(any(min(e, y) - max(s, x) >= 0.4 * min(e - s, y - x) > 0 for x, y in told) for s, e in gold)
    return hits / len(gold) if gold else 1.0


def conversation(voices: Path) -> tuple[list[NDArray[np.float32]], list[dict[str, Any]], float]:
    """Put conversations end to end: both tracks, the gold events and the length."""
    tracks: list[list[NDArray[np.float32]]] = [[], []]
    events: list[dict[str, Any]] = []
    at = 0.0
    for name in NAMES:
        folder = voices / "dialogues" / name
        gold = json.loads((folder / "gold.json").read_text())
        length = round(gold["seconds"] * RATE)
        for track, letter in enumerate("ab"):
            sound = decode(folder / f"{letter}.ogg")[:length]
            tracks[track].append(np.pad(sound, (0, length - sound.size)))
        events += [
            {**event, "start": event["start"] + at, "end": event["end"] + at} for event in gold["events"]
        ]
        at += gold["seconds"]
    return [np.concatenate(parts) for parts in tracks], events, at


async def test_a_conversation_through_a_call_matches_its_gold(
    arrive: Arrive, meeting: str, address: str, voices: Path, tmp_path: Path
) -> None:
    tracks, gold, length_s = conversation(voices)
    lead = np.zeros(round(LEAD_S * RATE), dtype=np.float32)
    sounds = [
        write_wav(tmp_path / f"{n}.wav", np.concatenate((lead, track))) for n, track in enumerate(tracks)
    ]
    async with call(arrive, meeting, (sounds[0], sounds[1])) as people:
        seats = [int(await someone.debug("state.seat")) for someone in people]
        begins = [await someone.first_sound() for someone in people]
        zeros = []
        while time.time() < max(begins) + length_s + 2.0:
            zeros.append(await people[0].zero())
            await asyncio.sleep(5.0)
        starts = [begin - min(zeros) for begin in begins]
        assert min(starts) > 0, "the conversation began before both were heard"
        shown = await people[0].debug("cues")
        await people[0].page.click("[data-test=leave]")
        await people[0].page.wait_for_url("**/s/*", timeout=5000)
        page = await fetch(address, people[0].page.url)
    events = page["events"]
    assert [cue for cue in shown if cue["type"] == "overlap"], "the page was told of overlaps as they came"
    seconds = max(starts) + length_s + 2.0
    voice = [mask(gold, VOICE, track, seconds, starts[track]) for track in (0, 1)]
    sound = [mask(gold, SOUND, track, seconds, starts[track]) for track in (0, 1)]
    talk = [
        sum(e["end"] - e["start"] for e in gold if e["type"] == "speech" and e["who"] == track)
        for track in (0, 1)
    ]
    share = page["summary"]["people"][seats[0]]["share"]
    inside = np.zeros(round(seconds / STEP_S), dtype=bool)
    inside[round((max(starts) + 0.5) / STEP_S) : round((min(starts) + length_s - 1.0) / STEP_S)] = True
    silences = runs(~(sound[0] | sound[1]) & inside, 1.5)
    overlaps = runs(voice[0] & voice[1], 0.4)
    figures: dict[str, Any] = {
        "starts": starts,
        "share error": abs(share - talk[0] / sum(talk)),
        "silences found": (found(silences, events, "silence"), len(silences)),
        "overlaps found": (found(overlaps, events, "overlap"), len(overlaps)),
    }
    print(figures)
    assert figures["share error"] <= 0.04, figures
    assert figures["silences found"][0] >= 0.8, figures
    assert figures["overlaps found"][0] >= 0.8, figures
