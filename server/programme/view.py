"""Reading what the programme may see. Of what pairs say or write, `shown.py` alone reads, and goals alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement

from server.meetings.alarms import OVER
from server.meetings.tables import alarms, occasions, series
from server.pair.tables import agreement_signatures, agreement_versions
from server.people.tables import partnerships, people, sign_in_links
from server.programme.shown import shown_goals
from server.programme.wire import AgreementState, PairRow, PeoplePage, PersonRow, ProgrammePage, Totals

FEWEST = 5
"""Pairs a programme must have before anything of it is counted: a count over fewer tells of single people."""

PAIRS, PEOPLE = 50, 100
"""Rows of one page."""

LAST = 6
"""Planned meetings shown of a pair."""


class View:
    """The programme as its administrators see it."""

    def __init__(self, engine: AsyncEngine, *, name: str) -> None:
        self._engine = engine
        self._name = name

    async def pairs(self, *, after: str, now: datetime) -> ProgrammePage:
        """Return one page of pairs, the newest first, and with the first page what is counted."""
        month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        async with self._engine.connect() as connection:
            totals = None if after else await _totals(connection, since=month, now=now)
            rows = (await connection.execute(_page(after))).all()
            shown = rows[:PAIRS]
            ids = [row.id for row in shown]
            held = await _held(connection, ids)
            following = await _next(connection, ids)
            agreed = await _agreed(connection, ids)
            goals = await shown_goals(connection, ids)
        return ProgrammePage(
            name=self._name,
            month=month,
            totals=totals,
            pairs=[
                PairRow(
                    names=[row.first, row.second],
                    held=held.get(row.id, []),
                    next_at=following.get(row.id),
                    agreement=agreed.get(row.id, "none"),
                    goals=goals.get(row.id, []),
                )
                for row in shown
            ],
            more=_cursor(shown[-1].since, shown[-1].id) if len(rows) > PAIRS else None,
        )

    async def people(self, *, after: str) -> PeoplePage:
        """Return one page of people by their address."""
        came = exists().where(sign_in_links.c.person_id == people.c.id, sign_in_links.c.used_at.is_not(None))
        query = (
            select(people, came.label("seen"))
            .where(people.c.email.is_not(None), people.c.email > after)
            .order_by(people.c.email)
            .limit(PEOPLE + 1)
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
            busy = await _paired(connection, [row.id for row in rows[:PEOPLE]])
        return PeoplePage(
            people=[
                PersonRow(
                    id=row.id,
                    name=row.name,
                    email=row.email,
                    administrator=row.administrator,
                    paired=row.id in busy,
                    seen=row.seen,
                )
                for row in rows[:PEOPLE]
            ],
            more=rows[PEOPLE - 1].email if len(rows) > PEOPLE else None,
        )


async def _paired(connection: AsyncConnection, ids: Sequence[str]) -> set[str]:
    """Return who of these meets somebody at present: asked side by side, so that each side has its index."""
    found: set[str] = set()
    for side in (partnerships.c.first_id, partnerships.c.second_id):
        rows = await connection.execute(select(side, partnerships.c.state).where(side.in_(ids)))
        found.update(person_id for person_id, state in rows if state == "active")
    return found


def _cursor(since: datetime, pair_id: str) -> str:
    return f"{since.isoformat()}/{pair_id}"


def _after(cursor: str) -> ColumnElement[bool]:
    """Return what comes after a cursor; one that cannot be read is the beginning."""
    since, _, pair_id = cursor.partition("/")
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        return true()
    if moment.tzinfo is None:
        return true()
    return or_(
        partnerships.c.since < moment, and_(partnerships.c.since == moment, partnerships.c.id > pair_id)
    )


def _page(after: str) -> Select[tuple[str, datetime, str, str]]:
    first, second = aliased(people), aliased(people)
    return (
        select(
            partnerships.c.id,
            partnerships.c.since,
            first.c.name.label("first"),
            second.c.name.label("second"),
        )
        .join(first, first.c.id == partnerships.c.first_id)
        .join(second, second.c.id == partnerships.c.second_id)
        .where(partnerships.c.state == "active", _after(after))
        .order_by(partnerships.c.since.desc(), partnerships.c.id)
        .limit(PAIRS + 1)
    )


async def _totals(connection: AsyncConnection, *, since: datetime, now: datetime) -> Totals | None:
    """Count, or refuse to where there are too few to count over."""
    by_state = await _counted(
        connection,
        select(partnerships.c.state, func.count())
        .where(partnerships.c.state.in_(("active", "invited")))
        .group_by(partnerships.c.state),
    )
    if by_state.get("active", 0) < FEWEST:
        return None
    by_held = await _counted(
        connection,
        select(occasions.c.held, func.count())
        .where(occasions.c.starts_at >= since, occasions.c.starts_at <= now)
        .group_by(occasions.c.held),
    )
    twice = (
        select(agreement_signatures.c.partnership_id)
        .group_by(agreement_signatures.c.partnership_id, agreement_signatures.c.number)
        .having(func.count() == 2)
    )
    agreed = (
        await connection.execute(
            select(func.count()).where(partnerships.c.state == "active", partnerships.c.id.in_(twice))
        )
    ).scalar_one()
    return Totals(
        pairs=by_state["active"],
        held=by_held.get(True, 0),
        not_held=by_held.get(False, 0),
        agreed=agreed,
        invitations=by_state.get("invited", 0),
    )


async def _counted(connection: AsyncConnection, query: Select[Any]) -> dict[Any, int]:
    """Return a number for each value of the first column."""
    return {row[0]: row[1] for row in await connection.execute(query)}


async def _held(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, list[bool]]:
    """Return of each pair's last planned meetings whether they were held, the oldest first."""
    place = (
        func.row_number()
        .over(partition_by=occasions.c.pair_id, order_by=occasions.c.starts_at.desc())
        .label("place")
    )
    ranked = (
        select(occasions.c.pair_id, occasions.c.held, place)
        .where(occasions.c.pair_id.in_(ids), occasions.c.held.is_not(None))
        .subquery()
    )
    query = (
        select(ranked.c.pair_id, ranked.c.held)
        .where(ranked.c.place <= LAST)
        .order_by(ranked.c.pair_id, ranked.c.place.desc())
    )
    found: dict[str, list[bool]] = {}
    for pair_id, held in await connection.execute(query):
        found.setdefault(pair_id, []).append(bool(held))
    return found


