"""Made voices: a harmonic source with formants, said in syllables and phrases of known kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

RATE = 16_000
_FORMANTS = ((500.0, 1.0), (1500.0, 0.5), (2500.0, 0.25))


def hum(f0: Doubles, *, bright: float = 1.0) -> Doubles:
    """A steady vowel: harmonics up to 4 kHz of a pitch given in Hz for every sample.

    `bright` scales the formants above the first.
    """
    phase = 2.0 * np.pi * np.cumsum(f0) / RATE
    sound = np.zeros(len(f0))
    for harmonic in range(1, int(4000 / f0.min()) + 1):
        at = harmonic * float(np.median(f0))
        gain = sum(
            (loud if place < 1000 else loud * bright) / (1.0 + ((at - place) / 120.0) ** 2)
            for place, loud in _FORMANTS
        )
        there = harmonic * f0 < 4000.0
        sound += (gain + 0.02) * there * np.sin(harmonic * phase)
    return sound


def syllables(centres: Doubles, seconds: float, *, width: float = 0.09, floor: float = 0.03) -> Doubles:
    """An envelope with one bump a syllable, `width` seconds to half its height."""
    time = np.arange(round(seconds * RATE)) / RATE
    bumps = [np.exp(-0.5 * ((time - centre) / (width / 2.35)) ** 2) for centre in centres]
    envelope: Doubles = np.maximum(np.max(bumps, axis=0), floor)
    return envelope


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How somebody speaks."""

    pitch_hz: float = 120.0
    lively: float = 2.0
    """How far the pitch moves to either side, in semitones."""
    rate: float = 4.5
    """Syllables per second."""
    level_db: float = -25.0
    bright: float = 1.0


def talk(
    manner: Manner, *, phrases: int, seed: int, seconds: float = 2.5, pause: float = 0.5
) -> tuple[Floats, list[tuple[int, int]]]:
    """Phrases in one manner, each a little different, with a pause before each.

    Returns
    -------
    The sound, and the start and end of each phrase in frames of 10 ms.
    """
    random = np.random.default_rng(seed)
    sound: list[Doubles] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for _ in range(phrases):
        rate = manner.rate * random.uniform(0.95, 1.05)
        pitch = manner.pitch_hz * 2.0 ** (random.uniform(-0.5, 0.5) / 12.0)
        centres = np.arange(0.5 / rate, seconds, 1.0 / rate)
        centres = centres + random.uniform(-0.1, 0.1, len(centres)) / rate
        time = np.arange(round(seconds * RATE)) / RATE
        intonation = manner.lively * np.sin(2.0 * np.pi * (0.6 * time + random.uniform()))
        vowel = hum(pitch * 2.0 ** (intonation / 12.0), bright=manner.bright)
        said = vowel * syllables(centres, seconds, width=0.45 / rate)
        said *= 10.0 ** (manner.level_db / 20.0) / np.sqrt(np.mean(np.square(said)))
        sound += [np.zeros(round(pause * RATE)), said]
        spans.append((at + round(pause * 100), at + round((pause + seconds) * 100)))
        at = spans[-1][1]
    return np.concatenate(sound).astype(np.float32), spans
