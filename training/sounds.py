"""The clips as arrays, each with what is known about it; read once, kept in the work folder."""

from __future__ import annotations

import csv
import pickle
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

RATE = 16_000


@dataclass(slots=True)
class Sound:
    """One recording: 16 kHz samples, where it comes from and what was said about it."""

    name: str
    source: str
    speaker: str
    label: str
    audited: str
    samples: npt.NDArray[np.float32]
    teacher: dict[str, float] = field(default_factory=dict)
    voiced: float = 0.0
    """Share of its loud frames with a clear period."""
    dark: float = 0.0
    """Level under 900 Hz over the level above, in dB, in its loud frames."""


def read(path: Path) -> npt.NDArray[np.float32]:
    """One file as 16 kHz mono samples in [-1, 1]."""
    with av.open(str(path)) as file:
        resampler = av.AudioResampler("flt", "mono", RATE)
        parts = [
            piece.to_ndarray()[0] for frame in file.decode(audio=0) for piece in resampler.resample(frame)
        ]
        parts += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    return np.concatenate(parts).astype(np.float32)


def _shape(samples: npt.NDArray[np.float32]) -> tuple[float, float]:
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(samples, (0, 640)), 640)[::320]
    frames = frames * np.hanning(640)
    spectra = np.abs(np.fft.rfft(frames, 2048)) ** 2
    level = spectra.sum(1)
    loud = spectra[level > np.percentile(level, 95) * 0.03]
    correlation = np.fft.irfft(loud)[:, :1024]
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(640), 2048)) ** 2)[:1024]
    normal = correlation / (correlation[:, :1] + 1e-12) / (window / window[0] + 1e-3)
    peak = normal[:, 30:270].max(1)
    edge = int(900 / RATE * 2048)
    low, high = loud[:, 8:edge].sum() + 1e-12, loud[:, edge:].sum() + 1e-12
    return float((peak > 0.6).mean()), float(10 * np.log10(low / high))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open() as file:
        return list(csv.DictReader(file))


def load(data: Path, yamnet: Path, work: Path) -> list[Sound]:
    """Every clip that may teach, in a fixed order."""
    kept = work / "sounds.pickle"
    if kept.exists():
        with kept.open("rb") as file:
            sounds: list[Sound] = pickle.load(file)
        return sounds
    from training.teacher import Teacher  # who only needs to read clips has no YAMNet

    teacher = Teacher(yamnet)
    audited = {
        Path(row["file"]).name: row["label"]
        for row in _rows(data / "eval/vocal/manifest.csv")
        if row["file"].startswith("emogator/")
    }
    sounds = []
    for row in _rows(data / "train/emogator/manifest.csv"):
        samples = read(data / "train/emogator" / row["file"])
        sound = Sound(
            name=row["file"],
            source="emogator",
            speaker=row["speaker"],
            label=row["emotion"],
            audited=audited.get(row["file"], ""),
            samples=samples,
            teacher=teacher.scores(samples),
        )
        sound.voiced, sound.dark = _shape(samples)
        sounds.append(sound)
    for row in _rows(data / "train/coswara/manifest.csv"):
        samples = read(data / "train/coswara" / row["file"])
        sounds.append(
            Sound(
                name=row["file"],
                source="coswara",
                speaker=row["speaker"],
                label=row["label"],
                audited=row["kind"],
                samples=samples,
            )
        )
    for row in _rows(data / "eval/speech/manifest.csv"):
        samples = read(data / "eval/speech" / row["file"])
        sounds.append(
            Sound(
                name=row["file"],
                source="librispeech",
                speaker=row["speaker"],
                label="speech",
                audited="",
                samples=samples,
            )
        )
    for folder in sorted((data / "eval/tone").glob("tone*")):
        for track in ("a", "b"):
            path = next(folder.glob(f"{track}.*"))
            sounds.append(
                Sound(
                    name=f"{folder.name}-{track}",
                    source="emodb",
                    speaker=f"{folder.name}-{track}",
                    label="speech",
                    audited="",
                    samples=read(path),
                )
            )
    with kept.open("wb") as file:
        pickle.dump(sounds, file)
    return sounds


def held_out(sound: Sound) -> bool:
    """Every third speaker of each corpus: what choices are made on, never taught in the first run."""
    digits = "".join(c for c in sound.speaker if c.isdigit())
    return int(digits[-9:]) % 3 == 0