async def _next(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, datetime]:
    """Return when each pair meets next, or is meeting: until it is known whether the time was held."""
    query = (
        select(series.c.pair_id, series.c.minutes, alarms.c.due_at)
        .join(series, series.c.uid == alarms.c.uid)
        .where(series.c.pair_id.in_(ids), alarms.c.kind == "over")
        .order_by(alarms.c.due_at.desc())
    )
    return {
        pair_id: due - OVER - timedelta(minutes=minutes)
        for pair_id, minutes, due in await connection.execute(query)
    }


async def _agreed(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, AgreementState]:
    """Return how far each pair's agreement has come: signed by both, proposed by one, or none yet."""
    query = (
        select(agreement_versions.c.partnership_id, func.count(agreement_signatures.c.person_id))
        .join(
            agreement_signatures,
            and_(
                agreement_signatures.c.partnership_id == agreement_versions.c.partnership_id,
                agreement_signatures.c.number == agreement_versions.c.number,
            ),
        )
        .where(agreement_versions.c.partnership_id.in_(ids))
        .group_by(agreement_versions.c.partnership_id, agreement_versions.c.number)
    )
    found: dict[str, AgreementState] = {}
    for pair_id, signed in await connection.execute(query):
        if signed == 2:
            found[pair_id] = "both"
        else:
            found.setdefault(pair_id, "one")
    return found
