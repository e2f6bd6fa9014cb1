"""Cue events of pairs who agreed that nothing is stored: in memory for an hour, then nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cues.events import CueEvent

STAYS_S = 3600.0
"""How long after the last event a summary can still be read (choice: the evening of the call)."""

MOST_MEETINGS = 256
"""Meetings remembered at once; past this the oldest goes."""

MOST_EVENTS = 50_000
"""Events of one meeting, some ten hours of talk; past this the oldest go."""


@dataclass(slots=True)
class _Kept:
    until: float
    events: list[CueEvent] = field(default_factory=list)


class Fleeting:
    """What was heard in the last hour and is stored nowhere; a restart forgets it."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def append(self, meeting_id: str, events: Sequence[CueEvent], *, now: float) -> None:
        """Take further events of a meeting; its hour begins anew."""
        kept = self._kept.pop(meeting_id, None) or _Kept(until=now)
        kept.events.extend(events)
        del kept.events[:-MOST_EVENTS]
        kept.until = now + STAYS_S
        self._kept[meeting_id] = kept
        while len(self._kept) > MOST_MEETINGS:
            del self._kept[next(iter(self._kept))]

    def events(self, meeting_id: str, *, now: float) -> list[CueEvent]:
        """Return what is still known of a meeting."""
        self.forget(now=now)
        kept = self._kept.get(meeting_id)
        return [] if kept is None else list(kept.events)

    def forget(self, *, now: float) -> None:
        """Drop every meeting whose hour is over."""
        self._kept = {each: kept for each, kept in self._kept.items() if kept.until > now}
