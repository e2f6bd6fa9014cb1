"""Every address this server answers, and who may ask there."""

from __future__ import annotations

from aiohttp import web

from server.meetings import api as meetings
from server.messages import api as messages
from server.messages import kept
from server.pair import routes as pair
from server.people import account, organisation, passkeys, sign_in
from server.programme import routes as programme
from server.push import api as push
from server.summaries import routes as summaries
from server.web import access, pages
from server.web.access import Access, Route
from server.web.api import MeetingsApi, get_summary
from server.web.keys import ASSETS
from server.web.legs import leg_socket
from server.web.sockets import call_socket


def add_routes(app: web.Application) -> None:
    """Add all routes; `ASSETS` must be set."""
    access.add(
        app,
        (
            Route("GET", "/", Access.ANYONE, pages.page("index.html")),
            Route("GET", "/m/{invite}", Access.ANYONE, pages.page("call.html")),
            Route("GET", "/s/{token}", Access.ANYONE, pages.page("summary.html")),
            Route("GET", "/style", Access.ANYONE, pages.style),
            Route("GET", "/offline", Access.ANYONE, pages.page("offline.html")),
            Route("GET", "/manifest.webmanifest", Access.ANYONE, pages.manifest),
            Route("GET", "/sw.js", Access.ANYONE, pages.worker),
            Route("GET", "/ws/{invite}", Access.HOLDER, call_socket),
            Route("GET", "/leg/{ticket}", Access.HOLDER, leg_socket),
            Route("POST", "/api/meetings", Access.ANYONE, MeetingsApi().post),
            Route("GET", "/api/summaries/{token}", Access.HOLDER, get_summary),
            Route("GET", "/healthz", Access.ANYONE, pages.health),
        ),
    )
    access.add(app, pair.ROUTES)
    access.add(app, organisation.ROUTES)
    access.add(
        app,
        (
            Route("GET", "/sign-in", Access.ANYONE, pages.page("sign-in.html")),
            Route("GET", "/sign-in/{token}", Access.ANYONE, pages.page("sign-in.html")),
            Route("GET", "/programme", Access.ANYONE, pages.page("programme.html")),
            Route("GET", "/account", Access.ANYONE, pages.page("account.html")),
        ),
    )
    access.add(app, sign_in.routes())
    access.add(app, passkeys.routes())
    access.add(app, account.ROUTES)
    access.add(app, summaries.ROUTES)
    access.add(app, programme.ROUTES)
    access.add(app, meetings.ROUTES)
    access.add(app, messages.ROUTES)
    access.add(app, kept.ROUTES)
    access.add(app, push.ROUTES)
    assets = app.router.add_static("/assets", app[ASSETS] / "assets")
    app[access.ACCESS].update(dict.fromkeys(assets, Access.ANYONE))
    app.on_response_prepare.append(pages.set_headers)
