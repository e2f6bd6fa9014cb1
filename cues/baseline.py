"""A person's last phrases against their own before: how far each measure moved, and whether that is a shift.

::

    phrases   | baseline: up to 180 s of own speech ......... | recent: the last 15 s |
    compared    mean and variation, outliers held in            mean                    → z of each measure

Nobody is compared with anybody else: what others vary by only stands in while a person's own
phrases are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cues.events import Measure, Move
from cues.phrase import Phrase
from cues.settings import MeasureSettings, ToneSettings

Doubles = npt.NDArray[np.float64]

MEASURES: tuple[Measure, ...] = ("pitch", "spread", "rate", "level", "tilt")
"""The measures in the order of every array here; the first three are the voice's alone."""
_VOICE = 3
_LOGARITHMS = ("spread", "rate")
"""Measures compared as logarithms; a `Move` tells them in semitones and syllables per second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A voice that moved."""

    moved: tuple[Move, ...]
    strength: float
    """How far pitch, spread and rate went together, in standard errors."""
    confidence: float
    """0 to 1; a half at `ToneSettings.together`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The last phrases of a person against those before."""

    z: Doubles
    """How far each measure moved, in standard errors, shape (5,)."""
    by: Doubles
    """How far, in each measure's own unit, shape (5,)."""
    since: float
    """End of the first of the last phrases, in seconds of call time."""


def compare(phrases: Sequence[Phrase], settings: ToneSettings) -> Comparison | None:
    """Compare the last phrases with those before.

    The scale is robust: a person's variation from phrase to phrase, drawn towards anybody's while
    phrases are few, and the drift any talk has, make the standard error.

    Returns
    -------
    Comparison | None
        None while either side is too short, or when the noise around them changed.
    """
    seconds = np.array([phrase.seconds for phrase in phrases])
    back = np.cumsum(seconds[::-1])[::-1]
    late = back <= settings.recent_s
    early = ~late & (back <= settings.recent_s + settings.baseline_s)
    if (
        np.count_nonzero(late) < settings.recent_phrases
        or np.count_nonzero(early) < settings.baseline_phrases
        or seconds[late].sum() < settings.recent_least_s
        or seconds[early].sum() < settings.baseline_least_s
    ):
        return None
    clear = np.array([phrase.clearance for phrase in phrases])
    before, now = float(np.median(clear[early])), float(np.median(clear[late]))
    if min(before, now) < settings.clear_db and abs(before - now) > settings.clearer_db:
        return None
    values = np.array([[getattr(phrase, name) for name in MEASURES] for phrase in phrases])
    weights = np.array([phrase.voiced_s for phrase in phrases])
    anyone = np.array([_of(settings, name).phrase for name in MEASURES])
    drift = np.array([_of(settings, name).drift for name in MEASURES])
    base, varies = _typical(values[early], weights[early], anyone, settings)
    recent, _ = _typical(values[late], weights[late], anyone, settings)
    independent = 1.0 / _effective(weights[late]) + 1.0 / _effective(weights[early])
    moved = recent - base
    by = np.array(
        [
            np.exp(recent[i]) - np.exp(base[i]) if name in _LOGARITHMS else moved[i]
            for i, name in enumerate(MEASURES)
        ]
    )
    return Comparison(
        z=moved / np.sqrt(varies**2 * independent + drift**2), by=by, since=phrases[int(late.argmax())].end
    )


def _of(settings: ToneSettings, name: Measure) -> MeasureSettings:
    found: MeasureSettings = getattr(settings, name)
    return found


def _effective(weights: Doubles) -> float:
    """How many equal phrases those of unequal weight are worth (Kish)."""
    return float(weights.sum() ** 2 / np.square(weights).sum())


def _typical(
    values: Doubles, weights: Doubles, anyone: Doubles, settings: ToneSettings
) -> tuple[Doubles, Doubles]:
    """Mean and standard deviation of each measure, outliers held in; shapes (n, 5) and (n,) → (5,)."""
    middle = np.median(values, axis=0)
    count = len(values)
    mad = 1.4826 * np.median(np.abs(values - middle), axis=0)
    scale = np.sqrt((settings.own_after * anyone**2 + count * mad**2) / (settings.own_after + count))
    held = np.clip(values, middle - settings.outlier * scale, middle + settings.outlier * scale)
    mean = np.average(held, axis=0, weights=weights)
    own = np.average(np.square(held - mean), axis=0, weights=weights)
    return mean, np.sqrt((settings.own_after * anyone**2 + count * own) / (settings.own_after + count))


def decide(comparison: Comparison, settings: ToneSettings) -> Shift | None:
    """Tell what moved, or None when it is no shift of tone.

    At least two measures, never level and tilt alone: gain moves the one, a microphone both.
    """
    far = np.abs(comparison.z) >= settings.moved
    voice = int(np.count_nonzero(far[:_VOICE]))
    strength = float(np.linalg.norm(comparison.z[:_VOICE]))
    needed = settings.together if voice >= settings.least else settings.alone
    if voice == 0 or np.count_nonzero(far) < settings.least or strength < needed:
        return None
    told = tuple(
        Move(measure=name, by=round(float(by), 2))
        for name, by, there in zip(MEASURES, comparison.by, far, strict=True)
        if there
    )
    confidence = strength**2 / (strength**2 + settings.together**2)
    return Shift(moved=told, strength=strength, confidence=round(confidence, 3))
