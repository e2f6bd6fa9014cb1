"""What is asked about messages, ideas, goals and notes, and the socket that tells of what is new."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

import msgspec
from aiohttp import WSCloseCode, web

from server.messages.goals import Goal, GoalChange, GoalError, Marked, NewGoal, StepChange
from server.messages.ideas import Idea, IdeaError, NewIdea
from server.messages.live import Changed, Page, Read, Said
from server.messages.messages import LONGEST, Message
from server.messages.notes import Note, NoteError
from server.pair.governs import shows_goals
from server.web import pages
from server.web.access import Access, Route, pair_of, person_of
from server.web.answers import Refused, answer, body_of, nothing
from server.web.keys import AGREEMENTS, CLOCKWORK, GOALS, IDEAS, LIVE, MESSAGES, NOTES, NOW

T = TypeVar("T")

HEARTBEAT_S = 20.0
CLIENT = re.compile(r"[A-Za-z0-9-]{8,36}")
LARGEST_NUMBER = 2**53


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text as it is sent."""

    body: str


class Title(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step as it is added."""

    title: str


class Upto(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Up to which message somebody has read."""

    upto: int


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Messages that were looked for, the newest first."""

    messages: list[Message]


class IdeaList(msgspec.Struct, frozen=True, kw_only=True):
    """What two people share."""

    ideas: list[Idea]


class GoalList(msgspec.Struct, frozen=True, kw_only=True):
    """What two people are working on; `programme`: whether they agreed to show goals to it at all."""

    goals: list[Goal]
    programme: bool


class NoteList(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody noted for themselves."""

    notes: list[Note]


async def get_messages(request: web.Request) -> web.Response:
    """Return the newest messages, or those before one; or with `words` what holds them."""
    pair, me = pair_of(request), person_of(request)
    words = request.query.get("words", "").strip()
    if words:
        return answer(Found(messages=await request.app[MESSAGES].search(pair=pair.id, words=words[:200])))
    before = request.query.get("before")
    return answer(
        await request.app[MESSAGES].thread(
            pair=pair.id, me=me.id, before=None if before is None else _number(before)
        )
    )


async def put_message(request: web.Request) -> web.Response:
    """Say something; saying it again under the same id changes nothing."""
    pair, me, app = pair_of(request), person_of(request), request.app
    client = request.match_info["client"]
    body = (await body_of(request, Body)).body.strip()
    if not CLIENT.fullmatch(client) or not 0 < len(body) <= LONGEST:
        raise Refused(400, "bad_message", f"A message has 1 to {LONGEST} letters.")
    message, new = await app[MESSAGES].say(
        pair=pair.id, author=me.id, reader=pair.partner_of(me.id), client=client, body=body, now=app[NOW]()
    )
    if new:
        app[LIVE].tell(pair.id, Said(message=message))
        app[CLOCKWORK].wake()
    return answer(message, status=201 if new else 200)


async def put_read(request: web.Request) -> web.Response:
    """Say how far one has read."""
    pair, me, app = pair_of(request), person_of(request), request.app
    upto = (await body_of(request, Upto)).upto
    if not 0 <= upto < LARGEST_NUMBER:
        raise Refused(400, "bad_request", "There is no such message.")
    reached = await app[MESSAGES].read(pair=pair.id, reader=me.id, upto=upto)
    if reached is not None:
        app[LIVE].tell(pair.id, Read(person=me.id, upto=reached))
    return nothing()


async def socket(request: web.Request) -> web.WebSocketResponse:
    """Tell one page what is new, beginning with the messages after `after`."""
    pair, me, app = pair_of(request), person_of(request), request.app
    after = request.query.get("after")
    last = None if after is None else _number(after)
    live = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=1024)
    await live.prepare(request)
    page = app[LIVE].open(pair.id, me.id)
    try:
        if last is not None:
            for message in await app[MESSAGES].after(pair=pair.id, last=last):
                await live.send_str(msgspec.json.encode(Said(message=message)).decode())
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_write(live, page), name="pair socket writer")
            async for _ in live:
                break  # a page only listens here
            page.close()
    except* ConnectionError:
        pass
    finally:
        app[LIVE].leave(pair.id, page)
        await live.close()
    return live


