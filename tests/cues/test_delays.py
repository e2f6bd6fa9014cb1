"""How late each hears the other, and what a moment is like at each end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.delays import Delaying, delays
from cues.events import CueEvent, Delay, Line
from cues.heard import sort_out
from cues.settings import TALK
from tests.cues.talk import say

RULES = TALK.line


def report(at: float, late: float | None, rtt_s: float = 0.4) -> Line:
    return Line(who=1, at=at, rtt_s=rtt_s, lost=0.0, delay_s=late)


def made(*reports: Line) -> list[Delay]:
    """What is told of some reports, the end included."""
    delaying = Delaying(1, RULES)
    told = [delaying.hear(each) for each in reports]
    return [delay for delay in (*told, delaying.finish()) if delay is not None]


def late(who: int, start: float, end: float, late_s: float) -> Delay:
    return Delay(who=who, start=start, end=end, late_s=late_s)


def test_a_delay_that_stands_is_told_once_as_its_mean() -> None:
    assert made(*(report(5.0 * k, 0.3 + 0.01 * (k % 2)) for k in range(1, 5))) == [late(1, 0, 20, 0.305)]


def test_a_delay_that_moves_is_told_from_where_it_moved() -> None:
    assert made(report(5, 0.3), report(10, 0.3), report(15, 0.5)) == [
        late(1, 0, 10, 0.3),
        late(1, 10, 15, 0.5),
    ]


def test_a_delay_that_stands_for_long_is_told_meanwhile() -> None:
    assert [(d.start, d.end) for d in made(*(report(5.0 * k, 0.3) for k in range(1, 20)))] == [
        (0.0, 60.0),
        (60.0, 95.0),
    ]


def test_nothing_is_told_of_time_without_reports() -> None:
    assert made(report(5, 0.3), report(60, 0.3)) == [late(1, 0, 5, 0.3), late(1, 55, 60, 0.3)]


def test_half_the_round_trip_stands_for_what_was_not_measured() -> None:
    assert made(report(5, None, rtt_s=0.4)) == [late(1, 0, 5, 0.2)]


def test_a_report_of_no_time_at_all_tells_nothing() -> None:
    assert made(report(0, 0.3)) == []
    assert made() == []


def test_the_delay_of_a_moment_is_that_of_the_stretch_it_lies_in_or_near() -> None:
    found = delays([late(0, 40, 60, 0.5), late(0, 0, 20, 0.1), late(1, 0, 60, 0.9)], RULES)
    assert [found.late(0, at) for at in (-5, 10, 25, 36, 50, 89, 91)] == [
        0.1, 0.1, 0.1, 0.5, 0.5, 0.5, None,
    ]  # fmt: skip
    assert found.late(1, 0) == 0.9
    assert delays([], RULES).late(0, 0) is None


def test_the_usual_delay_is_the_one_in_the_middle_of_the_time() -> None:
    found = delays([late(0, 0, 10, 0.9), late(0, 10, 40, 0.2), late(0, 40, 60, 0.3)], RULES)
    assert found.usual(0) == 0.2
    assert found.usual(1) is None


def test_what_overlaps_at_one_end_need_not_at_the_other() -> None:
    found = delays([late(0, 0, 60, 0.5), late(1, 0, 60, 0.1)], RULES)
    mine, theirs = ((10.0, 12.0),), ((11.8, 14.0),)
    assert found.overlap(0, mine, theirs) == 0.0
    assert found.overlap(1, theirs, mine) == pytest.approx(0.3)


def test_an_answer_is_kept_as_spoken_and_as_heard_at_each_end() -> None:
    told: list[CueEvent] = [say(0, 0, 10), say(1, 11, 15), late(0, 0, 60, 0.4), late(1, 0, 60, 0.3)]
    [answer] = sort_out(told, seconds=20, settings=TALK).voices[1].reactions
    assert answer.spoken == 1.0
    assert answer.seconds == pytest.approx(0.7)
    assert answer.heard == pytest.approx(1.4)


def test_an_answer_over_a_line_nobody_measured_is_as_spoken() -> None:
    [answer] = sort_out([say(0, 0, 10), say(1, 11, 15)], seconds=20, settings=TALK).voices[1].reactions
    assert answer.seconds == answer.spoken == answer.heard == 1.0


@given(st.floats(0, 0.6), st.floats(0, 0.6), st.floats(-0.5, 2.0))
def test_a_reaction_does_not_depend_on_the_line_and_what_is_heard_grows_by_both_ways(
    to_first: float, to_second: float, reaction: float
) -> None:
    begins = 10.0 + to_second + reaction
    told: list[CueEvent] = [
        say(0, 0, 10),
        say(1, begins, begins + 5),
        late(0, 0, 60, to_first),
        late(1, 0, 60, to_second),
    ]
    [answer] = sort_out(told, seconds=20, settings=TALK).voices[1].reactions
    assert answer.seconds == pytest.approx(reaction, abs=0.001)
    assert answer.heard == pytest.approx(reaction + to_first + to_second, abs=0.001)


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0, 1)), max_size=40))
def test_what_is_told_of_delays_never_overlaps_and_is_within_what_was_measured(
    steps: list[tuple[int, float]],
) -> None:
    at, reports = 0.0, []
    for step, measured in steps:
        at += step
        reports.append(report(at, measured))
    told = made(*reports)
    for before, after in pairwise(told):
        assert before.end <= after.start
    for delay in told:
        assert delay.start < delay.end <= at
        within = [r.delay_s for r in reports if delay.start < r.at <= delay.end and r.delay_s is not None]
        assert min(within) - 0.001 <= delay.late_s <= max(within) + 0.001
