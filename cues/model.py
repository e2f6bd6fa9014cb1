"""The small net: hears speech, laughter, sighs and other sounds in many tracks at once.

`hear.onnx` was trained for this project; its model card is `cues/models/hear.md`. What it remembers
of a track is one row of numbers, so tracks can be batched, come and go in any order.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from cues.features import STEP
from cues.inference import session

Floats = npt.NDArray[np.float32]

HOP = 640
"""Samples for one set of probabilities: 40 ms at 16 kHz."""

FRAMES = HOP // STEP
"""Spectra for one set of probabilities."""

_BLOCK = 250
"""Hops inferred at once, so that an hour of sound needs no more memory than 10 s."""


class Output(IntEnum):
    """What each probability is about."""

    SPEECH = 0
    LAUGHTER = 1
    SIGH = 2
    OTHER = 3
    """Coughs, breaths, sobs, moans and the like."""
    MURMUR = 4
    INTERJECTION = 5
    VOICE = 6
    """Any sound of a person."""


class Hearing:
    """The net with its weights; knows no track, holds no sound.

    Parameters
    ----------
    weights : bytes, optional
        An ONNX graph with the shapes of `hear.onnx`; the shipped one unless given.
    """

    def __init__(self, weights: bytes | None = None) -> None:
        self._net = session(weights or "hear.onnx")
        inputs = {tensor.name: tensor.shape for tensor in self._net.get_inputs()}
        self._size = int(inputs["state"][1])

    def start(self) -> Floats:
        """Return the memory of a track before its first sound: float32, shape (size,)."""
        return np.zeros(self._size, np.float32)

    def step(self, memories: Floats, frames: Floats) -> tuple[Floats, Floats]:
        """Hear the next spectra of every track.

        Parameters
        ----------
        memories : float32, shape (tracks, size)
            One row per track, from `start` or from the step before.
        frames : float32, shape (tracks, n * FRAMES, BANDS)
            From `cues.features.log_mel`.

        Returns
        -------
        memories : float32, shape (tracks, size)
            To be given with the spectra that follow.
        probabilities : float32, shape (tracks, n, 7)
            In the order of `Output`; hop `i` is known at sample `(i + 1) * HOP`.

        Raises
        ------
        ValueError
            When the spectra are no whole number of hops.
        """
        tracks, count, _ = frames.shape
        hops, rest = divmod(count, FRAMES)
        if rest:
            raise ValueError(f"{count} spectra are no whole number of hops of {FRAMES}")
        heard = np.empty((tracks, hops, len(Output)), np.float32)
        for first in range(0, hops, _BLOCK):
            block = frames[:, first * FRAMES : (first + _BLOCK) * FRAMES]
            heard[:, first : first + _BLOCK], memories = self._net.run(
                ["probabilities", "next"], {"frames": block, "state": memories}
            )
        return memories, heard
