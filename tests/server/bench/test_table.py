"""Every figure is shown, and each table's rows have as many cells as its head."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.bench.accuracy import decoded
from server.bench.report import Report
from server.bench.table import lines, tables

FIGURES = Path(__file__).parents[3] / "docs/accuracy.json"


@pytest.fixture(scope="module")
def report() -> Report:
    return decoded(FIGURES.read_bytes())


def test_every_figure_is_printed_by_its_name(report: Report) -> None:
    printed = "\n".join(lines(report))
    for figures in report.figures.values():
        for name, value in figures.items():
            assert f"  {name:<34} {value:.4f}\n" in printed


def test_every_row_has_the_cells_of_its_head(report: Report) -> None:
    for title, (head, *rows) in tables(report):
        assert rows, title
        assert {len(row) for row in rows} == {len(head)}, title


def test_every_condition_is_a_row(report: Report) -> None:
    worse = dict(tables(report))["On a poorer line, in a louder room (F1)"]
    assert [row[0] for row in worse[1:]] == [
        "as recorded",
        "32 kbit/s",
        "16 kbit/s",
        "8 kbit/s",
        "0 % lost",
        "5 % lost",
        "15 % lost",
        "noise 20 dB below",
        "noise 10 dB below",
        "noise 5 dB below",
    ]


def test_a_tone_shift_has_no_end_to_count_from(report: Report) -> None:
    soon = {row[0]: row for row in dict(tables(report))["How soon"]}
    assert soon["voice moved"][3:5] == ("–", "–")
