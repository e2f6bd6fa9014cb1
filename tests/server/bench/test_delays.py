"""How late a sound is told is counted from its label, for what was found alone."""

from __future__ import annotations

import pytest

from cues.events import Backchannel, Laughing, Laughter, Live, Silence, Voice
from server.bench.delays import Delay, Late, delay, lateness
from server.bench.replay import Replay, Told
from server.bench.scoring import Mark


def late(there: list[Mark], *told: tuple[Live, float]) -> list[Late]:
    return lateness(there, Replay([Told(event, at) for event, at in told]))


def close(its: Late, kind: str, after_onset: float, after_end: float) -> bool:
    return its.kind == kind and (its.after_onset, its.after_end) == pytest.approx((after_onset, after_end))


def test_delays_are_summed_up_by_the_middle_and_the_95th() -> None:
    assert delay([]) == Delay(0, None, None)
    assert delay([0.1 * i for i in range(21)]) == Delay(21, 1.0, 1.9)


def test_a_laugh_is_told_when_it_is_over_and_that_it_began_before() -> None:
    there = [Mark("laughter", 1, 2.0, 3.0)]
    laugh = Laughter(who=1, start=2.1, end=3.1, confidence=0.9)
    begun = [(Laughing(who=who, at=0.0), at) for who, at in ((1, 1.0), (0, 2.2), (1, 2.4), (1, 9.0))]
    told, began = late(there, (laugh, 3.5), *begun)
    assert close(told, "laughter", 1.5, 0.5)
    assert close(began, "laughter_begun", 0.4, -0.6)


def test_a_laugh_told_at_once_was_never_said_to_begin() -> None:
    laugh = Laughter(who=1, start=2.1, end=3.1, confidence=0.9)
    assert [its.kind for its in late([Mark("laughter", 1, 2.0, 3.0)], (laugh, 3.5))] == ["laughter"]


def test_what_was_told_of_the_other_or_of_nothing_has_no_delay() -> None:
    there = [Mark("backchannel", 0, 2.0, 2.4)]
    assert late(there, (Backchannel(who=1, start=2.0, end=2.4, confidence=0.9), 3.0)) == []
    assert late([], (Backchannel(who=1, start=2.0, end=2.4, confidence=0.9), 3.0)) == []


def test_a_silence_is_late_by_when_it_is_told() -> None:
    there = [Mark("speech", 0, 0.0, 2.0), Mark("speech", 1, 4.0, 6.0)]
    (its,) = late(there, (Silence(start=2.1, end=4.0, kind="gap"), 4.3))
    assert close(its, "silence", 2.3, 0.3)


def test_a_voice_is_late_by_when_it_is_said_to_speak() -> None:
    there = [Mark("speech", 0, 1.0, 2.0), Mark("speech", 0, 2.3, 3.0), Mark("speech", 1, 5.0, 6.0)]
    told = [
        (Voice(who=0, at=1.1, on=True), 1.3),
        (Voice(who=0, at=2.1, on=False), 2.2),
        (Voice(who=0, at=2.4, on=True), 2.5),
        (Voice(who=1, at=7.0, on=True), 7.2),
    ]
    (its,) = late(there, *told)
    assert close(its, "voice", 0.3, -0.7)


def test_a_voice_right_after_its_own_laugh_does_not_begin_there() -> None:
    there = [Mark("laughter", 0, 1.0, 2.0), Mark("speech", 0, 2.2, 3.0)]
    assert late(there, (Voice(who=0, at=2.3, on=True), 2.5)) == []
