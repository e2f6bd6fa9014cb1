"""What two people shared, all at once: to be read and saved while it is there, after they have ended too."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from aiohttp import web

from server.messages.goals import Goal
from server.messages.ideas import Idea
from server.messages.messages import Message
from server.messages.notes import Note
from server.pair.governs import shared_gone
from server.web.access import Access, Route, pair_of, person_of
from server.web.answers import Refused, answer
from server.web.keys import AGREEMENTS, GOALS, IDEAS, MESSAGES, NOTES, NOW


class EverythingShared(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a pair that one of them may read, the oldest first; `until`: None while they meet."""

    until: datetime | None
    messages: list[Message]
    ideas: list[Idea]
    goals: list[Goal]
    notes: list[Note]


async def get_kept(request: web.Request) -> web.Response:
    """Return what is there, or say that its days are over."""
    pair, me, app = pair_of(request), person_of(request).id, request.app
    until = None
    if pair.ended_at is not None:
        terms = (await app[AGREEMENTS].of_pair(pair)).terms
        until = pair.ended_at + timedelta(days=terms.save_days)
        if shared_gone(pair.ended_at, terms, now=app[NOW]()):
            raise Refused(410, "shared_gone", "What you shared was deleted, as you had agreed.")
    said: list[Message] = []
    while more := await app[MESSAGES].after(pair=pair.id, last=said[-1].id if said else 0):
        said += more
    return answer(
        EverythingShared(
            until=until,
            messages=said,
            ideas=await app[IDEAS].of_pair(pair.id, me=me),
            goals=await app[GOALS].of_pair(pair.id, me=me),
            notes=await app[NOTES].of(pair.id, me=me),
        )
    )


ROUTES = (Route("GET", "/api/pairs/{pair}/kept", Access.MEMBER, get_kept),)
