"""What a pair agreed not to store is there for an hour, and then nowhere."""

from __future__ import annotations

import pytest

from cues.events import Laughter
from server.calls import fleeting
from server.calls.fleeting import STAYS_S, Fleeting

LAUGH = Laughter(who=0, start=1.0, end=2.0, confidence=0.9)
LATER = Laughter(who=1, start=3.0, end=4.0, confidence=0.9)


def test_events_stay_for_an_hour_after_the_last() -> None:
    kept = Fleeting()
    kept.append("m", [LAUGH], now=0.0)
    kept.append("m", [LATER], now=600.0)
    assert kept.events("m", now=600.0 + STAYS_S - 1) == [LAUGH, LATER]
    assert kept.events("m", now=600.0 + STAYS_S) == []
    assert kept.events("another", now=0.0) == []


def test_the_oldest_meeting_and_the_oldest_events_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleeting, "MOST_MEETINGS", 2)
    monkeypatch.setattr(fleeting, "MOST_EVENTS", 1)
    kept = Fleeting()
    for meeting in ("a", "b", "a", "c"):
        kept.append(meeting, [LAUGH, LATER], now=0.0)
    assert [kept.events(each, now=1.0) for each in ("a", "b", "c")] == [[LATER], [], [LATER]]
