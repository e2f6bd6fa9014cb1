"""What is said of accuracy is what was measured: the page, and what the summary tells."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from server.bench.accuracy import decoded, encoded, less, markdown, plain, typescript, word
from server.bench.report import Report

ROOT = Path(__file__).parents[3]
FIGURES = ROOT / "docs/accuracy.json"


@pytest.fixture(scope="module")
def report() -> Report:
    return decoded(FIGURES.read_bytes())


def changed(report: Report, **figures: float) -> Report:
    """The same report with other figures: `dialogues__laughter_recall=0.5`."""
    every = {place: dict(its) for place, its in report.figures.items()}
    for name, figure in figures.items():
        place, _, which = name.partition("__")
        every[place.replace("_of_", "/")][which] = figure
    return msgspec.structs.replace(report, figures=every)


def test_the_published_figures_are_whole(report: Report) -> None:
    assert not report.quick
    assert encoded(report) == FIGURES.read_bytes()


def test_the_page_is_what_the_figures_say(report: Report) -> None:
    assert (ROOT / "docs/accuracy.md").read_text(encoding="utf-8") == markdown(report)


def test_the_summary_tells_what_the_figures_say(report: Report) -> None:
    page = ROOT / "static/src/views/summary/accuracy.gen.ts"
    assert page.read_text(encoding="utf-8") == typescript(report)


def test_the_page_has_words_first_then_every_figure(report: Report) -> None:
    titles = [line for line in markdown(report).splitlines() if line.startswith("#")]
    assert titles == [
        "# How far to trust each cue",
        "## In plain words",
        "## For whom, and where, less",
        "## All figures",
        "### How soon",
        "### How exact",
        "### False alarms an hour",
        "### By the pitch of the voice",
        "### On a poorer line, in a louder room (F1)",
        "### Taken for a laugh or a sigh",
        "### What it costs",
        "## Measuring again",
    ]


def test_the_page_says_when_with_what_and_on_which_recordings(report: Report) -> None:
    head = markdown(report).partition("## In plain words")[0]
    assert report.date in head
    assert report.net in head
    assert f"Duologue {report.product}" in head
    assert "development recordings" in head


@pytest.mark.parametrize(
    ("f1", "said"),
    [
        (1.0, "close"),
        (0.95, "close"),
        (0.94, "mostly right"),
        (0.85, "mostly right"),
        (0.84, "a fair hint, not a count"),
        (0.7, "a fair hint, not a count"),
        (0.69, "often wrong, a hint at most"),
    ],
)
def test_a_grade_is_a_word(f1: float, said: str) -> None:
    assert word(f1) == said


def test_laughs_are_graded_by_the_worse_of_known_and_unknown_people(report: Report) -> None:
    worse = changed(report, dialogues__laughter_f1=0.9, vocal_measure_only_of_laughter__laughter_f1=0.5)
    assert any(line.startswith("**Laughs: often wrong") for line in plain(worse))


def test_false_alarms_are_told_by_the_hour(report: Report) -> None:
    lines = list(
        plain(changed(report, dialogues__laughter_false_per_hour=0.2, dialogues__sigh_false_per_hour=9.0))
    )
    assert any("Laughs" in line and "Hardly ever told without cause." in line for line in lines)
    assert any("Sighs" in line and "Told without cause 9 times an hour." in line for line in lines)


def test_lines_and_rooms_are_named_where_a_cue_gets_much_worse(report: Report) -> None:
    good = dict.fromkeys(report.slices[-1].figures, 1.0)
    slices = [
        its if its.by == "pitch" else msgspec.structs.replace(its, figures=good) for its in report.slices
    ]
    assert not any("noise" in line.lower() for line in less(msgspec.structs.replace(report, slices=slices)))
    poor = good | {"dialogues.laughter_f1": 0.2}
    slices[-1] = msgspec.structs.replace(slices[-1], figures=poor)
    (line,) = [
        line for line in less(msgspec.structs.replace(report, slices=slices)) if line.startswith("**Noise")
    ]
    assert "→ 0.20" in line


def test_voices_are_named_where_one_group_is_heard_much_worse(report: Report) -> None:
    figure = "vocal/laughter.laughter_f1"

    def with_laughs(lower: float, higher: float, count: int) -> Report:
        groups = [
            msgspec.structs.replace(
                its,
                figures=its.figures | {figure: {"lower": lower, "higher": higher}[str(its.value)]},
                counts=its.counts | {"vocal/laughter.laughter": count},
            )
            if its.by == "pitch"
            else its
            for its in report.slices
        ]
        return msgspec.structs.replace(report, slices=groups)

    def named(report: Report) -> list[str]:
        return [line.partition(",")[0] for line in less(report) if ", laugh:" in line]

    assert named(with_laughs(0.6, 0.9, 40)) == ["**Lower voices"]
    assert named(with_laughs(0.9, 0.6, 40)) == ["**Higher voices"]
    assert named(with_laughs(0.9, 0.85, 40)) == []
    assert named(with_laughs(0.9, 0.1, 3)) == []


@pytest.mark.parametrize(("off", "within"), [(0.05, "tenth"), (0.13, "fifth"), (0.3, "third"), (0.4, "half")])
def test_the_summary_has_a_word_for_how_exact_pauses_are(report: Report, off: float, within: str) -> None:
    assert f'within: "{within}"' in typescript(changed(report, dialogues__silence_onset_error_median_s=off))


def test_of_laughs_the_summary_tells_the_lower_of_known_and_unknown_people(report: Report) -> None:
    better = changed(
        report, dialogues__laughter_recall=0.92, vocal_measure_only_of_laughter__laughter_recall=0.71
    )
    assert "laughs: 7," in typescript(better)


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(msgspec.MsgspecError):
        decoded(b'{"version": 1}')
