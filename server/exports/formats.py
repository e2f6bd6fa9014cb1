"""Every format a summary can be taken along in, by name: the page and `duologue analyze` write the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server.exports.eaf import eaf
from server.exports.facts import Facts, json
from server.exports.paper import as_pdf, as_png
from server.exports.rttm import rttm
from server.exports.sheet import sheet
from server.exports.textgrid import textgrid
from server.exports.webvtt import webvtt


@dataclass(frozen=True, slots=True)
class Format:
    """How a format's files end, what they are called on the web, and who writes them.

    `write` takes the facts, the track of the reader, whose lane pictures draw below, and their language.
    """

    ending: str
    media_type: str
    write: Callable[[Facts, int, str], bytes]


def _same(write: Callable[[Facts], bytes]) -> Callable[[Facts, int, str], bytes]:
    """Write what is the same whoever reads it."""
    return lambda facts, *_: write(facts)


FORMATS: dict[str, Format] = {
    "pdf": Format("pdf", "application/pdf", as_pdf),
    "png": Format("png", "image/png", as_png),
    "json": Format("json", "application/json", _same(json)),
    "csv": Format("csv", "text/csv; charset=utf-8", _same(sheet)),
    "textgrid": Format("TextGrid", "text/plain; charset=utf-8", _same(textgrid)),
    "eaf": Format("eaf", "application/xml", _same(eaf)),
    "rttm": Format("rttm", "text/plain; charset=utf-8", _same(rttm)),
    "webvtt": Format("vtt", "text/vtt; charset=utf-8", _same(webvtt)),
}
