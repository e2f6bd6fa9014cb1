"""What somebody's calendar answers to an invitation: an iTIP REPLY or COUNTER inside a mail. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar

from server.meetings.calendar import PARTSTAT, Answer
from server.meetings.zones import wall

LARGEST = 256 * 1024
"""Bytes of a mail that is read; a reply is a few thousand."""

ANSWERS: dict[str, Answer] = {written: answer for answer, written in PARTSTAT.items()}


class ReplyError(ValueError):
    """A mail is no reply to an invitation of ours; `code` is stable."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """The time a calendar proposes instead (RFC 5546, 3.2.7): aware, and minutes."""

    start: datetime
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One person's answer: to the whole meeting, or to the occurrence `moment` (aware UTC or naive) alone."""

    uid: str
    sequence: int
    answer: Answer
    attendee: str
    """The address that answers, small letters."""
    occurrence: datetime | None
    other: Other | None = None

    def original(self, zone: str) -> datetime | None:
        """Return the occurrence as the meeting's own zone names it, naive."""
        if self.occurrence is None or self.occurrence.tzinfo is None:
            return self.occurrence
        return wall(self.occurrence, zone)


def read(mail: bytes) -> Reply:
    """Find the reply in a mail.

    Raises
    ------
    ReplyError
        `too_large`, `no_calendar` for a mail without one, `not_a_reply` for another method, `broken_reply`.
    """
    if len(mail) > LARGEST:
        raise ReplyError("too_large", "The mail is too large for a reply.")
    message: Any = message_from_bytes(mail, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            return _reply(_content(part))
    raise ReplyError("no_calendar", "The mail holds no calendar.")


def _content(part: EmailMessage) -> str | bytes:
    try:
        content = part.get_content()
    except (LookupError, ValueError) as error:
        raise ReplyError("broken_reply", "The calendar in the mail cannot be read.") from error
    if not isinstance(content, str | bytes):
        raise ReplyError("broken_reply", "The calendar in the mail cannot be read.")
    return content


def _reply(content: str | bytes) -> Reply:
    try:
        calendar = Calendar.from_ical(content)
        method = str(calendar.get("method", "")).upper()
        event: Any = next((each for each in calendar.walk("VEVENT")), None)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ReplyError("broken_reply", "The calendar in the mail cannot be read.") from error
    if method not in ("REPLY", "COUNTER"):
        raise ReplyError("not_a_reply", "The calendar in the mail is no reply.")
    if event is None or not event.get("uid"):
        raise ReplyError("broken_reply", "The reply names no meeting.")
    found = event.get("attendee")
    attendees = found if isinstance(found, list) else [found] if found is not None else []
    if len(attendees) != 1:
        raise ReplyError("broken_reply", "A reply is one person's.")
    other = _other(event) if method == "COUNTER" else None
    answer = ANSWERS.get(str(attendees[0].params.get("PARTSTAT", "")).upper(), "tentative" if other else None)
    if answer is None:
        raise ReplyError("broken_reply", "The reply says neither yes nor no.")
    try:
        sequence = int(event.get("sequence", 0))
        at = event.get("recurrence-id")
        occurrence = None if at is None else at.dt
    except (ValueError, TypeError, AttributeError) as error:
        raise ReplyError("broken_reply", "The reply cannot be read.") from error
    if occurrence is not None and not isinstance(occurrence, datetime):
        raise ReplyError("broken_reply", "The reply names a day, not a time.")
    return Reply(
        uid=str(event["uid"]),
        sequence=sequence,
        answer=answer,
        attendee=str(attendees[0]).lower().removeprefix("mailto:"),
        occurrence=occurrence,
        other=other,
    )


def _other(event: Any) -> Other:
    try:
        start = event["dtstart"].dt
        length = event["dtend"].dt - start if "dtend" in event else event["duration"].dt
        minutes = round(length.total_seconds() / 60)
    except (KeyError, TypeError, AttributeError) as error:
        raise ReplyError("broken_reply", "The reply names no time and length.") from error
    if not isinstance(start, datetime) or start.tzinfo is None:
        raise ReplyError("broken_reply", "The reply names a time by no clock.")
    return Other(start=start.astimezone(UTC), minutes=minutes)
