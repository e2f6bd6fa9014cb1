"""A folder of labelled voices as the bench expects it, out of sounds nobody made."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np

from server.bench.voice import phrase
from tests.sound import write_wav

RATE = 16_000
SECONDS = 12.0
TALK = [(0, 1.0, 4.0), (1, 5.5, 8.0), (0, 9.5, 11.0)]
"""Who speaks from when to when, in seconds."""


def folder(path: Path) -> Path:
    """Write one conversation, two recordings of one voice, four clips, and a noise; return the folder."""
    spoken = tracks()
    labels = [{"type": "speech", "who": who, "start": start, "end": end} for who, start, end in TALK]
    _pair(path / "dialogues/one", spoken, {"name": "one", "seconds": SECONDS, "events": labels})
    shared = {"who": 0, "speaker": "nobody"}
    _pair(path / "tone/moved", spoken, {"name": "moved", "shift": 6.0, "label": "bored", **shared})
    _pair(path / "tone/still", spoken, {"name": "still", "shift": None, "label": "same", **shared})
    dice = np.random.default_rng(0)
    for kind in ("vocal", "vocal_measure_only"):
        _clips(path / kind)
    hiss = path / "noise_rir"
    hiss.mkdir()
    write_wav(hiss / "noise_hiss.wav", (0.1 * dice.standard_normal(RATE)).astype(np.float32), RATE)
    return path


def tracks() -> tuple[np.ndarray[tuple[int], np.dtype[np.float32]], ...]:
    """The two voices of the conversation: a low one and a high one, over a faint noise."""
    dice = np.random.default_rng(5)
    both = [0.0003 * dice.standard_normal(round(SECONDS * RATE)) for _ in range(2)]
    for number, (who, start, end) in enumerate(TALK):
        said = phrase(end - start, rate=RATE, pitch_hz=(110.0, 220.0)[who], seed=number)
        both[who][round(start * RATE) : round(start * RATE) + said.size] += said
    return tuple(track.astype(np.float32) for track in both)


def _pair(path: Path, spoken: tuple[np.ndarray[tuple[int], np.dtype[np.float32]], ...], gold: object) -> None:
    path.mkdir(parents=True)
    for name, track in zip("ab", spoken, strict=True):
        write_wav(path / f"{name}.wav", track, RATE)
    (path / "gold.json").write_text(json.dumps(gold))


def _clips(path: Path) -> None:
    path.mkdir()
    rows = [
        ("speech", "", "low"),
        ("laughter", "amusement", "high"),
        ("laughter", "embarrassment", "high"),
        ("sigh", "relief", "low"),
        ("laughter_uncertain", "", "low"),
        ("interjection", "awe", "low"),
    ]
    with (path / "manifest.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "label", "emotion", "speaker_or_source_id"])
        for number, (label, emotion, speaker) in enumerate(rows):
            said = phrase(1.0, rate=RATE, pitch_hz={"low": 110.0, "high": 220.0}[speaker], seed=number)
            write_wav(path / f"{number}.wav", said, RATE)
            writer.writerow([f"{number}.wav", label, emotion, speaker])
