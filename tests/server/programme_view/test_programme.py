"""What an administrator sees, and that nothing of what anybody said or wrote is ever in it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import msgspec
import pytest
from sqlalchemy import event, insert
from sqlalchemy.engine import Engine

from server.app import build, serving, utc_now
from server.meetings.tables import occasions, proposals, series
from server.messages.tables import comments, goals, ideas, messages, notes, steps
from server.pair.tables import agreement_signatures, agreement_versions, biographies, photos
from server.pair.terms import CAREFUL
from server.people.partnerships import Partnership
from server.people.person import Person
from server.settings import Settings
from server.store.tables import cue_events, meetings, metadata, pair_meetings, seat_people, seats
from server.web.access import ACCESS, Access
from tests.server.mail.smtp import postbox
from tests.server.pair.two import ask
from tests.server.programme import Programme, programme_of
from tests.server.web.test_access import declared

SECRET = "Secret-Of-The-Pair"
"""Stands in everything that anybody said, wrote, sounded like or is summed up by."""

HIDDEN = {
    "messages", "ideas", "idea_comments", "goal_steps", "notes", "reading", "cue_events", "seats",
    "seat_people", "meetings", "pair_meetings", "photos", "calendar_feeds", "proposals", "reflections",
    "push_subscriptions",
    "openings",
}  # fmt: skip
"""Tables no query of an administrator's route may name, whatever column it is after."""

OF_PEOPLE = {
    "people", "sessions", "sign_in_links", "partnerships", "passkeys", "ceremonies", "outbox", "series",
    "series_changes", "alarms", "occasions", "agreement_versions", "agreement_signatures", "biographies",
    "goals",
}  # fmt: skip
"""The rest. `biographies` holds the interests people declare, from which pairs are suggested; of `goals`
those are shown that both of a pair marked for it.
"""


@pytest.fixture
async def house(settings: Settings, database_url: str) -> AsyncIterator[Programme]:
    """A running server on each kind of database."""
    settings = replace(settings, database_url=database_url, programme="Lake Basin Engineers")
    async with serving(settings) as address, programme_of(settings, address) as programme:
        yield programme


async def get(browser: aiohttp.ClientSession, path: str) -> Any:
    async with browser.get(path) as response:
        assert response.status == 200, path
        return await response.json()


async def planned(house: Programme, pair: Partnership, by: Person, held: list[bool | None]) -> None:
    """Let a pair have had so many planned meetings, the last one an hour ago."""
    start = utc_now() - timedelta(hours=len(held))
    async with house.engine.begin() as connection:
        uid = f"series of {pair.id}"
        await connection.execute(
            insert(series).values(
                uid=uid, pair_id=pair.id, by_id=by.id, zone="UTC", first=start.replace(tzinfo=None),
                minutes=50, every="week", status="agreed", sequence=0, answer="ACCEPTED",
                note=SECRET, agenda="[]",
            )
        )  # fmt: skip
        for number, was in enumerate(held):
            at = start + timedelta(hours=number)
            await connection.execute(
                insert(occasions).values(
                    uid=uid,
                    original=at.replace(tzinfo=None),
                    pair_id=pair.id,
                    starts_at=at,
                    calls=1,
                    held=was,
                )
            )


async def signed(house: Programme, pair: Partnership, *, by: int) -> None:
    """Let an agreement have been proposed, and signed by so many."""
    async with house.engine.begin() as connection:
        await connection.execute(
            insert(agreement_versions).values(
                partnership_id=pair.id, number=1, terms=msgspec.json.encode(CAREFUL).decode(),
                by_id=pair.people[0], at=utc_now(), aside=False,
            )
        )  # fmt: skip
        for person in pair.people[:by]:
            await connection.execute(
                insert(agreement_signatures).values(
                    partnership_id=pair.id, number=1, person_id=person, name="N", at=utc_now()
                )
            )


