"""How fast the pages of a pair answer among 10,000 people, 5,000 pairs and 200,000 messages, in SQLite.

`python tests/bench/pairs.py [PAIRS]` fills a store, asks each address for 200 pairs in turn, and prints the
95th percentile of each in ms. Run it with 500 and with 5000 to see whether it grows with the total.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from server.app import serving, utc_now
from server.meetings.agenda import usual
from server.meetings.tables import occasions, series
from server.messages.messages import folded
from server.messages.tables import goals, ideas, messages, steps
from server.people.tables import partnerships, people
from server.settings import Settings
from tests.server.programme import programme_of

MESSAGES_A_PAIR = 40
ASKED = 200
BODY = "I found the page on handing over work you still care about. It made me think of your bridge team."
ADDRESSES = (
    "/api/home",
    "/api/pairs/{pair}/meetings",
    "/api/pairs/{pair}/times?day={day}",
    "/api/pairs/{pair}/messages",
    "/api/pairs/{pair}/messages?words=bridge+team",
    "/api/pairs/{pair}/ideas",
    "/api/pairs/{pair}/goals",
    "/api/pairs/{pair}/notes",
)


async def fill(engine: AsyncEngine, pairs: int) -> None:
    """Put people, pairs, meetings, messages, ideas and goals into a store."""
    now = utc_now()
    first = (now + timedelta(days=3)).replace(tzinfo=None, hour=16, minute=0, second=0, microsecond=0)
    agenda = msgspec.json.encode(usual(50, stories=True)).decode()
    zones = ("Africa/Nairobi", "America/Los_Angeles")
    both = range(2 * pairs)
    rows: list[tuple[Table, list[dict[str, Any]]]] = [
        (
            people,
            [
                {"id": f"{n:032x}", "name": f"Person {n}", "email": f"p{n}@example.org",
                 "time_zone": zones[n % 2],
                 "languages": "[]", "administrator": False,
                 "created_at": now}
                for n in both
            ],
        ),
        (
            partnerships,
            [
                {"id": f"{n:032x}", "first_id": f"{2 * n:032x}", "second_id": f"{2 * n + 1:032x}",
                 "first_role": "mentee", "second_role": "mentor", "state": "active", "since": now}
                for n in range(pairs)
            ],
        ),
        (
            series,
            [
                {"uid": f"{n:032x}", "pair_id": f"{n:032x}", "by_id": f"{2 * n:032x}", "zone": zones[0],
                 "first": first, "minutes": 50, "every": "two_weeks", "status": "agreed", "sequence": 1,
                 "answer": "accepted", "note": "", "agenda": agenda}
                for n in range(pairs)
            ],
        ),
        (
            occasions,
            [
                {"uid": f"{n:032x}", "original": first - timedelta(days=14 * (k + 1)),
                 "pair_id": f"{n:032x}",
                 "starts_at": now - timedelta(days=14 * (k + 1)), "calls": 1, "held": True}
                for n in range(pairs) for k in range(6)
            ],
        ),
        (
            messages,
            [
                {"pair_id": f"{n:032x}", "author_id": f"{2 * n + k % 2:032x}", "client_id": f"message-{k:04}",
                 "body": BODY, "folded": folded(BODY), "sent_at": now - timedelta(hours=k)}
                for k in range(MESSAGES_A_PAIR) for n in range(pairs)
            ],
        ),
        (
            ideas,
            [
                {"id": f"{n:028x}{k:04x}", "pair_id": f"{n:032x}", "author_id": f"{2 * n + 1:032x}",
                 "title": "Letting the second person lead", "quote": "", "visibility": "ours",
                 "created_at": now}
                for n in range(pairs) for k in range(5)
            ],
        ),
        (
            goals,
            [
                {"id": f"{n:032x}", "pair_id": f"{n:032x}", "owner_id": f"{2 * n:032x}", "title": "Lead",
                 "visibility": "ours", "created_at": now}
                for n in range(pairs)
            ],
        ),
        (
            steps,
            [
                {"id": f"{n:028x}{k:04x}", "goal_id": f"{n:032x}", "title": "Ask two people", "place": k}
                for n in range(pairs) for k in range(3)
            ],
        ),
    ]  # fmt: skip
    async with engine.begin() as connection:
        for table, all_of_them in rows:
            for start in range(0, len(all_of_them), 5000):
                await connection.execute(insert(table), all_of_them[start : start + 5000])


async def measure(pairs: int) -> list[tuple[str, float]]:
    """Return each address with the 95th percentile of its answers, in ms."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(port=0, data=Path(folder))
        async with serving(settings) as address, programme_of(settings, address) as programme:
            await fill(programme.engine, pairs)
            asking = [(n, await _signed_in(programme, n)) for n in range(0, pairs, max(pairs // ASKED, 1))]
            day = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
            for path in ADDRESSES:
                took = [await _ask(browser, path.format(pair=f"{n:032x}", day=day)) for n, browser in asking]
                found.append((path, _percentile(took, 0.95)))
    return found


async def _signed_in(programme: Any, number: int) -> aiohttp.ClientSession:
    person = await programme.people.by_id(f"{2 * number:032x}")
    browser: aiohttp.ClientSession = await programme.browser(person)
    return browser


async def _ask(browser: aiohttp.ClientSession, path: str) -> float:
    begun = time.perf_counter()
    async with browser.get(path) as response:
        await response.read()
        response.raise_for_status()
    return (time.perf_counter() - begun) * 1000


def _percentile(values: Sequence[float], part: float) -> float:
    return sorted(values)[int(len(values) * part)]


if __name__ == "__main__":
    for address, ms in asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)):
        print(f"{ms:7.1f} ms  {address}")
