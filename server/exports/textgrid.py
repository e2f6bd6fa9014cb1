"""Praat's TextGrid, in its long text form: interval tiers without holes, and point tiers."""

from __future__ import annotations

from collections.abc import Iterator

from server.exports.facts import Facts
from server.exports.tiers import Note, Tier, length_ms, tiers


def textgrid(facts: Facts) -> bytes:
    """Write the rows as a TextGrid of the conversation's length."""
    end_ms = length_ms(facts)
    rows = list(tiers(facts))
    lines = [
        'File type = "ooTextFile"', 'Object class = "TextGrid"', "",
        "xmin = 0", f"xmax = {_s(end_ms)}", "tiers? <exists>", f"size = {len(rows)}", "item []:",
    ]  # fmt: skip
    for number, tier in enumerate(rows, 1):
        lines.append(f"    item [{number}]:")
        lines += (f"        {line}" for line in _tier(tier, end_ms))
    return ("\n".join(lines) + "\n").encode()


def _tier(tier: Tier, end_ms: int) -> Iterator[str]:
    notes = tier.notes if tier.points else tuple(_without_holes(tier.notes, end_ms))
    yield f'class = "{"TextTier" if tier.points else "IntervalTier"}"'
    yield f"name = {_quoted(tier.name)}"
    yield "xmin = 0"
    yield f"xmax = {_s(end_ms)}"
    yield f"{'points' if tier.points else 'intervals'}: size = {len(notes)}"
    for number, note in enumerate(notes, 1):
        if tier.points:
            yield f"points [{number}]:"
            yield f"    number = {_s(note.start_ms)}"
            yield f"    mark = {_quoted(note.text)}"
        else:
            yield f"intervals [{number}]:"
            yield f"    xmin = {_s(note.start_ms)}"
            yield f"    xmax = {_s(note.end_ms)}"
            yield f"    text = {_quoted(note.text)}"


def _without_holes(notes: tuple[Note, ...], end_ms: int) -> Iterator[Note]:
    """Fill what lies between the notes with empty ones, as Praat wants it."""
    at = 0
    for note in notes:
        if note.start_ms > at:
            yield Note(at, note.start_ms, "")
        yield note
        at = note.end_ms
    if at < end_ms:
        yield Note(at, end_ms, "")


def _s(ms: int) -> str:
    return f"{ms / 1000:.3f}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
