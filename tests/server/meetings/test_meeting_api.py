"""Two people make a date: over HTTP, by real mail, and by what their calendars read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import aiohttp
import pytest
import vobject
from icalendar import Calendar
from sqlalchemy import Select, func, select

from server.meetings.tables import occasions
from server.store.tables import meetings
from signaling import messages as m
from tests.server.meetings.house import START, House, calendar
from tests.server.pages import Page

TALK = m.Media(audio=True, video=False)


async def test_a_proposal_is_seen_by_both_clocks_and_sent_as_an_invitation(pair: House) -> None:
    proposal = await pair.propose(START, START - timedelta(hours=11), note="Stories?")
    assert [each["start"]["mine"] for each in proposal["offers"]] == ["2026-12-09T21:00", "2026-12-10T08:00"]
    assert [each["start"]["theirs"] for each in proposal["offers"]] == [
        "2026-12-10T08:00",
        "2026-12-10T19:00",
    ]
    message = await pair.mail("mara@", "Daniel proposes: Thursday 10 December, 08:00")
    text = message.get_body(("plain",))
    assert text is not None
    assert "Thursday 10 December, 08:00 for you, 19:00 for Daniel" in text.get_content()
    asked = calendar(message)
    assert asked.method.value == "REQUEST"
    assert asked.vevent.status.value == "TENTATIVE"
    assert asked.vevent.dtstart.value.astimezone(UTC) == START
    await pair.mail("mara@", "Daniel proposes", number=2)


async def test_a_yes_confirms_one_time_and_gives_the_others_back(pair: House) -> None:
    proposal = await pair.propose(START, START + timedelta(hours=1))
    taken, other = (each["uid"] for each in proposal["offers"])
    page = await pair.ask(pair.at_mara, "POST", f"/proposals/{proposal['id']}/yes", {"uid": taken})
    assert [each["uid"] for each in page["upcoming"]] == [taken]
    assert page["proposals"] == []
    for to, other_name in (("daniel@", "Mara"), ("mara@", "Daniel")):
        told = calendar(await pair.mail(to, f"You and {other_name} meet"))
        assert (told.vevent.uid.value, told.vevent.sequence.value) == (taken, "1")
        assert told.vevent.status.value == "CONFIRMED"
    freed = calendar(await pair.mail("mara@", "No longer needed"))
    assert (freed.method.value, freed.vevent.uid.value) == ("CANCEL", other)


@pytest.mark.parametrize(("who", "state"), [("at_mara", "declined"), ("at_daniel", "withdrawn")])
async def test_a_proposal_is_closed_by_either(pair: House, who: str, state: str) -> None:
    proposal = await pair.propose(START)
    page = await pair.ask(getattr(pair, who), "DELETE", f"/proposals/{proposal['id']}")
    assert (page["proposals"], page["upcoming"]) == ([], [])
    uid = proposal["offers"][0]["uid"]
    assert (
        await pair.ask(pair.at_mara, "POST", f"/proposals/{proposal['id']}/yes", {"uid": uid}) == "not_open"
    )
    await pair.mail("mara@", "No longer needed")
    if state == "declined":
        await pair.mail("daniel@", "None of these times suits")


async def test_nobody_says_yes_to_their_own_proposal_or_to_another_pairs(pair: House) -> None:
    proposal = await pair.propose(START)
    yes = f"/proposals/{proposal['id']}/yes"
    uid = {"uid": proposal["offers"][0]["uid"]}
    assert await pair.ask(pair.at_daniel, "POST", yes, uid) == "own_proposal"
    amina = await pair.programme.person("Amina")
    theirs = replace(pair, pair=await pair.programme.pair(pair.mara, amina))
    assert await theirs.ask(pair.at_mara, "POST", yes, uid) == "unknown_proposal"
    assert await theirs.ask(pair.at_mara, "POST", f"/meetings/{uid['uid']}/off", {}) == "unknown_meeting"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"offers": []}, "bad_offers"),
        ({"offers": [{"start": "2026-11-01T10:00:00Z", "minutes": 50}]}, "bad_offers"),
        ({"offers": [{"start": "2028-11-01T10:00:00Z", "minutes": 50}]}, "bad_offers"),
        ({"offers": [{"start": "2026-12-10T10:00:00Z", "minutes": 50}] * 2}, "bad_offers"),
        ({"offers": [{"start": "2026-12-10T10:00:00Z", "minutes": 5}]}, "bad_length"),
        ({"offers": [{"start": "2026-12-10T10:00:00", "minutes": 50}]}, "bad_request"),
        ({"offers": [{"start": "2026-12-10T10:00:00Z", "minutes": 50}], "note": "x" * 501}, "bad_note"),
    ],
)
async def test_times_that_cannot_be_are_refused(pair: House, body: object, code: str) -> None:
    assert await pair.ask(pair.at_daniel, "POST", "/proposals", body) == code


async def test_one_time_is_moved_by_a_proposal_and_a_yes(pair: House) -> None:
    first = await pair.agree(every="two_weeks")
    moves = {"uid": first["uid"], "original": first["original"]}
    to = START + timedelta(days=1)
    proposal = await pair.propose(to, moves=moves)
    assert proposal["moves"]["mine"] == "2026-12-10T08:00"
    yes = f"/proposals/{proposal['id']}/yes"
    page = await pair.ask(pair.at_mara, "POST", yes, {"uid": proposal["offers"][0]["uid"]})
    starts = [each["start"]["mine"] for each in page["upcoming"]]
    assert starts[:2] == ["2026-12-11T08:00", "2026-12-24T08:00"]
    freed = calendar(await pair.mail("mara@", "No longer needed"))
    assert (freed.method.value, freed.vevent.uid.value) == ("CANCEL", proposal["offers"][0]["uid"])
    told = calendar(await pair.mail("daniel@", "Moved: Friday 11 December, 19:00"))
    assert told.vevent.recurrence_id.value.astimezone(UTC) == START
    assert (told.vevent.dtstart.value.astimezone(UTC), told.vevent.sequence.value) == (to, "2")


async def test_one_time_is_called_off_then_all_of_them(pair: House) -> None:
    first = await pair.agree(every="week")
    off = f"/meetings/{first['uid']}/off"
    page = await pair.ask(pair.at_mara, "POST", off, {"original": first["original"]})
    assert page["upcoming"][0]["start"]["mine"] == "2026-12-17T08:00"
    told = calendar(await pair.mail("daniel@", "Called off"))
    assert told.method.value == "CANCEL"
    assert told.vevent.recurrence_id.value.astimezone(UTC) == START
    page = await pair.ask(pair.at_daniel, "POST", off, {})
    assert page["upcoming"] == []
    assert "recurrence-id" not in calendar(await pair.mail("mara@", "Called off", number=2)).vevent.contents
    assert await pair.ask(pair.at_mara, "POST", off, {}) == "called_off"


async def test_what_is_over_is_neither_agreed_on_nor_opened(pair: House) -> None:
    proposal = await pair.propose(START)
    other = await pair.propose(START + timedelta(hours=1))
    uid = {"uid": other["offers"][0]["uid"]}
    await pair.ask(pair.at_mara, "POST", f"/proposals/{other['id']}/yes", uid)
    (meeting,) = (await pair.ask(pair.at_mara, "GET", "/meetings"))["upcoming"]
    pair = await pair.later(START + timedelta(days=2))
    late = {"uid": proposal["offers"][0]["uid"]}
    assert await pair.ask(pair.at_mara, "POST", f"/proposals/{proposal['id']}/yes", late) == "not_open"
    call, original = f"/meetings/{meeting['uid']}/call", {"original": meeting["original"]}
    assert await pair.ask(pair.at_mara, "POST", call, original) == "no_such_time"


async def test_what_was_called_off_is_not_moved(pair: House) -> None:
    first = await pair.agree()
    await pair.ask(pair.at_mara, "POST", f"/meetings/{first['uid']}/off", {})
    moves = {"uid": first["uid"], "original": first["original"]}
    body = {"offers": [{"start": START.isoformat(), "minutes": 50}], "moves": moves}
    assert await pair.ask(pair.at_mara, "POST", "/proposals", body) == "called_off"


async def test_when_the_two_part_nothing_is_left_in_their_calendars(pair: House) -> None:
    await pair.agree(every="week")
    await pair.propose(START + timedelta(days=2))
    async with pair.at_mara.post(f"/api/pairs/{pair.pair.id}/end") as response:
        assert response.status == 204
    for to in ("daniel@", "mara@"):
        assert calendar(await pair.mail(to, "Called off")).method.value == "CANCEL"
    assert calendar(await pair.mail("mara@", "No longer needed")).method.value == "CANCEL"


async def test_a_change_of_the_clocks_is_told_and_asks_whose_hour_to_keep(pair: House) -> None:
    first = await pair.agree(every="week")
    page = await pair.ask(pair.at_daniel, "GET", "/meetings")
    clocks = page["clocks"]
    assert (clocks["city"], clocks["day"], clocks["minutes"]) == ("Los Angeles", "2027-03-14", 60)
    assert page["upcoming"][0]["ask"] == []
    pair = await pair.later(datetime(2027, 3, 1, 12, 0, tzinfo=UTC))
    page = await pair.ask(pair.at_daniel, "GET", "/meetings")
    assert page["upcoming"][0]["ask"] == [pair.daniel.id, pair.mara.id]
    keep = f"/meetings/{first['uid']}/keep"
    assert await pair.ask(pair.at_mara, "POST", keep, {"zone": "Europe/Berlin"}) == "bad_zone"
    page = await pair.ask(pair.at_mara, "POST", keep, {"zone": "America/Los_Angeles"})
    times = [(each["start"]["mine"], each["start"]["theirs"]) for each in page["upcoming"][:4]]
    assert times == [
        ("2027-03-04T08:00", "2027-03-04T19:00"),
        ("2027-03-11T08:00", "2027-03-11T19:00"),
        ("2027-03-18T08:00", "2027-03-18T18:00"),
        ("2027-03-25T08:00", "2027-03-25T18:00"),
    ]


async def test_the_day_is_offered_in_half_hours_by_both_clocks(pair: House) -> None:
    day = await pair.ask(pair.at_daniel, "GET", "/times?day=2026-12-10")
    assert (len(day["times"]), day["times"][26]["mine"]) == (48, "2026-12-10T19:00")
    assert day["times"][26]["theirs"] == "2026-12-10T08:00"
    for nonsense in ("", "?day=soon", "?day=0001-01-01", "?day=9999-12-31"):
        assert await pair.ask(pair.at_daniel, "GET", f"/times{nonsense}") == "bad_request"


async def test_a_private_calendar_is_fetched_by_its_address_until_it_is_taken_back(pair: House) -> None:
    first = await pair.agree(every="week")
    async with pair.at_mara.post("/api/me/calendar") as response:
        url = (await response.json())["url"]
    async with aiohttp.ClientSession() as program, program.get(url) as response:
        assert response.content_type == "text/calendar"
        read = vobject.readOne(await response.text())
    assert read.vevent.uid.value == first["uid"]
    async with pair.at_mara.post("/api/me/calendar") as response:
        second = (await response.json())["url"]
    await pair.at_mara.delete("/api/me/calendar")
    async with aiohttp.ClientSession() as program:
        for gone in (url, second):
            async with program.get(gone) as response:
                assert (response.status, (await response.json())["code"]) == (404, "unknown_calendar")


async def test_a_meeting_is_a_file_for_a_calendar(pair: House) -> None:
    first = await pair.agree()
    path = f"/api/pairs/{pair.pair.id}/meetings/{first['uid']}/meeting.ics"
    async with pair.at_mara.get(path) as response:
        read = Calendar.from_ical(await response.text())
        assert "meeting.ics" in response.headers["Content-Disposition"]
    assert read["method"] == "PUBLISH"


async def test_both_come_into_the_same_call_by_their_accounts_alone(pair: House) -> None:
    first = await pair.agree()
    call, original = f"/meetings/{first['uid']}/call", {"original": first["original"]}
    assert await pair.ask(pair.at_mara, "POST", call, original) == "not_yet"
    pair = await pair.later(START - timedelta(minutes=20))
    paths = [(await pair.ask(who, "POST", call, original))["path"] for who in (pair.at_mara, pair.at_daniel)]
    assert paths[0] == paths[1]
    at_mara, at_daniel = [
        await Page.open(pair.address, paths[0], browser=who) for who in (pair.at_mara, pair.at_daniel)
    ]
    await at_mara.enter("Mara")
    assert (await at_daniel.enter("Daniel")).partner is not None
    plan = paths[0].replace("/m/", "/api/calls/") + "/plan"
    async with pair.at_mara.get(plan) as response:
        told = await response.json()
    assert (told["minutes"], told["next_is_set"]) == (50, False)
    assert (told["partner"]["name"], told["partner"]["city"]) == ("Daniel", "Nairobi")
    assert [each["kind"] for each in told["agenda"]] == ["arrive", "topic", "next_steps"]
    stranger = await pair.programme.browser(await pair.programme.person("Eve"), now=pair.clock.at)
    async with stranger.get(plan) as response:
        assert response.status == 204
    for page in (at_mara, at_daniel):
        await page.socket.close()


async def until(house: House, query: Select[Any], wanted: list[Any]) -> None:
    """Wait until the store answers so."""
    found: list[Any] = []
    async with asyncio.timeout(10):
        while found != wanted:
            await asyncio.sleep(0.05)
            async with house.programme.engine.connect() as connection:
                found = list((await connection.execute(query)).scalars())


async def test_a_time_counts_as_held_once_both_were_in_its_call(pair: House) -> None:
    first = await pair.agree(every="week")
    call, original = f"/meetings/{first['uid']}/call", {"original": first["original"]}
    pair = await pair.later(START - timedelta(minutes=5))
    path = (await pair.ask(pair.at_mara, "POST", call, original))["path"]
    pages = [await Page.open(pair.address, path, browser=who) for who in (pair.at_mara, pair.at_daniel)]
    for page, name in zip(pages, ("Mara", "Daniel"), strict=True):
        await page.enter(name)
        await page.say(m.Join(media=TALK))
    await until(pair, select(func.count()).select_from(meetings).where(meetings.c.begun_at.is_not(None)), [1])
    for page in pages:
        await page.socket.close()
    held: list[bool] = []
    for week in (0, 1):
        pair = await pair.later(START + timedelta(days=7 * week, minutes=81))
        await pair.ask(pair.at_mara, "PUT", f"/messages/wakes-it-{week}", {"body": "Thank you."})
        held.append(week == 0)
        await until(pair, select(occasions.c.held).order_by(occasions.c.starts_at), held)
    async with pair.at_mara.get("/api/home") as response:
        (home,) = (await response.json())["pairs"]
    assert home["usual_weekday"] == "2026-12-10"
    assert home["page"]["upcoming"][0]["start"]["mine"] == "2026-12-24T08:00"


async def test_an_agenda_is_what_the_two_make_of_it(pair: House) -> None:
    first = await pair.agree()
    agenda = [{"kind": "stories", "minutes": 30, "title": "The flood winter"}]
    path = f"/meetings/{first['uid']}/agenda"
    page = await pair.ask(pair.at_mara, "PUT", path, {"agenda": agenda})
    assert page["upcoming"][0]["agenda"] == agenda
    too_long = {"agenda": [{"kind": "topic", "minutes": 51}]}
    assert await pair.ask(pair.at_mara, "PUT", path, too_long) == "bad_agenda"


Answering = Callable[[House, EmailMessage, str], EmailMessage]