async def _write(live: web.WebSocketResponse, page: Page) -> None:
    with suppress(ConnectionError):
        while (news := await page.next()) is not None:
            await live.send_str(msgspec.json.encode(news).decode())
    await live.close(code=WSCloseCode.OK)


async def get_ideas(request: web.Request) -> web.Response:
    """Return what the two share."""
    return answer(
        IdeaList(ideas=await request.app[IDEAS].of_pair(pair_of(request).id, me=person_of(request).id))
    )


async def add_idea(request: web.Request) -> web.Response:
    """Share an idea."""
    pair, me, app = pair_of(request), person_of(request), request.app
    new = await body_of(request, NewIdea)
    await _do(app[IDEAS].add(pair.id, author=me.id, new=new, now=app[NOW]()))
    return await _changed(request, "ideas", get_ideas)


async def add_comment(request: web.Request) -> web.Response:
    """Say something to an idea."""
    pair, me, app = pair_of(request), person_of(request), request.app
    body = (await body_of(request, Body)).body
    idea = request.match_info["idea"]
    await _do(app[IDEAS].comment(pair.id, idea, author=me.id, body=body, now=app[NOW]()))
    return await _changed(request, "ideas", get_ideas)


async def remove_idea(request: web.Request) -> web.Response:
    """Take one's own idea away."""
    pair, me = pair_of(request), person_of(request)
    await _do(request.app[IDEAS].remove(pair.id, request.match_info["idea"], author=me.id))
    return await _changed(request, "ideas", get_ideas)


async def get_goals(request: web.Request) -> web.Response:
    """Return what the two are working on."""
    pair, app = pair_of(request), request.app
    found = await app[GOALS].of_pair(pair.id, me=person_of(request).id)
    terms = (await app[AGREEMENTS].of_pair(pair)).terms
    return answer(GoalList(goals=found, programme=shows_goals(terms)))


async def add_goal(request: web.Request) -> web.Response:
    """Set a goal."""
    pair, me, app = pair_of(request), person_of(request), request.app
    new = await body_of(request, NewGoal)
    await _do(app[GOALS].add(pair.id, owner=me.id, new=new, now=app[NOW]()))
    return await _changed(request, "goals", get_goals)


async def change_goal(request: web.Request) -> web.Response:
    """Change one's own goal."""
    pair, me, app = pair_of(request), person_of(request), request.app
    to = await body_of(request, GoalChange)
    goal = request.match_info["goal"]
    await _do(app[GOALS].change(pair.id, goal, owner=me.id, to=to, now=app[NOW]()))
    return await _changed(request, "goals", get_goals)


async def mark_goal(request: web.Request) -> web.Response:
    """Mark a goal for the programme or take the mark away, each for themselves, where they agreed to it."""
    pair, me, app = pair_of(request), person_of(request), request.app
    marked = (await body_of(request, Marked)).marked
    if marked and not shows_goals((await app[AGREEMENTS].of_pair(pair)).terms):
        raise Refused(
            409, "not_agreed", "Your agreement shows the programme no goals. Change it together first."
        )
    await _do(app[GOALS].mark(pair.id, request.match_info["goal"], me=me.id, marked=marked))
    return await _changed(request, "goals", get_goals)


async def remove_goal(request: web.Request) -> web.Response:
    """Take one's own goal away."""
    pair, me = pair_of(request), person_of(request)
    await _do(request.app[GOALS].remove(pair.id, request.match_info["goal"], owner=me.id))
    return await _changed(request, "goals", get_goals)


async def add_step(request: web.Request) -> web.Response:
    """Add a step to a goal."""
    pair, me = pair_of(request), person_of(request)
    title = (await body_of(request, Title)).title
    await _do(request.app[GOALS].add_step(pair.id, request.match_info["goal"], me=me.id, title=title))
    return await _changed(request, "goals", get_goals)


