"""The summary page as one file."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from cues.events import Speech
from cues.summary import build
from server.analysis.page import NAME, SLOT, NoTemplateError, html, template
from server.web.summary_page import SummaryPage

TEMPLATE = f"<!doctype html><html><body>{SLOT}<script>show()</script></body></html>"


def page(name: str = "Daniel") -> SummaryPage:
    events = [Speech(who=0, start=0.0, end=2.0, confidence=0.9)]
    return SummaryPage(
        seat=0, name=name, partner="Mara", started_at=None, summary=build(events, seconds=3.0),
        events=list(events), source="recording", listened=True,
    )  # fmt: skip


class Scripts(HTMLParser):
    """Collects the text of every script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script":
            self.found[-1] += data


def test_the_data_can_be_read_back_from_the_page() -> None:
    found = re.search(r'id="data">(.*?)</script>', html(page(), TEMPLATE))
    assert found is not None
    assert msgspec.json.decode(found[1], type=SummaryPage) == page()


def test_a_name_cannot_end_the_script_it_stands_in() -> None:
    name = "</script><script>alert(1)</script><!--\u2028\u2029"
    made = html(page(name), TEMPLATE)
    scripts = Scripts()
    scripts.feed(made)
    assert len(scripts.found) == 2
    assert json.loads(scripts.found[0])["name"] == name
    assert "\u2028" not in made
    assert "\u2029" not in made


@pytest.mark.parametrize("built", ["<html></html>", SLOT + SLOT])
def test_a_page_without_exactly_one_place_for_the_data_is_refused(built: str) -> None:
    with pytest.raises(NoTemplateError, match="exactly one"):
        html(page(), built)


def test_the_first_built_page_is_taken(tmp_path: Path) -> None:
    (tmp_path / "built" / "de").mkdir(parents=True)
    (tmp_path / "built" / "de" / NAME).write_text(TEMPLATE, encoding="utf-8")
    assert template("de", (tmp_path / "empty", tmp_path / "built")) == TEMPLATE


def test_without_a_built_page_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoTemplateError, match="make build"):
        template("en", (tmp_path,))
