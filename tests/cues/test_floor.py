"""Who holds the floor."""

from __future__ import annotations

from hypothesis import given

from cues.events import CueEvent, Speech
from cues.floor import Floor, Turn, in_order, turns
from cues.settings import FloorSettings
from tests.cues.talk import conversations, say, swapped

RULES = FloorSettings()


def held(*spurts: Speech) -> list[tuple[int, float, float]]:
    return [(turn.who, turn.start, turn.end) for turn in turns(spurts, RULES)]


def test_spurts_of_one_person_are_one_turn_across_short_pauses() -> None:
    assert held(say(0, 0, 2), say(0, 4.9, 6)) == [(0, 0, 6)]


def test_a_pause_of_three_seconds_ends_a_turn() -> None:
    assert held(say(0, 0, 2), say(0, 5, 6)) == [(0, 0, 2), (0, 5, 6)]


def test_the_other_takes_the_floor_by_speaking_alone() -> None:
    assert held(say(0, 0, 2), say(1, 2.2, 2.4), say(0, 2.6, 4)) == [(0, 0, 2), (1, 2.2, 2.4), (0, 2.6, 4)]


def test_who_comes_in_and_stops_again_has_no_turn() -> None:
    assert held(say(0, 0, 10), say(1, 4, 5), say(0, 10.5, 12)) == [(0, 0, 12)]


def test_who_outlives_the_other_takes_the_floor_from_their_own_start() -> None:
    assert held(say(0, 0, 10), say(1, 9.5, 14)) == [(0, 0, 10), (1, 9.5, 14)]


def test_a_hair_longer_than_the_other_is_no_floor_taken() -> None:
    assert held(say(0, 0, 10), say(1, 9.5, 10.2), say(0, 10.5, 12)) == [(0, 0, 12)]


def test_of_two_who_begin_at_once_the_longer_has_the_floor() -> None:
    assert held(say(0, 0, 1), say(1, 0, 5)) == [(1, 0, 5)]


def test_two_who_say_exactly_the_same_length_both_have_a_turn() -> None:
    assert held(say(0, 0, 1), say(1, 0, 1), say(0, 2, 3)) == [(1, 0, 1), (0, 0, 3)]


def test_turns_go_on_from_who_held_the_floor_before() -> None:
    before = Floor((Turn(who=1, start=-5.0, end=-1.0),))
    assert turns([say(1, 0, 1)], RULES, before) == (Turn(who=1, start=-5.0, end=1.0),)


def test_nobody_speaks_nobody_has_the_floor() -> None:
    assert turns([], RULES) == ()


def test_spurts_of_one_span_come_together() -> None:
    together = list(in_order([say(1, 0, 1), say(0, 0, 1), say(0, 0, 2)]))
    assert [[spurt.who for spurt in group] for group in together] == [[0], [0, 1]]


@given(conversations())
def test_swapping_the_tracks_swaps_the_turns(events: list[CueEvent]) -> None:
    spurts = [event for event in events if isinstance(event, Speech)]
    mirrored = held(*map(swapped, spurts))
    assert sorted((1 - who, start, end) for who, start, end in mirrored) == sorted(held(*spurts))


@given(conversations())
def test_cutting_the_spurts_in_two_and_going_on_changes_nothing(events: list[CueEvent]) -> None:
    groups = list(in_order(event for event in events if isinstance(event, Speech)))
    floor = Floor()
    found: list[Turn] = []
    for group in groups:
        floor, ended = floor.take(group, RULES)
        found += ended
    assert (*found, *floor.held) == turns([spurt for group in groups for spurt in group], RULES)