async def test_pairs_are_shown_with_whether_they_meet_and_how_far_their_agreement_is(
    house: Programme,
) -> None:
    olu = await house.browser(await house.person("Olu", administrator=True))
    pairs = []
    for number in range(4):
        people = [await house.person(f"{name}{number}") for name in ("Mara", "Daniel")]
        pairs.append(await house.pair(people[0], people[1], now=utc_now() - timedelta(days=number)))
    await planned(
        house, pairs[0], await house.person("X"), [True, False, True, True, True, True, False, None]
    )
    await signed(house, pairs[0], by=2)
    await signed(house, pairs[1], by=1)
    page = await get(olu, "/api/programme")
    assert page["name"] == "Lake Basin Engineers"
    assert [pair["names"] for pair in page["pairs"]] == [[f"Mara{n}", f"Daniel{n}"] for n in range(4)]
    assert page["pairs"][0]["held"] == [False, True, True, True, True, False]
    assert [pair["agreement"] for pair in page["pairs"]] == ["both", "one", "none", "none"]
    assert page["totals"] is None, "four pairs are too few to count over"
    await house.pair(await house.person("Ines"), await house.person("Tom"))
    await house.pair(await house.person("Rosa"), await house.person("Per"), state="invited")
    totals = (await get(olu, "/api/programme"))["totals"]
    assert (totals["pairs"], totals["agreed"], totals["invitations"]) == (5, 1, 1)
    assert totals["held"] + totals["not_held"] <= 7


async def test_a_goal_is_shown_to_the_programme_once_both_marked_it_and_while_both_agree_to_that(
    house: Programme,
) -> None:
    mara, daniel = await house.person("Mara"), await house.person("Daniel")
    maras, daniels = await house.browser(mara), await house.browser(daniel)
    pair = f"/api/pairs/{(await house.pair(mara, daniel)).id}"
    olu = await house.browser(await house.person("Olu", administrator=True))

    async def agree(**terms: str) -> None:
        number = (await ask(maras, "POST", f"{pair}/agreement", {"terms": terms, "name": "M"}, 201))["open"]
        await ask(daniels, "POST", f"{pair}/agreement/{number}/sign", {"name": "D"})

    async def shown() -> list[dict[str, object]]:
        (row,) = (await get(olu, "/api/programme"))["pairs"]
        goals: list[dict[str, object]] = row["goals"]
        return goals

    (goal,) = (await ask(daniels, "POST", f"{pair}/goals", {"title": "Lead the crossing project"}))["goals"]
    mine = (await ask(daniels, "POST", f"{pair}/goals", {"title": "Rest", "visibility": "mine"}))["goals"][1]
    mark, this = f"{pair}/goals/{goal['id']}/programme", f"{pair}/goals/{goal['id']}"
    refused = await ask(daniels, "PUT", mark, {"marked": True}, 409)
    assert refused["code"] == "not_agreed"
    await agree(programme="goals")
    for browser in (daniels, maras):
        refused = await ask(browser, "PUT", f"{pair}/goals/{mine['id']}/programme", {"marked": True}, 404)
        assert refused["code"] == "unknown_goal"
    for _twice in range(2):
        told = await ask(daniels, "PUT", mark, {"marked": True})
        assert (told["programme"], told["goals"][0]["marked_by"]) == (True, daniel.id)
    assert await shown() == [], "one of the two has marked it"
    assert (await ask(maras, "PUT", mark, {"marked": True}))["goals"][0]["visibility"] == "programme"
    await ask(daniels, "PATCH", this, {"done": True})
    assert await shown() == [{"title": "Lead the crossing project", "done": True}]
    await agree(programme="met")
    assert await shown() == []
    await agree(programme="goals")
    assert len(await shown()) == 1
    await ask(daniels, "PATCH", this, {"title": "Lead two projects"})
    assert await shown() == [], "both marked the title it had"
    for browser in (maras, daniels):
        await ask(browser, "PUT", mark, {"marked": True})
    assert (await ask(maras, "PUT", mark, {"marked": False}))["goals"][0]["marked_by"] is None
    assert await shown() == []


