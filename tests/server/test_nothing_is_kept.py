"""After a call with a known sound, nothing of it is anywhere: no disk, no log, no database, no network."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
import psutil
import pytest

from cues.events import CueEvent
from server.bench.voice import phrase
from server.partner.partner import Partner, joined
from server.partner.voice import Voice
from signaling import messages as m
from tests.server.pages import start_meeting

NAMES = ("Maravilla-of-the-test", "Danielson-of-the-test")
SECONDS = 9.0

DATABASE = ("duologue.db", "duologue.db-wal", "duologue.db-shm")

COLUMNS = {
    "meetings": {"id", "invite_hash", "created_at", "begun_at", "ended_at", "seconds"},
    "seats": {"meeting_id", "seat", "name", "token_hash", "summary_hash", "joined"},
    "cue_events": {"id", "meeting_id", "body"},
    "people": {
        "id", "name", "email", "pronouns", "time_zone", "languages", "administrator", "created_at",
        "deleted_at",
    },
    "sessions": {
        "id", "person_id", "token_hash", "previous_hash", "created_at", "seen_at", "rotated_at", "expires_at",
        "agent",
    },
    "sign_in_links": {"token_hash", "person_id", "created_at", "expires_at", "used_at", "then"},
    "passkeys": {"id", "person_id", "public_key", "sign_count", "name", "created_at", "used_at"},
    "ceremonies": {"token_hash", "kind", "person_id", "secret", "expires_at"},
    "partnerships": {
        "id", "first_id", "second_id", "first_role", "second_role", "state", "since", "ended_at",
    },
    "outbox": {
        "id", "key", "to_address", "message", "link", "once", "due_at", "expires_at", "attempts", "sent_at",
    },
    "agreement_versions": {"partnership_id", "number", "terms", "by_id", "at", "aside"},
    "agreement_signatures": {"partnership_id", "number", "person_id", "name", "at"},
    "biographies": {"person_id", "body", "at"},
    "photos": {"person_id", "jpeg", "at"},
    "pair_meetings": {"meeting_id", "partnership_id", "keep_days"},
    "seat_people": {"meeting_id", "seat", "person_id"},
    "reflections": {"meeting_id", "seat", "sealed"},
    "openings": {"meeting_id", "seat", "opened_at"},
    "proposals": {
        "id", "pair_id", "by_id", "note", "moves_uid", "moves_original", "state", "created_at", "closed_at",
    },
    "series": {
        "uid", "pair_id", "by_id", "proposal_id", "zone", "first", "minutes", "every", "until", "status",
        "sequence", "answer", "note", "agenda",
    },
    "series_changes": {"uid", "original", "to_at"},
    "alarms": {"id", "uid", "kind", "original", "due_at"},
    "occasions": {"uid", "original", "pair_id", "starts_at", "calls", "held"},
    "push_subscriptions": {"id", "person_id", "endpoint", "browser", "auth", "made_at"},
    "calendar_feeds": {"person_id", "token_hash", "made_at"},
    "messages": {"id", "pair_id", "author_id", "client_id", "body", "folded", "sent_at"},
    "reading": {"pair_id", "person_id", "read_up_to", "notice_due_at", "notice_up_to"},
    "ideas": {"id", "pair_id", "author_id", "title", "quote", "url", "visibility", "created_at"},
    "idea_comments": {"id", "idea_id", "author_id", "body", "created_at"},
    "goals": {"id", "pair_id", "owner_id", "title", "visibility", "marked_by", "created_at", "done_at"},
    "goal_steps": {"id", "goal_id", "title", "place", "done_at"},
    "notes": {"id", "pair_id", "author_id", "body", "changed_at"},
    "alembic_version": {"version_num"},
}  # fmt: skip
"""All there is to be stored. A new column must be thought about here too."""


@dataclass(frozen=True, slots=True)
class Process:
    address: str
    pid: int
    home: Path


@asynccontextmanager
async def serving_alone(home: Path) -> AsyncIterator[Process]:
    """Run the server as a process whose every folder to write in is `home`."""
    here = dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME"), str(home))
    environment = {**os.environ, **here, "PYTHONPATH": str(Path.cwd())}
    with (home / "server.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-X", "dev", "-m", "server", "serve", "--port", "0", "--data", str(home / "data"),
            stdout=asyncio.subprocess.PIPE, stderr=log, env=environment, cwd=home,
        )  # fmt: skip
        assert process.stdout is not None
        try:
            first = (await process.stdout.readline()).decode()
            found = re.search(r"http://\S+", first)
            assert found is not None
            yield Process(found.group(), process.pid, home)
        finally:
            process.terminate()
            out = await process.stdout.read()
            await process.wait()
            (home / "server.out").write_bytes(first.encode() + out)


def told(messages: list[m.FromServer]) -> int:
    return sum(isinstance(message, m.CueMessage) for message in messages)


def writable_files(process: psutil.Process) -> set[str]:
    return {file.path for file in process.open_files() if file.mode != "r"}


def bytes_of(voice: Voice) -> list[bytes]:
    """Return what to look for: the encoded packets of a voice that are long enough to be no accident."""
    return [packet[:24] for packet in voice.packets if len(packet) > 40]


@pytest.mark.timeout(120)
async def test_no_sound_word_name_or_token_is_left_anywhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    voices = [Voice.of(phrase(SECONDS, rate=48_000, pitch_hz=pitch, seed=3)) for pitch in (120.0, 210.0)]
    heard: list[m.FromServer] = []
    async with serving_alone(home) as server:
        meeting = await start_meeting(server.address)
        link = server.address + meeting
        async with (
            joined(link, voices[0], name=NAMES[0], on_message=heard.append) as mara,
            joined(link, voices[1], name=NAMES[1]) as daniel,
        ):
            async with asyncio.timeout(60):
                await mara.until(partial(lambda: told(heard) >= 4))
            open_files = writable_files(psutil.Process(server.pid))
            peers = {c.raddr.ip for c in psutil.Process(server.pid).net_connections("inet") if c.raddr}
        tokens = [page.welcome.seat_token for page in (mara, daniel)]
        summaries = [summary_of(page) for page in (mara, daniel)]

    assert {Path(path).name for path in open_files} <= {*DATABASE, "server.log"}
    assert peers <= {"127.0.0.1"}, "somebody else was contacted"

    kept = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert kept <= {
        "data/duologue.db",
        "data/duologue.db-wal",
        "data/duologue.db-shm",
        "data/secret",
        "server.log",
        "server.out",
    }
    content = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    secrets = [*tokens, *(path.rsplit("/", 1)[1] for path in summaries), meeting.rsplit("/", 1)[1]]
    for path, data in content.items():
        assert not any(packet in data for voice in voices for packet in bytes_of(voice)), path
        assert not any(secret.encode() in data for secret in secrets), path
        assert b"a=ice-ufrag" not in data, path
        if "duologue.db" not in path.name:
            assert not any(name.encode() in data for name in NAMES), path
    check_database(home / "data" / "duologue.db")


def summary_of(partner: Partner) -> str:
    assert partner.summary is not None
    return partner.summary


def check_database(path: Path) -> None:
    """Check that the store holds what it may hold, and nothing else."""
    with sqlite3.connect(path) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables - {"sqlite_sequence"} == set(COLUMNS)
        for table, columns in COLUMNS.items():
            assert {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} == columns
        bodies = [row[0] for row in connection.execute("SELECT body FROM cue_events")]
        assert connection.execute("SELECT count(*) FROM seats").fetchone() == (2,)
    connection.close()
    assert bodies
    decoder = msgspec.json.Decoder(CueEvent)
    for body in bodies:
        decoder.decode(body)
        assert len(body) < 300
