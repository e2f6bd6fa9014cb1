"""A server with a mail server and a pair: what the tests of meetings stand on."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import aiohttp
import vobject

from server.app import serving
from server.people.partnerships import Partnership
from server.people.person import Person
from server.settings import Settings
from tests.server.clock import Clock
from tests.server.mail.smtp import Postbox, postbox
from tests.server.programme import Programme, programme_of

START = datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
BEGUN = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class House:
    """A server with a mail server beside it, and a pair in it."""

    address: str
    box: Postbox
    clock: Clock
    programme: Programme
    pair: Partnership
    daniel: Person
    mara: Person
    at_daniel: aiohttp.ClientSession
    at_mara: aiohttp.ClientSession
    lmtp: int

    async def ask(self, who: aiohttp.ClientSession, method: str, path: str, body: object = None) -> Any:
        """Ask something of the pair; returns the answer, or the code of a refusal."""
        async with who.request(method, f"/api/pairs/{self.pair.id}{path}", json=body) as response:
            if response.status == 204:
                return None
            content = await response.json()
            return content if response.ok else content["code"]

    async def later(self, now: datetime) -> House:
        """Let it be another time, at which both sign in anew."""
        self.clock.at = now
        return replace(
            self,
            at_daniel=await self.programme.browser(self.daniel, now=now),
            at_mara=await self.programme.browser(self.mara, now=now),
        )

    async def propose(self, *starts: datetime, **more: object) -> Any:
        """Let Daniel offer times; returns the proposal as Mara sees it."""
        offers = [{"start": each.isoformat(), "minutes": 50, "every": "once"} for each in starts]
        await self.ask(self.at_daniel, "POST", "/proposals", {"offers": offers} | more)
        return (await self.ask(self.at_mara, "GET", "/meetings"))["proposals"][-1]

    async def agree(self, start: datetime = START, every: str = "once") -> Any:
        """Let the two agree on a meeting; returns its next time as Mara sees it."""
        offers = [{"start": start.isoformat(), "minutes": 50, "every": every}]
        await self.ask(self.at_daniel, "POST", "/proposals", {"offers": offers})
        (proposal,) = (await self.ask(self.at_mara, "GET", "/meetings"))["proposals"]
        page = await self.ask(
            self.at_mara, "POST", f"/proposals/{proposal['id']}/yes", {"uid": proposal["offers"][0]["uid"]}
        )
        return page["upcoming"][0]

    async def mail(self, to: str, subject: str, *, number: int = 1) -> EmailMessage:
        """Wait for the nth mail to somebody whose subject begins so."""

        def arrived() -> list[EmailMessage]:
            return [
                each
                for each in self.box.arrived
                if to in str(each["To"]) and str(each["Subject"]).startswith(subject)
            ]

        await self.box.until(lambda: len(arrived()) >= number)
        return arrived()[number - 1]


@asynccontextmanager
async def house(
    tmp_path: Path, *, replies: bool = False, database_url: str | None = None
) -> AsyncIterator[House]:
    clock = Clock(BEGUN)
    lmtp = free_port() if replies else 0
    async with postbox() as box:
        settings = Settings(
            port=0,
            data=tmp_path / "data",
            database_url=database_url,
            smtp=box.smtp,
            reply_address="meet@talk.example.org" if replies else None,
            reply_lmtp=("127.0.0.1", lmtp) if replies else None,
        )
        async with serving(settings, now=clock) as address, programme_of(settings, address) as programme:
            daniel = await programme.person("Daniel")
            mara = await programme.person("Mara", time_zone="America/Los_Angeles")
            yield House(
                address,
                box,
                clock,
                programme,
                await programme.pair(daniel, mara),
                daniel,
                mara,
                await programme.browser(daniel, now=BEGUN),
                await programme.browser(mara, now=BEGUN),
                lmtp,
            )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def calendar(message: EmailMessage) -> Any:
    """Return what a mail tells a calendar, as a library reads it that did not write it."""
    (part,) = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    written = part.get_content()
    read = vobject.readOne(written)
    assert read.method.value == part.get_param("method")
    return read
