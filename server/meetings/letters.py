"""The words of mails about meetings, in the clock of whoever reads them. Pure."""

from __future__ import annotations

from datetime import datetime

from server.meetings.repeat import Repeat
from server.meetings.series import Series
from server.meetings.zones import moment, wall

EVERY: dict[Repeat, str] = {
    "once": "",
    "week": ", every week",
    "two_weeks": ", every two weeks",
    "month": ", every month",
}

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def when(at: datetime, zone: str) -> str:
    """Say a moment by the clock of a zone: "Thursday 10 December, 19:00"."""
    local = wall(at, zone)
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}, {local:%H:%M}"


def both(at: datetime, *, mine: str, theirs: str, other: str) -> str:
    """Say a moment by both clocks: "Thursday 10 December, 19:00 for you, 08:00 for Mara"."""
    here, there = wall(at, mine), wall(at, theirs)
    day = "" if here.date() == there.date() else f" on {DAYS[there.weekday()]}"
    return f"{when(at, mine)} for you, {there:%H:%M}{day} for {other}"


def begins(series: Series) -> datetime:
    """Return when a meeting is for the first time."""
    return moment(series.first, series.zone)


def proposed(*, other: str, at: str, every: Repeat, note: str, link: str) -> str:
    """Write that times were proposed to the reader."""
    return _letter(f"{other} proposes {at}{EVERY[every]}.", note, f"Say yes or no here: {link}")


def agreed(*, other: str, at: str, every: Repeat, link: str) -> str:
    """Write that a meeting stands."""
    return _letter(f"You and {other} meet {at}{EVERY[every]}.", f"It opens here: {link}")


def moved(*, other: str, was: str, at: str, link: str) -> str:
    """Write that one time was moved."""
    return _letter(f"The meeting with {other} of {was} is now {at}.", f"It opens here: {link}")


def called_off(*, other: str, at: str, every: Repeat, link: str) -> str:
    """Write that a meeting is not held."""
    return _letter(f"The meeting with {other}, {at}{EVERY[every]}, is called off.", f"Another time: {link}")


def not_this_time(*, other: str, link: str) -> str:
    """Write that no proposed time suits."""
    return _letter(f"None of the times you proposed suits {other}.", f"Propose others: {link}")


def reminder(*, other: str, at: str, link: str) -> str:
    """Write that a meeting comes."""
    return _letter(f"You and {other} meet {at}.", f"It opens here: {link}")


def _letter(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
