"""A track is unbroken, on the grid of call time, whatever way its sound came."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cues.framing import BLOCK, FRAME, FRAMES, RATE, Gap, Track, frames, seconds
from cues.settings import DEFAULT

ONES = np.ones(RATE, np.float32)


def track() -> Track:
    return Track(DEFAULT.framing)


def test_lengths_are_told_in_frames_and_seconds() -> None:
    assert frames(0.2) == 20
    assert seconds(123) == 1.23


def test_what_is_pushed_is_taken_in_blocks() -> None:
    its = track()
    its.push(np.arange(BLOCK * 2, dtype=np.float32), 0.0)
    first, heard = its.take(1)
    second, _ = its.take(1)
    assert np.array_equal(np.concatenate([first, second]), np.arange(BLOCK * 2))
    assert heard.shape == (FRAMES,)
    assert heard.all()
    assert its.cursor == its.end == 2 * BLOCK


def test_a_hole_of_40_ms_is_closed_silently() -> None:
    its = track()
    its.push(ONES, 0.0)
    its.push(ONES, 1.04)
    sound, heard = its.take(12)
    assert heard.all()
    assert its.gaps() == []
    assert sound[RATE : RATE + 640].sum() == 0.0


def test_a_larger_hole_is_lost() -> None:
    its = track()
    its.push(ONES, 0.0)
    its.push(ONES, 1.5)
    _, heard = its.take(12)
    assert its.gaps() == [Gap(RATE, RATE * 3 // 2, "lost")]
    assert its.gaps() == []
    assert not heard[100:150].any()
    assert heard[:100].all()
    assert heard[150:].all()


def test_before_the_first_sound_the_track_was_absent() -> None:
    its = track()
    its.push(ONES, 2.0)
    assert its.gaps() == [Gap(0, 2 * RATE, "absent")]


def test_a_frame_partly_unheard_is_unheard() -> None:
    its = track()
    its.push(ONES[: FRAME // 2], 0.0)
    its.miss(FRAME / 2 / RATE, 1.0, "muted")
    _, heard = its.take(1)
    assert not heard.any()


def test_a_short_loss_is_filled_with_the_sound_before_it() -> None:
    its = track()
    ramp = np.arange(BLOCK, dtype=np.float32)
    its.push(ramp, 0.0)
    its.miss(BLOCK / RATE, (BLOCK + 3) / RATE, "lost")
    its.miss((BLOCK + 3) / RATE, (BLOCK + 5) / RATE, "lost")
    its.push(np.zeros(BLOCK - 5, np.float32), (BLOCK + 5) / RATE)
    sound, heard = its.take(2)
    assert sound[BLOCK - 2 : BLOCK + 6].tolist() == [2558, 2559, 2559, 2558, 2557, 2556, 2555, 0]
    assert heard.all()
    assert its.gaps() == []


def test_a_longer_loss_is_unheard_also_when_it_comes_in_pieces() -> None:
    its = track()
    its.push(ONES, 0.0)
    for packet in range(5):
        its.miss(1 + packet * 0.02, 1 + (packet + 1) * 0.02, "lost")
    its.push(ONES, 1.1)
    assert its.gaps() == [Gap(RATE * 106 // 100, RATE * 11 // 10, "lost")]
    its.miss(2.1, 2.2, "lost")
    its.miss(2.2, 2.21, "lost")
    its.finish()
    assert its.gaps() == [Gap(RATE * 21 // 10, RATE * 221 // 100, "lost")]


def test_what_was_muted_or_never_heard_is_not_filled() -> None:
    its = track()
    its.miss(0.0, 0.02, "lost")
    its.push(ONES, 0.02)
    its.miss(1.02, 1.04, "muted")
    its.finish()
    assert its.gaps() == [Gap(0, RATE // 50, "lost"), Gap(RATE * 102 // 100, RATE * 104 // 100, "muted")]


def test_late_sound_is_trimmed() -> None:
    its = track()
    its.push(ONES, 0.0)
    its.push(ONES * 2, 0.5)
    its.push(ONES * 3, 0.2)
    sound, _ = its.take(9)
    assert its.end == RATE * 3 // 2
    assert set(sound[RATE : RATE * 9 // 8]) == {2.0}


def test_sound_before_the_cursor_is_trimmed() -> None:
    its = track()
    its.push(ONES, 0.0)
    its.take(6)
    its.push(ONES, 0.1)
    assert its.end == RATE * 11 // 10


def test_missing_stretches_of_one_reason_are_one_gap() -> None:
    its = track()
    its.push(ONES, 0.0)
    its.miss(1.0, 1.5, "muted")
    its.miss(1.5, 2.0, "muted")
    its.miss(2.0, 2.5, "lost")
    assert its.gaps() == [Gap(RATE, 2 * RATE, "muted")]
    its.finish()
    assert its.gaps() == [Gap(2 * RATE, RATE * 5 // 2, "lost")]
    its.finish()
    assert its.gaps() == []


def test_what_is_known_stays_known() -> None:
    its = track()
    its.push(ONES, 0.0)
    its.miss(0.2, 0.9, "muted")
    its.miss(0.5, 1.5, "muted")
    its.finish()
    assert its.gaps() == [Gap(RATE, RATE * 3 // 2, "muted")]


def test_a_hole_before_a_missing_stretch_is_lost_or_absent() -> None:
    never = track()
    never.miss(1.0, 2.0, "muted")
    never.finish()
    assert never.gaps() == [Gap(0, RATE, "absent"), Gap(RATE, 2 * RATE, "muted")]
    begun = track()
    begun.push(ONES, 0.0)
    begun.miss(2.0, 3.0, "muted")
    begun.finish()
    assert begun.gaps() == [Gap(RATE, 2 * RATE, "lost"), Gap(2 * RATE, 3 * RATE, "muted")]


def test_a_block_past_the_end_is_unheard() -> None:
    its = track()
    its.push(ONES[:FRAME], 0.0)
    sound, heard = its.take(1)
    assert heard.tolist() == [True] + [False] * (FRAMES - 1)
    assert sound[FRAME:].sum() == 0.0


def test_a_missing_stretch_longer_than_a_block_is_taken_in_parts() -> None:
    its = track()
    its.miss(0.0, 1.0, "paused")
    for _ in range(6):
        assert not its.take(1)[1].any()


@given(cuts=st.lists(st.integers(0, 4 * BLOCK), max_size=12))
def test_cutting_the_sound_elsewhere_changes_nothing(cuts: list[int]) -> None:
    sound = np.arange(4 * BLOCK, dtype=np.float32)
    edges = [0, *sorted(cuts), len(sound)]
    its = track()
    for start, end in pairwise(edges):
        its.push(sound[start:end], start / RATE)
    taken, heard = its.take(4)
    assert np.array_equal(taken, sound)
    assert heard.all()


def test_a_gap_put_down_to_the_line_is_excused_when_the_reason_is_known() -> None:
    its = track()
    its.push(ONES, 0.0)
    its.miss(1.0, 3.0, "lost")
    its.miss(1.01, 4.0, "frozen")
    its.push(ONES, 4.0)
    assert its.gaps() == [Gap(RATE, 4 * RATE, "frozen")]


def test_what_was_muted_keeps_its_reason() -> None:
    its = track()
    its.push(ONES, 0.0)
    its.miss(1.0, 3.0, "muted")
    its.miss(1.0, 4.0, "frozen")
    its.push(ONES, 4.0)
    assert its.gaps() == [Gap(RATE, 3 * RATE, "muted"), Gap(3 * RATE, 4 * RATE, "frozen")]
