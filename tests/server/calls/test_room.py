"""A call as it runs, over a real store: how long it lasted, and what an error of its own costs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from cues.events import Laughter, Live
from cues.pipeline import Pipeline
from server.calls.companion import Companion
from server.calls.connection import Connection
from server.calls.room import ALIVE_S, Room
from server.calls.rooms import Rooms
from server.media.listener import Listener
from server.media.sdp import LegSettings
from server.pair.governs import Governed
from server.pair.terms import Terms
from server.store.database import open_database
from server.store.meetings import Meeting, Meetings
from signaling import messages as m
from signaling.errors import ProtocolError
from signaling.seat import hashed
from signaling.seats import EMPTY_S

TALK = m.Media(audio=True, video=False)
NAMES = ("Mara", "Daniel")


LAUGH = Laughter(who=0, start=1.0, end=2.0, confidence=0.9)


def agreed(**terms: Any) -> Governed:
    return Governed(partnership="pair", people=("mara", "daniel"), terms=Terms(**terms), version=1)


def listens(room: Room) -> bool:
    return room.call.listening


class NoEar:
    """Hears nothing."""

    def listen(self, pipelines: Sequence[Pipeline]) -> list[list[Live]]:
        return [[] for _ in pipelines]

    def finish(self, pipeline: Pipeline) -> list[Live]:
        return []


class Broken(Companion):
    """A companion with an error nobody thought of."""

    def poll(self) -> None:
        raise RuntimeError("broken")


@dataclass
class House:
    """All calls of a process, at a time of the test's choosing."""

    rooms: Rooms
    store: Meetings
    clock: list[float]
    invite: str
    seats: dict[str, tuple[int, int]] = field(default_factory=dict)
    pages: dict[str, Connection] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    async def both_join(self) -> Room:
        """Bring both people into the call, where they were before if they were."""
        room = await self.rooms.open(self.invite, person="mara")
        for name in NAMES:
            page = self.pages[name] = Connection()
            token = self.tokens.setdefault(name, f"token-of-{name}-0123")
            enter = m.Enter(version=m.VERSION, name=name, page=f"page-of-{name}", seat_token=token)
            self.seats[name] = room.enter(enter, page, new_token=token)
            room.receive(*self.seats[name], m.Join(media=TALK))
        return room

    async def until(self, condition: Callable[[Meeting], bool]) -> Meeting:
        """Wait for what the store says of the meeting."""
        async with asyncio.timeout(20):
            while True:
                meeting = await self.store.by_invite(hashed(self.invite))
                assert meeting is not None
                if condition(meeting):
                    return meeting


@asynccontextmanager
async def house(
    data: Path,
    *,
    now: float = 0.0,
    invite: str | None = None,
    companion: type[Companion] = Companion,
    governed: Governed | None = None,
) -> AsyncIterator[House]:
    async def governing(_meeting_id: str) -> Governed | None:
        return governed

    engine = await open_database(f"sqlite+aiosqlite:///{data / 'duologue.db'}")
    listener = Listener(ear=NoEar, pipeline=Pipeline)
    clock = [now]
    rooms = Rooms(
        store=Meetings(engine),
        companion=lambda room: companion(
            room, listener=listener, leg=LegSettings(), clock=room.call_time, since=room.meeting.seconds
        ),
        ice_servers=list,
        clock=lambda: clock[0],
        governing=governing,
    )
    started = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(rooms.run(started.set))
            await started.wait()
            yield House(rooms, Meetings(engine), clock, invite or await rooms.create())
            rooms.close()
    finally:
        await listener.close()
        await engine.dispose()


