"""The folder of labelled voices is read as it is, and what is missing is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from server.bench.corpus import MissingDataError, clips, noises, pair, shifts, talks
from server.bench.scoring import Mark
from tests.server.bench.voices import RATE, SECONDS, TALK, folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("voices"))


def test_a_conversation_has_its_labels_and_two_tracks(data: Path) -> None:
    (talk,) = talks(data)
    assert (talk.name, talk.seconds) == ("one", SECONDS)
    assert talk.marks == [Mark("speech", *its) for its in TALK]
    assert [track.size for track in pair(data, "dialogues", "one")] == [SECONDS * RATE] * 2


def test_a_voice_moves_at_a_time_or_never(data: Path) -> None:
    assert [(its.name, its.shift) for its in shifts(data)] == [("moved", 6.0), ("still", None)]


def test_clips_of_no_certain_label_are_left_out(data: Path) -> None:
    its = clips(data, "vocal")
    assert [clip.label for clip in its] == ["speech", "laughter", "laughter", "sigh"]
    assert [clip.counts_for("laughter") for clip in its] == [True, True, False, True]
    assert all(clip.counts_for("sigh") for clip in its)


def test_every_noise_is_as_loud(data: Path) -> None:
    (noise,) = noises(data)
    assert np.sqrt(np.mean(np.square(noise))) == pytest.approx(1.0, rel=1e-3)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    for read in (talks, shifts, noises):
        with pytest.raises(MissingDataError, match="there is no"):
            read(tmp_path)
    with pytest.raises(MissingDataError, match=r"manifest\.csv"):
        clips(tmp_path, "vocal")
