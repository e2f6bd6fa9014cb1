"""Turns one person's packets into heard, sketched and missing stretches of call time.

Packets come as streams, one a leg. Where a new leg takes over, the old one is heard to the place where the
new one begins, so that no call time is lost::

    old stream   [====][====][====][==..
    new stream            [====][====][====]   held until the old has come as far
                                ^ handed over
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cues.events import Reason, Rung
from cues.sketch import BYTES_A_HOP, HOP_S, unpacked
from server.media.clock import TOO_LATE_S, RtpClock
from server.media.opus import FACTOR, FILTER_DELAY_S, RATE, RTP_RATE, Decimator, Decoder, packet_samples
from server.media.rtp import Counts, Missing, Packet, Reorder

SETTLE_S = 0.2
"""A new stream is held this long before its first sound is placed: one packet alone may be late."""

MEASURED = 8
"""One-way delays remembered, ..."""

FRESH_S = 2.5
"""... of which a new stream begins with those of so many seconds, or the last one: the line was another."""

QUIET_S = 1.0
"""With no packet missing, a jump of RTP time up to this is the encoder saying "quiet" (DTX refreshes
every 0.4 s); a longer one is a sender that stopped, and unknown."""

QUIET_MOST_S = 30.0
"""The most quiet made at once, so that no sender can keep the worker busy with nothing."""

LAG_S: dict[Rung, float] = {"rtc": 1.0, "ws": 2.0, "features": 2.5}
"""A track this far behind the call clock is declared missing up to there, so that it never holds up the
other: twice the longest wait of the path from the page. A socket may be a second behind, and a sketch
comes half a second at a time."""

EARLIER_S = 0.2
"""Under that, packets that come late by more than `LAG_S` less this are too late to be heard."""

SEAM_S = 0.04
"""A hole no longer than this is closed by the pipeline (`FramingSettings.drift_s`)."""

HANDOVER_S = 1.2
"""How long a new stream waits at most for the old one to come as far."""

SILENT_S: dict[Rung, float] = {"rtc": 0.3, "ws": 1.0, "features": 1.0}
"""An old stream from which nothing has come for so long is not waited for."""

HELD = 128
"""Packets of a new stream held at most; one more drops the oldest."""

LEFT = 16
"""Streams left behind that are remembered: what still comes of them is not heard."""

HOLE_S = 60.0
"""The longest jump of RTP time taken for a hole; a longer one, or one backwards, is another clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A stretch of one person's sound, a sketch of it, or nothing known.

    `samples` : float32, shape (n,), 16 kHz, in [-1, 1]; None when there is no sound.
    `sketch` : float32, shape (3, n), one column for 40 ms (`cues.sketch`); None when there is none.
    `at` : call time of its start, s. `seconds` : its length. `rung` : how it came.
    `missing` : why it is not known; None when it is.
    """

    at: float
    seconds: float
    samples: NDArray[np.float32] | None = None
    sketch: NDArray[np.float32] | None = None
    rung: Rung = "rtc"
    missing: Reason | None = None

    @property
    def end(self) -> float:
        """Call time of the end of the stretch, in seconds."""
        return self.at + self.seconds

    def since(self, start: float) -> Heard | None:
        """Return what is left of the stretch when everything before `start` must not be used."""
        if start <= self.at:
            return self
        if self.samples is not None:
            cut = int(np.ceil((start - self.at) * RATE))
            left = self.samples[cut:]
            at = self.at + cut / RATE
            return replace(self, at=at, seconds=left.size / RATE, samples=left) if left.size else None
        if self.sketch is not None:
            cut = int(np.ceil((start - self.at) / HOP_S))
            drawn = self.sketch[:, cut:]
            hops = drawn.shape[1]
            return (
                replace(self, at=self.at + cut * HOP_S, seconds=hops * HOP_S, sketch=drawn) if hops else None
            )
        return replace(self, at=start, seconds=self.end - start) if start < self.end else None


class Track:
    """Everything between one person's packets and the pipeline: order, time, decoding.

    Lost packets come out as missing stretches, quiet the encoder did not send as zeros. Not
    thread-safe: the listener's worker owns it.
    """

    def __init__(self) -> None:
        self._measured: deque[tuple[float, float]] = deque(maxlen=MEASURED)
        self._before = Counts()
        self._left: deque[int] = deque(maxlen=LEFT)
        self._begin(None, "rtc", 0.0)

    def _begin(self, ssrc: int | None, rung: Rung, now: float) -> None:
        socket = rung != "rtc"
        self._ssrc = ssrc
        self.rung: Rung = rung
        self._next: deque[Packet] = deque(maxlen=HELD)
        # A socket brings everything in order: there a hole is declared, and not waited for.
        self._reorder = Reorder(wait=0.0) if socket else Reorder()
        self._clock = RtpClock(
            rate=RTP_RATE,
            steady=socket,
            too_late_s=LAG_S[rung] - EARLIER_S if socket else TOO_LATE_S,
        )
        for at, delay in self._measured:
            if at >= now - FRESH_S or at == self._measured[-1][0]:
                self._clock.measured(delay, at)
        self._settled_at = now + SETTLE_S
        self._decoder = Decoder()
        self._decimator = Decimator()
        self._end: int | None = None
        self._missed = False
        self._newest: int | None = None
        """The end of the newest sound that has come, as an unwrapped timestamp."""
        self._arrived = now
        self._stops = 0
        self._told = math.inf
        """Call time up to which this stream has been told."""

    @property
    def counts(self) -> Counts:
        """What became of all packets so far."""
        one, two = self._before, self._reorder.counts
        return Counts(
            used=one.used + two.used,
            lost=one.lost + two.lost,
            late=one.late + two.late,
            duplicate=one.duplicate + two.duplicate,
        )

    def measured(self, delay: float, at: float) -> None:
        """Take a one-way delay in seconds, measured at call time `at`: the least of them is taken off."""
        self._measured.append((at, delay))
        self._clock.measured(delay, at)

    def take(self, packets: Sequence[Packet]) -> list[Heard]:
        """Take packets in the order they arrived.

        Returns what was left of an earlier stream when one of them begins a new one, else nothing.
        """
        rest: list[Heard] = []
        for packet in packets:
            if packet.ssrc in self._left:
                continue
            if self._ssrc is None:
                self.forget(packet)
            if packet.ssrc == self._ssrc:
                self._take(packet)
                continue
            if self._next and self._next[0].ssrc != packet.ssrc:
                self._next.clear()
            self._next.append(packet)
            rest += self._hand_over(packet.arrived)
        return rest

    def hear(self, now: float) -> list[Heard]:
        """Everything decided by call time `now`, in order of time."""
        rest = self._hand_over(now)
        if now < max(self._settled_at, self._clock.doubtful_until):
            return rest
        return rest + self._heard(self._reorder.pull(now))

    def flush(self) -> list[Heard]:
        """Everything still held back: for the end of the stream."""
        return self._heard(self._reorder.flush())

    def forget(self, first: Packet | None = None) -> None:
        """Drop what is held back and begin anew, with the stream of `first`; counts go on."""
        self._before = self.counts
        if first is None:
            self._begin(None, "rtc", 0.0)
        else:
            self._begin(first.ssrc, first.rung, first.arrived)

    def _take(self, packet: Packet) -> None:
        # Padding or a broken packet has its place in the order, but no time to learn from.
        with suppress(ValueError):
            length = _length(packet)
            end = self._clock.note(packet.timestamp, length, packet.arrived) + length
            self._newest = end if self._newest is None else max(self._newest, end)
            self._arrived = packet.arrived
        self._reorder.push(packet)

    def _hand_over(self, now: float) -> list[Heard]:
        """Go over to the stream that waits, if it is time; returns what was left of the old one."""
        if not self._next or not self._as_far_as(self._next[0], now):
            return []
        rest = self.flush()
        waiting = self._next
        if self._ssrc is not None:
            self._left.append(self._ssrc)
        self.forget(waiting[0])
        for packet in waiting:
            self._take(packet)
        return rest

    def _as_far_as(self, first: Packet, now: float) -> bool:
        if now - self._arrived >= SILENT_S[self.rung] or now - first.arrived >= HANDOVER_S:
            return True
        begins = first.arrived
        with suppress(ValueError):
            begins -= _length(first) / RTP_RATE
        return self._newest is not None and self._clock.at(self._newest) + self._clock.delay >= begins

    def _heard(self, pieces: Sequence[Packet | Missing]) -> list[Heard]:
        return self._drawn(pieces) if self.rung == "features" else self._sound(pieces)

    def _drawn(self, pieces: Sequence[Packet | Missing]) -> list[Heard]:
        heard: list[Heard] = []
        for piece in pieces:
            if isinstance(piece, Missing):
                self._missed = True
                continue
            sketch = unpacked(piece.payload)
            begin = self._clock.unwrap(piece.timestamp)
            heard += self._hole(0 if self._end is None else begin - self._end)
            seconds = sketch.shape[1] * HOP_S
            heard.append(Heard(at=self._clock.at(begin), seconds=seconds, sketch=sketch, rung=self.rung))
            self._end = begin + round(seconds * RTP_RATE)
            self._missed = False
        return heard

    def _sound(self, pieces: Sequence[Packet | Missing]) -> list[Heard]:
        heard: list[Heard] = []
        run: list[NDArray[np.float32]] = []
        start = 0
        # Over a socket quiet is sent like anything else: a jump there is a microphone that gave nothing.
        quiet = int(QUIET_MOST_S * RTP_RATE) if self.rung == "rtc" else 0
        for piece in pieces:
            if isinstance(piece, Missing):
                self._missed = True
                continue
            try:
                samples = self._decoder.decode(piece.payload)
            except ValueError:
                self._missed = self._missed or bool(piece.payload)
                continue
            begin = self._clock.unwrap(piece.timestamp)
            gap = 0 if self._end is None else begin - self._end
            if not self._missed and 0 < gap <= min(quiet, QUIET_S * RTP_RATE) and gap % FACTOR == 0:
                quiet -= gap
                samples = np.concatenate([np.zeros(gap, dtype=np.float32), samples])
                begin -= gap
            elif gap:
                heard += self._close(start, run)
                run = []
                heard += self._hole(gap)
                self._decimator = Decimator()
            if not run:
                start = begin
            run.append(samples)
            self._end = begin + samples.size
            self._missed = False
        return heard + self._close(start, run)

    def _close(self, start: int, run: Sequence[NDArray[np.float32]]) -> list[Heard]:
        if not run:
            return []
        samples = self._decimator(np.concatenate(run))
        at = self._clock.at(start) - FILTER_DELAY_S
        sound = Heard(at=at, seconds=samples.size / RATE, samples=samples, rung=self.rung)
        stood = [] if self._stops == self._clock.stops else self._frozen(self._told, at)
        self._stops, self._told = self._clock.stops, sound.end
        return [*stood, sound]

    @staticmethod
    def _frozen(start: float, end: float) -> list[Heard]:
        return [Heard(at=start, seconds=end - start, missing="frozen")] if end - start > SEAM_S else []

    def _hole(self, gap: int) -> list[Heard]:
        if self._end is None or not 0 < gap <= HOLE_S * RTP_RATE:
            return []
        why: Reason = "lost" if self._missed else "frozen"
        return [Heard(at=self._clock.at(self._end), seconds=gap / RTP_RATE, missing=why, rung=self.rung)]


def _length(packet: Packet) -> int:
    """How many 48 kHz samples a packet stands for. Raises `ValueError` when it is none that can be read."""
    if packet.rung == "features":
        return round(len(packet.payload) // BYTES_A_HOP * HOP_S * RTP_RATE)
    return packet_samples(packet.payload)
