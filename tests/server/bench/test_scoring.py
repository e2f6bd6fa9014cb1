"""The bench's figures are the benchmark's: by hand-made cases, and against score.py itself."""

from __future__ import annotations

import csv
import json
import random
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.events import Laughter, Live, Overlap, ToneShift, Voice
from server.bench.scoring import (
    ClipScore,
    Found,
    Mark,
    Stretch,
    clip_counts,
    clip_figures,
    false_by_label,
    found,
    marks,
    mask,
    matches,
    runs,
    score_talk,
    score_tone,
    stretches,
    talk_figures,
    tone_figures,
    total,
)

SECONDS = 20.0
THERE = [
    Mark("speech", 0, 1.0, 5.0),
    Mark("backchannel", 1, 3.0, 3.4),
    Mark("laughter", 1, 6.0, 7.0),
    Mark("speech", 1, 9.0, 13.0),
    Mark("speech", 0, 12.5, 15.0),
    Mark("sigh", 0, 16.0, 16.8),
]
PERFECT = [
    *THERE,
    Mark("overlap", 1, 3.0, 3.4),
    Mark("overlap", 0, 12.5, 13.0),
    Mark("silence", None, 5.0, 6.0),
    Mark("silence", None, 7.0, 9.0),
    Mark("silence", None, 15.0, 16.0),
]
KINDS = ("speech_frame", "laughter", "sigh", "backchannel", "overlap", "silence")


def figures(told: list[Mark]) -> dict[str, float]:
    return talk_figures([score_talk(THERE, told, SECONDS)])


def test_events_with_a_start_and_an_end_are_compared() -> None:
    told: list[Live] = [
        Laughter(who=1, start=1.0, end=2.0, confidence=0.9),
        Overlap(who=0, start=3.0, end=4.0, kind="held"),
        ToneShift(who=0, at=5.0, moved=(), confidence=0.9),
        Voice(who=0, at=6.0, on=True),
    ]
    assert marks(told) == [Mark("laughter", 1, 1.0, 2.0), Mark("overlap", 0, 3.0, 4.0)]


def test_spans_are_those_of_one_person_or_of_anybody() -> None:
    assert stretches(THERE, ("speech",), 1) == [(9.0, 13.0)]
    assert stretches(PERFECT, ("overlap",)) == [(3.0, 3.4), (12.5, 13.0)]


def test_a_mask_holds_the_steps_of_its_spans() -> None:
    drawn = mask([(-1.0, 0.02), (0.05, 9.0)], 8)
    assert drawn.tolist() == [True, True, False, False, False, True, True, True]
    assert not mask([(-2.0, -1.0)], 8).any()


def test_runs_are_the_stretches_of_a_mask_that_last_long_enough() -> None:
    drawn = np.array([1, 1, 0, 1, 1, 1], np.bool_)
    assert runs(drawn, 0.0) == [(0.0, 0.02), (0.03, 0.06)]
    assert runs(drawn, 0.03) == [(0.03, 0.06)]


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_a_mask_is_its_runs(drawn: list[bool]) -> None:
    whole = np.array(drawn)
    inner = [(start + 0.001, end + 0.001) for start, end in runs(whole, 0.0)]
    assert mask(inner, len(drawn)).tolist() == drawn


@pytest.mark.parametrize(
    ("told", "hits"),
    [
        ((1.0, 2.0), 1),
        ((1.59, 3.0), 1),
        ((1.7, 3.0), 0),
        ((1.4, 1.5), 1),
        ((0.0, 9.0), 1),
        ((2.0, 3.0), 0),
        ((1.5, 1.5), 0),
    ],
)
def test_a_sound_is_found_when_it_shares_two_fifths_of_the_shorter(told: Stretch, hits: int) -> None:
    assert found([(1.0, 2.0)], [told]) == Found(hits, 1, 1)


def test_one_told_event_finds_one_sound_only() -> None:
    assert matches([(1.0, 2.0), (2.1, 3.0)], [(1.0, 3.0)]) == [((1.0, 2.0), (1.0, 3.0))]
    assert found([(1.0, 2.0)], []) == Found(0, 1, 0)


def test_nothing_told_or_nothing_there_is_nought() -> None:
    nothing = Found()
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)
    assert total([Found(1, 2, 4), Found(1, 2, 4)]) == Found(2, 4, 8)
    both = Found(2, 4, 8)
    assert (both.precision, both.recall) == (0.25, 0.5)
    assert both.f1 == pytest.approx(1 / 3)
    assert both.false_per_hour(0.5) == 12.0


