"""The call two of a pair start at any time: one and the same, whoever of them asks first."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from server.calls.rooms import INVITE_DAYS, Rooms
from server.secret import Secret
from server.store.meetings import Meetings
from signaling.seat import hashed


class Standing:
    """Finds a pair's call or opens it; its invitation is derived, so that nobody keeps it."""

    def __init__(self, rooms: Rooms, *, store: Meetings, secret: Secret, now: Callable[[], datetime]) -> None:
        self._rooms = rooms
        self._store = store
        self._secret = secret
        self._now = now
        self._asking = asyncio.Lock()

    async def invite(self, partnership: str) -> str:
        """Return the invitation to the call the two can go to now.

        That is the one somebody of them is in, a planned one too; else the last one started so, as long as
        it is not over; else a new one.
        """
        async with self._asking:
            under_way = self._rooms.under_way(partnership)
            if under_way is not None:
                return under_way.invite
            now = self._now()
            since = now - timedelta(days=INVITE_DAYS)
            for meeting_id in await self._store.open_of(partnership, since=since):
                invite = self._invite(meeting_id)
                meeting = await self._store.by_invite(hashed(invite))
                if meeting is not None and not await self._rooms.is_over(meeting):
                    return invite
            meeting_id = secrets.token_hex(16)
            invite = self._invite(meeting_id)
            await self._store.create(
                meeting_id=meeting_id, invite_hash=hashed(invite), now=now, partnership=partnership
            )
            return invite

    def awaiting(self, partnership: str, person: str) -> str | None:
        """Return the invitation to the call in which the other of a pair is and this one is not."""
        room = self._rooms.under_way(partnership)
        return room.invite if room is not None and room.awaits(person) else None

    def _invite(self, meeting_id: str) -> str:
        return self._secret.path_part("standing call", meeting_id)
