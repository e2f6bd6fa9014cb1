"""The live calls of this process: opened by an invitation, closed when nobody needs them."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from server.calls.companion import Companion
from server.calls.fleeting import Fleeting
from server.calls.room import Room
from server.calls.summary_key import summary_path
from server.calls.tickets import Tickets
from server.pair.governs import Governed, may_enter
from server.store.meetings import Meeting, Meetings
from signaling.errors import ProtocolError
from signaling.messages import IceServer
from signaling.seat import hashed
from signaling.seats import EMPTY_S, SEATS, Call

log = logging.getLogger(__name__)

SWEEP_S = 5.0
"""How often empty rooms are looked for."""

UNBEGUN_EMPTY_S = 10.0
"""How long a call that never began stays in memory with nobody there; the store keeps it."""

INVITE_DAYS = 30
"""How long an invitation nobody used leads anywhere (choice)."""


async def _nobody(_meeting_id: str) -> Governed | None:
    return None


class Rooms:
    """All live calls. `run` owns their tasks; it ends after `close`."""

    def __init__(
        self,
        *,
        store: Meetings,
        companion: Callable[[Room], Companion],
        ice_servers: Callable[[], list[IceServer]],
        clock: Callable[[], float],
        governing: Callable[[str], Awaitable[Governed | None]] = _nobody,
    ) -> None:
        self._store = store
        self._governing = governing
        self.fleeting = Fleeting()
        """What was heard lately by pairs who agreed to store nothing."""
        self.tickets = Tickets()
        """Legs of any call that wait for their socket."""
        self._companion = companion
        self._ice_servers = ice_servers
        self._clock = clock
        self._rooms: dict[str, Room] = {}
        self._opening = asyncio.Lock()
        self._tasks: asyncio.TaskGroup | None = None
        self._stopping = asyncio.Event()

    def __len__(self) -> int:
        return len(self._rooms)

    async def create(self) -> str:
        """Keep a new meeting and return its invitation, the secret part of its link: anybody's who has it."""
        invite = secrets.token_urlsafe(16)
        await self._store.create(
            meeting_id=secrets.token_hex(16), invite_hash=hashed(invite), now=datetime.now(UTC)
        )
        return invite

    def under_way(self, partnership: str) -> Room | None:
        """Return the call of a pair that somebody is in, planned or not."""
        theirs = (
            room
            for room in self._rooms.values()
            if room.governed is not None and room.governed.partnership == partnership
        )
        return next((room for room in theirs if not room.call.over and not room.idle), None)

    async def open(self, invite: str, *, person: str | None = None) -> Room:
        """Return the running call an invitation leads to; to be entered before anything else is awaited.

        `person` is who is signed in, None for nobody.

        Raises
        ------
        ProtocolError
            `unknown_meeting`, `meeting_over`, `guests_not_agreed` or `server_stopping`.
        """
        async with self._opening:
            meeting = await self._store.by_invite(hashed(invite))
            if meeting is None:
                raise ProtocolError("unknown_meeting", "This link leads to no meeting.")
            if self._stopping.is_set() or self._tasks is None:
                raise ProtocolError("server_stopping", "The server restarts. Try again in a moment.")
            room = self._rooms.get(meeting.id)
            if room is None:
                if await self.is_over(meeting):
                    raise ProtocolError("meeting_over", "This meeting has ended.")
                room = self._start(meeting, invite, self._tasks, await self._governing(meeting.id))
            governed = room.governed
            if governed is not None and not governed.active:
                raise ProtocolError("meeting_over", "The two of a pair no longer meet.")
            if governed is not None and not may_enter(governed.terms, of_the_pair=person in governed.people):
                raise ProtocolError("guests_not_agreed", "This link opens for the two of a pair alone.")
            return room

    async def summary(self, invite: str, seat_token: str | None) -> str | None:
        """Return the path of a seat's private summary; None when the token is of no seat of this meeting."""
        meeting = await self._store.by_invite(hashed(invite))
        if meeting is None or seat_token is None:
            return None
        known = any(hmac.compare_digest(row.token_hash, hashed(seat_token)) for row in meeting.seats)
        return summary_path(seat_token) if known and meeting.begun_at is not None else None

    def agreed(self, governed: Governed) -> None:
        """Let what a pair has signed hold in their calls under way."""
        for room in self._rooms.values():
            if room.governed is not None and room.governed.partnership == governed.partnership:
                room.agree(governed)

    async def run(self, started: Callable[[], None] = lambda: None) -> None:
        """Own all calls until `close`, then end them: told, concluded and stored."""
        async with asyncio.TaskGroup() as self._tasks:
            started()
            while not self._stopping.is_set():
                self._sweep()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), SWEEP_S)
            for room in self._rooms.values():
                room.farewell(ProtocolError("server_stopping", "The server restarts."))
                room.close()
        self._tasks = None

    def close(self) -> None:
        """Refuse new calls and let `run` come to its end."""
        self._stopping.set()

    async def is_over(self, meeting: Meeting) -> bool:
        """Whether nobody can come into a call any more; one left long ago is ended by being asked about."""
        if (room := self._rooms.get(meeting.id)) is not None:
            return room.call.over
        if meeting.ended_at is not None:
            return True
        now = datetime.now(UTC)
        if meeting.begun_at is None:
            return (now - meeting.created_at).days >= INVITE_DAYS
        if (now - meeting.begun_at).total_seconds() - meeting.seconds < EMPTY_S:
            return False
        await self._store.end(meeting.id, at=now)
        return True

    def _start(
        self, meeting: Meeting, invite: str, tasks: asyncio.TaskGroup, governed: Governed | None
    ) -> Room:
        now = self._clock()
        agreed = None if governed is None else governed.agreed
        call = Call(now=now, agreed=agreed)
        for row in meeting.seats:
            call.restore(
                SEATS[row.seat],
                name=row.name,
                token_hash=row.token_hash,
                joined=row.joined,
                person=row.person,
            )
        if meeting.begun_at is not None:
            call.begun_at = now - (datetime.now(UTC) - meeting.begun_at).total_seconds()
        room = Room(
            meeting,
            invite=invite,
            call=call,
            companion=self._companion,
            store=self._store,
            clock=self._clock,
            ice_servers=self._ice_servers,
            governed=governed,
            fleeting=self.fleeting,
            tickets=self.tickets,
        )
        self._rooms[meeting.id] = room
        tasks.create_task(self._carry(meeting.id, room), name="call")
        return room

    async def _carry(self, meeting_id: str, room: Room) -> None:
        try:
            await room.run()
        except Exception as error:
            log.error("a call ended by %s", type(error).__name__)
        finally:
            if self._rooms.get(meeting_id) is room:
                del self._rooms[meeting_id]

    def _sweep(self) -> None:
        now = self._clock()
        self.fleeting.forget(now=now)
        for meeting_id, room in list(self._rooms.items()):
            unbegun = room.call.begun_at is None and room.call.empty_for(now) >= UNBEGUN_EMPTY_S
            if room.idle and (room.call.over or unbegun):
                del self._rooms[meeting_id]
                room.close()
