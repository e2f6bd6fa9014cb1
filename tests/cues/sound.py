"""Made sound for tests: who makes a noise when, and a scorer that calls whatever is loud speech."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cues.events import CueEvent, Fleeting, Live
from cues.framing import RATE, Floats
from cues.pipeline import Ear, Pipeline
from cues.settings import DEFAULT, Settings
from cues.speech import HOP

Spans = Sequence[tuple[float, float]]


class Loud:
    """A scorer for made sound: speech is what is louder than -45 dBFS."""

    def start(self) -> None:
        """Nothing is carried."""

    def score(self, states: Sequence[None], samples: Floats) -> tuple[list[None], Floats]:
        power = (samples.reshape(len(samples), -1, HOP) ** 2).mean(axis=2)
        return list(states), (power > 10**-4.5).astype(np.float32)


def noise(seconds: float, db: float, seed: int) -> Floats:
    """White noise of a level in dBFS."""
    made = np.random.default_rng(seed).normal(0.0, 1.0, round(seconds * RATE))
    return (made * 10 ** (db / 20)).astype(np.float32)


def sound(
    seconds: float, spans: Spans, *, seed: int = 0, db: float = -25.0, floor_db: float = -65.0
) -> Floats:
    """A track of background noise, with louder noise in the spans, which swells like syllables do."""
    made = noise(seconds, floor_db, seed)
    loud = noise(seconds, db, seed + 1)
    time = np.arange(len(made)) / RATE
    speed = 3.0 + (seed % 7) / 3
    swell = (0.65 + 0.35 * np.sin(2 * np.pi * speed * time + seed)).astype(np.float32)
    for start, end in spans:
        here = slice(round(start * RATE), round(end * RATE))
        made[here] += loud[here] * swell[here]
    return made


def hear(
    tracks: Sequence[Floats],
    *,
    chunks: Sequence[int] = (RATE,),
    settings: Settings = DEFAULT,
    ear: Ear | None = None,
) -> list[CueEvent]:
    """Everything told of whole tracks, pushed in chunks of these lengths over and over."""
    told = live(tracks, chunks=chunks, settings=settings, ear=ear)
    return [event for event in told if not isinstance(event, Fleeting)]


def live(
    tracks: Sequence[Floats],
    *,
    chunks: Sequence[int] = (RATE,),
    settings: Settings = DEFAULT,
    ear: Ear | None = None,
) -> list[Live]:
    """The same, with what is told live."""
    ear = ear or Ear(scorer=Loud())
    pipeline = Pipeline(tracks=len(tracks), settings=settings)
    told: list[Live] = []
    at = turn = 0
    while at < max(len(track) for track in tracks):
        size = chunks[turn % len(chunks)]
        for who, track in enumerate(tracks):
            if at < len(track):
                pipeline.push(who, track[at : at + size], at / RATE)
        told += ear.listen([pipeline])[0]
        at += size
        turn += 1
    return told + ear.finish(pipeline)
