"""Two people over the real server: invited, told, agreed, and governed by what they signed."""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from server.app import serving
from server.pair import yours
from server.people.person import Person
from server.settings import Settings
from server.store.tables import cue_events
from signaling import messages as m
from tests.server.mail.smtp import postbox
from tests.server.pair.two import Two, ask, held, until
from tests.server.programme import programme_of

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
LIVE = {"listening": "live", "keep_days": 180}
TALK = m.Media(audio=True, video=False)


async def test_one_proposes_and_both_sign_and_each_reads_it_from_their_side(two: Two) -> None:
    empty = await ask(two.daniels, "GET", two.agreement)
    assert (empty["in_force"], empty["open"], empty["versions"]) == (None, None, [])
    assert empty["holds"] == empty["careful"]
    await ask(two.maras, "POST", two.agreement, {"terms": LIVE, "name": "Mara Ilves"}, 201)
    waiting = await ask(two.daniels, "GET", two.agreement)
    assert (waiting["open"], waiting["news"]) == (1, ["listening", "kept"])
    assert [(v["mine"], [s["mine"] for s in v["signatures"]]) for v in waiting["versions"]] == [
        (False, [False])
    ]
    signed = await ask(two.daniels, "POST", f"{two.agreement}/1/sign", {"name": "Daniel Otieno"})
    assert (signed["in_force"], signed["open"], signed["holds"]["keep_days"]) == (1, None, 180)
    refused = await ask(two.maras, "POST", f"{two.agreement}/1/sign", {"name": "Mara"}, 409)
    assert refused["code"] == "version_moved_on"
    for number in ("0", "x", "99999999999"):
        await ask(two.maras, "POST", f"{two.agreement}/{number}/aside", {}, 409 if number == "0" else 404)


async def test_a_change_waits_for_the_other_name_and_can_be_set_aside(two: Two) -> None:
    await two.sign(**LIVE)
    changed = await ask(
        two.daniels, "POST", two.agreement, {"terms": {**LIVE, "keep_days": 30}, "name": "D"}, 201
    )
    assert (changed["in_force"], changed["open"], changed["news"]) == (1, 2, ["kept"])
    left = await ask(two.maras, "POST", f"{two.agreement}/2/aside", {})
    assert (left["in_force"], left["open"], left["holds"]["keep_days"]) == (1, None, 180)


async def test_a_signed_agreement_is_told_to_the_call_and_bounds_it(two: Two) -> None:
    meeting = (await ask(two.maras, "POST", f"/api/pairs/{two.pair.id}/meetings", {}, 201))["path"]
    mara = await two.enter(two.maras, meeting, "Mara")
    assert await until(mara, "agreed") == {
        "type": "agreed", "listening": "after", "keep_days": 30, "version": None,
    }  # fmt: skip
    await two.sign(listening="off", keep_days=0)
    assert (await until(mara, "agreed"))["listening"] == "off"
    await mara.send_json({"type": "consent", "listen": True})
    assert (await until(mara, "error"))["code"] == "agreed_otherwise"
    await mara.close()


async def test_the_link_of_a_pairs_meeting_opens_for_the_two_and_a_guest_only_where_agreed(two: Two) -> None:
    meeting = (await ask(two.maras, "POST", f"/api/pairs/{two.pair.id}/meetings", {}, 201))["path"]
    stranger = await two.programme.browser(await two.programme.person("Eve"))
    nobody = await two.programme.browser()
    for browser in (stranger, nobody):
        socket = await two.enter(browser, meeting, "Eve")
        assert (await until(socket, "error"))["code"] == "guests_not_agreed"
        await socket.close()
    await two.sign(guests=True)
    guest = await two.enter(nobody, meeting, "Somebody")
    assert (await until(guest, "welcome"))["seat"] == 0
    await guest.close()


async def test_one_person_has_one_seat_on_whatever_device_and_leaves_the_other_to_the_partner(
    two: Two,
) -> None:
    meeting = (await ask(two.maras, "POST", f"/api/pairs/{two.pair.id}/meetings", {}, 201))["path"]
    first = await two.enter(two.maras, meeting, "Mara")
    seat = (await until(first, "welcome"))["seat"]
    phone = await two.enter(await two.programme.browser(two.mara), meeting, "Mara")
    assert (await until(phone, "welcome"))["seat"] == seat
    assert (await until(first, "error"))["code"] == "replaced"
    daniel = await two.enter(two.daniels, meeting, "Daniel")
    assert (await until(daniel, "welcome"))["seat"] == 1 - seat
    for socket in (first, phone, daniel):
        await socket.close()


async def events_left(two: Two) -> int:
    async with two.programme.engine.connect() as connection:
        return len((await connection.execute(select(cue_events.c.id))).all())


async def expired(two: Two) -> None:
    async with two.programme.engine.begin() as connection:
        await yours.expire(connection, now=two.clock.at)


