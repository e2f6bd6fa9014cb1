"""Reads a folder of labelled voices: conversations, voices that move, single sounds, noises."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from server.bench.scoring import Mark
from server.media.recordings import Recording

Floats = NDArray[np.float32]
Folder = Literal["vocal", "vocal_measure_only"]

WEAK = {"laughter": "embarrassment", "sigh": "disappointment"}
"""Clips whose emotion makes their label doubtful; they are left out when that label is measured."""


class MissingDataError(Exception):
    """The folder does not hold what is to be measured; the text says what is missing."""


class Label(msgspec.Struct, frozen=True):
    """One labelled sound of a conversation."""

    type: str
    who: int
    start: float
    end: float


class Talk(msgspec.Struct, frozen=True):
    """A conversation of two with everything that is to be heard in it."""

    name: str
    seconds: float
    events: list[Label]

    @property
    def marks(self) -> list[Mark]:
        """Its labels, ready to be compared."""
        return [Mark(its.type, its.who, its.start, its.end) for its in self.events]


class Shift(msgspec.Struct, frozen=True):
    """A voice that moves after `shift` seconds, or never; `who` is its track."""

    name: str
    who: int
    shift: float | None
    label: str
    speaker: str


class Clip(msgspec.Struct, frozen=True):
    """A single sound; `speaker` tells who made it."""

    path: Path
    label: str
    speaker: str
    emotion: str

    def counts_for(self, label: str) -> bool:
        """Whether it is among the clips one label is measured on."""
        return self.emotion != WEAK[label]


def sound(path: Path) -> Floats:
    """Read one recording: float32, shape (n,), 16 kHz mono."""
    with Recording(path) as recording:
        return np.concatenate([block[0] for block in recording.blocks()])


def pair(data: Path, kind: Literal["dialogues", "tone"], name: str) -> tuple[Floats, Floats]:
    """Read the two tracks of a conversation."""
    folder = data / kind / name
    a, b = (sound(_first(folder, f"{track}.*")) for track in "ab")
    return a, b


def talks(data: Path) -> list[Talk]:
    """Return the conversations, by name."""
    return [
        msgspec.json.decode(path.read_bytes(), type=Talk) for path in _all(data / "dialogues", "*/gold.json")
    ]


def shifts(data: Path) -> list[Shift]:
    """Return the voices that move or stay, by name."""
    return [msgspec.json.decode(path.read_bytes(), type=Shift) for path in _all(data / "tone", "*/gold.json")]


def clips(data: Path, folder: Folder) -> list[Clip]:
    """Return the single sounds with a certain label; interjections are not among them."""
    path = _first(data / folder, "manifest.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Clip(path.parent / row["file"], row["label"], row["speaker_or_source_id"], row["emotion"])
        for row in rows
        if not row["label"].endswith("_uncertain") and row["label"] != "interjection"
    ]


def noises(data: Path) -> list[Floats]:
    """Return the noises, each with a loudness (RMS) of 1."""
    found = [sound(path) for path in _all(data / "noise_rir", "noise_*")]
    return [noise / np.sqrt(np.mean(np.square(noise))) for noise in found]


def _all(folder: Path, pattern: str) -> Sequence[Path]:
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise MissingDataError(f"{folder}: there is no {pattern} here.")
    return paths


def _first(folder: Path, pattern: str) -> Path:
    return _all(folder, pattern)[0]
