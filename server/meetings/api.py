"""What is asked about meetings over HTTP."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable
from datetime import date, datetime
from typing import TypeVar

from aiohttp import web
from sqlalchemy import delete, insert, select

from server.meetings import store
from server.meetings.agenda import AgendaError
from server.meetings.calendar import feed, invitation
from server.meetings.home import home_of
from server.meetings.invitations import Two
from server.meetings.pages import (
    Accept,
    CallOff,
    CallPlan,
    Day,
    FeedState,
    Keep,
    NewAgenda,
    NewProposal,
    Opened,
    Start,
)
from server.meetings.planner import Offer
from server.meetings.reading import both_clocks, cities_of, meetings_page, someone
from server.meetings.series import SeriesError
from server.meetings.tables import feeds
from server.meetings.zones import ZoneError, half_hours
from server.web import pages
from server.web.access import Access, Route, pair_of, person_of, whoever
from server.web.answers import Refused, answer, body_of, nothing
from server.web.keys import ENGINE, INVITATIONS, MAIL, NOW, OPENING, PARTNERSHIPS, PEOPLE, PLANNER, STANDING
from signaling.seat import hashed

STATUS = {"unknown_meeting": 404, "unknown_proposal": 404, "no_such_time": 404}
"""Codes of a `SeriesError` that are no 409."""

T = TypeVar("T")


async def get_home(request: web.Request) -> web.Response:
    """Return what somebody signed in sees first; 204 for anybody else, who sees the landing page."""
    app, me = request.app, await whoever(request)
    if me is None:
        return nothing()
    return answer(
        await home_of(
            app[ENGINE],
            me,
            partnerships=app[PARTNERSHIPS],
            planner=app[PLANNER],
            people=app[PEOPLE],
            awaiting=app[STANDING].awaiting,
            now=app[NOW](),
        )
    )


async def get_meetings(request: web.Request) -> web.Response:
    """Return when the two meet."""
    two = await _two(request)
    async with request.app[ENGINE].connect() as connection:
        return answer(await meetings_page(connection, two, now=request.app[NOW]()))


async def get_times(request: web.Request) -> web.Response:
    """Return the half hours of a day by both clocks."""
    two = await _two(request)
    try:
        day = date.fromisoformat(request.query.get("day", ""))
        times = [
            both_clocks(each.start, two) for each in half_hours(day, two.me.time_zone, two.other.time_zone)
        ]
    except (ValueError, OverflowError):
        raise Refused(400, "bad_request", "A day is written like 2026-12-10.") from None
    return answer(Day(day=day.isoformat(), times=times))


async def propose(request: web.Request) -> web.Response:
    """Offer times to the other."""
    new = await body_of(request, NewProposal)
    if any(each.start.tzinfo is None for each in new.offers):
        raise Refused(400, "bad_request", "A time says its zone.")
    moves = None if new.moves is None else (new.moves.uid, _original(new.moves.original))
    offers = [Offer(start=each.start, minutes=each.minutes, every=each.every) for each in new.offers]
    two = await _two(request)
    await _do(request.app[PLANNER].propose(two, offers, note=new.note, moves=moves, stories=new.stories))
    return await get_meetings(request)


async def accept(request: web.Request) -> web.Response:
    """Say yes to one of the times."""
    body = await body_of(request, Accept)
    two = await _two(request)
    await _do(request.app[PLANNER].accept(two, request.match_info["proposal"], body.uid))
    return await get_meetings(request)


async def close_proposal(request: web.Request) -> web.Response:
    """Say no to a proposal, or take one's own back."""
    two = await _two(request)
    await _do(request.app[PLANNER].close(two, request.match_info["proposal"]))
    return await get_meetings(request)


async def call_off(request: web.Request) -> web.Response:
    """Call off one time, or all."""
    body = await body_of(request, CallOff)
    original = None if body.original is None else _original(body.original)
    await _do(request.app[PLANNER].call_off(await _two(request), request.match_info["uid"], original))
    return await get_meetings(request)


async def keep(request: web.Request) -> web.Response:
    """Choose whose hour stays when the clocks change."""
    body = await body_of(request, Keep)
    await _do(request.app[PLANNER].keep(await _two(request), request.match_info["uid"], body.zone))
    return await get_meetings(request)


async def put_agenda(request: web.Request) -> web.Response:
    """Say what a meeting is for."""
    body = await body_of(request, NewAgenda)
    two = await _two(request)
    await _do(request.app[PLANNER].set_agenda(two, request.match_info["uid"], body.agenda))
    return await get_meetings(request)


async def start(request: web.Request) -> web.Response:
    """Open the call of a time, the same for both."""
    body = await body_of(request, Start)
    opening = request.app[OPENING].open(
        pair=pair_of(request).id, uid=request.match_info["uid"], original=_original(body.original)
    )
    return answer(Opened(path=await _do(opening)))


async def get_plan(request: web.Request) -> web.Response:
    """Return who the other is and what a call is for, to the two whose it is; 204 to anybody else."""
    app, me = request.app, await whoever(request)
    found = None if me is None else await app[OPENING].planned(request.match_info["invite"])
    if me is None or found is None:
        return nothing()
    whose, time = found
    pair = await app[PARTNERSHIPS].by_id(whose)
    if pair is None or me.id not in pair.people:
        return nothing()
    two = await app[PLANNER].two(pair, me)
    async with app[ENGINE].connect() as connection:
        plans = await store.plans(connection, pair=whose)
        asked = await store.open_proposals(connection, whose)
        cities = await cities_of(connection, two.other)
    after = app[NOW]() if time is None else time[1].end
    agreed = [each.series for each in plans if each.series.status == "agreed"]
    again = bool(asked) or any(each.next(after=after) is not None for each in agreed)
    return answer(
        CallPlan(
            pair=whose,
            partner=someone(two.other, cities),
            minutes=None if time is None else time[0].series.minutes,
            agenda=[] if time is None else list(time[0].agenda),
            next_is_set=again,
        )
    )


