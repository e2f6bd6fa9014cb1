"""The timeline as pictures to be printed: five minutes a row, one voice above and one below. Pure.

::

     12:00        13:00        14:00          a row: clock, sounds of the voice above, its lane,
            ◐              ▽ quieter          its murmurs, quiet, murmurs of the voice below, its
     Mara  ███ ████ ██      ███               lane, and its sounds
                 ·       ⌒         ·
     You             ███ █      ██
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
from server.analysis.timeline import clock
from server.analysis.wording import Wording
from server.exports.facts import Facts, begin
from server.exports.shapes import (
    Fill,
    Ink,
    Point,
    Shape,
    Stroke,
    Words,
    arc,
    bar,
    bowl,
    dashes,
    disc,
    dome,
    hatching,
)

WIDTH, HEIGHT = 1120.0, 150.0
"""Size of a row, in px."""
ROW_S = 300.0
"""Seconds in a row; a shorter conversation fills one."""
LEGEND_HEIGHT = 34.0

_LEFT, _RIGHT = 84.0, 1112.0
_LANE = 22.0
_NARROWEST = 1.4
_AXIS = 12.0
_MIDDLE = 83.0
_LETTER = 5.6
"""Rather too wide a letter, in px: what words need beside a sign."""
_STEPS = (1, 2, 5, 10, 15, 30, 60)


_Place = Callable[[float], float]
_Sign = Callable[[float, float], list[Shape]]


@dataclass(frozen=True, slots=True)
class _Side:
    """Where one voice's signs stand, and which way they point."""

    ink: Ink
    up: bool
    lane: float
    outside: float
    murmurs: float


_ABOVE = _Side("them", True, 54.0, 33.0, 73.0)
_BELOW = _Side("me", False, 112.0, 133.0, 93.0)


def rows(facts: Facts, *, below: int, wording: Wording) -> Iterator[list[Shape]]:
    """Draw row after row; `below` is the track whose lane is the lower one: the reader's."""
    seconds = max(1.0, facts.seconds)
    length = min(ROW_S, seconds)
    start = 0.0
    while start < seconds - 1e-6:
        yield list(_row(facts, start, length, below, wording))
        start += length


def legend(facts: Facts, wording: Wording) -> list[Shape]:
    """Draw the signs that occur, each with its word."""
    shapes: list[Shape] = []
    x, y = _LEFT, 18.0
    for name, sign in _signs(facts):
        word = wording.say(f"sign_{name}")
        shapes += sign(x + 8, y)
        shapes.append(Words(x=x + 22, y=y + 4, text=word))
        x += 22 + len(word) * (_LETTER + 0.6) + 20
    return shapes


