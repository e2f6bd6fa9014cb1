"""The store, on a real SQLite file and a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

import server.app as app  # every table of the house
from cues.events import CueEvent, Laughter, Speech, Unheard
from server.store.database import StoreError, open_database
from server.store.meetings import Meetings, SeatRow
from server.store.tables import metadata

NOW = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
MARA = SeatRow(seat=0, name="Mara", token_hash=b"m" * 32, summary_hash=b"s" * 32, joined=True)
DANIEL = SeatRow(seat=1, name="Daniel", token_hash=b"d" * 32, summary_hash=b"t" * 32, joined=True)
EVENTS: list[CueEvent] = [
    Speech(who=0, start=0.5, end=2.25, confidence=0.98),
    Laughter(who=1, start=2.0, end=2.5, confidence=0.7),
    Unheard(who=1, start=3.0, end=4.0, reason="muted"),
]


@pytest.fixture
def store(engine: AsyncEngine) -> Meetings:
    return Meetings(engine)


async def test_a_meeting_is_found_by_its_invitation_and_by_nothing_else(store: Meetings) -> None:
    await store.create(meeting_id="one", invite_hash=b"i" * 32, now=NOW)
    found = await store.by_invite(b"i" * 32)
    assert found is not None
    assert (found.id, found.created_at, found.begun_at, found.seats) == ("one", NOW, None, ())
    assert await store.by_invite(b"x" * 32) is None


async def test_a_seat_is_kept_once_and_its_name_may_change(store: Meetings) -> None:
    await store.create(meeting_id="one", invite_hash=b"i" * 32, now=NOW)
    await store.seat("one", DANIEL)
    await store.seat("one", MARA)
    await store.seat(
        "one", SeatRow(seat=0, name="Mara K.", token_hash=b"m" * 32, summary_hash=b"s" * 32, joined=True)
    )
    found = await store.by_summary(b"s" * 32)
    assert found is not None
    meeting, seat = found
    assert seat == 0
    assert [row.name for row in meeting.seats] == ["Mara K.", "Daniel"]
    assert await store.by_summary(b"x" * 32) is None


async def test_events_come_back_as_they_were_heard_and_in_order(store: Meetings) -> None:
    await store.create(meeting_id="one", invite_hash=b"i" * 32, now=NOW)
    await store.append("one", EVENTS[:2], seconds=5.0)
    await store.append("one", EVENTS[2:], seconds=9.0)
    await store.append("one", [], seconds=9.5)
    assert await store.events("one") == EVENTS
    found = await store.by_invite(b"i" * 32)
    assert found is not None
    assert found.seconds == 9.5


async def test_beginning_and_end_are_kept_in_utc(store: Meetings) -> None:
    await store.create(meeting_id="one", invite_hash=b"i" * 32, now=NOW)
    await store.begin("one", at=NOW)
    await store.end("one", at=NOW)
    found = await store.by_invite(b"i" * 32)
    assert found is not None
    assert found.begun_at == found.ended_at == NOW


async def test_the_migrations_make_exactly_the_tables_of_the_code(engine: AsyncEngine) -> None:
    assert app

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        if engine.dialect.name == "sqlite":
            assert (await connection.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"


async def test_a_store_opened_again_is_as_it_was(database_url: str) -> None:
    for _ in range(2):
        engine = await open_database(database_url)
        await engine.dispose()


async def test_a_store_that_cannot_be_opened_leaves_nothing_open(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder"):
        await open_database(f"sqlite+aiosqlite:///{tmp_path / 'no' / 'folder' / 'd.db'}")
