"""Conversations put together anew: the timings of known ones, with other speakers and other sounds.

What is known of a conversation is its `gold.json`: who makes which kind of sound when. Each of its spans
is filled with another clip of that kind; levels, noise and echo are drawn, and the line is Opus.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import msgspec
import numpy as np
import numpy.typing as npt
from scipy.signal import butter, lfilter

from training.lessons import activity
from training.sounds import RATE, read

Floats = npt.NDArray[np.float32]

OTHER = (
    "disappointment",
    "embarrassment",
    "elation",
    "triumph",
    "anger",
    "pain",
    "disgust",
    "contempt",
    "fear",
    "sadness",
    "awe",
    "realization",
)
"""Emotions whose sounds are none of the cues, mostly."""


class Event(msgspec.Struct, frozen=True):
    """One span of what is known; times in seconds."""

    type: str
    who: int
    start: float
    end: float


class Gold(msgspec.Struct, frozen=True):
    """What is known of a conversation."""

    seconds: float
    events: list[Event]


@dataclass(slots=True)
class Clips:
    """Everything a conversation can be put together from; read when first asked for."""

    data: Path
    bursts: dict[str, list[Path]] = field(default_factory=dict)
    """By the emotion asked for."""
    speech: dict[str, list[Path]] = field(default_factory=dict)
    """By speaker."""
    body: list[Path] = field(default_factory=list)
    """Coughs and breaths."""

    def __post_init__(self) -> None:
        for row in self._rows("train/emogator"):
            self.bursts.setdefault(row["emotion"], []).append(self.data / "train/emogator" / row["file"])
        for row in self._rows("eval/speech"):
            self.speech.setdefault(row["speaker"], []).append(self.data / "eval/speech" / row["file"])
        for row in self._rows("train/coswara"):
            if "cough" in row["label"] + row["kind"] or "breath" in row["label"] + row["kind"]:
                self.body.append(self.data / "train/coswara" / row["file"])

    def _rows(self, folder: str) -> list[dict[str, str]]:
        with (self.data / folder / "manifest.csv").open() as file:
            return list(csv.DictReader(file))

    def burst(self, rng: np.random.Generator, emotions: tuple[str, ...], least: float, most: float) -> Floats:
        """Draw a clip of one of these emotions that sounds for so many seconds."""
        while True:
            paths = self.bursts[str(rng.choice(emotions))]
            sound = _sounding(read(paths[rng.integers(len(paths))]), 25.0)
            if least <= len(sound) / RATE <= most:
                return sound

    def other(self, rng: np.random.Generator, seconds: float) -> Floats:
        """Draw a cough, a breath or another sound that is no cue."""
        if rng.random() < 0.45:
            return self.burst(rng, OTHER, 0.3, 1.9)
        while True:
            sound = _sounding(read(self.body[rng.integers(len(self.body))]), 18.0)
            if len(sound):
                return sound[: int(min(seconds * 1.2, 1.8) * RATE)]


def _sounding(samples: Floats, under: float) -> Floats:
    """The longest part in which a clip sounds; nothing when there is none of 80 ms."""
    edges = np.flatnonzero(np.diff(np.pad(activity(samples, under, 8).astype(int), 1)))
    parts = [samples[first * 160 : last * 160] for first, last in edges.reshape(-1, 2)]
    longest: Floats = max(parts, key=len, default=samples[:0])
    return longest if len(longest) >= RATE * 0.08 else samples[:0]


def _at(samples: Floats, db: float) -> Floats:
    at: Floats = (samples / np.sqrt(np.mean(samples**2) + 1e-9) * 10 ** (db / 20)).astype(np.float32)
    return at


def _words(rng: np.random.Generator, speech: Floats, seconds: float) -> Floats:
    """A short piece of speech that begins and ends where it is soft: as good as whole words."""
    count = int(seconds * RATE)
    best, least = speech[:count], np.inf
    for first in rng.integers(0, max(1, len(speech) - count - 1), 30):
        piece = speech[first : first + count]
        power = np.mean(piece[: len(piece) // 160 * 160].reshape(-1, 160) ** 2, axis=1)
        level = 10 * np.log10(power + 1e-10)
        edges = (level[:2].mean() + level[-2:].mean()) / 2 - np.percentile(level, 80)
        if edges < least:
            best, least = piece, edges
    return best


def _faded(samples: Floats) -> Floats:
    faded, count = samples.copy(), min(80, len(samples) // 4)
    faded[:count] *= np.linspace(0.0, 1.0, count)
    faded[len(faded) - count :] *= np.linspace(1.0, 0.0, count)
    return faded


def _opus(samples: Floats) -> Floats:
    """The same sound after a call's codec, at 28 kbit/s."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="ogg") as out:
        stream = out.add_stream("libopus", rate=48000, layout="mono")
        stream.bit_rate = 28000
        words = (np.clip(samples, -1, 1) * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(words[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
        resampler = av.AudioResampler("s16", "mono", 48000)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    buffer.seek(0)
    with av.open(buffer, "r") as file:
        resampler = av.AudioResampler("flt", "mono", RATE)
        parts = [piece.to_ndarray()[0] for its in file.decode(audio=0) for piece in resampler.resample(its)]
        parts += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    heard = np.concatenate(parts)
    return np.pad(heard, (0, max(0, len(samples) - len(heard))))[: len(samples)].astype(np.float32)


def put_together(gold: Gold, clips: Clips, rng: np.random.Generator) -> tuple[Floats, Gold]:
    """Fill the timings of a conversation anew.

    Returns
    -------
    tracks : float32, shape (2, n), 16 kHz
    gold
        What is in them; the two people may have changed places.
    """
    count, swap = int(gold.seconds * RATE), int(rng.random() < 0.5)
    tracks = np.zeros((2, count), np.float32)
    speakers = rng.choice(sorted(clips.speech), 2, replace=False)
    speech = [np.concatenate([read(path) for path in clips.speech[name]]) for name in speakers]
    level, taken = rng.uniform(-32, -17, 2), [0, 0]
    events = []
    for event in sorted(gold.events, key=lambda its: its.start):
        who, seconds = event.who ^ swap, event.end - event.start
        match event.type:
            case "speech":
                length = int(seconds * RATE)
                sound = np.resize(np.roll(speech[who], -taken[who]), length)
                taken[who] += length
                if seconds < 1.0:
                    sound = _words(rng, speech[who], seconds)
                db = rng.normal(0, 1.2)
            case "backchannel":
                sound = _words(rng, speech[who], seconds)
                if rng.random() < 0.5:
                    least, most = max(0.12, seconds * 0.6), min(0.95, seconds * 1.6 + 0.1)
                    sound = clips.burst(rng, ("neutral", "sympathy"), least, most)
                db = rng.normal(-3, 1.8)
            case "laughter":
                sound, db = clips.burst(rng, ("amusement",), 0.3, 1.9), rng.normal(-1, 2)
            case "sigh":
                sound, db = clips.burst(rng, ("relief",), 0.35, 1.5), rng.normal(-5, 3)
            case _:
                sound, db = clips.other(rng, seconds), rng.normal(-2, 3)
        first = int(event.start * RATE)
        sound = _faded(_at(sound, level[who] + db))[: count - first]
        tracks[who, first : first + len(sound)] += sound
        made = msgspec.structs.replace(event, who=who, end=event.start + len(sound) / RATE)
        events.append(made)
    if rng.random() < 0.35:
        late, coloured = int(rng.uniform(0.08, 0.22) * RATE), butter(2, [300, 3000], "band", fs=RATE)
        echo = lfilter(*coloured, tracks[1])[:-late] * 10 ** (rng.uniform(-32, -22) / 20)
        tracks[0, late:] += echo.astype(np.float32)
    below = rng.uniform(24, 38)
    for who in (0, 1):
        tracks[who] += _at(rng.normal(0, 1, count).astype(np.float32), level[who] - below)
        tracks[who] = _opus(tracks[who])
    return tracks, Gold(gold.seconds, events)
