"""Agendas: what fits, and where in it a meeting is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.meetings.agenda import MOST, AgendaError, Phase, asks_for_next, checked, phase_at, usual

FIFTY = usual(50, stories=True)


def test_the_usual_agenda_arrives_talks_and_ends_with_next_steps() -> None:
    assert [(phase.kind, phase.minutes) for phase in FIFTY] == [
        ("arrive", 5), ("stories", 17), ("topic", 18), ("next_steps", 10),
    ]  # fmt: skip
    assert [phase.kind for phase in usual(50, stories=False)] == ["arrive", "topic", "next_steps"]


@given(minutes=st.integers(10, 240), stories=st.booleans())
def test_the_usual_agenda_fills_the_meeting_and_no_more(minutes: int, stories: bool) -> None:
    phases = checked(usual(minutes, stories=stories), minutes=minutes)
    assert sum(phase.minutes for phase in phases) == minutes


def test_a_moment_is_in_the_phase_that_has_not_ended() -> None:
    assert phase_at(FIFTY, 0.0) == (FIFTY[0], 300.0)
    assert phase_at(FIFTY, 300.0) == (FIFTY[1], 1320.0)
    assert phase_at(FIFTY, 2999.9) == (FIFTY[3], 3000.0)
    assert phase_at(FIFTY, 3000.0) is None


@pytest.mark.parametrize(
    "phases",
    [
        [Phase(kind="topic", minutes=51)],
        [Phase(kind="topic", minutes=0)],
        [Phase(kind="topic", minutes=1, title="  ")],
        [Phase(kind="topic", minutes=1, title="x" * 81)],
        [Phase(kind="topic", minutes=1)] * (MOST + 1),
    ],
)
def test_an_agenda_that_cannot_be_is_refused(phases: list[Phase]) -> None:
    with pytest.raises(AgendaError):
        checked(phases, minutes=50)


def test_the_next_meeting_is_asked_for_in_the_last_five_minutes_only_where_none_is_set() -> None:
    assert not asks_for_next(elapsed_s=2699.0, minutes=50, next_is_set=False)
    assert asks_for_next(elapsed_s=2700.0, minutes=50, next_is_set=False)
    assert not asks_for_next(elapsed_s=2700.0, minutes=50, next_is_set=True)
