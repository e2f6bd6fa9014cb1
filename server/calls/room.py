"""One live call: connections, tasks and the store around the call's state machine."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import assert_never

import msgspec

from cues.events import CueEvent
from cues.hints import Hint
from server.calls.companion import Companion
from server.calls.connection import Connection
from server.calls.fleeting import Fleeting
from server.calls.summary_key import summary_path, summary_token
from server.calls.tickets import Tickets
from server.pair.governs import Governed
from server.store.meetings import Meeting, Meetings, SeatRow
from signaling import effects as do
from signaling import messages as m
from signaling.effects import Effect
from signaling.errors import ProtocolError
from signaling.seat import hashed
from signaling.seats import Call

log = logging.getLogger(__name__)

POLL_S = 0.25
"""How often time passes for the call's state and the hints: a pause takes a hint for about a second."""

PING_S = 2.0
"""How often each page's way to the server is measured."""

PINGS_SOON = 6
"""Pings of a new connection that follow each other at every tick: one alone may have waited in a queue."""

FLUSH_S = 5.0
"""How long a cue event may wait for the store; a crash loses no more than this."""

ALIVE_S = 60.0
"""How often the store is told how long the call has lasted when there is nothing else to tell: after a
crash, a call that went on is told by it from one that was left."""


@dataclass(slots=True)
class Sitting:
    """The page that sits at a seat now."""

    connection: Connection
    epoch: int
    token: str
    pings: int = 0


