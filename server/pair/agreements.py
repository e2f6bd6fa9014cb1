"""Reading and writing agreements: each act is one transaction, in which the pair is held still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import CompoundSelect, Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.pair.agreement import Agreement, Signature, Version
from server.pair.errors import PairError
from server.pair.governs import Governed, shared_gone
from server.pair.tables import agreement_signatures, agreement_versions
from server.pair.terms import Terms
from server.people.partnerships import Partnership, partnership_of_row
from server.people.tables import partnerships
from server.store.tables import cue_events, meetings, pair_meetings

_terms = msgspec.json.Decoder(Terms).decode


class Agreements:
    """The store of agreements."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of_pair(self, pair: Partnership) -> Agreement:
        """Read all versions of a pair's agreement."""
        async with self._engine.connect() as connection:
            return await read(connection, pair)

    async def change(
        self, pair_id: str, act: Callable[[Agreement], Agreement], *, now: datetime
    ) -> Agreement:
        """Carry out one act upon a pair's agreement and return what it is then.

        The pair's row is written first, so that two acts at once follow each other. What has come into force
        makes every meeting's cue events go sooner where it says so, those of today included.

        Raises
        ------
        PairError
            `pair_has_ended`, and whatever `act` raises; then nothing has changed.
        """
        async with self._engine.begin() as connection:
            here = (partnerships.c.id == pair_id) & (partnerships.c.state == "active")
            if (
                await connection.execute(update(partnerships).where(here).values(state="active"))
            ).rowcount == 0:
                raise PairError("pair_has_ended", "The two of you are not meeting at present.")
            row = (await connection.execute(select(partnerships).where(here))).one()
            before = await read(connection, partnership_of_row(row))
            after = act(before)
            await _write(connection, pair_id, before, after)
            if after.in_force is not None and after.in_force != before.in_force:
                await _keep_at_most(connection, pair_id, after.terms.keep_days)
                await forget_due(connection, now=now)
        return after

    async def governed(self, meeting_id: str) -> Governed | None:
        """Say what a meeting is held under; None for a meeting of no pair."""
        async with self._engine.connect() as connection:
            found = (
                await connection.execute(
                    select(partnerships, pair_meetings.c.keep_days)
                    .join(pair_meetings, pair_meetings.c.partnership_id == partnerships.c.id)
                    .where(pair_meetings.c.meeting_id == meeting_id)
                )
            ).one_or_none()
            if found is None:
                return None
            pair = partnership_of_row(found)
            agreement = await read(connection, pair)
        return replace(governed_of(pair, agreement), keep_days=found.keep_days)


def governed_of(pair: Partnership, agreement: Agreement) -> Governed:
    """Say what any meeting of a pair is held under now."""
    version = agreement.in_force
    return Governed(
        partnership=pair.id,
        active=pair.state == "active",
        people=agreement.people,
        terms=agreement.terms,
        version=None if version is None else version.number,
    )


async def read(connection: AsyncConnection, pair: Partnership) -> Agreement:
    """Read all versions of a pair's agreement within a transaction."""
    signed: dict[int, list[Signature]] = {}
    for row in await connection.execute(
        select(agreement_signatures)
        .where(agreement_signatures.c.partnership_id == pair.id)
        .order_by(agreement_signatures.c.at, agreement_signatures.c.person_id)
    ):
        signed.setdefault(row.number, []).append(Signature(person=row.person_id, name=row.name, at=row.at))
    rows = await connection.execute(
        select(agreement_versions)
        .where(agreement_versions.c.partnership_id == pair.id)
        .order_by(agreement_versions.c.number)
    )
    versions = tuple(
        Version(
            number=row.number,
            terms=_terms(row.terms),
            by=row.by_id,
            at=row.at,
            signatures=tuple(signed.get(row.number, ())),
            aside=row.aside,
        )
        for row in rows
    )
    return Agreement(people=pair.people, versions=versions)


async def no_longer_kept(
    connection: AsyncConnection, among: Select[tuple[str]] | CompoundSelect[tuple[str]], *, now: datetime
) -> list[str]:
    """Return which of these pairs have ended, longer ago than both agreed to keep what they shared."""
    ended = await connection.execute(
        select(partnerships).where(partnerships.c.ended_at <= now, partnerships.c.id.in_(among))
    )
    found = []
    for pair in map(partnership_of_row, ended.all()):
        terms = (await read(connection, pair)).terms
        if pair.ended_at is not None and shared_gone(pair.ended_at, terms, now=now):
            found.append(pair.id)
    return found


async def forget_due(connection: AsyncConnection, *, now: datetime) -> int:
    """Delete the cue events of every pair's meetings whose days are over; returns how many went."""
    gone = 0
    terms = await connection.execute(
        select(pair_meetings.c.keep_days).where(pair_meetings.c.keep_days.is_not(None)).distinct()
    )
    for days in terms.scalars().all():
        over = (
            select(meetings.c.id)
            .join(pair_meetings, pair_meetings.c.meeting_id == meetings.c.id)
            .where(pair_meetings.c.keep_days == days, meetings.c.begun_at <= now - timedelta(days=days))
        )
        gone += (
            await connection.execute(delete(cue_events).where(cue_events.c.meeting_id.in_(over)))
        ).rowcount
    return gone


async def _keep_at_most(connection: AsyncConnection, pair_id: str, days: int) -> None:
    await connection.execute(
        update(pair_meetings)
        .where(pair_meetings.c.partnership_id == pair_id, pair_meetings.c.keep_days > days)
        .values(keep_days=days)
    )


async def _write(connection: AsyncConnection, pair_id: str, before: Agreement, after: Agreement) -> None:
    known = {version.number: version for version in before.versions}
    for version in after.versions:
        older = known.get(version.number)
        if older is None:
            await connection.execute(
                insert(agreement_versions).values(
                    partnership_id=pair_id,
                    number=version.number,
                    terms=msgspec.json.encode(version.terms).decode(),
                    by_id=version.by,
                    at=version.at,
                    aside=version.aside,
                )
            )
        elif older.aside != version.aside:
            await connection.execute(
                update(agreement_versions)
                .where(
                    agreement_versions.c.partnership_id == pair_id,
                    agreement_versions.c.number == version.number,
                )
                .values(aside=version.aside)
            )
        for signature in version.signatures:
            if older is None or signature not in older.signatures:
                await connection.execute(
                    insert(agreement_signatures).values(
                        partnership_id=pair_id,
                        number=version.number,
                        person_id=signature.person,
                        name=signature.name,
                        at=signature.at,
                    )
                )
