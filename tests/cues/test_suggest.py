"""What a person might try."""

from __future__ import annotations

from cues.events import CueEvent, Move, Overlap, Silence, Speech, ToneShift
from cues.heard import Moment, sort_out
from cues.settings import TALK
from cues.suggest import Suggestion, suggestions
from tests.cues.talk import murmur, say


def tried(*events: CueEvent, me: int = 0, seconds: float = 3600.0) -> list[Suggestion]:
    heard = sort_out(events, seconds=seconds, settings=TALK)
    return list(suggestions(heard, me, TALK.summary))


def entry(at: float, who: int = 1, *, line_made: bool = False) -> Overlap:
    return Overlap(who=who, start=at, end=at + 0.5, kind="tried_to_come_in", line_made=line_made)


def tone(at: float, who: int = 1) -> ToneShift:
    return ToneShift(who=who, at=at, moved=(Move(measure="level", by=-3.0),), confidence=0.9)


def silence(start: float, seconds: float, after: int, before: int = 0) -> Silence:
    return Silence(start=start, end=start + seconds, kind="pause", before=before, after=after)


def exchange(count: int, mine_s: float, theirs_s: float) -> list[Speech]:
    """Turns of 2 s in turn, I reacting after `mine_s`, the other after `theirs_s`."""
    said: list[Speech] = []
    at = 0.0
    for _ in range(count):
        said += [say(0, at, at + 2), say(1, at + 2 + theirs_s, at + 4 + theirs_s)]
        at += 4 + theirs_s + mine_s
    return [*said, say(0, at, at + 2)]


def test_nothing_heard_nothing_to_try() -> None:
    assert tried() == []


def test_when_the_line_made_most_overlaps_it_comes_first() -> None:
    made = [entry(at, line_made=True) for at in (10.0, 20.0, 30.0)]
    assert [s.key for s in tried(*made, entry(40), entry(50))] == ["line_first", "entries"]
    assert [s.key for s in tried(*made[:2])] == []
    assert [s.key for s in tried(*made, entry(40), entry(50), entry(60))] == ["entries"]


def test_attempts_of_the_other_to_come_in_are_listed_mine_are_not() -> None:
    events = [entry(10), entry(20), entry(30, who=0), entry(40, who=0), entry(50, line_made=True)]
    [mine] = tried(*events)
    assert mine == Suggestion(
        key="entries", count=2, moments=(Moment(start=10, end=10.5), Moment(start=20, end=20.5))
    )


def test_tone_marks_of_the_other_are_worth_thinking_back_to() -> None:
    [revisit] = tried(tone(100.0), tone(10.0), tone(200.0, who=0))
    assert revisit.moments == (Moment(start=0, end=10), Moment(start=75, end=100))


def test_room_is_suggested_when_long_silences_are_taken_up_more_often_than_short_ones() -> None:
    long = [silence(at, 2.0, after=1) for at in (10, 20, 30)]
    short = [silence(at, 0.5, after=0) for at in (40, 50, 60)]
    [room] = tried(*long, *short)
    assert (room.key, room.count) == ("leave_room", 3)
    assert tried(*long, *(silence(at, 0.5, after=1) for at in (40, 50, 60))) == []
    assert tried(*long, *short[:2]) == []


def test_waiting_is_suggested_when_the_other_takes_longer_than_both_together() -> None:
    [wait] = tried(*exchange(6, mine_s=0.1, theirs_s=1.5))
    assert (wait.key, wait.count) == ("ask_then_wait", 6)
    assert wait.moments[0] == Moment(start=2.0, end=3.5)
    assert tried(*exchange(6, mine_s=0.5, theirs_s=0.5)) == []
    assert tried(*exchange(4, mine_s=0.1, theirs_s=1.5)) == []


def test_a_very_long_turn_is_named_with_its_moment() -> None:
    assert tried(say(0, 0, 150), say(1, 151, 400)) == [
        Suggestion(key="long_turns", count=1, moments=(Moment(start=0, end=150),))
    ]


def test_murmurs_that_came_and_then_stopped_may_be_missed() -> None:
    theirs = [say(1, at, at + 100) for at in (0.0, 100.5, 201.0)]
    [small] = tried(*theirs, murmur(0, 5), murmur(0, 10), murmur(0, 15))
    assert small == Suggestion(key="small_sounds", count=1, moments=(Moment(start=15.4, end=301.0),))


def test_murmurs_that_never_came_are_not_missed() -> None:
    theirs = [say(1, at, at + 100) for at in (0.0, 100.5, 201.0)]
    assert tried(*theirs) == []


def test_murmurs_that_went_on_are_not_missed() -> None:
    theirs = [say(1, at, at + 100) for at in (0.0, 100.5, 201.0)]
    assert tried(*theirs, *(murmur(0, float(at)) for at in range(5, 300, 50))) == []


def test_murmurs_without_anything_to_murmur_under_are_not_missed() -> None:
    assert tried(murmur(0, 5), murmur(0, 10), murmur(0, 15)) == []


def test_at_most_three_are_shown() -> None:
    made = [entry(at, line_made=True) for at in (10.0, 20.0, 30.0)]
    shown = tried(*made, entry(40), entry(50), tone(100.0), say(0, 200, 400))
    assert [s.key for s in shown] == ["line_first", "entries", "revisit"]
