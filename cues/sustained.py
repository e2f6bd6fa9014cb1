r"""A probability that stays high long enough: hops in, stretches of sound out.

Evidence adds up: hops are averaged by their log-odds, so that a little of a sure sound and more of
a likely one both count, and a moment of something alike does not.

::

    probability  ___/~~~\_/~~~~~\______/~\____
    found           [            ]              the dip is merged, the last one too short

The same for laughter, sighs and interjections; each has thresholds of its own.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cues.features import RATE
from cues.model import HOP
from cues.settings import SustainedSettings

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

HOP_S = HOP / RATE

_SURE = 1e-3
"""Nothing is taken for surer than this, either way."""

_NOTHING = -4.0
"""Log-odds of a hop of which nothing is known: before the track's start and after unheard time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One sound, in seconds of call time, with its mean probability."""

    start: float
    end: float
    confidence: float


class Sustained:
    """One output of the net for one track, hop by hop; tells each sound once, when it is over.

    Time unheard ends a sound where it begins, and nothing before it bears on what follows.
    """

    def __init__(self, settings: SustainedSettings) -> None:
        self._settings = settings
        self._on = math.log(settings.on / (1.0 - settings.on))
        self._off = math.log(settings.off / (1.0 - settings.off))
        self._shift_s = (settings.mean_hops - 1) / 2 * HOP_S
        self._recent: deque[float] = deque(maxlen=settings.mean_hops)
        self._start: float | None = None
        self._end = 0.0
        self._high = False
        self._sum = 0.0
        self._count = 0
        self._forget()

    def feed(self, probabilities: Floats, heard: Flags, at: int) -> list[Found]:
        """Hear the next hops.

        Parameters
        ----------
        probabilities : float32, shape (n,)
            One for every hop.
        heard : bool, shape (n,)
            False where any of the hop's sound is missing.
        at
            Call time at which the first hop begins, in samples at 16 kHz.

        Returns
        -------
        list of Found
            The sounds that are over, in order.
        """
        found: list[Found] = []
        sure = np.clip(probabilities, _SURE, 1.0 - _SURE)
        odds = np.log(sure / (1.0 - sure))
        if self._idle(odds, heard):
            self._recent.extend(odds[-self._settings.mean_hops :].tolist())
            return found
        for i, (odd, known) in enumerate(zip(odds.tolist(), heard.tolist(), strict=True)):
            if known:
                self._hear(odd, (at + i * HOP) / RATE, found)
            else:
                self._close(found)
                self._forget()
        return found

    @property
    def open(self) -> bool:
        """Whether something goes on that may become a sound."""
        return self._start is not None

    @property
    def since(self) -> float | None:
        """When the sound began that goes on now and is already long enough to be one."""
        start = self._start
        return max(start, 0.0) if start is not None and self._long_enough(self._end - start) else None

    def finish(self) -> Sequence[Found]:
        """End the track: a sound still going on ends where it was last heard."""
        found: list[Found] = []
        self._close(found)
        return found

    def _forget(self) -> None:
        self._recent.extend([_NOTHING] * self._settings.mean_hops)

    def _idle(self, odds: Floats, heard: Flags) -> bool:
        quiet = self._start is None and max(self._recent) < self._on
        return quiet and bool(heard.all()) and float(odds.max(initial=_NOTHING)) < self._on

    def _hear(self, odd: float, at: float, found: list[Found]) -> None:
        self._recent.append(odd)
        level = sum(self._recent) / len(self._recent)
        if level >= (self._off if self._high else self._on):
            if self._start is None:
                self._start = at - self._shift_s - self._settings.late_s
            self._end = at + HOP_S - self._shift_s
            self._sum += 1.0 / (1.0 + math.exp(-level))
            self._count += 1
            self._high = True
        else:
            self._high = False
            if self._start is not None and at + HOP_S - self._end > self._settings.merge_s:
                self._close(found)

    def _long_enough(self, seconds: float) -> bool:
        return self._settings.least_s <= seconds + 1e-6

    def _close(self, found: list[Found]) -> None:
        settings = self._settings
        if self._start is not None:
            seconds = self._end - self._start
            if self._long_enough(seconds) and seconds <= settings.most_s:
                confidence = round(self._sum / self._count, 3)
                found.append(Found(start=max(self._start, 0.0), end=self._end, confidence=confidence))
        self._start, self._high, self._sum, self._count = None, False, 0.0, 0
