"""A sound is where its probability stays high long enough."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.model import HOP
from cues.settings import SustainedSettings
from cues.sustained import HOP_S, Found, Sustained

PLAIN = SustainedSettings(on=0.5, off=0.3, mean_hops=1, late_s=0.0, merge_s=0.2, least_s=0.2, most_s=2.0)
MEAN = SustainedSettings(on=0.5, off=0.3, mean_hops=3, late_s=0.04, merge_s=0.2, least_s=0.2, most_s=2.0)
LONG = SustainedSettings(on=0.5, off=0.3, mean_hops=8, late_s=0.0, merge_s=0.2, least_s=0.04, most_s=2.0)


def found(
    levels: list[float], settings: SustainedSettings = PLAIN, heard: list[bool] | None = None, at: int = 0
) -> list[Found]:
    """All sounds of one whole track."""
    track = Sustained(settings)
    known = np.array(heard or [True] * len(levels), bool)
    sounds = track.feed(np.array(levels, np.float32), known, at)
    return [*sounds, *track.finish()]


def spans(sounds: list[Found]) -> list[tuple[float, float]]:
    """Starts and ends, to the millisecond."""
    return [(round(f.start, 3), round(f.end, 3)) for f in sounds]


def test_a_high_probability_is_one_sound_with_its_times_and_mean() -> None:
    (sound,) = found([0.0] * 10 + [0.8] * 10 + [0.0] * 10)
    assert spans([sound]) == [(0.4, 0.8)]
    assert sound.confidence == pytest.approx(0.8)


def test_a_sound_shorter_than_the_least_is_nothing() -> None:
    assert found([0.0] * 5 + [0.9] * 4 + [0.0] * 10) == []
    assert spans(found([0.0] * 5 + [0.9] * 5 + [0.0] * 10)) == [(0.2, 0.4)]


def test_a_sound_is_going_on_once_it_is_long_enough_until_it_is_over() -> None:
    track, one = Sustained(PLAIN), np.ones(1, bool)
    going = []
    for hop, level in enumerate([0.0] * 5 + [0.9] * 8 + [0.0] * 10):
        track.feed(np.array([level], np.float32), one, hop * HOP)
        going.append(track.since is not None)
    assert going.index(True) == 5 + 4
    assert all(going[9:13])
    assert not going[-1]


def test_a_sound_longer_than_the_most_is_something_else() -> None:
    assert spans(found([0.9] * 50 + [0.0] * 10)) == [(0.0, 2.0)]
    assert found([0.9] * 51 + [0.0] * 10) == []


def test_once_begun_a_lower_probability_is_enough_to_go_on() -> None:
    assert spans(found([0.6] * 3 + [0.4] * 5 + [0.0] * 9)) == [(0.0, 0.32)]
    assert found([0.4] * 8) == []


def test_short_holes_are_merged_and_long_ones_are_not() -> None:
    assert spans(found([0.9] * 6 + [0.0] * 5 + [0.9] * 6)) == [(0.0, 0.68)]
    assert spans(found([0.9] * 6 + [0.0] * 6 + [0.9] * 6)) == [(0.0, 0.24), (0.48, 0.72)]


def test_a_hole_does_not_lower_the_confidence() -> None:
    assert found([0.9] * 6 + [0.0] * 3 + [0.9] * 6)[0].confidence == pytest.approx(0.9)


def test_the_mean_and_the_nets_own_delay_are_taken_off_the_times() -> None:
    (sound,) = found([0.02] * 20 + [0.9] * 20 + [0.02] * 20, MEAN)
    first_high, last_high = 21, 40  # two of three hops are over, then one of three no longer holds it
    assert sound.start == pytest.approx(first_high * HOP_S - HOP_S - MEAN.late_s)
    assert sound.end == pytest.approx((last_high + 1) * HOP_S - HOP_S)


def test_a_little_of_a_sure_sound_counts_as_much_as_more_of_a_likely_one() -> None:
    brief = [0.02] * 10 + [0.9] * 5 + [0.02] * 10
    assert found(brief, LONG) == []
    assert len(found([0.02] * 10 + [0.999] * 5 + [0.02] * 10, LONG)) == 1
    assert len(found([0.02] * 10 + [0.9] * 8 + [0.02] * 10, LONG)) == 1


def test_nothing_begins_before_the_call() -> None:
    assert found([1.0] * 10 + [0.0] * 10, MEAN)[0].start == 0.0


def test_times_count_from_where_the_first_hop_begins() -> None:
    assert spans(found([0.9] * 10 + [0.0] * 10, at=16_000)) == [(1.0, 1.4)]


def test_unheard_time_ends_a_sound_and_is_no_part_of_it() -> None:
    heard = [True] * 6 + [False] * 2 + [True] * 6
    assert spans(found([0.9] * 14, heard=heard)) == [(0.0, 0.24), (0.32, 0.56)]


def test_what_was_before_unheard_time_does_not_bear_on_what_follows() -> None:
    levels = [0.9] * 10 + [0.0] + [0.4] * 20
    (sound,) = found(levels, MEAN, [True] * 10 + [False] + [True] * 20)
    assert sound.end <= 10 * HOP_S


def test_a_sound_still_going_on_is_told_when_the_track_ends() -> None:
    track = Sustained(PLAIN)
    assert track.feed(np.full(10, 0.9, np.float32), np.ones(10, bool), 0) == []
    assert spans(list(track.finish())) == [(0.0, 0.4)]
    assert track.finish() == []


def test_no_hops_are_nothing() -> None:
    assert found([]) == []


hop = st.tuples(st.sampled_from([0.0, 0.2, 0.4, 0.6, 0.9]), st.integers(1, 12), st.booleans())


@given(runs=st.lists(hop, max_size=12), cuts=st.lists(st.integers(0, 150), max_size=5))
def test_cutting_the_track_into_other_chunks_changes_no_sound(
    runs: list[tuple[float, int, bool]], cuts: list[int]
) -> None:
    levels = np.array([level for level, count, _ in runs for _ in range(count)], np.float32)
    heard = np.array([known for _, count, known in runs for _ in range(count)], bool)
    track, told, at = Sustained(MEAN), list[Found](), 0
    for piece in np.split(np.arange(len(levels)), sorted(cuts)):
        told += track.feed(levels[piece], heard[piece], at * HOP)
        at += len(piece)
    assert [*told, *track.finish()] == found(levels.tolist(), MEAN, heard.tolist())
