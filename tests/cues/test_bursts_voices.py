"""The net and its detectors together, on real voices: what is told of clips and of conversations."""

from __future__ import annotations

import csv
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest

from cues.events import Laughter, Sigh
from cues.features import RATE, TAIL, Floats, log_mel
from cues.laughter import Laughs
from cues.model import HOP, Hearing
from cues.settings import DEFAULT
from cues.sigh import Sighs

NET = Hearing()


class Gold(msgspec.Struct):
    """One sound that was placed, as `gold.json` has it."""

    type: str
    who: int
    start: float
    end: float


def heard(path: Path) -> list[Laughter | Sigh]:
    """All laughs and sighs told of one recording."""
    with av.open(str(path)) as file:
        resampler = av.AudioResampler("flt", "mono", RATE)
        pieces = [p.to_ndarray() for f in file.decode(audio=0) for p in resampler.resample(f)]
    sound: Floats = np.concatenate(pieces, axis=1).astype(np.float32)
    sound = np.pad(sound, ((0, 0), (0, -sound.shape[1] % HOP)))
    frames, _ = log_mel(np.zeros((1, TAIL), np.float32), sound)
    _, outputs = NET.step(NET.start()[None], frames)
    known = np.ones(outputs.shape[1], np.bool_)
    laughs, sighs = Laughs(0, DEFAULT.laughter), Sighs(0, DEFAULT.sigh)
    return [
        *laughs.hear(outputs[0], known, 0),
        *laughs.finish(),
        *sighs.hear(outputs[0], known, 0),
        *sighs.finish(),
    ]


def clips(folder: Path, label: str) -> list[Path]:
    """Twenty clips of one label."""
    with (folder / "manifest.csv").open(encoding="utf-8") as file:
        return [folder / row["file"] for row in csv.DictReader(file) if row["label"] == label][:20]


def share(paths: list[Path], kind: type[Laughter | Sigh]) -> float:
    """The share of recordings in which the sound is told."""
    return float(np.mean([any(isinstance(event, kind) for event in heard(path)) for path in paths]))


@pytest.mark.voices
def test_most_clips_of_laughter_are_told_as_laughter(voices: Path) -> None:
    assert share(clips(voices / "vocal", "laughter"), Laughter) >= 0.8


@pytest.mark.voices
def test_most_clips_of_sighs_are_told_as_sighs(voices: Path) -> None:
    assert share(clips(voices / "vocal", "sigh"), Sigh) >= 0.65


@pytest.mark.voices
@pytest.mark.parametrize("kind", [Laughter, Sigh])
def test_read_speech_is_told_as_neither(voices: Path, kind: type[Laughter | Sigh]) -> None:
    assert share(clips(voices / "vocal", "speech"), kind) <= 0.05


@pytest.mark.voices
@pytest.mark.parametrize("label", ["cough", "sneeze", "throat_clear"])
def test_coughs_and_sneezes_are_seldom_told_as_laughter(voices: Path, label: str) -> None:
    assert share(clips(voices / "vocal_measure_only", label), Laughter) <= 0.25


@pytest.mark.voices
def test_laughs_of_a_conversation_are_found_and_none_made_up(voices: Path) -> None:
    wanted = found = made_up = 0
    for name in ("dev03", "dev07"):
        folder = voices / "dialogues" / name
        document = msgspec.json.decode((folder / "gold.json").read_bytes())
        gold = [e for e in msgspec.convert(document["events"], list[Gold]) if e.type == "laughter"]
        for who, track in enumerate("ab"):
            laughs = [e for e in heard(next(folder.glob(f"{track}.*"))) if isinstance(e, Laughter)]
            real = [e for e in gold if e.who == who]
            wanted += len(real)
            found += sum(any(a.start < e.end and e.start < a.end for a in laughs) for e in real)
            made_up += sum(not any(a.start < e.end and e.start < a.end for e in real) for a in laughs)
    assert found >= 0.7 * wanted
    assert made_up <= 1
