"""The summary of a conversation."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.events import CueEvent, Delay, Overlap, Silence, Speech, Unheard
from cues.summary import Good, LineDid, Moment, Quiet, Summary, Turn, build
from tests.cues.talk import conversations, laugh, murmur, say, sigh, swapped


def exchange(turns: int, first_s: float, second_s: float, at: float = 0.0) -> list[CueEvent]:
    """Turns of both in turn, half a second apart."""
    said: list[CueEvent] = []
    for _ in range(turns):
        said += [say(0, at, at + first_s), say(1, at + first_s + 0.5, at + first_s + 0.5 + second_s)]
        at += first_s + second_s + 1.0
    return said


def mirrored(summary: Summary) -> Summary:
    """The summary as it must be when the tracks change places."""

    def other(who: int | None) -> int | None:
        return None if who is None else 1 - who

    return msgspec.structs.replace(
        summary,
        people=(summary.people[1], summary.people[0]),
        led_by=other(summary.led_by),
        line=summary.line
        and LineDid(
            late_s=(summary.line.late_s[1], summary.line.late_s[0]),
            adds_s=summary.line.adds_s,
            overlap_heard_s=(summary.line.overlap_heard_s[1], summary.line.overlap_heard_s[0]),
        ),
        long_turns=tuple(map(swapped, summary.long_turns)),
        long_silences=tuple(
            msgspec.structs.replace(quiet, before=other(quiet.before), after=other(quiet.after))
            for quiet in summary.long_silences
        ),
        worked=tuple(msgspec.structs.replace(good, who=other(good.who)) for good in summary.worked),
        suggestions=(summary.suggestions[1], summary.suggestions[0]),
    )


def in_order(summary: Summary) -> Summary:
    """The same summary, what is told of each person in one order."""
    return msgspec.structs.replace(
        summary,
        worked=tuple(sorted(summary.worked, key=lambda good: (good.key, good.who or 0))),
        long_turns=tuple(sorted(summary.long_turns, key=lambda turn: (turn.start, turn.who))),
    )


def test_shares_are_of_the_talk_of_both() -> None:
    summary = build(exchange(10, 9.0, 3.0), seconds=140.0)
    assert [person.share for person in summary.people] == [0.75, 0.25]


def test_nobody_spoke_nobody_has_a_share() -> None:
    summary = build([], seconds=60.0)
    assert [person.share for person in summary.people] == [None, None]
    assert summary.too_short


def test_shares_leave_out_time_in_which_one_was_not_heard() -> None:
    lost = Unheard(who=1, start=0.0, end=100.0, reason="lost")
    summary = build([say(0, 0, 110), say(1, 110.5, 120.5), lost], seconds=121.0)
    assert [person.share for person in summary.people] == [0.5, 0.5]
    assert summary.people[0].talk_s == 110
    assert summary.known_s == 21
    assert summary.people[1].unheard_s == 100


def test_murmurs_laughs_and_sighs_are_no_talk() -> None:
    summary = build([say(0, 0, 5), murmur(1, 2), laugh(1, 3, 4), sigh(1, 6)], seconds=10.0)
    them = summary.people[1]
    assert (them.talk_s, them.turns, them.backchannels, them.laughs, them.sighs) == (0, 0, 1, 1, 1)


def test_a_murmur_does_not_end_a_turn() -> None:
    summary = build([say(0, 0, 5), murmur(1, 4.9), say(0, 5.5, 9)], seconds=10.0)
    assert (summary.people[0].turns, summary.people[0].longest_turn_s) == (1, 9)


def test_reactions_are_told_with_their_median() -> None:
    summary = build([say(0, 0, 2), say(1, 2.5, 4), say(0, 3.75, 6), say(1, 7.0, 8)], seconds=8.0)
    assert summary.people[1].gap_median_s == 0.75
    assert summary.people[0].gap_median_s == -0.25
    assert len(summary.people[1].reactions) == 2


def test_what_the_line_did_is_told_where_it_was_measured_both_ways() -> None:
    told: list[CueEvent] = [say(0, 0, 2), say(1, 1.5, 4), Delay(who=0, start=0, end=9, late_s=0.6)]
    assert build(told, seconds=9.0).line is None
    line = build([*told, Delay(who=1, start=0, end=9, late_s=0.3)], seconds=9.0).line
    assert line is not None
    assert line.late_s == (0.6, 0.3)
    assert line.adds_s == pytest.approx(0.9)
    assert line.overlap_heard_s[0] == 0.0
    assert line.overlap_heard_s[1] == pytest.approx(0.8)


def test_pauses_given_are_told_apart_from_pauses_kept() -> None:
    silences = [
        Silence(start=10, end=12, kind="gap", before=0, after=1),
        Silence(start=20, end=22, kind="pause", before=0, after=0),
        Silence(start=30, end=30.5, kind="pause", before=0, after=0),
        Silence(start=40, end=42, kind="gap", before=1, after=0),
    ]
    us, them = build(silences, seconds=60.0).people
    assert (us.silences_given, us.silences_long, us.pauses) == (1, 2, 2)
    assert (them.silences_given, them.silences_long, them.pauses) == (1, 1, 0)


def test_long_silences_say_who_spoke_next() -> None:
    long = Silence(start=5, end=9, kind="long", before=0, after=1)
    short = Silence(start=20, end=23.9, kind="pause", before=0, after=0)
    assert build([long, short], seconds=30.0).long_silences == (Quiet(start=5, end=9, before=0, after=1),)


def test_long_turns_are_marked() -> None:
    summary = build([say(1, 0, 60), say(0, 61, 70)], seconds=70.0)
    assert summary.long_turns == (Turn(who=1, start=0, end=60),)


def test_overlaps_are_counted_and_the_lines_part_with_them() -> None:
    overlaps = [
        Overlap(who=0, start=1, end=1.5, kind="terminal"),
        Overlap(who=1, start=4, end=5, kind="both_start", line_made=True),
        Overlap(who=1, start=7, end=7.5, kind="murmur"),
    ]
    summary = build(overlaps, seconds=10.0)
    assert (summary.overlaps, summary.overlaps_line_made, summary.overlap_s) == (2, 1, 1.5)


def test_less_than_two_minutes_of_joint_talk_say_nothing() -> None:
    events = [*exchange(10, 6.0, 5.8), laugh(0, 1, 2), laugh(1, 1, 2)]
    summary = build(events, seconds=3600.0)
    assert summary.too_short
    assert (summary.shape, summary.worked, summary.suggestions) == (None, (), ((), ()))
    assert summary.laughed_together == (Moment(start=1, end=2),)


def test_two_minutes_of_joint_talk_are_enough() -> None:
    summary = build([*exchange(10, 6.0, 6.0), laugh(0, 1, 2), laugh(1, 1, 2)], seconds=3600.0)
    assert not summary.too_short
    assert Good(key="laughed_together", count=1, moments=(Moment(start=1, end=2),)) in summary.worked


def test_talk_that_only_one_could_be_heard_in_is_no_joint_talk() -> None:
    lost = Unheard(who=1, start=0, end=60, reason="lost")
    assert build([*exchange(10, 6.0, 6.0), lost], seconds=3600.0).too_short


def test_short_turns_in_turn_go_back_and_forth() -> None:
    assert build(exchange(20, 6.0, 6.0), seconds=260.0).shape == "back_and_forth"


def test_long_turns_of_both_are_turns_at_length() -> None:
    said: list[CueEvent] = [say(k % 2, 200.0 * k, 200.0 * k + 199) for k in range(6)]
    summary = build(said, seconds=1200.0)
    assert (summary.shape, summary.led_by) == ("took_turns_at_length", None)


def test_one_person_holding_most_stretches_led() -> None:
    summary = build(exchange(30, 3.0, 12.0), seconds=480.0)
    assert (summary.shape, summary.led_by) == ("one_led", 1)


def test_talk_too_thin_for_any_stretch_has_no_shape() -> None:
    said: list[CueEvent] = [say(k % 2, 100.0 * k, 100.0 * k + 4) for k in range(40)]
    summary = build(said, seconds=4000.0)
    assert (summary.too_short, summary.shape) == (False, None)


def test_an_agreed_band_of_shares_can_be_said_to_hold() -> None:
    summary = build(exchange(20, 6.0, 6.0), seconds=260.0, band=(0.4, 0.6))
    assert "balance_agreed" in {good.key for good in summary.worked}


@given(conversations())
def test_swapping_the_tracks_swaps_the_summary(events: list[CueEvent]) -> None:
    there = build(events, seconds=400.0)
    back = build([swapped(event) for event in events], seconds=400.0)
    assert in_order(mirrored(back)) == in_order(there)


@given(conversations())
def test_talk_time_is_the_sum_of_the_spurts(events: list[CueEvent]) -> None:
    summary = build(events, seconds=400.0)
    for who, person in enumerate(summary.people):
        spurts = sum(e.seconds for e in events if isinstance(e, Speech) and e.who == who)
        assert abs(person.talk_s - spurts) < 1e-6


@given(conversations(), st.randoms(use_true_random=False))
def test_the_order_of_the_events_does_not_matter(events: list[CueEvent], chance: random.Random) -> None:
    told = list(events)
    chance.shuffle(told)
    assert msgspec.json.encode(build(told, seconds=400.0)) == msgspec.json.encode(
        build(events, seconds=400.0)
    )


@given(conversations())
def test_events_read_back_from_the_store_make_the_same_summary(events: list[CueEvent]) -> None:
    stored = msgspec.json.decode(msgspec.json.encode(events), type=list[CueEvent])
    assert build(stored, seconds=400.0) == build(events, seconds=400.0)
