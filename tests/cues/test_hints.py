"""When a hint may be said, and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings

from cues.conversation import Conversation, after, apply
from cues.events import (
    Backchannel,
    Interjection,
    Laughter,
    Line,
    Live,
    Overlap,
    Sigh,
    ToneShift,
    Unheard,
    Voice,
)
from cues.hint import Hint, about_line
from cues.hints import Budget, Mode, decide, good_moment
from tests.cues.talk import calls, in_time, monologue, sigh, spoken, swapped, told_at

LONG = monologue(0, 300, 475)
"""Track 0 holds the floor for almost three minutes and pauses."""


def decided(
    told: Iterable[Live], now: float, *, receiver: int = 0, mode: Mode = "live", budget: Budget | None = None
) -> Hint | None:
    state = after(in_time(told))
    return decide(state, receiver=receiver, now=now, mode=mode, budget=budget or Budget())


def moment(told: Iterable[Live], now: float, receiver: int = 0) -> bool:
    return good_moment(after(in_time(told)), receiver, now)


def on(who: int, at: float) -> Voice:
    return Voice(who=who, at=at, on=True)


# Which


def test_a_hint_is_said_to_the_person_it_is_for() -> None:
    hint = decided(LONG, 475.4)
    assert hint is not None
    assert (hint.key, hint.receiver, hint.at) == ("floor.long", 0, 475.4)
    assert decided(LONG, 475.4, receiver=1) is None


@pytest.mark.parametrize("mode", ["after", "off"])
def test_who_wants_none_gets_none(mode: Mode) -> None:
    assert decided(LONG, 475.4, mode=mode) is None


def test_a_spent_budget_says_nothing() -> None:
    hint = decided(LONG, 475.4)
    assert hint is not None
    assert decided(LONG, 475.5, budget=Budget().shown(hint)) is None
    closed = Budget().feedback("floor.long", "mute_all", 400.0)
    assert decided(LONG, 475.4, budget=closed) is None


def test_a_story_phase_takes_its_time() -> None:
    state = after(LONG)
    assert decide(state, receiver=0, now=475.4, mode="live", budget=Budget(), story_phase=True) is None


def test_what_the_other_brings_comes_before_what_one_does_oneself() -> None:
    entry = Overlap(who=1, start=455, end=456, kind="tried_to_come_in")
    hint = decided([*LONG, entry], 475.4)
    assert hint is not None
    assert hint.key == "entry.tried"


@pytest.mark.parametrize("who", [0, 1])
def test_on_a_bad_line_of_either_only_the_line_is_named(who: int) -> None:
    reports = [Line(who=who, at=float(at), rtt_s=0.1, lost=0.2) for at in range(400, 476, 5)]
    hint = decided([*LONG, *reports], 475.4)
    assert hint is not None
    assert about_line(hint.key)
    muted = Budget().feedback(hint.key, "mute_kind", 400.0)
    assert decided([*LONG, *reports], 475.4, budget=muted) is None


# When


def test_never_while_the_receiver_speaks() -> None:
    assert not moment([on(0, 10.0)], 20.0)
    assert not moment([on(0, 10.0), on(1, 5.0)], 20.0)


def test_while_the_other_has_spoken_alone_for_a_second() -> None:
    assert not moment([on(1, 10.0)], 10.9)
    assert moment([on(1, 10.0)], 11.0)


def test_not_within_a_second_of_ones_own_last_word_under_the_others() -> None:
    told = [on(1, 10.0), *spoken(0, 5.0, 12.0)]
    assert not moment(told, 12.9)
    assert moment(told, 13.0)


def test_within_the_first_breath_of_ones_own_pause() -> None:
    told = spoken(0, 5.0, 12.0)
    assert not moment(told, 12.2)
    assert moment(told, 12.5)
    assert moment(told, 13.5)


def test_never_in_a_silence_in_use() -> None:
    assert not moment(spoken(0, 5.0, 12.0), 14.0)
    assert not moment(spoken(1, 5.0, 12.0), 12.5)
    assert not moment([*spoken(0, 5.0, 12.0), *spoken(1, 6.0, 12.0)], 12.5)
    assert not moment(spoken(1, 5.0, 12.0), 21.9)


def test_in_a_silence_that_is_nobodys() -> None:
    assert moment(spoken(1, 5.0, 12.0), 22.0)
    assert moment(spoken(0, 5.0, 12.0), 22.0)


def test_not_after_one_word_between_two_turns_of_the_other() -> None:
    assert not moment([*spoken(1, 5.0, 11.0), *spoken(0, 11.6, 12.0)], 12.5)
    assert moment([*spoken(1, 5.0, 11.0), *spoken(0, 11.5, 12.0)], 12.6)


def test_a_long_turn_is_long_even_when_its_start_is_no_longer_kept() -> None:
    told: list[Live] = [on(0, 100.0), on(1, 110.0), Voice(who=1, at=111.0, on=False)]
    assert moment([*told, Voice(who=0, at=300.0, on=False)], 300.5)


def test_before_anybody_spoke_nothing_is_said() -> None:
    assert not moment([], 100.0)


def test_a_silence_that_was_not_heard_is_not_known_to_be_one() -> None:
    lost = Unheard(who=1, start=15.0, end=16.0, reason="lost")
    assert not moment([*spoken(1, 5.0, 12.0), lost], 22.0)


def test_who_cannot_be_heard_may_be_speaking() -> None:
    told = [on(1, 10.0)]
    assert not moment([*told, Unheard(who=0, start=10.0, end=20.0, reason="lost")], 20.5)
    assert moment([*told, Unheard(who=0, start=10.0, end=20.0, reason="lost")], 21.0)
    assert moment([*told, Unheard(who=0, start=10.0, end=20.0, reason="muted")], 20.5)


# For any conversation


def replayed(told: list[Live], receiver: int, every: float = 0.25) -> list[tuple[Hint, Conversation]]:
    """Ask again and again while a call goes on; nobody answers the hints."""
    state, budget = Conversation(), Budget()
    given_hints: list[tuple[Hint, Conversation]] = []
    waiting = list(reversed(told))
    now = 0.0
    while waiting:
        while waiting and told_at(waiting[-1]) <= now:
            state = apply(state, waiting.pop())
        hint = decide(state, receiver=receiver, now=now, mode="live", budget=budget)
        if hint is not None:
            budget = budget.shown(hint)
            given_hints.append((hint, state))
        now += every
    return given_hints


def speaking(state: Conversation, who: int, now: float) -> bool:
    voices = [voice for voice in state.voices[who] if voice.at <= now]
    return bool(voices) and voices[-1].on


@settings(max_examples=8)
@given(calls())
def test_the_budget_and_the_moment_hold_for_any_call(told: list[Live]) -> None:
    hints = replayed(told, receiver=0, every=1.0)
    people = [hint.at for hint, _ in hints if not about_line(hint.key)]
    assert all(at >= 300.0 for at in people)
    assert all(b - a >= 180.0 for a, b in pairwise(people))
    assert all(b.at - a.at >= 20.0 for (a, _), (b, _) in pairwise(hints))
    for key in {hint.key for hint, _ in hints}:
        assert sum(hint.key == key for hint, _ in hints) <= 2
    for hint, state in hints:
        assert hint.receiver == 0
        if not any(u.who == 0 for u in state.unheard):
            assert not speaking(state, 0, hint.at)
        stops = [v.at for who in (0, 1) for v in state.voices[who] if v.at <= hint.at and not v.on]
        if not speaking(state, 1, hint.at) and not state.unheard:
            quiet_s = hint.at - max(stops)
            assert quiet_s <= 1.5 or quiet_s >= 10.0


def own_sounds(event: Live) -> bool:
    """Whether it is a small sound of the receiver's."""
    return isinstance(event, Sigh | Laughter | Interjection | ToneShift | Backchannel) and event.who == 0


