"""Levels are dBFS over 30 ms, and the background is the level of the track's own quiet."""

from __future__ import annotations

import numpy as np
import pytest

from cues.framing import FRAME
from cues.level import SMOOTH, Background, smoothed
from cues.settings import DEFAULT

QUIET = np.ones(16, np.bool_)


def test_a_full_scale_square_is_at_0_db_and_nothing_at_minus_120() -> None:
    samples = np.stack([np.ones(10 * FRAME, np.float32), np.zeros(10 * FRAME, np.float32)])
    _, level = smoothed(np.repeat(np.array([[1.0], [0.0]], np.float32), SMOOTH - 1, axis=1), samples)
    assert level.shape == (2, 10)
    assert level[0] == pytest.approx(0.0, abs=1e-4)
    assert level[1] == pytest.approx(-120.0, abs=1e-3)


def test_levels_do_not_depend_on_where_the_sound_is_cut() -> None:
    samples = np.random.default_rng(0).normal(0, 0.1, (2, 20 * FRAME)).astype(np.float32)
    start = np.zeros((2, SMOOTH - 1), np.float32)
    _, whole = smoothed(start, samples)
    before, first = smoothed(start, samples[:, : 7 * FRAME])
    _, second = smoothed(before, samples[:, 7 * FRAME :])
    assert np.allclose(np.concatenate([first, second], axis=1), whole, atol=1e-4)


def hear(background: Background, db: float, blocks: int) -> None:
    for _ in range(blocks):
        background.hear(np.full(16, db, np.float32), QUIET)


def test_the_background_is_unknown_until_a_second_of_quiet() -> None:
    background = Background(DEFAULT.speech)
    background.hear(np.full(16, -60.0, np.float32), ~QUIET)
    hear(background, -60.0, 6)
    assert background.level == -np.inf
    hear(background, -60.0, 1)
    assert background.level == -60.0


def test_the_background_follows_a_louder_room() -> None:
    background = Background(DEFAULT.speech)
    hear(background, -60.0, 100)
    hear(background, -45.0, 200)
    assert background.level == -45.0


def test_digital_silence_is_no_background() -> None:
    background = Background(DEFAULT.speech)
    hear(background, -120.0, 10)
    assert background.level == DEFAULT.speech.background_lowest_db
