"""Reminders and notices: sent once each, whatever becomes of the server in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.mail.outbox import outbox
from server.mail.room import MailRoom
from server.meetings import store
from server.meetings.alarms import first_alarms
from server.meetings.clockwork import Clockwork
from server.meetings.series import Series, agree, cancel
from server.meetings.store import Plan
from server.meetings.tables import alarms, occasions
from server.messages.messages import Messages
from server.people.partnerships import Partnership, Partnerships
from server.people.people import People
from server.push.push import Push
from server.store.database import open_database
from tests.server.mail.smtp import postbox

START = datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


class Power(Exception):
    """The server is gone, in the middle of what it was doing."""


class Site:
    """A store with a pair and a weekly meeting in it, and clockworks that come and go."""

    def __init__(self, engine: AsyncEngine, pair: Partnership) -> None:
        self.engine = engine
        self.pair = pair
        self.now = START - timedelta(days=3)
        self.fails_at = 0
        self._statements = 0
        event.listen(engine.sync_engine, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self._statements += 1
        if self._statements == self.fails_at:
            raise Power

    def clockwork(self) -> Clockwork:
        """Start anew, as after a crash; nothing is remembered but what is stored."""
        mail = MailRoom(
            self.engine, smtp=None, sender="d@example.org", now=lambda: self.now, console=lambda _: None
        )
        return Clockwork(
            self.engine,
            people=People(self.engine),
            mail=mail,
            now=lambda: self.now,
            held=self._held,
            push=Push(self.engine, setup=None, now=lambda: self.now),
        )

    async def turn(self, *, fails_after: int = 0) -> None:
        """Let a new clockwork do what is due; `fails_after` so many statements the server dies."""
        self._statements, self.fails_at = 0, fails_after
        try:
            clockwork = self.clockwork()
            while await clockwork.turn():
                pass
        except Power:
            pass
        self.fails_at = 0

    async def keys(self) -> list[str]:
        """List all mails that were ever decided on."""
        async with self.engine.connect() as connection:
            return list((await connection.execute(select(outbox.c.key).order_by(outbox.c.id))).scalars())

    async def _held(self, _connection: AsyncConnection, _uid: str, _original: datetime) -> bool:
        return True


@asynccontextmanager
async def site(folder: Path) -> AsyncIterator[Site]:
    engine = await open_database(f"sqlite+aiosqlite:///{folder / 'd.db'}")
    people, now = People(engine), START - timedelta(days=3)
    both = [
        await people.create(name=name, email=f"{name}@example.org", time_zone=zone, now=now)
        for name, zone in (("daniel", "Africa/Nairobi"), ("mara", "America/Los_Angeles"))
    ]
    series = agree(
        Series(
            uid="one", first=datetime(2026, 12, 10, 19, 0), zone="Africa/Nairobi", minutes=50, every="week"
        )
    )
    async with engine.begin() as connection:
        pair = await Partnerships(engine).create(
            connection,
            people=(both[0].id, both[1].id),
            roles=("mentee", "mentor"),
            state="active",
            now=now,
        )
        plan = Plan(
            series=series, pair=pair.id, by=both[0].id, proposal=None, answer="accepted", note="", agenda=()
        )
        await store.add_plan(connection, plan)
        await store.set_alarms(connection, "one", first_alarms(series, now=now))
    try:
        yield Site(engine, pair)
    finally:
        await engine.dispose()


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[Site]:
    async with site(tmp_path) as made:
        yield made


async def test_each_is_reminded_a_day_before_and_a_quarter_of_an_hour_before(pair: Site) -> None:
    for now in (START - timedelta(hours=25), START - timedelta(hours=23), START - timedelta(minutes=14)):
        pair.now = now
        await pair.turn()
    kinds = [key.split()[0] for key in await pair.keys()]
    assert kinds == ["day", "day", "soon", "soon"]


async def test_a_server_that_was_down_sends_no_reminder_of_what_is_past(pair: Site) -> None:
    pair.now = START + 2 * WEEK - timedelta(minutes=5)
    await pair.turn()
    assert {key.split()[2][:10] for key in await pair.keys()} == {"2026-12-24"}
    async with pair.engine.connect() as connection:
        held = (await connection.execute(select(occasions.c.held))).scalars().all()
    assert held == [True, True]


async def test_a_meeting_called_off_reminds_nobody(pair: Site) -> None:
    async with pair.engine.begin() as connection:
        plan = await store.plan_of(connection, "one")
        off = cancel(plan.series)
        await store.replace_series(connection, plan.series, off)
        await store.set_alarms(connection, "one", first_alarms(off, now=pair.now))
        assert (await connection.execute(select(alarms))).all() == []
    pair.now = START
    await pair.turn()
    assert await pair.keys() == []


async def test_a_pair_that_has_ended_is_left_alone(pair: Site) -> None:
    async with pair.engine.begin() as connection:
        await Partnerships(pair.engine).set_state(connection, pair.pair.id, "ended", now=pair.now)
    pair.now = START - timedelta(minutes=10)
    await pair.turn()
    assert await pair.keys() == []


CRASHES = st.lists(st.tuples(st.integers(1, 60 * 24 * 4), st.integers(0, 60)), min_size=1, max_size=14)


@settings(max_examples=12)
@given(CRASHES)
def test_killed_at_any_statement_and_started_again_nothing_is_sent_twice_or_lost(
    turns: list[tuple[int, int]],
) -> None:
    """Each turn: so many minutes later a server looks at what is due, and dies after so many statements."""

    async def run() -> None:
        with TemporaryDirectory() as here, TemporaryDirectory() as there:
            async with site(Path(here)) as one, site(Path(there)) as other:
                for minutes, fails_after in turns:
                    for each in (one, other):
                        each.now += timedelta(minutes=minutes)
                    await one.turn(fails_after=fails_after)
                    await one.turn()  # started again at once
                    await other.turn()  # the server that never died
                mails = [_without_ids(await each.keys()) for each in (one, other)]
                assert mails[0] == mails[1]
                assert len(set(mails[0])) == len(mails[0])

    asyncio.run(run())


def _without_ids(keys: list[str]) -> list[str]:
    """Return keys with the two people numbered: their ids differ from store to store."""
    order = list(dict.fromkeys(key.split()[-1] for key in keys))
    return [" ".join([*key.split()[:-1], str(order.index(key.split()[-1]))]) for key in keys]


async def test_two_servers_on_one_store_send_each_reminder_once(pair: Site) -> None:
    pair.now = START - timedelta(minutes=14)
    first, second = pair.clockwork(), pair.clockwork()
    await asyncio.gather(first.turn(), second.turn())
    keys = await pair.keys()
    assert sorted(keys) == sorted(set(keys))
    assert len([key for key in keys if key.startswith("soon")]) == 2


async def test_who_has_not_read_is_told_once_after_ten_minutes(pair: Site) -> None:
    messages, (daniel, mara) = Messages(pair.engine), pair.pair.people
    for number in range(3):
        await messages.say(
            pair=pair.pair.id, author=mara, reader=daniel, client=f"message-{number}", body="Hm", now=pair.now
        )
    pair.now += timedelta(minutes=9)
    await pair.turn()
    assert await pair.keys() == []
    for _ in range(3):
        pair.now += timedelta(minutes=2)
        await pair.turn()
        await messages.say(
            pair=pair.pair.id, author=mara, reader=daniel, client=f"later-{_:04}", body="Hm", now=pair.now
        )
    pair.now += timedelta(hours=3)
    await pair.turn()
    assert [key.split()[0] for key in await pair.keys()] == ["wrote"]
    await messages.read(pair=pair.pair.id, reader=daniel, upto=6)
    await messages.say(
        pair=pair.pair.id, author=mara, reader=daniel, client="after-read", body="Hm", now=pair.now
    )
    pair.now += timedelta(minutes=11)
    await pair.turn()
    assert [key.split()[0] for key in await pair.keys()] == ["wrote", "wrote"]


async def test_who_has_read_is_not_told(pair: Site) -> None:
    messages, (daniel, mara) = Messages(pair.engine), pair.pair.people
    said, _ = await messages.say(
        pair=pair.pair.id, author=mara, reader=daniel, client="message-1", body="Hm", now=pair.now
    )
    await messages.read(pair=pair.pair.id, reader=daniel, upto=said.id)
    pair.now += timedelta(hours=1)
    await pair.turn()
    assert await pair.keys() == []


async def test_a_reminder_arrives_by_mail_in_the_readers_own_clock(pair: Site) -> None:
    async with postbox() as box:
        mail = MailRoom(
            pair.engine, smtp=box.smtp, sender="d@example.org", now=lambda: pair.now, console=lambda _: None
        )
        mail.address = "https://talk.example.org"
        clockwork = Clockwork(
            pair.engine,
            people=People(pair.engine),
            mail=mail,
            now=lambda: pair.now,
            held=pair._held,
            push=Push(pair.engine, setup=None, now=lambda: pair.now),
        )
        pair.now = START - timedelta(minutes=15)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(mail.run())
            tasks.create_task(clockwork.run())
            clockwork.wake()
            await box.until(lambda: len(box.arrived) == 2)
            clockwork.close()
            mail.close()
    mine = next(each for each in box.arrived if "daniel" in str(each["To"]))
    assert str(mine["Subject"]) == "You and mara meet: Thursday 10 December, 19:00"
    text = mine.get_content()
    assert "Thursday 10 December, 19:00 for you, 08:00 for mara" in text
    assert f"https://talk.example.org/meetings?pair={pair.pair.id}" in text
