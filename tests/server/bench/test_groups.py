"""Voices are told apart by their pitch, and each group has figures of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from server.bench.corpus import Clip, Label, Talk
from server.bench.groups import group, median_pitch, of_speakers, of_track, slices
from server.bench.scoring import ClipScore, Mark, score_talk, score_tone
from server.bench.voice import phrase
from tests.server.bench.voices import SECONDS, TALK, tracks

LOW, HIGH = (phrase(1.5, rate=16_000, pitch_hz=hz, seed=1) for hz in (110.0, 220.0))


def test_the_pitch_of_a_voice_is_the_middle_one_of_all_its_parts() -> None:
    assert median_pitch([LOW, LOW]) == pytest.approx(110, rel=0.15)
    assert median_pitch([HIGH]) == pytest.approx(220, rel=0.15)


def test_where_hardly_anything_is_voiced_there_is_no_pitch() -> None:
    noise = (0.01 * np.random.default_rng(0).standard_normal(16_000)).astype(np.float32)
    for parts in ([], [noise[:100]], [noise]):
        assert median_pitch(parts) is None


@pytest.mark.parametrize(
    ("hz", "name"), [(110.0, "lower"), (164.9, "lower"), (165.0, "higher"), (None, None)]
)
def test_a_voice_is_lower_or_higher_or_not_to_be_told(hz: float | None, name: str | None) -> None:
    assert group(hz) == name


def test_a_person_in_a_conversation_is_known_by_what_they_say() -> None:
    talk = Talk("one", SECONDS, [Label("speech", *its) for its in TALK])
    assert [of_track(talk, track, who) for who, track in enumerate(tracks())] == ["lower", "higher"]


def test_who_made_a_clip_is_known_by_all_of_theirs() -> None:
    clips = [Clip(Path(name), "sigh", name[0], "") for name in ("a1", "a2", "b1")]
    silent = np.zeros(8_000, np.float32)
    assert of_speakers(clips, [silent, HIGH, silent]) == {"a": "higher", "b": None}


def test_each_group_has_the_figures_of_its_people() -> None:
    there = [Mark("speech", 0, 1.0, 4.0), Mark("laughter", 0, 5.0, 6.0)]
    score = score_talk(there, [*there, Mark("laughter", 1, 2.0, 3.0)], 10.0)
    lower, higher = slices(
        [("lower", score.tracks[0]), ("higher", score.tracks[1])],
        [("lower", "x", score_tone(9.0, [20.0])), ("higher", "y", score_tone(None, []))],
        {
            "vocal/sigh": [
                ("higher", "z", ClipScore("sigh", frozenset({"sigh"}))),
                (None, "u", ClipScore("sigh", frozenset())),
            ]
        },
    )
    assert (lower.value, lower.people, higher.value, higher.people) == ("lower", 2, "higher", 3)
    assert lower.figures["dialogues.speech_frame_f1"] == lower.figures["dialogues.laughter_f1"] == 1.0
    assert (lower.figures["tone.tone_recall"], lower.counts["tone.moved"], higher.counts["tone.still"]) == (
        1.0,
        1,
        1,
    )
    assert (higher.figures["vocal/sigh.sigh_f1"], higher.counts["vocal/sigh.sigh"]) == (1.0, 1)
    assert lower.counts["vocal/sigh.sigh"] == higher.counts["dialogues.laughter"] == 0
