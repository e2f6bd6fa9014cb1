"""A phrase's numbers are the voice's: its height, movement, loudness, colour and speed."""

from __future__ import annotations

import numpy as np
import pytest

from cues.phrase import Phrase, Phrasing
from cues.pitch import Floats, Frames, PitchTracker
from cues.settings import PitchSettings, RateSettings, ToneSettings
from tests.cues.voice import RATE, Manner, talk

PHRASING = Phrasing(ToneSettings(), PitchSettings(), RateSettings())
TRACKER = PitchTracker(PitchSettings())


def frames_of(sound: Floats) -> Frames:
    """Frame i is centred on 10 ms number i."""
    return TRACKER.measure(np.concatenate([np.zeros(240, np.float32), sound, np.zeros(640, np.float32)]))


def phrase(manner: Manner = Manner(), *, noise_db: float | None = None) -> Phrase:  # noqa: B008
    """The one phrase of somebody who speaks like that."""
    sound, ((start, end),) = talk(manner, phrases=1, seed=3)
    if noise_db is not None:
        noise = np.random.default_rng(1).standard_normal(len(sound)).astype(np.float32)
        sound = sound + np.float32(10 ** (noise_db / 20)) * noise
    (found,) = PHRASING.measure(frames_of(sound).cut(0, end), spurt=start, at=0.0)
    return found


def test_a_phrase_ends_where_its_spurt_does_on_the_call_clock() -> None:
    sound, ((start, end),) = talk(Manner(), phrases=1, seed=3)
    (found,) = PHRASING.measure(frames_of(sound).cut(0, end), spurt=start, at=100.0)
    assert found.end == pytest.approx(100.0 + end / 100)


def test_an_octave_up_is_twelve_semitones() -> None:
    low, high = phrase(Manner(pitch_hz=100.0)), phrase(Manner(pitch_hz=200.0))
    assert high.pitch - low.pitch == pytest.approx(12.0, abs=0.2)


def test_a_livelier_voice_spreads_wider_and_a_monotone_hardly_at_all() -> None:
    spreads = [np.exp(phrase(Manner(lively=lively)).spread) for lively in (0.0, 1.0, 4.0)]
    assert spreads[0] == pytest.approx(ToneSettings().spread_least)
    assert spreads[1] == pytest.approx(1.9, abs=0.3)
    assert spreads[2] > 3 * spreads[1]


def test_a_faster_voice_has_more_syllables_a_second() -> None:
    slow, fast = (np.exp(phrase(Manner(rate=rate)).rate) for rate in (3.0, 6.0))
    assert slow == pytest.approx(3.0, abs=0.5)
    assert fast == pytest.approx(6.0, abs=0.5)


def test_gain_moves_the_level_and_nothing_else() -> None:
    plain, loud = phrase(Manner(level_db=-30.0)), phrase(Manner(level_db=-18.0))
    assert loud.level - plain.level == pytest.approx(12.0, abs=0.1)
    for name in ("pitch", "spread", "tilt", "rate", "seconds"):
        assert getattr(loud, name) == pytest.approx(getattr(plain, name), abs=0.1)


def test_a_brighter_voice_has_more_tilt() -> None:
    assert phrase(Manner(bright=2.0)).tilt - phrase(Manner(bright=1.0)).tilt == pytest.approx(6.0, abs=1.5)


def test_padding_around_the_words_is_not_counted_as_slow_speech() -> None:
    sound, ((start, end),) = talk(Manner(), phrases=1, seed=3)
    padded = np.concatenate([sound, np.zeros(RATE // 2, np.float32)])
    (tight,) = PHRASING.measure(frames_of(sound).cut(0, end), spurt=start, at=0.0)
    (loose,) = PHRASING.measure(frames_of(padded).cut(0, end + 20), spurt=start - 20, at=0.0)
    assert loose.rate == pytest.approx(tight.rate, abs=0.02)


def test_clearance_tells_speech_in_noise_from_speech_in_quiet() -> None:
    assert phrase().clearance > 40.0
    assert phrase(noise_db=-35.0).clearance < ToneSettings().clear_db


def test_a_long_spurt_is_cut_into_phrases_of_equal_length() -> None:
    sound, ((start, end),) = talk(Manner(), phrases=1, seed=3, seconds=8.0)
    found = list(PHRASING.measure(frames_of(sound).cut(0, end), spurt=start, at=0.0))
    assert np.diff([phrase.end for phrase in found]) == pytest.approx([8 / 3, 8 / 3], abs=0.02)
    assert [phrase.seconds for phrase in found] == pytest.approx([8 / 3] * 3, abs=0.3)


def test_a_spurt_too_short_to_measure_gives_no_phrase() -> None:
    sound, ((start, end),) = talk(Manner(), phrases=1, seed=3, seconds=0.5)
    assert list(PHRASING.measure(frames_of(sound).cut(0, end), spurt=start, at=0.0)) == []


def test_noise_taken_for_speech_gives_no_phrase() -> None:
    noise = (0.05 * np.random.default_rng(1).standard_normal(2 * RATE)).astype(np.float32)
    assert list(PHRASING.measure(frames_of(noise), spurt=0, at=0.0)) == []
