"""What the pages ask for, timed against a store as large as a big programme's, and against a tenth of it."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from server.app import serving
from server.meetings.tables import alarms, occasions, series
from server.messages.tables import goals, ideas, messages, notes, reading, steps
from server.pair.biography import Biography
from server.pair.tables import agreement_signatures, agreement_versions, biographies
from server.pair.terms import CAREFUL
from server.people.sessions import Sessions
from server.people.tables import partnerships, people
from server.settings import Settings
from server.store.database import open_database

PEOPLE, MESSAGES_OF_PAIR, WEEKS = 10_000, 40, 6
"""People of the whole, messages of each pair, and planned meetings behind each."""

NEWCOMERS = 400
"""People of the whole who meet nobody yet: more than are looked at for one suggestion."""

INTERESTS = ("bridges", "chess", "walking in the hills", "public speaking", "birds", "old maps", "choirs")
AIMS = ("write a paper", "lead a team", "find a first job", "teach in Lagos", "build a workshop", "rest more")

WARM = 3
"""Askings of each page that are not counted: they find statements uncompiled and caches empty."""

BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOW = BEGAN + timedelta(weeks=WEEKS, hours=1)

PAGES: dict[str, tuple[str, ...]] = {
    "home": ("/api/home",),
    "together": ("/api/pairs/{pair}/together",),
    "agreement": ("/api/pairs/{pair}/agreement",),
    "meetings": ("/api/pairs/{pair}/meetings",),
    "times to propose": ("/api/pairs/{pair}/times?day=2026-02-19",),
    "messages": ("/api/pairs/{pair}/messages",),
    "messages, searched": ("/api/pairs/{pair}/messages?words=bridge",),
    "ideas, goals, notes": ("/api/pairs/{pair}/ideas", "/api/pairs/{pair}/goals", "/api/pairs/{pair}/notes"),
    "account": ("/api/me", "/api/me/sessions", "/api/me/passkeys", "/api/me/leaving"),
    "everything of mine": ("/api/me/export",),
    "programme": ("/api/programme",),
    "programme, people": ("/api/programme/people",),
    "programme, a later page": ("/api/programme?after={cursor}",),
    "programme, suggestions": ("/api/programme/suggestions/{newcomer}",),
}
"""Each page by what it asks for; all of it together is timed as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How long a page's questions took, in milliseconds."""

    page: str
    people: int
    p50_ms: float
    p95_ms: float


def measure(totals: Iterable[int], *, asks: int) -> Iterator[Row]:
    """Fill a store for each number of people and time every page `asks` times, each for other people."""
    for total in totals:
        with tempfile.TemporaryDirectory() as folder:
            yield from asyncio.run(_measure(Path(folder), total, asks))