async def get_ics(request: web.Request) -> web.Response:
    """Return one meeting as a file for a calendar."""
    two = await _two(request)
    uid = request.match_info["uid"]
    async with request.app[ENGINE].connect() as connection:
        plan = await _do(store.plan_of(connection, uid, pair=two.pair.id))
    copy = request.app[INVITATIONS].copy(two, plan)
    written = invitation(copy, now=request.app[NOW](), method="PUBLISH")
    return _calendar(written, name="meeting.ics")


async def get_feed_state(request: web.Request) -> web.Response:
    """Say whether there is a private calendar address."""
    async with request.app[ENGINE].connect() as connection:
        query = select(feeds.c.made_at).where(feeds.c.person_id == person_of(request).id)
        made_at = (await connection.execute(query)).scalar_one_or_none()
    return answer(FeedState(made_at=made_at))


async def make_feed(request: web.Request) -> web.Response:
    """Make a private calendar address; the one before leads nowhere any more."""
    me, now, token = person_of(request), request.app[NOW](), secrets.token_urlsafe(24)
    async with request.app[ENGINE].begin() as connection:
        await connection.execute(delete(feeds).where(feeds.c.person_id == me.id))
        await connection.execute(insert(feeds).values(person_id=me.id, token_hash=hashed(token), made_at=now))
    return answer(FeedState(made_at=now, url=request.app[MAIL].url(f"/calendar/{token}.ics")), status=201)


async def drop_feed(request: web.Request) -> web.Response:
    """Take the private calendar address back."""
    async with request.app[ENGINE].begin() as connection:
        await connection.execute(delete(feeds).where(feeds.c.person_id == person_of(request).id))
    return nothing()


async def get_feed(request: web.Request) -> web.Response:
    """Return a person's meetings as a calendar, to whoever holds its address."""
    app = request.app
    async with app[ENGINE].connect() as connection:
        query = select(feeds.c.person_id).where(feeds.c.token_hash == hashed(request.match_info["token"]))
        person_id = (await connection.execute(query)).scalar_one_or_none()
        me = None if person_id is None else await app[PEOPLE].by_id(person_id)
        if me is None:
            raise Refused(404, "unknown_calendar", "This address leads to no calendar.")
        copies = []
        for pair in await app[PARTNERSHIPS].of_person(me.id):
            if pair.state != "active":
                continue
            two = await app[PLANNER].two(pair, me)
            plans = await store.plans(connection, pair=pair.id)
            copies += [
                app[INVITATIONS].copy(two, plan) for plan in plans if plan.series.status != "cancelled"
            ]
    written = await asyncio.to_thread(feed, copies, now=app[NOW](), name="Duologue")
    return _calendar(written, name="duologue.ics")


async def _two(request: web.Request) -> Two:
    return await request.app[PLANNER].two(pair_of(request), person_of(request))


async def _do(doing: Awaitable[T]) -> T:
    """Await what the rules of meetings may refuse."""
    try:
        return await doing
    except SeriesError as error:
        raise Refused(STATUS.get(error.code, 409), error.code, error.text) from None
    except AgendaError as error:
        raise Refused(409, "bad_agenda", str(error)) from None
    except ZoneError as error:
        raise Refused(409, "bad_zone", str(error)) from None


def _original(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise Refused(400, "bad_request", "A time of a meeting is written like 2026-12-10T19:00.")
    return found


def _calendar(written: bytes, *, name: str) -> web.Response:
    return web.Response(
        body=written,
        content_type="text/calendar",
        charset="utf-8",
        headers={"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{name}"'},
    )


ROUTES = (
    Route("GET", "/meetings", Access.ANYONE, pages.page("meetings.html")),
    Route("GET", "/api/home", Access.ANYONE, get_home),
    Route("GET", "/api/pairs/{pair}/meetings", Access.PAIR, get_meetings),
    Route("GET", "/api/pairs/{pair}/times", Access.PAIR, get_times),
    Route("POST", "/api/pairs/{pair}/proposals", Access.PAIR, propose),
    Route("POST", "/api/pairs/{pair}/proposals/{proposal}/yes", Access.PAIR, accept),
    Route("DELETE", "/api/pairs/{pair}/proposals/{proposal}", Access.PAIR, close_proposal),
    Route("POST", "/api/pairs/{pair}/meetings/{uid}/off", Access.PAIR, call_off),
    Route("POST", "/api/pairs/{pair}/meetings/{uid}/keep", Access.PAIR, keep),
    Route("PUT", "/api/pairs/{pair}/meetings/{uid}/agenda", Access.PAIR, put_agenda),
    Route("POST", "/api/pairs/{pair}/meetings/{uid}/call", Access.PAIR, start),
    Route("GET", "/api/pairs/{pair}/meetings/{uid}/meeting.ics", Access.PAIR, get_ics),
    Route("GET", "/api/calls/{invite}/plan", Access.HOLDER, get_plan),
    Route("GET", "/api/me/calendar", Access.PERSON, get_feed_state),
    Route("POST", "/api/me/calendar", Access.PERSON, make_feed),
    Route("DELETE", "/api/me/calendar", Access.PERSON, drop_feed),
    Route("GET", "/calendar/{token}.ics", Access.HOLDER, get_feed),
)
