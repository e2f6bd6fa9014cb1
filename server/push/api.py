"""What a browser asks about being told by Web Push."""

from __future__ import annotations

import msgspec
from aiohttp import web

from server.push.seal import PushError, unpadded
from server.web.access import Access, Route, person_of
from server.web.answers import Refused, answer, body_of, nothing
from server.web.keys import PUSH


class PushKey(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed to subscribe; None where pushes are not set up."""

    key: str | None


class NewBrowser(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A browser's subscription: where it is called, its public key and its secret, base64url."""

    endpoint: str
    p256dh: str
    auth: str


class GoneBrowser(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A browser that is no longer to be told."""

    endpoint: str


async def get_key(request: web.Request) -> web.Response:
    """Return what a browser needs to subscribe."""
    return answer(PushKey(key=request.app[PUSH].key))


async def add_browser(request: web.Request) -> web.Response:
    """Keep a browser that is to be told."""
    new = await body_of(request, NewBrowser)
    try:
        await request.app[PUSH].add(
            person_of(request).id,
            endpoint=new.endpoint,
            browser=unpadded(new.p256dh),
            auth=unpadded(new.auth),
        )
    except PushError:
        raise Refused(409, "push_refused", "This browser cannot be told from here.") from None
    return nothing()


async def remove_browser(request: web.Request) -> web.Response:
    """Forget a browser."""
    gone = await body_of(request, GoneBrowser)
    await request.app[PUSH].remove(person_of(request).id, endpoint=gone.endpoint)
    return nothing()


ROUTES = (
    Route("GET", "/api/me/push", Access.PERSON, get_key),
    Route("PUT", "/api/me/push", Access.PERSON, add_browser),
    Route("DELETE", "/api/me/push", Access.PERSON, remove_browser),
)
