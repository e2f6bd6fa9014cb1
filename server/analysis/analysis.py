"""Hears recordings from beginning to end with the pipeline of the live call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import msgspec
import numpy as np

from cues.events import CueEvent, Fleeting, Live, ToneShift
from cues.pipeline import Ear, Pipeline
from cues.summary import Summary, build
from server.media.recordings import RATE, Recording

VERSION = 1
"""Version of the file `--json` writes."""


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """One voice of an analysis."""

    name: str
    seconds: float


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` writes: the cue events in order of time, and the summary made of them."""

    version: int
    seconds: float
    tracks: list[Track]
    events: list[CueEvent]
    summary: Summary


@dataclass(slots=True)
class _Voice:
    """What is known of a track's recording while it is read."""

    name: str
    samples: int = 0
    loudest: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An analysis, and what should be said about its recordings: one line each."""

    analysis: Analysis
    notes: list[str]


def analyze(
    recordings: Sequence[Recording], ear: Ear, *, progress: Callable[[float], None] | None = None
) -> Heard:
    """Hear one or two recordings as one conversation.

    Parameters
    ----------
    recordings
        One, or two of one channel each. A recording of two channels is a conversation of its own.
    progress
        Told the seconds heard so far, after each block.

    Raises
    ------
    RecordingError
        When one of them cannot be heard.
    """
    voices = [
        _Voice(recording.path.name + (f" ({side})" if side else ""))
        for recording in recordings
        for side in (("left", "right") if recording.channels == 2 else ("",))
    ]
    pipeline = Pipeline(tracks=len(voices))
    events: list[CueEvent] = []
    for blocks in zip_longest(*(recording.blocks() for recording in recordings)):
        rows = [row for block in blocks if block is not None for row in block]
        if len(rows) < len(voices):
            rows = [block[0] if block is not None else np.zeros(0, np.float32) for block in blocks]
        for who, (voice, samples) in enumerate(zip(voices, rows, strict=True)):
            pipeline.push(who, samples, voice.samples / RATE)
            voice.samples += len(samples)
            voice.loudest = max(voice.loudest, float(np.abs(samples).max(initial=0.0)))
        until = max(pipeline.covered(who) for who in range(len(voices)))
        for who in range(len(voices)):
            pipeline.miss(who, pipeline.covered(who), until, "absent")
        events.extend(_kept(ear.listen([pipeline])[0]))
        if progress is not None:
            progress(until)
    events.extend(_kept(ear.finish(pipeline)))
    events.sort(key=lambda event: event.at if isinstance(event, ToneShift) else event.start)
    seconds = max(voice.samples for voice in voices) / RATE
    return Heard(
        analysis=Analysis(
            version=VERSION,
            seconds=round(seconds, 3),
            tracks=[Track(name=voice.name, seconds=round(voice.samples / RATE, 3)) for voice in voices],
            events=events,
            summary=build(events, seconds=seconds),
        ),
        notes=[*_broken(recordings), *_notes(voices)],
    )


def _kept(told: Sequence[Live]) -> list[CueEvent]:
    return [event for event in told if not isinstance(event, Fleeting)]


def _broken(recordings: Sequence[Recording]) -> list[str]:
    return [
        f"broken: {recording.path.name} is damaged; what could not be read is left out."
        for recording in recordings
        if recording.broken
    ]


def _notes(voices: Sequence[_Voice]) -> list[str]:
    notes = [f"silent: {voice.name} holds no sound at all." for voice in voices if voice.loudest == 0.0]
    by_length = sorted(voices, key=lambda voice: voice.samples)
    shorter, longer = by_length[0], by_length[-1]
    rest = (longer.samples - shorter.samples) / RATE
    if rest >= 0.001:
        notes.append(
            f"lengths: {shorter.name} ends {rest:.1f} s before {longer.name}; nothing is known of it there."
        )
    return notes
