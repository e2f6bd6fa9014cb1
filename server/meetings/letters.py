"""The words of mails about meetings, in the language and by the clock of whoever reads them. Pure."""

from __future__ import annotations

from datetime import datetime

from server.mail import wording
from server.mail.wording import say
from server.meetings.repeat import Repeat
from server.meetings.series import Series
from server.meetings.zones import moment, wall


def when(at: datetime, zone: str, language: str) -> str:
    """Say a moment by the clock of a zone: "Thursday 10 December, 19:00"."""
    return wording.when(wall(at, zone), language)


def both(at: datetime, *, mine: str, theirs: str, other: str, language: str) -> str:
    """Say a moment by both clocks: "Thursday 10 December, 19:00 for you, 08:00 for Mara"."""
    here, there = wall(at, mine), wall(at, theirs)
    name = "both_clocks" if here.date() == there.date() else "both_days"
    return say(
        language,
        name,
        when=wording.when(here, language),
        time=f"{there:%H:%M}",
        day=wording.weekday(there, language),
        other=other,
    )


def begins(series: Series) -> datetime:
    """Return when a meeting is for the first time."""
    return moment(series.first, series.zone)


def proposed(language: str, *, other: str, at: str, every: Repeat, note: str, link: str) -> str:
    """Write that times were proposed to the reader."""
    told = say(language, "proposes_text", other=other, at=at, every=say(language, every))
    return letter(told, note, say(language, "answer_here", link=link))


def agreed(language: str, *, other: str, at: str, every: Repeat = "once", link: str) -> str:
    """Write that a meeting stands, or comes."""
    told = say(language, "meet_text", other=other, at=at, every=say(language, every))
    return letter(told, say(language, "opens_here", link=link))


def moved(language: str, *, other: str, was: str, at: str, link: str) -> str:
    """Write that one time was moved."""
    told = say(language, "moved_text", other=other, was=was, at=at)
    return letter(told, say(language, "opens_here", link=link))


def called_off(language: str, *, other: str, at: str, every: Repeat, link: str) -> str:
    """Write that a meeting is not held."""
    told = say(language, "called_off_text", other=other, at=at, every=say(language, every))
    return letter(told, say(language, "another_time", link=link))


def letter(*parts: str) -> str:
    """Put the parts of a mail one under the other."""
    return "\n\n".join(part for part in parts if part) + "\n"
