"""The sounds of one track that are no words: laughs, sighs and interjections, from the net's outputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from cues.events import CueEvent, Laughing, Live
from cues.framing import FRAME
from cues.laughter import Laughs
from cues.model import HOP
from cues.murmur import Interjections
from cues.settings import Settings
from cues.sigh import Sighs
from cues.sustained import Flags

if TYPE_CHECKING:
    from cues.part import Part
    from cues.spurts import Spurt

_FRAMES = HOP // FRAME
"""Frames of 10 ms in a hop of the net."""


class Bursts:
    """The detector of these sounds for one track; what is only the other voice's echo is none."""

    def __init__(self, who: int, settings: Settings) -> None:
        self._laughs = Laughs(who, settings.laughter)
        self._laughing: float | None = None
        self._kinds = (
            self._laughs,
            Sighs(who, settings.sigh),
            Interjections(who, settings.interjection),
        )

    def hear(self, part: Part) -> Iterator[Live]:
        """Take in the next blocks; yield what became final by them, and a laugh that has begun."""
        heard = _hops(part.heard, least=_FRAMES)
        own = _hops(part.own, least=_FRAMES // 2)
        outputs = np.where(own[:, None], part.outputs, np.float32(0.0))
        for kind in self._kinds:
            yield from kind.hear(outputs, heard, part.start * FRAME)
        since = self._laughs.since
        if since is not None and since != self._laughing:
            yield Laughing(who=part.who, at=round(since, 3))
        self._laughing = since

    def finish(self, spurts: Sequence[Spurt]) -> Iterator[CueEvent]:
        """End the track; yield what was still open."""
        for kind in self._kinds:
            yield from kind.finish()


def _hops(flags: Flags, *, least: int) -> Flags:
    """One flag a hop: at least so many of its frames have theirs; the last hop may be short of frames."""
    missing = -len(flags) % _FRAMES
    frames = np.concatenate([flags, np.ones(missing, np.bool_)]).reshape(-1, _FRAMES)
    enough: Flags = frames.sum(axis=1) >= least
    return enough