def test_who_tells_everything_as_it_was_has_every_figure_full() -> None:
    told = figures(PERFECT)
    assert {kind: told[f"{kind}_f1"] for kind in KINDS} == dict.fromkeys(KINDS, 1.0)
    assert told["talk_share_error_max"] == 0.0
    assert told["silence_onset_error_median_s"] == pytest.approx(0.0)


def test_who_tells_nothing_has_none() -> None:
    told = figures([])
    assert {told[f"{kind}_f1"] for kind in KINDS} == {0.0}
    assert told["talk_share_error_max"] == 1.0
    assert "silence_onset_error_median_s" not in told


def test_speech_told_over_a_laugh_is_neither_right_nor_wrong() -> None:
    assert figures([*PERFECT, Mark("speech", 1, 6.0, 7.0)])["speech_frame_precision"] == 1.0
    assert figures([*PERFECT, Mark("speech", 1, 7.1, 8.1)])["speech_frame_precision"] < 0.95


def test_edges_a_tenth_of_a_second_off_are_not_held_against_speech() -> None:
    nudged = [its._replace(start=its.start - 0.09, end=its.end + 0.09) for its in THERE]
    assert figures(nudged)["speech_frame_f1"] == 1.0


def test_a_sound_told_of_the_other_person_is_not_found() -> None:
    swapped = [its._replace(who=1) if its.type == "sigh" else its for its in PERFECT]
    told = figures(swapped)
    assert (told["sigh_recall"], told["sigh_false_per_hour"]) == (0.0, 180.0)


def test_onsets_are_told_by_how_late_they_are() -> None:
    late = [its._replace(start=its.start + 0.25) if its.type == "laughter" else its for its in PERFECT]
    (onset,) = [
        its
        for track in score_talk(THERE, late, SECONDS).tracks
        for its in track.onsets
        if its.type == "laughter"
    ]
    assert onset.late_s == pytest.approx(0.25)


def test_the_share_of_the_talk_is_off_by_what_was_missed() -> None:
    halved = [its for its in THERE if its.who != 1]
    assert score_talk(THERE, halved, SECONDS).share_error == pytest.approx(4.0 / 10.5)


@pytest.mark.parametrize(
    ("shift", "told", "heard", "early"),
    [
        (60.0, [75.0], True, False),
        (60.0, [61.0], False, False),
        (60.0, [30.0, 75.0], True, True),
        (60.0, [], False, False),
        (None, [30.0], True, False),
        (None, [], False, False),
    ],
)
def test_a_voice_that_moved_is_found_two_seconds_after(
    shift: float | None, told: list[float], heard: bool, early: bool
) -> None:
    score = score_tone(shift, told)
    assert (score.moved, score.heard, score.early) == (shift is not None, heard, early)


def test_tone_figures_weigh_what_moved_against_what_did_not() -> None:
    scores = [
        score_tone(60.0, [70.0]),
        score_tone(60.0, [20.0]),
        score_tone(None, []),
        score_tone(None, [9.0]),
    ]
    assert tone_figures(scores) == {
        "tone_recall": 0.5,
        "tone_false_alarm_rate": 0.5,
        "tone_early_rate": 0.5,
        "tone_youden": 0.0,
    }


CLIPS = [
    ClipScore("laughter", frozenset({"laughter"})),
    ClipScore("laughter", frozenset({"sigh"})),
    ClipScore("speech", frozenset({"speech"})),
    ClipScore("cough", frozenset({"laughter"})),
]


def test_a_clip_is_found_when_its_sound_is_told_of_it() -> None:
    assert clip_counts(CLIPS, "laughter") == Found(1, 2, 2)
    assert false_by_label(CLIPS, "laughter") == {"cough": Found(0, 1, 1), "speech": Found(0, 1, 0)}
    assert clip_figures(CLIPS, "laughter") == {
        "clips": 4,
        "laughter_recall": 0.5,
        "laughter_precision": 0.5,
        "laughter_f1": 0.5,
        "laughter_false_on_other_sounds": 0.5,
        "laughter_false_on_speech": 0.0,
    }


COPY = "import shutil, sys; shutil.copy(sys.argv[1].rsplit('.', 1)[0] + '.told', sys.argv[2])"
"""A listener that knows already what it will hear: beside each recording lies what is told of it."""


def scored(script: Path, *args: str) -> dict[str, float]:
    """Run score.py with that listener; return its figures."""
    command = shlex.join([sys.executable, "-c", COPY, "{a}", "{out}"])
    ran = subprocess.run(
        [sys.executable, str(script), *args, "--cmd", command], capture_output=True, text=True, check=True
    )
    return {name: float(value) for name, value in (line.split() for line in ran.stdout.splitlines())}


