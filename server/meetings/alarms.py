"""When somebody is to be reminded of a meeting, and when one is over. Pure.

An alarm is one row that always names the next time it goes off, so that there is never more of them than
meetings, and taking it and setting it to the one after is a single step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from server.meetings.series import Occurrence, Series

Kind = Literal["day", "soon", "over"]
KINDS: tuple[Kind, ...] = ("day", "soon", "over")

DAY, SOON = timedelta(days=1), timedelta(minutes=15)
"""How long before a meeting people are reminded."""

OVER = timedelta(minutes=30)
"""How long after its end a meeting counts as held or not: talks run over."""

TOO_LATE: dict[Kind, timedelta] = {"day": timedelta(hours=2), "soon": timedelta()}
"""How shortly before the start a reminder is no use any more: the server was down when it was due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The next time to do something about a meeting: when, and for which occurrence."""

    kind: Kind
    due: datetime
    occurrence: Occurrence


def alarm(series: Series, kind: Kind, *, after: datetime) -> Alarm | None:
    """Return the first alarm of a kind for an occurrence that starts (for `over`: ends) after a moment."""
    if series.status != "agreed":
        return None
    found = series.next(after=after)
    while found is not None and kind != "over" and found.start <= after:
        found = series.next(after=found.end)
    return None if found is None else Alarm(kind=kind, due=_due(kind, found), occurrence=found)


def following(series: Series, last: Alarm) -> Alarm | None:
    """Return the alarm of the same kind for the occurrence after the one of `last`."""
    return alarm(series, last.kind, after=last.occurrence.end)


def still_of_use(set_alarm: Alarm, *, now: datetime) -> bool:
    """Whether an alarm that goes off at `now`, perhaps late, should still be told."""
    if set_alarm.kind == "over":
        return True
    return now < set_alarm.occurrence.start - TOO_LATE[set_alarm.kind]


def first_alarms(series: Series, *, now: datetime) -> list[Alarm]:
    """Return the alarms of a meeting that was agreed, moved or called off just now.

    Whoever agrees on a meeting tomorrow morning needs no word this second that it is tomorrow: an alarm that
    would already be due is set for the occurrence after.
    """
    found = []
    for kind in KINDS:
        each = alarm(series, kind, after=now)
        while each is not None and each.due <= now:
            each = following(series, each)
        if each is not None:
            found.append(each)
    return found


def _due(kind: Kind, occurrence: Occurrence) -> datetime:
    match kind:
        case "day":
            return occurrence.start - DAY
        case "soon":
            return occurrence.start - SOON
        case "over":
            return occurrence.end + OVER
