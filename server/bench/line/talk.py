"""What two people say in a measured call: sound for their microphones, and labels of what is in it."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np

from server.bench import corpus
from server.bench.corpus import Floats
from server.bench.scoring import Mark
from server.bench.voice import dialogue

RATE = 48_000
"""Samples per second of a browser's microphone."""

SPOKEN_S, REPLY_S, EXCHANGE_S = 2.6, 0.6, 7.0
"""Each speaks so long, the other replies after so much, and the next exchange begins so much later."""


class Spoken:
    """A conversation: `tracks`, float32 at 48 kHz, one a person, and the `labels` of each."""

    def __init__(self, tracks: tuple[Floats, Floats], labels: tuple[list[Mark], list[Mark]]) -> None:
        self.tracks = tracks
        self.labels = labels

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write both tracks as WAV; returns their paths."""
        paths = folder / "a.wav", folder / "b.wav"
        for path, track in zip(paths, self.tracks, strict=True):
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes((np.clip(track, -1, 1) * 32767).astype("<i2").tobytes())
        return paths


def made(seconds: float) -> Spoken:
    """Let two voices nobody has take turns."""
    turns = []
    at = 1.0
    while at + EXCHANGE_S <= seconds:
        answer = at + SPOKEN_S + REPLY_S
        turns += [(0, at, at + SPOKEN_S), (1, answer, answer + SPOKEN_S)]
        at += EXCHANGE_S
    labels = [[Mark("speech", who, start, end) for who, start, end in turns if who == own] for own in (0, 1)]
    return Spoken(dialogue(turns, seconds=seconds, rate=RATE), (labels[0], labels[1]))


def recorded(data: Path, seconds: float) -> Spoken:
    """Put labelled conversations end to end until they are long enough.

    Raises
    ------
    MissingDataError
        When the folder holds none.
    """
    parts: tuple[list[Floats], list[Floats]] = ([], [])
    labels: tuple[list[Mark], list[Mark]] = ([], [])
    at = 0.0
    for talk in corpus.talks(data):
        for who, letter in enumerate("ab"):
            sound = _decoded(next(iter(sorted((data / "dialogues" / talk.name).glob(f"{letter}.*")))))
            length = round(talk.seconds * RATE)
            parts[who].append(np.pad(sound[:length], (0, max(0, length - sound.size))))
        for its in talk.marks:
            if its.who is not None:
                labels[its.who].append(its._replace(start=its.start + at, end=its.end + at))
        at += talk.seconds
        if at >= seconds:
            break
    return Spoken((np.concatenate(parts[0]), np.concatenate(parts[1])), labels)


def _decoded(path: Path) -> Floats:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    found: list[Floats] = []
    with av.open(str(path)) as file:
        for frame in file.decode(audio=0):
            found += [part.to_ndarray()[0] for part in resampler.resample(frame)]
    found += [part.to_ndarray()[0] for part in resampler.resample(None)]
    return np.concatenate(found)
