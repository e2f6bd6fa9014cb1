"""Syllables are counted where they are said, however fast, loud or uneven; noise is none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.pitch import FLOOR_DB, Floats, PitchTracker, voiced
from cues.rate import nuclei
from cues.settings import PitchSettings, RateSettings
from tests.cues.voice import RATE, Doubles, hum, syllables

SETTINGS = RateSettings()
TRACKER = PitchTracker(PitchSettings())


def counted(sound: Floats) -> int:
    frames = TRACKER.measure(sound)
    return len(nuclei(frames.sonority, voiced(frames, PitchSettings()), SETTINGS))


def train(random: np.random.Generator, *, rate: float, seconds: float, noise_db: float) -> tuple[Floats, int]:
    """Syllables uneven in length, loudness, pitch and vowel, hisses among them, noise all over; how many."""
    steps = random.uniform(0.75, 1.25, round(rate * seconds))
    centres = np.cumsum(steps) / steps.sum() * (seconds - 0.2)
    time = np.arange(round((seconds + random.uniform(0.0, 2.0)) * RATE)) / RATE
    pitch = random.uniform(90.0, 250.0) * 2.0 ** (np.sin(2 * np.pi * 0.5 * time) / 6.0)
    vowels = [hum(pitch, bright=bright) for bright in (0.5, 1.5)]
    sound = np.zeros(len(time))
    for i, centre in enumerate(centres):
        one = syllables(np.array([centre]), len(time) / RATE, width=0.45 / rate, floor=0.0)
        sound += one * vowels[i % 2] * random.uniform(0.4, 1.0)
    loud = np.sqrt(np.mean(np.square(sound)))
    hiss = np.diff(random.standard_normal(len(time)), prepend=0.0)
    between = random.uniform(0.0, seconds, random.integers(1, 8))
    sound += loud * hiss * syllables(between, len(time) / RATE, width=0.04, floor=0.0)
    sound += loud * 10 ** (noise_db / 20) * random.standard_normal(len(time))
    return (0.05 * sound / np.abs(sound).max()).astype(np.float32), len(centres)


def naive(sound: Floats) -> int:
    """Every peak of the envelope."""
    level = TRACKER.measure(sound).level
    return int(np.count_nonzero((level[1:-1] > level[:-2]) & (level[1:-1] >= level[2:])))


def correlation(found: list[float], true: list[float]) -> float:
    return float(np.corrcoef(found, true)[0, 1])


def test_the_rate_follows_the_true_one_where_envelope_peaks_do_not() -> None:
    random = np.random.default_rng(11)
    true, found, by_peaks = [], [], []
    for _ in range(40):
        seconds = random.uniform(2.0, 5.0)
        sound, count = train(
            random, rate=random.uniform(2.5, 6.5), seconds=seconds, noise_db=random.uniform(-40.0, -12.0)
        )
        true.append(count / seconds)
        found.append(counted(sound) / seconds)
        by_peaks.append(naive(sound) / seconds)
    assert correlation(found, true) > 0.9
    assert correlation(by_peaks, true) < 0.5
    assert np.mean(np.abs(np.array(found) - true)) < 0.5


@pytest.mark.parametrize("count", [1, 2, 7, 15])
def test_clear_syllables_are_all_counted_and_none_else(count: int) -> None:
    centres = np.linspace(0.1, count * 0.2 - 0.1, count)
    seconds = count * 0.2
    sound = hum(np.full(round(seconds * RATE), 130.0)) * syllables(centres, seconds)
    assert counted((0.05 * sound).astype(np.float32)) == count


def test_hisses_between_vowels_are_no_syllables() -> None:
    random = np.random.default_rng(4)
    hiss = random.standard_normal(RATE) * syllables(np.array([0.25, 0.5, 0.75]), 1.0)
    assert counted((0.02 * hiss).astype(np.float32)) == 0


def test_a_drawn_out_vowel_is_one_syllable() -> None:
    assert counted((0.02 * hum(np.full(RATE, 140.0))).astype(np.float32)) == 1


def test_a_murmur_far_below_the_loudest_is_not_counted() -> None:
    loud, soft = (hum(np.full(RATE // 4, 130.0)) * gain for gain in (0.05, 0.0005))
    gap = np.zeros(RATE // 4)
    assert counted(np.concatenate([gap, loud, gap, soft, gap]).astype(np.float32)) == 1


def test_the_dips_count_and_not_the_ripples() -> None:
    curve = curve_of([-40, -20, -21, -20.5, -40, -30, -31.5, -30.5, -29, -45, -44, -45, -20, -45])
    peaks = nuclei(curve, np.ones(len(curve), dtype=np.bool_), SETTINGS)
    assert peaks.tolist() == pytest.approx([30, 240, 360], abs=3)


def test_no_sound_has_no_syllables() -> None:
    assert len(nuclei(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.bool_), SETTINGS)) == 0


@given(st.lists(st.floats(-60.0, 0.0, width=32), min_size=1, max_size=60), st.floats(-20.0, 20.0))
def test_syllables_are_apart_by_dips_and_do_not_depend_on_the_gain(levels: list[float], gain: float) -> None:
    curve = curve_of(levels)
    there = np.ones(len(curve), dtype=np.bool_)
    peaks = nuclei(curve, there, SETTINGS)
    assert (np.diff(peaks) > 0).all()
    assert len(peaks) >= 1
    assert len(nuclei(curve + np.float32(gain), there, SETTINGS)) == pytest.approx(len(peaks), abs=1)


def curve_of(levels: list[float]) -> Floats:
    """Points 300 ms apart, joined by straight lines."""
    points: Doubles = np.maximum(np.array(levels, dtype=np.float64), FLOOR_DB)
    return np.interp(np.arange(30 * len(points)) / 30, np.arange(len(points)), points).astype(np.float32)
