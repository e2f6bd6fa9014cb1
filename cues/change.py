"""What moved in a voice, as keys for the words: about sound, never about a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cues.events import Measure, Move

Change = Literal[
    "quieter", "louder", "slower", "faster", "higher", "lower", "flatter", "livelier", "breathier"
]

_CHANGES: dict[tuple[Measure, bool], Change] = {
    ("level", False): "quieter",
    ("level", True): "louder",
    ("rate", False): "slower",
    ("rate", True): "faster",
    ("pitch", True): "higher",
    ("pitch", False): "lower",
    ("spread", False): "flatter",
    ("spread", True): "livelier",
    ("tilt", False): "breathier",
}
"""By measure and whether it rose, in the order in which they are told. A spectrum that falls off
less steeply than before has no word of its own."""


def changes(moved: Iterable[Move]) -> tuple[Change, ...]:
    """Name the changes that have a word, in the order in which they are told."""
    directions = {(move.measure, move.by > 0) for move in moved}
    return tuple(change for key, change in _CHANGES.items() if key in directions)
