"""What people's calendars answer by mail, taken from the operator's mail server."""

from __future__ import annotations

import asyncio
import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.server.meetings.house import BEGUN, START, House, house


def reply(invited: EmailMessage, answer: str, *, attendee: str = "mara@example.org") -> EmailMessage:
    """Answer an invitation as a calendar does, to the address its organizer has."""
    (part,) = [each for each in invited.walk() if each.get_content_type() == "text/calendar"]
    asked = Calendar.from_ical(part.get_content())
    event: Any = asked.walk("VEVENT")[0]
    asked["method"] = "REPLY"
    event.pop("attendee")
    event.add("attendee", f"mailto:{attendee}", parameters={"PARTSTAT": answer})
    message = EmailMessage()
    message["From"], message["To"] = attendee, str(event["organizer"]).removeprefix("mailto:")
    message["Subject"] = "Re: a meeting"
    message.set_content("An answer.")
    message.add_alternative(asked.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
    return message


async def deliver(house: House, message: EmailMessage) -> str:
    """Hand a mail over as the operator's mail server does; returns "" or why it was refused."""

    def send() -> str:
        with smtplib.LMTP("127.0.0.1", house.lmtp) as lmtp:
            try:
                lmtp.send_message(message)
            except smtplib.SMTPDataError as error:
                return str(error.smtp_error)
            except smtplib.SMTPRecipientsRefused as error:
                ((_, text),) = error.recipients.values()
                return text.decode()
        return ""

    return await asyncio.to_thread(send)


def counter(invited: EmailMessage, start: datetime, *, minutes: int = 50) -> EmailMessage:
    """Propose another time as a calendar does."""
    message = reply(invited, "TENTATIVE")
    (part,) = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    asked = Calendar.from_ical(part.get_content())
    event: Any = asked.walk("VEVENT")[0]
    asked["method"] = "COUNTER"
    for name, at in (("dtstart", start), ("dtend", start + timedelta(minutes=minutes))):
        event.pop(name, None)
        event.add(name, at)
    event.pop("duration", None)
    part.set_content(asked.to_ical().decode(), subtype="calendar", params={"method": "COUNTER"})
    return message


async def test_a_yes_by_mail_agrees_on_the_meeting(tmp_path: Path) -> None:
    async with house(tmp_path, replies=True) as pair:
        await pair.propose(START)
        invited = await pair.mail("mara@", "Daniel proposes")
        assert await deliver(pair, reply(invited, "ACCEPTED")) == ""
        page = await pair.ask(pair.at_daniel, "GET", "/meetings")
        assert [each["answer"] for each in page["upcoming"]] == ["accepted"]
        await pair.mail("daniel@", "You and Mara meet")
        assert "old_reply" in await deliver(pair, reply(invited, "DECLINED"))


async def test_a_no_by_mail_to_a_meeting_that_stands_calls_it_off_for_both(tmp_path: Path) -> None:
    async with house(tmp_path, replies=True) as pair:
        await pair.agree()
        invited = await pair.mail("mara@", "You and Daniel meet")
        assert await deliver(pair, reply(invited, "DECLINED")) == ""
        assert (await pair.ask(pair.at_daniel, "GET", "/meetings"))["upcoming"] == []
        await pair.mail("daniel@", "Called off")


async def test_a_no_by_mail_to_the_only_time_tells_who_proposed_it(tmp_path: Path) -> None:
    async with house(tmp_path, replies=True) as pair:
        await pair.propose(START)
        invited = await pair.mail("mara@", "Daniel proposes")
        assert await deliver(pair, reply(invited, "TENTATIVE")) == ""
        assert len((await pair.ask(pair.at_daniel, "GET", "/meetings"))["proposals"]) == 1
        assert await deliver(pair, reply(invited, "DECLINED")) == ""
        assert (await pair.ask(pair.at_daniel, "GET", "/meetings"))["proposals"] == []
        await pair.mail("daniel@", "None of these times suits")


async def test_only_the_address_a_person_was_given_answers_for_them(tmp_path: Path) -> None:
    async with house(tmp_path, replies=True) as pair:
        await pair.propose(START)
        invited = await pair.mail("mara@", "Daniel proposes")
        forged = reply(invited, "ACCEPTED")
        del forged["To"]
        forged["To"] = "meet+aaaaaaaaaaaaaaaaaaaaaaaa@talk.example.org"
        assert "unknown_address" in await deliver(pair, forged)
        assert "wrong_person" in await deliver(pair, reply(invited, "ACCEPTED", attendee="x@example.org"))
        plain = EmailMessage()
        plain["From"], plain["To"] = "x@example.org", "meet@talk.example.org"
        assert "No replies" in await deliver(pair, plain)
        assert (await pair.ask(pair.at_daniel, "GET", "/meetings"))["upcoming"] == []


async def test_another_time_by_mail_for_a_proposal_is_a_proposal_of_ones_own(tmp_path: Path) -> None:
    async with house(tmp_path, replies=True) as pair:
        await pair.propose(START)
        invited = await pair.mail("mara@", "Daniel proposes")
        later = START + timedelta(days=1, hours=1)
        assert await deliver(pair, counter(invited, later, minutes=30)) == ""
        proposals = (await pair.ask(pair.at_daniel, "GET", "/meetings"))["proposals"]
        (answer,) = [each for each in proposals if not each["mine"]]
        (offered,) = answer["offers"]
        assert (datetime.fromisoformat(offered["start"]["at"]), offered["minutes"]) == (later, 30)
        await pair.ask(pair.at_daniel, "POST", f"/proposals/{answer['id']}/yes", {"uid": offered["uid"]})
        (stands,) = (await pair.ask(pair.at_mara, "GET", "/meetings"))["upcoming"]
        assert datetime.fromisoformat(stands["start"]["at"]) == later


async def test_another_time_by_mail_for_a_meeting_asks_to_move_its_next(tmp_path: Path) -> None:
    async with house(tmp_path, replies=True) as pair:
        await pair.agree(every="week")
        invited = await pair.mail("mara@", "You and Daniel meet")
        later = START + timedelta(days=1)
        assert await deliver(pair, counter(invited, later)) == ""
        (proposal,) = (await pair.ask(pair.at_daniel, "GET", "/meetings"))["proposals"]
        assert datetime.fromisoformat(proposal["moves"]["at"]) == START
        uid = proposal["offers"][0]["uid"]
        await pair.ask(pair.at_daniel, "POST", f"/proposals/{proposal['id']}/yes", {"uid": uid})
        first, second, *_ = (await pair.ask(pair.at_mara, "GET", "/meetings"))["upcoming"]
        assert datetime.fromisoformat(first["start"]["at"]) == later
        assert datetime.fromisoformat(second["start"]["at"]) == START + timedelta(weeks=1)


async def test_a_time_that_is_over_is_refused_to_the_calendar(tmp_path: Path) -> None:
    async with house(tmp_path, replies=True) as pair:
        await pair.propose(START)
        invited = await pair.mail("mara@", "Daniel proposes")
        assert await deliver(pair, counter(invited, BEGUN - timedelta(days=1))) != ""
        assert len((await pair.ask(pair.at_daniel, "GET", "/meetings"))["proposals"]) == 1
