"""The pitch found is the voice's, at any level, and near to what an independent tracker finds."""

from __future__ import annotations

import csv
from pathlib import Path

import av
import librosa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.pitch import FLOOR_DB, STEP, WINDOW, Floats, Frames, PitchTracker, contour, voiced
from cues.settings import PitchSettings
from tests.cues.voice import RATE, hum

SETTINGS = PitchSettings()
TRACKER = PitchTracker(SETTINGS)
DRAWN = (np.random.default_rng(5).standard_normal(3 * RATE) * 0.05).astype(np.float32)


def vowel(hertz: float, seconds: float = 0.5, level: float = 0.1) -> Floats:
    sound = hum(np.full(round(seconds * RATE), hertz))
    scaled: Floats = (level * sound / np.abs(sound).max()).astype(np.float32)
    return scaled


def off(found: Floats, true: Floats | float) -> Floats:
    """How far apart two pitches are, in semitones."""
    apart: Floats = 12.0 * np.abs(np.log2(found / true))
    return apart


@pytest.mark.parametrize("hertz", [70.0, 95.0, 120.0, 180.0, 240.0, 330.0, 450.0])
def test_a_steady_vowel_has_its_pitch_from_a_low_man_to_a_high_child(hertz: float) -> None:
    f0 = contour(TRACKER.measure(vowel(hertz)), SETTINGS)
    inside = f0[3:-3]
    assert (inside > 0.0).all()
    assert off(inside, np.full_like(inside, hertz)).max() < 0.2


def test_a_glide_is_followed() -> None:
    true = np.geomspace(100.0, 220.0, 2 * RATE)
    f0 = contour(TRACKER.measure((0.1 * hum(true)).astype(np.float32)), SETTINGS)
    inside = slice(3, len(f0) - 3)
    expected = true[np.arange(len(f0)) * STEP + WINDOW // 2].astype(np.float32)
    assert off(f0[inside], expected[inside]).max() < 0.5


def test_a_voice_whose_fundamental_the_line_cuts_keeps_its_pitch() -> None:
    spectrum = np.fft.rfft(vowel(110.0))
    spectrum[: round(300 * 0.5)] = 0.0
    f0 = contour(TRACKER.measure(np.fft.irfft(spectrum).astype(np.float32)), SETTINGS)
    assert np.median(off(f0[f0 > 0.0], 110.0)) < 0.2


def test_mains_hum_under_a_voice_is_not_its_pitch() -> None:
    hum_60 = 0.1 * np.sin(2 * np.pi * 60.0 * np.arange(RATE // 2) / RATE).astype(np.float32)
    f0 = contour(TRACKER.measure(vowel(125.0) + hum_60), SETTINGS)
    assert np.median(off(f0[f0 > 0.0], 125.0)) < 0.2


def test_noise_is_hardly_ever_voiced() -> None:
    assert (contour(TRACKER.measure(DRAWN), SETTINGS) > 0.0).mean() < 0.05


def test_digital_silence_has_no_pitch_and_the_lowest_level() -> None:
    frames = TRACKER.measure(np.zeros(RATE, dtype=np.float32))
    assert (frames.f0 == 0.0).all()
    assert (frames.level == FLOOR_DB).all()
    assert (frames.sonority == FLOOR_DB).all()
    assert (contour(frames, SETTINGS) == 0.0).all()


def test_sound_shorter_than_a_frame_gives_none() -> None:
    assert TRACKER.measure(np.zeros((2, WINDOW - 1), dtype=np.float32)).values.shape == (2, 5, 0)


def test_a_full_scale_tone_is_3_db_under_full_scale() -> None:
    tone = np.sin(2 * np.pi * 500.0 * np.arange(RATE) / RATE).astype(np.float32)
    level = TRACKER.measure(tone).level
    assert level == pytest.approx(np.full_like(level, -3.01), abs=0.05)


def test_a_brighter_vowel_has_more_tilt() -> None:
    f0 = np.full(RATE, 120.0)
    dull, bright = (
        TRACKER.measure((0.05 * hum(f0, bright=b)).astype(np.float32)).tilt.mean() for b in (0.5, 1.0)
    )
    assert bright - dull == pytest.approx(6.0, abs=1.5)


def test_what_is_far_below_the_loud_part_is_not_voiced() -> None:
    frames = TRACKER.measure(np.concatenate([vowel(150.0), vowel(150.0, level=0.003)]))
    half = len(frames.level) // 2
    there = voiced(frames, SETTINGS)
    assert there[2 : half - 4].all()
    assert not there[half + 4 :].any()


@given(st.floats(-18.0, 18.0))
def test_turning_the_gain_moves_the_level_alone(gain_db: float) -> None:
    sound = np.concatenate([vowel(140.0), DRAWN[: RATE // 2]])
    plain, turned = (TRACKER.measure(sound * np.float32(10.0 ** (g / 20.0))) for g in (0.0, gain_db))
    there = voiced(plain, SETTINGS)
    assert (there == voiced(turned, SETTINGS)).mean() > 0.97
    assert turned.level == pytest.approx(plain.level + gain_db, abs=0.05)
    assert turned.tilt[there] == pytest.approx(plain.tilt[there], abs=0.05)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_tracks_heard_together_and_cut_anywhere_sound_as_alone_and_whole(cuts: list[int]) -> None:
    tracks = np.stack([DRAWN[:RATE], vowel(130.0, 1.0)])
    whole = TRACKER.measure(tracks)
    at = 0
    for cut in [*cuts, 200]:
        part = TRACKER.measure(tracks[1, at * STEP : (at + cut - 1) * STEP + WINDOW])
        end = at + part.f0.shape[-1]
        np.testing.assert_array_equal(part.values, whole.cut(at, end).values[1])
        at = end


def test_synthesised_voices_agree_with_pyin() -> None:
    random = np.random.default_rng(2)
    time = np.arange(2 * RATE) / RATE
    for base in (100.0, 150.0, 230.0):
        true = base * 2.0 ** (3.0 * np.sin(2 * np.pi * 0.7 * time) / 12.0)
        sound = 0.1 * hum(true) * (0.6 + 0.4 * np.sin(2 * np.pi * 4.0 * time))
        gross, missed = against_pyin((sound + 0.001 * random.standard_normal(len(time))).astype(np.float32))
        assert gross == 0.0
        assert missed < 0.1


@pytest.mark.voices
def test_real_voices_agree_with_pyin(voices: Path) -> None:
    rows = list(csv.DictReader((voices / "speech" / "manifest.csv").read_text().splitlines()))[::18]
    measured = [against_pyin(read(voices / "speech" / row["file"])[: 5 * RATE]) for row in rows]
    assert np.mean([gross for gross, _ in measured]) < 0.03


def against_pyin(sound: Floats) -> tuple[float, float]:
    """Share of voiced frames more than 3.5 semitones off pyin's, and of pyin's sure ones not found."""
    reference, _, sure = librosa.pyin(
        sound, fmin=60, fmax=500, sr=RATE, frame_length=1024, hop_length=STEP, center=True
    )
    frames = TRACKER.measure(np.pad(sound, (WINDOW // 2, WINDOW)))
    f0 = contour(Frames(frames.values[:, : len(reference)]), SETTINGS)
    both = np.isfinite(reference) & (f0 > 0.0)
    gross = (off(f0[both], reference[both]) > 3.5).mean()
    return float(gross), float((f0[np.isfinite(reference) & (sure > 0.5)] == 0.0).mean())


def read(path: Path) -> Floats:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])
