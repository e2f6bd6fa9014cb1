"""What a summary's link opens besides the summary: files, one's own note, opening it, the meetings before."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime
from urllib.parse import quote

from aiohttp import web
from msgspec.structs import replace

from cues import summary
from cues.events import Silence
from server.exports.facts import Facts, facts_of
from server.exports.formats import FORMATS
from server.pair.governs import copy
from server.pair.terms import Terms
from server.store.meetings import Meeting
from server.summaries.pages import Opening, Own, Reflection, Trace, trace
from server.summaries.talks import talks_of
from server.web.access import Access, Route, pair_of, person_of
from server.web.answers import Refused, answer, body_of, nothing
from server.web.api import find_summary, summary_page
from server.web.keys import AGREEMENTS, ENGINE, NOW, STORE, SUMMARIES
from server.web.pages import language_of
from server.web.summary_page import SummaryPage

SEALED_MOST = 40_000
"""Bytes of a sealed note: several pages of writing."""


async def get_export(request: web.Request) -> web.Response:
    """Return one seat's summary as a file.

    Raises
    ------
    Refused
        404 `unknown_format` when nobody writes such.
    """
    meeting, seat = await find_summary(request)
    chosen = FORMATS.get(request.match_info["format"])
    if chosen is None:
        raise Refused(404, "unknown_format", f"A summary can be had as {', '.join(FORMATS)}.")
    page = await summary_page(request, meeting, seat)
    governed = await request.app[AGREEMENTS].governed(meeting.id)
    if governed is None or governed.terms.copies == "ours":
        names = (page.name, page.partner) if page.seat == 0 else (page.partner, page.name)
        facts, below = facts_of(names, page.events, page.summary, started_at=page.started_at), page.seat
    else:
        facts, below = alone(page, governed.terms), 0
    body = await asyncio.to_thread(chosen.write, facts, below, language_of(request))
    name = f"{file_name(page.partner, page.started_at)}.{chosen.ending}"
    kind, _, charset = chosen.media_type.partition("; charset=")
    return web.Response(
        body=body,
        content_type=kind,
        charset=charset or None,
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        },
    )


async def get_own(request: web.Request) -> web.Response:
    """Return what is this seat's alone."""
    meeting, seat = await find_summary(request)
    return answer(await _own(request, meeting, seat, await request.app[SUMMARIES].opened(meeting.id)))


async def put_reflection(request: web.Request) -> web.Response:
    """Keep this seat's sealed note.

    Raises
    ------
    Refused
        413 `note_too_long` past `SEALED_MOST` bytes.
    """
    meeting, seat = await find_summary(request)
    body = await body_of(request, Reflection)
    if len(body.sealed) > SEALED_MOST:
        raise Refused(413, "note_too_long", "This note is too long to be kept.")
    await request.app[SUMMARIES].reflect(meeting.id, seat, body.sealed)
    return nothing()


async def put_opened(request: web.Request) -> web.Response:
    """Open this seat's summary to the other, or close it again."""
    meeting, seat = await find_summary(request)
    store = request.app[SUMMARIES]
    if (await body_of(request, Opening)).opened:
        opened = await store.open(meeting.id, seat, at=request.app[NOW]())
    else:
        opened = await store.close(meeting.id, seat)
    return answer(await _own(request, meeting, seat, opened))


async def get_partner(request: web.Request) -> web.Response:
    """Return the other's summary, as long as both have opened theirs.

    Raises
    ------
    Refused
        403 `not_open` while one of the two has not; it does not say which.
    """
    meeting, seat = await find_summary(request)
    if await request.app[SUMMARIES].opened(meeting.id) != {0, 1}:
        raise Refused(403, "not_open", "It opens when both have opened theirs.")
    return answer(await summary_page(request, meeting, 1 - seat))


async def get_trace(request: web.Request) -> web.Response:
    """Return this meeting, small, to be compared with others."""
    meeting, seat = await find_summary(request)
    return answer(trace(await summary_page(request, meeting, seat)))


async def get_before(request: web.Request) -> web.Response:
    """Return the meetings of the same pair before this one, the latest first, as far as they are kept."""
    meeting, seat = await find_summary(request)
    found: list[Trace] = []
    for earlier, sat in await request.app[SUMMARIES].before(meeting.id, seat):
        its = await request.app[STORE].by_id(earlier)
        if its is None:
            continue
        try:
            page = await summary_page(request, its, sat)
        except Refused:
            continue
        if page.listened:
            found.append(trace(page))
    return answer(found)


def alone(page: SummaryPage, terms: Terms) -> Facts:
    """Reduce a summary to its reader's own sounds, where the two agreed that copies hold no more."""
    own = copy(page.events, terms, seat=page.seat)
    events = [event if isinstance(event, Silence) else replace(event, who=0) for event in own]
    built = summary.build(events, seconds=page.summary.seconds)
    return facts_of((page.name,), events, built, started_at=page.started_at)


def file_name(partner: str, started_at: datetime | None) -> str:
    """Name a file by the day and the partner: `duologue-2026-11-19-Mara`."""
    day = f"{started_at:%Y-%m-%d}" if started_at else ""
    return "-".join(filter(None, ("duologue", day, re.sub(r"[\W_]+", "-", partner).strip("-"))))


async def _own(request: web.Request, meeting: Meeting, seat: int, opened: frozenset[int]) -> Own:
    sealed = await request.app[SUMMARIES].reflection(meeting.id, seat)
    mine = seat in opened
    return Own(sealed=sealed, opened=mine, both=mine and 1 - seat in opened)


async def get_talks(request: web.Request) -> web.Response:
    """Return the talks of a pair, each with the way to one's own summary."""
    app, pair, me = request.app, pair_of(request), person_of(request)
    async with app[ENGINE].connect() as connection:
        return answer(await talks_of(connection, pair, me.id, now=app[NOW]()))


ROUTES = (
    Route("GET", "/api/pairs/{pair}/talks", Access.MEMBER, get_talks),
    Route("GET", "/api/summaries/{token}/exports/{format}", Access.HOLDER, get_export),
    Route("GET", "/api/summaries/{token}/own", Access.HOLDER, get_own),
    Route("PUT", "/api/summaries/{token}/reflection", Access.HOLDER, put_reflection),
    Route("PUT", "/api/summaries/{token}/opened", Access.HOLDER, put_opened),
    Route("GET", "/api/summaries/{token}/partner", Access.HOLDER, get_partner),
    Route("GET", "/api/summaries/{token}/trace", Access.HOLDER, get_trace),
    Route("GET", "/api/summaries/{token}/before", Access.HOLDER, get_before),
)
