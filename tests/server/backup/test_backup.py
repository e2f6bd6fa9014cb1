"""A backup holds everything of one moment, is checked, and goes back into either kind of database."""

from __future__ import annotations

import asyncio
import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from cues.events import Speech
from server.__main__ import main
from server.backup.pack import BackupError, check
from server.backup.store import backup, restore
from server.mail.outbox import outbox
from server.meetings.tables import series
from server.people.partnerships import Partnerships
from server.people.people import People
from server.store.database import open_database
from server.store.meetings import Meetings, SeatRow
from server.store.tables import cue_events, metadata
from tests.server.databases import Postgres

MORE = Speech(who=1, start=1.0, end=2.0, confidence=0.5)
NOW = datetime(2026, 3, 1, 19, 0, 0, 123456, tzinfo=UTC)


async def fill(engine: AsyncEngine) -> None:
    """Put in rows with every kind of value there is: bytes, moments, wall times, truth, numbers, nothing."""
    people = People(engine)
    made = [
        await people.create(name=name, email=f"{n}@example.org", time_zone="Africa/Nairobi", now=NOW)
        for n, name in enumerate(("Mara – “é”", "دانيال"))
    ]
    async with engine.begin() as connection:
        pair = await Partnerships(engine).create(
            connection,
            people=(made[0].id, made[1].id),
            roles=("mentor", "mentee"),
            state="active",
            now=NOW,
        )
        await connection.execute(
            insert(series).values(
                uid="uid", pair_id=pair.id, by_id=made[0].id, zone="Africa/Nairobi", minutes=50, every="week",
                first=NOW.replace(tzinfo=None), status="agreed", sequence=2, answer="ACCEPTED", note="",
                agenda="[]",
            )
        )  # fmt: skip
        await connection.execute(
            insert(outbox).values(key="k", message=bytes(range(256)), once=True, expires_at=NOW, attempts=0)
        )
    store = Meetings(engine)
    await store.create(meeting_id="one", invite_hash=b"\x00" * 32, now=NOW)
    await store.seat(
        "one", SeatRow(seat=0, name="Mara", token_hash=b"m" * 32, summary_hash=b"s" * 32, joined=True)
    )
    events = [Speech(who=0, start=n / 3, end=n / 3 + 0.1, confidence=0.9) for n in range(2500)]
    await store.append("one", events, seconds=900.1)


async def contents(engine: AsyncEngine) -> dict[str, list[tuple[object, ...]]]:
    async with engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in await connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
async def test_what_was_written_comes_back_the_same_in_either_kind_of_database(
    engine: AsyncEngine, tmp_path: Path, into: str, postgres: Postgres
) -> None:
    await fill(engine)
    file = tmp_path / "all.duologue"
    manifest = await backup(engine, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert check(file) == manifest
    if into == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    else:
        url = await asyncio.to_thread(postgres.database)
    other = await open_database(url)
    try:
        assert await restore(other, file) == manifest
        assert await contents(other) == await contents(engine)
        await Meetings(other).append(
            "one", [Speech(who=1, start=1.0, end=2.0, confidence=0.5)], seconds=901.0
        )
        async with other.connect() as connection:
            assert (
                await connection.execute(select(func.count()).select_from(cue_events))
            ).scalar_one() == 2501
        with pytest.raises(BackupError) as refused:
            await restore(other, file)
        assert refused.value.code == "not_empty"
    finally:
        await other.dispose()


async def test_a_backup_is_of_one_moment_while_others_write(engine: AsyncEngine, tmp_path: Path) -> None:
    await fill(engine)
    store = Meetings(engine)
    stop = False

    async def write() -> None:
        seconds = 1000.0
        while not stop:
            await store.append(
                "one", [Speech(who=1, start=1.0, end=2.0, confidence=0.5)] * 10, seconds=seconds
            )
            seconds += 10

    writing = asyncio.create_task(write())
    try:
        for number in range(3):
            await backup(engine, tmp_path / f"{number}.duologue")
    finally:
        stop = True
        await writing
    for number in range(3):
        with zipfile.ZipFile(tmp_path / f"{number}.duologue") as file:
            events = len(file.read("cue_events.jsonl").splitlines())
            (meeting,) = file.read("meetings.jsonl").splitlines()
        seconds = float(meeting.decode().rpartition(",")[2].rstrip("]"))
        assert events == 2500 + (0 if seconds == 900.1 else seconds - 1000 + 10), "half of a write is in it"


def test_a_damaged_or_foreign_file_is_told_and_nothing_is_put_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUOLOGUE_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    file = tmp_path / "all.duologue"
    assert main(["backup", str(file)]) == 0
    assert "is written and checked: 0 rows" in capsys.readouterr().out
    assert main(["backup", str(file)]) == 2
    assert "already_there" in capsys.readouterr().err
    assert main(["backup", "--check", str(file)]) == 0
    assert "is whole" in capsys.readouterr().out

    changed = tmp_path / "changed.duologue"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"[1]\n" if name == "outbox.jsonl" else old.read(name))
    cut = tmp_path / "cut.duologue"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    for path, code in ((changed, "damaged"), (cut, "no_backup"), (tmp_path / "none", "no_backup")):
        assert main(["backup", "--check", str(path)]) == 2
        assert code in capsys.readouterr().err
        assert main(["restore", str(path)]) == 2
        assert code in capsys.readouterr().err
    monkeypatch.setenv("DUOLOGUE_DATA", str(tmp_path / "new"))
    assert main(["restore", str(file)]) == 0
    assert "is put back and compared" in capsys.readouterr().out
    assert main(["backup", "/proc/none/all.duologue"]) == 2
    assert "cannot_write" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_of_another_revision_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUOLOGUE_DATA", str(tmp_path))
    file, older = tmp_path / "all.duologue", tmp_path / "older.duologue"
    assert main(["backup", str(file)]) == 0
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(older, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"revision": "', b'"revision": "x'))
    assert main(["restore", str(older)]) == 2
    assert "another_version" in capsys.readouterr().err
    assert os.listdir(tmp_path)
