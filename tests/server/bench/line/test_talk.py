"""Microphones play what the labels say, for as long as a call lasts."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from server.bench.corpus import MissingDataError
from server.bench.line.talk import RATE, made, recorded


def test_made_voices_are_loud_where_the_labels_say_and_nowhere_else(tmp_path: Path) -> None:
    spoken = made(22.0)
    for who in (0, 1):
        assert len(spoken.labels[who]) == 3
        loud = np.abs(spoken.tracks[who]) > 0.02
        said = np.zeros_like(loud)
        for its in spoken.labels[who]:
            said[round(its.start * RATE) : round(its.end * RATE)] = True
            assert loud[round(its.start * RATE) : round(its.end * RATE)].mean() > 0.1
        assert not (loud & ~said).any()
    for path in spoken.write(tmp_path):
        with wave.open(str(path)) as file:
            assert file.getnframes() / file.getframerate() == 22.0


@pytest.mark.voices
def test_recorded_conversations_are_put_end_to_end(voices: Path) -> None:
    spoken = recorded(voices, 150.0)
    assert [track.size / RATE for track in spoken.tracks] == [200.0, 200.0]
    for who in (0, 1):
        assert {its.who for its in spoken.labels[who]} == {who}
        assert any(its.start > 100.0 for its in spoken.labels[who])


def test_a_folder_without_conversations_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError):
        recorded(tmp_path, 10.0)
