"""A made-up call with one of everything that is marked, and the summary page of it."""

from __future__ import annotations

from datetime import UTC, datetime

from cues import summary
from cues.events import Backchannel, CueEvent, Laughter, Move, Overlap, Silence, Speech, ToneShift, Unheard
from server.web.summary_page import SummaryPage

MINUTES = 12
QUIETER_AND_SLOWER = (Move(measure="level", by=-4.0), Move(measure="rate", by=-1.0))


def conversation() -> list[CueEvent]:
    """Twelve minutes of turns of ten seconds, with one of everything that is marked."""
    events: list[CueEvent] = []
    for turn in range(MINUTES * 6):
        who, start = turn % 2, turn * 10.0
        if 300 <= start < 330:
            continue
        events.append(Speech(who=who, start=start, end=start + 9.5, confidence=0.9))
        events.append(Silence(start=start + 9.5, end=start + 10.0, kind="gap", before=who, after=1 - who))
        events.append(Backchannel(who=1 - who, start=start + 4.0, end=start + 4.4, confidence=0.8))
    events += [Unheard(who=who, start=300.0, end=330.0, reason="paused") for who in (0, 1)]
    events += [
        Laughter(who=0, start=100.0, end=101.0, confidence=0.9),
        Laughter(who=1, start=100.4, end=101.4, confidence=0.9),
        Overlap(who=1, start=149.0, end=150.0, kind="terminal", line_made=True),
        Silence(start=209.5, end=214.0, kind="long", before=0, after=1),
        ToneShift(who=1, at=250.0, moved=QUIETER_AND_SLOWER, confidence=0.8),
    ]
    return events


def told(events: list[CueEvent], *, seconds: float, listened: bool = True) -> SummaryPage:
    return SummaryPage(
        seat=0,
        name="Daniel",
        partner="Mara",
        started_at=datetime(2026, 11, 19, 12, 0, tzinfo=UTC),
        summary=summary.build(events, seconds=seconds),
        events=events,
        source="call",
        listened=listened,
    )
