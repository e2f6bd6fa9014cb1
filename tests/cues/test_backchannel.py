"""A short sound is a backchannel by its place, its level and its sound together."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from cues.backchannel import Placed, likeness, odds
from cues.model import Output
from cues.settings import DEFAULT

WORDS, WORDLESS = DEFAULT.turns.words, DEFAULT.turns.wordless
MHM = Placed(length=0.4, before=5.0, after=2.0, floor=1.0, softer=3.0, sound=8.0)


@pytest.mark.parametrize(
    "less",
    [
        {"length": 1.0},
        {"before": 0.3},
        {"after": 0.2},
        {"floor": 0.0},
        {"softer": 0.0},
        {"sound": 5.0},
    ],
    ids=lambda less: next(iter(less)),
)
def test_each_thing_that_speaks_for_it_adds_to_the_odds(less: dict[str, float]) -> None:
    assert odds(replace(MHM, **less), WORDS) < odds(MHM, WORDS)


@pytest.mark.parametrize(
    "more", [{"before": math.inf}, {"after": math.inf}, {"softer": 40.0}], ids=lambda more: next(iter(more))
)
def test_nothing_counts_without_end(more: dict[str, float]) -> None:
    most = replace(MHM, before=WORDS.before_most_s, after=WORDS.after_most_s, softer=WORDS.softer_most_db)
    assert odds(replace(most, **more), WORDS) == odds(most, WORDS)


def test_louder_than_usual_counts_as_usual() -> None:
    assert odds(replace(MHM, softer=-6.0), WORDS) == odds(replace(MHM, softer=0.0), WORDS)


def like(**high: float) -> float:
    outputs = np.full((1, len(Output)), 0.01, np.float32)
    for name, probability in high.items():
        outputs[0, Output[name.upper()]] = probability
    return float(likeness(outputs, WORDLESS.sound)[0])


def test_a_murmur_sounds_like_one_and_a_laugh_a_sigh_and_a_cough_do_not() -> None:
    murmur = like(murmur=0.8, voice=0.95)
    for sound in ("laughter", "sigh", "other"):
        assert like(**{sound: 0.8}, voice=0.95) < murmur - 4.0


def test_where_no_net_has_heard_it_a_sound_counts_as_words() -> None:
    nothing = np.zeros((2, len(Output)), np.float32)
    assert likeness(nothing, WORDS.sound).tolist() == pytest.approx([WORDS.sound.unheard] * 2)


def test_likeness_is_one_number_a_hop() -> None:
    hops = np.linspace(1e-6, 1.0, 5 * len(Output), dtype=np.float32).reshape(5, len(Output))
    likely = likeness(hops, WORDS.sound)
    assert likely.shape == (5,)
    assert np.isfinite(likely).all()