async def change_step(request: web.Request) -> web.Response:
    """Rename a step, or say that it is done."""
    pair, me, app = pair_of(request), person_of(request), request.app
    to = await body_of(request, StepChange)
    goal, step = request.match_info["goal"], request.match_info["step"]
    await _do(app[GOALS].change_step(pair.id, goal, step, me=me.id, to=to, now=app[NOW]()))
    return await _changed(request, "goals", get_goals)


async def get_notes(request: web.Request) -> web.Response:
    """Return one's own notes."""
    return answer(NoteList(notes=await request.app[NOTES].of(pair_of(request).id, me=person_of(request).id)))


async def add_note(request: web.Request) -> web.Response:
    """Note something for oneself."""
    pair, me, app = pair_of(request), person_of(request), request.app
    body = (await body_of(request, Body)).body
    await _do(app[NOTES].add(pair.id, me=me.id, body=body, now=app[NOW]()))
    return await get_notes(request)


async def change_note(request: web.Request) -> web.Response:
    """Write a note anew."""
    pair, me, app = pair_of(request), person_of(request), request.app
    body, note = (await body_of(request, Body)).body, request.match_info["note"]
    await _do(app[NOTES].change(pair.id, note, me=me.id, body=body, now=app[NOW]()))
    return await get_notes(request)


async def remove_note(request: web.Request) -> web.Response:
    """Take a note away."""
    pair, me = pair_of(request), person_of(request)
    await _do(request.app[NOTES].remove(pair.id, request.match_info["note"], me=me.id))
    return await get_notes(request)


async def _changed(
    request: web.Request, what: str, get: Callable[[web.Request], Awaitable[web.Response]]
) -> web.Response:
    request.app[LIVE].tell(pair_of(request).id, Changed(what=what))
    return await get(request)


async def _do(doing: Awaitable[T]) -> T:
    try:
        return await doing
    except (IdeaError, GoalError, NoteError) as error:
        status = 404 if error.code.startswith("unknown_") else 409
        raise Refused(status, error.code, error.text) from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) >= LARGEST_NUMBER:
        raise Refused(400, "bad_request", "There is no such message.")
    return int(text)


ROUTES = (
    Route("GET", "/messages", Access.ANYONE, pages.page("messages.html")),
    Route("GET", "/api/pairs/{pair}/messages", Access.PAIR, get_messages),
    Route("PUT", "/api/pairs/{pair}/messages/{client}", Access.PAIR, put_message),
    Route("PUT", "/api/pairs/{pair}/read", Access.PAIR, put_read),
    Route("GET", "/ws/pairs/{pair}", Access.PAIR, socket),
    Route("GET", "/api/pairs/{pair}/ideas", Access.PAIR, get_ideas),
    Route("POST", "/api/pairs/{pair}/ideas", Access.PAIR, add_idea),
    Route("POST", "/api/pairs/{pair}/ideas/{idea}/comments", Access.PAIR, add_comment),
    Route("DELETE", "/api/pairs/{pair}/ideas/{idea}", Access.PAIR, remove_idea),
    Route("GET", "/api/pairs/{pair}/goals", Access.PAIR, get_goals),
    Route("POST", "/api/pairs/{pair}/goals", Access.PAIR, add_goal),
    Route("PATCH", "/api/pairs/{pair}/goals/{goal}", Access.PAIR, change_goal),
    Route("DELETE", "/api/pairs/{pair}/goals/{goal}", Access.PAIR, remove_goal),
    Route("PUT", "/api/pairs/{pair}/goals/{goal}/programme", Access.PAIR, mark_goal),
    Route("POST", "/api/pairs/{pair}/goals/{goal}/steps", Access.PAIR, add_step),
    Route("PATCH", "/api/pairs/{pair}/goals/{goal}/steps/{step}", Access.PAIR, change_step),
    Route("GET", "/api/pairs/{pair}/notes", Access.PAIR, get_notes),
    Route("POST", "/api/pairs/{pair}/notes", Access.PAIR, add_note),
    Route("PUT", "/api/pairs/{pair}/notes/{note}", Access.PAIR, change_note),
    Route("DELETE", "/api/pairs/{pair}/notes/{note}", Access.PAIR, remove_note),
)
