"""The programme's routes: all for administrators, and none of them reaches what anybody said or wrote."""

from __future__ import annotations

import asyncio

from aiohttp import web

from server.programme.enrol import Enrolment
from server.programme.roll import RollError, read
from server.programme.view import View
from server.programme.wire import Enrolled, Roll, ShownLink, WrongLine
from server.web.access import Access, Route
from server.web.answers import Refused, answer, body_of
from server.web.keys import MAIL, NOW

VIEW = web.AppKey("view", View)
ENROLMENT = web.AppKey("enrolment", Enrolment)


async def get_programme(request: web.Request) -> web.Response:
    """Return a page of pairs, and what is counted over all of them."""
    after = request.query.get("after", "")
    return answer(await request.app[VIEW].pairs(after=after, now=request.app[NOW]()))


async def get_people(request: web.Request) -> web.Response:
    """Return a page of people."""
    return answer(await request.app[VIEW].people(after=request.query.get("after", "")))


async def post_people(request: web.Request) -> web.Response:
    """Put people in from a list; what cannot be is told by its line and stops nobody else."""
    body = await body_of(request, Roll)
    try:
        entries, wrong = await asyncio.to_thread(read, body.csv)
    except RollError as error:
        raise Refused(400, error.code, error.text) from None
    added, known = await request.app[ENROLMENT].enrol(entries, invite=body.invite, now=request.app[NOW]())
    lines = [WrongLine(line=line, code=code) for line, code in wrong]
    return answer(Enrolled(added=added, known=known, wrong=lines), status=201)


async def get_links(request: web.Request) -> web.Response:
    """Return the links nobody could mail: none where there is a mail server."""
    shown = await request.app[MAIL].shown()
    return answer(
        [
            ShownLink(to=each.to, subject=each.subject, link=each.link, expires_at=each.expires_at)
            for each in shown
        ]
    )


ROUTES = (
    Route("GET", "/api/programme", Access.ADMINISTRATOR, get_programme),
    Route("GET", "/api/programme/people", Access.ADMINISTRATOR, get_people),
    Route("POST", "/api/programme/people", Access.ADMINISTRATOR, post_people),
    Route("GET", "/api/programme/links", Access.ADMINISTRATOR, get_links),
)
