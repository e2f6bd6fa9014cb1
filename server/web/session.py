"""The cookie of a session: its name, its flags, and what kind of browser holds it."""

from __future__ import annotations

import re

from aiohttp import web

from server.people.sessions import LASTS
from server.web.keys import SETTINGS

_BROWSERS = (
    (r"Edg/", "Edge"),
    (r"Firefox/", "Firefox"),
    (r"Chrom(e|ium)/", "Chromium"),
    (r"Safari/", "Safari"),
)
_SYSTEMS = (
    (r"Android", "Android"),
    (r"iPhone|iPad", "iOS"),
    (r"Windows", "Windows"),
    (r"Mac OS X", "macOS"),
    (r"Linux|X11", "Linux"),
)


def secure(request: web.Request) -> bool:
    """Whether people reach this server by https."""
    return (request.app[SETTINGS].public_url or "").startswith("https://")


def cookie_name(request: web.Request) -> str:
    """Return the cookie's name; with https one that no other host and no plain http can set."""
    return "__Host-duologue" if secure(request) else "duologue"


def set_cookie(request: web.Request, response: web.StreamResponse, token: str) -> None:
    """Give the browser its token: out of reach of scripts and of other sites' requests."""
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(LASTS.total_seconds()),
        path="/",
        httponly=True,
        secure=secure(request),
        samesite="Lax",
    )


def clear_cookie(request: web.Request, response: web.StreamResponse) -> None:
    """Take the token back."""
    response.del_cookie(cookie_name(request), path="/", httponly=True, secure=secure(request), samesite="Lax")


def agent_of(user_agent: str) -> str:
    """Return what kind of browser this is, never its exact build: "Firefox, Linux"."""
    found = [
        next((name for pattern, name in kinds if re.search(pattern, user_agent)), None)
        for kinds in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or "unknown"
