"""What every export is written from, and that itself as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from cues.events import CueEvent, ToneShift
from cues.summary import Summary

VERSION = 1
"""Version of the JSON export."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation as it was heard: times in seconds of call time, `names` by track.

    `started_at` is aware UTC, None where nobody knows (a recording).
    """

    version: int = VERSION
    names: tuple[str, ...]
    seconds: float
    started_at: datetime | None
    events: tuple[CueEvent, ...]
    summary: Summary


def facts_of(
    names: Iterable[str],
    events: Iterable[CueEvent],
    summary: Summary,
    *,
    started_at: datetime | None = None,
) -> Facts:
    """Put together what was heard, in order of time, every track with a name of its own."""
    return Facts(
        names=_told_apart(tuple(names)),
        seconds=summary.seconds,
        started_at=started_at,
        events=tuple(sorted(events, key=begin)),
        summary=summary,
    )


def begin(event: CueEvent) -> float:
    """When an event begins, in seconds of call time."""
    return event.at if isinstance(event, ToneShift) else event.start


def json(facts: Facts) -> bytes:
    """Write the facts themselves, indented."""
    return msgspec.json.format(msgspec.json.encode(facts), indent=2) + b"\n"


def _told_apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give a voice without a name its letter, and a second voice of the same name a number."""
    named = [" ".join(name.split()) or "AB"[who] for who, name in enumerate(names)]
    if len(named) == 2 and named[0] == named[1]:
        named[1] += " 2"
    return tuple(named)
