"""The mail room, with a real mail server: kept first, delivered once, blanked then."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from server.mail.outbox import Outbox, outbox
from server.mail.room import MailRoom
from server.settings import Smtp
from tests.server.clock import Clock
from tests.server.mail.smtp import postbox

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@asynccontextmanager
async def room(
    engine: AsyncEngine, smtp: Smtp | None, clock: Clock, console: Callable[[str], None] = lambda _: None
) -> AsyncIterator[MailRoom]:
    room = MailRoom(engine, smtp=smtp, sender="Duologue <talk@example.org>", now=clock, console=console)
    room.address = "https://talk.example.org/"
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(room.run())
        yield room
        room.close()


async def put(engine: AsyncEngine, room: MailRoom, key: str, **more: object) -> bool:
    message = room.compose(to="mara@example.org", subject="Your link – 19:00", text="Grüße\n.\nhere it is\n")
    async with engine.begin() as connection:
        was_put = await room.put(connection, message, key=key, **more)  # type: ignore[arg-type]
    room.wake()
    return was_put


async def kept(engine: AsyncEngine) -> list[tuple[bool, bool, bool]]:
    """Of each mail: is it still due, are its words still there, was it sent?"""
    async with engine.connect() as connection:
        return [
            (row.due_at is not None, row.message is not None or row.link is not None, row.sent_at is not None)
            for row in await connection.execute(select(outbox).order_by(outbox.c.id))
        ]


async def settled(engine: AsyncEngine, number: int = 1) -> list[tuple[bool, bool, bool]]:
    async with asyncio.timeout(10):
        while True:
            rows = await kept(engine)
            if len(rows) == number and not any(due for due, _, _ in rows):
                return rows
            await asyncio.sleep(0.01)


async def test_a_mail_arrives_as_it_was_written_and_is_forgotten_here(engine: AsyncEngine) -> None:
    async with postbox() as box, room(engine, box.smtp, Clock()) as mail:
        assert await put(engine, mail, "first")
        message = await box.first()
        assert await settled(engine) == [(False, False, True)]
    assert (message["To"], message["Subject"]) == ("mara@example.org", "Your link – 19:00")
    assert message["X-Envelope-To"] == "mara@example.org"
    assert message["Message-ID"].endswith("@example.org>")
    assert message.get_content().splitlines() == ["Grüße", ".", "here it is"]


async def test_a_mail_of_the_same_key_is_not_sent_again(engine: AsyncEngine) -> None:
    async with postbox() as box, room(engine, box.smtp, Clock()) as mail:
        assert await put(engine, mail, "reminder of one meeting")
        assert not await put(engine, mail, "reminder of one meeting")
        await settled(engine)
        assert not await put(engine, mail, "reminder of one meeting")
        await put(engine, mail, "another")
        await box.until(lambda: len(box.arrived) == 2)
    assert len({message["Message-ID"] for message in box.arrived}) == 2


async def test_what_is_rolled_back_is_never_sent(engine: AsyncEngine) -> None:
    async with postbox() as box, room(engine, box.smtp, Clock()) as mail:
        message = mail.compose(to="mara@example.org", subject="No", text="no")
        async with engine.connect() as connection:
            await mail.put(connection, message, key="undone")
            await connection.rollback()
        mail.wake()
        await put(engine, mail, "done")
        await box.first()
    assert [message["Subject"] for message in box.arrived] == ["Your link – 19:00"]


async def test_a_mail_waits_for_a_server_that_refuses_and_is_sent_with_the_same_id(
    engine: AsyncEngine,
) -> None:
    clock = Clock(START)
    async with postbox() as box, room(engine, box.smtp, clock) as mail:
        box.refusing = True
        await put(engine, mail, "first")
        await box.until(lambda: box.refused == 1)
        assert box.arrived == []
        box.refusing = False
    clock.at += timedelta(minutes=5)
    async with postbox() as box, room(engine, box.smtp, clock):
        await box.first()
        assert await settled(engine) == [(False, False, True)]


async def test_a_mail_past_its_time_is_dropped_unsent(engine: AsyncEngine) -> None:
    clock = Clock(START)
    async with room(engine, Smtp(host="127.0.0.1", port=1), clock) as mail:
        await put(engine, mail, "a sign-in link", expires_at=START + timedelta(minutes=20))
    clock.at += timedelta(minutes=21)
    async with postbox() as box, room(engine, box.smtp, clock):
        assert await settled(engine) == [(False, False, False)]
    assert box.arrived == []


@pytest.mark.parametrize(("once", "sent"), [(False, 1), (True, 0)])
async def test_a_mail_caught_in_the_moment_of_sending_is_sent_again_unless_once_is_asked_for(
    engine: AsyncEngine, once: bool, sent: int
) -> None:
    clock = Clock(START)
    async with room(engine, None, clock) as mail:
        message = mail.compose(to="mara@example.org", subject="Soon", text="soon")
    async with engine.begin() as connection:
        await mail.put(connection, message, key="reminder", once=once)
    assert await Outbox(engine).claim(now=clock()) is not None  # and here the server dies
    assert await Outbox(engine).claim(now=clock()) is None
    clock.at += timedelta(minutes=10)
    async with postbox() as box, room(engine, box.smtp, clock):
        await settled(engine)
    assert len(box.arrived) == sent


async def test_without_a_mail_server_the_link_is_shown_and_not_kept(engine: AsyncEngine) -> None:
    told: list[str] = []
    clock = Clock(START)
    async with room(engine, None, clock, told.append) as mail:
        until = START + timedelta(minutes=20)
        await put(engine, mail, "with", link=mail.url("/sign-in/secret"), expires_at=until)
        await put(engine, mail, "without")
        assert [each[1:] for each in await settled(engine, 2)] == [(False, True), (False, True)]
        assert not mail.delivers
        assert [(each.to, each.link) for each in await mail.shown()] == [
            ("mara@example.org", "https://talk.example.org/sign-in/secret")
        ]
        clock.at = until
        assert await mail.shown() == []
    assert told == ["For mara@example.org: Your link – 19:00\n  https://talk.example.org/sign-in/secret"]
