"""What two people write to each other, share, aim at, and note for themselves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import pytest

from server.messages.live import WAITING, Changed, Live, Page
from server.messages.messages import folded
from server.people.partnerships import Partnership
from server.people.person import Person
from server.settings import Settings
from tests.server.programme import Programme

PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Side:
    """One person's browser, on one pair."""

    person: Person
    pair: Partnership
    browser: aiohttp.ClientSession

    async def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask something of the pair; returns the answer, or the code of a refusal."""
        async with self.browser.request(method, f"/api/pairs/{self.pair.id}{path}", json=body) as response:
            if response.status == 204:
                return None
            content = await response.json()
            return content if response.ok else content["code"]

    async def say(self, client: str, body: str) -> Any:
        """Say something under an id of the page's own."""
        return await self.ask("PUT", f"/messages/{client}", {"body": body})

    async def bodies(self) -> list[str]:
        """List what stands in the thread."""
        return [each["body"] for each in (await self.ask("GET", "/messages"))["messages"]]

    @asynccontextmanager
    async def listening(self, after: int | None = None) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """Open the socket that tells what is new."""
        query = "" if after is None else f"?after={after}"
        async with self.browser.ws_connect(f"/ws/pairs/{self.pair.id}{query}") as socket:
            yield socket


async def news(socket: aiohttp.ClientWebSocketResponse) -> Any:
    async with asyncio.timeout(PATIENCE_S):
        return json.loads(await socket.receive_str())


@pytest.fixture
def settings(settings: Settings, database_url: str) -> Settings:
    """With each kind of store in turn."""
    return replace(settings, database_url=database_url)


@pytest.fixture
async def sides(programme: Programme) -> tuple[Side, Side]:
    """Mara and Daniel, a pair."""
    mara, daniel = await programme.person("Mara"), await programme.person("Daniel")
    pair = await programme.pair(mara, daniel)
    return (
        Side(mara, pair, await programme.browser(mara)),
        Side(daniel, pair, await programme.browser(daniel)),
    )


async def test_a_message_is_there_at_once_for_both_and_once(sides: tuple[Side, Side]) -> None:
    mara, daniel = sides
    async with daniel.listening() as at_daniel, mara.listening() as at_mara:
        first = await mara.say("message-1", "I found the page.")
        again = await mara.say("message-1", "I found the page.")
        assert first == again
        await mara.say("message-2", "No hurry.")
        for socket in (at_daniel, at_mara):
            told = [(await news(socket))["message"]["body"] for _ in range(2)]
            assert told == ["I found the page.", "No hurry."]
    assert await daniel.bodies() == ["I found the page.", "No hurry."]


async def test_the_same_id_from_two_people_is_two_messages(sides: tuple[Side, Side]) -> None:
    for side in sides:
        await side.say("message-1", side.person.name)
    assert await sides[0].bodies() == ["Mara", "Daniel"]


async def test_said_many_times_at_once_it_is_kept_once(sides: tuple[Side, Side]) -> None:
    answers = await asyncio.gather(*(sides[0].say("message-1", "Hello") for _ in range(8)))
    assert len({answer["id"] for answer in answers}) == 1
    assert await sides[1].bodies() == ["Hello"]


async def test_a_page_that_was_away_is_told_what_it_missed_in_order(sides: tuple[Side, Side]) -> None:
    mara, daniel = sides
    last = (await mara.say("message-0", "0"))["id"]
    for number in range(1, 6):
        await mara.say(f"message-{number}", str(number))
    async with daniel.listening(after=last) as socket:
        assert [(await news(socket))["message"]["body"] for _ in range(5)] == list("12345")


async def test_what_was_read_is_told_and_is_never_unread_again(sides: tuple[Side, Side]) -> None:
    mara, daniel = sides
    said = [(await mara.say(f"message-{number}", "Hm"))["id"] for number in range(3)]
    async with mara.listening() as socket:
        await daniel.ask("PUT", "/read", {"upto": said[1]})
        assert await news(socket) == {"type": "read", "person": daniel.person.id, "upto": said[1]}
        await daniel.ask("PUT", "/read", {"upto": said[0]})
        await daniel.ask("PUT", "/read", {"upto": 2**40})
        assert (await news(socket))["upto"] == said[2]
    thread = await mara.ask("GET", "/messages")
    assert (thread["read_by_other"], thread["read_by_me"]) == (said[2], 0)


async def test_older_messages_come_page_by_page(sides: tuple[Side, Side]) -> None:
    mara, _ = sides
    for number in range(53):
        await mara.say(f"message-{number:02}", str(number))
    newest = await mara.ask("GET", "/messages")
    assert (len(newest["messages"]), newest["more"]) == (50, True)
    older = await mara.ask("GET", f"/messages?before={newest['messages'][0]['id']}")
    assert ([each["body"] for each in older["messages"]], older["more"]) == (["0", "1", "2"], False)


@pytest.mark.parametrize(
    ("words", "found"),
    [("CAFE", 1), ("straße", 1), ("strasse CAFÉ", 1), ("100%", 1), ("1%0", 0), ("bridge", 0), ("_", 0)],
)
async def test_messages_are_found_without_case_or_accent(
    sides: tuple[Side, Side], words: str, found: int
) -> None:
    mara, daniel = sides
    await mara.say("message-1", "The café in the Straße is 100% ours")
    await daniel.say("message-2", "Yes")
    answer = await daniel.ask("GET", f"/messages?words={words.replace('%', '%25')}")
    assert len(answer["messages"]) == found


