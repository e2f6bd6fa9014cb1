"""The same figures for lower and for higher voices, told apart by their median pitch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from cues.pitch import PitchTracker, contour
from cues.settings import DEFAULT
from server.bench.corpus import Clip, Floats, Talk
from server.bench.report import Slice
from server.bench.scoring import (
    SMALL,
    TALK,
    ClipScore,
    ToneScore,
    TrackScore,
    clip_counts,
    found_figures,
    stretches,
    tone_figures,
    total,
)
from server.media.opus import RATE

HIGHER_HZ = 165.0
"""Median pitch from which a voice counts as a higher one: between the two modes of adult voices."""
VOICED_LEAST = 20
"""Frames of 10 ms with a pitch that a voice must have for its median to mean anything."""

GROUPS = ("lower", "higher")


def median_pitch(parts: Iterable[Floats]) -> float | None:
    """Return the median pitch of a voice in Hz, heard in some parts; None where hardly any is voiced."""
    tracker = PitchTracker(DEFAULT.pitch)
    f0 = [
        contour(frames, DEFAULT.pitch)
        for frames in (tracker.measure(part) for part in parts)
        if frames.values.shape[-1]
    ]
    voiced = np.concatenate([np.zeros(0, np.float32), *(its[its > 0] for its in f0)])
    return float(np.median(voiced)) if voiced.size >= VOICED_LEAST else None


def group(pitch: float | None) -> str | None:
    """Tell which group a voice is of; None when it has no pitch to tell by."""
    return None if pitch is None else GROUPS[pitch >= HIGHER_HZ]


def of_track(talk: Talk, samples: Floats, who: int) -> str | None:
    """Tell the group of one person in a conversation by what they say."""
    said = stretches(talk.marks, TALK, who)
    return group(median_pitch(samples[round(a * RATE) : round(b * RATE)] for a, b in said))


def of_speakers(clips: Sequence[Clip], sounds: Sequence[Floats]) -> dict[str, str | None]:
    """Tell the group of everyone who made clips, by all of theirs: laughs are higher than speech."""
    theirs: dict[str, list[Floats]] = {}
    for clip, sound in zip(clips, sounds, strict=True):
        theirs.setdefault(clip.speaker, []).append(sound)
    return {speaker: group(median_pitch(parts)) for speaker, parts in theirs.items()}


def slices(
    tracks: Sequence[tuple[str | None, TrackScore]],
    tones: Sequence[tuple[str | None, str, ToneScore]],
    clips: dict[str, Sequence[tuple[str | None, str, ClipScore]]],
) -> list[Slice]:
    """Put figures of each group beside each other.

    Parameters
    ----------
    tracks
        Everyone in the conversations: group and score.
    tones
        Group, speaker and score of each recording of one voice.
    clips
        By `folder/label`, what counts for it: group, speaker and score of each clip.
    """
    return [_slice(name, tracks, tones, clips) for name in GROUPS]


def _slice(
    name: str,
    tracks: Sequence[tuple[str | None, TrackScore]],
    tones: Sequence[tuple[str | None, str, ToneScore]],
    clips: dict[str, Sequence[tuple[str | None, str, ClipScore]]],
) -> Slice:
    mine = [score for its, score in tracks if its == name]
    moved = [score for its, _, score in tones if its == name]
    people = {speaker for its, speaker, _ in tones if its == name}
    people |= {speaker for each in clips.values() for its, speaker, _ in each if its == name}
    speech = total(score.speech for score in mine)
    figures = {f"dialogues.{key}": value for key, value in found_figures("speech_frame", speech).items()}
    counts = {"dialogues.speech_frame": speech.there}
    for kind in SMALL:
        found = total(score.sounds[kind] for score in mine)
        figures |= {f"dialogues.{key}": value for key, value in found_figures(kind, found).items()}
        counts[f"dialogues.{kind}"] = found.there
    figures |= {f"tone.{key}": value for key, value in tone_figures(moved).items()}
    counts["tone.moved"] = sum(score.moved for score in moved)
    counts["tone.still"] = sum(not score.moved for score in moved)
    for place, each in clips.items():
        label = place.rpartition("/")[2]
        found = clip_counts([score for its, _, score in each if its == name], label)
        figures |= {f"{place}.{key}": value for key, value in found_figures(label, found).items()}
        counts[f"{place}.{label}"] = found.there
    return Slice(
        by="pitch",
        value=name,
        people=len(mine) + len(people),
        figures={key: round(value, 4) for key, value in figures.items()},
        counts=counts,
    )
