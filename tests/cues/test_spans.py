"""Stretches of time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cues.spans import Stretches, inside, intersect, meets, total, union, without

spans = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=12).map(
    lambda pairs: [(float(start), float(end)) for start, end in pairs]
)


def ticks(stretches: Stretches) -> set[float]:
    """The half-second points inside."""
    return {k / 2 for k in range(101) if any(start <= k / 2 < end for start, end in stretches)}


def test_stretches_that_touch_become_one() -> None:
    assert union([(2.0, 3.0), (0.0, 1.0), (1.0, 2.0)]) == ((0.0, 3.0),)


def test_an_empty_or_reversed_stretch_is_nothing() -> None:
    assert union([(1.0, 1.0), (3.0, 2.0)]) == ()


@given(spans)
def test_a_union_is_sorted_and_apart(given_spans: list[tuple[float, float]]) -> None:
    made = union(given_spans)
    edges = [edge for stretch in made for edge in stretch]
    assert edges == sorted(set(edges))


@given(spans, spans)
def test_both_and_only_one_make_up_the_whole(
    first: list[tuple[float, float]], second: list[tuple[float, float]]
) -> None:
    a, b = union(first), union(second)
    assert ticks(intersect(a, b)) == ticks(a) & ticks(b)
    assert ticks(without(a, b)) == ticks(a) - ticks(b)
    assert total(intersect(a, b)) + total(without(a, b)) == total(a)


@given(spans, st.integers(0, 50), st.integers(1, 20))
def test_inside_is_the_part_between(given_spans: list[tuple[float, float]], start: int, length: int) -> None:
    made = union(given_spans)
    assert inside(made, start, start + length) == intersect(made, ((start, start + length),))


@given(spans, st.integers(0, 50), st.integers(0, 20))
def test_meeting_counts_a_touch(given_spans: list[tuple[float, float]], start: int, length: int) -> None:
    made = union(given_spans)
    expected = any(first <= start + length and start <= last for first, last in made)
    assert meets(made, start, start + length) == expected


def test_nothing_lasts_no_time() -> None:
    assert total(()) == 0.0
