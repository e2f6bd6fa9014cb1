"""What was heard of one track in some blocks, and who makes events of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from cues.events import CueEvent, Live
from cues.framing import Floats
from cues.spurts import Spurt

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was heard of one track in some blocks, for the detectors of its sounds.

    `samples` is float32, shape (n,); the rest has one entry a frame of 10 ms.
    """

    who: int
    start: int
    """Frame of call time the part begins at."""
    samples: Floats
    heard: Flags
    own: Flags
    """False where the sound is the other voice, come back."""
    levels: Floats
    """dBFS over 30 ms."""
    speech: Floats
    """Probability of speech."""
    spurts: tuple[Spurt, ...]
    """Talk spurts that became final."""
    outputs: Floats
    """Probabilities of the net, shape (hops of 40 ms, 7), in the order of `cues.model.Output`."""
    sketch: Floats | None = None
    """What was only sketched, shape (3, frames); not a number where there was sound."""


class Detector(Protocol):
    """Hears one track's sounds; times of the events it yields are seconds of call time."""

    def hear(self, part: Part) -> Iterator[Live]:
        """Take in the next blocks; yield what became final by them."""
        ...

    def finish(self, spurts: Sequence[Spurt]) -> Iterator[CueEvent]:
        """End the track with its last talk spurts; yield what was still open."""
        ...
