"""Scripted dialogues over slow lines: what each did is found again, whatever the line did to it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cues.settings import TALK
from cues.summary import build
from server.__main__ import main
from server.bench.scripted import LineRow, found_again, labelled, measure, spoken, told


@pytest.fixture(scope="module")
def rows() -> list[LineRow]:
    return [measure(late_s, (0.0, 0.2, 0.6)) for late_s in (0.0, 0.1, 0.3, 0.6)]


def test_answers_are_found_again_to_30_ms_at_both_ends(rows: list[LineRow]) -> None:
    for row in rows:
        assert row.found == row.answers > 100
        assert row.within_30_ms >= 0.98 * row.found
        assert row.error_p95_ms <= 30


def test_what_the_line_made_is_labelled_so_and_nothing_else(rows: list[LineRow]) -> None:
    made, others = sum(row.made for row in rows), sum(row.others for row in rows)
    assert made > 400
    assert others > 150
    assert sum(row.made_labelled for row in rows) >= 0.95 * made
    assert sum(row.others_labelled for row in rows) <= 0.02 * others


def test_without_a_delay_the_line_makes_nothing() -> None:
    dialogue = spoken((0.0, 0.0), seed=5)
    pairs = labelled(dialogue, told(dialogue, seed=5))
    assert pairs
    assert not any(made for made, _ in pairs)
    assert not any(said for _, said in pairs)


@given(st.floats(0, 0.6), st.floats(0, 0.6), st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_on_any_line_the_middle_answer_is_right_at_both_ends(first: float, second: float, seed: int) -> None:
    dialogue = spoken((first, second), seed, answers=25)
    events = told(dialogue, seed)
    errors = sorted(found_again(dialogue, events))
    assert errors[len(errors) // 2] <= 0.03
    summary = build(events, seconds=max(said.end for said in dialogue.said), settings=TALK)
    assert summary.line is not None
    assert summary.line.adds_s == pytest.approx(first + second, abs=0.03)


def test_the_command_prints_a_row_a_delay_and_writes_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "line.json"
    assert main(["bench", "turns", "--late", "0", "400", "--json", str(out)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert [row.late_ms for row in msgspec.json.decode(out.read_bytes(), type=list[LineRow])] == [0, 400]
