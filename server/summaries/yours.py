"""What of summaries is one person's alone: their notes, as their page sealed them."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.store.tables import meetings, seat_people
from server.summaries.tables import reflections


async def export_of(connection: AsyncConnection, person_id: str) -> dict[str, Any]:
    """Return a person's sealed notes: only the address of the summary each was written on opens it."""
    rows = await connection.execute(
        select(meetings.c.begun_at, reflections.c.sealed)
        .join(meetings, meetings.c.id == reflections.c.meeting_id)
        .join(
            seat_people,
            and_(
                seat_people.c.meeting_id == reflections.c.meeting_id,
                seat_people.c.seat == reflections.c.seat,
            ),
        )
        .where(seat_people.c.person_id == person_id)
        .order_by(meetings.c.begun_at)
    )
    return {
        "sealed_notes": [
            {
                "begun": None if row.begun_at is None else row.begun_at.isoformat(),
                "sealed_base64": base64.b64encode(row.sealed).decode(),
            }
            for row in rows
        ]
    }
