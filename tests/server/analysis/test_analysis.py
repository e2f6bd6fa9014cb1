"""Recordings are heard as one conversation, by the pipeline of the live call."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from cues.events import Silence, Speech, Unheard
from cues.framing import Floats
from cues.pipeline import Ear
from server.analysis.analysis import Heard, analyze
from server.media.recordings import RATE, Recording
from tests.cues.sound import Loud, hear, sound

A = sound(12.0, [(2, 4.5), (9, 11)], seed=1)
B = sound(12.0, [(5, 7)], seed=50)


def write(path: Path, *channels: Floats) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.stack(channels, axis=1) * 32767).astype("<i2").tobytes())
    return path


def heard(*paths: Path) -> Heard:
    recordings = [Recording(path, split=len(paths) == 1) for path in paths]
    told: list[float] = []
    its = analyze(recordings, Ear(scorer=Loud()), progress=told.append)
    assert told[-1] == pytest.approx(its.analysis.seconds, abs=0.01)
    return its


def speech(its: Heard) -> list[tuple[int, float]]:
    return [(event.who, event.start) for event in its.analysis.events if isinstance(event, Speech)]


def test_two_files_are_one_conversation(tmp_path: Path) -> None:
    its = heard(write(tmp_path / "a.wav", A), write(tmp_path / "b.wav", B))
    assert [round(start) for _, start in speech(its)] == [2, 5, 9]
    assert [track.name for track in its.analysis.tracks] == ["a.wav", "b.wav"]
    assert its.analysis.seconds == 12.0
    assert its.analysis.summary.seconds == 12.0
    assert its.notes == []
    starts = [event.start for event in its.analysis.events if isinstance(event, Speech | Silence)]
    assert starts == sorted(starts)


def test_a_stereo_file_is_the_same_conversation(tmp_path: Path) -> None:
    one = heard(write(tmp_path / "ab.wav", A, B))
    two = heard(write(tmp_path / "a.wav", A), write(tmp_path / "b.wav", B))
    assert one.analysis.events == two.analysis.events
    assert [track.name for track in one.analysis.tracks] == ["ab.wav (left)", "ab.wav (right)"]


def test_it_is_heard_as_a_live_call_is(tmp_path: Path) -> None:
    its = heard(write(tmp_path / "a.wav", A), write(tmp_path / "b.wav", B))
    live = [(event.who, event.start) for event in hear([A, B], chunks=(320,)) if isinstance(event, Speech)]
    assert speech(its) == sorted(live, key=lambda one: one[1])


def test_one_file_is_one_voice(tmp_path: Path) -> None:
    its = heard(write(tmp_path / "a.wav", A))
    assert [who for who, _ in speech(its)] == [0, 0]
    assert len(its.analysis.tracks) == 1


@pytest.mark.parametrize("longer", [0, 1])
def test_the_rest_of_the_shorter_is_unheard_and_said(tmp_path: Path, longer: int) -> None:
    short = write(tmp_path / "short.wav", B[: 4 * RATE])
    long = write(tmp_path / "long.wav", A)
    its = heard(*([long, short] if longer == 0 else [short, long]))
    (gap,) = (event for event in its.analysis.events if isinstance(event, Unheard))
    assert (gap.who, gap.start, gap.end, gap.reason) == (1 - longer, 4.0, 12.0, "absent")
    assert its.notes == ["lengths: short.wav ends 8.0 s before long.wav; nothing is known of it there."]


def test_a_silent_file_is_said(tmp_path: Path) -> None:
    its = heard(write(tmp_path / "a.wav", A), write(tmp_path / "b.wav", np.zeros_like(B)))
    assert its.notes == ["silent: b.wav holds no sound at all."]
    assert {who for who, _ in speech(its)} == {0}


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    recording = Recording(write(tmp_path / "a.wav", A))
    recording.broken = True
    its = analyze([recording], Ear(scorer=Loud()))
    assert its.notes == ["broken: a.wav is damaged; what could not be read is left out."]
