"""A shift is two measures or more far from a person's own baseline, and never the line's doing."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.baseline import MEASURES, Comparison, Shift, compare, decide
from cues.phrase import Phrase
from cues.settings import ToneSettings

SETTINGS = ToneSettings()
USUAL = Phrase(
    end=0.0,
    seconds=2.0,
    voiced_s=1.0,
    pitch=84.0,
    spread=math.log(4.0),
    level=-30.0,
    tilt=-12.0,
    rate=math.log(5.0),
    clearance=45.0,
)


def said(
    count: int, *, seed: int = 0, like: Phrase = USUAL, restless: float = 1.0, start: float = 0.0
) -> list[Phrase]:
    """Phrases that vary as anybody's do, 3 s apart."""
    random = np.random.default_rng(seed)
    return [
        dataclasses.replace(
            like,
            end=start + 3.0 * (i + 1),
            pitch=like.pitch + restless * random.normal(0, SETTINGS.pitch.phrase),
            spread=like.spread + restless * random.normal(0, SETTINGS.spread.phrase),
            level=like.level + restless * random.normal(0, SETTINGS.level.phrase),
            tilt=like.tilt + restless * random.normal(0, SETTINGS.tilt.phrase),
            rate=like.rate + restless * random.normal(0, SETTINGS.rate.phrase),
        )
        for i in range(count)
    ]


def then(after: Phrase, *, restless: float = 0.5, before: Phrase = USUAL) -> list[Phrase]:
    """A minute of speech, then seven phrases like `after`."""
    return [
        *said(30, restless=restless, like=before),
        *said(7, seed=1, like=after, restless=restless, start=90.0),
    ]


def shift(phrases: list[Phrase]) -> Shift | None:
    comparison = compare(phrases, SETTINGS)
    assert comparison is not None
    return decide(comparison, SETTINGS)


def moved(found: Shift | None) -> dict[str, float]:
    assert found is not None
    return {move.measure: move.by for move in found.moved}


def test_lower_and_slower_is_a_shift_told_in_semitones_and_syllables() -> None:
    lower = dataclasses.replace(USUAL, pitch=USUAL.pitch - 4.0, rate=math.log(3.5))
    told = moved(shift(then(lower)))
    assert told["pitch"] == pytest.approx(-4.0, abs=0.8)
    assert told["rate"] == pytest.approx(-1.5, abs=0.4)
    assert set(told) == {"pitch", "rate"}


def test_flatter_and_slower_is_a_shift_told_in_semitones_of_spread() -> None:
    told = moved(shift(then(dataclasses.replace(USUAL, spread=math.log(1.6), rate=math.log(3.2)))))
    assert told["spread"] == pytest.approx(-2.4, abs=0.6)


def test_the_same_manner_is_no_shift() -> None:
    assert all(shift(said(40, seed=seed)) is None for seed in range(60))


def test_one_measure_alone_is_no_shift_however_far() -> None:
    assert shift(then(dataclasses.replace(USUAL, pitch=USUAL.pitch + 9.0))) is None


@given(st.floats(-30.0, 30.0), st.floats(-15.0, 15.0))
def test_gain_and_microphone_are_no_shift_however_far(gain_db: float, colour_db: float) -> None:
    other = dataclasses.replace(USUAL, level=USUAL.level + gain_db, tilt=USUAL.tilt + colour_db)
    assert shift(then(other)) is None


def test_quieter_and_much_slower_is_a_shift() -> None:
    told = moved(shift(then(dataclasses.replace(USUAL, level=USUAL.level - 9.0, rate=math.log(2.8)))))
    assert told["level"] == pytest.approx(-9.0, abs=1.0)
    assert "rate" in told


def test_quieter_and_a_little_slower_is_none_for_the_gain_may_be_half_of_it() -> None:
    assert shift(then(dataclasses.replace(USUAL, level=USUAL.level - 9.0, rate=math.log(4.0)))) is None


def test_a_restless_voice_needs_a_larger_move_than_a_steady_one() -> None:
    after = dataclasses.replace(USUAL, pitch=USUAL.pitch - 2.5, rate=math.log(4.0))
    assert shift(then(after, restless=0.3)) is not None
    assert shift(then(after, restless=2.5)) is None


def test_one_odd_phrase_moves_no_baseline_and_makes_no_shift() -> None:
    odd = dataclasses.replace(USUAL, pitch=USUAL.pitch + 20.0, spread=math.log(0.5), rate=math.log(1.0))
    phrases = said(40, restless=0.5)
    phrases[-3] = dataclasses.replace(odd, end=phrases[-3].end)
    assert shift(phrases) is None


def test_noise_that_begins_or_ends_holds_the_decision() -> None:
    other = dataclasses.replace(USUAL, pitch=USUAL.pitch - 4.0, rate=math.log(3.5), clearance=14.0)
    assert compare(then(other), SETTINGS) is None
    noisy = dataclasses.replace(USUAL, clearance=14.0)
    assert compare(then(dataclasses.replace(other, clearance=45.0), before=noisy), SETTINGS) is None


def test_noise_that_was_always_there_does_not() -> None:
    noisy = dataclasses.replace(USUAL, clearance=14.0)
    after = dataclasses.replace(noisy, pitch=USUAL.pitch - 4.0, rate=math.log(3.5))
    assert shift(then(after, before=noisy)) is not None


@pytest.mark.parametrize(
    ("count", "seconds"),
    [(3, 2.0), (12, 2.0), (40, 0.9), (10, 3.0)],
    ids=["few phrases", "short baseline", "short both", "few baseline phrases"],
)
def test_too_little_speech_on_either_side_says_nothing(count: int, seconds: float) -> None:
    phrases = said(count, like=dataclasses.replace(USUAL, seconds=seconds))
    assert compare(phrases[:12] if seconds < 1.0 else phrases, SETTINGS) is None


def test_only_the_trailing_minutes_are_the_baseline() -> None:
    long_ago = said(60, like=dataclasses.replace(USUAL, pitch=USUAL.pitch + 24.0, rate=math.log(9.0)))
    assert shift([*long_ago, *said(97, start=180.0)]) is None


def test_the_comparison_says_since_when() -> None:
    phrases = said(40)
    comparison = compare(phrases, SETTINGS)
    assert comparison is not None
    assert comparison.since == phrases[-7].end


@given(st.lists(st.floats(-30.0, 30.0), min_size=5, max_size=5))
def test_every_shift_moved_two_measures_one_of_them_the_voices_own(z: list[float]) -> None:
    found = decide(Comparison(z=np.array(z), by=np.array(z), since=0.0), SETTINGS)
    if found is None:
        return
    names = [move.measure for move in found.moved]
    assert len(names) >= 2
    assert set(names) & set(MEASURES[:3])
    assert found.strength >= SETTINGS.together
    assert 0.5 <= found.confidence <= 1.0
