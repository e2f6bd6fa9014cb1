"""Small sounds that are no words: an "oh" or "aha" by itself, and how murmur-like a stretch was."""

from __future__ import annotations

from collections import deque

import numpy as np

from cues.events import Interjection
from cues.features import RATE
from cues.model import HOP, Output
from cues.settings import InterjectionSettings
from cues.sustained import Flags, Floats, Found, Sustained


def likely(outputs: Floats) -> Floats:
    """How likely each hop is an interjection, given the net's outputs (n, 7).

    A sigh or a laugh with voice in it is a sigh or a laugh: at most as likely as their absence.
    """
    other = np.maximum(outputs[:, Output.LAUGHTER], outputs[:, Output.SIGH])
    return np.minimum(outputs[:, Output.INTERJECTION], np.float32(1.0) - other)


class Interjections:
    r"""Tells each interjection of track `who` once, when it is clear that no speech follows it.

    ::

        speech        ~~~~~~\________________________/~~~~~
        interjection  ____________/~~~~\__________________
                            [apart]     [apart]
    """

    def __init__(self, who: int, settings: InterjectionSettings) -> None:
        self._who = who
        self._settings = settings
        self._sound = Sustained(settings.sound)
        self._waiting: deque[Found] = deque()
        self._spoken: deque[float] = deque()
        """Where the hops of speech began, as far back as they still matter."""

    def hear(self, outputs: Floats, heard: Flags, at: int) -> list[Interjection]:
        """Hear the next hops: `outputs` (n, 7), `heard` (n,), from sample `at` of call time on."""
        settings = self._settings
        speech = (outputs[:, Output.SPEECH] >= settings.speech) & heard
        self._spoken.extend((at + i * HOP) / RATE for i in speech.nonzero()[0].tolist())
        self._waiting.extend(self._sound.feed(likely(outputs), heard, at))
        now = (at + len(outputs) * HOP) / RATE
        told = []
        while self._waiting and self._waiting[0].end + settings.apart_s <= now:
            told += self._decide(self._waiting.popleft())
        oldest = now - settings.sound.most_s - settings.sound.merge_s - 3 * settings.apart_s
        while self._spoken and self._spoken[0] < oldest:
            self._spoken.popleft()
        return told

    def finish(self) -> list[Interjection]:
        """End the track: what is not over yet ends where it was last heard."""
        self._waiting.extend(self._sound.finish())
        told = [event for found in self._waiting for event in self._decide(found)]
        self._waiting.clear()
        return told

    def _decide(self, found: Found) -> list[Interjection]:
        apart = self._settings.apart_s
        for began in self._spoken:
            before = found.start - apart < began + HOP / RATE and began < found.start
            after = found.end <= began < found.end + apart
            if before or after:
                return []
        return [Interjection(who=self._who, start=found.start, end=found.end, confidence=found.confidence)]
