"""The composition root: builds the parts, in the order they depend on each other."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from cues.pipeline import Pipeline, ear_of
from server.calls.companion import Companion
from server.calls.room import Room
from server.calls.rooms import Rooms
from server.calls.standing import Standing
from server.mail.room import MailRoom
from server.media.listener import Listener
from server.media.receiver import check
from server.media.sdp import LegSettings
from server.meetings.clockwork import Clockwork
from server.meetings.intake import receiving
from server.meetings.invitations import Invitations
from server.meetings.opening import Opening
from server.meetings.planner import Planner
from server.messages.goals import Goals
from server.messages.ideas import Ideas
from server.messages.live import Changed, Live
from server.messages.messages import Messages
from server.messages.notes import Notes
from server.pair.agreements import Agreements
from server.pair.biographies import Biographies
from server.pair.partners import Partners
from server.people.ceremonies import Ceremonies
from server.people.links import SignInLinks
from server.people.organisation import ORGANISATION, TIMEOUT_S, Organisation
from server.people.partnerships import Partnerships
from server.people.passkeys import PASSKEYS, Passkeys
from server.people.people import People
from server.people.retention import RETENTION, Retention
from server.people.sessions import Sessions
from server.people.sign_in import SIGN_IN, SignIn
from server.programme.enrol import Enrolment
from server.programme.routes import ENROLMENT, VIEW
from server.programme.view import View
from server.push.push import Push
from server.secret import read_or_make
from server.settings import Settings
from server.store.database import StoreError, open_database
from server.store.meetings import Meetings
from server.summaries.summaries import Summaries
from server.web.access import guard
from server.web.keys import (
    AGREEMENTS,
    ASSETS,
    BIOGRAPHIES,
    CEREMONIES,
    CLOCKWORK,
    CONSOLE,
    ENGINE,
    GOALS,
    IDEAS,
    INVITATIONS,
    LINKS,
    LIVE,
    MAIL,
    MESSAGES,
    NOTES,
    NOW,
    OPENING,
    PARTNERS,
    PARTNERSHIPS,
    PEOPLE,
    PLANNER,
    PUSH,
    ROOMS,
    SECRET,
    SESSIONS,
    SETTINGS,
    STANDING,
    STORE,
    SUMMARIES,
)
from server.web.pages import find_assets
from server.web.routes import add_routes
from signaling import turn
from signaling.messages import IceServer


def utc_now() -> datetime:
    """Return the time of day, aware."""
    return datetime.now(UTC)


def build(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    console: Callable[[str], None] = lambda _: None,
) -> web.Application:
    """Return the application; nothing is opened until it starts.

    `console` is told what only who runs the server may read: links that could not be mailed.

    Raises
    ------
    NotBuiltError
        When the pages are missing.
    IncompatibleAiortcError
        When the installed aiortc is not one the listening leg can work with.
    """
    app = web.Application(middlewares=[guard])
    app[SETTINGS] = settings
    app[NOW] = now
    app[CONSOLE] = console
    app[ASSETS] = find_assets()
    check()
    app.cleanup_ctx.append(_open_store)
    app.cleanup_ctx.append(_open_mail)
    app.cleanup_ctx.append(_open_organisation)
    app.cleanup_ctx.append(_open_meetings)
    app.cleanup_ctx.append(_open_rooms)
    add_routes(app)
    return app


async def _open_store(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    try:
        await asyncio.to_thread(settings.data.mkdir, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder {settings.data} cannot be made ({error.strerror})") from error
    engine = await open_database(settings.database)
    app[ENGINE] = engine
    app[STORE] = Meetings(engine)
    app[SUMMARIES] = Summaries(engine)
    app[PEOPLE] = People(engine)
    app[SESSIONS] = Sessions(engine)
    app[LINKS] = SignInLinks(engine)
    app[CEREMONIES] = Ceremonies(engine)
    app[PASSKEYS] = Passkeys(engine)
    app[PARTNERSHIPS] = Partnerships(engine)
    app[AGREEMENTS] = Agreements(engine)
    app[BIOGRAPHIES] = Biographies(engine)
    try:
        yield
    finally:
        await engine.dispose()


async def _open_organisation(app: web.Application) -> AsyncIterator[None]:
    oidc = app[SETTINGS].oidc
    if oidc is None:
        app[ORGANISATION] = None
        yield
        return
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)) as http:
        app[ORGANISATION] = Organisation(oidc, http, now=app[NOW])
        yield


async def _open_mail(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    mail = MailRoom(
        app[ENGINE],
        smtp=settings.smtp,
        sender=settings.mail_from,
        now=app[NOW],
        console=app[CONSOLE],
    )
    app[MAIL] = mail
    app[VIEW] = View(app[ENGINE], name=settings.programme)
    app[ENROLMENT] = Enrolment(app[ENGINE], links=app[LINKS], mail=mail, programme=settings.programme)
    app[PARTNERS] = Partners(
        app[ENGINE], people=app[PEOPLE], pairs=app[PARTNERSHIPS], links=app[LINKS], mail=mail
    )
    sign_in = SignIn(app[ENGINE], people=app[PEOPLE], links=app[LINKS], mail=mail, now=app[NOW])
    app[SIGN_IN] = sign_in
    retention = Retention(app[ENGINE], now=app[NOW])
    app[RETENTION] = retention
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(mail.run(), name="mail")
        tasks.create_task(retention.run(), name="retention")
        tasks.create_task(sign_in.run(), name="sign-in")
        yield
        retention.close()
        sign_in.close()
        mail.close()


async def _open_meetings(app: web.Application) -> AsyncIterator[None]:
    settings, engine, live = app[SETTINGS], app[ENGINE], Live()
    secret = app[SECRET] = await asyncio.to_thread(read_or_make, settings.data, given=settings.secret)
    opening = Opening(engine, calls=app[STORE], secret=secret, now=app[NOW])
    app[PUSH] = Push(engine, setup=settings.push, now=app[NOW])
    clockwork = Clockwork(
        engine,
        people=app[PEOPLE],
        mail=app[MAIL],
        now=app[NOW],
        held=opening.held,
        push=app[PUSH],
    )

    def changed(pair: str) -> None:
        clockwork.wake()
        live.tell(pair, Changed(what="meetings"))

    invitations = Invitations(app[MAIL], secret=secret, reply_address=settings.reply_address, now=app[NOW])
    planner = Planner(
        engine,
        people=app[PEOPLE],
        mail=app[MAIL],
        now=app[NOW],
        invitations=invitations,
        changed=changed,
    )
    app[INVITATIONS] = invitations
    app[LIVE], app[OPENING], app[CLOCKWORK], app[PLANNER] = live, opening, clockwork, planner
    app[MESSAGES], app[IDEAS], app[GOALS], app[NOTES] = (
        Messages(engine),
        Ideas(engine),
        Goals(engine),
        Notes(engine),
    )
    app.on_shutdown.append(_close_live)
    async with contextlib.AsyncExitStack() as stack:
        if settings.reply_lmtp is not None:
            host, port = settings.reply_lmtp
            await stack.enter_async_context(receiving(planner, host=host, port=port))
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        tasks.create_task(clockwork.run(), name="clockwork")
        yield
        clockwork.close()


async def _close_live(app: web.Application) -> None:
    """Let the pages of pairs go: they come back to the next server by themselves."""
    app[LIVE].close()


async def _open_rooms(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    listener = Listener(ear=lambda: ear_of(settings.scorer), pipeline=Pipeline)
    leg = LegSettings(address=settings.leg_address, ports=settings.leg_ports)

    def companion(room: Room) -> Companion:
        return Companion(room, listener=listener, leg=leg, clock=room.call_time, since=room.meeting.seconds)

    rooms = Rooms(
        store=app[STORE],
        companion=companion,
        ice_servers=lambda: ice_servers(settings, now_s=time.time()),
        clock=asyncio.get_running_loop().time,
        governing=app[AGREEMENTS].governed,
    )
    app[ROOMS] = rooms
    app[STANDING] = Standing(rooms, store=app[STORE], secret=app[SECRET], now=app[NOW])
    app.on_shutdown.append(_stop_rooms)
    started = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(rooms.run(started.set), name="rooms")
            await started.wait()
            yield
            rooms.close()
    finally:
        await listener.close()


async def _stop_rooms(app: web.Application) -> None:
    """Tell the pages before their sockets are closed under them."""
    app[ROOMS].close()


def ice_servers(settings: Settings, *, now_s: float) -> list[IceServer]:
    """Return the STUN and TURN servers for a page; by default none, and no third party is asked."""
    servers = [IceServer(urls=list(settings.stun_urls))] if settings.stun_urls else []
    if settings.turn_urls and settings.turn_secret:
        servers.append(
            turn.credentials(
                settings.turn_urls,
                secret=settings.turn_secret,
                label="duologue",
                now_s=now_s,
                ttl_s=settings.turn_ttl_s,
            )
        )
    return servers


@contextlib.asynccontextmanager
async def serving(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    console: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[str]:
    """Serve until left; yields the address, with the port the system chose when it was 0."""
    app = build(settings, now=now, console=console)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.host, settings.port)
        await site.start()
        host, port = runner.addresses[0][:2]
        address = f"http://{host}:{port}"
        app[MAIL].address = settings.public_url or address
        app[CLOCKWORK].wake()
        yield address
    finally:
        await runner.cleanup()
