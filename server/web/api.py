"""The small HTTP interface: start a meeting, read a summary."""

from __future__ import annotations

import asyncio

import msgspec
from aiohttp import web

from cues import summary
from cues.events import CueEvent
from server.pair.governs import gone
from server.store.meetings import Meeting
from server.web.access import whoever
from server.web.answers import Refused, answer, failure
from server.web.keys import AGREEMENTS, NOW, ROOMS, STORE
from server.web.limits import Buckets, address_of
from server.web.summary_page import SummaryPage
from signaling.seat import hashed

NEW_BURST, NEW_PER_S = 60.0, 0.5
"""Meetings one address may start at once and per second: a whole programme may sit behind one address."""


class Created(msgspec.Struct, frozen=True, kw_only=True):
    """A new meeting: where its page is."""

    path: str


class MeetingsApi:
    """Starting meetings, each address within its limits."""

    def __init__(self) -> None:
        self._buckets = Buckets(NEW_BURST, NEW_PER_S)

    async def post(self, request: web.Request) -> web.Response:
        """Start a meeting; 429 with `too_fast` past the limit."""
        if not self._buckets.take(address_of(request), asyncio.get_running_loop().time()):
            return failure(429, "too_fast", "Too many meetings at once. Wait a few seconds and try again.")
        invite = await request.app[ROOMS].create()
        return answer(Created(path=f"/m/{invite}"), status=201)


async def _events(request: web.Request, meeting: Meeting) -> list[CueEvent]:
    """Read what was heard, as far as it may still be known.

    Raises
    ------
    Refused
        410 `summary_gone` once the days are over that the two agreed on, deleted yet or not.
    """
    governed = await request.app[AGREEMENTS].governed(meeting.id)
    if governed is None or meeting.begun_at is None:
        return await request.app[STORE].events(meeting.id)
    if not gone(meeting.begun_at, governed.keeps_days, now=request.app[NOW]()):
        return await request.app[STORE].events(meeting.id)
    lately = request.app[ROOMS].fleeting.events(meeting.id, now=asyncio.get_running_loop().time())
    if not lately:
        raise Refused(410, "summary_gone", "What was heard in this meeting is gone, as you agreed.")
    return lately


async def get_summary(request: web.Request) -> web.Response:
    """Return one seat's private summary."""
    meeting, seat = await find_summary(request)
    page = await summary_page(request, meeting, seat)
    by_account = request.match_info["token"] == meeting.id
    return answer(msgspec.structs.replace(page, opens="account") if by_account else page)


async def find_summary(request: web.Request) -> tuple[Meeting, int]:
    """Find the meeting and the seat a summary's address belongs to.

    The address holds the seat's secret, or names a talk of a pair: then it leads each of the two, signed
    in, to their own.

    Raises
    ------
    Refused
        404 `unknown_summary` when the address leads nowhere.
    """
    store, named = request.app[STORE], request.match_info["token"]
    found = await store.by_summary(hashed(named))
    if found is None and (person := await whoever(request)) is not None:
        found = await store.sat_in(named, person.id)
    if found is None:
        raise Refused(404, "unknown_summary", "This link leads to no summary.")
    return found


async def summary_page(request: web.Request, meeting: Meeting, seat: int) -> SummaryPage:
    """Make one seat's summary of a meeting, without what is suggested to the other."""
    events = await _events(request, meeting)
    names = {row.seat: row.name for row in meeting.seats}
    built = await asyncio.to_thread(summary.build, events, seconds=meeting.seconds)
    mine = built.suggestions[seat]
    return SummaryPage(
        seat=seat,
        name=names[seat],
        partner=names.get(1 - seat, ""),
        started_at=meeting.begun_at,
        summary=msgspec.structs.replace(built, suggestions=(mine, ()) if seat == 0 else ((), mine)),
        events=events,
        source="call",
        listened=built.known_s > 0,
    )
