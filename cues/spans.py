"""Stretches of time as sorted, disjoint pairs `(start, end)`, and what can be done with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import itemgetter

Stretch = tuple[float, float]
Stretches = tuple[Stretch, ...]
"""Sorted by start, none touching another, each longer than nothing; in seconds."""


def union(spans: Iterable[Stretch]) -> Stretches:
    """All time covered by any of `spans`, given in any order; empty and reversed ones count as nothing."""
    merged: list[Stretch] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def intersect(a: Stretches, b: Stretches) -> Stretches:
    """All time in both."""
    found: list[Stretch] = []
    i = j = 0
    while i < len(a) and j < len(b):
        start, end = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if start < end:
            found.append((start, end))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def without(a: Stretches, b: Stretches) -> Stretches:
    """All time in `a` that is not in `b`."""
    left: list[Stretch] = []
    j = 0
    for start, end in a:
        at = start
        while j < len(b) and b[j][1] <= at:
            j += 1
        k = j
        while k < len(b) and b[k][0] < end:
            if b[k][0] > at:
                left.append((at, b[k][0]))
            at = b[k][1]
            k += 1
        if at < end:
            left.append((at, end))
    return tuple(left)


def total(spans: Stretches) -> float:
    """Seconds covered."""
    return sum((end - start for start, end in spans), 0.0)


def inside(spans: Stretches, start: float, end: float) -> Stretches:
    """Cut `spans` to what lies between `start` and `end`, of which `start` must be the earlier."""
    found: list[Stretch] = []
    for k in range(bisect_right(spans, start, key=itemgetter(1)), len(spans)):
        first, last = spans[k]
        if first >= end:
            break
        found.append((max(first, start), min(last, end)))
    return tuple(found)


def meets(spans: Stretches, start: float, end: float) -> bool:
    """Whether anything of `spans` lies in, or touches, the stretch from `start` to `end`."""
    k = bisect_left(spans, start, key=itemgetter(1))
    return k < len(spans) and spans[k][0] <= end
