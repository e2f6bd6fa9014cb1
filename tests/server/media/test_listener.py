"""Tests of server.media.listener and server.media.hearing."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import numpy as np
import pytest
from numpy.typing import NDArray

from cues.events import Live, Reason, Rung, Speech, Unheard, Voice
from server.media.hearing import QUEUED, Hearing
from server.media.listener import Listener
from server.media.rtp import Packet

Encode = Callable[..., list[bytes]]


class Told:
    """A pipeline that turns what it is given straight into events, and can be made to break."""

    def __init__(self) -> None:
        self.events: list[Live] = []
        self.ends = [0.0, 0.0]
        self.broken = False

    def push(self, who: int, samples: NDArray[np.float32], at: float, rung: Rung) -> None:
        if self.broken:
            raise ValueError(f"samples {samples}")
        end = at + samples.size / 16_000
        self.events.append(Speech(who=who, start=at, end=end, confidence=1.0))
        self.ends[who] = max(self.ends[who], end)

    def draw(self, who: int, hops: NDArray[np.float32], at: float) -> None:
        self.ends[who] = max(self.ends[who], at + hops.shape[1] * 0.04)

    def miss(self, who: int, start: float, end: float, reason: Reason) -> None:
        self.events.append(Unheard(who=who, start=start, end=end, reason=reason))
        self.ends[who] = max(self.ends[who], end)

    def told(self, who: int) -> float:
        return self.ends[who]

    def covered(self, who: int) -> float:
        return self.ends[who]


class Relay:
    """An ear that passes on what the pipelines were told."""

    def __init__(self) -> None:
        self.deaf: list[Told] = []
        self.mute_at_the_end = False

    def listen(self, pipelines: Sequence[Told]) -> list[list[Live]]:
        if any(pipeline in self.deaf for pipeline in pipelines):
            raise RuntimeError("deaf")
        heard: list[list[Live]] = []
        for pipeline in pipelines:
            heard.append(pipeline.events)
            pipeline.events = []
        return heard

    def finish(self, pipeline: Told) -> list[Live]:
        if self.mute_at_the_end:
            raise RuntimeError("mute")
        return [Voice(who=0, at=max(pipeline.ends), on=False)]


class Call:
    """One call being listened to for two seconds already, and what its page would be told."""

    def __init__(self, listener: Listener[Told], *, taken_up_at: float = 0.0) -> None:
        self._began = time.monotonic() - taken_up_at
        self._beat = asyncio.Event()
        self.events: list[Live] = []
        self.failures = 0
        self.hearing: Hearing[Told] = listener.open(
            clock=self.now, on_events=self._told, on_failed=self._failed
        )
        self._began -= 2.0
        self._sequence = [0, 0]
        self.lost: list[Live] = []

    def now(self) -> float:
        return time.monotonic() - self._began

    def _told(self, events: list[Live]) -> None:
        self.events += events
        self._beat.set()

    def _failed(self, lost: list[Live]) -> None:
        self.failures += 1
        self.lost = lost
        self._beat.set()

    def send(self, who: int, payloads: Sequence[bytes]) -> None:
        """Packets arriving all at once, now."""
        for payload in payloads:
            n = self._sequence[who]
            self._sequence[who] += 1
            self.hearing.sink(who)(
                Packet(ssrc=1, sequence=n, timestamp=960 * n, payload=payload, arrived=self.now())
            )

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                self._beat.clear()
                await self._beat.wait()

    def spans(self, kind: type[Speech | Unheard], who: int) -> list[Speech | Unheard]:
        return [event for event in self.events if isinstance(event, kind) and event.who == who]


@asynccontextmanager
async def listening(ear: Relay | None = None) -> AsyncIterator[Listener[Told]]:
    listener = Listener(ear=lambda: ear or Relay(), pipeline=Told)
    try:
        yield listener
    finally:
        await listener.close()


@pytest.fixture(scope="module")
def payloads(encode: Encode) -> list[bytes]:
    return encode(0.3 * np.sin(np.arange(48_000) / 20))


async def test_what_arrives_is_heard_and_told_on_the_loop(payloads: list[bytes]) -> None:
    async with listening() as listener:
        call = Call(listener)
        call.send(0, payloads)
        await call.until(lambda: bool(call.spans(Speech, 0)))
        assert sum(span.seconds for span in call.spans(Speech, 0)) == pytest.approx(1.0, abs=0.01)


async def test_a_call_taken_up_late_is_told_in_call_time_and_unheard_before(payloads: list[bytes]) -> None:
    async with listening() as listener:
        call = Call(listener, taken_up_at=3_600.0)
        call.send(0, payloads[:10])
        await call.until(lambda: bool(call.spans(Speech, 0)))
        last = await call.hearing.finish()
    hole = call.spans(Unheard, 1)[0]
    assert hole.start == 0.0
    assert hole.end == pytest.approx(3_600.0, abs=0.2)
    assert all(event.start >= hole.end for event in call.spans(Speech, 0))
    ends = [event for event in last if isinstance(event, Voice)]
    assert ends[0].at > 3_600.0


async def test_the_last_events_are_told_at_the_end_within_a_second(payloads: list[bytes]) -> None:
    async with listening() as listener:
        call = Call(listener)
        call.send(0, payloads[:5])
        began = time.monotonic()
        last = await call.hearing.finish()
        assert time.monotonic() - began < 1.0
        assert isinstance(last[-1], Voice)
        assert any(isinstance(event, Speech) for event in last)
        assert await call.hearing.finish() == []


async def test_once_paused_nothing_that_waited_or_comes_later_is_heard(payloads: list[bytes]) -> None:
    async with listening() as listener:
        call = Call(listener)
        call.send(0, payloads)
        call.hearing.pause()
        call.send(0, payloads)
        call.send(1, payloads)
        last = await call.hearing.finish()
    heard = call.events + last
    assert not [event for event in heard if isinstance(event, Speech)]
    assert {event.reason for event in heard if isinstance(event, Unheard)} == {"paused"}


async def test_after_resuming_only_what_is_said_then_is_heard(payloads: list[bytes]) -> None:
    async with listening() as listener:
        call = Call(listener)
        call.hearing.pause()
        call.hearing.pause()
        await call.until(lambda: bool(call.spans(Unheard, 0)))
        call.hearing.resume()
        resumed = call.now()
        call.send(0, payloads)  # a second of sound arriving at once: spoken before
        await call.until(lambda: call.now() > resumed + 0.3)
        last = await call.hearing.finish()
    spoken = [event for event in call.events + last if isinstance(event, Speech)]
    assert all(event.start >= resumed - 0.01 for event in spoken)


async def test_of_several_reasons_the_heaviest_is_told_until_it_is_taken_back() -> None:
    async with listening() as listener:
        call = Call(listener)
        changes: list[Callable[[], None]] = [
            lambda: call.hearing.mute(1, True),
            call.hearing.pause,
            call.hearing.resume,
        ]
        for change in changes:
            change()
            seen = len(call.events)
            await call.until(lambda seen=seen: len(call.events) > seen + 2)  # type: ignore[misc]
        await call.hearing.finish()
    reasons: list[Reason] = []
    for span in call.spans(Unheard, 1):
        assert isinstance(span, Unheard)
        if reasons[-1:] != [span.reason]:
            reasons.append(span.reason)
    assert reasons == ["muted", "paused", "muted"]


async def test_a_measured_uplink_delay_is_taken_off(payloads: list[bytes]) -> None:
    async with listening() as listener:
        one, two = Call(listener), Call(listener)
        two.hearing.measured(0, 0.4)
        one.send(0, payloads)
        two.send(0, payloads)
        await two.until(lambda: bool(two.spans(Speech, 0)))
        await one.until(lambda: bool(one.spans(Speech, 0)))
    earlier = one.spans(Speech, 0)[0].start - two.spans(Speech, 0)[0].start
    assert earlier == pytest.approx(0.4, abs=0.05)


async def test_more_packets_than_the_worker_takes_drop_the_oldest_and_are_counted(
    payloads: list[bytes],
) -> None:
    class Slow(Relay):
        def listen(self, pipelines: Sequence[Told]) -> list[list[Live]]:
            gate.wait(10)
            return super().listen(pipelines)

    gate = threading.Event()
    async with listening(Slow()) as listener:
        call = Call(listener)
        call.send(0, payloads * 12)
        gate.set()
        assert call.hearing.dropped[0] >= 12 * len(payloads) - 2 * QUEUED
        await call.until(lambda: bool(call.spans(Speech, 0)))
        assert sum(span.seconds for span in call.spans(Speech, 0)) <= 2 * QUEUED * 0.02


async def test_an_error_in_one_call_ends_the_listening_of_that_call_alone(
    payloads: list[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    async with listening() as listener:
        bad, good = Call(listener), Call(listener)
        bad.hearing.pipeline.broken = True
        bad.send(0, payloads)
        await bad.until(lambda: bad.failures == 1)
        good.send(0, payloads)
        await good.until(lambda: bool(good.spans(Speech, 0)))
        assert await bad.hearing.finish() == []
        bad.send(0, payloads)
    assert (bad.failures, good.failures) == (1, 0)
    assert "ValueError" in caplog.text
    assert "samples" not in caplog.text


async def test_an_ear_that_fails_on_one_call_still_hears_the_others(payloads: list[bytes]) -> None:
    ear = Relay()
    async with listening(ear) as listener:
        bad, good = Call(listener), Call(listener)
        ear.deaf.append(bad.hearing.pipeline)
        good.send(0, payloads)
        await bad.until(lambda: bad.failures == 1)
        await good.until(lambda: bool(good.spans(Speech, 0)))
    assert good.failures == 0
    assert {event.reason for event in bad.lost if isinstance(event, Unheard)} == {"failed"}


async def test_an_ear_that_fails_at_the_end_of_a_call_gives_what_was_heard_before(
    payloads: list[bytes],
) -> None:
    ear = Relay()
    ear.mute_at_the_end = True
    async with listening(ear) as listener:
        call = Call(listener)
        call.send(0, payloads)
        last = await call.hearing.finish()
    assert any(isinstance(event, Speech) for event in last)


async def test_without_an_ear_every_call_is_told_that_listening_failed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def build() -> Relay:
        raise FileNotFoundError("no model")

    listener = Listener(ear=build, pipeline=Told)
    one = Call(listener)
    await one.until(lambda: one.failures == 1)
    two = Call(listener)
    await two.until(lambda: two.failures == 1)
    await listener.close()
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2


async def test_a_worker_too_busy_for_the_end_costs_the_last_events_and_no_more() -> None:
    class Stuck(Relay):
        def listen(self, pipelines: Sequence[Told]) -> list[list[Live]]:
            gate.wait(10)
            return super().listen(pipelines)

    gate = threading.Event()
    async with listening(Stuck()) as listener:
        call = Call(listener)
        last = await call.hearing.finish()
        gate.set()
    assert [(event.who, event.reason) for event in last if isinstance(event, Unheard)] == [
        (0, "failed"),
        (1, "failed"),
    ]


async def test_a_listener_that_never_heard_a_call_has_no_thread() -> None:
    before = threading.active_count()
    async with listening():
        assert threading.active_count() == before


async def test_closing_the_listener_ends_its_thread_with_calls_still_open() -> None:
    async with listening() as listener:
        Call(listener)
        assert "listener" in [thread.name for thread in threading.enumerate()]
    assert "listener" not in [thread.name for thread in threading.enumerate()]


async def test_a_call_whose_loop_is_gone_is_let_go() -> None:
    """The process goes down with a call still open."""
    listener = Listener(ear=Relay, pipeline=Told)

    async def open_and_leave() -> None:
        Call(listener)

    await asyncio.to_thread(asyncio.run, open_and_leave())
    call = Call(listener)
    await call.until(lambda: call.now() > 3.2 and len(call.events) > 2)
    await listener.close()
    assert call.failures == 0
