"""Two clocks: what one moment is for each of two people, and when their clocks part or meet anew. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

STEP = timedelta(minutes=30)
"""How finely times are offered."""

DAY_STARTS = time(6)
"""Where the day's rail begins: a day is lived from morning to morning."""

AHEAD = timedelta(days=200)
"""How far a change of the clocks is looked for: the next half year's."""


class ZoneError(ValueError):
    """There is no such time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfHour:
    """One moment that can be offered: aware UTC, and the wall time of each of the two."""

    start: datetime
    mine: datetime
    theirs: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """From `at` on one zone's clock is `minutes` ahead (or behind) of what it was against the other's."""

    zone: str
    at: datetime
    minutes: int

    @property
    def day(self) -> date:
        """The day of the change where the clocks are changed."""
        return self.at.astimezone(zone(self.zone)).date()


def zone(name: str) -> ZoneInfo:
    """Return the zone of an IANA name.

    Raises
    ------
    ZoneError
        When there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ZoneError(f"There is no time zone {name!r}.") from error


def moment(wall: datetime, name: str) -> datetime:
    """Return the moment, aware UTC, at which a zone's clocks show a naive wall time.

    A time that a zone skips in spring is reckoned by the clock before the change, one that comes twice in
    autumn is its first: as RFC 5545 (3.3.5) has it.
    """
    return wall.replace(tzinfo=zone(name), fold=0).astimezone(UTC)


def wall(instant: datetime, name: str) -> datetime:
    """Return what a zone's clocks show at a moment, naive."""
    return instant.astimezone(zone(name)).replace(tzinfo=None)


def half_hours(day: date, mine: str, theirs: str) -> Iterator[HalfHour]:
    """Go through a day of mine from 06:00 to 06:00, in half hours: 48, or 46 and 50 where clocks change."""
    at = moment(datetime.combine(day, DAY_STARTS), mine)
    end = moment(datetime.combine(day + timedelta(days=1), DAY_STARTS), mine)
    while at < end:
        yield HalfHour(start=at, mine=wall(at, mine), theirs=wall(at, theirs))
        at += STEP


def clock_change(mine: str, theirs: str, *, after: datetime, within: timedelta = AHEAD) -> ClockChange | None:
    """Find the next change of one zone's clock that moves the two against each other; None within that time.

    Where both change at the same moment by the same, nothing changes between the two.
    """
    today = after.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    found = _change_from(mine, theirs, today, within)
    return found if found is None or found.at > after else _change_from(mine, theirs, found.at, within)


@lru_cache(maxsize=4096)
def _change_from(mine: str, theirs: str, after: datetime, within: timedelta) -> ClockChange | None:
    """Find it from a moment in whole minutes on: the same all day, so worked out once."""
    before, day = after, timedelta(days=1)
    while before < after + within:
        if _apart(mine, theirs, before) != _apart(mine, theirs, before + day):
            at = _first_other(mine, theirs, before, before + day)
            changed = next(
                name
                for name in (theirs, mine)
                if _offset(name, at) != _offset(name, at - timedelta(minutes=1))
            )
            shift = _offset(changed, at) - _offset(changed, at - timedelta(minutes=1))
            return ClockChange(zone=changed, at=at, minutes=int(shift.total_seconds()) // 60)
        before += day
    return None


def _first_other(mine: str, theirs: str, low: datetime, high: datetime) -> datetime:
    """Bisect to the minute from which the two are not apart as they were at `low`."""
    apart, minute = _apart(mine, theirs, low), timedelta(minutes=1)
    while high - low > minute:
        middle = low + ((high - low) // minute // 2) * minute
        low, high = (middle, high) if _apart(mine, theirs, middle) == apart else (low, middle)
    return high


def _apart(mine: str, theirs: str, at: datetime) -> timedelta:
    return _offset(mine, at) - _offset(theirs, at)


def _offset(name: str, at: datetime) -> timedelta:
    return at.astimezone(zone(name)).utcoffset() or timedelta()
