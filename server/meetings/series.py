"""A meeting of two people, once or again and again: what it is, and what may be done with it. Pure.

Times are wall times of one of the two, in the zone that is kept when clocks change. Whatever is done makes
a new series with the next sequence number; calendars everywhere follow the highest they have seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Literal

from server.meetings.repeat import Repeat, walls
from server.meetings.zones import moment, wall

Status = Literal["proposed", "agreed", "cancelled"]

SHORTEST, LONGEST = 10, 240
"""Minutes of a meeting, least and most."""

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

REACH = timedelta(days=366 * 5)
"""How far ahead the occurrences of a meeting without an end are gone through."""


class SeriesError(ValueError):
    """What was asked cannot be done with this meeting; `code` is stable, the text is for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One occurrence that is otherwise: `original` by the rule, naive; to: aware UTC, None when not held."""

    original: datetime
    to: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time the two meet: `original` names it, naive wall time by the rule; the rest is aware UTC."""

    original: datetime
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A meeting and all its times; `first` and `until` are naive wall times in `zone`."""

    uid: str
    first: datetime
    zone: str
    minutes: int
    every: Repeat = "once"
    until: datetime | None = None
    """The last time it may start, by the rule; None: until somebody ends it."""
    changes: tuple[Change, ...] = ()
    status: Status = "proposed"
    sequence: int = 0

    def __post_init__(self) -> None:
        if not SHORTEST <= self.minutes <= LONGEST:
            raise SeriesError("bad_length", f"A meeting takes {SHORTEST} to {LONGEST} minutes.")
        moment(self.first, self.zone)

    @property
    def changed(self) -> dict[datetime, datetime | None]:
        """The changes by what they change."""
        return {change.original: change.to for change in self.changes}

    def originals(self, *, until: datetime) -> Iterator[datetime]:
        """Go through the times by the rule, naive, up to a moment."""
        end = wall(until, self.zone)
        return takewhile(lambda each: each <= end, walls(self.first, self.every, self.until))

    def occurrences(self, *, after: datetime, until: datetime) -> list[Occurrence]:
        """List what is held and ends after `after`, from the next on, and starts before `until`."""
        changed, span = self.changed, timedelta(minutes=self.minutes)
        found = []
        # What was moved may lie anywhere, so all up to the latest move's own place are looked at.
        reach = max([until, *(moment(each, self.zone) for each in changed)])
        for original in self.originals(until=reach):
            start = changed.get(original, moment(original, self.zone))
            if start is not None and after < start + span and start < until:
                found.append(Occurrence(original=original, start=start, end=start + span))
        return sorted(found, key=lambda each: each.start)

    def next(self, *, after: datetime) -> Occurrence | None:
        """Return the occurrence that is on or comes next; None when none is left or all is cancelled."""
        if self.status == "cancelled":
            return None
        for days in (70, 800, REACH.days):
            found = self.occurrences(after=after, until=after + timedelta(days=days))
            if found:
                return found[0]
        return None

    def at(self, original: datetime) -> Occurrence:
        """Return the occurrence an original names.

        Raises
        ------
        SeriesError
            `no_such_time` when the rule makes none there, or it is not held.
        """
        by_rule = moment(original, self.zone)
        last = max([by_rule, *(change.to for change in self.changes if change.to is not None)])
        for each in self.occurrences(after=LONG_AGO, until=last + timedelta(days=1)):
            if each.original == original:
                return each
        raise SeriesError("no_such_time", "There is no meeting at that time.")


def agree(series: Series) -> Series:
    """Take the other's yes."""
    if series.status != "proposed":
        raise SeriesError("not_open", "This time is no longer open.")
    return replace(series, status="agreed", sequence=series.sequence + 1)


def cancel(series: Series, original: datetime | None = None) -> Series:
    """Call off one occurrence, or all that are still to come; one of a meeting that is held once is all."""
    _still_on(series)
    if original is None or series.every == "once":
        return replace(series, status="cancelled", sequence=series.sequence + 1)
    series.at(original)
    return _change(series, Change(original=original, to=None))


def move(series: Series, original: datetime, start: datetime) -> Series:
    """Move one occurrence to a moment, aware UTC; all others stay where they are."""
    _still_on(series)
    series.at(original)
    if series.every == "once":
        return replace(series, first=wall(start, series.zone), changes=(), sequence=series.sequence + 1)
    return _change(series, Change(original=original, to=start))


def keep(series: Series, zone: str, *, at: datetime, uid: str) -> tuple[Series, Series]:
    """From a change of the clocks `at` on, keep the wall time a zone had until then.

    Returns the meeting as it ends before, and a new one that goes on from there. Single changes stay with
    their occurrence.

    Raises
    ------
    SeriesError
        `no_such_time` when it is not held both before and after.
    """
    _still_on(series)
    near = list(series.originals(until=at + timedelta(days=400)))
    before = [each for each in near if moment(each, series.zone) < at]
    after = near[len(before) :]
    if not before or not after:
        raise SeriesError("no_such_time", "There is no meeting on both sides of that change.")
    usual = wall(moment(before[-1], series.zone), zone)
    fallen = wall(moment(after[0], series.zone), zone)
    # The hour kept may lie across midnight from where the rule's own would fall.
    days = (datetime.combine(fallen.date() + timedelta(days=by), usual.time()) for by in (-1, 0, 1))
    first = min(days, key=lambda each: abs(each - fallen))
    until = None if series.until is None else series.until + (first - after[0])
    kept = replace(series, uid=uid, first=first, zone=zone, until=until, changes=(), sequence=0)
    going_on = dict(zip(after, kept.originals(until=at + timedelta(days=410)), strict=False))
    changes = tuple(
        Change(original=going_on[each.original], to=each.to)
        for each in series.changes
        if each.original in going_on
    )
    ended = replace(
        series,
        until=before[-1],
        changes=tuple(each for each in series.changes if each.original not in going_on),
        sequence=series.sequence + 1,
    )
    return ended, replace(kept, changes=changes)


def _still_on(series: Series) -> None:
    if series.status == "cancelled":
        raise SeriesError("called_off", "This meeting was called off.")


def _change(series: Series, change: Change) -> Series:
    others = tuple(each for each in series.changes if each.original != change.original)
    return replace(series, changes=(*others, change), sequence=series.sequence + 1)
