"""How likely a short sound is a backchannel: from when it comes, how loud it is and what it sounds like.

No single one of these tells an "mm-hm" from a short answer: words come as backchannels, and answers
come while the other is speaking. Each adds its log-odds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cues.model import Output
from cues.settings import PlaceSettings, SoundOdds

Floats = npt.NDArray[np.float32]

_CLOSE_S = 0.1
"""Times closer than this are alike, so that the logarithm of none is not endless."""

_SURE = np.float32(0.02)
"""Probabilities are drawn this much towards the middle: nothing is taken for surer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A short sound of one person, and what is around it. Seconds, unless said otherwise."""

    length: float
    before: float
    """The person's own silence before."""
    after: float
    """The person's own silence after."""
    floor: float
    """Share of the time before it in which the other spoke, 0 to 1."""
    softer: float
    """How far it is under the person's usual level, in dB."""
    sound: float
    """Log-odds by what it sounds like."""


def odds(placed: Placed, settings: PlaceSettings) -> float:
    """Log-odds that it is a backchannel rather than anything else."""
    return (
        settings.base
        + settings.length * math.log(placed.length)
        + settings.before * _log(placed.before, settings.before_most_s)
        + settings.after * _log(placed.after, settings.after_most_s)
        + settings.floor * placed.floor
        + settings.softer * min(max(placed.softer, 0.0), settings.softer_most_db)
        + placed.sound
    )


def _log(time: float, most: float) -> float:
    return math.log(min(time, most) + _CLOSE_S)


def likeness(outputs: Floats, settings: SoundOdds) -> Floats:
    """Log-odds that each hop sounds like a backchannel; shape (n,).

    Parameters
    ----------
    outputs : float32, shape (n, 7)
        Of the net; all zero where there is none.
    """
    weights = np.zeros(len(Output), np.float32)
    for output in Output:
        weights[output] = getattr(settings, output.name.lower())
    evidence = np.log((outputs + _SURE) / (1.0 + _SURE - outputs))
    heard = outputs.any(axis=1)
    likely: Floats = np.where(heard, evidence @ weights, settings.unheard).astype(np.float32)
    return likely
