"""How much may be said to one person."""

from __future__ import annotations

from typing import get_args

from cues.budget import Budget
from cues.hint import Hint, Key, Why, about_line
from cues.settings import TALK


def hint(key: Key, at: float) -> Hint:
    return Hint(key=key, receiver=0, at=at, why=Why(start=0.0, end=at, sure="sure", line="good"))


def shown(*hints: tuple[Key, float]) -> Budget:
    budget = Budget()
    for key, at in hints:
        budget = budget.shown(hint(key, at))
    return budget


def test_nothing_about_people_in_the_first_five_minutes() -> None:
    people = [key for key in get_args(Key) if not about_line(key)]
    assert not any(Budget().allows(key, 299.9) for key in people)
    assert all(Budget().allows(key, 300.0) for key in people if key != "floor.mostly_mine")


def test_mostly_one_voice_is_said_after_ten_minutes_at_the_earliest() -> None:
    assert not Budget().allows("floor.mostly_mine", 599.0)
    assert Budget().allows("floor.mostly_mine", 600.0)


def test_the_line_may_be_named_earlier() -> None:
    assert not Budget().allows("line.slow", 19.0)
    assert Budget().allows("line.slow", 20.0)
    assert Budget().allows("line.thin_mine", 15.0)
    assert Budget().allows("line.thin_theirs", 15.0)
    assert not Budget().allows("line.bumps", 59.0)


def test_hints_about_people_are_three_minutes_apart() -> None:
    budget = shown(("entry.tried", 400.0))
    assert not budget.allows("floor.long", 579.0)
    assert budget.allows("floor.long", 580.0)


def test_any_two_hints_are_twenty_seconds_apart() -> None:
    budget = shown(("entry.tried", 400.0))
    assert not budget.allows("line.slow", 419.0)
    assert budget.allows("line.slow", 420.0)
    assert not shown(("line.slow", 400.0)).allows("line.thin_mine", 419.0)


def test_a_hint_about_the_line_takes_nothing_from_those_about_people() -> None:
    assert shown(("line.slow", 400.0)).allows("floor.long", 420.0)


def test_a_kind_comes_again_only_after_its_own_time() -> None:
    budget = shown(("entry.tried", 400.0), ("floor.long", 600.0))
    assert not budget.allows("floor.long", 1079.0)
    assert budget.allows("floor.long", 1080.0)
    assert budget.allows("entry.tried", 780.0)


def test_every_kind_has_its_time_to_come_again() -> None:
    assert {key for key, _ in TALK.hints.again_s} == set(get_args(Key))


def test_a_kind_ignored_twice_in_a_row_is_left_for_the_summary() -> None:
    budget = shown(("entry.tried", 400.0), ("entry.tried", 700.0))
    assert not budget.allows("entry.tried", 3000.0)
    assert budget.allows("floor.long", 3000.0)


def test_an_answer_means_that_it_was_not_ignored() -> None:
    budget = shown(("entry.tried", 400.0)).feedback("entry.tried", "hide", 405.0)
    budget = budget.shown(hint("entry.tried", 700.0))
    assert budget.allows("entry.tried", 3000.0)


def test_not_helpful_twice_mutes_the_kind() -> None:
    budget = shown(("entry.tried", 400.0)).feedback("entry.tried", "not_helpful", 405.0)
    assert budget.allows("entry.tried", 700.0)
    budget = budget.shown(hint("entry.tried", 700.0)).feedback("entry.tried", "not_helpful", 705.0)
    assert not budget.allows("entry.tried", 3000.0)


def test_a_kind_can_be_muted_at_once() -> None:
    budget = Budget().feedback("floor.long", "mute_kind", 10.0)
    assert not budget.allows("floor.long", 3000.0)
    assert budget.allows("entry.tried", 3000.0)


def test_all_can_be_turned_off_at_once() -> None:
    budget = shown(("line.slow", 100.0)).feedback("line.slow", "mute_all", 105.0)
    assert not any(budget.allows(key, 3000.0) for key in get_args(Key))


def test_budgets_with_the_same_past_are_equal() -> None:
    assert shown(("line.slow", 100.0)) == shown(("line.slow", 100.0)) != Budget()
