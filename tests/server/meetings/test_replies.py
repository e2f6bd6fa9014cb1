"""Replies as calendars send them, and mails that are none."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.meetings.replies import LARGEST, Other, ReplyError, read

GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REPLY
BEGIN:VEVENT
DTSTART:20261210T160000Z
DTEND:20261210T165000Z
DTSTAMP:20261201T120000Z
ORGANIZER;CN=Duologue:mailto:meet+abc@talk.example.org
UID:one@example.org
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Mara;X
 -NUM-GUESTS=0:mailto:Mara@example.org
CREATED:20261201T110000Z
LAST-MODIFIED:20261201T120000Z
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Mara and Daniel
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""
COUNTER = GOOGLE.replace("METHOD:REPLY", "METHOD:COUNTER").replace("ACCEPTED", "NEEDS-ACTION")
OUTLOOK = """\
BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:E. Africa Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=DECLINED;CN=Mara:mailto:mara@example.org
COMMENT;LANGUAGE=en-US:\\n
UID:one@example.org
SUMMARY;LANGUAGE=en-US:Declined: Mara and Daniel
DTSTART;TZID=E. Africa Standard Time:20261224T190000
DTEND;TZID=E. Africa Standard Time:20261224T195000
RECURRENCE-ID;TZID=E. Africa Standard Time:20261224T190000
DTSTAMP:20261201T120000Z
SEQUENCE:2
END:VEVENT
END:VCALENDAR
"""


def mail(calendar: str, *, subtype: str = "calendar") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "mara@example.org", "meet+abc@talk.example.org"
    message["Subject"] = "Accepted: Mara and Daniel"
    message.set_content("Mara has accepted this invitation.")
    message.add_alternative(calendar.replace("\n", "\r\n"), subtype=subtype, params={"method": "REPLY"})
    return message.as_bytes()


def test_a_yes_to_the_whole_meeting() -> None:
    reply = read(mail(GOOGLE))
    assert (reply.uid, reply.sequence, reply.answer) == ("one@example.org", 1, "accepted")
    assert (reply.attendee, reply.occurrence) == ("mara@example.org", None)


def test_a_no_to_one_time_in_a_zone_of_the_calendars_own_naming() -> None:
    reply = read(mail(OUTLOOK))
    assert (reply.answer, reply.sequence) == ("declined", 2)
    assert reply.original("Africa/Nairobi") == datetime(2026, 12, 24, 19, 0)


@pytest.mark.parametrize("length", ["DTEND:20261210T165000Z", "DURATION:PT50M"])
def test_a_calendar_may_name_another_time(length: str) -> None:
    reply = read(mail(COUNTER.replace("DTEND:20261210T165000Z", length)))
    assert reply.other == Other(start=datetime(2026, 12, 10, 16, 0, tzinfo=UTC), minutes=50)
    assert read(mail(GOOGLE)).other is None


def test_a_time_in_utc_is_named_as_the_meetings_own_zone_has_it() -> None:
    reply = read(mail(GOOGLE.replace("SEQUENCE:1", "SEQUENCE:1\nRECURRENCE-ID:20261224T160000Z")))
    assert reply.occurrence == datetime(2026, 12, 24, 16, 0, tzinfo=UTC)
    assert reply.original("Africa/Nairobi") == datetime(2026, 12, 24, 19, 0)


@pytest.mark.parametrize(
    ("calendar", "code"),
    [
        (GOOGLE.replace("METHOD:REPLY", "METHOD:REFRESH"), "not_a_reply"),
        (COUNTER.replace("DTSTART:20261210T160000Z", "DTSTART;VALUE=DATE:20261210"), "broken_reply"),
        (COUNTER.replace("DTSTART:20261210T160000Z", "DTSTART:20261210T160000"), "broken_reply"),
        (COUNTER.replace("DTEND:20261210T165000Z\n", ""), "broken_reply"),
        (GOOGLE.replace("METHOD:REPLY\n", ""), "not_a_reply"),
        (GOOGLE.replace("ACCEPTED", "DELEGATED"), "broken_reply"),
        (GOOGLE.replace("UID:one@example.org\n", ""), "broken_reply"),
        (GOOGLE.replace("SEQUENCE:1", "SEQUENCE:soon"), "broken_reply"),
        (GOOGLE.replace("SEQUENCE:1", "RECURRENCE-ID;VALUE=DATE:20261224"), "broken_reply"),
        (GOOGLE.replace("STATUS", "ATTENDEE:mailto:x@example.org\nSTATUS"), "broken_reply"),
        ("BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n", "broken_reply"),
        ("BEGIN:VCALENDAR\nMETHOD:REPLY\n", "broken_reply"),
        ("BEGIN:VCARD\nEND:VCARD\n", "not_a_reply"),
        ("nothing\n", "broken_reply"),
    ],
)
def test_what_is_no_reply_is_refused_with_its_reason(calendar: str, code: str) -> None:
    with pytest.raises(ReplyError) as refused:
        read(mail(calendar))
    assert refused.value.code == code


def test_a_mail_without_a_calendar_is_refused() -> None:
    with pytest.raises(ReplyError) as refused:
        read(b"Subject: hello\r\n\r\nno calendar here\r\n")
    assert refused.value.code == "no_calendar"


def test_a_mail_that_is_too_large_is_not_read() -> None:
    with pytest.raises(ReplyError) as refused:
        read(b"x" * (LARGEST + 1))
    assert refused.value.code == "too_large"


@given(st.binary(max_size=400), st.integers(0, 900), st.integers(0, 60))
def test_whatever_comes_by_mail_is_a_reply_or_refused(noise: bytes, at: int, cut: int) -> None:
    whole = mail(GOOGLE)
    for each in (noise, whole[:at] + noise + whole[at + cut :]):
        try:
            read(each)
        except ReplyError:
            continue
