"""What of a pair belongs to one person: their copy of it, its end with their account, its end in time."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cues.events import CueEvent
from server.pair.agreements import forget_due, no_longer_kept, read
from server.pair.governs import copy, kept_days
from server.pair.governs import gone as is_gone
from server.pair.tables import agreement_versions, biographies, photos
from server.pair.terms import Terms
from server.people.partnerships import Partnership, partnership_of_row
from server.people.tables import partnerships, people
from server.store.tables import cue_events, meetings, pair_meetings, seat_people

_event = msgspec.json.Decoder(CueEvent).decode


async def export_of(connection: AsyncConnection, person_id: str, *, now: datetime) -> dict[str, Any]:
    """Return everything of a person's pairs that is theirs to take, as plain values for JSON.

    Of meetings it holds what the agreement says copies may hold, and nothing whose days are over.
    """
    told = (
        await connection.execute(select(biographies.c.body).where(biographies.c.person_id == person_id))
    ).scalar_one_or_none()
    photo = (
        await connection.execute(select(photos.c.jpeg).where(photos.c.person_id == person_id))
    ).scalar_one_or_none()
    mine = (partnerships.c.first_id == person_id) | (partnerships.c.second_id == person_id)
    rows = (await connection.execute(select(partnerships).where(mine))).all()
    return {
        "biography": None if told is None else msgspec.json.decode(told),
        "photo_jpeg_base64": None if photo is None else base64.b64encode(photo).decode(),
        "pairs": [await _pair(connection, partnership_of_row(row), person_id, now) for row in rows],
    }


async def forget(connection: AsyncConnection, person_id: str) -> None:
    """Delete what is a person's alone; agreements signed with somebody stay with that somebody."""
    for table in (biographies, photos):
        await connection.execute(delete(table).where(table.c.person_id == person_id))


async def expire(connection: AsyncConnection, *, now: datetime) -> int:
    """Delete what may no longer be there: cue events by their days, and what ended pairs shared.

    Returns
    -------
    int
        How many rows went.
    """
    gone = await forget_due(connection, now=now)
    still = select(agreement_versions.c.partnership_id).union(select(pair_meetings.c.partnership_id))
    for pair in await no_longer_kept(connection, still, now=now):
        theirs = select(pair_meetings.c.meeting_id).where(pair_meetings.c.partnership_id == pair)
        for statement in (
            delete(cue_events).where(cue_events.c.meeting_id.in_(theirs)),
            delete(agreement_versions).where(agreement_versions.c.partnership_id == pair),
        ):
            gone += (await connection.execute(statement)).rowcount
    return gone


async def _pair(
    connection: AsyncConnection, pair: Partnership, person_id: str, now: datetime
) -> dict[str, Any]:
    partner = (
        await connection.execute(select(people.c.name).where(people.c.id == pair.partner_of(person_id)))
    ).scalar_one_or_none()
    agreement = await read(connection, pair)
    return {
        "id": pair.id,
        "partner": partner or "",
        "state": pair.state,
        "since": pair.since.isoformat(),
        "ended_at": None if pair.ended_at is None else pair.ended_at.isoformat(),
        "agreement": [
            {
                "number": version.number,
                "terms": msgspec.to_builtins(version.terms),
                "at": version.at.isoformat(),
                "aside": version.aside,
                "signatures": [{"name": s.name, "at": s.at.isoformat()} for s in version.signatures],
            }
            for version in agreement.versions
        ],
        "meetings": await _meetings(connection, pair, person_id, agreement.terms, now),
    }


async def _meetings(
    connection: AsyncConnection, pair: Partnership, person_id: str, terms: Terms, now: datetime
) -> list[dict[str, Any]]:
    held = await connection.execute(
        select(
            meetings.c.id,
            meetings.c.begun_at,
            meetings.c.seconds,
            pair_meetings.c.keep_days,
            seat_people.c.seat,
        )
        .join(pair_meetings, pair_meetings.c.meeting_id == meetings.c.id)
        .join(seat_people, seat_people.c.meeting_id == meetings.c.id)
        .where(pair_meetings.c.partnership_id == pair.id, seat_people.c.person_id == person_id)
        .where(meetings.c.begun_at.is_not(None))
        .order_by(meetings.c.begun_at)
    )
    found = []
    for row in held.all():
        begun_at = row.begun_at
        days = kept_days(terms.keep_days if row.keep_days is None else row.keep_days, terms.keep_days)
        events: list[CueEvent] = []
        if not is_gone(begun_at, days, now=now):
            bodies = await connection.execute(
                select(cue_events.c.body).where(cue_events.c.meeting_id == row.id).order_by(cue_events.c.id)
            )
            events = copy([_event(body) for body in bodies.scalars()], terms, seat=row.seat)
        found.append(
            {
                "begun_at": begun_at.isoformat(),
                "seconds": row.seconds,
                "my_voice": row.seat,
                "events": msgspec.to_builtins(events),
            }
        )
    return found