def heard_badly(dice: random.Random, events: list[dict[str, Any]], seconds: float) -> list[dict[str, Any]]:
    """Tell most of some labels, a little off, and some that are not there."""
    told = []
    for event in events:
        if dice.random() < 0.8:
            start, end = event["start"] + dice.gauss(0, 0.15), event["end"] + dice.gauss(0, 0.15)
            told.append(event | {"start": start, "end": max(end, start + 0.05)})
    for kind in ("speech", "backchannel", "laughter", "sigh", "overlap", "silence"):
        for _ in range(12):
            start = dice.uniform(0, seconds - 3)
            told.append(
                {"type": kind, "who": dice.randrange(2), "start": start, "end": start + dice.uniform(0.1, 3)}
            )
    return told


@pytest.mark.voices
def test_conversations_are_scored_as_score_py_scores_them(voices: Path, tmp_path: Path) -> None:
    dice, scores = random.Random(1), []
    for path in sorted((voices / "dialogues").glob("*/gold.json")):
        gold = json.loads(path.read_text())
        folder = tmp_path / path.parent.name
        folder.mkdir()
        told = heard_badly(dice, gold["events"], gold["seconds"])
        (folder / "gold.json").write_text(path.read_text())
        for name in ("a.ogg", "b.ogg"):
            (folder / name).touch()
        (folder / "a.told").write_text(json.dumps({"seconds": gold["seconds"], "events": told}))
        there, said = (
            [Mark(its["type"], its["who"], its["start"], its["end"]) for its in events]
            for events in (gold["events"], told)
        )
        scores.append(score_talk(there, said, gold["seconds"]))
    exact = scored(voices / "score.py", "dialogues", str(tmp_path))
    mine = talk_figures(scores)
    assert mine.keys() == exact.keys()
    for name, value in mine.items():
        assert value == pytest.approx(exact[name], abs=0.051 if "per_hour" in name else 0.00051), name


@pytest.mark.voices
def test_voices_that_move_are_scored_as_score_py_scores_them(voices: Path, tmp_path: Path) -> None:
    dice, scores = random.Random(2), []
    for path in sorted((voices / "tone").glob("*/gold.json")):
        gold = json.loads(path.read_text())
        folder = tmp_path / path.parent.name
        folder.mkdir()
        ats = [dice.uniform(10, 110) for _ in range(dice.randrange(3))]
        (folder / "gold.json").write_text(path.read_text())
        for name in ("a.ogg", "b.ogg"):
            (folder / name).touch()
        events = [{"type": "tone_shift", "who": 0, "at": at} for at in ats]
        (folder / "a.told").write_text(json.dumps({"seconds": 110.0, "events": events}))
        scores.append(score_tone(gold["shift"], ats))
    mine = {name: round(value, 3) for name, value in tone_figures(scores).items()}
    assert mine == scored(voices / "score.py", "tone", str(tmp_path))


@pytest.mark.voices
@pytest.mark.parametrize("label", ["laughter", "sigh"])
def test_clips_are_scored_as_score_py_scores_them(voices: Path, tmp_path: Path, label: str) -> None:
    dice, scores = random.Random(3), []
    rows = [
        ("laughter", "amusement"),
        ("laughter", "embarrassment"),
        ("sigh", "relief"),
        ("sigh", "disappointment"),
        ("speech", ""),
        ("cough", ""),
        ("laughter_uncertain", ""),
        ("interjection", "awe"),
    ]
    with (tmp_path / "manifest.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["file", "label", "emotion"])
        writer.writeheader()
        for number in range(80):
            kind, emotion = dice.choice(rows)
            told = {its for its in ("laughter", "sigh", "speech") if dice.random() < 0.4}
            writer.writerow({"file": f"{number}.ogg", "label": kind, "emotion": emotion})
            events = [{"type": its, "who": 0, "start": 0.0, "end": 1.0} for its in told]
            (tmp_path / f"{number}.told").write_text(json.dumps({"seconds": 1.0, "events": events}))
            weak = {"laughter": "embarrassment", "sigh": "disappointment"}[label]
            if kind not in ("laughter_uncertain", "interjection") and emotion != weak:
                scores.append(ClipScore(kind, frozenset(told)))
    mine = {name: round(value, 3) for name, value in clip_figures(scores, label).items()}
    assert mine == scored(voices / "score.py", "clips", str(tmp_path), "--label", label)
