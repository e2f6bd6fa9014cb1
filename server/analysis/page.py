"""The summary page as one file that needs no server: the built page with its data put in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from server.web.languages import LANGUAGES
from server.web.summary_page import SummaryPage

NAME = "standalone.html"
SLOT = '<script type="application/json" id="data">null</script>'
_PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = (_PACKAGE.parent / "static" / "dist", _PACKAGE / "_static")
"""Where the built pages are: beside the package in a source tree, within it when installed."""
_ESCAPES = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class NoTemplateError(Exception):
    """There is no built page to put the data in, or none with exactly one place for it."""


def html(page: SummaryPage, template: str) -> str:
    """Put the page's data into `template`, so that nothing in it can end the script it stands in.

    Raises
    ------
    NoTemplateError
        When `template` has not exactly one slot for the data.
    """
    if template.count(SLOT) != 1:
        raise NoTemplateError(f"{NAME} must contain exactly one {SLOT}")
    data = msgspec.json.encode(page).decode().translate(_ESCAPES)
    return template.replace(SLOT, SLOT.replace("null", data))


def template(language: str = LANGUAGES[0], folders: Sequence[Path] = FOLDERS) -> str:
    """Read the built page in one of `LANGUAGES` from the first of the folders that has it.

    Raises
    ------
    NoTemplateError
        When the pages have not been built.
    """
    for folder in folders:
        if (folder / language / NAME).is_file():
            return (folder / language / NAME).read_text(encoding="utf-8")
    raise NoTemplateError("the pages have not been built: run `make build`")
