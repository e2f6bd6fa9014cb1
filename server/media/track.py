"""Turns one person's packets into heard and missing stretches of 16 kHz sound in call time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from server.media.clock import RtpClock
from server.media.opus import FACTOR, FILTER_DELAY_S, RATE, RTP_RATE, Decimator, Decoder, packet_samples
from server.media.rtp import Counts, Missing, Packet, Reorder

SETTLE_S = 0.2
"""A new stream is held this long before its first sound is placed: one packet alone may be late."""

QUIET_S = 1.0
"""With no packet missing, a jump of RTP time up to this is the encoder saying "quiet" (DTX refreshes
every 0.4 s); a longer one is a sender that stopped, and unknown."""

QUIET_MOST_S = 30.0
"""The most quiet made at once, so that no sender can keep the worker busy with nothing."""

HOLE_S = 60.0
"""The longest jump of RTP time taken for a hole; a longer one, or one backwards, is another clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A stretch of one person's sound, or of nothing known.

    `samples` : float32, shape (n,), 16 kHz, in [-1, 1]; None when the stretch is missing.
    `at` : call time of its start, s. `seconds` : its length.
    """

    at: float
    seconds: float
    samples: NDArray[np.float32] | None

    @property
    def end(self) -> float:
        """Call time of the end of the stretch, in seconds."""
        return self.at + self.seconds

    def since(self, start: float) -> Heard | None:
        """Return what is left of the stretch when everything before `start` must not be used."""
        if start <= self.at:
            return self
        cut = int(np.ceil((start - self.at) * RATE))
        if self.samples is None:
            return replace(self, at=start, seconds=self.end - start) if start < self.end else None
        if cut >= self.samples.size:
            return None
        samples = self.samples[cut:]
        return Heard(at=self.at + cut / RATE, seconds=samples.size / RATE, samples=samples)


class Track:
    """Everything between one person's packets and the pipeline: order, time, decoding.

    Lost packets come out as missing stretches, quiet the encoder did not send as zeros. Not
    thread-safe: the listener's worker owns it.
    """

    def __init__(self, *, delay: float = 0.0) -> None:
        self._delay = delay
        self._before = Counts()
        self._begin(None, 0.0)

    def _begin(self, ssrc: int | None, now: float) -> None:
        self._ssrc = ssrc
        self._reorder = Reorder()
        self._clock = RtpClock(rate=RTP_RATE, delay=self._delay)
        self._settled_at = now + SETTLE_S
        self._decoder = Decoder()
        self._decimator = Decimator()
        self._end: int | None = None
        self._missed = False

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

    def delay(self, seconds: float) -> None:
        """Subtract an uplink delay of `seconds` from now on."""
        self._delay = seconds
        self._clock.delay = seconds

    def take(self, packets: Sequence[Packet]) -> list[Heard]:
        """Take packets in the order they arrived.

        Returns what was left of an earlier stream when a packet begins a new one, else nothing.
        """
        rest: list[Heard] = []
        for packet in packets:
            if packet.ssrc != self._ssrc:
                rest += self.flush()
                self.forget(packet.ssrc, packet.arrived)
            # Padding or a broken packet has its place in the order, but no time to learn from.
            with suppress(ValueError):
                self._clock.note(packet.timestamp, packet_samples(packet.payload), packet.arrived)
            self._reorder.push(packet)
        return rest

    def hear(self, now: float) -> list[Heard]:
        """Everything decided by call time `now`, in order of time."""
        if now < max(self._settled_at, self._clock.doubtful_until):
            return []
        return self._sound(self._reorder.pull(now))

    def flush(self) -> list[Heard]:
        """Everything still held back: for the end of the stream."""
        return self._sound(self._reorder.flush())

    def forget(self, ssrc: int | None = None, now: float = 0.0) -> None:
        """Drop what is held back and begin anew, as if no packet had come yet; counts go on."""
        self._before = self.counts
        self._begin(ssrc, now)

    def _sound(self, pieces: Sequence[Packet | Missing]) -> list[Heard]:
        heard: list[Heard] = []
        run: list[NDArray[np.float32]] = []
        start = 0
        quiet = int(QUIET_MOST_S * RTP_RATE)
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
        return [Heard(at=at, seconds=samples.size / RATE, samples=samples)]

    def _hole(self, gap: int) -> list[Heard]:
        if self._end is None or not 0 < gap <= HOLE_S * RTP_RATE:
            return []
        return [Heard(at=self._clock.at(self._end), seconds=gap / RTP_RATE, samples=None)]
