"""Feeds one call's pipeline from two tracks: what is heard, what is lost, and what must not be heard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from cues.events import Reason, Rung
from server.media.rtp import Packet
from server.media.track import LAG_S, Heard, Track

TAIL_S = 0.25
"""At the end of a call the tracks may differ by this much, in seconds, without it being worth a word."""


class Pipeline(Protocol):
    """What the feed needs of `cues.pipeline.Pipeline`."""

    def push(self, who: int, samples: NDArray[np.float32], at: float, rung: Rung) -> None:
        """Take sound."""

    def draw(self, who: int, hops: NDArray[np.float32], at: float) -> None:
        """Take a sketch."""

    def miss(self, who: int, start: float, end: float, reason: Reason) -> None:
        """Take a stretch that is not known."""

    def covered(self, who: int) -> float:
        """How far a track is known or declared, in seconds of call time."""

    def told(self, who: int) -> float:
        """Up to which call time, in seconds, everything of a track has been told."""


P = TypeVar("P", bound=Pipeline)


class Feed(Generic[P]):
    """One call's tracks, owned by the listener's worker; knows no thread and no clock.

    Sound spoken before a gate opened is dropped however late it comes.
    """

    def __init__(self, pipeline: P) -> None:
        self.pipeline = pipeline
        self.tracks = (Track(), Track())
        self._shut: list[Reason | None] = [None, None]
        self._floor = [0.0, 0.0]
        self._known = [False, False]

    def gate(self, who: int, reason: Reason | None, at: float) -> None:
        """Shut a track's gate at call time `at`, for a reason, or open it (None).

        Sound held back is dropped at once, and all up to `at` declared unheard.
        """
        before = self._shut[who]
        self._declare(who, at, before or reason)
        if reason is not None:
            self.tracks[who].forget()
        if before is not None:
            self._floor[who] = at
        self._shut[who] = reason

    def feed(self, packets: Sequence[Sequence[Packet]], now: float) -> None:
        """Take what arrived on each track, and bring the pipeline up to call time `now`."""
        for who, track in enumerate(self.tracks):
            reason = self._shut[who]
            if reason is not None:
                self._declare(who, now, reason)
                continue
            self._push(who, track.take(packets[who]))
            self._push(who, track.hear(now))
            self._declare(who, now - LAG_S[track.rung], self._absence(who))

    def finish(self) -> None:
        """Bring both tracks to one end, with everything held back."""
        for who, track in enumerate(self.tracks):
            if self._shut[who] is None:
                self._push(who, track.flush())
        end = max(self.pipeline.covered(who) for who in range(2))
        for who in range(2):
            if self.pipeline.covered(who) < end - TAIL_S:
                self._declare(who, end, self._shut[who] or self._absence(who))

    def _absence(self, who: int) -> Reason:
        return "lost" if self._known[who] else "absent"

    def _push(self, who: int, stretches: Sequence[Heard]) -> None:
        for stretch in stretches:
            self._known[who] = True
            allowed = stretch.since(self._floor[who])
            if allowed is None:
                continue
            if allowed.samples is not None:
                self.pipeline.push(who, allowed.samples, allowed.at, allowed.rung)
            elif allowed.sketch is not None:
                self.pipeline.draw(who, allowed.sketch, allowed.at)
            elif allowed.missing is not None:
                self.pipeline.miss(who, allowed.at, allowed.end, allowed.missing)

    def _declare(self, who: int, until: float, reason: Reason | None) -> None:
        covered = self.pipeline.covered(who)
        if reason is not None and until > covered:
            self.pipeline.miss(who, covered, until, reason)
