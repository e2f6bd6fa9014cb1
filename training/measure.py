"""How well a net hears: clips and dialogues scored as `score.py` does, held-out speakers apart."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cues import laughter, sigh
from cues.features import TAIL, log_mel
from cues.model import HOP, Hearing
from cues.settings import DEFAULT, SustainedSettings
from cues.sustained import Sustained
from training.lessons import activity
from training.sounds import read

Floats = npt.NDArray[np.float32]
Level = Callable[[Floats], Floats]
"""From the net's outputs (hops, 7) to how likely each hop is the sound."""


@dataclass(slots=True)
class Clip:
    """One clip as the net hears it: probabilities (hops, 7)."""

    label: str
    held: bool
    weak: str
    heard: Floats


def hear(net: Hearing, samples: Floats) -> Floats:
    """Probabilities (hops, 7) of one recording, padded to whole hops."""
    padded = np.pad(samples, (0, -len(samples) % HOP)).astype(np.float32)
    frames, _ = log_mel(np.zeros((1, TAIL), np.float32), padded[None])
    return net.step(net.start()[None], frames)[1][0]


def clips(net: Hearing, data: Path, folder: str) -> list[Clip]:
    """The clips of `eval/vocal` or `eval/vocal_measure_only`, uncertain ones left out."""
    out = []
    with (data / "eval" / folder / "manifest.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["label"].endswith("_uncertain") or row["label"] == "interjection":
            continue
        who = row["speaker_or_source_id"]
        held = not who.startswith("emog_") or int(who[5:]) % 3 == 0
        heard = hear(net, read(data / "eval" / folder / row["file"]))
        out.append(Clip(row["label"], held, row["emotion"], heard))
    return out


def coughs(net: Hearing, data: Path) -> list[Clip]:
    """Held-out Coswara speakers' coughs and breaths, cut into clips of one to three sounds."""
    out = []
    with (data / "train/coswara/manifest.csv").open() as file:
        rows = [r for r in csv.DictReader(file) if int(r["speaker"][1:]) % 3 == 0]
    for row in rows:
        if row["label"] == "speech":
            continue
        samples = read(data / "train/coswara" / row["file"])
        where = np.flatnonzero(activity(samples, 25.0, 20)) * 160
        at = 0
        while len(where) and at < len(samples):
            after = where[where >= at]
            if not len(after):
                break
            first = max(0, int(after[0]) - 1600)
            cut = samples[first : first + 40_000]
            out.append(Clip(row["label"], True, row["kind"], hear(net, cut)))
            at = first + 80_000
    return out


def found(heard: Floats, settings: SustainedSettings) -> bool:
    """Whether a track of one output holds such a sound."""
    tracker = Sustained(settings)
    events = tracker.feed(heard, np.ones(len(heard), bool), 0)
    return bool([*events, *tracker.finish()])


def strength(heard: Floats, settings: SustainedSettings) -> float:
    """The highest threshold at which a clip would still count, near enough."""
    kernel = np.ones(settings.mean_hops) / settings.mean_hops
    level = np.convolve(np.concatenate([np.zeros(settings.mean_hops - 1), heard]), kernel, "valid")
    least = max(1, round(settings.least_s / 0.04) - 1)
    return float(np.sort(level)[::-1][min(least, len(level)) - 1])


def average_precision(scores: Iterable[float], truth: Iterable[bool]) -> float:
    """Area under precision over recall."""
    order = np.argsort(-np.asarray(list(scores)))
    hits = np.asarray(list(truth))[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean()) if hits.any() else 0.0


def f1(pos: int, tp: int, fp: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * tp / max(pos + tp + fp, 1)


def table(rows: list[Clip], label: str, level: Level, settings: SustainedSettings) -> dict[str, object]:
    """F1 at the threshold and at the best one, AP, false on speech and on each other label."""
    weak = {"laughter": "embarrassment", "sigh": "disappointment"}[label]
    rows = [r for r in rows if r.weak != weak]
    truth = [r.label == label for r in rows]
    scores = [strength(level(r.heard), settings) for r in rows]
    hits = [found(level(r.heard), settings) for r in rows]
    tp = sum(h and t for h, t in zip(hits, truth, strict=True))
    fp = sum(h and not t for h, t in zip(hits, truth, strict=True))
    best = max(
        (
            f1(
                sum(truth),
                sum(s >= b and t for s, t in zip(scores, truth, strict=True)),
                sum(s >= b and not t for s, t in zip(scores, truth, strict=True)),
            ),
            b,
        )
        for b in np.linspace(0.05, 0.95, 46)
    )
    labels = sorted({r.label for r in rows} - {label})
    wrong = {}
    for name in labels:
        theirs = [h for h, r in zip(hits, rows, strict=True) if r.label == name]
        wrong[name] = f"{sum(theirs)}/{len(theirs)}"
    return {
        "n": sum(truth),
        "f1": round(f1(sum(truth), tp, fp), 3),
        "recall": round(tp / max(sum(truth), 1), 3),
        "precision": round(tp / max(tp + fp, 1), 3),
        "ap": round(average_precision(scores, truth), 3),
        "best": (round(best[0], 3), round(float(best[1]), 2)),
        "false": wrong,
    }


def match(gold: list[tuple[float, float]], got: list[tuple[float, float]]) -> int:
    """Hits of a greedy one-to-one matching, as `score.py` does it."""
    hits, free = 0, list(got)
    for s, e in gold:
        best = max(free, key=lambda x: min(e, x[1]) - max(s, x[0]), default=None)
        if best and min(e, best[1]) - max(s, best[0]) >= 0.4 * min(e - s, best[1] - best[0]) > 0:
            hits += 1
            free.remove(best)
    return hits


def dialogues(net: Hearing, data: Path) -> list[tuple[str, list[dict[str, object]], list[Floats]]]:
    """Every dialogue: its name, gold events and the two tracks' probabilities."""
    out = []
    for folder in sorted((data / "eval/dialogues").glob("*/")):
        gold = json.loads((folder / "gold.json").read_text())
        tracks = [hear(net, read(next(folder.glob(f"{t}.*")))) for t in "ab"]
        out.append((folder.name, gold["events"], tracks))
    return out


def in_dialogues(
    heard: list[tuple[str, list[dict[str, object]], list[Floats]]],
    label: str,
    level: Level,
    settings: SustainedSettings,
) -> dict[str, object]:
    """F1 and false alarms per hour of one cue, each track heard by itself."""
    hits = gold = got = 0
    onsets = []
    sure = (settings.mean_hops - 1) / 2 * 0.04 + settings.least_s
    seconds = 0.0
    for _, events, tracks in heard:
        seconds += len(tracks[0]) * 0.04
        for who, track in enumerate(tracks):
            wanted = [(e["start"], e["end"]) for e in events if e["type"] == label and e["who"] == who]
            tracker = Sustained(settings)
            spans = tracker.feed(level(track), np.ones(len(track), bool), 0)
            mine = [(f.start, f.end) for f in [*spans, *tracker.finish()]]
            hits += match(wanted, mine)
            gold, got = gold + len(wanted), got + len(mine)
            for s, e in wanted:
                near = [a - s for a, b in mine if b > s and a < e]
                onsets += near[:1]
    return {
        "f1": round(2 * hits / max(gold + got, 1), 3),
        "recall": round(hits / max(gold, 1), 3),
        "precision": round(hits / max(got, 1), 3),
        "false_per_hour": round((got - hits) / seconds * 3600, 1),
        "onset_s": round(float(np.median(onsets)), 3) if onsets else None,
        "known_after_s": np.quantile(np.array(onsets) + sure, [0.5, 0.95]).round(2).tolist()
        if onsets
        else None,
        "n": gold,
    }


def report(net: Hearing, data: Path) -> dict[str, object]:
    """Everything measured, as one dictionary."""
    vocal, deeply, rough = (
        clips(net, data, "vocal"),
        clips(net, data, "vocal_measure_only"),
        coughs(net, data),
    )
    held = [c for c in vocal if c.held]
    spoken = dialogues(net, data)
    result: dict[str, object] = {}
    kinds: list[tuple[str, Level, SustainedSettings]] = [
        ("laughter", lambda h: laughter.likely(h, DEFAULT.laughter), DEFAULT.laughter.sound),
        ("sigh", lambda h: sigh.likely(h, DEFAULT.sigh), DEFAULT.sigh.sound),
    ]
    for label, level, settings in kinds:
        result[label] = {
            "vocal, held-out speakers": table(held, label, level, settings),
            "vocal, held out, with coughs and breaths": table(held + rough, label, level, settings),
            "vocal, all": table(vocal, label, level, settings),
            "vocal_measure_only": table(deeply, label, level, settings),
            "dialogues": in_dialogues(spoken, label, level, settings),
        }
    return result
