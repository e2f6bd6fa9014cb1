"""Measures every cue on labelled voices, in process: one ear, all conversations together."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from cues.model import Hearing
from cues.pipeline import Ear
from cues.speech import Silero
from server.bench import corpus, cost, groups, scoring, worse
from server.bench.corpus import Clip, Floats, Folder, Shift, Talk
from server.bench.delays import delay, lateness
from server.bench.replay import Replay, Stage, replay
from server.bench.report import VERSION, Mistaken, Report, Slice
from server.bench.scoring import ClipScore, TalkScore, ToneScore
from server.media.opus import RATE

FOLDERS: tuple[Folder, ...] = ("vocal", "vocal_measure_only")
LABELS = ("laughter", "sigh")

TOGETHER = 64
"""Clips heard at once."""
QUICK = 4
"""`quick` hears one recording in so many."""


@dataclass(frozen=True, slots=True)
class Data:
    """What is to be heard, found in its folder."""

    path: Path
    talks: list[Talk]
    shifts: list[Shift]
    clips: dict[Folder, list[Clip]]
    noises: list[Floats]

    @classmethod
    def find(cls, path: Path, *, quick: bool) -> Data:
        """Find everything in a folder.

        Raises
        ------
        MissingDataError
            When a part is not there.
        """
        each = QUICK if quick else 1  # of the voices one in three: they move by twos
        return cls(
            path=path,
            talks=corpus.talks(path)[::each],
            shifts=corpus.shifts(path)[:: each - quick],
            clips={folder: corpus.clips(path, folder)[::each] for folder in FOLDERS},
            noises=corpus.noises(path),
        )


@dataclass(frozen=True, slots=True)
class _Moved:
    """One recording of one voice, heard."""

    shift: Shift
    group: str | None
    score: ToneScore
    late_s: list[float]
    """How long after the voice moved its tone shift was told."""
    seconds: float
    told: list[str]
    """The types of everything told of it: there is nothing but speech in it."""


@dataclass(frozen=True, slots=True)
class _Clipped:
    """The clips of one folder, heard."""

    clips: list[Clip]
    scores: list[ClipScore]
    groups: dict[str, str | None]

    def measured(self, label: str) -> list[tuple[Clip, ClipScore]]:
        """Those that count for one label."""
        both = zip(self.clips, self.scores, strict=True)
        return [(clip, score) for clip, score in both if clip.counts_for(label)]


def measure(data: Data, *, product: str, date: str, quick: bool, stage: Stage) -> Report:
    """Hear everything and return what came of it.

    Parameters
    ----------
    stage
        Told what is heard next.
    """
    ear = Ear(scorer=Silero(), hearing=Hearing())
    spoken = [corpus.pair(data.path, "dialogues", talk.name) for talk in data.talks]
    heard = replay(ear, spoken, stage("conversations", sum(talk.seconds for talk in data.talks)))
    talks = [
        scoring.score_talk(talk.marks, scoring.marks(its.events), talk.seconds)
        for talk, its in zip(data.talks, heard, strict=True)
    ]
    moved = [_moved(ear, data, shift, stage) for shift in data.shifts]
    clips = {folder: _clipped(ear, folder, data.clips[folder], stage) for folder in FOLDERS}
    late = [its for talk, told in zip(data.talks, heard, strict=True) for its in lateness(talk.marks, told)]
    kinds = sorted({its.kind for its in late})
    onsets = {
        kind: [
            its.late_s for talk in talks for track in talk.tracks for its in track.onsets if its.type == kind
        ]
        for kind in scoring.SMALL
    }
    tones = [its.score for its in moved]
    clip_figures = {
        f"{folder}/{label}": scoring.clip_figures([score for _, score in its.measured(label)], label)
        for folder, its in clips.items()
        for label in LABELS
    }
    return Report(
        version=VERSION,
        product=product,
        net=_net(),
        date=date,
        quick=quick,
        hours=round(sum(talk.seconds for talk in data.talks) / 3600, 3),
        figures={
            place: {name: round(figure, 4) for name, figure in its.items()}
            for place, its in {
                "dialogues": scoring.talk_figures(talks),
                "tone": scoring.tone_figures(tones),
                "speech alone": _false_alone(moved),
                **clip_figures,
            }.items()
        },
        counts=_counts(talks, tones, clips),
        onset_error={kind: delay([abs(by) for by in its]) for kind, its in onsets.items()},
        onset_bias={kind: round(statistics.median(its), 3) for kind, its in onsets.items() if its},
        delays={
            **{kind: delay([its.after_onset for its in late if its.kind == kind]) for kind in kinds},
            "tone_shift": delay([by for its in moved for by in its.late_s]),
        },
        delays_after_end={kind: delay([its.after_end for its in late if its.kind == kind]) for kind in kinds},
        slices=[
            *_by_pitch(data, spoken, talks, moved, clips),
            *worse.slices(ear, data.talks, spoken, data.noises, stage),
        ],
        mistaken=list(_mistaken(clips)),
        costs=cost.costs(ear, spoken[0], seconds=cost.QUICK_S if quick else cost.SECONDS),
    )


def _net() -> str:
    weights = resources.files("cues").joinpath("models", "hear.onnx").read_bytes()
    return hashlib.sha256(weights).hexdigest()[:12]


def _moved(ear: Ear, data: Data, shift: Shift, stage: Stage) -> _Moved:
    tracks = corpus.pair(data.path, "tone", shift.name)
    (heard,) = replay(ear, [tracks], stage(f"one voice: {shift.name}", tracks[0].size / RATE))
    told = heard.shifts(shift.who)
    score = scoring.score_tone(shift.shift, [at for at, _ in told])
    late = [] if shift.shift is None else [when - shift.shift for at, when in told if at >= shift.shift][:1]
    return _Moved(
        shift=shift,
        group=groups.group(groups.median_pitch([tracks[shift.who]])),
        score=score,
        late_s=late,
        seconds=tracks[0].size / RATE,
        told=[mark.type for mark in scoring.marks(heard.events)],
    )


def _false_alone(heard: Sequence[_Moved]) -> dict[str, float]:
    hours = sum(its.seconds for its in heard) / 3600
    return {
        f"{label}_false_per_hour": sum(its.told.count(label) for its in heard) / hours for label in LABELS
    }


def _clipped(ear: Ear, folder: Folder, clips: list[Clip], stage: Stage) -> _Clipped:
    sounds = [corpus.sound(clip.path) for clip in clips]
    progress = stage(f"single sounds: {folder}", sum(sound.size for sound in sounds) / RATE)
    heard: list[Replay] = []
    for first in range(0, len(sounds), TOGETHER):
        heard += replay(ear, [[sound] for sound in sounds[first : first + TOGETHER]], progress)
    scores = [
        ClipScore(clip.label, frozenset(mark.type for mark in scoring.marks(its.events)))
        for clip, its in zip(clips, heard, strict=True)
    ]
    return _Clipped(clips, scores, groups.of_speakers(clips, sounds))


def _counts(
    talks: Sequence[TalkScore], tones: Sequence[ToneScore], clips: dict[Folder, _Clipped]
) -> dict[str, dict[str, int]]:
    tracks = [track for talk in talks for track in talk.tracks]
    counts = {
        "dialogues": {
            **{kind: sum(track.sounds[kind].there for track in tracks) for kind in scoring.SMALL},
            "overlap": sum(talk.overlap.there for talk in talks),
            "silence": sum(talk.silence.there for talk in talks),
        },
        "tone": {"moved": sum(its.moved for its in tones), "still": sum(not its.moved for its in tones)},
    }
    for folder, its in clips.items():
        for label in LABELS:
            there = [score.label for _, score in its.measured(label)]
            counts[f"{folder}/{label}"] = {
                label: there.count(label),
                "others": len(there) - there.count(label),
            }
    return counts


def _by_pitch(
    data: Data,
    spoken: Sequence[tuple[Floats, Floats]],
    talks: Sequence[TalkScore],
    moved: Sequence[_Moved],
    clips: dict[Folder, _Clipped],
) -> list[Slice]:
    return groups.slices(
        [
            (groups.of_track(talk, pair[who], who), score.tracks[who])
            for talk, pair, score in zip(data.talks, spoken, talks, strict=True)
            for who in (0, 1)
        ],
        [(its.group, its.shift.speaker, its.score) for its in moved],
        {
            f"{folder}/{label}": [
                (its.groups[clip.speaker], clip.speaker, score) for clip, score in its.measured(label)
            ]
            for folder, its in clips.items()
            for label in LABELS
        },
    )


def _mistaken(clips: dict[Folder, _Clipped]) -> Iterator[Mistaken]:
    for folder, its in clips.items():
        for taken_for in LABELS:
            scores = [score for _, score in its.measured(taken_for)]
            for label, counts in scoring.false_by_label(scores, taken_for).items():
                yield Mistaken(
                    folder=folder, label=label, taken_for=taken_for, clips=counts.there, taken=counts.told
                )
