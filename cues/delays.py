"""How late each hears the other over a whole call, and what a moment is like as heard at each end.

::

    A  [ speaks    ]                       as spoken: the gap between the two
    B      late(B) [ hears    ]  reaction [ speaks
    A                                      late(A) [ hears      the gap as A hears it

A change of speaker has three lengths: as spoken, as heard by who answers (their reaction), and as
heard by who waits for the answer. The line lies between them (cues.md, 1).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import fmean

from cues.events import Delay, Line
from cues.settings import LineSettings
from cues.spans import Stretches, intersect, total, union


class Delaying:
    """Makes `Delay` events of one person's line reports, given in order of time."""

    def __init__(self, who: int, settings: LineSettings) -> None:
        self._who = who
        self._s = settings
        self._start = self._end = 0.0
        self._late: list[float] = []

    def hear(self, report: Line) -> Delay | None:
        """Take a report; returns the delay that stood before when it has moved, or has stood for long.

        Where the page could not measure it, half the round trip stands for it, which is less.
        """
        late = report.rtt_s / 2 if report.delay_s is None else report.delay_s
        moved = bool(self._late) and abs(late - fmean(self._late)) > self._s.delay_step_s
        follows = report.at - self._end < 2 * self._s.report_s
        told = None
        if moved or not follows or report.at - self._start > self._s.delay_most_s:
            told = self.finish()
        if not self._late:
            self._start = max(report.at - self._s.report_s, self._end, 0.0)
        self._late.append(late)
        self._end = report.at
        return told

    def finish(self) -> Delay | None:
        """Return the delay that stands, if any, and begin anew."""
        measured, self._late = self._late, []
        if not measured or self._end <= self._start:
            return None
        return Delay(who=self._who, start=self._start, end=self._end, late_s=round(fmean(measured), 3))


@dataclass(frozen=True, slots=True)
class Delays:
    """How late each of two people hears the other, at any time of a call."""

    of: tuple[tuple[Delay, ...], tuple[Delay, ...]]
    """By who hears, in order of time."""
    near_s: float
    """How far from where it was measured a delay still counts."""

    def late(self, who: int, at: float) -> float | None:
        """How late `who` hears what the other says at `at`; None where nothing near is known."""
        mine = self.of[who]
        k = bisect_right(mine, at, key=attrgetter("start"))
        near = min(mine[max(0, k - 1) : k + 1], key=lambda delay: _apart(delay, at), default=None)
        return near.late_s if near is not None and _apart(near, at) <= self.near_s else None

    def usual(self, who: int) -> float | None:
        """Find the delay in the middle of the time: as long above it as below."""
        by_length = sorted(self.of[who], key=attrgetter("late_s"))
        half = sum(delay.seconds for delay in by_length) / 2
        for delay in by_length:
            half -= delay.seconds
            if half <= 0:
                return delay.late_s
        return None

    def heard_by(self, who: int, other: Sequence[tuple[float, float]]) -> Stretches:
        """Say when `who` heard what the other said at `other`, in order of time; late by nothing unknown."""
        return union((start + (late := self.late(who, start) or 0.0), end + late) for start, end in other)

    def overlap(self, who: int, own: Stretches, other: Stretches) -> float:
        """How long both were speaking as `who` heard it, in seconds."""
        return total(intersect(own, self.heard_by(who, other)))


def delays(told: Iterable[Delay], settings: LineSettings) -> Delays:
    """Put in order what was told of both delays, in any order."""
    ordered = sorted(told, key=attrgetter("start", "end", "late_s"))
    first, second = (tuple(delay for delay in ordered if delay.who == who) for who in (0, 1))
    return Delays((first, second), settings.window_s)


def _apart(delay: Delay, at: float) -> float:
    """How far a moment is from the stretch a delay was measured in; 0 inside."""
    return max(0.0, delay.start - at, at - delay.end)
