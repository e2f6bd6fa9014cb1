"""Every address this server answers."""

from __future__ import annotations

from aiohttp import web

from server.web import pages
from server.web.api import MeetingsApi, get_summary
from server.web.keys import ASSETS
from server.web.sockets import call_socket


def add_routes(app: web.Application) -> None:
    """Add all routes; `ASSETS` must be set."""
    app.router.add_get("/", pages.page("index.html"))
    app.router.add_get("/m/{invite}", pages.page("call.html"))
    app.router.add_get("/s/{token}", pages.page("summary.html"))
    app.router.add_get("/ws/{invite}", call_socket)
    app.router.add_post("/api/meetings", MeetingsApi().post)
    app.router.add_get("/api/summaries/{token}", get_summary)
    app.router.add_get("/healthz", pages.health)
    app.router.add_static("/assets", app[ASSETS] / "assets")
    app.on_response_prepare.append(pages.set_headers)
