"""What an agreement decides about a meeting: all questions a server asks, answered without I/O.

A meeting is held under the terms in force when it began. A later agreement can make them stricter and
never looser: what was to be gone after 30 days is gone after 30 days, whatever was signed since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from cues.events import CueEvent, Overlap, Silence
from server.pair.terms import Terms
from signaling.messages import Agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """A meeting of a pair and what holds for it; `keep_days` None: it has not begun."""

    partnership: str
    people: tuple[str, str]
    terms: Terms
    version: int | None
    keep_days: int | None = None
    active: bool = True
    """Whether the two still meet: else their old links lead nowhere."""

    @property
    def keeps_days(self) -> int:
        """How long what is heard in it may stay, as far as that is known now."""
        held_under = self.terms.keep_days if self.keep_days is None else self.keep_days
        return kept_days(held_under, self.terms.keep_days)

    @property
    def agreed(self) -> Agreed:
        """What the call is told."""
        told = agreed(self.terms, version=self.version)
        return msgspec.structs.replace(told, keep_days=self.keeps_days)


def agreed(terms: Terms, *, version: int | None) -> Agreed:
    """Say to a call what two people agreed on; `version` None: the careful terms, nobody signed yet."""
    return Agreed(listening=terms.listening, keep_days=terms.keep_days, version=version)


def kept_days(held_under: int, now: int) -> int:
    """Return how long a meeting's cue events may stay: the shorter of then and now, in days."""
    return min(held_under, now)


def due(begun_at: datetime, keep_days: int) -> datetime:
    """Return the moment from which nothing heard in a meeting may be there any more."""
    return begun_at + timedelta(days=keep_days)


def gone(begun_at: datetime, keep_days: int, *, now: datetime) -> bool:
    """Tell whether what was heard in a meeting may no longer be shown, deleted yet or not."""
    return now >= due(begun_at, keep_days)


def shared_gone(ended_at: datetime, terms: Terms, *, now: datetime) -> bool:
    """Tell whether the shared things of a pair that ended are to be deleted."""
    return now >= ended_at + timedelta(days=terms.save_days)


def copy(events: Sequence[CueEvent], terms: Terms, *, seat: int) -> list[CueEvent]:
    """Return what one person's export may hold of a meeting's cue events.

    Their own sounds always; with `copies` "ours" everything. What only arises between two voices,
    silences and overlaps, tells of the other voice as well, and belongs to both.
    """
    if terms.copies == "ours":
        return list(events)
    return [e for e in events if not isinstance(e, Silence | Overlap) and e.who == seat]


def may_enter(terms: Terms, *, of_the_pair: bool) -> bool:
    """Tell whether somebody may take a seat: one of the two, or a guest where guests are agreed on."""
    return of_the_pair or terms.guests


def shows_goals(terms: Terms) -> bool:
    """Tell whether the programme may be shown the goals that both marked for it."""
    return terms.programme == "goals"
