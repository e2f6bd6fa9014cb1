"""One direction of a line as a function of time: when a packet comes out, or that it never does."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one direction of a line is.

    `rate_bps`: bits a second. `queue_s`: how long a packet may wait for those before it, else it is
    dropped. `delay_s`: from the last bit sent to its coming out; `jitter_s`: the mean of what is added to
    it, at most four times that. `loss`: the share lost on the way. `burst_s`: the mean length of a stretch
    in which all is lost; 0: each packet by itself.
    """

    rate_bps: float = math.inf
    queue_s: float = 0.2
    delay_s: float = 0.0
    jitter_s: float = 0.0
    loss: float = 0.0
    burst_s: float = 0.0

    def __post_init__(self) -> None:
        if not self.rate_bps > 0:
            raise ValueError("a way carries something: rate_bps is above 0")
        if not 0 <= self.loss <= 1:
            raise ValueError("loss is a share from 0 to 1")
        if min(self.queue_s, self.delay_s, self.jitter_s, self.burst_s) < 0:
            raise ValueError("times are never below 0")


@dataclass(slots=True)
class Count:
    """What became of the packets given to a wire, in packets and IP bytes."""

    packets: int = 0
    bytes: int = 0
    dropped: int = 0
    """For want of room in the queue."""
    lost: int = 0
    """On the way."""


class Wire:
    """A `Way` in use. Time is the caller's, in seconds, and never runs back; chance is a seed's.

    Packets leave in the order they came: links of phones and routers wait rather than overtake.
    """

    def __init__(self, way: Way, seed: int) -> None:
        self.way = way
        self.count = Count()
        self._dice = random.Random(seed)  # noqa: S311 (an experiment that can be repeated)
        self._free_at = -math.inf
        self._last_out = -math.inf
        self._bad = False
        self._looked_at = -math.inf

    def carry(self, size: int, at: float) -> float | None:
        """Take a packet of `size` IP bytes at time `at`.

        Returns
        -------
        When it comes out, in seconds; None when it never does.
        """
        way = self.way
        self.count.packets += 1
        self.count.bytes += size
        starts = max(at, self._free_at)
        if starts - at > way.queue_s:
            self.count.dropped += 1
            return None
        self._free_at = starts + 8 * size / way.rate_bps
        if self._loses(self._free_at):
            self.count.lost += 1
            return None
        late = min(self._dice.expovariate(1 / way.jitter_s), 4 * way.jitter_s) if way.jitter_s else 0.0
        self._last_out = max(self._last_out, self._free_at + way.delay_s + late)
        return self._last_out

    def _loses(self, at: float) -> bool:
        """Tell whether a packet is lost at a time: by itself, or because the way is bad just then.

        Good and bad stretches have exponential lengths, so that the state then depends on the last one
        looked at and on the time between alone (Gilbert 1960, in continuous time).
        """
        way = self.way
        fades_s = way.burst_s * (1 - way.loss)
        alike = math.exp((self._looked_at - at) / fades_s) if fades_s else 0.0
        self._bad = self._dice.random() < way.loss + (self._bad - way.loss) * alike
        self._looked_at = at
        return self._bad
