"""The listening side of one call: two legs in, cue events, live voices and hints out."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable, Sequence
from itertools import count
from typing import Protocol

import msgspec

from cues import conversation, hints
from cues.conversation import Conversation
from cues.delays import Delaying
from cues.events import CueEvent, Laughing, Line, Live, Overlap, Reason, Unheard, Voice
from cues.hints import Budget, Hint, Mode, Verdict
from cues.pipeline import Pipeline
from cues.settings import TALK
from server.calls.legs import Leg, Legs
from server.media.hearing import Hearing
from server.media.listener import Listener
from server.media.rtp import Packet
from server.media.sdp import LegSettings
from server.media.socket_leg import SocketLeg
from server.media.tap import Tap
from signaling.errors import ProtocolError
from signaling.messages import LineReport

UPLINK_KEPT = 3
"""The last one-way delays of each page, one every 2 s: what a part of the timeline begins with."""

UPLINK_MOST_S = 1.0
"""No more is taken off a person's times than this, whatever their page says (choice)."""

DEAF_S = 1.0
"""Without sound for so long a person is not heard, whatever they do: the longest pause of a leg is 0.4 s."""

MAX_FAILURES = 3
"""After this many errors in one call's listening it stays paused: the call goes on without it."""


def _nowhere(_packet: Packet) -> None:
    """Take a packet nobody may hear."""


def _after(event: CueEvent, since: float) -> CueEvent | None:
    """Drop what an earlier part of the call has told already: each part's timeline starts at 0."""
    if not isinstance(event, Unheard) or event.start >= since:
        return event
    return None if event.end <= since else msgspec.structs.replace(event, start=since)


class Audience(Protocol):
    """Who is told what is heard."""

    def heard(self, events: Sequence[CueEvent]) -> None:
        """Take final cue events, in the order they were decided."""

    def voice(self, who: int, at: float, *, on: bool) -> None:
        """Take note that a voice began or stopped."""

    def laughing(self, who: int, at: float) -> None:
        """Take note that somebody has begun to laugh."""

    def hint(self, hint: Hint) -> None:
        """Pass a hint to its receiver."""

    def leg_changed(self, seat: int, *, on: bool) -> None:
        """Take note that a leg came up or went away."""


