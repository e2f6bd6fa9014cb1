"""What was heard as labelled stretches in rows, one kind and one voice a row, as annotation tools keep it.

Within a row nothing overlaps, so that every format can hold it. Times are whole milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from cues.change import changes
from cues.events import (
    Backchannel,
    CueEvent,
    Delay,
    Interjection,
    Laughter,
    Overlap,
    Sigh,
    Silence,
    Speech,
    ToneShift,
    Unheard,
)
from server.exports.facts import Facts

BOTH = "both"
"""The name rows about both voices begin with."""

KINDS: tuple[tuple[str, tuple[type[CueEvent], ...]], ...] = (
    ("speech", (Speech,)),
    ("mm-hm", (Backchannel,)),
    ("laugh", (Laughter,)),
    ("sigh", (Sigh,)),
    ("oh", (Interjection,)),
    ("voice moved", (ToneShift,)),
    ("not heard", (Unheard,)),
    ("line", (Delay,)),
)
"""The rows of one voice, in their order."""


@dataclass(frozen=True, slots=True)
class Note:
    """One labelled stretch, from `start_ms` to `end_ms`; at a point both are the same."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One row: `who` is a track, None for both. `points`: its notes have no length."""

    name: str
    kind: str
    who: int | None
    notes: tuple[Note, ...]
    points: bool = False


def tiers(facts: Facts) -> Iterator[Tier]:
    """Sort what was heard into rows; a voice's speech is always one, the others where there is any."""
    end_ms = length_ms(facts)
    for who, name in enumerate(facts.names):
        for kind, types in KINDS:
            events = [e for e in facts.events if isinstance(e, types) and _of(e, who)]
            notes = tuple(_apart((_note(event) for event in events), end_ms, points=ToneShift in types))
            if notes or kind == "speech":
                yield Tier(name=f"{name}: {kind}", kind=kind, who=who, notes=notes, points=ToneShift in types)
    if len(facts.names) < 2:
        return
    for kind, joint in (("quiet", Silence), ("overlap", Overlap)):
        notes = tuple(_apart((_note(e) for e in facts.events if isinstance(e, joint)), end_ms, points=False))
        if notes:
            yield Tier(name=f"{BOTH}: {kind}", kind=kind, who=None, notes=notes)


def length_ms(facts: Facts) -> int:
    """Length of the conversation in whole milliseconds, at least one."""
    return max(1, round(facts.seconds * 1000))


def label(event: CueEvent) -> str:
    """Name an event as annotations do."""
    match event:
        case Speech():
            return "speech"
        case Backchannel():
            return "mm-hm"
        case Laughter():
            return "laugh"
        case Sigh():
            return "sigh"
        case Interjection():
            return "oh"
        case ToneShift():
            return ", ".join(changes(event.moved)) or "moved"
        case Unheard() | Silence():
            return event.reason if isinstance(event, Unheard) else event.kind
        case Delay():
            return f"heard {event.late_s:.2f} s late"
        case Overlap():
            return event.kind.replace("_", " ") + (", made by the line" if event.line_made else "")
        case _:
            assert_never(event)


def _of(event: CueEvent, who: int) -> bool:
    return not isinstance(event, Silence) and event.who == who


def _note(event: CueEvent) -> Note:
    if isinstance(event, ToneShift):
        return Note(round(event.at * 1000), round(event.at * 1000), label(event))
    return Note(round(event.start * 1000), round(event.end * 1000), label(event))


def _apart(notes: Iterable[Note], end_ms: int, *, points: bool) -> Iterator[Note]:
    """Keep the notes, in order, within the conversation and clear of one another."""
    free = 0
    for note in sorted(notes, key=lambda note: note.start_ms):
        start, end = max(note.start_ms, free), min(note.end_ms, end_ms)
        if points:
            if free <= note.start_ms < end_ms:
                free = note.start_ms + 1
                yield note
        elif start < end:
            free = end
            yield Note(start, end, note.text)
