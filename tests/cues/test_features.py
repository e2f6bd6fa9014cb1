"""The spectra: levels, causality, and that cutting the sound elsewhere changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cues.features import BANDS, FLOOR, RATE, STEP, TAIL, Floats, log_mel

NOTHING = np.zeros((1, TAIL), np.float32)


def tone(hertz: float, seconds: float, loud: float = 1.0) -> Floats:
    """A sine, shape (1, n)."""
    time = np.arange(round(seconds * RATE)) / RATE
    return (loud * np.sin(2 * np.pi * hertz * time)).astype(np.float32)[None]


def noise(tracks: int, frames: int, seed: int = 0) -> Floats:
    """White noise, shape (tracks, frames * STEP)."""
    rng = np.random.default_rng(seed)
    return (0.1 * rng.standard_normal((tracks, frames * STEP))).astype(np.float32)


def test_a_frame_is_told_for_every_ten_milliseconds() -> None:
    frames, tails = log_mel(NOTHING, tone(440, 0.5))
    assert frames.shape == (1, 50, BANDS)
    assert frames.dtype == tails.dtype == np.float32
    assert tails.shape == (1, TAIL)


def test_digital_silence_is_the_floor() -> None:
    frames, _ = log_mel(NOTHING, np.zeros((1, 1600), np.float32))
    assert frames == pytest.approx(np.log(FLOOR), abs=1e-4)


def test_half_the_amplitude_is_six_decibels_less_in_every_loud_band() -> None:
    loud, _ = log_mel(NOTHING, noise(1, 40))
    soft, _ = log_mel(NOTHING, np.float32(0.5) * noise(1, 40))
    assert loud - soft == pytest.approx(2 * np.log(2.0), abs=0.01)


@pytest.mark.parametrize("hertz", [100, 300, 1000, 3000, 7000])
def test_a_tone_is_loudest_in_the_band_it_lies_in(hertz: int) -> None:
    frames, _ = log_mel(NOTHING, tone(hertz, 0.2))
    mel = 2595 * np.log10(1 + np.array([60.0, hertz, 7600.0]) / 700)
    wanted = (mel[1] - mel[0]) / (mel[2] - mel[0]) * (BANDS + 1) - 1
    assert abs(int(frames[0, -1].argmax()) - wanted) <= 1.5


def test_no_band_is_deaf() -> None:
    frames, _ = log_mel(NOTHING, noise(1, 40))
    assert (frames[:, 5:] > np.log(FLOOR) + 5).all()


def test_a_frame_knows_nothing_of_the_sound_after_it() -> None:
    sound = noise(1, 20)
    changed = sound.copy()
    changed[:, 10 * STEP :] = 0.0
    assert np.array_equal(log_mel(NOTHING, sound)[0][:, :10], log_mel(NOTHING, changed)[0][:, :10])


@settings(deadline=None, max_examples=25)
@given(cuts=st.lists(st.integers(1, 199), max_size=6, unique=True))
def test_cutting_the_sound_into_other_chunks_changes_no_spectrum(cuts: list[int]) -> None:
    sound = noise(2, 200)
    whole, last = log_mel(np.zeros((2, TAIL), np.float32), sound)
    tails = np.zeros((2, TAIL), np.float32)
    parts = []
    for piece in np.split(sound, [cut * STEP for cut in sorted(cuts)], axis=1):
        frames, tails = log_mel(tails, piece)
        parts.append(frames)
    assert np.concatenate(parts, axis=1) == pytest.approx(whole, abs=1e-5)
    assert np.array_equal(tails, last)


def test_tracks_are_heard_each_by_itself() -> None:
    sound = noise(3, 30)
    together, _ = log_mel(np.zeros((3, TAIL), np.float32), sound)
    alone, _ = log_mel(NOTHING, sound[1:2])
    assert together[1:2] == pytest.approx(alone, abs=1e-5)