def _row(facts: Facts, start: float, length: float, below: int, wording: Wording) -> Iterator[Shape]:
    scale = (_RIGHT - _LEFT) / length
    end = min(start + length, facts.seconds)

    def x(at: float) -> float:
        return _LEFT + (min(max(at, start), end) - start) * scale

    step = next((s for s in _STEPS if s * scale >= 80), _STEPS[-1])
    tick = -(-start // step) * step
    while tick < end:
        yield Stroke(((x(tick), 20.0), (x(tick), 146.0)), "line", 1.0)
        yield Words(x=x(tick) + 4, y=_AXIS, text=clock(tick))
        tick += step
    alone = len(facts.names) == 1
    sides = {below: _BELOW} if alone else {1 - below: _ABOVE, below: _BELOW}
    seen = [event for event in facts.events if begin(event) < end and _ends(event) > start]
    for who, side in sides.items():
        yield Stroke(((_LEFT, side.lane), (x(end), side.lane)), "line", 1.6)
        yield Words(x=8, y=side.lane + 4, text=_short(facts.names[who]), ink="ink", size=12)
        yield from _lane(seen, who, side, x, wording)
    for event in seen:
        yield from _joint(event, x)


def _lane(seen: Iterable[CueEvent], who: int, side: _Side, x: _Place, wording: Wording) -> Iterator[Shape]:
    free = _LEFT
    for event in seen:
        if isinstance(event, Silence | Overlap | Delay) or event.who != who:
            continue
        if isinstance(event, ToneShift):
            at = x(event.at)
            yield Stroke(_closed(_triangle(at, side)), side.ink)
            words = ", ".join(wording.say(change) for change in changes(event.moved))
            if words and at >= free and at + 10 + len(words) * _LETTER < _RIGHT:
                yield Words(x=at + 9, y=side.outside + 4, text=words, ink=side.ink)
                free = at + 16 + len(words) * _LETTER
            continue
        left, right = x(event.start), x(event.end)
        yield from _sound(event, left, right, side)


def _sound(
    event: Speech | Backchannel | Laughter | Sigh | Interjection | Unheard,
    left: float,
    right: float,
    side: _Side,
) -> Iterator[Shape]:
    middle = (left + right) / 2
    wide = max(_NARROWEST, right - left)
    match event:
        case Speech():
            yield Fill(bar(left, side.lane - _LANE / 2, wide, _LANE, 4), side.ink)
        case Unheard():
            yield Fill(bar(left, side.lane - _LANE / 2, wide, _LANE, 0), "paper")
            for line in hatching(left, side.lane - _LANE / 2, wide, _LANE):
                yield Stroke(line, "hatch", 1.0)
        case Laughter():
            half = bowl(middle, side.outside - 3, 5.5) if side.up else dome(middle, side.outside + 3, 5.5)
            yield Fill(half, side.ink)
        case Sigh():
            y = side.outside
            yield Fill(((left, y - 4), (left + max(14.0, min(22.0, wide)), y), (left, y + 4)), side.ink)
        case Backchannel():
            yield Fill(disc(middle, side.murmurs, 2.8), side.ink)
        case Interjection():
            yield Stroke(disc(middle, side.outside, 3.4), side.ink)
        case _:
            assert_never(event)


def _joint(event: CueEvent, x: _Place) -> Iterator[Shape]:
    """Draw what belongs to both: overlaps around both lanes, long quiets between them."""
    if isinstance(event, Overlap) and event.kind != "murmur":
        left, right = x(event.start), x(event.end)
        wide = max(5.0, right - left)
        yield from _frame((left + right - wide) / 2, wide, dashed=event.line_made)
    elif isinstance(event, Silence) and event.kind in ("long", "quiet"):
        left, right = x(event.start), x(event.end)
        wide = max(10.0, min(60.0, right - left))
        yield _arch((left + right) / 2, _MIDDLE, wide)
        seconds = f"{event.end - event.start:.0f} s"
        yield Words(x=(left + right) / 2, y=_MIDDLE + 13, text=seconds, size=10, anchor="middle")


def _frame(left: float, width: float, *, dashed: bool) -> Iterator[Shape]:
    top, bottom = _ABOVE.lane - _LANE / 2 - 3, _BELOW.lane + _LANE / 2 + 3
    box = _closed(((left, top), (left + width, top), (left + width, bottom), (left, bottom)))
    for line in dashes(box) if dashed else (box,):
        yield Stroke(line, "ink")


def _arch(x: float, y: float, width: float) -> Stroke:
    return Stroke(arc(x, y, width / 2, 9.0, 3.14159265, 6.2831853, 14), "ink", 1.4)


def _triangle(x: float, side: _Side) -> tuple[Point, ...]:
    y, down = side.outside, 1 if side.up else -1
    return (x - 4, y - 3 * down), (x + 4, y - 3 * down), (x, y + 4 * down)


def _signs(facts: Facts) -> Iterator[tuple[str, _Sign]]:
    kinds = {type(event) for event in facts.events}
    long = any(isinstance(e, Silence) and e.kind in ("long", "quiet") for e in facts.events)
    overlaps = [e for e in facts.events if isinstance(e, Overlap) and e.kind != "murmur"]
    small = _Side("ink", True, 0.0, 0.0, 0.0)
    signs: tuple[tuple[bool, str, _Sign], ...] = (
        (Speech in kinds, "speech", lambda x, y: [Fill(bar(x - 8, y - 4, 16, 9, 3), "ink")]),
        (Laughter in kinds, "laugh", lambda x, y: [Fill(bowl(x, y - 2, 5.5), "ink")]),
        (Backchannel in kinds, "murmur", lambda x, y: [Fill(disc(x, y, 2.8), "ink")]),
        (Sigh in kinds, "sigh", lambda x, y: [Fill(((x - 8, y - 4), (x + 8, y), (x - 8, y + 4)), "ink")]),
        (Interjection in kinds, "interjection", lambda x, y: [Stroke(disc(x, y, 3.4), "ink")]),
        (
            ToneShift in kinds,
            "tone",
            lambda x, y: [Stroke(_closed(tuple((x + a, y + b) for a, b in _triangle(0, small))), "ink")],
        ),
        (
            any(not e.line_made for e in overlaps),
            "overlap",
            lambda x, y: [Stroke(_closed(bar(x - 4, y - 7, 8, 14, 2)), "ink")],
        ),
        (
            any(e.line_made for e in overlaps),
            "by_line",
            lambda x, y: [Stroke(line, "ink") for line in dashes(_closed(bar(x - 4, y - 7, 8, 14, 0)))],
        ),
        (long, "long_quiet", lambda x, y: [_arch(x, y + 4, 16)]),
        (
            Unheard in kinds,
            "unheard",
            lambda x, y: [Stroke(line, "hatch", 1.0) for line in hatching(x - 9, y - 5, 18, 10)],
        ),
    )
    return ((name, sign) for there, name, sign in signs if there)


def _closed(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return (*points, points[0])


def _ends(event: CueEvent) -> float:
    return event.at + 1e-9 if isinstance(event, ToneShift) else event.end


def _short(name: str) -> str:
    return name if len(name) <= 12 else f"{name[:11]}…"
