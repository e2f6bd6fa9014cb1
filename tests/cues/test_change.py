"""What moved in a voice."""

from __future__ import annotations

from typing import get_args

from cues.change import changes
from cues.events import Measure, Move


def test_changes_are_told_in_one_order_whatever_order_they_were_found_in() -> None:
    moved = (Move(measure="rate", by=-1.0), Move(measure="level", by=-4.0))
    assert changes(moved) == changes(reversed(moved)) == ("quieter", "slower")


def test_every_measure_has_a_word_each_way_but_a_brighter_spectrum() -> None:
    measures = get_args(Measure)
    up = changes(Move(measure=measure, by=1.0) for measure in measures)
    down = changes(Move(measure=measure, by=-1.0) for measure in measures)
    assert up == ("louder", "faster", "higher", "livelier")
    assert down == ("quieter", "slower", "lower", "flatter", "breathier")