async def _measure(folder: Path, total: int, asks: int) -> list[Row]:
    settings = Settings(port=0, data=folder)
    engine = await open_database(settings.database)
    async with engine.begin() as connection:
        await fill(connection, people_count=total)
    sessions = Sessions(engine)
    step = max(total // asks, 2) // 2 * 2
    tokens = [
        (await sessions.begin(_person(n % total), agent="bench", now=NOW), n % total)
        for n in range(0, step * (WARM + asks), step)
    ]
    admin = await sessions.begin(_person(total), agent="bench", now=NOW)
    await engine.dispose()
    rows = []
    async with serving(settings, now=lambda: NOW) as address, aiohttp.ClientSession(address) as http:
        for page, paths in PAGES.items():
            took: list[float] = []
            for token, number in tokens:
                cookie = {"Cookie": f"duologue={admin if page.startswith('programme') else token}"}
                cursor = f"{(BEGAN - timedelta(seconds=total // 4)).isoformat()}/".replace("+", "%2B")
                begun = time.perf_counter()
                for path in paths:
                    filled = path.format(
                        pair=_pair(number // 2), cursor=cursor, newcomer=_newcomer(number % NEWCOMERS)
                    )
                    async with http.get(filled, headers=cookie) as response:
                        await response.read()
                        if response.status != 200:
                            raise RuntimeError(f"{filled} answered {response.status}")
                took.append((time.perf_counter() - begun) * 1000)
            took = sorted(took[WARM:])
            p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
            rows.append(Row(page=page, people=total, p50_ms=p50, p95_ms=p95))
    return rows


def _person(number: int) -> str:
    return f"{number:032x}"


def _newcomer(number: int) -> str:
    return f"{number:031x}n"


def _pair(number: int) -> str:
    return f"{number:032x}"


async def fill(connection: AsyncConnection, *, people_count: int) -> None:
    """Put in a programme: people two by two, each pair with all that six weeks leave behind."""
    pairs = range(people_count // 2)
    terms = msgspec.json.encode(CAREFUL).decode()
    story = msgspec.json.encode(Biography(interests=("bridges", "chess"), goals=("a paper",))).decode()
    filled: tuple[tuple[Table, Iterator[dict[str, Any]]], ...] = (
        (people, (_someone(n, administrator=n == people_count) for n in range(people_count + 1))),
        (biographies, ({"person_id": _person(n), "body": story, "at": BEGAN} for n in range(people_count))),
        (people, (_new(n) for n in range(NEWCOMERS))),
        (biographies, (_story(n) for n in range(NEWCOMERS))),
        (partnerships, (_two(n) for n in pairs)),
        (
            agreement_versions,
            (
                {
                    "partnership_id": _pair(n),
                    "number": 1,
                    "terms": terms,
                    "by_id": _person(2 * n),
                    "at": BEGAN,
                    "aside": False,
                }
                for n in pairs
            ),
        ),
        (
            agreement_signatures,
            (
                {
                    "partnership_id": _pair(n),
                    "number": 1,
                    "person_id": _person(2 * n + i),
                    "name": "N",
                    "at": BEGAN,
                }
                for n in pairs
                for i in (0, 1)
            ),
        ),
        (series, (_weekly(n) for n in pairs)),
        (occasions, (_held(n, week) for n in pairs for week in range(WEEKS))),
        (alarms, (_alarm(n, kind) for n in pairs for kind in ("day", "soon", "over"))),
        (messages, (_said(n, m) for m in range(MESSAGES_OF_PAIR) for n in pairs)),
        (
            reading,
            (
                {"pair_id": _pair(n), "person_id": _person(2 * n + i), "read_up_to": 0, "notice_up_to": 0}
                for n in pairs
                for i in (0, 1)
            ),
        ),
        (ideas, (_idea(n) for n in pairs)),
        (goals, (_goal(n) for n in pairs)),
        (
            steps,
            (
                {"id": f"s{n:030x}{i}", "goal_id": f"g{n:031x}", "title": "A step", "place": i}
                for n in pairs
                for i in range(3)
            ),
        ),
        (notes, (_note(n, i) for n in pairs for i in (0, 1))),
    )
    for table, rows in filled:
        while batch := list(islice(rows, 5000)):
            await connection.execute(insert(table), batch)


def _someone(n: int, *, administrator: bool) -> dict[str, Any]:
    return {
        "id": _person(n),
        "name": f"Person {n}",
        "email": f"p{n}@example.org",
        "time_zone": ("Africa/Nairobi", "America/Los_Angeles")[n % 2],
        "languages": '["en"]',
        "administrator": administrator,
        "created_at": BEGAN,
    }


def _new(n: int) -> dict[str, Any]:
    return {
        **_someone(n, administrator=False),
        "id": _newcomer(n),
        "email": f"new{n}@example.org",
        "languages": ('["en"]', '["fr", "en"]', '["sw"]')[n % 3],
        "created_at": BEGAN + timedelta(minutes=n),
    }


def _story(n: int) -> dict[str, Any]:
    """Tell of two interests, an offer and an aim, in words a few share and most do not."""
    interests = tuple(f"{INTERESTS[(n + i) % len(INTERESTS)]} {n % 50}" for i in range(2))
    aims = tuple(AIMS[(n + i) % len(AIMS)] for i in range(2))
    told = Biography(interests=interests, goals=aims[:1], offers=aims[1:])
    return {"person_id": _newcomer(n), "body": msgspec.json.encode(told).decode(), "at": BEGAN}


def _two(n: int) -> dict[str, Any]:
    return {
        "id": _pair(n),
        "first_id": _person(2 * n),
        "second_id": _person(2 * n + 1),
        "first_role": "mentor",
        "second_role": "mentee",
        "state": "active",
        "since": BEGAN - timedelta(seconds=n),
    }


def _weekly(n: int) -> dict[str, Any]:
    return {
        "uid": f"u{n}",
        "pair_id": _pair(n),
        "by_id": _person(2 * n),
        "zone": "Africa/Nairobi",
        "first": BEGAN.replace(tzinfo=None),
        "minutes": 50,
        "every": "week",
        "status": "agreed",
        "sequence": 0,
        "answer": "ACCEPTED",
        "note": "",
        "agenda": "[]",
    }


def _held(n: int, week: int) -> dict[str, Any]:
    at = BEGAN + timedelta(weeks=week)
    return {
        "uid": f"u{n}",
        "original": at.replace(tzinfo=None),
        "pair_id": _pair(n),
        "starts_at": at,
        "calls": 1,
        "held": (n + week) % 5 != 0,
    }


def _alarm(n: int, kind: str) -> dict[str, Any]:
    at = BEGAN + timedelta(weeks=WEEKS + 1)
    return {"uid": f"u{n}", "kind": kind, "original": at.replace(tzinfo=None), "due_at": at}


def _said(n: int, m: int) -> dict[str, Any]:
    text = f"Message {m}: the {'bridge' if m % 20 == 7 else 'river'} again."
    return {
        "pair_id": _pair(n),
        "author_id": _person(2 * n + m % 2),
        "client_id": f"c{m}",
        "body": text,
        "folded": text.casefold(),
        "sent_at": BEGAN + timedelta(hours=m),
    }


def _idea(n: int) -> dict[str, Any]:
    return {
        "id": f"i{n:031x}",
        "pair_id": _pair(n),
        "author_id": _person(2 * n),
        "title": "A book on bridges",
        "quote": "",
        "visibility": "ours",
        "created_at": BEGAN,
    }


def _goal(n: int) -> dict[str, Any]:
    return {
        "id": f"g{n:031x}",
        "pair_id": _pair(n),
        "owner_id": _person(2 * n + 1),
        "title": "A first paper",
        "visibility": "ours",
        "created_at": BEGAN,
    }


def _note(n: int, i: int) -> dict[str, Any]:
    return {
        "id": f"n{n:030x}{i}",
        "pair_id": _pair(n),
        "author_id": _person(2 * n + i),
        "body": "To ask next time.",
        "changed_at": BEGAN,
    }
