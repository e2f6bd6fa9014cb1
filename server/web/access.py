"""Who may call what: each route says so, and one middleware holds everybody to it.

The authorisation tests walk the same declarations, so a route that is not declared is a failing test.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.web_urldispatcher import AbstractRoute

from server.people.partnerships import Partnership
from server.people.person import Person
from server.people.sessions import SignedIn
from server.web.answers import Refused, failure
from server.web.keys import NOW, PARTNERSHIPS, SESSIONS, SETTINGS
from server.web.session import cookie_name, set_cookie


class Access(Enum):
    """Who may call a route."""

    ANYONE = "anyone"
    """No sign-in asked for: pages, signing in."""

    HOLDER = "holder"
    """Whoever holds the secret in the path, known by its hash; a pair's summary opens to whose it is, too."""

    PERSON = "person"
    """Anybody signed in; the handler touches what is theirs alone."""

    PAIR = "pair"
    """One of the two of an active partnership, named `{pair}` in the path: `pair_of(request)`."""

    MEMBER = "member"
    """One of the two whatever became of it: invited, active or ended."""

    ADMINISTRATOR = "administrator"
    """Who runs the programme. They see that meetings took place and never anything of them."""


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the house: `Route("GET", "/api/me", Access.PERSON, get_me)`."""

    method: str
    path: str
    access: Access
    handler: Handler


ACCESS = web.AppKey("access", dict[AbstractRoute, Access])
_SIGNED_IN = web.RequestKey("signed_in", SignedIn)
_PAIR = web.RequestKey("pair", Partnership)

SAFE = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})


def add(app: web.Application, routes: Iterable[Route]) -> None:
    """Add routes with who may call them."""
    known = app.setdefault(ACCESS, {})
    for route in routes:
        if route.access in (Access.PAIR, Access.MEMBER) and "{pair}" not in route.path:
            raise ValueError(f"{route.path} names no pair")
        if route.method == hdrs.METH_GET:
            resource = app.router.add_resource(route.path)
            known[resource.add_route(hdrs.METH_HEAD, route.handler)] = route.access
            known[resource.add_route(hdrs.METH_GET, route.handler)] = route.access
        else:
            known[app.router.add_route(route.method, route.path, route.handler)] = route.access


def person_of(request: web.Request) -> Person:
    """Return who is asking, on a route for people signed in.

    Raises
    ------
    Refused
        401 `sign_in_first` where nobody is.
    """
    return signed_in(request).person


def signed_in(request: web.Request) -> SignedIn:
    """Return who is asking and in which session; raises as `person_of` does."""
    found: SignedIn | None = request.get(_SIGNED_IN)
    if found is None:
        raise Refused(401, "sign_in_first", "Sign in first.")
    return found


def pair_of(request: web.Request) -> Partnership:
    """Return the partnership in the path of a `PAIR` or `MEMBER` route: the caller is one of the two."""
    return request[_PAIR]


async def whoever(request: web.Request) -> Person | None:
    """Return who is asking on a route open to anyone, None when nobody is signed in."""
    found = await _find(request)
    return None if found is None else found.person


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let through who may; whatever is refused becomes one JSON error."""
    try:
        _check_origin(request)
        access = request.app[ACCESS].get(request.match_info.route)
        if access is not None:
            await _check(request, access)
        response = await handler(request)
    except Refused as refused:
        response = failure(refused.status, refused.code, refused.text)
    except web.HTTPException as other:
        _renew_cookie(request, other)
        raise
    except ConnectionResetError:
        if request.transport is not None and not request.transport.is_closing():
            raise
        # Whoever asked is gone: that is no fault, and there is nobody to tell.
        response = web.Response()
    _renew_cookie(request, response)
    return response


def _renew_cookie(request: web.Request, response: web.StreamResponse) -> None:
    """Hand a rotated token to the browser with whatever answer this request gets."""
    found: SignedIn | None = request.get(_SIGNED_IN)
    if found is not None and found.new_token is not None and cookie_name(request) not in response.cookies:
        set_cookie(request, response, found.new_token)


async def _check(request: web.Request, access: Access) -> None:
    if access in (Access.ANYONE, Access.HOLDER):
        return
    await _find(request)
    person = person_of(request)
    if access is Access.ADMINISTRATOR and not person.administrator:
        raise Refused(403, "not_yours", "This is for whoever runs the programme.")
    if access in (Access.PAIR, Access.MEMBER):
        pair = await request.app[PARTNERSHIPS].by_id(request.match_info["pair"])
        if pair is None or person.id not in pair.people:
            raise Refused(404, "unknown_pair", "This leads to nobody you meet.")
        if access is Access.PAIR and pair.state != "active":
            raise Refused(403, "pair_not_active", "The two of you are not meeting at present.")
        request[_PAIR] = pair


async def _find(request: web.Request) -> SignedIn | None:
    found: SignedIn | None = request.get(_SIGNED_IN)
    if found is not None:
        return found
    token = request.cookies.get(cookie_name(request))
    if token is None:
        return None
    found = await request.app[SESSIONS].of_token(
        token, now=request.app[NOW](), may_rotate=not _is_socket(request)
    )
    if found is not None:
        request[_SIGNED_IN] = found
    return found


def _check_origin(request: web.Request) -> None:
    """Refuse what a page of another site makes a browser send: the cookie alone proves nothing.

    Browsers name the page's origin with everything that changes something and with every socket. What names
    none carries no cookie of ours, or it is no browser of today.
    """
    if request.method in SAFE and not _is_socket(request):
        return
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is None:
        ours = cookie_name(request) not in request.cookies
    else:
        public = request.app[SETTINGS].public_url
        ours = urlsplit(origin).netloc in {request.host, urlsplit(public).netloc if public else request.host}
    if not ours:
        raise Refused(403, "wrong_origin", "This can only be asked from our own pages.")


def _is_socket(request: web.Request) -> bool:
    """Whether this opens a socket: its answer has gone before its handler returns, without a new cookie."""
    return request.headers.get(hdrs.UPGRADE, "").lower() == "websocket"