async def test_many_pairs_come_in_pages_each_once(house: Programme) -> None:
    olu = await house.browser(await house.person("Olu", administrator=True))
    mara = await house.person("Mara")
    at = utc_now()
    for number in range(120):
        daniel = await house.person(f"Daniel{number}")
        await house.pair(mara, daniel, now=at - timedelta(seconds=number // 7))
    seen, after = [], ""
    while True:
        page = await get(olu, f"/api/programme?after={after}")
        seen += [tuple(pair["names"]) for pair in page["pairs"]]
        if page["more"] is None:
            break
        after = page["more"].replace("+", "%2B")
    assert len(seen) == len(set(seen)) == 120
    people, after = [], ""
    while True:
        found = await get(olu, f"/api/programme/people?after={after}")
        people += [person["email"] for person in found["people"]]
        if found["more"] is None:
            break
        after = found["more"]
    assert people == sorted(people)
    assert len(people) == 122
    assert len((await get(olu, "/api/programme?after=nonsense"))["pairs"]) == 50


async def test_people_come_from_a_list_are_invited_and_get_in(settings: Settings) -> None:
    async with postbox() as box:
        settings = replace(settings, smtp=box.smtp, programme="Lake Basin Engineers")
        async with serving(settings) as address, programme_of(settings, address) as house:
            olu = await house.browser(await house.person("Olu", administrator=True))
            await house.person("Daniel")
            roll = {"csv": "name,email\nMara,mara@example.org\nD,daniel@example.org\nx,y", "invite": True}
            async with olu.post("/api/programme/people", json=roll) as response:
                assert response.status == 201
                assert await response.json() == {
                    "added": 1,
                    "known": 1,
                    "wrong": [{"line": 4, "code": "bad_email"}],
                }
            mail = await box.first()
            assert mail["To"] == "mara@example.org"
            assert "Lake Basin Engineers has a place for you" in mail.get_content()
            found = re.search(r"/sign-in/(\S+)", mail.get_content())
            assert found is not None
            mara = await house.browser()
            async with mara.post("/api/sign-in/use", json={"token": found.group(1)}) as response:
                assert response.status == 200
            people = (await get(olu, "/api/programme/people"))["people"]
            assert [(person["name"], person["seen"]) for person in people] == [
                ("Daniel", False), ("Mara", True), ("Olu", False),
            ]  # fmt: skip
            async with olu.post("/api/programme/people", json={"csv": "x", "invite": True}) as response:
                assert (response.status, (await response.json())["code"]) == (400, "no_such_list")


async def test_without_a_mail_server_the_administrator_sees_the_links_and_nobody_else_does(
    house: Programme,
) -> None:
    olu = await house.browser(await house.person("Olu", administrator=True))
    roll = {"csv": "name,email\nMara,mara@example.org\nTom,tom@example.org", "invite": True}
    async with olu.post("/api/programme/people", json=roll) as response:
        assert response.status == 201
    links = await get(olu, "/api/programme/links")
    assert {each["to"] for each in links} == {"mara@example.org", "tom@example.org"}
    assert all("/sign-in/" in each["link"] for each in links)


def test_every_table_is_either_hidden_from_the_programme_or_of_people() -> None:
    assert set(metadata.tables) == HIDDEN | OF_PEOPLE, "a new table must be thought about here too"


async def test_an_administrator_finds_no_content_by_any_route_and_no_query_of_theirs_asks_for_any(
    house: Programme,
) -> None:
    mara, daniel = await house.person("Mara"), await house.person("Daniel")
    pair = await house.pair(mara, daniel)
    ids = await _everything(house, pair, mara)
    await planned(house, pair, mara, [True])
    await signed(house, pair, by=2)
    olu = await house.browser(await house.person("Olu", administrator=True))
    asked: list[str] = []

    def listen(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    routes = sorted((method, path, access) for (method, path), access in declared().items())
    for method, path, access in routes:
        if path == "/api/me" and method == "DELETE":
            continue
        for target in _targets(path, pair, mara, ids):
            asked.clear()
            event.listen(Engine, "before_cursor_execute", listen)
            try:
                body: dict[str, str] | None = None if method == "GET" else {}
                async with olu.request(method, target, json=body, allow_redirects=False) as response:
                    told = (await response.read()).decode("utf-8", "replace")
            finally:
                event.remove(Engine, "before_cursor_execute", listen)
            assert SECRET not in told, f"{method} {target}"
            if access is Access.ADMINISTRATOR:
                assert any("people" in text for text in asked), f"{method} {target} was not listened to"
                named = {word for text in asked for word in re.findall(r"[a-z_]+", text)}
                assert not named & (HIDDEN - {"meetings"}), f"{method} {target} asks for {named & HIDDEN}"
                assert not any(re.search(r"\bmeetings\b", text) for text in asked), f"{method} {target}"
            if method == "POST" and path == "/api/sign-out":
                olu = await house.browser(await house.people.by_email("olu@example.org"))


def test_the_walk_reaches_every_route() -> None:
    app = build(Settings())
    assert set(app[ACCESS].values()) == set(Access)


def _targets(path: str, pair: Partnership, mara: Person, ids: dict[str, str]) -> list[str]:
    """Fill a path with ids that exist, and as a guess with the same id everywhere."""
    known = {"pair": pair.id, "person": mara.id, **ids}
    return [re.sub(r"\{(\w+)[^}]*\}", lambda found: known.get(found.group(1), "1"), path)]


async def _everything(house: Programme, pair: Partnership, mara: Person) -> dict[str, str]:
    """Let the pair have written everything there is to write; returns the ids of it."""
    at = utc_now()
    person, one = mara.id, "one"
    rows: list[tuple[Any, dict[str, Any]]] = [
        (
            messages,
            {
                "pair_id": pair.id,
                "author_id": person,
                "client_id": one,
                "body": SECRET,
                "folded": SECRET,
                "sent_at": at,
            },
        ),
        (
            ideas,
            {
                "id": one,
                "pair_id": pair.id,
                "author_id": person,
                "title": SECRET,
                "quote": SECRET,
                "url": f"https://{SECRET}",
                "visibility": "ours",
                "created_at": at,
            },
        ),
        (comments, {"id": one, "idea_id": one, "author_id": person, "body": SECRET, "created_at": at}),
        (
            goals,
            {
                "id": one,
                "pair_id": pair.id,
                "owner_id": person,
                "title": SECRET,
                "visibility": "ours",
                "created_at": at,
            },
        ),
        (steps, {"id": one, "goal_id": one, "title": SECRET, "place": 0}),
        (notes, {"id": one, "pair_id": pair.id, "author_id": person, "body": SECRET, "changed_at": at}),
        (
            proposals,
            {
                "id": one,
                "pair_id": pair.id,
                "by_id": person,
                "note": SECRET,
                "state": "open",
                "created_at": at,
            },
        ),
        (
            biographies,
            {"person_id": person, "body": f'{{"stations":[],"interests":[],"goals":["{SECRET}"]}}', "at": at},
        ),
        (photos, {"person_id": person, "jpeg": SECRET.encode(), "at": at}),
        (meetings, {"id": one, "invite_hash": b"i" * 32, "created_at": at, "begun_at": at, "seconds": 60.0}),
        (pair_meetings, {"meeting_id": one, "partnership_id": pair.id, "keep_days": 30}),
        (
            seats,
            {
                "meeting_id": one,
                "seat": 0,
                "name": SECRET,
                "token_hash": b"t" * 32,
                "summary_hash": b"s" * 32,
                "joined": 1,
            },
        ),
        (seat_people, {"meeting_id": one, "seat": 0, "person_id": person}),
        (cue_events, {"meeting_id": one, "body": SECRET}),
    ]
    async with house.engine.begin() as connection:
        for table, values in rows:
            await connection.execute(insert(table).values(values))
    names = ("idea", "goal", "step", "note", "proposal", "uid", "number", "client", "meeting")
    return dict.fromkeys(names, one) | {"number": "1", "uid": f"series of {pair.id}".replace(" ", "%20")}


async def test_a_meeting_that_is_near_or_under_way_is_still_planned(house: Programme) -> None:
    olu = await house.browser(await house.person("Olu", administrator=True))
    mara, daniel = await house.person("Mara"), await house.person("Daniel")
    pair = await house.pair(mara, daniel)
    at_mara, at_daniel = await house.browser(mara), await house.browser(daniel)
    start = utc_now().replace(second=0, microsecond=0) + timedelta(minutes=5)
    path = f"/api/pairs/{pair.id}/proposals"
    offer = {"offers": [{"start": start.isoformat(), "minutes": 50}]}
    async with at_mara.post(path, json=offer) as response:
        (proposal,) = (await response.json())["proposals"]
    yes = {"uid": proposal["offers"][0]["uid"]}
    async with at_daniel.post(f"{path}/{proposal['id']}/yes", json=yes) as response:
        assert response.status == 200
    (row,) = (await get(olu, "/api/programme"))["pairs"]
    assert datetime.fromisoformat(row["next_at"]) == start