async def test_what_was_heard_is_shown_and_kept_until_its_day_and_then_neither(two: Two) -> None:
    await two.sign(keep_days=30)
    summary = await held(two, keep_days=30)
    await two.days_pass(29.9)
    await expired(two)
    assert len((await ask(two.maras, "GET", summary))["events"]) == 2
    await two.days_pass(0.2)
    assert (await ask(two.maras, "GET", summary, status=410))["code"] == "summary_gone"
    assert await events_left(two) == 2
    await expired(two)
    assert await events_left(two) == 0


async def test_a_shorter_agreement_holds_for_the_past_and_a_longer_one_does_not(two: Two) -> None:
    await two.sign(keep_days=180)
    summary = await held(two, keep_days=180)
    await two.days_pass(40)
    assert len((await ask(two.maras, "GET", summary))["events"]) == 2
    await two.sign(keep_days=30)
    assert await events_left(two) == 0
    assert (await ask(two.maras, "GET", summary, status=410))["code"] == "summary_gone"
    second = await held(two, keep_days=30, link="second-of-mara-01234")
    await two.sign(keep_days=180)
    await two.days_pass(31)
    assert (await ask(two.maras, "GET", second, status=410))["code"] == "summary_gone"
    await expired(two)
    assert await events_left(two) == 0


async def test_an_export_holds_what_the_agreement_says_and_nothing_whose_days_are_over(two: Two) -> None:
    await two.sign(keep_days=30, copies="mine")
    await held(two, keep_days=30)

    async def exported(person: Person) -> list[tuple[int, list[int]]]:
        async with two.programme.engine.connect() as connection:
            (pair,) = (await yours.export_of(connection, person.id, now=two.clock.at))["pairs"]
        return [(each["my_voice"], [e["who"] for e in each["events"]]) for each in pair["meetings"]]

    assert await exported(two.mara) == [(0, [0])]
    assert await exported(two.daniel) == [(1, [1])]
    await two.sign(keep_days=30, copies="ours")
    assert await exported(two.daniel) == [(1, [0, 1])]
    await two.days_pass(30)
    assert await exported(two.daniel) == [(1, [])]


async def test_two_stories_stand_side_by_side_with_what_they_share(two: Two) -> None:
    told = {
        "city": "Portland",
        "stations": [{"kind": "work", "title": "Wells", "start": 2003, "end": 2006, "place": "Kisumu"}],
        "interests": ["Rivers"],
    }
    await ask(two.maras, "PUT", "/api/me/biography", told)
    home = {"stations": [{"kind": "place", "title": "Third of five", "start": 1991, "place": "Kisumu"}]}
    await ask(two.daniels, "PUT", "/api/me/biography", home)
    page = await ask(two.daniels, "GET", f"/api/pairs/{two.pair.id}/together")
    assert page["theirs"]["stations"][0]["title"] == "Wells"
    assert [(each["kind"], each["mine"], each["together"]) for each in page["ground"]] == [
        ("place", "Kisumu", True)
    ]
    assert (page["pair"]["partner"]["city"], page["pair"]["their_role"]) == ("Portland", "mentor")
    wrong = {"stations": [{"kind": "place", "title": "Back", "start": 2000, "end": 1990}]}
    assert (await ask(two.maras, "PUT", "/api/me/biography", wrong, 400))["code"] == "bad_biography"
    await ask(two.maras, "PUT", "/api/me/biography", {"salary": 1}, 400)


async def test_a_photo_is_shown_to_its_person_and_their_partner_and_to_nobody_else(two: Two) -> None:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "orange").save(file, "PNG")
    async with two.maras.put("/api/me/photo", data=file.getvalue()) as response:
        assert response.status == 204
    path = f"/api/people/{two.mara.id}/photo"
    for browser in (two.maras, two.daniels):
        async with browser.get(path) as response:
            assert (response.status, response.content_type) == (200, "image/jpeg")
            assert "private" in response.headers["Cache-Control"]
    admin = await two.programme.browser(await two.programme.person("Ada", administrator=True))
    assert (await ask(admin, "GET", path, status=404))["code"] == "unknown_photo"
    await ask(two.daniels, "POST", f"/api/pairs/{two.pair.id}/end", {}, 204)
    await ask(two.daniels, "GET", path, status=404)
    await ask(two.maras, "DELETE", "/api/me/photo", status=204)
    await ask(two.maras, "GET", path, status=404)
    async with two.maras.put("/api/me/photo", data=b"no picture") as response:
        assert (response.status, (await response.json())["code"]) == (400, "bad_photo")


