"""Mara and Daniel at their browsers, before a real server, and a talk they have had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
from yarl import URL

from cues.events import CueEvent, Laughter
from server.people.partnerships import Partnership
from server.people.person import Person
from server.store.meetings import Meetings, SeatRow
from signaling.seat import hashed
from tests.server.clock import Clock
from tests.server.programme import Programme


@dataclass
class Two:
    """Mara and Daniel, at their browsers."""

    programme: Programme
    clock: Clock
    mara: Person
    daniel: Person
    pair: Partnership
    maras: aiohttp.ClientSession
    daniels: aiohttp.ClientSession

    @property
    def agreement(self) -> str:
        return f"/api/pairs/{self.pair.id}/agreement"

    async def days_pass(self, days: float) -> None:
        """Let time pass; both sign in again, as a session does not outlast a month."""
        self.clock.at += timedelta(days=days)
        for person, browser in ((self.mara, self.maras), (self.daniel, self.daniels)):
            token = await self.programme.sessions.begin(person.id, agent="Chromium, Linux", now=self.clock.at)
            browser.cookie_jar.update_cookies({"duologue": token}, URL(self.programme.address))

    async def sign(self, **terms: object) -> None:
        """Mara proposes, Daniel signs."""
        page = await ask(self.maras, "POST", self.agreement, {"terms": terms, "name": "Mara Ilves"}, 201)
        await ask(self.daniels, "POST", f"{self.agreement}/{page['open']}/sign", {"name": "Daniel Otieno"})

    async def enter(
        self, browser: aiohttp.ClientSession, path: str, name: str
    ) -> aiohttp.ClientWebSocketResponse:
        """Open a meeting's socket as who is signed in at a browser."""
        socket = await browser.ws_connect(path.replace("/m/", "/ws/"))
        await socket.send_json({"type": "enter", "version": 1, "name": name, "page": f"page-of-{name}"})
        return socket


async def ask(
    browser: aiohttp.ClientSession, method: str, path: str, body: object = None, status: int = 200
) -> Any:
    """Ask for something and expect a status; returns the JSON, or None."""
    async with browser.request(method, path, json=body) as response:
        content = await response.json() if response.content_type == "application/json" else None
        assert response.status == status, content
        return content


async def until(socket: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    """Wait for a message of a kind."""
    while True:
        message: dict[str, Any] = await socket.receive_json(timeout=10)
        if message["type"] == kind:
            return message


async def held(two: Two, *, keep_days: int, link: str = "summary-of-mara-0123") -> str:
    """A meeting the two have had just now, with a laugh of each; returns Mara's summary's address."""
    store = Meetings(two.programme.engine)
    meeting_id = f"meeting-{keep_days}-{two.clock.at.timestamp()}"[:32]
    await store.create(
        meeting_id=meeting_id, invite_hash=hashed(meeting_id), now=two.clock.at, partnership=two.pair.id
    )
    for seat, (person, key) in enumerate(((two.mara, link), (two.daniel, f"summary-of-daniel-{meeting_id}"))):
        await store.seat(
            meeting_id,
            SeatRow(
                seat=seat,
                name=person.name,
                token_hash=hashed(f"seat {seat}"),
                summary_hash=hashed(key),
                joined=True,
                person=person.id,
            ),
        )
    await store.begin(meeting_id, at=two.clock.at, keep_days=keep_days)
    laughs: list[CueEvent] = [
        Laughter(who=who, start=200.0 + who, end=202.0, confidence=0.9) for who in (0, 1)
    ]
    await store.append(meeting_id, laughs, seconds=600.0)
    await store.end(meeting_id, at=two.clock.at)
    return f"/api/summaries/{link}"
