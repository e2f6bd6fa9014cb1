"""How a meeting repeats: a rule of RFC 5545 over wall times. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule

Repeat = Literal["once", "week", "two_weeks", "month"]

WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def walls(first: datetime, every: Repeat, until: datetime | None) -> Iterator[datetime]:
    """Go through the wall times of a meeting, naive: `first` and what the rule makes of it, `until` included.

    A month is the same weekday of the month: the second Thursday; a fifth one is the month's last.
    """
    match every:
        case "once":
            yield from rrule(DAILY, dtstart=first, count=1)
        case "week":
            yield from rrule(WEEKLY, dtstart=first, until=until)
        case "two_weeks":
            yield from rrule(WEEKLY, interval=2, dtstart=first, until=until)
        case "month":
            weekday = WEEKDAYS[first.weekday()](_which(first))
            yield from rrule(MONTHLY, dtstart=first, byweekday=weekday, until=until)


def rule(first: datetime, every: Repeat) -> dict[str, object]:
    """Return the parts of the RRULE, without an end; empty for a meeting that does not repeat."""
    match every:
        case "once":
            return {}
        case "week":
            return {"FREQ": "WEEKLY"}
        case "two_weeks":
            return {"FREQ": "WEEKLY", "INTERVAL": 2}
        case "month":
            return {"FREQ": "MONTHLY", "BYDAY": f"{_which(first)}{CODES[first.weekday()]}"}


def _which(day: datetime) -> int:
    """Which of its weekday in the month a day is; -1 for a fifth."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth < 5 else -1