class Companion:
    """Listens to one call while it may, and keeps still otherwise.

    The call's time is `clock`, and up to `since` it was told before (by this call, before a restart).
    Before `begin` nothing happens. All methods are the event loop's.
    """

    def __init__(
        self,
        audience: Audience,
        *,
        listener: Listener[Pipeline],
        leg: LegSettings,
        clock: Callable[[], float],
        since: float = 0.0,
    ) -> None:
        self._audience = audience
        self._listener = listener
        self._leg = leg
        self._clock = clock
        self._hearing: Hearing[Pipeline] | None = None
        self._since = since
        self._listening = False
        self._why: Reason = "paused"
        self._muted = [False, False]
        self._legs = (self._legs_of(0), self._legs_of(1))
        self._streams = count(-1, -1)
        self._sinks: list[Callable[[Packet], None]] = [_nowhere, _nowhere]
        self._arrived_at = [-math.inf, -math.inf]
        self._failures = 0
        self._concluding = asyncio.Lock()
        self._closing: set[asyncio.Task[None]] = set()
        self._uplinks: tuple[deque[float], ...] = (deque(maxlen=UPLINK_KEPT), deque(maxlen=UPLINK_KEPT))
        self._conversation = Conversation()
        self._delays = (Delaying(0, TALK.line), Delaying(1, TALK.line))
        self._budgets = [Budget(), Budget()]
        self._modes: list[Mode] = ["live", "live"]
        self._stories = False

    def _legs_of(self, seat: int) -> Legs:
        return Legs(close=self._close, on_changed=lambda on: self._audience.leg_changed(seat, on=on))

    @property
    def until(self) -> float:
        """How far the timeline goes, in seconds of call time: told, or being listened to."""
        return self._since if self._hearing is None else self._clock()

    def begin(self) -> None:
        """Start the timeline, or go on with it: unheard until `listen`."""
        if self._hearing is not None or self._failures >= MAX_FAILURES:
            return
        since = self._since
        self._hearing = self._listener.open(
            clock=self._clock, on_events=lambda events: self._told(events, since), on_failed=self._failed
        )
        if not self._listening:
            self._hearing.pause(self._why)
        for who, muted in enumerate(self._muted):
            self._hearing.mute(who, muted)
            for delay_s in self._uplinks[who]:
                self._hearing.measured(who, delay_s)
            self._sinks[who] = self._hearing.sink(who)

    def listen(self, *, on: bool, why: Reason = "paused") -> None:
        """Listen from now on, or stop at once, and say why."""
        self._listening, self._why = on, why
        if on:
            self.begin()
        if self._hearing is not None:
            if on:
                self._hearing.resume()
            else:
                self._hearing.pause(why)

    def mute(self, seat: int, *, on: bool) -> None:
        """Hear nothing of a person while their microphone is off."""
        self._muted[seat] = on
        if self._hearing is not None:
            self._hearing.mute(seat, on)

    def uplink(self, seat: int, delay_s: float) -> None:
        """Take a measured one-way delay from a page to here, in seconds; a page slow to answer is no line."""
        delay_s = min(delay_s, UPLINK_MOST_S)
        self._uplinks[seat].append(delay_s)
        if self._hearing is not None:
            self._hearing.measured(seat, delay_s)

    def arrived(self, seat: int) -> None:
        """Take note that a seat's page has another connection: what was measured of the old one is past."""
        self._uplinks[seat].clear()

    async def open_leg(self, seat: int, offer: str) -> str:
        """Answer the offer of a listening leg by RTP, which takes over from an older one when it is up.

        Raises
        ------
        ProtocolError
            `leg_failed`: the offer cannot be used; `listening_off`: listening stopped meanwhile.
        """
        self._allowed()
        tap = Tap(
            sink=lambda packet: self._arrived(seat, packet),
            clock=self._clock,
            on_state=lambda _: self._legs[seat].changed(tap),
            settings=self._leg,
        )
        self._legs[seat].add(tap)
        answer = await tap.answer(offer)
        if not self._legs[seat].has(tap):
            raise ProtocolError("listening_off", "Listening stopped meanwhile.")
        return answer

    def open_socket(self, seat: int) -> SocketLeg:
        """Return a listening leg over a socket, which takes over from an older one with its first frame.

        Raises
        ------
        ProtocolError
            `listening_off`: nobody is listened to.
        """
        self._allowed()
        leg = SocketLeg(
            sink=lambda packet: self._arrived(seat, packet),
            clock=self._clock,
            stream=lambda: next(self._streams),
            on_state=lambda _: self._legs[seat].changed(leg),
        )
        self._legs[seat].add(leg)
        return leg

    def close_leg(self, seat: int) -> None:
        """Close a person's listening legs; nothing of them is heard from now on."""
        self._legs[seat].clear()

    def _allowed(self) -> None:
        if self._hearing is None or not self._listening:
            raise ProtocolError("listening_off", "Nobody is listened to unless both say yes.")

    def _close(self, leg: Leg) -> None:
        task = asyncio.get_running_loop().create_task(leg.close(), name="close leg")
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def measured(self, seat: int, report: LineReport, *, video: bool) -> None:
        """Take a page's report about its line, which carries `video` or a voice alone."""
        line = Line(
            who=seat,
            at=self._clock(),
            rtt_s=report.rtt_s,
            lost=report.lost,
            outgoing_bps=report.outgoing_bps,
            delay_s=report.delay_s,
            video=video,
        )
        self._apply(line)
        if self._listening and (stood := self._delays[seat].hear(line)) is not None:
            self._audience.heard([stood])

    def hinting(self, seat: int, mode: Mode) -> None:
        """Take a person's choice of when they want hints."""
        self._modes[seat] = mode

    def tell_stories(self, *, on: bool) -> None:
        """Take note that the two tell each other their stories: no hint calls a turn long meanwhile."""
        self._stories = on

    def judged(self, hint: Hint, verdict: Verdict) -> None:
        """Take what a receiver did with a hint."""
        seat = hint.receiver
        self._budgets[seat] = self._budgets[seat].feedback(hint.key, verdict, self._clock())

    def poll(self) -> None:
        """Look whether there is something worth saying now: nothing while somebody may speak unheard."""
        now = self._clock()
        if not self._listening or any(self._deaf_to(seat, now) for seat in (0, 1)):
            return
        for seat in (0, 1):
            hint = hints.decide(
                self._conversation,
                receiver=seat,
                now=now,
                mode=self._modes[seat],
                budget=self._budgets[seat],
                story_phase=self._stories,
            )
            if hint is not None:
                self._budgets[seat] = self._budgets[seat].shown(hint)
                self._audience.hint(hint)

    async def conclude(self) -> None:
        """Bring what was heard to its end; the audience has all of it when this returns."""
        async with self._concluding:
            stood = [delay for each in self._delays if (delay := each.finish()) is not None]
            if stood:
                self._audience.heard(stood)
            hearing, self._hearing = self._hearing, None
            since, now = self._since, self._clock()
            if hearing is not None:
                self._since = now
                self._told(await hearing.finish(), since)
            elif self._failures >= MAX_FAILURES and now > since:
                self._since = now
                self._told([Unheard(who=who, start=since, end=now, reason="failed") for who in (0, 1)], since)

    async def close(self) -> None:
        """Conclude, and close both legs."""
        self._listening = False
        for seat in (0, 1):
            self.close_leg(seat)
        await self.conclude()
        if self._closing:
            await asyncio.wait(self._closing)

    def _told(self, events: Sequence[Live], since: float) -> None:
        final: list[CueEvent] = []
        for event in events:
            if isinstance(event, Overlap):
                event = self._conversation.label(event)
            if isinstance(event, Voice):
                self._audience.voice(event.who, event.at, on=event.on)
            elif isinstance(event, Laughing):
                self._audience.laughing(event.who, event.at)
            elif not isinstance(event, Line) and (kept := _after(event, since)) is not None:
                final.append(kept)
            self._apply(event)
        if final:
            self._audience.heard(final)
        self.poll()

    def _arrived(self, seat: int, packet: Packet) -> None:
        self._arrived_at[seat] = self._clock()
        self._sinks[seat](packet)

    def _deaf_to(self, seat: int, now: float) -> bool:
        return not self._muted[seat] and now - self._arrived_at[seat] > DEAF_S

    def _apply(self, event: Live) -> None:
        self._conversation = conversation.apply(self._conversation, event)

    def _failed(self, lost: Sequence[Live]) -> None:
        """Begin anew after an error in this call's listening, a few times; what was lost by it is told.

        Both legs are closed, so that both people read that listening is paused; the pages open
        new ones by themselves.
        """
        self._hearing = None
        self._told(lost, self._since)
        self._since = self._clock()
        self._failures += 1
        for seat in (0, 1):
            self.close_leg(seat)
            self._audience.leg_changed(seat, on=False)
        self.begin()
