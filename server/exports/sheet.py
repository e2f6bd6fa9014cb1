"""A table of what was heard, as CSV: one row an event, in order of time."""

from __future__ import annotations

import csv
from io import StringIO

from cues.events import CueEvent, Delay, Overlap, Silence, ToneShift, Unheard
from server.exports.facts import Facts
from server.exports.tiers import BOTH, label

COLUMNS = ("start_s", "end_s", "length_s", "who", "kind", "detail", "confidence")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with: spreadsheets would take it for a formula."""


def sheet(facts: Facts) -> bytes:
    """Write the events; `who` is the name, or `both` for quiet and overlaps."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(_row(event, facts.names) for event in facts.events)
    return out.getvalue().encode()


def _row(event: CueEvent, names: tuple[str, ...]) -> tuple[str, ...]:
    start, end = (event.at, event.at) if isinstance(event, ToneShift) else (event.start, event.end)
    joint = isinstance(event, Silence | Overlap)
    who = BOTH if isinstance(event, Silence | Overlap) else _cell(names[event.who])
    kind = str(event.__struct_config__.tag)
    detail = label(event) if joint or isinstance(event, ToneShift | Unheard | Delay) else ""
    sure = "" if isinstance(event, Silence | Overlap | Unheard | Delay) else f"{event.confidence:.2f}"
    return f"{start:.3f}", f"{end:.3f}", f"{end - start:.3f}", who, kind, detail, sure


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
