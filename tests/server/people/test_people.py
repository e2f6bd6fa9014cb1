"""People, their sessions and links, on a real SQLite file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from server.people import links, sessions
from server.people.links import SignInLinks
from server.people.partnerships import Partnerships
from server.people.people import People
from server.people.person import Person, PersonError, email_of, languages_of, name_of, time_zone_of
from server.people.sessions import Sessions

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def person(engine: AsyncEngine, name: str) -> Person:
    return await People(engine).create(
        name=name, email=f"{name.lower()}@example.org", time_zone="Africa/Nairobi", now=NOW
    )


@pytest.mark.parametrize("text", [" Mara@Example.ORG", "mara@example.org\n", "ｍara@example.org"])
def test_an_address_is_kept_one_way_however_it_is_typed(text: str) -> None:
    assert email_of(text) == "mara@example.org"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mara",
        "@example.org",
        "mara@",
        "mara@host",
        "a b@example.org",
        "a@b.c,d@e.f",
        "x" * 250 + "@a.org",
    ],
)
def test_what_cannot_be_an_address_is_refused(text: str) -> None:
    with pytest.raises(PersonError) as refused:
        email_of(text)
    assert refused.value.code == "bad_email"


def test_names_zones_and_languages_are_taken_as_people_mean_them() -> None:
    assert name_of("  Mara\n\t Okafor\u200b ") == "Mara Okafor"
    assert time_zone_of("America/Los_Angeles") == "America/Los_Angeles"
    assert languages_of(["en", " sw", "en"]) == ("en", "sw")
    for refuse in (
        lambda: name_of(" \n"),
        lambda: name_of("x" * 81),
        lambda: time_zone_of("../../etc/passwd"),
        lambda: languages_of(["e"]),
        lambda: languages_of([f"en-{n}" for n in range(13)]),
    ):
        with pytest.raises(PersonError):
            refuse()


async def test_an_address_belongs_to_one_person(engine: AsyncEngine) -> None:
    mara = await person(engine, "Mara")
    with pytest.raises(PersonError) as refused:
        await person(engine, "Mara")
    assert refused.value.code == "email_taken"
    people = People(engine)
    await people.change(mara.id, name="Mara O.", pronouns="she", time_zone="Europe/Oslo", languages=("en",))
    found = await people.by_email("mara@example.org")
    assert found is not None
    assert (found.id, found.name, found.pronouns, found.languages) == (mara.id, "Mara O.", "she", ("en",))
    assert await people.by_id("nobody") is None


async def test_a_session_counts_while_it_is_used_and_ends_when_it_is_not(engine: AsyncEngine) -> None:
    mara, store = await person(engine, "Mara"), Sessions(engine)
    token = await store.begin(mara.id, agent="Firefox, Linux", now=NOW)
    later = NOW + sessions.LASTS - timedelta(minutes=1)
    found = await store.of_token(token, now=NOW + timedelta(minutes=11))
    assert found is not None
    assert found.person == mara
    found = await store.of_token(token, now=later)
    assert found is not None
    assert found.new_token is not None
    assert await store.of_token(found.new_token, now=later + sessions.LASTS) is None
    assert await store.of_token("guessed", now=NOW) is None


async def test_a_token_rotates_and_the_old_one_counts_no_longer_than_it_must(engine: AsyncEngine) -> None:
    mara, store = await person(engine, "Mara"), Sessions(engine)
    old = await store.begin(mara.id, agent="Firefox, Linux", now=NOW)
    at = NOW + sessions.ROTATES + timedelta(seconds=1)
    socket = await store.of_token(old, now=at, may_rotate=False)
    assert socket is not None
    assert socket.new_token is None
    found = await store.of_token(old, now=at)
    assert found is not None
    assert found.new_token not in (None, old)
    meanwhile = await store.of_token(old, now=at + timedelta(seconds=1))
    assert meanwhile is not None
    assert meanwhile.new_token is None
    assert await store.of_token(found.new_token or "", now=at + timedelta(hours=1)) is not None
    assert await store.of_token(old, now=at + sessions.GRACE + timedelta(seconds=1)) is None


async def test_a_browser_that_never_got_its_new_token_is_given_another(engine: AsyncEngine) -> None:
    mara, store = await person(engine, "Mara"), Sessions(engine)
    old = await store.begin(mara.id, agent="Firefox, Linux", now=NOW)
    at = NOW + sessions.ROTATES + timedelta(seconds=1)
    lost = await store.of_token(old, now=at)
    assert lost is not None
    again = await store.of_token(old, now=at + timedelta(minutes=50))
    assert again is not None
    assert again.new_token not in (None, lost.new_token)
    assert await store.of_token(lost.new_token or "", now=at + timedelta(minutes=51)) is None
    assert await store.of_token(again.new_token or "", now=at + timedelta(hours=3)) is not None


async def test_sessions_are_listed_and_ended_by_their_owner_alone(engine: AsyncEngine) -> None:
    mara, daniel, store = await person(engine, "Mara"), await person(engine, "Daniel"), Sessions(engine)
    tokens = [await store.begin(mara.id, agent=agent, now=NOW) for agent in ("Firefox, Linux", "Safari, iOS")]
    listed = await store.of_person(mara.id, now=NOW)
    assert {session.agent for session in listed} == {"Firefox, Linux", "Safari, iOS"}
    assert not await store.end(daniel.id, listed[0].id)
    here = await store.of_token(tokens[0], now=NOW)
    assert here is not None
    assert await store.end_all(mara.id, but=here.session_id) == 1
    assert await store.of_token(tokens[1], now=NOW) is None
    assert await store.end(mara.id, here.session_id)
    assert await store.of_token(tokens[0], now=NOW) is None


async def test_a_link_signs_in_once_and_not_past_its_time(engine: AsyncEngine) -> None:
    mara, store = await person(engine, "Mara"), SignInLinks(engine)
    async with engine.begin() as connection:
        path = await store.make(connection, mara.id, now=NOW, then="/account")
        late = await store.make(connection, mara.id, now=NOW)
    token = path.removeprefix("/sign-in/")
    used = await store.use(token, now=NOW)
    assert used is not None
    assert (used.person_id, used.then) == (mara.id, "/account")
    assert await store.use(token, now=NOW) is None
    assert await store.use(late.removeprefix("/sign-in/"), now=NOW + links.LASTS) is None


async def test_a_pair_begins_and_ends_once(engine: AsyncEngine) -> None:
    mara, daniel, store = await person(engine, "Mara"), await person(engine, "Daniel"), Partnerships(engine)
    async with engine.begin() as connection:
        pair = await store.create(
            connection, people=(mara.id, daniel.id), roles=("mentor", "mentee"), state="invited", now=NOW
        )
        assert await store.set_state(connection, pair.id, "active", now=NOW + timedelta(days=1))
        assert await store.set_state(connection, pair.id, "ended", now=NOW + timedelta(days=9))
        assert not await store.set_state(connection, pair.id, "active", now=NOW)
    (found,) = await store.of_person(daniel.id)
    assert found == await store.by_id(pair.id)
    assert (found.state, found.since, found.ended_at) == (
        "ended",
        NOW + timedelta(days=1),
        NOW + timedelta(days=9),
    )
    assert found.partner_of(mara.id) == daniel.id
    assert found.partner_of(daniel.id) == mara.id
