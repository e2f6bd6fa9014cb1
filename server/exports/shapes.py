"""What pictures are made of: filled shapes, strokes and words, in px, y downwards. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin
from typing import Literal

Point = tuple[float, float]
Points = tuple[Point, ...]
Ink = Literal["them", "me", "ink", "quiet", "line", "hatch", "paper"]

COLOURS: dict[Ink, str] = {
    "them": "#C67A3F",
    "me": "#6673B8",
    "ink": "#1F222B",
    "quiet": "#636874",
    "line": "#E0DEDA",
    "hatch": "#908F94",
    "paper": "#FFFFFF",
}
"""The page's colours on paper, which is always light."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A closed shape in one colour."""

    points: Points
    ink: Ink


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, `width` px thick."""

    points: Points
    ink: Ink
    width: float = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text on a baseline at `x`, `y`; `size` in px. `serif` is the voice of titles."""

    x: float
    y: float
    text: str
    ink: Ink = "quiet"
    size: float = 11.0
    anchor: Literal["start", "middle", "end"] = "start"
    serif: bool = False


Shape = Fill | Stroke | Words


def bar(x: float, y: float, width: float, height: float, corner: float) -> Points:
    """Outline a rectangle with round corners."""
    r = min(corner, width / 2, height / 2)
    if r < 0.5:
        return (x, y), (x + width, y), (x + width, y + height), (x, y + height)
    centres = (
        (x + width - r, y + r, -0.5),
        (x + width - r, y + height - r, 0.0),
        (x + r, y + height - r, 0.5),
        (x + r, y + r, 1.0),
    )
    return tuple(p for cx, cy, turn in centres for p in arc(cx, cy, r, r, turn * pi, (turn + 0.5) * pi, 4))


def disc(x: float, y: float, r: float) -> Points:
    """Outline a circle."""
    return arc(x, y, r, r, 0.0, 2 * pi, 24)


def dome(x: float, y: float, r: float) -> Points:
    """Outline a half disc standing on the line at `y`."""
    return arc(x, y, r, r, pi, 2 * pi, 14)


def bowl(x: float, y: float, r: float) -> Points:
    """Outline a half disc hanging from the line at `y`."""
    return arc(x, y, r, r, 0.0, pi, 14)


def arc(x: float, y: float, rx: float, ry: float, begin: float, end: float, steps: int) -> Points:
    """Points along an ellipse's arc, angles in radians, clockwise on the page from the right."""
    angles = (begin + (end - begin) * k / steps for k in range(steps + 1))
    return tuple((x + rx * cos(angle), y + ry * sin(angle)) for angle in angles)


def dashes(points: Points, *, dash: float = 3.0, gap: float = 2.6) -> Iterator[Points]:
    """Cut the straight pieces of a line into dashes."""
    for (x1, y1), (x2, y2) in pairwise(points):
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        at = 0.0
        while at < length:
            end = min(length, at + dash)
            yield tuple((x1 + (x2 - x1) * t / length, y1 + (y2 - y1) * t / length) for t in (at, end))
            at = end + gap


def hatching(x: float, y: float, width: float, height: float, *, step: float = 6.0) -> Iterator[Points]:
    """Diagonal lines that fill a rectangle, cut at its edges."""
    at = x - height
    while at < x + width:
        left, right = max(x, at), min(x + width, at + height)
        if left < right:
            yield (left, y + height - (left - at)), (right, y + height - (right - at))
        at += step