class Room:
    """A call as it runs.

    `run` owns every task of the call and ends when the call is closed; all other methods are
    called from the same event loop and do not block.
    """

    def __init__(
        self,
        meeting: Meeting,
        *,
        invite: str,
        call: Call,
        companion: Callable[[Room], Companion],
        store: Meetings,
        clock: Callable[[], float],
        ice_servers: Callable[[], list[m.IceServer]] = list,
        governed: Governed | None = None,
        fleeting: Fleeting | None = None,
        tickets: Tickets | None = None,
    ) -> None:
        self.meeting = meeting
        self.invite = invite
        """The secret part of its link, for whom it is for."""
        self.governed = governed
        """What the pair agreed on; None for a meeting of two whose link is all there is."""
        self._fleeting = fleeting or Fleeting()
        self._tickets = tickets or Tickets()
        self.call = call
        self._store = store
        self._clock = clock
        self._ice_servers = ice_servers
        """For whoever comes in now: the keys of a TURN server are good for a while only."""
        self._companion = companion(self)
        self._sitting: dict[int, Sitting] = {}
        self._unsaved: list[CueEvent] = []
        self._saving = asyncio.Lock()
        self._seating = asyncio.Lock()
        self._pings: dict[tuple[int, int], float] = {}
        self._ping = 0
        self._tasks: asyncio.TaskGroup | None = None
        self._early: list[tuple[Coroutine[object, object, None], str]] = []
        """Work from before `run` had begun: a page is seated in the moment its call is opened."""
        self._closed = asyncio.Event()
        self._hints = 0
        self._given: dict[int, Hint] = {}

    @property
    def idle(self) -> bool:
        """Whether nobody is connected."""
        return not self._sitting

    def awaits(self, person: str) -> bool:
        """Whether somebody else is there and this person is not."""
        here = [seat.person for seat in self.call.seats if seat.connected]
        return bool(here) and person not in here

    def call_time(self) -> float:
        """Seconds since the call began; 0 before."""
        return self.call.call_time(self._clock()) or 0.0

    async def run(self) -> None:
        """Carry the call until `close`, or an error; whatever is still to be stored is stored at the end."""
        try:
            async with asyncio.TaskGroup() as self._tasks:
                self._tasks.create_task(self._tick(), name="call tick")
                for work, name in self._early:
                    self._spawn(work, name)
        finally:
            self._tasks = None
            self._closed.set()
            for sitting in self._sitting.values():
                sitting.connection.close()
            try:
                await self._companion.close()
            finally:
                await self._save()

    def close(self) -> None:
        """Let `run` come to its end."""
        self._closed.set()

    def farewell(self, error: ProtocolError) -> None:
        """Tell every page that the server goes."""
        for sitting in self._sitting.values():
            sitting.connection.close(error.code, error.text)

    def agree(self, governed: Governed) -> None:
        """Take what the pair has signed since: it holds at once."""
        held_under = None if self.governed is None else self.governed.keep_days
        self.governed = replace(governed, keep_days=held_under)
        self.act(self.call.agree(self.governed.agreed, now=self._clock()))

    # What pages do

    def enter(
        self, message: m.Enter, connection: Connection, *, new_token: str, person: str | None = None
    ) -> tuple[int, int]:
        """Seat a page; returns its seat and epoch. Raises what `Call.enter` raises.

        `person` is who is signed in; where no pair meets, a seat is only known by its token.
        """
        self.call.ice_servers = self._ice_servers()
        seat, effects = self.call.enter(
            message,
            new_token=new_token,
            now=self._clock(),
            person=None if self.governed is None else person,
        )
        epoch = self.call.seats[seat].epoch
        self._fence(seat)
        token = next(
            e.message.seat_token
            for e in effects
            if isinstance(e, do.Send) and isinstance(e.message, m.Welcome)
        )
        self._sitting[seat] = Sitting(connection, epoch, token)
        self._companion.arrived(seat)
        if self.call.seats[seat].joined:
            self._spawn(self._keep_seat(seat), "keep seat")
        self.act(effects)
        return seat, epoch

    def receive(self, seat: int, epoch: int, message: m.FromPage) -> None:
        """Take a message from a seated page. Raises what `Call.receive` raises."""
        self.act(self.call.receive(seat, epoch, message, now=self._clock()))

    def drop(self, seat: int, epoch: int) -> None:
        """Take note that a page's socket is gone."""
        sitting = self._sitting.get(seat)
        if sitting is not None and sitting.epoch == epoch:
            del self._sitting[seat]
        self.act(self.call.drop(seat, epoch, now=self._clock()))

    # What the listening side tells

    def heard(self, events: Sequence[CueEvent]) -> None:
        """Take new cue events: both pages see them, the store keeps them."""
        for event in events:
            self._unsaved.append(event)
            raw = msgspec.Raw(msgspec.json.encode(event))
            for seat in self._sitting:
                self._send(seat, m.CueMessage(event=raw))

    def voice(self, who: int, at: float, *, on: bool) -> None:
        """Tell both pages that a voice began or stopped."""
        for seat in self._sitting:
            self._send(seat, m.Heard(who=1 if who else 0, at=at, on=on, sound="voice"))

    def laughing(self, who: int, at: float) -> None:
        """Tell both pages that a laugh has begun; the cue itself follows when it is over."""
        for seat in self._sitting:
            self._send(seat, m.Heard(who=1 if who else 0, at=at, on=True, sound="laughter"))

    def hint(self, hint: Hint) -> None:
        """Tell one person, and nobody else, a hint."""
        self._hints += 1
        self._given[self._hints] = hint
        why = hint.why
        self._send(
            hint.receiver,
            m.HintMessage(
                id=self._hints,
                key=hint.key,
                why=m.HintWhy(start=why.start, end=why.end, sure=why.sure, line=why.line),
                seconds=hint.seconds,
                minutes=hint.minutes,
                changes=hint.changes,
            ),
        )

    def leg_changed(self, seat: int, *, on: bool) -> None:
        """Take note that a listening leg came up or went away."""
        self.act(self.call.leg_changed(seat, on=on, now=self._clock()))

    # What the state machine decides

    def act(self, effects: Sequence[Effect]) -> None:
        """Carry out effects in order; what takes time runs in the call's task group."""
        for effect in effects:
            match effect:
                case do.Send(seat=seat, message=message):
                    self._send(seat, message)
                case do.Begin():
                    self._companion.begin()
                    self._spawn(self._begin(datetime.now(UTC)), "keep begin")
                    for seat in self._sitting:
                        self._spawn(self._keep_seat(seat), "keep seat")
                case do.Resume():
                    self._companion.begin()
                case do.Rest():
                    self._spawn(self._gather(), "rest")
                case do.Listen(on=on, why=why):
                    self._companion.listen(on=on, why=why)
                case do.OpenLeg(seat=seat, offer=offer):
                    self._open_leg(seat, offer)
                case do.CloseLeg(seat=seat):
                    self._companion.close_leg(seat)
                case do.Mute(seat=seat, on=on):
                    self._companion.mute(seat, on=on)
                case do.Measured(seat=seat, report=report):
                    media = self.call.seats[seat].media
                    self._companion.measured(seat, report, video=media is not None and media.video)
                case do.Judged(seat=seat, feedback=feedback):
                    if (given := self._given.get(feedback.hint)) is not None and given.receiver == seat:
                        self._companion.judged(given, feedback.verdict)
                case do.Hinting(seat=seat, mode=mode):
                    self._companion.hinting(seat, mode)
                case do.StoryPhase(on=on):
                    self._companion.tell_stories(on=on)
                case do.Answered(seat=seat, n=n):
                    if (asked := self._pings.pop((seat, n), None)) is not None:
                        self._companion.uplink(seat, (self._clock() - asked) / 2)
                case do.Conclude(seat=seat):
                    self._spawn(self._conclude(seat), "conclude")
                case do.End():
                    self._spawn(self._end(), "end")
                case _:
                    assert_never(effect)

    def _send(self, seat: int, message: m.FromServer) -> None:
        if (sitting := self._sitting.get(seat)) is not None:
            sitting.connection.send(message)

    def _fence(self, seat: int) -> None:
        if (older := self._sitting.pop(seat, None)) is not None:
            older.connection.close("replaced", "This call was opened in another tab or window.")

    def _spawn(self, work: Coroutine[object, object, None], name: str) -> None:
        if self._closed.is_set():
            work.close()
        elif self._tasks is None:
            self._early.append((work, name))
        else:
            self._tasks.create_task(self._guard(work, name), name=f"call {name}")

    @staticmethod
    async def _guard(work: Coroutine[object, object, None], name: str) -> None:
        """Let a part that fails degrade and say so: it never ends the call."""
        try:
            await work
        except Exception as error:
            log.exception("call: %s failed (%s)", name, type(error).__name__)

    def _open_leg(self, seat: int, offer: m.LegOffer | m.LegOpen) -> None:
        if isinstance(offer, m.LegOffer):
            self._spawn(self._answer_leg(seat, offer), "open leg")
            return
        ticket = self._tickets.issue(self._companion.open_socket(seat))
        self._send(seat, m.LegTicket(ticket=ticket, leg=offer.leg))

    async def _answer_leg(self, seat: int, offer: m.LegOffer) -> None:
        try:
            sdp = await self._companion.open_leg(seat, offer.sdp)
        except ProtocolError as error:
            self._send(seat, m.Failed(code=error.code, text=error.text))
            return
        self._send(seat, m.LegAnswer(sdp=sdp, leg=offer.leg))

    async def _keep_seat(self, seat: int) -> None:
        sitting = self._sitting.get(seat)
        place = self.call.seats[seat]
        if sitting is None or place.name is None or place.token_hash is None:
            return
        row = SeatRow(
            seat=seat,
            name=place.name,
            token_hash=place.token_hash,
            summary_hash=hashed(summary_token(sitting.token)),
            joined=place.joined,
            person=place.person,
        )
        async with self._seating:
            await self._store.seat(self.meeting.id, row)

    async def _conclude(self, seat: int) -> None:
        sitting = self._sitting.get(seat)
        await self._gather()
        if sitting is not None:
            path = summary_path(sitting.token) if self.call.begun_at is not None else "/"
            sitting.connection.send(m.Left(summary=path))

    async def _gather(self) -> None:
        """Bring what was heard to its end, and store it, after who has sat there so far."""
        async with self._seating:
            pass
        if self.call.begun_at is not None:
            await self._companion.conclude()
            await self._save()

    async def _begin(self, at: datetime) -> None:
        """Keep the beginning, with what was agreed on in that moment."""
        if self.governed is not None:
            self.governed = replace(self.governed, keep_days=self.governed.keeps_days)
        keep_days = None if self.governed is None else self.governed.keep_days
        await self._store.begin(self.meeting.id, at=at, keep_days=keep_days)

    async def _end(self) -> None:
        await self._gather()
        await self._store.end(self.meeting.id, at=datetime.now(UTC))
        self.meeting = replace(self.meeting, ended_at=datetime.now(UTC))

    async def _save(self) -> None:
        """Store what has been heard; what could not be stored now waits for the next time."""
        async with self._saving:
            if self.call.begun_at is None:
                return
            events, self._unsaved = self._unsaved, []
            if self.governed is not None and self.governed.keeps_days == 0:
                self._fleeting.append(self.meeting.id, events, now=self._clock())
                events = []
            try:
                await self._store.append(self.meeting.id, events, seconds=self._companion.until)
            except Exception:
                self._unsaved = events + self._unsaved
                raise

    async def _tick(self) -> None:
        """Again and again: time passes, ways are measured, events go to the store."""
        flushed = pinged = self._clock()
        while not self._closed.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), POLL_S)
            now = self._clock()
            self.act(self.call.poll(now=now))
            self._companion.poll()
            due = now - pinged >= PING_S
            pinged = now if due else pinged
            self._measure(now, everybody=due)
            if now - flushed >= (FLUSH_S if self._unsaved else ALIVE_S):
                flushed = now
                await self._guard(self._save(), "save")

    def _measure(self, now: float, *, everybody: bool) -> None:
        """Ping everybody, or only pages that have just come."""
        self._ping += 1
        self._pings = {key: at for key, at in self._pings.items() if now - at < 10 * PING_S}
        for seat, sitting in self._sitting.items():
            if everybody or sitting.pings < PINGS_SOON:
                sitting.pings += 1
                self._pings[(seat, self._ping)] = now
                sitting.connection.send(m.Ping(n=self._ping))