def test_folding_leaves_what_is_no_case_and_no_accent() -> None:
    assert folded("  Ärger \n in ΣΟΦΊΑ ") == "arger in σοφια"


@pytest.mark.parametrize(
    ("client", "body"), [("short", "x"), ("message-1", "  "), ("message-1", "x" * 4001), ("mess age-1", "x")]
)
async def test_messages_that_cannot_be_are_refused(sides: tuple[Side, Side], client: str, body: str) -> None:
    assert await sides[0].say(client, body) == "bad_message"


async def test_nobody_else_reads_or_hears_a_pair(sides: tuple[Side, Side], programme: Programme) -> None:
    amina = await programme.person("Amina")
    stranger = Side(amina, sides[0].pair, await programme.browser(amina))
    await sides[0].say("message-1", "Between us")
    assert await stranger.ask("GET", "/messages") == "unknown_pair"
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with stranger.listening():
            pass
    assert refused.value.status == 404


async def test_ideas_are_shared_with_what_each_says_to_them(sides: tuple[Side, Side]) -> None:
    mara, daniel = sides
    idea = {"title": "Letting the second person lead", "quote": "Kind.", "url": "https://example.org/x"}
    async with daniel.listening() as socket:
        (added,) = (await mara.ask("POST", "/ideas", idea))["ideas"]
        assert await news(socket) == {"type": "changed", "what": "ideas"}
    await daniel.ask("POST", f"/ideas/{added['id']}/comments", {"body": "I tried it."})
    (seen,) = (await mara.ask("GET", "/ideas"))["ideas"]
    assert (seen["title"], seen["visibility"]) == (idea["title"], "ours")
    assert [each["body"] for each in seen["comments"]] == ["I tried it."]
    assert await daniel.ask("DELETE", f"/ideas/{added['id']}") == "unknown_idea"
    assert (await mara.ask("DELETE", f"/ideas/{added['id']}"))["ideas"] == []


async def test_an_idea_kept_to_oneself_is_nobody_elses(sides: tuple[Side, Side]) -> None:
    mara, daniel = sides
    (added,) = (await mara.ask("POST", "/ideas", {"title": "Later", "visibility": "mine"}))["ideas"]
    assert (await daniel.ask("GET", "/ideas"))["ideas"] == []
    assert await daniel.ask("POST", f"/ideas/{added['id']}/comments", {"body": "?"}) == "unknown_idea"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//elsewhere", "https://", "http://[x"]
)
async def test_a_link_is_a_link_and_nothing_else(sides: tuple[Side, Side], url: str) -> None:
    assert await sides[0].ask("POST", "/ideas", {"title": "x", "url": url}) == "bad_idea"


async def test_goals_have_steps_that_both_may_take(sides: tuple[Side, Side]) -> None:
    mara, daniel = sides
    (goal,) = (await daniel.ask("POST", "/goals", {"title": "Lead the crossing project"}))["goals"]
    steps = f"/goals/{goal['id']}/steps"
    await mara.ask("POST", steps, {"title": "Ask two people on the team"})
    (goal,) = (await daniel.ask("POST", steps, {"title": "Write it down"}))["goals"]
    assert [each["title"] for each in goal["steps"]] == ["Ask two people on the team", "Write it down"]
    done = await mara.ask("PATCH", f"{steps}/{goal['steps'][0]['id']}", {"done": True})
    assert [each["done_at"] is not None for each in done["goals"][0]["steps"]] == [True, False]
    async with daniel.browser.get("/api/home") as response:
        (home,) = (await response.json())["pairs"]
    assert home["carrying"]["step"] == "Write it down"
    assert await mara.ask("PATCH", f"/goals/{goal['id']}", {"done": True}) == "unknown_goal"
    hidden = await daniel.ask("PATCH", f"/goals/{goal['id']}", {"visibility": "mine"})
    assert hidden["goals"][0]["visibility"] == "mine"
    assert (await mara.ask("GET", "/goals"))["goals"] == []
    assert await mara.ask("POST", steps, {"title": "Look"}) == "unknown_goal"


async def test_notes_are_their_authors_alone(sides: tuple[Side, Side]) -> None:
    mara, daniel = sides
    (note,) = (await mara.ask("POST", "/notes", {"body": "Ask about the flood winter"}))["notes"]
    assert (await daniel.ask("GET", "/notes"))["notes"] == []
    path = f"/notes/{note['id']}"
    for method, body in (("PUT", {"body": "Mine now"}), ("DELETE", None)):
        assert await daniel.ask(method, path, body) == "unknown_note"
    assert (await mara.ask("PUT", path, {"body": "Asked"}))["notes"][0]["body"] == "Asked"
    assert (await mara.ask("DELETE", path))["notes"] == []


async def test_a_page_that_falls_behind_is_closed_and_nobody_waits_for_it() -> None:
    live = Live()
    slow, quick = live.open("pair", "mara"), live.open("pair", "daniel")
    for _ in range(WAITING + 1):
        live.tell("pair", Changed(what="ideas"))
        assert isinstance(await quick.next(), Changed)
    assert await slow.next() is None


async def test_the_seventeenth_page_of_one_person_closes_their_first() -> None:
    live = Live()
    pages: list[Page] = [live.open("pair", "mara") for _ in range(17)]
    assert await pages[0].next() is None
    live.tell("pair", Changed(what="ideas"), only="mara")
    assert isinstance(await pages[1].next(), Changed)
    live.close()
    assert await pages[16].next() is None
