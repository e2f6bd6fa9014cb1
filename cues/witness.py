"""How well each moment of one track was heard: on which rung, and what of it was filled in.

::

    rung     [ rtc                ][ features    ][ rtc
    filled         [20 ms]    [60]
    asked               [  a spurt        ]          → "features", 4 % filled
"""

from __future__ import annotations

from collections import deque

from cues.events import RUNGS, Rung

KEPT = 512
"""Stretches kept of each kind; what is older counts as the oldest kept did, and as not filled in."""


class Witness:
    """Remembers of one track how it was heard. All times are in samples of call time, rising."""

    def __init__(self) -> None:
        self._rungs: deque[tuple[int, Rung | None]] = deque(maxlen=KEPT)
        """From when on which rung."""
        self._filled: deque[tuple[int, int]] = deque(maxlen=KEPT)

    def heard(self, start: int, rung: Rung | None) -> None:
        """Take note that what is heard from `start` on came by `rung`."""
        if not self._rungs or self._rungs[-1][1] != rung:
            self._rungs.append((start, rung))

    def filled(self, start: int, end: int) -> None:
        """Take note that `[start, end)` was filled in."""
        if self._filled and self._filled[-1][1] == start:
            start = self._filled.pop()[0]
        self._filled.append((start, end))

    def rung(self, start: int, end: int) -> Rung | None:
        """Tell the poorest rung anything of `[start, end)` came by; None from a recording."""
        found: Rung | None = None
        until = end
        for since, rung in reversed(self._rungs):
            if since < end and until > start:
                found = poorest(found, rung)
            until = since
            if since <= start:
                break
        return found

    def share_filled(self, start: int, end: int) -> float:
        """Tell which share of `[start, end)` was filled in, 0 to 1, to the thousandth."""
        total = 0
        for first, last in reversed(self._filled):
            if last <= start:
                break
            total += max(0, min(last, end) - max(first, start))
        return round(total / max(1, end - start), 3)


def poorest(one: Rung | None, two: Rung | None) -> Rung | None:
    """Return the poorer of two rungs; a recording is better than any."""
    if one is None or two is None:
        return two if one is None else one
    return max(one, two, key=RUNGS.index)
