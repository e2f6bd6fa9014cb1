"""ELAN's annotation format, EAF 3.0: every row a tier of time-aligned annotations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from server.exports.facts import Facts
from server.exports.tiers import Note, Tier, tiers

_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
_TYPE = "heard"
_UNKNOWN_DATE = "1970-01-01T00:00:00+00:00"


def eaf(facts: Facts) -> bytes:
    """Write the rows as tiers; what has no length is given a millisecond, the shortest ELAN shows."""
    date = facts.started_at.isoformat(timespec="seconds") if facts.started_at else _UNKNOWN_DATE
    document = Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": "Duologue",
            "DATE": date,
            "FORMAT": "3.0",
            "VERSION": "3.0",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:noNamespaceSchemaLocation": _SCHEMA,
        },
    )
    SubElement(document, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    rows = list(tiers(facts))
    order = SubElement(document, "TIME_ORDER")
    slots = _Slots(rows, order)
    ids = (f"a{number}" for number in count(1))
    for tier in rows:
        _tier(document, tier, facts, slots, ids)
    SubElement(document, "LINGUISTIC_TYPE", LINGUISTIC_TYPE_ID=_TYPE, TIME_ALIGNABLE="true")
    indent(document)
    xml: bytes = tostring(document, encoding="UTF-8", xml_declaration=True)
    return xml + b"\n"


class _Slots:
    """The moments annotations hang on, in order of time, each once."""

    def __init__(self, rows: list[Tier], order: Element) -> None:
        moments = sorted({ms for tier in rows for note in tier.notes for ms in (note.start_ms, _end(note))})
        self._ids = {ms: f"ts{number}" for number, ms in enumerate(moments, 1)}
        for ms, slot in self._ids.items():
            SubElement(order, "TIME_SLOT", TIME_SLOT_ID=slot, TIME_VALUE=str(ms))

    def __getitem__(self, ms: int) -> str:
        return self._ids[ms]


def _tier(document: Element, tier: Tier, facts: Facts, slots: _Slots, ids: Iterator[str]) -> None:
    element = SubElement(document, "TIER", LINGUISTIC_TYPE_REF=_TYPE, TIER_ID=tier.name)
    if tier.who is not None:
        element.set("PARTICIPANT", facts.names[tier.who])
    for note in tier.notes:
        annotation = SubElement(
            SubElement(element, "ANNOTATION"),
            "ALIGNABLE_ANNOTATION",
            ANNOTATION_ID=next(ids),
            TIME_SLOT_REF1=slots[note.start_ms],
            TIME_SLOT_REF2=slots[_end(note)],
        )
        SubElement(annotation, "ANNOTATION_VALUE").text = note.text


def _end(note: Note) -> int:
    return max(note.end_ms, note.start_ms + 1)