async def test_either_can_end_it_and_what_was_shared_goes_when_it_was_said_to(two: Two) -> None:
    await two.sign(keep_days=180, save_days=30)
    await held(two, keep_days=180)
    meeting = (await ask(two.maras, "POST", f"/api/pairs/{two.pair.id}/meetings", {}, 201))["path"]
    await ask(two.daniels, "POST", f"/api/pairs/{two.pair.id}/end", {}, 204)
    await ask(two.daniels, "POST", f"/api/pairs/{two.pair.id}/end", {}, 204)
    socket = await two.enter(two.maras, meeting, "Mara")
    assert (await until(socket, "error"))["code"] == "meeting_over"
    await socket.close()
    (pair,) = (await ask(two.maras, "GET", "/api/pairs"))["pairs"]
    assert (pair["state"], pair["partner"]["name"], pair["partner"]["city"]) == ("ended", "Daniel", "")
    assert (await ask(two.maras, "GET", two.agreement))["in_force"] == 1
    await two.days_pass(29)
    await expired(two)
    assert await events_left(two) == 2
    await two.days_pass(1)
    await expired(two)
    assert await events_left(two) == 0
    assert (await ask(two.maras, "GET", two.agreement))["versions"] == []
    again = await ask(two.maras, "POST", two.agreement, {"terms": LIVE, "name": "Mara"}, 403)
    assert again["code"] == "pair_not_active"


async def test_a_deleted_account_takes_its_story_along_and_leaves_the_agreement_to_the_partner(
    two: Two,
) -> None:
    await ask(two.daniels, "PUT", "/api/me/biography", {"interests": ["Rivers"]})
    await two.sign(**LIVE)
    async with two.programme.engine.begin() as connection:
        await yours.forget(connection, two.daniel.id)
    assert (await ask(two.maras, "GET", f"/api/pairs/{two.pair.id}/together"))["theirs"]["interests"] == []
    assert (await ask(two.maras, "GET", two.agreement))["in_force"] == 1


async def test_an_invitation_signs_somebody_new_in_by_mail_and_waits_for_their_yes(
    settings: Settings,
) -> None:
    async with postbox() as box:
        here = Settings(port=0, data=settings.data, smtp=box.smtp)
        async with serving(here) as address, programme_of(here, address) as programme:
            mara = await programme.person("Mara Ilves")
            maras = await programme.browser(mara)
            wish = {"email": " Daniel@Example.org", "name": "Daniel", "role": "mentor"}
            pair = (await ask(maras, "POST", "/api/pairs", wish, 201))["id"]
            assert (await ask(maras, "POST", "/api/pairs", wish, 409))["code"] == "already_paired"
            mail = await box.first()
            assert mail["Subject"] == "Mara Ilves would like to meet you on Duologue"
            assert "/sign-in/" in mail.get_content()
            daniel = await programme.people.by_email("daniel@example.org")
            assert daniel is not None
            daniels = await programme.browser(daniel)
            (shown,) = (await ask(daniels, "GET", "/api/pairs"))["pairs"]
            assert (shown["state"], shown["invited_by_me"], shown["my_role"]) == ("invited", False, "mentee")
            refused = await ask(maras, "POST", f"/api/pairs/{pair}/accept", {}, 409)
            assert refused["code"] == "invitation_over"
            await ask(daniels, "GET", f"/api/pairs/{pair}/together", status=403)
            await ask(daniels, "POST", f"/api/pairs/{pair}/accept", {"time_zone": "Africa/Nairobi"}, 204)
            again = await ask(daniels, "POST", f"/api/pairs/{pair}/accept", {}, 409)
            assert again["code"] == "invitation_over"
            (shown,) = (await ask(maras, "GET", "/api/pairs"))["pairs"]
            assert (shown["state"], shown["partner"]["time_zone"]) == ("active", "Africa/Nairobi")
            await ask(daniels, "POST", f"/api/pairs/{pair}/agreement", {"terms": LIVE, "name": "Daniel"}, 201)
            told = await box.first(lambda each: "proposed" in each["Subject"])
            assert {"live", "180"}.isdisjoint(told.get_content().split())


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"email": "mara@example.org", "name": "Me", "role": "peer"}, "not_yourself"),
        ({"email": "nowhere", "name": "X", "role": "peer"}, "bad_email"),
        ({"email": "x@example.org", "name": " ", "role": "peer"}, "bad_name"),
        ({"email": "x@example.org", "name": "X", "role": "boss"}, "bad_request"),
    ],
)
async def test_an_invitation_that_cannot_be_says_why(two: Two, wish: dict[str, str], code: str) -> None:
    assert (await ask(two.maras, "POST", "/api/pairs", wish, 400))["code"] == code


async def test_only_so_many_invitations_wait_at_once(two: Two) -> None:
    for number in range(10):
        wish = {"email": f"p{number}@example.org", "name": "P", "role": "peer"}
        await ask(two.maras, "POST", "/api/pairs", wish, 201)
    over = {"email": "more@example.org", "name": "P", "role": "peer"}
    assert (await ask(two.maras, "POST", "/api/pairs", over, 429))["code"] == "too_many_invitations"


