"""The conversation as it goes on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cues.conversation import Conversation, after, apply
from cues.events import (
    CueEvent,
    Interjection,
    Laughing,
    Line,
    Live,
    Overlap,
    Silence,
    Speech,
    ToneShift,
    Unheard,
    Voice,
)
from cues.floor import turns
from cues.settings import TALK
from tests.cues.talk import (
    calls,
    conversations,
    in_time,
    laugh,
    monologue,
    murmur,
    say,
    sigh,
    spoken,
    told_at,
)


def on(who: int, at: float) -> Voice:
    return Voice(who=who, at=at, on=True)


def off(who: int, at: float) -> Voice:
    return Voice(who=who, at=at, on=False)


def unheard(who: int, start: float, end: float) -> Unheard:
    return Unheard(who=who, start=start, end=end, reason="lost")


def test_who_speaks_is_known_from_their_voice() -> None:
    state = after([on(0, 1.0), on(1, 2.0), off(0, 3.0)])
    assert (state.began(0, 4.0), state.began(1, 4.0)) == (None, 2.0)
    assert (state.stopped(0, 4.0), state.stopped(1, 4.0)) == (3.0, None)


def test_a_laugh_that_has_begun_is_no_talk_and_takes_no_floor() -> None:
    state = after([on(0, 1.0)])
    assert apply(state, Laughing(who=1, at=1.5)) == state


def test_a_moment_before_an_event_does_not_know_of_it() -> None:
    state = after([on(0, 1.0), off(0, 3.0)])
    assert state.began(0, 2.0) == 1.0
    assert state.began(0, 0.5) is None
    assert state.stopped(0, 0.5) is None
    assert state.last_began(0, 0.5) is None


def test_a_voice_that_is_not_heard_any_more_does_not_go_on() -> None:
    assert after([on(0, 1.0), unheard(0, 5.0, 6.0)]).began(0, 7.0) is None
    assert after([on(0, 1.0), unheard(1, 5.0, 6.0)]).began(0, 7.0) == 1.0
    assert after([unheard(0, 0.0, 0.5), on(0, 1.0)]).began(0, 7.0) == 1.0


def test_the_last_word_of_a_voice_is_never_forgotten() -> None:
    state = after([on(0, 1.0), on(1, 500.0)])
    assert state.began(0, 501.0) == 1.0


def test_the_turn_going_on_is_known_before_its_spurt_is_told() -> None:
    state = after([*spoken(1, 0, 3), *spoken(0, 3.5, 6), on(0, 6.4)])
    assert [(t.who, t.start, t.end) for t in state.turns(9.0)] == [(1, 0, 3), (0, 3.5, 9.0)]


def test_a_murmur_under_a_turn_going_on_takes_no_floor() -> None:
    state = after([on(0, 0.0), on(1, 5.0)])
    assert [turn.who for turn in state.turns(5.5)] == [0]


def test_talk_includes_the_spurt_going_on() -> None:
    state = after([*spoken(0, 0, 3), on(0, 4.0)])
    assert state.talk(0, 1.0, 6.0) == ((1.0, 3.0), (4.0, 6.0))
    assert state.talk(1, 0.0, 6.0) == ()


def test_known_is_what_was_heard_of_both() -> None:
    state = after([unheard(0, 2.0, 4.0), unheard(1, 3.0, 5.0)])
    assert state.known(1.0, 6.0) == ((1.0, 2.0), (5.0, 6.0))


def test_what_leaves_the_window_is_added_up() -> None:
    told: list[Live] = [
        *monologue(0, 0, 300),
        murmur(1, 20.0),
        murmur(0, 21.0),
        murmur(1, 30.0),
        say(1, 2000, 2001),
    ]
    state = after(in_time(told))
    spoken_s = sum(e.seconds for e in told if isinstance(e, Speech) and e.who == 0)
    assert abs(state.talk_s[0] - spoken_s) < 1e-9
    assert state.murmurs == (1, 2)
    assert len(state.spurts) == 1


def test_who_held_the_floor_before_the_window_still_does() -> None:
    told = in_time([*monologue(0, 0, 1500), on(0, 1500.5)])
    assert [(t.who, t.start) for t in after(told).turns(1503.0)] == [(0, 0)]


def test_an_event_from_before_the_window_changes_nothing() -> None:
    state = after([say(0, 2000, 2001)])
    assert apply(state, say(1, 0, 10)) is state


def test_memory_is_bounded_by_the_window() -> None:
    told: list[Live] = []
    for k in range(0, 2000, 10):
        told += spoken(k // 10 % 2, k, k + 8)
        told += [
            murmur(0, k), sigh(1, k), unheard(0, k, k + 1), ToneShift(who=0, at=k, moved=(), confidence=1.0),
            Overlap(who=0, start=k, end=k + 1, kind="held"), Line(who=0, at=k, rtt_s=0.1, lost=0.0),
        ]  # fmt: skip
    state = after(in_time(told))
    most = TALK.conversation.window_s / 10 + 2
    kept = (
        state.spurts, state.murmured, state.sighs, state.overlaps, state.tones, state.unheard,
        *state.voices, *state.lines,
    )  # fmt: skip
    assert max(map(len, kept)) <= most


def test_sounds_no_rule_looks_at_only_move_the_time_on() -> None:
    told: list[Live] = [
        laugh(0, 1, 2),
        Interjection(who=1, start=3, end=4, confidence=0.9),
        Silence(start=5, end=6, kind="pause"),
    ]
    assert after(told) == Conversation(latest=6.0)


def test_an_overlap_that_began_before_the_other_could_be_heard_is_made_by_the_line() -> None:
    lines = [Line(who=1, at=float(at), rtt_s=0.8, lost=0.0, delay_s=0.4) for at in range(0, 20, 5)]
    overlap = Overlap(who=1, start=10.3, end=12.0, kind="both_start")
    assert after([*lines, on(0, 10.0), on(1, 10.3)]).label(overlap).line_made
    assert after([*lines, say(0, 10.0, 12.0)]).label(overlap).line_made
    assert not after([*lines, say(0, 8.0, 12.0), on(0, 10.0)]).label(overlap).line_made
    assert not after([say(0, 10.0, 12.0)]).label(overlap).line_made
    assert not after(lines).label(overlap).line_made


@settings(max_examples=40)
@given(calls(60), st.data())
def test_events_that_change_places_within_seconds_make_the_same_state(
    told: list[Live], data: st.DataObject
) -> None:
    late = data.draw(st.lists(st.floats(0, 5), min_size=len(told), max_size=len(told)))
    shuffled = [
        event for _, event in sorted(zip(late, told, strict=True), key=lambda p: p[0] + told_at(p[1]))
    ]
    assert after(shuffled) == after(told)


@settings(max_examples=40)
@given(calls(60), st.integers(0, 100))
def test_a_state_and_the_events_since_make_the_state_fetched_anew(told: list[Live], cut: int) -> None:
    assert after(told[cut:], after(told[:cut])) == after(told)


@given(conversations(300))
def test_turns_with_a_window_are_turns_without(told: list[CueEvent]) -> None:
    state = after(in_time(told))
    spurts = [event for event in told if isinstance(event, Speech)]
    whole = turns(spurts, TALK.floor)
    assert state.turns(1e4)[-1:] == whole[-1:]
