"""How well what was told fits what was there: pure figures from labelled spans, defined as the benchmark's.

A sound counts as found when it shares at least 40 % of the shorter of the two spans; every label and
every told event is used once. Speech is compared on a grid of 10 ms, leaving out what lies within
0.1 s of an edge or of a laugh, a sigh or another sound, where nobody could say what is speech.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from cues.events import Live, Span

Mask = NDArray[np.bool_]
Stretch = tuple[float, float]
"""Start and end in seconds."""

STEP_S = 0.01
SHARED = 0.4
"""Share of the shorter span that must be common for a sound to count as found."""
EDGE_S = 0.1
"""How near to an edge speech is not compared."""
OVERLAP_S = 0.15
"""The shortest labelled overlap looked for."""
SILENCE_S = 1.0
"""The shortest joint silence looked for."""
SETTLED_S = 2.0
"""From how long after a voice moved a tone shift told counts as found."""

TALK = ("speech", "backchannel")
BODY = ("laughter", "sigh", "other_sound")
SMALL = ("laughter", "sigh", "backchannel")
"""The sounds found one by one on each track."""


class Mark(NamedTuple):
    """One labelled or told sound; `who` is None where it is of both."""

    type: str
    who: int | None
    start: float
    end: float


class Found(msgspec.Struct, frozen=True):
    """How many were `there`, how many were `told`, and how many of these were `hit`."""

    hit: int = 0
    there: int = 0
    told: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(self.hit + other.hit, self.there + other.there, self.told + other.told)

    @property
    def precision(self) -> float:
        """Share of what was told that was there; 0 when nothing was told."""
        return self.hit / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """Share of what was there that was told; 0 when nothing was there."""
        return self.hit / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def false_per_hour(self, hours: float) -> float:
        """How often in an hour something was told that was not there."""
        return (self.told - self.hit) / hours


class Onset(msgspec.Struct, frozen=True):
    """One sound found: how much later than its label the told one begins, in seconds."""

    type: str
    late_s: float


class TrackScore(msgspec.Struct, frozen=True):
    """One person in one conversation."""

    speech: Found
    """In steps of 10 ms."""
    sounds: dict[str, Found]
    onsets: list[Onset]
    talk_s: float
    """Labelled talk."""
    told_talk_s: float


class TalkScore(msgspec.Struct, frozen=True):
    """One conversation."""

    seconds: float
    tracks: tuple[TrackScore, TrackScore]
    overlap: Found
    silence: Found
    silence_onsets_s: list[float]
    """How far from each labelled silence the nearest told one begins, where it does within 1 s."""

    @property
    def share_error(self) -> float | None:
        """How far the first person's share of the talk is off; None when there was no talk to share."""
        there, told = (
            [track.talk_s for track in self.tracks],
            [track.told_talk_s for track in self.tracks],
        )
        if not sum(there) or not sum(told):
            return None
        return abs(there[0] / sum(there) - told[0] / sum(told))


class ToneScore(msgspec.Struct, frozen=True):
    """One recording in which a voice moved, or did not."""

    moved: bool
    heard: bool
    """Told after the voice moved; of one that did not move, told at all."""
    early: bool
    """Told before it moved."""


class ClipScore(msgspec.Struct, frozen=True):
    """One clip of a single sound: its label, and the types of what was told of it."""

    label: str
    told: frozenset[str]


def marks(events: Iterable[Live]) -> list[Mark]:
    """Return the events that have a start and an end, by their types."""
    return [
        Mark(str(event.__struct_config__.tag), getattr(event, "who", None), event.start, event.end)
        for event in events
        if isinstance(event, Span)
    ]


def stretches(sounds: Iterable[Mark], types: Sequence[str], who: int | None = None) -> list[Stretch]:
    """Return the spans of some types, of one person or, when `who` is None, of anybody."""
    return [(its.start, its.end) for its in sounds if its.type in types and who in (None, its.who)]


