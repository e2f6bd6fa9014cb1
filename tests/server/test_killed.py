"""Killed in the middle of any write: nothing that was accepted is lost, and nothing half-done is seen."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import os
import random
import signal
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from cues.events import Speech
from server.mail.outbox import outbox
from server.mail.room import MailRoom
from server.messages.messages import Messages
from server.messages.tables import messages
from server.people.leaving import leave
from server.people.links import SignInLinks
from server.people.partnerships import Partnerships
from server.people.people import People
from server.people.sessions import Sessions
from server.people.tables import partnerships, people, sessions, sign_in_links
from server.programme.enrol import Enrolment
from server.programme.roll import Entry
from server.store.database import open_database
from server.store.meetings import Meetings
from server.store.tables import cue_events, meetings

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
KILLS = {"sqlite": 50, "postgresql": 6}
BREATH_S = 0.003
"""Between two writes of one kind: without it some never get a turn at SQLite's one lock."""
TOGETHER = 2
"""Processes that write into the same store at once."""
LONGEST_LIFE_S = {"sqlite": 0.1, "postgresql": 0.4}
AT_ONCE = 7
"""Rows of each kind that one write makes together."""


class Writer:
    """Writes through the house's own stores, and says of each write that it was accepted."""

    def __init__(self, engine: AsyncEngine, said: Connection, life: int) -> None:
        self.engine = engine
        self.said = said
        self.life = life
        self.mail = MailRoom(engine, smtp=None, sender="d@example.org", now=lambda: NOW, console=print)

    async def run(self) -> None:
        """Write one of each kind, then all kinds at once until killed."""
        kinds = (self.enrol, self.hear, self.say, self.leave)
        for write in kinds:
            await self.accept(write, f"{self.life}x")
        self.said.send("begun")
        async with asyncio.TaskGroup() as tasks:
            for write in kinds:
                tasks.create_task(self.on_and_on(write))

    async def on_and_on(self, write: Callable[[str], Awaitable[None]]) -> None:
        for number in itertools.count():
            await self.accept(write, f"{self.life}x{number}")
            await asyncio.sleep(BREATH_S)

    async def accept(self, write: Callable[[str], Awaitable[None]], name: str) -> None:
        await write(name)
        self.said.send((write.__name__, name))

    async def enrol(self, name: str) -> None:
        """People, with a link and a mail each."""
        enrolment = Enrolment(self.engine, links=SignInLinks(self.engine), mail=self.mail, programme="P")
        entries = [
            Entry(
                line=n,
                name=name,
                email=f"{name}-{n}@enrolled.org",
                time_zone="UTC",
                languages=(),
                pronouns=None,
            )
            for n in range(AT_ONCE)
        ]
        await enrolment.enrol(entries, invite=True, now=NOW)

    async def hear(self, name: str) -> None:
        """Cue events, and how long the call has lasted."""
        store = Meetings(self.engine)
        await store.create(meeting_id=name, invite_hash=name.encode().ljust(32), now=NOW)
        events = [Speech(who=0, start=0.0, end=1.0, confidence=0.9)] * AT_ONCE
        await store.append(name, events, seconds=float(AT_ONCE))

    async def say(self, name: str) -> None:
        """A message, which also sets when its reader is told by mail."""
        pair, author, reader = await self._pair(f"s{name}")
        await Messages(self.engine).say(
            pair=pair, author=author, reader=reader, client=name, body="hello", now=NOW
        )

    async def leave(self, name: str) -> None:
        """An account deleted: the person, their sessions, and the pair ended."""
        _, person, _ = await self._pair(f"l{name}")
        await Sessions(self.engine).begin(person, agent="A", now=NOW)
        async with self.engine.begin() as connection:
            assert await leave(connection, person, now=NOW)

    async def _pair(self, name: str) -> tuple[str, str, str]:
        store = People(self.engine)
        two = [
            (await store.create(name=name, email=f"{name}{n}@x.org", time_zone="UTC", now=NOW)).id
            for n in (0, 1)
        ]
        async with self.engine.begin() as connection:
            pair = await Partnerships(self.engine).create(
                connection, people=(two[0], two[1]), roles=("peer", "peer"), state="active", now=NOW
            )
        return pair.id, two[0], two[1]


