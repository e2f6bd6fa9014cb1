"""What one phrase sounded like: pitch, spread, level, tilt and rate, each one number.

A phrase is a part of a talk spurt, about a breath long. Its numbers are medians and means over its
voiced frames, measured against its own loud part: no gain moves any but the level.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cues.pitch import RATE as SAMPLES
from cues.pitch import STEP, Frames, contour, voiced
from cues.rate import nuclei
from cues.settings import PitchSettings, RateSettings, ToneSettings

SECOND = SAMPLES // STEP
"""Frames a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase of one person."""

    end: float
    """Seconds of call time."""
    seconds: float
    """From its first sound to its last."""
    voiced_s: float
    pitch: float
    """Median F0, in semitones over 1 Hz."""
    spread: float
    """Between the 10th and the 90th percentile of F0: natural logarithm of semitones."""
    level: float
    """Mean level of the voiced frames, in dBFS."""
    tilt: float
    """Mean spectral tilt of the voiced frames, in dB: brighter is more."""
    rate: float
    """Natural logarithm of syllables per second."""
    clearance: float
    """How far its loud part is above the quietest sound around it, in dB."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Measures talk spurts, phrase by phrase."""

    tone: ToneSettings
    pitch: PitchSettings
    rate: RateSettings

    def measure(self, frames: Frames, *, spurt: int, at: float) -> Iterator[Phrase]:
        """Cut a talk spurt into phrases and measure each; what is hardly voiced is left out.

        Parameters
        ----------
        frames
            The spurt and the sound before it, shape (5, n).
        spurt
            The frame of those at which the spurt begins.
        at
            Call time of the first of the frames, in seconds.
        """
        count = frames.f0.shape[-1] - spurt
        parts = max(1, -(-count // round(self.tone.phrase_most_s * SECOND)))
        edges = spurt + np.arange(parts + 1) * count // parts
        for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            if end - start < self.tone.phrase_least_s * SECOND:
                continue
            around = frames.level[max(0, start - round(self.tone.around_s * SECOND)) : end]
            quiet = float(np.percentile(around, 5))
            phrase = self._phrase(frames.cut(start, end), quiet=quiet, end=at + end / SECOND)
            if phrase is not None:
                yield phrase

    def _phrase(self, frames: Frames, *, quiet: float, end: float) -> Phrase | None:
        loud = float(np.percentile(frames.level, 95))
        sounding = np.flatnonzero(frames.level >= loud - self.tone.sound_below_db)
        frames = frames.cut(int(sounding[0]), int(sounding[-1]) + 1)
        f0 = contour(frames, self.pitch)
        voice = f0 > 0.0
        voiced_s = float(np.count_nonzero(voice)) / SECOND
        if voiced_s < self.tone.voiced_least_s:
            return None
        semitones = 12.0 * np.log2(f0[voice])
        low, middle, high = np.percentile(semitones, [10, 50, 90])
        seconds = len(f0) / SECOND
        syllables = len(nuclei(frames.sonority, voiced(frames, self.pitch), self.rate))
        return Phrase(
            end=end,
            seconds=seconds,
            voiced_s=voiced_s,
            pitch=float(middle),
            spread=float(np.log(max(high - low, self.tone.spread_least))),
            level=float(frames.level[voice].mean()),
            tilt=float(frames.tilt[voice].mean()),
            rate=float(np.log((syllables + 0.5) / seconds)),
            clearance=loud - quiet,
        )
