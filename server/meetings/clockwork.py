"""What happens by the clock: reminders, whether a meeting was held, word of messages nobody has read.

Repeat act is one transaction that takes the row which says it is due and keeps the mail it decides on: killed
at any moment, it has happened whole or not at all, and nobody takes the row again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.mail.room import MailRoom
from server.mail.wording import language_of, say
from server.meetings import letters, store
from server.meetings.alarms import Alarm, following, still_of_use
from server.meetings.series import Occurrence, SeriesError
from server.meetings.store import Due, Plan
from server.meetings.tables import alarms
from server.meetings.zones import moment
from server.messages import notices
from server.people.people import People
from server.people.person import Person
from server.push.push import Push, Word

log = logging.getLogger(__name__)

LOOKS_EVERY_S = 30.0
"""How often the store is looked at without being woken: another process may have set an alarm."""

AT_ONCE = 50
"""Rows of one kind looked at in a turn."""

Held = Callable[[AsyncConnection, str, datetime], Awaitable[bool]]
"""Whether both met in a call of that meeting and original."""


class Clockwork:
    """Does what is due; `run` goes on until `close`."""

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        people: People,
        mail: MailRoom,
        now: Callable[[], datetime],
        held: Held,
        push: Push,
    ) -> None:
        self._engine = engine
        self._people = people
        self._mail = mail
        self._now = now
        self._held = held
        self._push = push
        self._wake = asyncio.Event()
        self._closed = False

    def wake(self) -> None:
        """Say that something was set."""
        self._wake.set()

    def close(self) -> None:
        """Let `run` end after what it is doing."""
        self._closed = True
        self._wake.set()

    async def run(self) -> None:
        """Do what is due, then sleep until the next; begins when first woken: links need an address."""
        await self._wake.wait()
        while not self._closed:
            self._wake.clear()
            try:
                while not self._closed and await self.turn():
                    pass
                wait_s = await self._until_next_s()
            except SQLAlchemyError as error:
                log.error("what was due could not be done (%s)", type(error).__name__)
                wait_s = LOOKS_EVERY_S
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()

    async def turn(self) -> bool:
        """Do what is due now, each in its own transaction; False when there was nothing."""
        now = self._now()
        async with self._engine.connect() as connection:
            due = await store.due_alarms(connection, now=now, most=AT_ONCE)
            waiting = await notices.due(connection, now=now, most=AT_ONCE)
        for each in due:
            async with self._engine.begin() as connection:
                told = await self._go_off(connection, each, now=now)
            for person, word, lasts in told:
                await self._push.tell(person, word, lasts_s=int(lasts.total_seconds()))
        for notice in waiting:
            async with self._engine.begin() as connection:
                await self._tell_of_messages(connection, notice, now=now)
        if due or waiting:
            self._mail.wake()
        return bool(due or waiting)

    async def _go_off(
        self, connection: AsyncConnection, due: Due, *, now: datetime
    ) -> list[tuple[str, Word, timedelta]]:
        """Do what an alarm is for; returns whose devices are told once that is kept, what, and how long."""
        plan = await store.plan_of(connection, due.uid)
        occurrence = _occurrence(plan, due.original)
        alarm = Alarm(kind=due.kind, due=due.due, occurrence=occurrence)
        if not await store.take_alarm(connection, due, following(plan.series, alarm)):
            return []
        pair = await store.pair_people(connection, plan.pair)
        if pair.state != "active" or not still_of_use(alarm, now=now):
            return []
        if due.kind == "over":
            await store.occasion(connection, plan=plan, original=due.original, starts_at=occurrence.start)
            held = await self._held(connection, due.uid, due.original)
            await store.set_occasion(connection, due.uid, due.original, held=held)
            return []
        both = [await self._people.by_id(person) for person in pair.people]
        told = []
        for me, other in (both, reversed(both)):
            if me is not None and other is not None:
                await self._remind(connection, plan, alarm, me=me, other=other)
                told.append((me.id, _word(plan, alarm, me=me, other=other), occurrence.start - now))
        return told

    async def _remind(
        self, connection: AsyncConnection, plan: Plan, alarm: Alarm, *, me: Person, other: Person
    ) -> None:
        if me.email is None:
            return
        at = alarm.occurrence.start
        language = language_of(me.languages)
        text = letters.agreed(
            language,
            other=other.name,
            at=letters.both(
                at, mine=me.time_zone, theirs=other.time_zone, other=other.name, language=language
            ),
            link=self._mail.url(f"/meetings?pair={plan.pair}"),
        )
        subject = f"{say(language, 'meet', other=other.name)}: {letters.when(at, me.time_zone, language)}"
        message = self._mail.compose(to=me.email, subject=subject, text=text)
        await self._mail.put(
            connection,
            message,
            key=f"{alarm.kind} {plan.series.uid} {alarm.occurrence.original.isoformat()} {me.id}",
            expires_at=at,
            once=True,
        )

    async def _tell_of_messages(
        self, connection: AsyncConnection, notice: notices.Notice, *, now: datetime
    ) -> None:
        if not await notices.take(connection, notice):
            return
        pair = await store.pair_people(connection, notice.pair)
        me = await self._people.by_id(notice.person)
        other = await self._people.by_id(pair.partner_of(notice.person))
        if me is None or me.email is None or other is None or pair.state != "active":
            return
        language, link = language_of(me.languages), self._mail.url(f"/messages?pair={notice.pair}")
        message = self._mail.compose(
            to=me.email,
            subject=say(language, "wrote", other=other.name),
            text=letters.letter(
                say(language, "wrote_text", other=other.name), say(language, "read_here", link=link)
            ),
        )
        await self._mail.put(
            connection, message, key=f"wrote {notice.pair} {notice.person} {notice.upto}", once=True
        )

    async def _until_next_s(self) -> float:
        async with self._engine.connect() as connection:
            first = [
                (await connection.execute(select(func.min(alarms.c.due_at)))).scalar_one(),
                await notices.next_due(connection),
            ]
        waits = [(each - self._now()).total_seconds() for each in first if each is not None]
        return min(max(min(waits, default=LOOKS_EVERY_S), 0.05), LOOKS_EVERY_S)


def _word(plan: Plan, alarm: Alarm, *, me: Person, other: Person) -> Word:
    language = language_of(me.languages)
    return Word(
        title=say(language, "meet", other=other.name),
        body=letters.when(alarm.occurrence.start, me.time_zone, language),
        path=f"/meetings?pair={plan.pair}",
        tag=f"meeting-{plan.series.uid}",
    )


def _occurrence(plan: Plan, original: datetime) -> Occurrence:
    """Return the occurrence, also one that was called off since its alarm was set: its own place then."""
    try:
        return plan.series.at(original)
    except SeriesError:
        start = moment(original, plan.series.zone)
        return Occurrence(original=original, start=start, end=start)
