"""Sighs in one track: long audible out-breaths outside speech."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cues.events import Sigh
from cues.model import Output
from cues.settings import SighSettings
from cues.sustained import Flags, Floats, Found, Sustained


def likely(outputs: Floats, settings: SighSettings) -> Floats:
    """How likely each hop is a sigh, given the net's outputs (n, 7).

    Breath inside speech is speech: at most as likely as the absence of words, and less where it
    may as well be a yawn or a cough.
    """
    alone = np.minimum(outputs[:, Output.SIGH], np.float32(1.0) - outputs[:, Output.SPEECH])
    less: Floats = alone * (1.0 - np.float32(settings.body) * outputs[:, Output.OTHER])
    return less


class Sighs:
    """Tells each sigh of track `who` once, when it is over."""

    def __init__(self, who: int, settings: SighSettings) -> None:
        self._who = who
        self._settings = settings
        self._sound = Sustained(settings.sound)

    def hear(self, outputs: Floats, heard: Flags, at: int) -> list[Sigh]:
        """Hear the next hops: `outputs` (n, 7), `heard` (n,), from sample `at` of call time on."""
        return self._told(self._sound.feed(likely(outputs, self._settings), heard, at))

    def finish(self) -> list[Sigh]:
        """End the track: a sigh still going on ends where it was last heard."""
        return self._told(self._sound.finish())

    def _told(self, found: Iterable[Found]) -> list[Sigh]:
        return [Sigh(who=self._who, start=f.start, end=f.end, confidence=f.confidence) for f in found]
