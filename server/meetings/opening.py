"""The call a scheduled meeting opens: one and the same for both, found by their accounts and by no link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.meetings import store
from server.meetings.series import Occurrence, SeriesError
from server.meetings.store import Plan
from server.people.people import new_id
from server.secret import Secret
from server.store.meetings import Meetings
from server.store.tables import meetings
from signaling.seat import hashed

EARLY = timedelta(hours=1)
"""How long before its time a meeting opens."""

NEAR = timedelta(days=2)
"""How far from its time a call of it may have been opened: a time may be moved after that."""

LATE = timedelta(hours=12)
"""How long after its time it may still be opened: people run late, and come back."""

MOST_CALLS = 20
"""Calls opened anew for one time, after the one before had ended."""


class Opening:
    """Opens calls for times that come."""

    def __init__(
        self, engine: AsyncEngine, *, calls: Meetings, secret: Secret, now: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._calls = calls
        self._secret = secret
        self._now = now

    async def open(self, *, pair: str, uid: str, original: datetime) -> str:
        """Return the path of the call's page, the same whoever of the two asks.

        Raises
        ------
        SeriesError
            `unknown_meeting`, `no_such_time`, `not_yet`, or `too_many_calls`.
        """
        now = self._now()
        async with self._engine.begin() as connection:
            plan = await store.plan_of(connection, uid, pair=pair)
            occurrence = plan.series.at(original)
            if plan.series.status != "agreed":
                raise SeriesError("called_off", "This meeting does not stand.")
            if now > occurrence.end + LATE:
                raise SeriesError("no_such_time", "This meeting is over.")
            if now < occurrence.start - EARLY:
                raise SeriesError("not_yet", "This meeting opens an hour before its time.")
            calls, _ = await store.occasion(
                connection, plan=plan, original=original, starts_at=occurrence.start
            )
            invite = self._invite(uid, original, max(calls, 1))
            ended = calls and await self._ended(connection, invite)
            if ended:
                invite = self._invite(uid, original, calls + 1)
            if ended or not calls:
                if calls >= MOST_CALLS:
                    raise SeriesError("too_many_calls", "This meeting was opened too often.")
                await store.set_occasion(connection, uid, original, calls=calls + 1)
        if await self._calls.by_invite(hashed(invite)) is None:
            await self._create(invite, pair=pair, now=now)
        return f"/m/{invite}"

    async def planned(self, invite: str) -> tuple[str, tuple[Plan, Occurrence] | None] | None:
        """Find whose a call is, and the time it was opened for, by its invitation.

        Returns
        -------
        The pair's id, and the time or None where it was not scheduled; None for a call of no pair.
        """
        call = await self._calls.by_invite(hashed(invite))
        whose = None if call is None else await self._calls.pair_of(call.id)
        if call is None or whose is None:
            return None
        near = (call.created_at - NEAR, call.created_at + NEAR)
        async with self._engine.connect() as connection:
            for plan in await store.plans(connection, pair=whose[0]):
                for each in plan.series.occurrences(after=near[0], until=near[1]):
                    uid = plan.series.uid
                    if any(self._invite(uid, each.original, n + 1) == invite for n in range(MOST_CALLS)):
                        return whose[0], (plan, each)
        return whose[0], None

    async def held(self, connection: AsyncConnection, uid: str, original: datetime) -> bool:
        """Whether both were in a call opened for that time."""
        plan = await store.plan_of(connection, uid)
        calls, _ = await store.occasion(connection, plan=plan, original=original, starts_at=self._now())
        hashes = [hashed(self._invite(uid, original, number + 1)) for number in range(calls)]
        query = select(meetings.c.id).where(
            meetings.c.invite_hash.in_(hashes), meetings.c.begun_at.is_not(None)
        )
        return (await connection.execute(query.limit(1))).first() is not None

    async def _create(self, invite: str, *, pair: str, now: datetime) -> None:
        try:
            await self._calls.create(
                meeting_id=new_id(), invite_hash=hashed(invite), now=now, partnership=pair
            )
        except IntegrityError:
            return  # the other one asked in the same moment

    async def _ended(self, connection: AsyncConnection, invite: str) -> bool:
        query = select(meetings.c.ended_at).where(meetings.c.invite_hash == hashed(invite))
        return (await connection.execute(query)).scalar_one_or_none() is not None

    def _invite(self, uid: str, original: datetime, number: int) -> str:
        return self._secret.path_part("call", uid, original.isoformat(), str(number))
