"""Signing in by a link in a mail: asked for by anybody, mailed only to who is known, used once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from server.mail.room import MailRoom
from server.mail.wording import say
from server.people.links import LASTS, SignInLinks
from server.people.people import People
from server.people.person import PersonError, email_of, first_name
from server.people.wire import AskForLink, Doors, Entered, UseLink
from server.web.access import Access, Route, signed_in
from server.web.answers import Refused, answer, body_of, nothing
from server.web.keys import LINKS, LIVE, NOW, SESSIONS, SETTINGS
from server.web.limits import Buckets, address_of
from server.web.pages import language_of
from server.web.session import agent_of, clear_cookie, cookie_name, set_cookie

log = logging.getLogger(__name__)

WAITING = 200
"""Requests for a link that may wait; past this they are dropped, and told the same."""

ASK_BURST, ASK_PER_S = 10.0, 1 / 20
"""Links one network address may ask for at once and per second."""

MAIL_BURST, MAIL_PER_S = 3.0, 1 / 600
"""Links mailed to one e-mail address at once and per second: nobody's letter box is filled from here."""

USE_BURST, USE_PER_S = 20.0, 0.5
"""Tokens one network address may try at once and per second."""


class SignIn:
    """Mails links. Asking takes the same time for a known address as for an unknown one: it is only noted."""

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        people: People,
        links: SignInLinks,
        mail: MailRoom,
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._people = people
        self._links = links
        self._mail = mail
        self._now = now
        self._asked: asyncio.Queue[tuple[str, str] | None] = asyncio.Queue(WAITING)
        self._mailed = Buckets(MAIL_BURST, MAIL_PER_S)

    def ask(self, email: str, language: str) -> None:
        """Note that somebody asks for a link, on a page in that language; dropped when too many wait."""
        with suppress(asyncio.QueueFull):
            self._asked.put_nowait((email, language))

    def close(self) -> None:
        """Let `run` end; what still waits is dropped."""
        while not self._asked.empty():
            self._asked.get_nowait()
        self._asked.put_nowait(None)

    async def run(self) -> None:
        """Mail links until closed."""
        clock = asyncio.get_running_loop().time
        while (asked := await self._asked.get()) is not None:
            email, language = asked
            if not self._mailed.take(email, clock()):
                continue
            try:
                await self._send(email, language)
            except SQLAlchemyError as error:
                log.warning("a link could not be made (%s)", type(error).__name__)

    async def _send(self, email: str, language: str) -> None:
        person = await self._people.by_email(email)
        if person is None:
            return
        now = self._now()
        async with self._engine.begin() as connection:
            path = await self._links.make(connection, person.id, now=now)
            link = self._mail.url(path)
            message = self._mail.compose(
                to=email,
                subject=say(language, "sign_in"),
                text=say(language, "sign_in_text", to=first_name(person.name), link=link),
            )
            token_name = f"sign-in {person.id} {now.isoformat()}"
            await self._mail.put(connection, message, key=token_name, link=link, expires_at=now + LASTS)
        self._mail.wake()


SIGN_IN = web.AppKey("sign_in", SignIn)


class Within:
    """Keeps each network address within a limit: called with a request, it refuses what is too much."""

    def __init__(self, burst: float, per_s: float) -> None:
        self._buckets = Buckets(burst, per_s)

    def __call__(self, request: web.Request) -> None:
        """Count one act; raises 429 `too_fast` past the limit."""
        if not self._buckets.take(address_of(request), asyncio.get_running_loop().time()):
            raise Refused(429, "too_fast", "That was often. Wait a little and try again.")


class SignInApi:
    """The routes, each network address within its limits."""

    def __init__(self) -> None:
        self._asks = Within(ASK_BURST, ASK_PER_S)
        self._uses = Within(USE_BURST, USE_PER_S)

    async def ask(self, request: web.Request) -> web.Response:
        """Answer 204 whoever is meant: whether somebody is known here is nobody else's business."""
        self._asks(request)
        body = await body_of(request, AskForLink)
        try:
            email = email_of(body.email)
        except PersonError as error:
            raise Refused(400, "bad_email", error.text) from None
        request.app[SIGN_IN].ask(email, language_of(request))
        return nothing()

    async def use(self, request: web.Request) -> web.Response:
        """Use a link: begin a session here, end the one this browser had."""
        self._uses(request)
        body = await body_of(request, UseLink)
        used = await request.app[LINKS].use(body.token, now=request.app[NOW]())
        if used is None:
            raise Refused(410, "link_over", "This link has been used, or is too old. Ask for a new one.")
        return await enter(request, used.person_id, then=used.then)


async def enter(request: web.Request, person_id: str, *, then: str) -> web.Response:
    """Begin a session in this browser and say where to go on."""
    response = answer(Entered(then=then))
    await begin_session(request, response, person_id)
    return response


async def begin_session(request: web.Request, response: web.StreamResponse, person_id: str) -> None:
    """Begin a session, in place of the one this browser had, and hand its token over with `response`."""
    if (before := request.cookies.get(cookie_name(request))) is not None:
        await request.app[SESSIONS].end_of_token(before)
    agent = agent_of(request.headers.get("User-Agent", ""))
    token = await request.app[SESSIONS].begin(person_id, agent=agent, now=request.app[NOW]())
    set_cookie(request, response, token)


async def doors(request: web.Request) -> web.Response:
    """Say which ways there are to sign in."""
    settings = request.app[SETTINGS]
    return answer(
        Doors(mail=settings.smtp is not None, organisation=settings.oidc.name if settings.oidc else None)
    )


async def sign_out(request: web.Request) -> web.Response:
    """End the session this browser is in."""
    here = signed_in(request)
    await request.app[SESSIONS].end(here.person.id, here.session_id)
    request.app[LIVE].drop(here.person.id)
    response = nothing()
    clear_cookie(request, response)
    return response


def routes() -> tuple[Route, ...]:
    """Return the routes of signing in and out."""
    api = SignInApi()
    return (
        Route("GET", "/api/sign-in", Access.ANYONE, doors),
        Route("POST", "/api/sign-in", Access.ANYONE, api.ask),
        Route("POST", "/api/sign-in/use", Access.ANYONE, api.use),
        Route("POST", "/api/sign-out", Access.PERSON, sign_out),
    )
