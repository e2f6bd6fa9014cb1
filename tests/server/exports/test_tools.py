"""What researchers' tools read back from an export is what was heard."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pympi
import pytest
import webvtt as webvtt_py
from hypothesis import given
from hypothesis import strategies as st
from praatio import textgrid as praat

from cues.events import CueEvent, Speech, ToneShift, Unheard
from server.exports.eaf import eaf
from server.exports.facts import Facts, json
from server.exports.rttm import rttm
from server.exports.sheet import COLUMNS, sheet
from server.exports.textgrid import textgrid
from server.exports.tiers import tiers
from server.exports.webvtt import webvtt
from tests.server.exports.heard import EVENTS, facts


def read_praat(written: bytes, folder: Path) -> Any:
    file = folder / "out.TextGrid"
    file.write_bytes(written)
    return praat.openTextgrid(str(file), includeEmptyIntervals=True, reportingMode="error")


def read_elan(written: bytes, folder: Path) -> Any:
    file = folder / "out.eaf"
    file.write_bytes(written)
    return pympi.Elan.Eaf(str(file))


def test_praat_reads_every_row_back(tmp_path: Path) -> None:
    grid = read_praat(textgrid(facts()), tmp_path)
    assert grid.tierNames == tuple(tier.name for tier in tiers(facts()))
    assert grid.maxTimestamp == 400.0
    speech = [entry for entry in grid.getTier("Daniel: speech").entries if entry.label]
    assert [(each.start, each.end, each.label) for each in speech[:2]] == [
        (0.0, 7.25, "speech"), (16.0, 23.25, "speech"),
    ]  # fmt: skip
    assert [(e.time, e.label) for e in grid.getTier("Mara: voice moved").entries] == [
        (61.0, "quieter, slower")
    ]
    assert [e.label for e in grid.getTier("both: overlap").entries if e.label] == [
        "tried to come in, made by the line", "terminal",
    ]  # fmt: skip


def test_elan_reads_every_row_back(tmp_path: Path) -> None:
    document = read_elan(eaf(facts()), tmp_path)
    assert list(document.get_tier_names()) == [tier.name for tier in tiers(facts())]
    assert sorted(document.get_annotation_data_for_tier("Mara: laugh")) == [(20500, 22000, "laugh")]
    assert document.get_annotation_data_for_tier("Mara: voice moved") == [(61000, 61001, "quieter, slower")]
    assert document.get_annotation_data_for_tier("Daniel: line") == [(10000, 40000, "heard 0.45 s late")]
    assert document.tiers["Mara: laugh"][2]["PARTICIPANT"] == "Mara"


def test_captions_are_read_back_in_order() -> None:
    read = webvtt_py.from_buffer(io.BytesIO(webvtt(facts())), format="vtt").captions
    assert (read[0].start, read[0].end, read[0].text) == ("00:00:00.000", "00:00:07.250", "[speaks]")
    assert read[1].voice == "Mara"
    starts = [caption.start for caption in read]
    assert starts == sorted(starts)
    assert [c.text for c in read if c.start == "00:05:20.000"] == ["[quiet]"]
    assert "[voice quieter, slower]" in [c.text for c in read]


def test_rttm_has_ten_fields_a_line_and_every_second_of_talk() -> None:
    lines = [line.split() for line in rttm(facts("Daniel", "Mara Lee")).decode().splitlines()]
    assert {len(line) for line in lines} == {10}
    speech = [line for line in lines if line[0] == "SPEAKER"]
    assert {line[7] for line in speech} == {"Daniel", "Mara_Lee"}
    assert sum(float(line[4]) for line in speech) == pytest.approx(40 * 7.25)
    assert [line[6] for line in lines if line[0] == "NON-LEX"] == [
        "other", "laugh", "laugh", "breath", "other",
    ]  # fmt: skip
    assert sum(line[0] == "NOSCORE" for line in lines) == 2


def test_a_table_has_a_row_an_event() -> None:
    rows = list(csv.DictReader(io.StringIO(sheet(facts()).decode(), newline="")))
    assert len(rows) == len(EVENTS)
    assert tuple(rows[0]) == COLUMNS
    overlap = next(row for row in rows if row["kind"] == "overlap")
    assert (overlap["who"], overlap["length_s"]) == ("both", "0.500")
    assert next(row["detail"] for row in rows if row["kind"] == "unheard") == "paused"


def test_no_name_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(sheet(facts("=1+1", "Mara")).decode(), newline="")))
    assert {row["who"] for row in rows} == {"'=1+1", "Mara", "both"}


def test_json_is_the_facts_themselves() -> None:
    assert msgspec.json.decode(json(facts()), type=Facts) == facts()


AWKWARD = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@given(name=AWKWARD, other=AWKWARD)
def test_any_name_comes_back_from_elan_and_from_captions(
    tmp_path_factory: pytest.TempPathFactory, name: str, other: str
) -> None:
    its = facts(name, other, events=EVENTS[:3], seconds=30.0)
    document = read_elan(eaf(its), tmp_path_factory.getbasetemp())
    assert list(document.get_tier_names()) == [tier.name for tier in tiers(its)]
    read = webvtt_py.from_buffer(io.BytesIO(webvtt(its)), format="vtt")
    assert len(read) == 3


SPANS = st.lists(
    st.tuples(st.floats(0, 30), st.floats(0, 5)).map(
        lambda span: Speech(who=0, start=span[0], end=span[0] + span[1], confidence=1.0)
    ),
    max_size=20,
)


@given(events=SPANS)
def test_within_a_row_nothing_overlaps_and_nothing_is_empty(events: list[CueEvent]) -> None:
    for tier in tiers(facts("A", events=tuple(events), seconds=30.0)):
        assert all(note.start_ms < note.end_ms <= 30_000 for note in tier.notes)
        assert all(a.end_ms <= b.start_ms for a, b in pairwise(tier.notes))


def test_two_of_one_name_and_one_without_are_told_apart() -> None:
    assert facts("Mara", "Mara").names == ("Mara", "Mara 2")
    assert facts("", "Mara").names == ("A", "Mara")


def test_a_voice_alone_has_no_rows_of_both() -> None:
    alone = facts("Daniel", events=tuple(e for e in EVENTS if isinstance(e, Speech) and e.who == 0))
    assert [tier.name for tier in tiers(alone)] == ["Daniel: speech"]


def test_a_move_without_a_word_still_has_a_mark() -> None:
    shift = ToneShift(who=0, at=1.0, moved=(), confidence=0.5)
    late = ToneShift(who=0, at=99.0, moved=(), confidence=0.5)
    rows = {t.kind: t for t in tiers(facts("A", events=(shift, late), seconds=9.0))}
    assert [note.text for note in rows["voice moved"].notes] == ["moved"]


def test_what_was_not_heard_is_said_in_captions() -> None:
    unheard = Unheard(who=0, start=1.0, end=2.0, reason="lost")
    assert b"[not heard]" in webvtt(facts("A", "B", events=(unheard,), seconds=9.0))
