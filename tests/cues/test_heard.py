"""Everything heard, sorted out."""

from __future__ import annotations

from cues.events import CueEvent, Overlap, Silence, ToneShift, Unheard
from cues.heard import Heard, Moment, Reaction, sort_out
from cues.settings import TALK
from tests.cues.talk import laugh, murmur, say


def heard(*events: CueEvent, seconds: float = 100.0) -> Heard:
    return sort_out(events, seconds=seconds, settings=TALK)


def lost(who: int, start: float, end: float) -> Unheard:
    return Unheard(who=who, start=start, end=end, reason="lost")


def test_known_is_what_was_heard_of_both() -> None:
    found = heard(lost(0, 10, 20), lost(1, 15, 30))
    assert found.known == ((0.0, 10.0), (30.0, 100.0))


def test_unheard_time_outside_the_call_does_not_count() -> None:
    assert heard(lost(0, 90, 500)).voices[0].unheard == ((90.0, 100.0),)


def test_a_call_without_length_is_known_nowhere() -> None:
    assert heard(lost(0, 0, 5), seconds=0.0).known == ()


def test_events_may_come_in_any_order() -> None:
    events: list[CueEvent] = [say(0, 0, 2), say(0, 5, 6), murmur(1, 1), murmur(1, 5.5), laugh(1, 3, 4)]
    assert heard(*events) == heard(*reversed(events))


def test_tone_shifts_are_in_order_of_when_they_were_decided() -> None:
    late, early = (ToneShift(who=0, at=at, moved=(), confidence=0.9) for at in (50.0, 20.0))
    assert heard(late, early).voices[0].tones == (early, late)


def test_a_reaction_is_the_time_from_the_others_end_to_ones_own_start() -> None:
    found = heard(say(0, 0, 2), say(1, 2.5, 5), say(0, 4.8, 8))
    assert [(r.at, round(r.seconds, 3)) for r in found.voices[1].reactions] == [(2.0, 0.5)]
    assert [(r.at, round(r.seconds, 3)) for r in found.voices[0].reactions] == [(5.0, -0.2)]


def test_a_turn_after_ones_own_is_no_reaction() -> None:
    assert heard(say(0, 0, 2), say(0, 6, 8)).voices[0].reactions == ()


def test_after_two_turns_of_one_length_the_next_change_is_still_a_reaction() -> None:
    found = heard(say(0, 0, 1), say(1, 0, 1), say(0, 3, 5), say(1, 5.5, 6))
    assert [r.at for r in found.voices[1].reactions] == [5.0]
    assert found.voices[0].reactions == ()


def test_nothing_is_a_reaction_after_a_lapse() -> None:
    assert heard(say(0, 0, 2), say(1, 12, 15)).voices[1].reactions == ()


def test_nothing_is_a_reaction_across_time_that_was_not_heard() -> None:
    assert heard(say(0, 0, 2), say(1, 5, 8), lost(0, 3, 4)).voices[1].reactions == ()
    assert heard(say(0, 0, 2), say(1, 5, 8), lost(0, 30, 40)).voices[1].reactions == (
        Reaction(at=2, seconds=3, spoken=3, heard=3),
    )


def test_laughs_that_begin_within_a_second_are_shared_and_used_once() -> None:
    found = heard(laugh(0, 1, 2), laugh(1, 1.8, 3), laugh(0, 2.5, 4), laugh(1, 10, 11), laugh(0, 20, 21))
    assert found.shared_laughs == (Moment(start=1, end=3),)


def test_a_laugh_a_moment_too_late_is_not_shared() -> None:
    assert heard(laugh(1, 0, 5), laugh(0, 1.1, 2)).shared_laughs == ()


def test_a_murmur_under_the_others_turn_is_no_overlap_of_speech() -> None:
    found = heard(
        Overlap(who=0, start=0, end=1, kind="murmur"), Overlap(who=1, start=2, end=3, kind="terminal")
    )
    assert [overlap.kind for overlap in found.overlaps] == ["terminal"]


def test_a_silence_left_open_needs_to_be_known_on_both_sides() -> None:
    given = Silence(start=2, end=4, kind="gap", before=0, after=1)
    own = Silence(start=6, end=6.5, kind="pause", before=0, after=0)
    unknown = Silence(start=8, end=10, kind="pause", before=0)
    theirs = Silence(start=12, end=14, kind="pause", before=1, after=1)
    found = heard(theirs, unknown, own, given)
    assert found.left_open(0, 0.0) == (given, own)
    assert found.left_open(0, 1.0) == (given,)


def test_talk_of_a_person_is_over_known_time() -> None:
    assert heard(say(0, 0, 10), lost(1, 4, 6)).talk_of(0) == ((0.0, 4.0), (6.0, 10.0))
