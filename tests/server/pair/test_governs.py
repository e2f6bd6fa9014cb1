"""What an agreement decides about a meeting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cues.events import CueEvent, Laughter, Overlap, Silence, ToneShift
from server.pair import governs
from server.pair.terms import CAREFUL, Terms
from signaling.messages import Agreed

BEGUN = datetime(2026, 1, 10, 19, tzinfo=UTC)
MINE = Laughter(who=0, start=1.0, end=2.0, confidence=0.9)
THEIRS = ToneShift(who=1, at=5.0, moved=(), confidence=0.9)
EVENTS: list[CueEvent] = [
    MINE, THEIRS, Silence(start=2.0, end=4.0, kind="gap"), Overlap(who=0, start=1.0, end=1.5, kind="held"),
]  # fmt: skip


def test_a_call_is_told_what_was_agreed_on() -> None:
    assert governs.agreed(Terms(listening="off", keep_days=0), version=3) == Agreed(
        listening="off", keep_days=0, version=3
    )
    assert governs.agreed(CAREFUL, version=None) == Agreed(listening="after", keep_days=30, version=None)


def test_what_was_heard_is_gone_on_the_day_and_not_before() -> None:
    last = BEGUN + timedelta(days=30)
    assert not governs.gone(BEGUN, 30, now=last - timedelta(seconds=1))
    assert governs.gone(BEGUN, 30, now=last)
    assert governs.gone(BEGUN, 0, now=BEGUN)


@given(st.lists(st.sampled_from([0, 30, 180]), min_size=1))
def test_no_later_agreement_keeps_a_meeting_longer_than_an_earlier_one_promised(signed: list[int]) -> None:
    kept = signed[0]
    for days in signed[1:]:
        kept = governs.kept_days(kept, days)
    assert kept == min(signed)


def test_a_copy_holds_ones_own_sounds_and_both_only_where_both_said_so() -> None:
    assert governs.copy(EVENTS, Terms(copies="mine"), seat=0) == [MINE]
    assert governs.copy(EVENTS, Terms(copies="mine"), seat=1) == [THEIRS]
    assert governs.copy(EVENTS, Terms(copies="ours"), seat=0) == EVENTS


def test_a_guest_comes_in_only_where_guests_were_agreed_on() -> None:
    assert governs.may_enter(CAREFUL, of_the_pair=True)
    assert not governs.may_enter(CAREFUL, of_the_pair=False)
    assert governs.may_enter(Terms(guests=True), of_the_pair=False)


def test_the_programme_is_shown_goals_only_where_both_agreed_to_it() -> None:
    assert governs.shows_goals(Terms(programme="goals"))
    assert not governs.shows_goals(CAREFUL)


def test_shared_things_can_be_saved_for_as_long_as_agreed_after_the_end() -> None:
    assert not governs.shared_gone(BEGUN, Terms(save_days=30), now=BEGUN + timedelta(days=29))
    assert governs.shared_gone(BEGUN, Terms(save_days=30), now=BEGUN + timedelta(days=30))
