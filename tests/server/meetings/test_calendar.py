"""Invitations, read by the library that wrote them and by one that did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import vobject
from icalendar import Calendar

from server.meetings.calendar import Copy, Person, feed, invitation
from server.meetings.series import Series, agree, cancel, move

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
DANIEL, MARA = Person(name="Daniel", mail="daniel@example.org"), Person(name="Mara", mail="mara@example.org")
SERIES = Series(
    uid="one@example.org",
    first=datetime(2026, 12, 10, 19, 0),
    zone="Africa/Nairobi",
    minutes=50,
    every="two_weeks",
)
COPY = Copy(
    series=SERIES,
    title="Mara and Daniel",
    note="Stories, then the crossing; bring tea",
    link="https://talk.example.org/",
    to=MARA,
    other=DANIEL,
    organizer="meet+abc@talk.example.org",
    answer="needs_action",
)
SECOND = datetime(2026, 12, 24, 19, 0)


def event(written: bytes) -> Any:
    found = Calendar.from_ical(written).walk("VEVENT")
    assert len(found) == 1
    return found[0]


def test_a_proposal_asks_and_is_tentative() -> None:
    written = invitation(COPY, now=NOW)
    calendar = Calendar.from_ical(written)
    assert calendar["method"] == "REQUEST"
    asked = event(written)
    assert (asked["uid"], asked["sequence"], asked["status"]) == ("one@example.org", 0, "TENTATIVE")
    assert asked["dtstart"].dt.astimezone(UTC) == datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
    mine = next(each for each in asked["attendee"] if "mara" in each)
    assert (mine.params["PARTSTAT"], mine.params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert asked["organizer"] == "mailto:meet+abc@talk.example.org"


def test_the_zone_travels_with_the_meeting() -> None:
    portland = replace(SERIES, zone="America/Los_Angeles")
    zones = Calendar.from_ical(invitation(replace(COPY, series=portland), now=NOW)).walk("VTIMEZONE")
    assert [str(each["tzid"]) for each in zones] == ["America/Los_Angeles"]


def test_another_library_finds_the_same_times() -> None:
    """Vobject shares no code with what wrote it; its rule is expanded by its own reading of the zone."""
    series = replace(SERIES, zone="America/Los_Angeles", until=datetime(2027, 4, 1, 19, 0))
    moved = cancel(
        move(series, SECOND, datetime(2026, 12, 25, 16, 0, tzinfo=UTC)), datetime(2027, 1, 7, 19, 0)
    )
    read = vobject.readOne(invitation(replace(COPY, series=moved), now=NOW, method="REQUEST").decode())
    assert read.method.value == "REQUEST"
    whole, exception = sorted(read.vevent_list, key=lambda each: "recurrence-id" in each.contents)
    assert whole.uid.value == exception.uid.value == series.uid
    by_rule = {each.astimezone(UTC) for each in whole.getrruleset(addRDate=True)}
    by_rule.remove(exception.recurrence_id.value.astimezone(UTC))
    ours = moved.occurrences(after=NOW, until=datetime(2027, 5, 1, tzinfo=UTC))
    assert by_rule | {exception.dtstart.value.astimezone(UTC)} == {each.start for each in ours}


def test_every_step_has_the_next_number() -> None:
    steps = [SERIES, agree(SERIES)]
    steps.append(move(steps[-1], SECOND, datetime(2026, 12, 25, 16, 0, tzinfo=UTC)))
    steps.append(cancel(steps[-1]))
    numbers = [
        vobject.readOne(invitation(replace(COPY, series=each), now=NOW).decode()).vevent.sequence.value
        for each in steps
    ]
    assert numbers == ["0", "1", "2", "3"]


def test_one_time_moved_is_told_alone_and_by_its_name() -> None:
    to = datetime(2026, 12, 25, 16, 0, tzinfo=UTC)
    written = invitation(replace(COPY, series=move(agree(SERIES), SECOND, to)), now=NOW, only=SECOND)
    told = event(written)
    assert Calendar.from_ical(written)["method"] == "REQUEST"
    assert told["recurrence-id"].dt.replace(tzinfo=None) == SECOND
    assert told["dtstart"].dt.astimezone(UTC) == to
    assert "rrule" not in told


def test_one_time_called_off_is_a_cancel_of_that_time() -> None:
    written = invitation(replace(COPY, series=cancel(agree(SERIES), SECOND)), now=NOW, only=SECOND)
    told = event(written)
    assert Calendar.from_ical(written)["method"] == "CANCEL"
    assert (told["status"], told["recurrence-id"].dt.replace(tzinfo=None)) == ("CANCELLED", SECOND)


def test_all_called_off_is_a_cancel_of_all() -> None:
    written = invitation(replace(COPY, series=cancel(agree(SERIES))), now=NOW)
    told = event(written)
    assert Calendar.from_ical(written)["method"] == "CANCEL"
    assert told["status"] == "CANCELLED"
    assert "recurrence-id" not in told


def test_the_feed_holds_every_meeting_with_its_changes() -> None:
    other = replace(SERIES, uid="two@example.org", every="once")
    off = cancel(agree(SERIES), SECOND)
    written = feed([replace(COPY, series=off), replace(COPY, series=other)], now=NOW, name="Duologue")
    read = vobject.readOne(written.decode())
    assert read.x_wr_calname.value == "Duologue"
    assert {each.uid.value for each in read.vevent_list} == {"one@example.org", "two@example.org"}
    assert "EXDATE" in written.decode()


def test_what_people_write_cannot_break_out_of_its_line() -> None:
    bad = replace(COPY, title="A\r\nATTENDEE:mailto:x@example.org", note="a;b,c\\n\nBEGIN:VALARM")
    asked = event(invitation(bad, now=NOW))
    assert len(asked["attendee"]) == 2
    assert str(asked["description"]) == bad.note
    assert not asked.walk("VALARM")
