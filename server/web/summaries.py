"""What a summary's link opens besides the summary: the files it can be taken along in."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime
from urllib.parse import quote

from aiohttp import web

from server.exports.facts import facts_of
from server.exports.formats import FORMATS
from server.web.answers import Refused
from server.web.api import find_summary, summary_page


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
    names = (page.name, page.partner) if page.seat == 0 else (page.partner, page.name)
    facts = facts_of(names, page.events, page.summary, started_at=page.started_at)
    body = await asyncio.to_thread(chosen.write, facts, page.seat)
    name = f"{file_name(page.partner, page.started_at)}.{chosen.ending}"
    kind, _, parameters = chosen.media_type.partition("; charset=")
    return web.Response(
        body=body,
        content_type=kind,
        charset=parameters or None,
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        },
    )


def file_name(partner: str, started_at: datetime | None) -> str:
    """Name a file by the day and the partner: `duologue-2026-11-19-Mara`."""
    day = f"{started_at:%Y-%m-%d}" if started_at else ""
    return "-".join(filter(None, ("duologue", day, re.sub(r"[\W_]+", "-", partner).strip("-"))))