def mask(spans: Iterable[Stretch], steps: int) -> Mask:
    """Draw spans on a grid of 10 ms, shape (steps,)."""
    drawn = np.zeros(steps, np.bool_)
    for start, end in spans:
        drawn[max(0, int(start / STEP_S)) : max(0, int(end / STEP_S))] = True
    return drawn


def runs(drawn: Mask, least_s: float) -> list[Stretch]:
    """Return the stretches of a mask that last at least `least_s` seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], drawn, [False]]).astype(np.int8)))
    return [
        (first * STEP_S, after * STEP_S)
        for first, after in edges.reshape(-1, 2).tolist()
        if (after - first) * STEP_S >= least_s - 1e-9
    ]


def matches(there: Sequence[Stretch], told: Sequence[Stretch]) -> list[tuple[Stretch, Stretch]]:
    """Pair every labelled span, in order, with the free told one it shares most with, if enough."""
    pairs, free = [], list(told)
    for start, end in there:
        best = max(free, key=lambda its: min(end, its[1]) - max(start, its[0]), default=None)
        if best is None:
            continue
        shared = min(end, best[1]) - max(start, best[0])
        if shared >= SHARED * min(end - start, best[1] - best[0]) > 0:
            pairs.append(((start, end), best))
            free.remove(best)
    return pairs


def found(there: Sequence[Stretch], told: Sequence[Stretch]) -> Found:
    """Count what was found of some labelled spans."""
    return Found(len(matches(there, told)), len(there), len(told))


def score_talk(there: Sequence[Mark], told: Sequence[Mark], seconds: float) -> TalkScore:
    """Compare what was told of a conversation of two with its labels."""
    steps = int(seconds / STEP_S)
    one, two = (mask(stretches(there, TALK, who), steps) for who in (0, 1))
    anybody = mask(stretches(there, (*TALK, *BODY)), steps)

    def inside(span: Stretch) -> bool:
        return span[0] > 0.5 and span[1] < seconds - 1

    quiet = [span for span in runs(~anybody, SILENCE_S) if inside(span)]
    silent = [
        (start, end)
        for start, end in stretches(told, ("silence",))
        if end - start >= SILENCE_S and inside((start, end))
    ]
    nearest = (min((abs(start - its[0]) for its in silent), default=1.0) for start, _ in quiet)
    return TalkScore(
        seconds=seconds,
        tracks=(_track(there, told, 0, steps), _track(there, told, 1, steps)),
        overlap=found(runs(one & two, OVERLAP_S), stretches(told, ("overlap",))),
        silence=found(quiet, silent),
        silence_onsets_s=[off for off in nearest if off < 1],
    )


def _track(there: Sequence[Mark], told: Sequence[Mark], who: int, steps: int) -> TrackScore:
    voice = stretches(there, TALK, who)
    vague = [(start - EDGE_S, end + EDGE_S) for start, end in stretches(there, BODY, who)]
    vague += [(edge - EDGE_S, edge + EDGE_S) for span in voice for edge in span]
    clear = ~mask(vague, steps)
    spoken, heard = mask(voice, steps), mask(stretches(told, TALK, who), steps)
    sounds, onsets = {}, []
    for kind in SMALL:
        its, mine = stretches(there, (kind,), who), stretches(told, (kind,), who)
        sounds[kind] = found(its, mine)
        onsets += [Onset(kind, hit[0] - label[0]) for label, hit in matches(its, mine)]
    return TrackScore(
        speech=Found(
            int((spoken & heard & clear).sum()), int((spoken & clear).sum()), int((heard & clear).sum())
        ),
        sounds=sounds,
        onsets=onsets,
        talk_s=sum(end - start for start, end in stretches(there, ("speech",), who)),
        told_talk_s=sum(end - start for start, end in stretches(told, ("speech",), who)),
    )


def score_tone(shift: float | None, told_at: Sequence[float]) -> ToneScore:
    """Judge the moments at which a tone shift was told, given when the voice moved, if it did."""
    if shift is None:
        return ToneScore(moved=False, heard=bool(told_at), early=False)
    return ToneScore(
        moved=True,
        heard=any(at >= shift + SETTLED_S for at in told_at),
        early=any(at < shift for at in told_at),
    )


def total(counts: Iterable[Found]) -> Found:
    """Add counts up."""
    return sum(counts, Found())


def talk_figures(scores: Sequence[TalkScore]) -> dict[str, float]:
    """Return the figures of some conversations by the names the benchmark gives them."""
    hours = sum(score.seconds for score in scores) / 3600
    tracks = [track for score in scores for track in score.tracks]
    speech = total(track.speech for track in tracks)
    errors = [score.share_error for score in scores if score.share_error is not None]
    onsets = sorted(off for score in scores for off in score.silence_onsets_s)
    figures = {
        "speech_frame_f1": speech.f1,
        "speech_frame_precision": speech.precision,
        "speech_frame_recall": speech.recall,
        "talk_share_error_mean": sum(errors) / max(len(errors), 1),
        "talk_share_error_max": max(errors, default=1.0),
    }
    if onsets:
        figures["silence_onset_error_median_s"] = onsets[len(onsets) // 2]
    kinds = {kind: total(track.sounds[kind] for track in tracks) for kind in SMALL}
    kinds["overlap"] = total(score.overlap for score in scores)
    kinds["silence"] = total(score.silence for score in scores)
    for kind, counts in kinds.items():
        figures |= found_figures(kind, counts)
        figures[f"{kind}_false_per_hour"] = counts.false_per_hour(hours)
    return figures


def found_figures(kind: str, counts: Found) -> dict[str, float]:
    """Return the three figures of one kind by their names."""
    return {
        f"{kind}_precision": counts.precision,
        f"{kind}_recall": counts.recall,
        f"{kind}_f1": counts.f1,
    }


def tone_figures(scores: Sequence[ToneScore]) -> dict[str, float]:
    """Return the figures of some recordings of one voice by the names the benchmark gives them."""
    moved = [score for score in scores if score.moved]
    still = [score for score in scores if not score.moved]
    recall = sum(score.heard for score in moved) / max(len(moved), 1)
    false = sum(score.heard for score in still) / max(len(still), 1)
    return {
        "tone_recall": recall,
        "tone_false_alarm_rate": false,
        "tone_early_rate": sum(score.early for score in moved) / max(len(moved), 1),
        "tone_youden": recall - false,
    }


def clip_counts(scores: Sequence[ClipScore], label: str) -> Found:
    """Count the clips in which a sound was found, one a clip."""
    there = [score for score in scores if score.label == label]
    return Found(
        sum(label in score.told for score in there),
        len(there),
        sum(label in score.told for score in scores),
    )


def false_by_label(scores: Sequence[ClipScore], label: str) -> Mapping[str, Found]:
    """Count, for each other label, its clips (`there`) and those taken for `label` (`told`)."""
    others = sorted({score.label for score in scores} - {label})
    return {
        other: Found(
            0,
            sum(score.label == other for score in scores),
            sum(score.label == other and label in score.told for score in scores),
        )
        for other in others
    }


def clip_figures(scores: Sequence[ClipScore], label: str) -> dict[str, float]:
    """Return the figures of some clips by the names the benchmark gives them."""
    counts = clip_counts(scores, label)
    others = false_by_label(scores, label)
    rest = total(others.values())
    speech = others.get("speech", Found())
    return {
        "clips": float(len(scores)),
        f"{label}_recall": counts.recall,
        f"{label}_precision": counts.precision,
        f"{label}_f1": counts.f1,
        f"{label}_false_on_other_sounds": rest.told / max(rest.there, 1),
        f"{label}_false_on_speech": speech.told / max(speech.there, 1),
    }
