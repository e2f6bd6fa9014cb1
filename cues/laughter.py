"""Laughter in one track: also a chuckle, also laughter that rides on speech."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from cues.events import Laughter
from cues.features import RATE
from cues.model import HOP, Output
from cues.settings import LaughterSettings
from cues.sustained import Flags, Floats, Found, Sustained


def likely(outputs: Floats, settings: LaughterSettings) -> Floats:
    """How likely each hop is laughter, given the net's outputs (n, 7): not more than a cough allows."""
    allowed: Floats = 1.0 - np.float32(settings.body) * outputs[:, Output.OTHER]
    return np.minimum(outputs[:, Output.LAUGHTER], allowed)


class Laughs:
    """Tells each laugh of track `who` once, when it is over."""

    def __init__(self, who: int, settings: LaughterSettings) -> None:
        self._who = who
        self._settings = settings
        self._sound = Sustained(settings.sound)
        self._since: float | None = None

    def hear(self, outputs: Floats, heard: Flags, at: int) -> list[Laughter]:
        """Hear the next hops.

        Parameters
        ----------
        outputs : float32, shape (n, 7)
            The net's probabilities, in the order of `Output`.
        heard : bool, shape (n,)
            False where any of a hop's sound is missing.
        at
            Call time at which the first hop begins, in samples at 16 kHz.
        """
        laughing = likely(outputs, self._settings)
        told = self._told(self._sound.feed(laughing, heard, at))
        self._note(np.flatnonzero(heard & (laughing >= self._settings.begun)), at)
        return told

    @property
    def since(self) -> float | None:
        """When the laugh began that goes on now: long enough to be one, or for a moment sure enough."""
        return self._since

    def _note(self, sure: npt.NDArray[np.intp], at: int) -> None:
        """Take note of a laugh's beginning, and of its end; `sure` hops speak for one by themselves."""
        if self._since is not None:
            if not self._sound.open and not sure.size:
                self._since = None
        elif self._sound.since is not None:
            self._since = self._sound.since
        elif sure.size:
            self._since = max(0.0, (at + int(sure[0]) * HOP) / RATE - self._settings.sound.late_s)

    def finish(self) -> list[Laughter]:
        """End the track: a laugh still going on ends where it was last heard."""
        return self._told(self._sound.finish())

    def _told(self, found: Iterable[Found]) -> list[Laughter]:
        return [Laughter(who=self._who, start=f.start, end=f.end, confidence=f.confidence) for f in found]
