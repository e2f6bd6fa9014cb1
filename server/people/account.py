"""The account page's routes: what a person says of themselves, and where they are signed in."""

from __future__ import annotations

import asyncio

from aiohttp import web

from server.people.copy import archive, collect
from server.people.leaving import leave, told
from server.people.person import PersonError, languages_of, name_of, time_zone_of
from server.people.wire import ChangeMe, Leave, MySession, me_of
from server.web.access import Access, Route, person_of, signed_in
from server.web.answers import Refused, answer, body_of, nothing
from server.web.keys import ENGINE, LIVE, NOW, PEOPLE, SESSIONS
from server.web.session import clear_cookie


async def get_me(request: web.Request) -> web.Response:
    """Return who is signed in."""
    return answer(me_of(person_of(request)))


async def put_me(request: web.Request) -> web.Response:
    """Keep what a person says of themselves; a field that cannot be is named by its code."""
    person = person_of(request)
    body = await body_of(request, ChangeMe)
    try:
        name, time_zone = name_of(body.name), time_zone_of(body.time_zone)
        languages = languages_of(body.languages)
    except PersonError as error:
        raise Refused(400, error.code, error.text) from None
    people = request.app[PEOPLE]
    await people.change(
        person.id, name=name, pronouns=body.pronouns, time_zone=time_zone, languages=languages
    )
    changed = await people.by_id(person.id)
    return answer(me_of(changed or person))


async def get_sessions(request: web.Request) -> web.Response:
    """List where this person is signed in."""
    here = signed_in(request)
    found = await request.app[SESSIONS].of_person(here.person.id, now=request.app[NOW]())
    return answer(
        [
            MySession(
                id=session.id,
                agent=session.agent,
                created_at=session.created_at,
                seen_at=session.seen_at,
                here=session.id == here.session_id,
            )
            for session in found
        ]
    )


async def delete_session(request: web.Request) -> web.Response:
    """End one session; at once, whatever that browser is doing."""
    if not await request.app[SESSIONS].end(person_of(request).id, request.match_info["session"]):
        raise Refused(404, "unknown_session", "This session is over already.")
    request.app[LIVE].drop(person_of(request).id)
    return nothing()


async def delete_other_sessions(request: web.Request) -> web.Response:
    """End all sessions but the one that asks."""
    here = signed_in(request)
    await request.app[SESSIONS].end_all(here.person.id, but=here.session_id)
    request.app[LIVE].drop(here.person.id)
    return nothing()


async def get_export(request: web.Request) -> web.Response:
    """Hand out everything of a person in one zip."""
    now = request.app[NOW]()
    async with request.app[ENGINE].connect() as connection:
        found = await collect(connection, person_of(request).id, now=now)
    packed = await asyncio.to_thread(archive, found)
    return web.Response(
        body=packed,
        content_type="application/zip",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="duologue-{now:%Y-%m-%d}.zip"',
        },
    )


async def get_leaving(request: web.Request) -> web.Response:
    """Say what stays with whom, before anything goes."""
    async with request.app[ENGINE].connect() as connection:
        return answer(await told(connection, person_of(request).id))


async def delete_me(request: web.Request) -> web.Response:
    """Delete the account of whoever asks, once they have written their address."""
    person = person_of(request)
    body = await body_of(request, Leave)
    if body.email.strip().casefold() != person.email:
        raise Refused(400, "not_your_address", "That is not your address.")
    async with request.app[ENGINE].begin() as connection:
        if not await leave(connection, person.id, now=request.app[NOW]()):
            raise Refused(
                409, "last_administrator", "Somebody must run the programme. Make another one first."
            )
    request.app[LIVE].drop(person.id)
    response = nothing()
    clear_cookie(request, response)
    return response


ROUTES = (
    Route("GET", "/api/me", Access.PERSON, get_me),
    Route("PUT", "/api/me", Access.PERSON, put_me),
    Route("DELETE", "/api/me", Access.PERSON, delete_me),
    Route("GET", "/api/me/leaving", Access.PERSON, get_leaving),
    Route("GET", "/api/me/export", Access.PERSON, get_export),
    Route("GET", "/api/me/sessions", Access.PERSON, get_sessions),
    Route("DELETE", "/api/me/sessions", Access.PERSON, delete_other_sessions),
    Route("DELETE", "/api/me/sessions/{session}", Access.PERSON, delete_session),
)
