"""Reading meetings as the pages show them: from the side of one of the two, by both clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.meetings import store
from server.meetings.invitations import Two
from server.meetings.opening import EARLY
from server.meetings.pages import (
    ClockNews,
    MeetingProposal,
    MeetingsPage,
    OfferedTime,
    Someone,
    Time,
    Upcoming,
)
from server.meetings.series import Occurrence, SeriesError
from server.meetings.store import Plan, Proposal
from server.meetings.tables import occasions
from server.meetings.zones import ClockChange, clock_change, moment, wall
from server.pair.biography import Biography
from server.pair.tables import biographies
from server.people.person import Person

AHEAD = timedelta(days=120)
"""How far ahead meetings are listed."""

MOST_LISTED = 12
"""Times listed at most: those of a year of weekly meetings are read in a calendar."""

ASKED = timedelta(days=60)
"""How long before a change of the clocks the two are asked whose hour to keep."""


def city_of(zone: str) -> str:
    """Return the place a zone is named after; empty where it is named after none."""
    area, slash, rest = zone.partition("/")
    return rest.rpartition("/")[2].replace("_", " ") if slash and area != "Etc" else ""


async def cities_of(connection: AsyncConnection, *people: Person) -> dict[str, str]:
    """Say by id where each of some people is: where they tell that they live, else after their zone."""
    wanted = [person.id for person in people]
    rows = await connection.execute(select(biographies).where(biographies.c.person_id.in_(wanted)))
    told = {row.person_id: msgspec.json.decode(row.body, type=Biography).city for row in rows}
    return {person.id: told.get(person.id) or city_of(person.time_zone) for person in people}


def someone(person: Person, cities: Mapping[str, str]) -> Someone:
    """Return a person as a page names them."""
    return Someone(
        id=person.id,
        name=person.name,
        pronouns=person.pronouns,
        zone=person.time_zone,
        city=cities[person.id],
    )


def both_clocks(at: datetime, two: Two) -> Time:
    """Return a moment by both clocks."""
    return Time(
        at=at, mine=_written(wall(at, two.me.time_zone)), theirs=_written(wall(at, two.other.time_zone))
    )


async def meetings_page(connection: AsyncConnection, two: Two, *, now: datetime) -> MeetingsPage:
    """Read when two people meet and what is proposed."""
    plans = await store.plans(connection, pair=two.pair.id)
    change = clock_change(two.me.time_zone, two.other.time_zone, after=now)
    listed = [
        (occurrence, plan)
        for plan in plans
        if plan.series.status == "agreed"
        for occurrence in plan.series.occurrences(after=now, until=now + AHEAD)
    ]
    listed.sort(key=lambda each: each[0].start)
    proposals = await store.open_proposals(connection, two.pair.id)
    cities = await cities_of(connection, two.me, two.other)
    return MeetingsPage(
        pair=two.pair.id,
        me=someone(two.me, cities),
        partner=someone(two.other, cities),
        now=now,
        upcoming=[
            _upcoming(plan, occurrence, two, change=change, now=now)
            for occurrence, plan in listed[:MOST_LISTED]
        ],
        proposals=[_proposal(each, plans, two) for each in proposals],
        clocks=None if change is None else _clocks(change, two, cities),
    )


async def usual_weekday(connection: AsyncConnection, pair: str) -> datetime | None:
    """Return the latest time of the weekday on which the two have met most."""
    query = (
        select(occasions.c.starts_at)
        .where(occasions.c.pair_id == pair, occasions.c.held)
        .order_by(occasions.c.starts_at.desc())
        .limit(10)
    )
    starts: list[datetime] = list((await connection.execute(query)).scalars())
    if not starts:
        return None
    counts = [sum(each.weekday() == other.weekday() for other in starts) for each in starts]
    return starts[counts.index(max(counts))]


def _upcoming(
    plan: Plan, occurrence: Occurrence, two: Two, *, change: ClockChange | None, now: datetime
) -> Upcoming:
    series = plan.series
    asks = (
        change is not None
        and series.every != "once"
        and change.at < now + ASKED
        and series.next(after=change.at) is not None
        and moment(series.first, series.zone) < change.at
    )
    return Upcoming(
        uid=series.uid,
        original=_written(occurrence.original),
        start=both_clocks(occurrence.start, two),
        end=occurrence.end,
        minutes=series.minutes,
        every=series.every,
        note=plan.note,
        agenda=list(plan.agenda),
        answer=plan.answer,
        kept_for=two.me.id if series.zone == two.me.time_zone else two.other.id,
        ask=[two.me.id, two.other.id] if asks else [],
        opens_at=occurrence.start - EARLY,
    )


def _proposal(proposal: Proposal, plans: list[Plan], two: Two) -> MeetingProposal:
    offered = [plan for plan in plans if plan.proposal == proposal.id and plan.series.status == "proposed"]
    return MeetingProposal(
        id=proposal.id,
        mine=proposal.by == two.me.id,
        note=proposal.note,
        offers=[
            OfferedTime(
                uid=plan.series.uid,
                start=both_clocks(moment(plan.series.first, plan.series.zone), two),
                minutes=plan.series.minutes,
                every=plan.series.every,
            )
            for plan in offered
        ],
        moves=_replaced(proposal, plans, two),
    )


def _replaced(proposal: Proposal, plans: list[Plan], two: Two) -> Time | None:
    if proposal.moves is None:
        return None
    uid, original = proposal.moves
    plan = next((plan for plan in plans if plan.series.uid == uid), None)
    if plan is None:
        return None
    try:
        return both_clocks(plan.series.at(original).start, two)
    except SeriesError:
        return None


def _clocks(change: ClockChange, two: Two, cities: Mapping[str, str]) -> ClockNews:
    whose = two.other.id if change.zone == two.other.time_zone else two.me.id
    return ClockNews(
        city=cities[whose],
        whose=whose,
        day=change.day.isoformat(),
        minutes=change.minutes,
        at=change.at,
    )


def _written(naive: datetime) -> str:
    return naive.isoformat(timespec="minutes")
