"""What of messages, ideas, goals and notes is one person's: their copy, and its end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.messages.tables import comments, goals, ideas, messages, notes, reading, steps
from server.pair.agreements import no_longer_kept
from server.people.tables import partnerships


async def export_of(connection: AsyncConnection, person_id: str) -> dict[str, Any]:
    """Return what a person wrote, as plain values for JSON; what others wrote to them is theirs."""
    of = await _pairs(connection, person_id)
    wrote = await connection.execute(
        select(messages)
        .where(messages.c.pair_id.in_(of), messages.c.author_id == person_id)
        .order_by(messages.c.id)
    )
    shared = await connection.execute(
        select(ideas).where(ideas.c.pair_id.in_(of), ideas.c.author_id == person_id)
    )
    replied = await connection.execute(
        select(comments)
        .join(ideas, ideas.c.id == comments.c.idea_id)
        .where(ideas.c.pair_id.in_(of), comments.c.author_id == person_id)
    )
    mine = and_(goals.c.pair_id.in_(of), goals.c.owner_id == person_id)
    owned = (await connection.execute(select(goals).where(mine))).all()
    noted = await connection.execute(
        select(notes).where(notes.c.pair_id.in_(of), notes.c.author_id == person_id)
    )
    taken = await connection.execute(select(steps).join(goals, goals.c.id == steps.c.goal_id).where(mine))
    by_goal: dict[str, list[dict[str, Any]]] = {}
    for step in sorted(taken.all(), key=lambda each: each.place):
        by_goal.setdefault(step.goal_id, []).append({"title": step.title, "done": _at(step.done_at)})
    return {
        "messages": [{"pair": m.pair_id, "sent": _at(m.sent_at), "text": m.body} for m in wrote],
        "ideas": [
            {
                "pair": idea.pair_id,
                "title": idea.title,
                "quote": idea.quote,
                "url": idea.url,
                "visibility": idea.visibility,
                "at": _at(idea.created_at),
            }
            for idea in shared
        ],
        "replies": [{"at": _at(reply.created_at), "text": reply.body} for reply in replied],
        "goals": [
            {
                "pair": goal.pair_id,
                "title": goal.title,
                "visibility": goal.visibility,
                "at": _at(goal.created_at),
                "done": _at(goal.done_at),
                "steps": by_goal.get(goal.id, []),
            }
            for goal in owned
        ],
        "notes": [
            {"pair": note.pair_id, "changed": _at(note.changed_at), "text": note.body} for note in noted
        ],
    }


async def forget(connection: AsyncConnection, person_id: str) -> None:
    """Delete what was a person's alone; what they shared stays with whom they shared it."""
    for statement in (
        delete(notes).where(notes.c.author_id == person_id),
        delete(reading).where(reading.c.person_id == person_id),
        delete(ideas).where(ideas.c.author_id == person_id, ideas.c.visibility == "mine"),
        delete(goals).where(goals.c.owner_id == person_id, goals.c.visibility == "mine"),
    ):
        await connection.execute(statement)


async def expire(connection: AsyncConnection, *, now: datetime) -> int:
    """Delete what ended pairs shared, once the days are over that both agreed on; returns how many rows."""
    still = select(messages.c.pair_id).union(
        select(ideas.c.pair_id), select(goals.c.pair_id), select(notes.c.pair_id)
    )
    gone = 0
    for pair in await no_longer_kept(connection, still, now=now):
        for table in (messages, ideas, goals, notes, reading):
            gone += (await connection.execute(delete(table).where(table.c.pair_id == pair))).rowcount
    return gone


async def _pairs(connection: AsyncConnection, person_id: str) -> list[str]:
    """Return a person's pairs: everything is found by its pair, so that no table is read through."""
    mine = or_(partnerships.c.first_id == person_id, partnerships.c.second_id == person_id)
    return list((await connection.execute(select(partnerships.c.id).where(mine))).scalars())


def _at(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
