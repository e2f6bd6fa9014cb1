"""How loud a track is, and what of it is background: the level of its own quiet, tracked.

Everything here is relative to the track itself: the same sound 6 dB softer gives the same answers.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cues.framing import FRAME, FRAME_S
from cues.settings import SpeechSettings

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

_LEAST_POWER = 1e-12


SMOOTH = 3
"""Frames a level is taken over: 30 ms, longer than the period of any voice."""


def smoothed(before: Floats, samples: Floats) -> tuple[Floats, Floats]:
    """Level of each frame with the two before it.

    Parameters
    ----------
    before : float32, shape (tracks, SMOOTH - 1)
        Power of the frames before; zeros at a track's start.
    samples : float32, shape (tracks, n), in [-1, 1]
        `n` is a multiple of `FRAME`.

    Returns
    -------
    before : float32, shape (tracks, SMOOTH - 1)
        To be given with the samples that follow.
    levels : float32, shape (tracks, n / FRAME), dBFS
        At least -120.
    """
    frames = samples.reshape(len(samples), -1, FRAME)
    power = np.concatenate([before, np.einsum("tfs,tfs->tf", frames, frames) / FRAME], axis=1)
    count = frames.shape[1]
    total = sum(power[:, first : first + count] for first in range(SMOOTH))
    level = 10.0 * np.log10(total / SMOOTH + _LEAST_POWER)
    return power[:, 1 - SMOOTH :].astype(np.float32), level.astype(np.float32)


class Background:
    """The level of a track's quiet frames, over the last stretch of quiet."""

    def __init__(self, settings: SpeechSettings) -> None:
        self._share = settings.background_share
        self._least = round(settings.background_least_s / FRAME_S)
        self._ring = np.zeros(round(settings.background_s / FRAME_S), np.float32)
        self._count = 0
        self._lowest = settings.background_lowest_db
        self.level = -np.inf
        """dBFS; minus infinity while too little quiet is known."""

    def hear(self, levels: Floats, quiet: Flags) -> None:
        """Take in the frames of one block: their levels, and which of them are quiet and heard."""
        found = levels[quiet]
        if not len(found):
            return
        size = len(self._ring)
        self._ring[(self._count + np.arange(len(found))) % size] = found
        self._count += len(found)
        if self._count >= self._least:
            known = self._ring[: min(self._count, size)]
            at = int(self._share * (len(known) - 1))
            self.level = max(float(np.partition(known, at)[at]), self._lowest)
