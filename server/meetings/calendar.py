"""Meetings as iCalendar (RFC 5545) and as invitations by mail (RFC 5546, iTIP). Pure.

Each of the two gets a copy of their own: in it the organizer is the address to which their calendar
replies, and by which the reply is known to be theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from icalendar import Calendar, Event, vCalAddress, vRecur, vText

from server.meetings.repeat import rule
from server.meetings.series import Series
from server.meetings.vtimezone import vtimezone
from server.meetings.zones import moment, wall, zone

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
Answer = Literal["needs_action", "accepted", "tentative", "declined"]

Component = Any
"""An event of the library's, whose members' types depend on what was put in."""

PRODUCT = "-//Duologue//Duologue 0.1//EN"

PARTSTAT: dict[Answer, str] = {
    "needs_action": "NEEDS-ACTION",
    "accepted": "ACCEPTED",
    "tentative": "TENTATIVE",
    "declined": "DECLINED",
}

STATUS = {"proposed": "TENTATIVE", "agreed": "CONFIRMED", "cancelled": "CANCELLED"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody as an invitation names them."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What one person's calendar is told of a meeting."""

    series: Series
    title: str
    note: str
    link: str
    """Where the meeting is opened: a page, behind the person's own sign-in."""
    to: Person
    other: Person
    organizer: str
    """The address replies go to."""
    answer: Answer
    others_answer: Answer = "accepted"


def invitation(
    copy: Copy, *, now: datetime, method: Method | None = None, only: datetime | None = None
) -> bytes:
    """Write the whole meeting; with `only`, the one occurrence of that original that was moved or called off.

    `method` is CANCEL for what was called off and REQUEST for all else, unless another is named.
    """
    changed = copy.series.changed
    if only is not None and only in changed:
        events = [_exception(copy, only, changed[only], now=now)]
        off = changed[only] is None
    else:
        events = _events(copy, now=now)
        off = copy.series.status == "cancelled"
    return _calendar(events, method=method or ("CANCEL" if off else "REQUEST"))


def feed(copies: Iterable[Copy], *, now: datetime, name: str) -> bytes:
    """Write the calendar that a person's own programs fetch: every meeting with all its changes."""
    events = [event for copy in copies for event in _events(copy, now=now)]
    return _calendar(events, method="PUBLISH", name=name)


def _calendar(events: Sequence[Component], *, method: Method, name: str | None = None) -> bytes:
    calendar: Component = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name is not None:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for known in sorted({(each["dtstart"].params["TZID"], each["dtstart"].dt.year) for each in events}):
        _add_zone(calendar, *known)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _add_zone(calendar: Component, name: str, year: int) -> None:
    if not any(each["tzid"] == name for each in calendar.walk("VTIMEZONE")):
        described = vtimezone(name, year=year - 1)
        if described is not None:
            calendar.add_component(described)


def _events(copy: Copy, *, now: datetime) -> list[Component]:
    series = copy.series
    whole = _event(copy, series.first, now=now)
    parts = rule(series.first, series.every)
    if parts:
        if series.until is not None:
            parts["UNTIL"] = moment(series.until, series.zone)
        whole.add("rrule", vRecur(parts))
    changed = series.changed
    for original in sorted(each for each, to in changed.items() if to is None):
        whole.add("exdate", original.replace(tzinfo=zone(series.zone)))
    moved = [_exception(copy, each, to, now=now) for each, to in sorted(changed.items()) if to is not None]
    return [whole, *moved]


def _exception(copy: Copy, original: datetime, to: datetime | None, *, now: datetime) -> Component:
    series = copy.series
    event = _event(copy, original if to is None else wall(to, series.zone), now=now)
    event.add("recurrence-id", original.replace(tzinfo=zone(series.zone)))
    if to is None:
        event["status"] = vText("CANCELLED")
    return event


def _event(copy: Copy, first: datetime, *, now: datetime) -> Component:
    series = copy.series
    event: Component = Event()
    event.add("uid", series.uid)
    event.add("sequence", series.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", first.replace(tzinfo=zone(series.zone)))
    event.add("duration", timedelta(minutes=series.minutes))
    event.add("summary", copy.title)
    if copy.note:
        event.add("description", copy.note)
    event.add("url", copy.link)
    event.add("location", copy.link)
    event.add("status", STATUS[series.status])
    event.add("class", "PRIVATE")
    event.add("organizer", _address(copy.organizer, "Duologue"))
    event.add("attendee", _address(copy.to.mail, copy.to.name, copy.answer))
    event.add("attendee", _address(copy.other.mail, copy.other.name, copy.others_answer))
    return event


def _address(mail: str, name: str, answer: Answer | None = None) -> vCalAddress:
    address = vCalAddress(f"mailto:{mail}")
    address.params["CN"] = name
    if answer is not None:
        address.params["ROLE"] = "REQ-PARTICIPANT"
        address.params["PARTSTAT"] = PARTSTAT[answer]
        if answer == "needs_action":
            address.params["RSVP"] = "TRUE"
    return address
