"""What somebody signed in sees first: the next meeting, what was shared, the step they carry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.meetings.pages import Beginning, Carried, Home, HomePair, Invited
from server.meetings.planner import Planner
from server.meetings.reading import cities_of, meetings_page, someone, usual_weekday
from server.messages.ideas import Idea
from server.messages.tables import goals, ideas, messages, reading, steps
from server.pair import agreements
from server.pair.tables import biographies
from server.people.partnerships import Partnership, Partnerships
from server.people.people import People
from server.people.person import Person
from server.summaries.talks import talks_of


async def home_of(
    engine: AsyncEngine,
    me: Person,
    *,
    partnerships: Partnerships,
    planner: Planner,
    people: People,
    awaiting: Callable[[str, str], str | None],
    now: datetime,
) -> Home:
    """Read all active pairs of a person, and who would like to meet them.

    `awaiting` says, of a pair and a person, in which call the other one is.
    """
    pairs = []
    every = await partnerships.of_person(me.id)
    active = [pair for pair in every if pair.state == "active"]
    for pair in active:
        two = await planner.two(pair, me)
        async with engine.connect() as connection:
            weekday = await usual_weekday(connection, pair.id)
            invite = awaiting(pair.id, me.id)
            talks = await talks_of(connection, pair, me.id, now=now, most=1)
            pairs.append(
                HomePair(
                    page=await meetings_page(connection, two, now=now),
                    shared=await _shared(connection, pair.id, two.other.id),
                    carrying=await _carrying(connection, pair.id, me.id),
                    unread=await _unread(connection, pair.id, me.id),
                    usual_weekday=None if weekday is None else weekday.date().isoformat(),
                    waiting=None if invite is None else f"/m/{invite}",
                    last=talks[0] if talks and talks[0].state == "kept" else None,
                    to_begin=[] if talks else await _to_begin(connection, pair, me.id),
                )
            )
    asked = {pair.people[0]: pair.id for pair in every if pair.state == "invited" and pair.people[1] == me.id}
    names = {person.id: person.name for person in await people.by_ids(list(asked))}
    async with engine.connect() as connection:
        cities = await cities_of(connection, me)
    return Home(
        me=someone(me, cities),
        pairs=pairs,
        invited=[Invited(pair=pair, name=names[who]) for who, pair in asked.items() if who in names],
        administrator=me.administrator,
    )


async def _shared(connection: AsyncConnection, pair: str, author: str) -> Idea | None:
    query = (
        select(ideas)
        .where(ideas.c.pair_id == pair, ideas.c.author_id == author, ideas.c.visibility == "ours")
        .order_by(ideas.c.created_at.desc(), ideas.c.id)
        .limit(1)
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    return Idea(
        id=row.id,
        author=row.author_id,
        title=row.title,
        quote=row.quote,
        url=row.url,
        visibility=row.visibility,
        at=row.created_at,
        comments=[],
    )


async def _carrying(connection: AsyncConnection, pair: str, me: str) -> Carried | None:
    query = (
        select(steps.c.title, goals.c.title.label("goal"), goals.c.visibility)
        .join(goals, goals.c.id == steps.c.goal_id)
        .where(
            goals.c.pair_id == pair,
            goals.c.owner_id == me,
            goals.c.done_at.is_(None),
            steps.c.done_at.is_(None),
        )
        .order_by(goals.c.created_at, steps.c.place)
        .limit(1)
    )
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else Carried(goal=row.goal, step=row.title, visibility=row.visibility)


async def _to_begin(connection: AsyncConnection, pair: Partnership, me: str) -> list[Beginning]:
    signed = (await agreements.read(connection, pair)).in_force is not None
    story = select(biographies.c.person_id).where(biographies.c.person_id == me)
    said = select(messages.c.id).where(messages.c.pair_id == pair.id).limit(1)
    done: dict[Beginning, bool] = {
        "agreement": signed,
        "story": (await connection.execute(story)).first() is not None,
        "hello": (await connection.execute(said)).first() is not None,
    }
    return [each for each, is_done in done.items() if not is_done]


async def _unread(connection: AsyncConnection, pair: str, me: str) -> int:
    read = select(reading.c.read_up_to).where(reading.c.pair_id == pair, reading.c.person_id == me)
    upto = (await connection.execute(read)).scalar_one_or_none() or 0
    query = (
        select(func.count())
        .select_from(messages)
        .where(messages.c.pair_id == pair, messages.c.author_id != me, messages.c.id > upto)
    )
    return (await connection.execute(query)).scalar_one()