def live(url: str, said: Connection, life: int) -> None:
    """Be a process that writes until it is killed."""

    async def write() -> None:
        engine = await open_database(url)
        await Writer(engine, said, life).run()

    asyncio.run(write())


class Life:
    """A process that writes, from its start to its being killed; what it says it was accepted."""

    def __init__(self, context: ForkServerContext, url: str, number: int) -> None:
        self.heard, said = context.Pipe(duplex=False)
        self.process = context.Process(target=live, args=(url, said, number))
        self.process.start()
        said.close()

    def begun(self) -> set[tuple[str, str]]:
        """Wait until all kinds of writes go on."""
        accepted = set()
        while (told := self.heard.recv()) != "begun":
            accepted.add(told)
        return accepted

    def kill(self, *, after_s: float) -> set[tuple[str, str]]:
        """Kill it, and hear all that it said before; a last word broken off says nothing."""
        self.process.join(after_s)
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join(60)
        assert self.process.exitcode == -signal.SIGKILL
        accepted = set()
        try:
            while True:
                accepted.add(self.heard.recv())
        except (EOFError, OSError):
            return accepted


@pytest.mark.timeout(240)
def test_killed_at_any_moment_nothing_accepted_is_lost_and_nothing_half_done_is_seen(
    database_url: str,
) -> None:
    kind = database_url.partition("+")[0]
    asyncio.run(_opened(database_url))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.server.test_killed"])
    lives = random.Random(5)
    accepted: set[tuple[str, str]] = set()
    for start in range(0, KILLS[kind], TOGETHER):
        alive = [Life(context, database_url, start + n) for n in range(TOGETHER)]
        for life in alive:
            accepted |= life.begun()
        for life in alive:
            accepted |= life.kill(after_s=lives.random() * LONGEST_LIFE_S[kind])
        asyncio.run(_look(database_url, accepted))
    assert len(accepted) > 4 * KILLS[kind], "more than the first of each life"


async def _opened(url: str) -> None:
    engine = await open_database(url)
    await engine.dispose()


async def _look(url: str, accepted: set[tuple[str, str]]) -> None:
    """Open the store as the next server would, and hold it to what was accepted and to whole writes."""
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            enrolled = {
                row.name: (row.people, row.links)
                for row in await connection.execute(
                    select(
                        people.c.name,
                        func.count(people.c.id.distinct()).label("people"),
                        func.count(sign_in_links.c.token_hash).label("links"),
                    )
                    .outerjoin(sign_in_links, sign_in_links.c.person_id == people.c.id)
                    .where(people.c.email.like("%@enrolled.org"))
                    .group_by(people.c.name)
                )
            }
            mails = (await connection.execute(select(func.count()).select_from(outbox))).scalar_one()
            lasted = {row.id: row.seconds for row in await connection.execute(select(meetings))}
            heard = {
                row[0]: row[1]
                for row in await connection.execute(
                    select(cue_events.c.meeting_id, func.count()).group_by(cue_events.c.meeting_id)
                )
            }
            said = set((await connection.execute(select(messages.c.client_id))).scalars())
            left = (
                await connection.execute(
                    select(people.c.id, people.c.name, people.c.email, partnerships.c.state)
                    .join(partnerships, partnerships.c.first_id == people.c.id)
                    .where(people.c.deleted_at.is_not(None))
                )
            ).all()
            signed_in = set((await connection.execute(select(sessions.c.person_id))).scalars())
    finally:
        await engine.dispose()
    assert all(counts == (AT_ONCE, AT_ONCE) for counts in enrolled.values())
    assert mails == AT_ONCE * len(enrolled)
    assert all(heard.get(meeting, 0) == seconds for meeting, seconds in lasted.items())
    assert all((row.name, row.email, row.state) == ("", None, "ended") for row in left)
    assert not signed_in & {row.id for row in left}
    for write, name in accepted:
        match write:
            case "enrol":
                assert name in enrolled
            case "hear":
                assert lasted[name] == AT_ONCE
            case "say":
                assert name in said
    assert len(left) >= sum(write == "leave" for write, _ in accepted)
