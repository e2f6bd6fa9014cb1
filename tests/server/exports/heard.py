"""A conversation that holds one of everything, and one that is awkward."""

from __future__ import annotations

from datetime import UTC, datetime

from cues.events import (
    Backchannel,
    CueEvent,
    Delay,
    Interjection,
    Laughter,
    Move,
    Overlap,
    Sigh,
    Silence,
    Speech,
    ToneShift,
    Unheard,
)
from cues.summary import build
from server.exports.facts import Facts, facts_of

SECONDS = 400.0
BEGUN = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
MOVED = (Move(measure="level", by=-4.0), Move(measure="rate", by=-1.0))

EVENTS: tuple[CueEvent, ...] = (
    *(Speech(who=turn % 2, start=turn * 8.0, end=turn * 8.0 + 7.25, confidence=0.9) for turn in range(40)),
    Backchannel(who=1, start=3.0, end=3.4, confidence=0.8),
    Laughter(who=0, start=20.0, end=21.5, confidence=0.95),
    Laughter(who=1, start=20.5, end=22.0, confidence=0.9),
    Sigh(who=1, start=44.0, end=45.0, confidence=0.7),
    Interjection(who=0, start=52.0, end=52.3, confidence=0.6),
    ToneShift(who=1, at=61.0, moved=MOVED, confidence=0.8),
    ToneShift(who=0, at=133.0, moved=MOVED, confidence=0.8),
    Overlap(who=1, start=79.5, end=80.0, kind="tried_to_come_in", line_made=True),
    Overlap(who=0, start=95.5, end=96.25, kind="terminal"),
    Silence(start=320.0, end=325.5, kind="long", before=1, after=None),
    Delay(who=0, start=10.0, end=40.0, late_s=0.45),
    Unheard(who=0, start=330.0, end=400.0, reason="paused"),
    Unheard(who=1, start=330.0, end=400.0, reason="paused"),
)


def facts(*names: str, events: tuple[CueEvent, ...] = EVENTS, seconds: float = SECONDS) -> Facts:
    return facts_of(names or ("Daniel", "Mara"), events, build(events, seconds=seconds), started_at=BEGUN)
