"""When a voice has moved from its own baseline: higher, flatter, quieter, slower than earlier.

::

    phrases   | baseline: up to 180 s of own speech ......... | recent: the last 15 s |
    compared    mean and variation, outliers held in            mean                    → z of each measure

Every person is compared with themselves alone, and a move is described by its sound. Gain moves
the level; a microphone the level and the tilt; noise holds the decision. So a shift asks for at
least two measures, and for enough of a move in those a line cannot make: pitch, spread and rate.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cues.events import Measure, Move, ToneShift
from cues.phrase import SECOND, Phrase, Phrasing
from cues.pipeline import Part
from cues.pitch import FLOOR_DB, STEP, WINDOW, Floats, Frames, PitchTracker
from cues.settings import MeasureSettings, PitchSettings, RateSettings, ToneSettings

Doubles = npt.NDArray[np.float64]

MEASURES: tuple[Measure, ...] = ("pitch", "spread", "rate", "level", "tilt")
"""The measures in the order of every array here; the first three are the voice's alone."""
_VOICE = 3
_LOGARITHMS = ("spread", "rate")
"""Measures compared as logarithms; a `Move` tells them in semitones and syllables per second."""

_BLOCK = 100
"""Frames measured at once: a second."""
_KEPT = 64
"""Blocks kept for a spurt that is still going on; of a longer one the last minute is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The last phrases of a person against those before."""

    z: Doubles
    """How far each measure moved, in standard errors, shape (5,)."""
    by: Doubles
    """How far, in each measure's own unit, shape (5,)."""


def compare(phrases: list[Phrase], settings: ToneSettings) -> Comparison | None:
    """Compare the last phrases with those before.

    The scale is robust: a person's variation from phrase to phrase, drawn towards anybody's while
    phrases are few, and the drift any talk has, make the standard error.

    Returns
    -------
    Comparison | None
        None while either side is too short, or when the noise around them changed.
    """
    told = np.cumsum([phrase.seconds for phrase in reversed(phrases)])[::-1]
    late = told <= settings.recent_s
    early = ~late & (told <= settings.recent_s + settings.baseline_s)
    seconds = np.array([phrase.seconds for phrase in phrases])
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
    return Comparison(z=moved / np.sqrt(varies**2 * independent + drift**2), by=by)


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


def moves(comparison: Comparison, settings: ToneSettings) -> tuple[tuple[Move, ...], float] | None:
    """Tell what moved and how sure that is, or None when it is no shift of tone."""
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
    return told, round(strength**2 / (strength**2 + settings.together**2), 3)


class Tone:
    """Hears the tone of one track: a detector of the pipeline."""

    def __init__(self, who: int, *, tone: ToneSettings, pitch: PitchSettings, rate: RateSettings) -> None:
        self._who = who
        self._settings = tone
        self._tracker = PitchTracker(pitch)
        self._phrasing = Phrasing(tone, pitch, rate)
        # Frame i of the tracker is then centred on frame i of call time.
        self._sound = np.zeros((WINDOW - STEP) // 2, dtype=np.float32)
        self._known = np.zeros(0, dtype=np.bool_)
        self._blocks: deque[Floats] = deque(maxlen=_KEPT)
        self._measured = 0
        self._spurts: deque[tuple[int, int]] = deque()
        self._phrases: deque[Phrase] = deque()
        self._told = -np.inf

    def hear(self, part: Part) -> Iterator[ToneShift]:
        """Take in the next blocks; yield the shifts decided by them."""
        self._sound = np.concatenate([self._sound, part.samples])
        self._known = np.concatenate([self._known, part.heard & part.own])
        self._spurts.extend((spurt.start, spurt.end) for spurt in part.spurts)
        yield from self._catch_up()

    def finish(self) -> Iterator[ToneShift]:
        """End the track; yield what its last spurts tell."""
        self._sound = np.concatenate([self._sound, np.zeros(2 * _BLOCK * STEP, dtype=np.float32)])
        self._known = np.concatenate([self._known, np.zeros(2 * _BLOCK, dtype=np.bool_)])
        yield from self._catch_up()

    def _catch_up(self) -> Iterator[ToneShift]:
        while len(self._sound) >= (_BLOCK - 1) * STEP + WINDOW:
            self._measure()
        while self._spurts and self._spurts[0][1] <= self._measured:
            yield from self._spurt(*self._spurts.popleft())

    def _measure(self) -> None:
        values = self._tracker.measure(self._sound[: (_BLOCK - 1) * STEP + WINDOW]).values
        unknown = ~self._known[:_BLOCK]
        values[:, unknown] = np.array([[0.0], [0.0], [FLOOR_DB], [0.0], [FLOOR_DB]])
        self._blocks.append(values)
        self._measured += _BLOCK
        self._sound = self._sound[_BLOCK * STEP :]
        self._known = self._known[_BLOCK:]

    def _spurt(self, start: int, end: int) -> Iterator[ToneShift]:
        kept = self._measured - len(self._blocks) * _BLOCK
        start = max(start, kept)
        first = max(kept, start - round(self._settings.around_s * SECOND)) // _BLOCK
        blocks = [self._blocks[i - kept // _BLOCK] for i in range(first, -(-end // _BLOCK))]
        frames = Frames(np.concatenate(blocks, axis=1)[:, : end - first * _BLOCK])
        for phrase in self._phrasing.measure(
            frames, spurt=start - first * _BLOCK, at=first * _BLOCK / SECOND
        ):
            self._phrases.append(phrase)
            shift = self._shift(phrase.end)
            if shift is not None:
                yield shift

    def _shift(self, at: float) -> ToneShift | None:
        settings = self._settings
        told = 0.0
        for phrase in reversed(self._phrases):
            told += phrase.seconds
        while told - self._phrases[0].seconds > settings.recent_s + settings.baseline_s:
            told -= self._phrases.popleft().seconds
        if at - self._told < settings.quiet_s:
            return None
        comparison = compare(list(self._phrases), settings)
        decided = moves(comparison, settings) if comparison is not None else None
        if decided is None:
            return None
        self._told = at
        recent = 0.0
        late: deque[Phrase] = deque()
        for phrase in reversed(self._phrases):
            recent += phrase.seconds
            if recent > settings.recent_s:
                break
            late.appendleft(phrase)
        self._phrases = late
        moved, confidence = decided
        return ToneShift(who=self._who, at=round(at, 3), moved=moved, confidence=confidence)
