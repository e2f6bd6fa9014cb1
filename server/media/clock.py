"""Maps one sender's RTP time to call time by the packets that arrived soonest; pure, time is an argument."""

from __future__ import annotations

import math
from collections import deque

WINDOW_S = 60.0
"""How far back the soonest arrival counts. A 100 ppm clock drifts 6 ms in it."""

STEP_S = 0.010
"""The mapping moves in steps of at least this: small enough for turn-taking, closed without a hole."""

RISE = 0.001
"""How fast the mapping may move later, in seconds a second: ten times a bad clock's drift, slow
against a queue that builds up on the line and goes away again."""

STALL_S = 0.5
"""A packet later than the one before it by this much more than it should be, in seconds: either the
line held it up, or the sender stopped and its RTP clock with it (browsers do, with no track to send)."""

DOUBT_S = 0.3
"""How long it takes to tell the two apart, in seconds: what the line held up comes in a burst."""

CAUGHT_UP_S = 0.1
"""Catching up by this much in that time is a burst."""

TOO_LATE_S = 0.8
"""Packets later than the mapping by more than this would not be heard any more, ..."""

TOO_LONG_S = 1.5
"""... and after this long, if they do not catch up, the mapping starts anew: late is better than never."""

_HALF = 1 << 31
_FULL = 1 << 32


class SlidingLeast:
    """The least of the values of the last `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._rising: deque[tuple[float, float]] = deque()

    def add(self, at: float, value: float) -> None:
        """Take `value`, seen at time `at`; times must not run backwards."""
        while self._rising and self._rising[-1][1] >= value:
            self._rising.pop()
        self._rising.append((at, value))
        while self._rising[0][0] < at - self._seconds:
            self._rising.popleft()

    @property
    def least(self) -> float:
        """The least value in the window."""
        return self._rising[0][1]

    def clear(self) -> None:
        """Forget everything."""
        self._rising.clear()


class Following:
    """Follows the least of a window: down at once, for that is evidence, and up no faster than `RISE`."""

    def __init__(self) -> None:
        self.value: float | None = None
        self._moved_at = 0.0

    def to(self, least: float, now: float) -> None:
        """Move towards `least` at time `now`, in steps of at least `STEP_S`."""
        if self.value is None or least <= self.value - STEP_S:
            self.value = least
        if least <= self.value:
            self._moved_at = now
            return
        rise = min(least - self.value, RISE * min(now - self._moved_at, WINDOW_S))
        if rise >= STEP_S:
            self.value += rise
            self._moved_at = now


class RtpClock:
    """Call time of each RTP timestamp of one stream.

    A packet cannot arrive before its last sample was spoken, so the packet that arrived soonest
    after its own timestamp is the best witness of the sender's clock: the mapping is the least
    of `arrived - end of packet` over a sliding window. It moves earlier at once (that is evidence)
    and later only as fast as a clock could drift (that may be a queue).

    How long the soonest packet was on its way is taken off: the least one-way delay measured in the same
    window, followed in the same manner. Both windows begin with the stream, so that a line that was
    quicker before it leaves nothing behind.

    Parameters
    ----------
    rate : int
        RTP clock rate, Hz.
    steady : bool
        The sender's clock never stands still: what comes late was held up by the line.
    too_late_s : float
        Packets later than the mapping by more than this, in seconds, would not be heard any more.
    """

    def __init__(
        self,
        *,
        rate: int = 48_000,
        steady: bool = False,
        too_late_s: float = TOO_LATE_S,
    ) -> None:
        self._rate = rate
        self._ways = SlidingLeast(WINDOW_S)
        self._way = Following()
        self._measured: float | None = None
        self._steady = steady
        self._too_late_s = too_late_s
        self._last: int | None = None
        self._soonest = SlidingLeast(WINDOW_S)
        self._latest: float | None = None
        self._jumped: tuple[float, float] | None = None
        self._late: tuple[float, float] | None = None
        self._anchor = Following()
        self.restarts = 0
        self.stops = 0
        """So many of the restarts were because the sender had stopped, and not the line's doing."""

    @property
    def delay(self) -> float:
        """The uplink delay in use, in seconds; 0 before one was measured."""
        return self._way.value or 0.0

    def measured(self, delay: float, at: float) -> None:
        """Take a one-way delay measured at call time `at`, in seconds."""
        self._measured = delay
        self._ways.add(at, delay)
        self._way.to(self._ways.least, at)

    def unwrap(self, timestamp: int) -> int:
        """Return the 32-bit `timestamp` as a count that never wraps, near the last one noted."""
        if self._last is None:
            return timestamp
        return self._last + ((timestamp - self._last + _HALF) & (_FULL - 1)) - _HALF

    @property
    def doubtful_until(self) -> float:
        """Call time until which the place of what arrives is not sure enough to be used."""
        return -math.inf if self._jumped is None else self._jumped[0] + DOUBT_S

    def note(self, timestamp: int, samples: int, arrived: float) -> int:
        """Learn from a packet of `samples` samples that arrived at call time `arrived`.

        Returns the unwrapped timestamp. Packets are noted in the order they arrive.
        """
        extended = self.unwrap(timestamp)
        self._last = extended
        offset = arrived - (extended + samples) / self._rate
        self._soonest.add(arrived, offset)
        stopped = self._stood_still(offset, arrived)
        if stopped or self._too_late(offset, arrived):
            self.stops += stopped
            self._soonest.clear()
            self._soonest.add(arrived, offset)
            self._late = self._jumped = None
            self._anchor = Following()
            self._begin_ways(arrived)
            self.restarts += 1
        self._latest = offset
        self._anchor.to(self._soonest.least, arrived)
        return extended

    def at(self, extended: int) -> float:
        """Call time, in seconds, of the sample with the unwrapped timestamp `extended`.

        Raises
        ------
        ValueError
            Before the first packet was noted.
        """
        if self._anchor.value is None:
            raise ValueError("no packet noted yet")
        return extended / self._rate + self._anchor.value - self.delay

    def _stood_still(self, offset: float, now: float) -> bool:
        """Whether the sender's RTP clock has stood still for a while."""
        if self._steady:
            return False
        if self._latest is not None and offset - self._latest > STALL_S:
            self._jumped = (now, offset)
        if self._jumped is None:
            return False
        since, first = self._jumped
        if offset < first - CAUGHT_UP_S:
            self._jumped = None
            return False
        return now - since >= DOUBT_S

    def _too_late(self, offset: float, now: float) -> bool:
        """Whether everything has come too late to be heard for too long."""
        if offset - self._soonest.least <= self._too_late_s:
            self._late = None
            return False
        if self._late is None or offset < self._late[1] - CAUGHT_UP_S:
            self._late = now, offset
        return now - self._late[0] >= TOO_LONG_S

    def _begin_ways(self, now: float) -> None:
        self._ways.clear()
        self._way = Following()
        if self._measured is not None:
            self.measured(self._measured, now)
