"""Interjections from the net's outputs: an "oh" by itself, not a vowel inside a sentence."""

from __future__ import annotations

import numpy as np
import pytest

from cues.events import Interjection
from cues.model import HOP, Output
from cues.murmur import Interjections
from cues.settings import DEFAULT
from cues.sustained import HOP_S, Floats


def outputs(hops: int, **high: tuple[int, int]) -> Floats:
    """Probabilities (hops, 7): 0.95 where named, 0.02 elsewhere."""
    heard = np.full((hops, len(Output)), 0.02, np.float32)
    for name, (first, last) in high.items():
        heard[first:last, Output[name.upper()]] = 0.95
    return heard


def told(heard: Floats, who: int = 0, chunk: int = 1000) -> list[Interjection]:
    """All interjections of one whole track, heard `chunk` hops at a time."""
    tracker = Interjections(who, DEFAULT.interjection)
    events = []
    for first in range(0, len(heard), chunk):
        piece = heard[first : first + chunk]
        events += tracker.hear(piece, np.ones(len(piece), bool), first * HOP)
    return [*events, *tracker.finish()]


def test_an_oh_by_itself_is_an_interjection() -> None:
    (oh,) = told(outputs(100, interjection=(25, 40)), who=1)
    assert oh.who == 1
    assert abs(oh.start - 25 * HOP_S) < 0.1
    assert abs(oh.end - 40 * HOP_S) < 0.15
    assert 0.5 < oh.confidence <= 1.0


@pytest.mark.parametrize("speech", [(0, 22), (44, 100)], ids=["before", "after"])
def test_speech_right_before_or_after_makes_it_part_of_a_sentence(speech: tuple[int, int]) -> None:
    assert told(outputs(100, interjection=(25, 40), speech=speech)) == []


@pytest.mark.parametrize("speech", [(0, 12), (60, 100)], ids=["before", "after"])
def test_speech_further_away_does_not(speech: tuple[int, int]) -> None:
    assert len(told(outputs(100, interjection=(25, 40), speech=speech))) == 1


@pytest.mark.parametrize("sound", ["sigh", "laughter"])
def test_a_sigh_or_laugh_with_voice_in_it_is_none(sound: str) -> None:
    voiced = np.maximum(outputs(100, interjection=(25, 40)), outputs(100, **{sound: (25, 40)}))
    assert told(voiced) == []


def test_a_long_vowel_is_none() -> None:
    assert told(outputs(100, interjection=(25, 70))) == []


def test_at_the_end_of_the_track_it_is_told_without_waiting() -> None:
    assert len(told(outputs(40, interjection=(25, 40)))) == 1


def test_two_interjections_apart_are_two() -> None:
    both = np.maximum(outputs(120, interjection=(25, 40)), outputs(120, interjection=(70, 85)))
    assert len(told(both)) == 2


@pytest.mark.parametrize("chunk", [1, 3, 4, 50])
def test_cutting_the_track_into_other_chunks_changes_nothing(chunk: int) -> None:
    heard = np.maximum(
        outputs(400, interjection=(25, 40), speech=(300, 330)),
        outputs(400, interjection=(336, 350), speech=(60, 90)),
    )
    assert told(heard, chunk=chunk) == told(heard) != []
