"""The whole bench over a folder of sounds nobody made: every part is heard, every figure is there."""

from __future__ import annotations

import pytest

from server.bench import accuracy, table
from server.bench.cues import Data, measure
from server.bench.replay import Progress
from server.bench.report import VERSION, Report
from tests.server.bench.voices import folder


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, list[str]]:
    stages: list[str] = []

    def stage(text: str, seconds: float) -> Progress:
        assert seconds > 0
        stages.append(text)
        return lambda done: None

    data = Data.find(folder(tmp_path_factory.mktemp("voices")), quick=True)
    report = measure(data, product="1.2.3", date="2026-01-02", quick=True, stage=stage)
    return report, stages


def test_everything_is_heard_once(heard: tuple[Report, list[str]]) -> None:
    assert heard[1] == [
        "conversations",
        "one voice: moved",
        "single sounds: vocal",
        "single sounds: vocal_measure_only",
        "every packet",
        "codec at 16 kbit/s",
        "codec at 8 kbit/s",
        "5 % of packets lost",
        "15 % of packets lost",
        "noise 20 dB below the voice",
        "noise 10 dB below the voice",
        "noise 5 dB below the voice",
    ]


def test_the_report_says_what_was_measured_and_when(heard: tuple[Report, list[str]]) -> None:
    report = heard[0]
    assert (report.version, report.product, report.date, report.quick) == (
        VERSION,
        "1.2.3",
        "2026-01-02",
        True,
    )
    assert len(report.net) == 12
    assert report.hours == pytest.approx(12 / 3600, abs=0.001)


def test_clear_speech_is_heard_as_speech(heard: tuple[Report, list[str]]) -> None:
    report = heard[0]
    assert report.get("dialogues.speech_frame_f1") > 0.9
    assert report.get("vocal/laughter.laughter_false_on_speech") == 0.0
    assert report.counts["tone"] == {"moved": 1, "still": 0}
    assert report.delays["voice"].count >= 2


def test_every_condition_and_both_groups_have_their_figures(heard: tuple[Report, list[str]]) -> None:
    slices = heard[0].slices
    assert [(its.by, its.value) for its in slices] == [
        ("pitch", "lower"),
        ("pitch", "higher"),
        ("codec", 32),
        ("codec", 16),
        ("codec", 8),
        ("loss", 0),
        ("loss", 5),
        ("loss", 15),
        ("noise", 20),
        ("noise", 10),
        ("noise", 5),
    ]
    assert all(its.figures["dialogues.speech_frame_f1"] > 0.5 for its in slices)
    assert [its.calls for its in heard[0].costs] == [1, 16]
    assert all(its.ms_per_s > 0 for its in heard[0].costs)


def test_what_was_measured_can_be_written_read_and_shown(heard: tuple[Report, list[str]]) -> None:
    report = heard[0]
    assert accuracy.decoded(accuracy.encoded(report)) == report
    assert "  speech_frame_f1" in "\n".join(table.lines(report))
    assert accuracy.markdown(report).startswith("# How far to trust each cue\n")
