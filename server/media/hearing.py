"""The loop's side of listening to one call: packets and gates in, events out, across to the worker."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import msgspec

from cues.events import Live, Reason, Span, Unheard
from server.media.feed import Feed, Pipeline
from server.media.rtp import Packet

DELAYS = 8
"""Measured delays that wait for the worker at most; one more drops the oldest."""

QUEUED = 256
"""Packets of one track waiting for the worker: 10 s of 40 ms packets. One more drops the oldest, which is
counted and, as a hole in the stream, declared lost."""

FINISH_S = 1.0
"""How long the last events are waited for; a worker busier than that costs the call its last words."""

_FOR_BOTH: tuple[Reason, ...] = ("paused", "away", "absent")
"""Reasons to hear nobody; there is one of them at a time."""

_HEAVIEST_FIRST: tuple[Reason, ...] = (*_FOR_BOTH, "muted")
"""Of several reasons to hear nothing, the first of these is the one told."""

P = TypeVar("P", bound=Pipeline)


HOLE_S = 0.5
"""A call listened to from later than this on is told that it was unheard before."""


def _later(event: Live, by: float) -> Live:
    """Move an event `by` seconds."""
    if isinstance(event, Span):
        return msgspec.structs.replace(event, start=event.start + by, end=event.end + by)
    return msgspec.structs.replace(event, at=event.at + by)


@dataclass(frozen=True, slots=True)
class _Gate:
    who: int
    reason: Reason | None
    at: float


class Hearing(Generic[P]):
    """Listening to one call of two people. Everything but `advance`, `fail`, `end` and `tell` is the loop's.

    Shutting is immediate: once `pause` or `mute` has returned, no packet that was waiting
    or is still to come reaches the pipeline, until the last reason is taken back; and then only
    sound spoken after that.

    The pipeline's time begins when listening does: a call taken up after an hour costs no more than
    a new one. Events are told in call time, and what was before is told as unheard at once.
    """

    def __init__(
        self,
        feed: Feed[P],
        *,
        loop: asyncio.AbstractEventLoop,
        clock: Callable[[], float],
        on_events: Callable[[list[Live]], None],
        on_failed: Callable[[list[Live]], None],
    ) -> None:
        self._feed = feed
        self._loop = loop
        self._clock = clock
        self._origin = clock()
        self._on_events = on_events
        self._on_failed = on_failed
        self._lock = threading.Lock()
        self._packets: list[deque[Packet]] = [deque(maxlen=QUEUED), deque(maxlen=QUEUED)]
        self._gates: list[_Gate] = []
        self._delays: tuple[deque[tuple[float, float]], ...] = (deque(maxlen=DELAYS), deque(maxlen=DELAYS))
        self._reasons: list[set[Reason]] = [set(), set()]
        self._over = False
        self._finish_asked = False
        self._finished: asyncio.Future[list[Live]] | None = None
        self.ending = False
        self.dropped = [0, 0]
        """Packets of each track the worker was too slow for."""
        if self._origin >= HOLE_S:
            before: list[Live] = [
                Unheard(who=who, start=0.0, end=self._origin, reason="absent") for who in range(2)
            ]
            loop.call_soon(on_events, before)

    def sink(self, who: int) -> Callable[[Packet], None]:
        """Where a tap's packets of one person go."""

        def take(packet: Packet) -> None:
            if self._over or self._reasons[who]:
                return
            queue = self._packets[who]
            with self._lock:
                if len(queue) == queue.maxlen:
                    self.dropped[who] += 1
                queue.append(replace(packet, arrived=packet.arrived - self._origin))

        return take

    def pause(self, why: Reason = "paused") -> None:
        """Hear nobody from now on: consent withdrawn or off the record, unless told another reason."""
        for who in range(2):
            self._shut(who, why, True)
            for other in _FOR_BOTH:
                if other != why:
                    self._shut(who, other, False)

    def resume(self) -> None:
        """Take back `pause`."""
        for who in range(2):
            for why in _FOR_BOTH:
                self._shut(who, why, False)

    def mute(self, who: int, on: bool) -> None:
        """Hear nothing of one person while their microphone is off."""
        self._shut(who, "muted", on)

    def measured(self, who: int, delay: float) -> None:
        """Take a measured one-way delay from a person to here, in seconds, off their times from now on."""
        with self._lock:
            self._delays[who].append((delay, self._now()))

    async def finish(self) -> list[Live]:
        """Stop listening; the last events, within a second: at worst that the end was not heard.

        Empty when listening had failed before.
        """
        if self._over or self._finish_asked:
            return []
        self._finished = self._loop.create_future()
        with self._lock:
            self._finish_asked = True
        try:
            return await asyncio.wait_for(self._finished, FINISH_S)
        except TimeoutError:
            return self._in_call_time(self.untold())
        finally:
            self._over = True

    def _shut(self, who: int, reason: Reason, on: bool) -> None:
        reasons = self._reasons[who]
        if (reason in reasons) == on:
            return
        reasons.symmetric_difference_update({reason})
        heaviest = next((reason for reason in _HEAVIEST_FIRST if reason in reasons), None)
        gate = _Gate(who, heaviest, self._now())
        with self._lock:
            self._packets[who].clear()
            self._gates.append(gate)

    @property
    def pipeline(self) -> P:
        """The call's pipeline."""
        return self._feed.pipeline

    def advance(self) -> None:
        """Bring the pipeline up to now with what has come from the loop. For the worker."""
        with self._lock:
            gates, self._gates = self._gates, []
            packets = [list(queue) for queue in self._packets]
            for queue in self._packets:
                queue.clear()
            delays = [list(measured) for measured in self._delays]
            for measured in self._delays:
                measured.clear()
            self.ending = self._finish_asked
        for track, found in zip(self._feed.tracks, delays, strict=True):
            for delay, at in found:
                track.measured(delay, at)
        for gate in gates:
            self._feed.gate(gate.who, gate.reason, gate.at)
        self._feed.feed(packets, self._now())
        if self.ending:
            self._feed.finish()

    def tell(self, events: list[Live]) -> None:
        """Hand events to the loop. For the worker."""
        self._call(self._told, events)

    def end(self, events: list[Live]) -> None:
        """Hand the last events to whoever waits in `finish`. For the worker."""
        self._call(self._ended, events)

    def fail(self) -> None:
        """Say that listening to this call is over, and what is lost by it. For the worker."""
        self._call(self._failed, self.untold())

    def untold(self) -> list[Live]:
        """Say what nobody is told any more if this is the end, in the pipeline's time. For the worker."""
        now = self._now()
        return [
            Unheard(who=who, start=start, end=now, reason="failed")
            for who in range(2)
            if (start := self.pipeline.told(who)) < now
        ]

    def _told(self, events: list[Live]) -> None:
        if not self._over:
            self._on_events(self._in_call_time(events))

    def _ended(self, events: list[Live]) -> None:
        self._over = True
        if self._finished is not None and not self._finished.done():
            self._finished.set_result(self._in_call_time(events))

    def _failed(self, untold: list[Live]) -> None:
        if self._over:
            return
        self._ended([])
        self._on_failed(self._in_call_time(untold))

    def _now(self) -> float:
        return self._clock() - self._origin

    def _in_call_time(self, events: list[Live]) -> list[Live]:
        return [_later(event, self._origin) for event in events]

    def _call(self, what: Callable[..., None], *args: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to tell
            self._loop.call_soon_threadsafe(what, *args)