async def test_two_closed_tabs_do_not_make_a_call_longer(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        room = await here.both_join()
        here.clock[0] = 60.0
        for name in NAMES:
            room.drop(*here.seats[name])
        await here.until(lambda meeting: meeting.seconds > 0)
        here.clock[0] += EMPTY_S
        assert (await here.until(lambda meeting: meeting.ended_at is not None)).seconds == 60.0


async def test_a_call_nobody_listens_to_is_known_to_go_on(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.both_join()
        await here.until(lambda meeting: meeting.begun_at is not None)
        here.clock[0] = ALIVE_S
        await here.until(lambda meeting: meeting.seconds == ALIVE_S)


async def test_after_a_restart_time_goes_on_when_both_are_back_listened_to_or_not(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.both_join()
        await here.until(lambda meeting: len(meeting.seats) == 2 and meeting.begun_at is not None)
        here.clock[0] = 60.0
    async with house(tmp_path, invite=here.invite) as again:
        again.tokens = here.tokens
        room = await again.both_join()
        await again.until(lambda meeting: meeting.seconds == 60.0)
        again.clock[0] = 2 * ALIVE_S
        meeting = await again.until(lambda meeting: meeting.seconds > 60.0)
        assert meeting.seconds == pytest.approx(room.call_time())


async def test_an_error_nobody_thought_of_sends_the_pages_back_and_keeps_what_is_known(
    tmp_path: Path,
) -> None:
    async with house(tmp_path, companion=Broken) as here:
        room = await here.both_join()
        here.clock[0] = 30.0
        async with asyncio.timeout(20):
            for page in here.pages.values():
                while await page.next() is not None:
                    pass
        assert (await here.until(lambda meeting: meeting.seconds > 0)).seconds == 30.0
        assert await here.rooms.open(here.invite) is not room


async def test_a_server_that_stops_takes_nobody_in(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.both_join()
        here.rooms.close()
        with pytest.raises(ProtocolError) as caught:
            await here.rooms.open(here.invite)
        assert caught.value.code == "server_stopping"


async def test_a_summary_is_told_only_to_a_seat_of_the_meeting(tmp_path: Path) -> None:
    async with house(tmp_path) as here:
        await here.both_join()
        await here.until(lambda meeting: len(meeting.seats) == 2 and meeting.begun_at is not None)
        theirs = {await here.rooms.summary(here.invite, token) for token in here.tokens.values()}
        assert len(theirs) == 2
        assert None not in theirs
        assert await here.rooms.summary(here.invite, "token-of-somebody") is None
        assert await here.rooms.summary(here.invite, None) is None
        assert await here.rooms.summary("no-such-invitation", here.tokens["Mara"]) is None


async def test_a_pair_that_stores_nothing_has_its_cues_in_memory_alone(tmp_path: Path) -> None:
    async with house(tmp_path, governed=agreed(keep_days=0)) as here:
        room = await here.both_join()
        await here.until(lambda meeting: meeting.begun_at is not None)
        here.clock[0] = ALIVE_S
        room.heard([LAUGH])
        await here.until(lambda meeting: meeting.seconds == ALIVE_S)
        assert await here.store.events(room.meeting.id) == []
        assert here.rooms.fleeting.events(room.meeting.id, now=ALIVE_S) == [LAUGH]


async def test_a_pair_that_keeps_its_cues_finds_them_in_the_store(tmp_path: Path) -> None:
    async with house(tmp_path, governed=agreed(keep_days=30)) as here:
        room = await here.both_join()
        await here.until(lambda meeting: meeting.begun_at is not None)
        here.clock[0] = ALIVE_S
        room.heard([LAUGH])
        await here.until(lambda meeting: meeting.seconds == ALIVE_S)
        assert await here.store.events(room.meeting.id) == [LAUGH]
        assert here.rooms.fleeting.events(room.meeting.id, now=ALIVE_S) == []


async def test_only_the_two_of_a_pair_come_in_unless_they_agreed_on_guests(tmp_path: Path) -> None:
    async with house(tmp_path, governed=agreed()) as here:
        for stranger in (None, "eve"):
            with pytest.raises(ProtocolError) as caught:
                await here.rooms.open(here.invite, person=stranger)
            assert caught.value.code == "guests_not_agreed"
    async with house(tmp_path, invite=here.invite, governed=agreed(guests=True)) as open_house:
        assert await open_house.rooms.open(here.invite) is not None


async def test_what_a_pair_signs_during_a_call_holds_in_it_at_once(tmp_path: Path) -> None:
    async with house(tmp_path, governed=agreed(listening="live", keep_days=30)) as here:
        room = await here.both_join()
        for name in NAMES:
            room.receive(*here.seats[name], m.Consent(listen=True))
        assert listens(room)
        await here.until(lambda meeting: meeting.begun_at is not None)
        here.rooms.agreed(agreed(listening="off", keep_days=180))
        assert not listens(room)
        assert room.call.agreed == m.Agreed(listening="off", keep_days=30, version=1)