async def test_an_administrator_is_suggested_whom_to_pair_with_reasons_and_pairs_them(two: Two) -> None:
    programme = two.programme
    admin = await programme.browser(await programme.person("Ada", administrator=True))
    ines, tom = await programme.person("Ines"), await programme.person("Tom")
    for person, told in ((ines, {"offers": ["Leading a team"]}), (tom, {"goals": ["Lead a team"]})):
        await ask(await programme.browser(person), "PUT", "/api/me/biography", told)
    (line,) = await ask(admin, "GET", f"/api/programme/suggestions/{ines.id}")
    assert line["name"] == "Tom"
    assert [(r["kind"], r["mine"], r["theirs"]) for r in line["suggestion"]["reasons"]] == [
        ("i_help", "Leading a team", "Lead a team")
    ]
    pairing = {"people": [ines.id, tom.id], "roles": ["mentor", "mentee"]}
    await ask(admin, "POST", "/api/programme/pairs", pairing, 201)
    assert (await ask(admin, "POST", "/api/programme/pairs", pairing, 409))["code"] == "already_paired"
    assert await ask(admin, "GET", f"/api/programme/suggestions/{two.mara.id}") == []
    for people, code in (([ines.id, "nobody"], "unknown_person"), ([ines.id, ines.id], "not_yourself")):
        wrong = {"people": people, "roles": ["peer", "peer"]}
        status = 404 if code == "unknown_person" else 400
        assert (await ask(admin, "POST", "/api/programme/pairs", wrong, status))["code"] == code


async def test_two_signatures_at_once_or_a_signature_and_a_new_version_leave_one_truth(two: Two) -> None:
    await ask(two.maras, "POST", two.agreement, {"terms": LIVE, "name": "Mara"}, 201)

    async def post(path: str, body: object) -> int:
        async with two.daniels.post(path, json=body) as response:
            return response.status

    other = {"terms": {**LIVE, "keep_days": 30}, "name": "Daniel"}
    statuses = await asyncio.gather(
        *(post(f"{two.agreement}/1/sign", {"name": "Daniel"}) for _ in range(4)),
        *(post(two.agreement, other) for _ in range(2)),
    )
    assert set(statuses) <= {200, 201, 409}
    page = await ask(two.maras, "GET", two.agreement)
    assert [v["number"] for v in page["versions"]] == list(range(1, len(page["versions"]) + 1))
    assert sum(v["signed_at"] is None and not v["aside"] for v in page["versions"]) <= 1


async def test_home_says_what_two_people_begin_with_until_it_is_done(two: Two) -> None:
    async def to_begin() -> list[str]:
        home = await ask(two.daniels, "GET", "/api/home")
        left: list[str] = home["pairs"][0]["to_begin"]
        return left

    assert await to_begin() == ["agreement", "story", "hello"]
    await two.sign(**LIVE)
    await ask(two.maras, "PUT", "/api/me/biography", {"city": "Portland"})
    assert await to_begin() == ["story", "hello"], "the other's story is not one's own"
    await ask(two.daniels, "PUT", "/api/me/biography", {"city": "Kisumu"})
    await ask(two.maras, "PUT", f"/api/pairs/{two.pair.id}/messages/first-one", {"body": "Hello."}, 201)
    assert await to_begin() == []


async def test_where_somebody_says_they_live_comes_before_what_their_clock_is_named_after(two: Two) -> None:
    page = f"/api/pairs/{two.pair.id}/meetings"
    told = await ask(two.daniels, "GET", page)
    assert (told["me"]["city"], told["partner"]["city"]) == ("Nairobi", "Los Angeles")
    await ask(two.maras, "PUT", "/api/me/biography", {"city": "Portland"})
    told = await ask(two.daniels, "GET", page)
    assert (told["partner"]["city"], told["clocks"]["city"]) == ("Portland", "Portland")


async def test_who_runs_the_programme_hands_on_doors_and_learns_nothing_else(two: Two) -> None:
    olu = await two.programme.browser(await two.programme.person("Olu", administrator=True))
    await ask(two.maras, "POST", two.agreement, {"terms": LIVE, "name": "Mara Ilves"}, 201)
    start = (two.clock.at + timedelta(days=3)).isoformat()
    offer = {"offers": [{"start": start, "minutes": 50}]}
    page = await ask(two.maras, "POST", f"/api/pairs/{two.pair.id}/proposals", offer)
    (proposal,) = page["proposals"]
    uid = {"uid": proposal["offers"][0]["uid"]}
    await ask(two.daniels, "POST", f"/api/pairs/{two.pair.id}/proposals/{proposal['id']}/yes", uid)
    assert await ask(olu, "GET", "/api/programme/links") == []
