"""A zone as calendars are told it: by its yearly rule, in a few lines that every reader understands. Pure.

Lists of dates for seventy years, as libraries write them, are ignored by some calendars, which then are an
hour off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from server.meetings.repeat import CODES
from server.meetings.zones import zone

YEARS = 12
"""How many years a rule must hold to be taken for one: both nth and last Sundays differ within that."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of a zone's clock: `at`, naive, by the clock before it, and both offsets."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str


def vtimezone(name: str, *, year: int) -> Timezone | None:
    """Describe a zone from its first change in `year` on; None where it follows no yearly rule (Morocco)."""
    steps = _steps(name, year)
    written = Timezone()
    written.add("tzid", name)
    if not steps:
        at = datetime(year, 1, 1, tzinfo=zone(name))
        offset = at.utcoffset() or timedelta()
        always = _Step(at.replace(tzinfo=None), offset, offset, at.tzname() or name)
        written.add_component(_part(always, None))
        return written
    kinds: dict[tuple[timedelta, timedelta], list[_Step]] = {}
    for step in steps:
        kinds.setdefault((step.before, step.after), []).append(step)
    for same in kinds.values():
        by = _rule(same)
        if by is None or len(same) != YEARS:
            return None
        written.add_component(_part(same[0], by))
    return written


@lru_cache(maxsize=1024)
def _steps(name: str, year: int) -> tuple[_Step, ...]:
    tz, hour = zone(name), timedelta(hours=1)
    found, at = [], datetime(year, 1, 1, tzinfo=UTC)
    end = datetime(year + YEARS, 1, 1, tzinfo=UTC)
    while at < end:
        # By days first, by hours then by minutes within: zones change at odd minutes too.
        if _offset(tz, at) != _offset(tz, at + 24 * hour):
            low, high = at, at + 24 * hour
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) // timedelta(minutes=1) // 2 * timedelta(minutes=1)
                low, high = (middle, high) if _offset(tz, middle) == _offset(tz, at) else (low, middle)
            before, after = _offset(tz, low), _offset(tz, high)
            name_after = high.astimezone(tz).tzname() or name
            found.append(_Step((high + before).replace(tzinfo=None), before, after, name_after))
        at += 24 * hour
    return tuple(found)


def _offset(tz: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(tz).utcoffset() or timedelta()


def _rule(steps: list[_Step]) -> dict[str, object] | None:
    """Find the month and the weekday of it on which all happen, at the same time of day."""
    months, weekdays = {each.at.month for each in steps}, {each.at.weekday() for each in steps}
    times, nth = {each.at.time() for each in steps}, {(each.at.day - 1) // 7 + 1 for each in steps}
    if len(months) != 1 or len(weekdays) != 1 or len(times) != 1:
        return None
    rule: dict[str, object] = {"FREQ": "YEARLY", "BYMONTH": months.pop()}
    weekday, days = CODES[weekdays.pop()], sorted({each.at.day for each in steps})
    if all((each.at + timedelta(days=7)).month != each.at.month for each in steps):
        return rule | {"BYDAY": f"-1{weekday}"}
    if len(nth) == 1:
        return rule | {"BYDAY": f"{nth.pop()}{weekday}"}
    if days[-1] - days[0] == 6:  # the first such weekday from a day of the month on
        return rule | {"BYDAY": weekday, "BYMONTHDAY": list(range(days[0], days[-1] + 1))}
    return None


def _part(step: _Step, by: dict[str, object] | None) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if step.after > step.before else TimezoneStandard()
    part.add("dtstart", step.at)
    part.add("tzoffsetfrom", step.before)
    part.add("tzoffsetto", step.after)
    part.add("tzname", step.name)
    if by is not None:
        part.add("rrule", vRecur(by))
    return part
