"""Sighs from the net's outputs."""

from __future__ import annotations

import numpy as np

from cues.events import Sigh
from cues.model import Output
from cues.settings import DEFAULT
from cues.sigh import Sighs
from cues.sustained import HOP_S, Floats


def outputs(hops: int, **high: tuple[int, int]) -> Floats:
    """Probabilities (hops, 7): 0.9 where named, 0.02 elsewhere."""
    heard = np.full((hops, len(Output)), 0.02, np.float32)
    for name, (first, last) in high.items():
        heard[first:last, Output[name.upper()]] = 0.9
    return heard


def told(heard: Floats, who: int = 0) -> list[Sigh]:
    """All sighs of one whole track."""
    sighs = Sighs(who, DEFAULT.sigh)
    return [*sighs.hear(heard, np.ones(len(heard), bool), 0), *sighs.finish()]


def test_a_sigh_is_told_with_who_when_and_how_sure() -> None:
    (sigh,) = told(outputs(100, sigh=(25, 50)), who=1)
    assert sigh.who == 1
    assert abs(sigh.start - 25 * HOP_S) < 0.2
    assert abs(sigh.end - 50 * HOP_S) < 0.15
    assert 0.5 < sigh.confidence <= 1.0


def test_breath_inside_speech_is_no_sigh() -> None:
    assert told(outputs(100, sigh=(25, 50), speech=(10, 90))) == []


def test_what_is_as_much_a_yawn_or_a_cough_is_no_sigh() -> None:
    assert told(outputs(100, sigh=(25, 50), other=(25, 50))) == []


def test_a_sigh_between_two_sentences_is_a_sigh() -> None:
    heard = np.maximum(outputs(100, sigh=(30, 60), speech=(0, 28)), outputs(100, speech=(64, 100)))
    assert len(told(heard)) == 1


def test_breath_that_goes_on_and_on_is_no_sigh() -> None:
    assert told(outputs(200, sigh=(20, 180))) == []


def test_a_moment_of_it_is_no_sigh() -> None:
    assert told(outputs(100, sigh=(25, 27))) == []


def test_a_sigh_cut_short_by_the_end_is_told_at_the_end() -> None:
    sighs = Sighs(0, DEFAULT.sigh)
    assert sighs.hear(outputs(50, sigh=(25, 50)), np.ones(50, bool), 0) == []
    assert len(sighs.finish()) == 1
