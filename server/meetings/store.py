"""Reading and writing meetings of pairs: every method takes part in the transaction it is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Row, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.meetings.agenda import Phase
from server.meetings.alarms import Alarm, Kind
from server.meetings.calendar import Answer
from server.meetings.series import Change, Series, SeriesError
from server.meetings.tables import alarms, changes, occasions, proposals, series
from server.people.partnerships import Partnership, partnership_of_row
from server.people.tables import partnerships

ProposalState = Literal["open", "accepted", "declined", "withdrawn"]

_PHASES = msgspec.json.Decoder(tuple[Phase, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A meeting with whose it is: proposed by `by`, and what the other's calendar answered."""

    series: Series
    pair: str
    by: str
    proposal: str | None
    answer: Answer
    note: str
    agenda: tuple[Phase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Times one offers the other; `moves` names the occurrence they are to replace."""

    id: str
    pair: str
    by: str
    note: str
    moves: tuple[str, datetime] | None
    state: ProposalState
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An alarm whose time has come."""

    id: int
    uid: str
    kind: Kind
    original: datetime
    due: datetime


async def add_plan(connection: AsyncConnection, plan: Plan) -> None:
    """Keep a new meeting."""
    values = _of_series(plan.series) | {
        "uid": plan.series.uid,
        "pair_id": plan.pair,
        "by_id": plan.by,
        "proposal_id": plan.proposal,
        "answer": plan.answer,
        "note": plan.note,
        "agenda": msgspec.json.encode(plan.agenda).decode(),
    }
    await connection.execute(insert(series).values(values))
    await _set_changes(connection, plan.series)


async def plans(
    connection: AsyncConnection,
    *,
    pair: str | None = None,
    pairs: Iterable[str] | None = None,
    uid: str | None = None,
    proposal: str | None = None,
) -> list[Plan]:
    """Read meetings of one pair or several, of one proposal, or the one of a uid."""
    query = select(series).order_by(series.c.first, series.c.uid)
    if pair is not None:
        query = query.where(series.c.pair_id == pair)
    if pairs is not None:
        query = query.where(series.c.pair_id.in_(list(pairs)))
    if uid is not None:
        query = query.where(series.c.uid == uid)
    if proposal is not None:
        query = query.where(series.c.proposal_id == proposal)
    rows = (await connection.execute(query)).all()
    found: dict[str, list[Change]] = {}
    if rows:
        changed = select(changes).where(changes.c.uid.in_([row.uid for row in rows]))
        for each in (await connection.execute(changed.order_by(changes.c.original))).all():
            found.setdefault(each.uid, []).append(Change(original=each.original, to=each.to_at))
    return [_plan(row, found.get(row.uid, [])) for row in rows]


async def plan_of(connection: AsyncConnection, uid: str, *, pair: str | None = None) -> Plan:
    """Read the meeting of a uid; of that pair, where one is named.

    Raises
    ------
    SeriesError
        `unknown_meeting` when there is none.
    """
    found = await plans(connection, uid=uid, pair=pair)
    if not found:
        raise SeriesError("unknown_meeting", "There is no such meeting.")
    return found[0]


async def replace_series(
    connection: AsyncConnection, old: Series, new: Series, *, answer: Answer | None = None
) -> None:
    """Keep what became of a meeting, if nobody was quicker.

    Raises
    ------
    SeriesError
        `changed_meanwhile`.
    """
    values = _of_series(new) if answer is None else _of_series(new) | {"answer": answer}
    done = await connection.execute(
        update(series).where(series.c.uid == old.uid, series.c.sequence == old.sequence).values(values)
    )
    if done.rowcount == 0:
        raise SeriesError("changed_meanwhile", "The meeting was changed in this moment. Look again.")
    await connection.execute(delete(changes).where(changes.c.uid == new.uid))
    await _set_changes(connection, new)


async def set_answer(connection: AsyncConnection, uid: str, answer: Answer) -> None:
    """Keep what the other's calendar answered."""
    await connection.execute(update(series).where(series.c.uid == uid).values(answer=answer))


async def set_agenda(connection: AsyncConnection, uid: str, agenda: tuple[Phase, ...]) -> None:
    """Keep what a meeting is for."""
    written = msgspec.json.encode(agenda).decode()
    await connection.execute(update(series).where(series.c.uid == uid).values(agenda=written))


async def add_proposal(connection: AsyncConnection, proposal: Proposal) -> None:
    """Keep a new proposal."""
    uid, original = proposal.moves or (None, None)
    await connection.execute(
        insert(proposals).values(
            id=proposal.id,
            pair_id=proposal.pair,
            by_id=proposal.by,
            note=proposal.note,
            moves_uid=uid,
            moves_original=original,
            state=proposal.state,
            created_at=proposal.created_at,
        )
    )


async def open_proposals(connection: AsyncConnection, pair: str) -> list[Proposal]:
    """List what waits for a yes or a no, the oldest first."""
    query = (
        select(proposals)
        .where(proposals.c.pair_id == pair, proposals.c.state == "open")
        .order_by(proposals.c.created_at, proposals.c.id)
    )
    return [_proposal(row) for row in (await connection.execute(query)).all()]


async def proposal_of(connection: AsyncConnection, proposal_id: str, *, pair: str) -> Proposal:
    """Read one proposal of a pair.

    Raises
    ------
    SeriesError
        `unknown_proposal`.
    """
    query = select(proposals).where(proposals.c.id == proposal_id, proposals.c.pair_id == pair)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise SeriesError("unknown_proposal", "There is no such proposal.")
    return _proposal(row)


async def pair_people(connection: AsyncConnection, pair_id: str) -> Partnership:
    """Read whose meetings these are."""
    query = select(partnerships).where(partnerships.c.id == pair_id)
    return partnership_of_row((await connection.execute(query)).one())


async def close_proposal(
    connection: AsyncConnection, proposal_id: str, state: ProposalState, *, now: datetime
) -> None:
    """Close a proposal, if nobody was quicker.

    Raises
    ------
    SeriesError
        `not_open`.
    """
    done = await connection.execute(
        update(proposals)
        .where(proposals.c.id == proposal_id, proposals.c.state == "open")
        .values(state=state, closed_at=now)
    )
    if done.rowcount == 0:
        raise SeriesError("not_open", "This proposal is no longer open.")


async def set_alarms(connection: AsyncConnection, uid: str, wanted: Iterable[Alarm]) -> None:
    """Set the alarms of a meeting in place of those it had."""
    await connection.execute(delete(alarms).where(alarms.c.uid == uid))
    for each in wanted:
        await _add_alarm(connection, uid, each)


async def due_alarms(connection: AsyncConnection, *, now: datetime, most: int) -> list[Due]:
    """List alarms that are due, the longest waiting first."""
    query = select(alarms).where(alarms.c.due_at <= now).order_by(alarms.c.due_at, alarms.c.id).limit(most)
    return [
        Due(id=row.id, uid=row.uid, kind=row.kind, original=row.original, due=row.due_at)
        for row in (await connection.execute(query)).all()
    ]


async def take_alarm(connection: AsyncConnection, due: Due, following: Alarm | None) -> bool:
    """Set an alarm to the next time in place of this one; False when another process took it."""
    this = and_(alarms.c.id == due.id, alarms.c.due_at == due.due, alarms.c.original == due.original)
    if following is None:
        done = await connection.execute(delete(alarms).where(this))
    else:
        done = await connection.execute(
            update(alarms).where(this).values(due_at=following.due, original=following.occurrence.original)
        )
    return done.rowcount == 1


async def occasion(
    connection: AsyncConnection, *, plan: Plan, original: datetime, starts_at: datetime
) -> tuple[int, bool | None]:
    """Read, or begin to keep, what became of one time: how many calls were opened, and whether they met."""
    key = and_(occasions.c.uid == plan.series.uid, occasions.c.original == original)
    row = (await connection.execute(select(occasions).where(key))).one_or_none()
    if row is not None:
        return row.calls, row.held
    await connection.execute(
        insert(occasions).values(
            uid=plan.series.uid, original=original, pair_id=plan.pair, starts_at=starts_at, calls=0
        )
    )
    return 0, None


async def set_occasion(
    connection: AsyncConnection,
    uid: str,
    original: datetime,
    *,
    calls: int | None = None,
    held: bool | None = None,
) -> None:
    """Keep that a call was opened, or whether they met."""
    values: dict[str, object] = {}
    if calls is not None:
        values["calls"] = calls
    if held is not None:
        values["held"] = held
    key = and_(occasions.c.uid == uid, occasions.c.original == original)
    await connection.execute(update(occasions).where(key).values(values))


async def _add_alarm(connection: AsyncConnection, uid: str, each: Alarm) -> None:
    await connection.execute(
        insert(alarms).values(uid=uid, kind=each.kind, original=each.occurrence.original, due_at=each.due)
    )


async def _set_changes(connection: AsyncConnection, of: Series) -> None:
    if of.changes:
        rows = [{"uid": of.uid, "original": each.original, "to_at": each.to} for each in of.changes]
        await connection.execute(insert(changes), rows)


def _of_series(of: Series) -> dict[str, object]:
    return {
        "zone": of.zone,
        "first": of.first,
        "minutes": of.minutes,
        "every": of.every,
        "until": of.until,
        "status": of.status,
        "sequence": of.sequence,
    }


def _plan(row: Row[Any], changed: list[Change]) -> Plan:
    return Plan(
        series=Series(
            uid=row.uid,
            first=row.first,
            zone=row.zone,
            minutes=row.minutes,
            every=row.every,
            until=row.until,
            changes=tuple(changed),
            status=row.status,
            sequence=row.sequence,
        ),
        pair=row.pair_id,
        by=row.by_id,
        proposal=row.proposal_id,
        answer=row.answer,
        note=row.note,
        agenda=_PHASES.decode(row.agenda),
    )


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        id=row.id,
        pair=row.pair_id,
        by=row.by_id,
        note=row.note,
        moves=None if row.moves_uid is None else (row.moves_uid, row.moves_original),
        state=row.state,
        created_at=row.created_at,
    )
