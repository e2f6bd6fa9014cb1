"""Listening to one call through leaving, coming back and errors: nothing known is taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from cues.events import CueEvent, Delay, Live, Unheard
from cues.hints import Hint
from cues.pipeline import Pipeline
from server.calls.companion import MAX_FAILURES, Companion
from server.media.listener import Listener
from server.media.sdp import LegSettings
from signaling.messages import LineReport


class NoEar:
    """Hears nothing."""

    def listen(self, pipelines: Sequence[Pipeline]) -> list[list[Live]]:
        return [[] for _ in pipelines]

    def finish(self, pipeline: Pipeline) -> list[Live]:
        return []


class BrokenEar(NoEar):
    """Fails whenever it listens."""

    def listen(self, pipelines: Sequence[Pipeline]) -> list[list[Live]]:
        raise RuntimeError("broken")


class Told:
    """Everything the audience is told."""

    def __init__(self) -> None:
        self.events: list[CueEvent] = []
        self.legs: list[tuple[int, bool]] = []
        self._beat = asyncio.Event()

    def heard(self, events: Sequence[CueEvent]) -> None:
        self.events += events
        self._beat.set()

    def voice(self, who: int, at: float, *, on: bool) -> None:
        raise AssertionError("nobody speaks")

    def laughing(self, who: int, at: float) -> None:
        raise AssertionError("nobody laughs")

    def hint(self, hint: Hint) -> None:
        raise AssertionError("there is nothing to say")

    def leg_changed(self, seat: int, *, on: bool) -> None:
        self.legs.append((seat, on))
        self._beat.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                self._beat.clear()
                await self._beat.wait()

    def unheard(self) -> list[tuple[float, float]]:
        return [(e.start, e.end) for e in self.events if isinstance(e, Unheard) and e.who == 0]


async def test_taking_up_again_while_the_end_is_still_heard_takes_nothing_back() -> None:
    told, clock = Told(), [0.0]
    listener = Listener(ear=NoEar, pipeline=Pipeline)
    companion = Companion(told, listener=listener, leg=LegSettings(), clock=lambda: clock[0])
    companion.listen(on=True)
    clock[0] = 100.0
    ending = asyncio.create_task(companion.conclude())
    await asyncio.sleep(0)
    assert companion.until == 100.0
    clock[0] = 101.0
    companion.listen(on=True)
    await ending
    await told.until(lambda: bool(told.unheard()))
    assert told.unheard() == [(100.0, 101.0)]
    await companion.close()
    await listener.close()


async def test_who_leaves_second_waits_for_the_same_end_as_the_first() -> None:
    told = Told()
    listener = Listener(ear=NoEar, pipeline=Pipeline)
    companion = Companion(told, listener=listener, leg=LegSettings(), clock=lambda: 0.0)
    companion.begin()
    first = asyncio.create_task(companion.conclude())
    await asyncio.sleep(0)
    await companion.conclude()
    assert first.done()
    await companion.close()
    await listener.close()


async def test_listening_that_keeps_failing_stays_paused_whatever_is_agreed() -> None:
    told = Told()
    listener = Listener(ear=BrokenEar, pipeline=Pipeline)
    companion = Companion(told, listener=listener, leg=LegSettings(), clock=lambda: 0.0)
    companion.listen(on=True)
    await told.until(lambda: len(told.legs) == 2 * MAX_FAILURES)
    companion.listen(on=False)
    companion.listen(on=True)
    assert companion.until == 0.0
    await companion.close()
    await listener.close()
    assert told.legs == [(0, False), (1, False)] * MAX_FAILURES


async def test_the_lines_delay_is_kept_while_listening_and_to_the_end() -> None:
    told, clock = Told(), [0.0]
    listener = Listener(ear=NoEar, pipeline=Pipeline)
    companion = Companion(told, listener=listener, leg=LegSettings(), clock=lambda: clock[0])

    def report(at: float, delay_s: float) -> None:
        clock[0] = at
        companion.measured(1, LineReport(rtt_s=0.2, lost=0.0, delay_s=delay_s), video=False)

    report(5.0, 0.9)
    companion.listen(on=True)
    for at in (10.0, 15.0, 20.0):
        report(at, 0.3)
    report(25.0, 0.5)
    await companion.conclude()
    assert [event for event in told.events if isinstance(event, Delay)] == [
        Delay(who=1, start=5.0, end=20.0, late_s=0.3),
        Delay(who=1, start=20.0, end=25.0, late_s=0.5),
    ]
    await companion.close()
    await listener.close()


async def test_what_a_failure_loses_is_told_as_failed_and_nothing_after_it_is_lost() -> None:
    told, clock = Told(), [0.0]
    ear = NoEar()
    listener = Listener(ear=lambda: ear, pipeline=Pipeline)
    companion = Companion(told, listener=listener, leg=LegSettings(), clock=lambda: clock[0])
    companion.listen(on=True)
    clock[0] = 10.0
    ear.listen = BrokenEar().listen  # type: ignore[method-assign]
    await told.until(lambda: (0, False) in told.legs)
    failed = [event for event in told.events if isinstance(event, Unheard) and event.reason == "failed"]
    assert [(event.who, event.start, event.end) for event in failed[:2]] == [(0, 0.0, 10.0), (1, 0.0, 10.0)]
    await companion.close()
    await listener.close()


async def test_after_the_last_failure_the_rest_of_the_call_is_failed_too() -> None:
    told, clock = Told(), [0.0]
    listener = Listener(ear=BrokenEar, pipeline=Pipeline)
    companion = Companion(told, listener=listener, leg=LegSettings(), clock=lambda: clock[0])
    companion.listen(on=True)
    await told.until(lambda: len(told.legs) == 2 * MAX_FAILURES)
    clock[0] = 60.0
    await companion.conclude()
    await companion.conclude()
    assert told.unheard() == [(0.0, 60.0)]
    assert {event.reason for event in told.events if isinstance(event, Unheard)} == {"failed"}
    await companion.close()
    await listener.close()
