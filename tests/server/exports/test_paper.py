"""A summary on paper and as a picture: what stands there, and the same bytes every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from cues.events import CueEvent
from server.analysis.wording import ENGLISH
from server.exports.facts import Facts
from server.exports.fonts import NoFontsError, fonts
from server.exports.formats import FORMATS
from server.exports.paper import as_pdf, as_png
from server.exports.picture import HEIGHT, ROW_S, WIDTH, rows
from server.exports.png import SCALE
from server.exports.shapes import COLOURS, Words
from tests.server.exports.heard import EVENTS, facts


def pages(its: Facts, language: str = "en") -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(its, 0, language))).pages]


def picture(its: Facts) -> Image.Image:
    return Image.open(io.BytesIO(as_png(its, 0, "en")))


def test_the_paper_says_who_when_and_what_was_heard() -> None:
    (page,) = pages(facts())
    assert "Daniel and Mara" in page
    assert "19 November 2026, 6 minutes and 40 seconds." in page
    assert "laughed together once" in page
    assert "quieter, slower" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Daniel und Mara", "19. November 2026, 6 Minuten und 40 Sekunden.", "leiser, langsamer"]),
        ("es", ["Daniel y Mara", "19 de noviembre de 2026, 6 minutos y 40 segundos."]),
        ("fr", ["Daniel et Mara", "19 novembre 2026, 6 minutes et 40 secondes.", "ont ri ensemble une fois"]),
        ("ar", ["Daniel and Mara"]),
    ],
)
def test_the_paper_speaks_the_language_of_its_reader(language: str, words: list[str]) -> None:
    (page,) = pages(facts(), language)
    assert [each for each in words if each not in page] == []


def test_a_long_call_goes_on_over_pages_that_are_numbered() -> None:
    hour = tuple(event for k in range(9) for event in EVENTS if getattr(event, "start", 0.0) + k * 400 < 3600)
    assert len(pages(facts(events=hour, seconds=3600.0))) >= 2


def test_a_name_in_other_letters_is_called_by_its_own() -> None:
    (page,) = pages(facts("Jiří", "مارا"))
    assert "Jiří and B" in page.replace("\n", "")


def test_the_picture_has_a_row_for_each_five_minutes() -> None:
    drawn = list(rows(facts(), below=0, wording=ENGLISH))
    assert len(drawn) == 2
    assert ROW_S == 300
    assert picture(facts()).width == WIDTH * SCALE
    assert picture(facts()).height > 2 * HEIGHT * SCALE


def test_the_reader_stands_below() -> None:
    first = [next(rows(facts(), below=who, wording=ENGLISH)) for who in (0, 1)]
    names = [[shape for shape in row if isinstance(shape, Words)] for row in first]
    heights = [{w.text: w.y for w in words if w.size == 12} for words in names]
    assert heights[0]["Mara"] < heights[0]["Daniel"]
    assert heights[1]["Daniel"] < heights[1]["Mara"]


def test_speech_is_drawn_in_its_voices_colour() -> None:
    colours = {colour for _, colour in picture(facts()).getcolors(1 << 20) or ()}
    for ink in ("them", "me", "paper"):
        code = COLOURS[ink]
        assert tuple(bytes.fromhex(code[1:])) in colours


@pytest.mark.parametrize("events", [(), EVENTS])
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_facts_are_the_same_bytes(name: str, events: tuple[CueEvent, ...]) -> None:
    write = FORMATS[name].write
    assert write(facts(events=events), 1, "en") == write(facts(events=events), 1, "en")


@pytest.mark.parametrize("name", FORMATS)
def test_a_voice_alone_and_no_time_at_all_can_be_written(name: str) -> None:
    assert FORMATS[name].write(facts("Daniel", events=(), seconds=0.0), 0, "en")


def test_without_built_pages_there_are_no_fonts(tmp_path: Path) -> None:
    with pytest.raises(NoFontsError):
        fonts((tmp_path,))