@settings(max_examples=8)
@given(calls(600))
def test_no_hint_is_about_a_sound_of_the_receivers_own(told: list[Live]) -> None:
    without = [event for event in told if not own_sounds(event)]
    assert [hint for hint, _ in replayed(told, 0, 1.7)] == [hint for hint, _ in replayed(without, 0, 1.7)]


@settings(max_examples=8)
@given(calls(600))
def test_the_rules_are_the_same_for_both(told: list[Live]) -> None:
    there = [hint for hint, _ in replayed(told, 0, 1.7)]
    back = [hint for hint, _ in replayed([swapped(event) for event in told], 1, 1.7)]
    assert [(h.key, h.at, h.why, h.minutes, h.changes) for h in there] == [
        (h.key, h.at, h.why, h.minutes, h.changes) for h in back
    ]


def test_a_lively_call_is_given_a_few_hints_of_several_kinds() -> None:
    told = [*monologue(0, 0, 480, pause_s=0.8), *monologue(1, 481, 560), sigh(1, 562.0), sigh(1, 590.0)]
    told += [*spoken(1, 601.0, 640.0), *monologue(0, 641, 1000, pause_s=0.8), *spoken(1, 1001, 1020)]
    told += [Line(who=1, at=float(at), rtt_s=0.7, lost=0.0, delay_s=0.4) for at in range(0, 200, 5)]
    keys = [hint.key for hint, _ in replayed(in_time(told), 0)]
    assert keys == ["line.slow", "floor.long", "sound.sighs", "floor.mostly_mine", "floor.long"]
