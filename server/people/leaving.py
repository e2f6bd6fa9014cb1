"""Deleting an account: what goes, and what those whom one met keep, told before and done in one step."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.mail.outbox import withdraw
from server.meetings import yours as calendar
from server.messages import yours as messages
from server.messages.tables import messages as written
from server.pair import yours as pair
from server.pair.tables import agreement_versions
from server.people.tables import ceremonies, partnerships, passkeys, people, sessions, sign_in_links
from server.people.wire import Kept, Leaving
from server.push.tables import push_subscriptions
from server.store.tables import pair_meetings, seat_people, seats
from server.summaries.tables import openings, reflections


async def told(connection: AsyncConnection, person_id: str) -> Leaving:
    """Say what each partner keeps when this person leaves."""
    mine = or_(partnerships.c.first_id == person_id, partnerships.c.second_id == person_id)
    rows = await connection.execute(
        select(
            people.c.name,
            select(func.count())
            .where(written.c.pair_id == partnerships.c.id, written.c.author_id == person_id)
            .scalar_subquery()
            .label("messages"),
            select(func.count())
            .where(pair_meetings.c.partnership_id == partnerships.c.id)
            .scalar_subquery()
            .label("meetings"),
            select(func.count())
            .where(agreement_versions.c.partnership_id == partnerships.c.id)
            .scalar_subquery()
            .label("versions"),
        )
        .select_from(partnerships)
        .join(
            people,
            (people.c.id != person_id)
            & or_(people.c.id == partnerships.c.first_id, people.c.id == partnerships.c.second_id),
        )
        .where(mine)
        .order_by(partnerships.c.since)
    )
    return Leaving(
        kept=[
            Kept(
                partner=row.name,
                meetings=row.meetings,
                messages=row.messages,
                agreement=row.versions > 0,
            )
            for row in rows.all()
        ]
    )


async def leave(connection: AsyncConnection, person_id: str, *, now: datetime) -> bool:
    """Delete a person's account; False for the last administrator, who must first make another one.

    The row stays as a place that messages and signatures point to, with nothing in it but that it was left.
    Meetings they sat in no longer name them, their own summaries' links lead nowhere, and no mail goes to
    them any more.
    """
    others = select(func.count()).where(people.c.administrator, people.c.id != person_id)
    me = (await connection.execute(select(people).where(people.c.id == person_id))).one()
    if me.administrator and not (await connection.execute(others)).scalar_one():
        return False
    for part in (pair, messages, calendar):
        await part.forget(connection, person_id)
    mine = or_(partnerships.c.first_id == person_id, partnerships.c.second_id == person_id)
    await connection.execute(
        update(partnerships).where(mine, partnerships.c.state != "ended").values(state="ended", ended_at=now)
    )
    sat = await connection.execute(
        select(seat_people.c.meeting_id, seat_people.c.seat).where(seat_people.c.person_id == person_id)
    )
    for row in sat.all():
        await connection.execute(
            update(seats)
            .where(seats.c.meeting_id == row.meeting_id, seats.c.seat == row.seat)
            .values(name="", summary_hash=secrets.token_bytes(32), token_hash=secrets.token_bytes(32))
        )
        for table in (reflections, openings):
            await connection.execute(
                delete(table).where(table.c.meeting_id == row.meeting_id, table.c.seat == row.seat)
            )
    for table in (sessions, passkeys, sign_in_links, ceremonies, push_subscriptions):
        await connection.execute(delete(table).where(table.c.person_id == person_id))
    if me.email is not None:
        await withdraw(connection, me.email)
    await connection.execute(
        update(people)
        .where(people.c.id == person_id)
        .values(
            name="",
            email=None,
            pronouns=None,
            time_zone="UTC",
            languages="[]",
            administrator=False,
            deleted_at=now,
        )
    )
    return True
