"""What the cue bench found, as it is written to JSON: names and numbers, nothing of the recordings."""

from __future__ import annotations

from typing import Literal

import msgspec

from server.bench.delays import Delay

VERSION = 1
"""Version of the file `--json` writes."""


By = Literal["pitch", "codec", "loss", "noise"]

_COUNTED = {"tone_recall": "moved", "tone_false_alarm_rate": "still"}


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """The same figures over a part of the recordings, or over all of them made worse."""

    by: By
    value: int | str
    """`lower` or `higher`; kbit/s; lost packets of a hundred; dB from the voice down to the noise."""
    people: int
    """Whose voices it is over: tracks of conversations and speakers of clips."""
    figures: dict[str, float]
    counts: dict[str, int] = {}
    """How many labelled sounds of each kind the figures rest on, where these are not all."""

    def behind(self, figure: str) -> int:
        """How many labelled sounds one of its figures rests on."""
        place, _, name = figure.rpartition(".")
        kind = _COUNTED.get(name, name.removesuffix("_f1"))
        return self.counts[f"{place}.{kind}"]


class Mistaken(msgspec.Struct, frozen=True, kw_only=True):
    """How many clips of one label were taken for another."""

    folder: str
    label: str
    taken_for: str
    clips: int
    taken: int


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Processor time of listening to one call of two, ms a second of call, from packet to event."""

    calls: int
    """How many calls were listened to at once."""
    ms_per_s: float


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything measured in one run."""

    version: int
    product: str
    """The product's version."""
    net: str
    """First digits of the SHA-256 of the net's weights."""
    date: str
    quick: bool
    """Only a part of the recordings was heard: good enough to look, not to publish."""
    hours: float
    """Conversation heard, as recorded."""
    figures: dict[str, dict[str, float]]
    """For each folder the benchmark's figures by their names; for clips, `folder/label`. `speech alone`:
    sounds told an hour in recordings that hold none."""
    counts: dict[str, dict[str, int]]
    """For each folder how many labelled sounds of each kind there are."""
    onset_error: dict[str, Delay]
    """How far a sound's told beginning is from its label's, without sign."""
    onset_bias: dict[str, float]
    """The middle one of these with its sign: above 0 is late, in seconds."""
    delays: dict[str, Delay]
    """From a sound's labelled beginning to being told."""
    delays_after_end: dict[str, Delay]
    """From its labelled end."""
    slices: list[Slice]
    mistaken: list[Mistaken]
    costs: list[Cost]

    def get(self, name: str) -> float:
        """Return one figure by `folder.name`."""
        folder, _, figure = name.rpartition(".")
        return self.figures[folder][figure]
