"""The small net: hears speech, laughter, sighs and other sounds in many tracks at once.

`hear.onnx` was trained for this project; its model card is `cues/models/hear.md`. A track's
whole memory is one row of numbers, so tracks can be batched, come and go in any order.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from cues.features import TAIL, log_mel
from cues.inference import session

Floats = npt.NDArray[np.float32]

HOP = 640
"""Samples for one set of probabilities: 40 ms at 16 kHz."""

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
        self._size = TAIL + int(inputs["state"][1])

    def start(self) -> Floats:
        """Return the state of a track before its first sample: float32, shape (size,)."""
        return np.zeros(self._size, np.float32)

    def step(self, states: Floats, samples: Floats) -> tuple[Floats, Floats]:
        """Hear the next samples of every track.

        Parameters
        ----------
        states : float32, shape (tracks, size)
            One row per track, from `start` or from the step before.
        samples : float32, shape (tracks, n * HOP), in [-1, 1]
            16 kHz.

        Returns
        -------
        states : float32, shape (tracks, size)
            To be given with the samples that follow.
        probabilities : float32, shape (tracks, n, 7)
            In the order of `Output`; hop `i` is known at sample `(i + 1) * HOP`.

        Raises
        ------
        ValueError
            When the samples are no whole number of hops.
        """
        hops, rest = divmod(samples.shape[1], HOP)
        if rest:
            raise ValueError(f"{samples.shape[1]} samples are no whole number of {HOP}-sample hops")
        tails, memory = states[:, :TAIL], states[:, TAIL:]
        heard = np.empty((len(states), hops, len(Output)), np.float32)
        for first in range(0, hops, _BLOCK):
            block = samples[:, first * HOP : (first + _BLOCK) * HOP]
            frames, tails = log_mel(tails, block)
            heard[:, first : first + _BLOCK], memory = self._net.run(
                ["probabilities", "next"], {"frames": frames, "state": memory}
            )
        return np.concatenate([tails, memory], axis=1), heard
