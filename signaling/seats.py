"""The two-seat call as a state machine: who sits where, who has said yes, and who is told what.

    absent ──enter──► green_room ──join──► in_call ──leave──► left
                          ▲                  │  ▲               │
                          │               drop  enter           │
                          │                  ▼  │               │
                          └──enter────────  dropped             │
                          └──enter──────────────────────────────┘

A seat belongs to the first person who entered it, known by a token only their browser keeps. Every
`enter` raises the seat's epoch; what an older connection says is refused, so there is never a
ghost or a double. Time is an argument everywhere, in seconds of any steady clock.

Listening is on when both are in the call, both have said yes and neither is off the record; where the two
agreed on no listening nobody can say yes. Losing the socket ends listening to that person too: somebody
who cannot say "stop" is not listened to.
"""

from __future__ import annotations

import hmac
from typing import Literal, assert_never

from signaling import effects as do
from signaling import listening
from signaling import messages as m
from signaling.effects import Effect, Why
from signaling.errors import ProtocolError
from signaling.seat import LEG_GRACE_S, Seat, hashed

SEATS: tuple[Literal[0, 1], Literal[0, 1]] = (0, 1)

EMPTY_S = 900.0
"""After this long with nobody connected a call that had begun is over (choice)."""


_MODES: tuple[m.HintMode, ...] = ("off", "after", "live")
"""What Duologue may do, from the least to the most."""


class Call:
    """One call of exactly two seats.

    Every method takes the time and returns what to do, in order; `enter` raises when there is no
    place, and `receive` when the connection may not say this.
    """

    def __init__(
        self, *, now: float, ice_servers: list[m.IceServer] | None = None, agreed: m.Agreed | None = None
    ) -> None:
        self.agreed = agreed
        """What the two agreed on; None: nothing but what they say in the call."""
        self.seats = (self._free(now), self._free(now))
        self.begun_at: float | None = None
        self.listening = False
        self._why: Why = "paused"
        self.over = False
        self.ice_servers = ice_servers or []
        self.stories: int | None = None
        """Where the two are in their stories; None: not at them."""
        self._told: list[m.Listening | None] = [None, None]
        self._empty_since: float | None = now

    def enter(
        self, message: m.Enter, *, new_token: str, now: float, person: str | None = None
    ) -> tuple[Literal[0, 1], list[Effect]]:
        """Seat a person: where they sat, by their token or who they are; or at a free place with `new_token`.

        `person` is who is signed in: nobody else gets their place, and they take no second one.

        Raises
        ------
        ProtocolError
            `version`: another protocol version; `meeting_over`; `call_is_for_two`: both taken.
        """
        if message.version != m.VERSION:
            raise ProtocolError("version", f"This server speaks version {m.VERSION}. Load the page anew.")
        if self.over:
            raise ProtocolError("meeting_over", "This meeting has ended.")
        index, token = self._place(message.seat_token, new_token, person)
        seat = self.seats[index]
        older = seat.epoch
        seat.token_hash = hashed(token)
        seat.person = seat.person or person
        seat.name = message.name
        seat.page = message.page
        seat.epoch += 1
        seat.presence, seat.since = "green_room", now
        self._empty_since = None
        out: list[Effect] = []
        if older:
            out += self._close_leg(index)
        out.append(do.Send(seat=index, message=self._welcome(index, token, now)))
        if self.agreed is not None:
            out.append(do.Send(seat=index, message=self.agreed))
            out.append(do.Hinting(seat=index, mode=seat.hints))
        if self.stories is not None:
            out.append(do.Send(seat=index, message=m.Stories(step=self.stories)))
        self._told[index] = listening.seen(self.seats, index, on=self.listening, now=now)
        return index, [
            *out,
            do.Send(seat=1 - index, message=self.partner(1 - index, now)),
            *self._settle(now),
        ]

    def restore(
        self, index: int, *, name: str, token_hash: bytes, joined: bool, person: str | None = None
    ) -> None:
        """Put back who sat where before a restart, as the store knows it; before any `enter`."""
        seat = self.seats[index]
        seat.person = person
        seat.name, seat.token_hash, seat.joined, seat.inside = name, token_hash, joined, joined
        seat.presence = "dropped" if joined else "absent"

    def receive(self, index: int, epoch: int, message: m.FromPage, *, now: float) -> list[Effect]:
        """Take one message of the connection that entered `index` with `epoch`.

        Raises
        ------
        ProtocolError
            `replaced`: the seat was opened elsewhere since; `bad_message`: a second `enter`;
            `not_in_call`, `listening_off`: not now; `agreed_otherwise`: the two agreed on less.
        """
        seat = self.seats[index]
        if epoch != seat.epoch:
            raise ProtocolError("replaced", "This call was opened in another tab or window.")
        if not seat.connected and not isinstance(message, m.Ping | m.Pong):
            raise ProtocolError("not_in_call", "You have left. Enter again to come back.")
        match message:
            case m.Join(media=media):
                return self._join(index, media, now)
            case m.SetMedia(media=media):
                muted = seat.muted
                seat.media = media
                told: list[Effect] = [do.Send(seat=1 - index, message=self.partner(1 - index, now))]
                if seat.muted != muted:
                    told.append(do.Mute(seat=index, on=not muted))
                return told
            case m.Consent(listen=listen):
                if listen and self._most() == "off":
                    raise ProtocolError("agreed_otherwise", "You agreed that Duologue does not listen.")
                seat.consent = listen
                return self._settle(now)
            case m.OffRecord(on=on):
                seat.off_record = on
                return self._settle(now)
            case m.Description() | m.Candidate():
                return self._relay(index, message)
            case m.LegOffer() | m.LegOpen():
                if not self.listening:
                    raise ProtocolError("listening_off", "Nobody is listened to unless both say yes.")
                return [do.OpenLeg(seat=index, offer=message)]
            case m.LineReport():
                return [do.Measured(seat=index, report=message)] if self.begun_at is not None else []
            case m.SetHints(mode=mode):
                if mode != self._careful(mode):
                    raise ProtocolError("agreed_otherwise", "You agreed on no hints during the call.")
                seat.hints = mode
                return [do.Hinting(seat=index, mode=mode)]
            case m.Feedback():
                return [do.Judged(seat=index, feedback=message)]
            case m.Stories(step=step):
                return self._tell(index, step)
            case m.Ping(n=n):
                return [do.Send(seat=index, message=m.Pong(n=n, at=self.call_time(now)))]
            case m.Pong(n=n):
                return [do.Answered(seat=index, n=n)]
            case m.Leave():
                return self._leave(index, now)
            case m.Enter():
                raise ProtocolError("bad_message", "You have entered already.")
            case _:
                assert_never(message)

    def agree(self, agreed: m.Agreed, *, now: float) -> list[Effect]:
        """Take what the two have agreed on since: less holds at once, more is asked for as ever."""
        self.agreed = agreed
        out: list[Effect] = []
        for index in SEATS:
            seat = self.seats[index]
            seat.hints = self._careful(seat.hints)
            seat.consent = seat.consent if self._most() != "off" else None
            out.append(do.Hinting(seat=index, mode=seat.hints))
            if seat.connected:
                out.append(do.Send(seat=index, message=agreed))
        return [*out, *self._settle(now)]

    def drop(self, index: int, epoch: int, *, now: float) -> list[Effect]:
        """Take note that the connection of `index` with `epoch` is gone."""
        seat = self.seats[index]
        if epoch != seat.epoch or not seat.connected:
            return []
        if seat.presence == "green_room" and not seat.joined:
            self._vacate(index, now)
        else:
            seat.presence, seat.since = "dropped", now
        self._note_empty(now)
        rest = self.begun_at is not None and self._empty_since is not None
        return [
            *self._close_leg(index),
            do.Send(seat=1 - index, message=self.partner(1 - index, now)),
            *self._settle(now),
            *([do.Rest()] if rest else []),
        ]

    def leg_changed(self, index: int, *, on: bool, now: float) -> list[Effect]:
        """Take note that the sound of `index` arrives (`on`) or no longer does."""
        seat = self.seats[index]
        seat.leg_on = on
        if not on:
            seat.leg_wanted_since = now - LEG_GRACE_S if self.listening else None
        return self._settle(now)

    def poll(self, *, now: float) -> list[Effect]:
        """Let time pass: announce a leg that does not come up, end a call nobody comes back to."""
        if not self.over and self._empty_since is not None and now - self._empty_since >= EMPTY_S:
            return self._end() if self.begun_at is not None else []
        return self._settle(now)

    def call_time(self, now: float) -> float | None:
        """Seconds since both were first in the call; None before."""
        return None if self.begun_at is None else now - self.begun_at

    def empty_for(self, now: float) -> float:
        """Seconds since the last page went away; 0 while one is there."""
        return 0.0 if self._empty_since is None else now - self._empty_since

    def partner(self, index: int, now: float) -> m.Partner:
        """Say how the other seat looks from `index`."""
        other = self.seats[1 - index]
        return m.Partner(
            presence=other.presence,
            name=other.name,
            page=other.page,
            media=other.media,
            since_s=max(0.0, now - other.since),
        )

    def _place(self, token: str | None, new_token: str, person: str | None) -> tuple[Literal[0, 1], str]:
        for index in SEATS:
            known = person is not None and self.seats[index].person == person
            kept = self.seats[index].token_hash
            if token is not None and kept is not None and hmac.compare_digest(kept, hashed(token)):
                if known or self.seats[index].person is None:
                    return index, token
            elif known:
                return index, new_token
        for index in SEATS:
            if self.seats[index].token_hash is None:
                return index, self._fresh(token) or new_token
        raise ProtocolError("call_is_for_two", "Both places are taken.")

    def _fresh(self, token: str | None) -> str | None:
        """Return a token that no seat has: a page whose `welcome` was lost finds its place again by it."""
        if token is None or any(seat.token_hash == hashed(token) for seat in self.seats):
            return None
        return token

    def _free(self, now: float, epoch: int = 0) -> Seat:
        return Seat(since=now, epoch=epoch, hints=self._careful("live"))

    def _most(self) -> m.HintMode:
        """Say the most Duologue may do in this call."""
        return "live" if self.agreed is None else self.agreed.listening

    def _careful(self, mode: m.HintMode) -> m.HintMode:
        """Return a mode, or what was agreed on where that is less."""
        return _MODES[min(_MODES.index(mode), _MODES.index(self._most()))]

    def _vacate(self, index: int, now: float) -> None:
        """Free a place whose person never came into the call; the epoch goes on rising."""
        seat = self.seats[index]
        self.seats = (
            (self._free(now, seat.epoch), self.seats[1])
            if index == 0
            else (self.seats[0], self._free(now, seat.epoch))
        )

    def _join(self, index: int, media: m.Media, now: float) -> list[Effect]:
        seat = self.seats[index]
        seat.media = media
        seat.joined = seat.inside = True
        seat.presence, seat.since = "in_call", now
        out: list[Effect] = []
        both = all(s.presence == "in_call" for s in self.seats)
        if self.begun_at is None and both:
            self.begun_at = now
            out.append(do.Begin())
            out += [do.Mute(seat=i, on=True) for i in SEATS if self.seats[i].muted]
        elif self.begun_at is not None:
            out.append(do.Mute(seat=index, on=seat.muted))
            out += [do.Resume()] if both else []
        return [*out, do.Send(seat=1 - index, message=self.partner(1 - index, now)), *self._settle(now)]

    def _leave(self, index: int, now: float) -> list[Effect]:
        seat = self.seats[index]
        if seat.presence == "green_room" and not seat.joined:
            self._vacate(index, now)
        else:
            seat.presence, seat.since = "left", now
        seat.off_record = seat.inside = False
        self._note_empty(now)
        out = [
            *self._close_leg(index),
            do.Send(seat=1 - index, message=self.partner(1 - index, now)),
            *self._settle(now),
            do.Conclude(seat=index),
        ]
        gone = all(s.presence in ("left", "dropped") for s in self.seats)
        return out + (self._end() if gone and self.begun_at is not None else [])

    def _end(self) -> list[Effect]:
        self.over = True
        return [do.End()]

    def _relay(self, index: int, message: m.Description | m.Candidate) -> list[Effect]:
        """Pass a message on, unless it was meant for an older page of the partner."""
        if self.seats[index].presence != "in_call":
            raise ProtocolError("not_in_call", "Join the call first.")
        other = self.seats[1 - index]
        if other.presence != "in_call" or message.page != other.page:
            return []
        return [do.Send(seat=1 - index, message=message)]

    def _tell(self, index: int, step: int | None) -> list[Effect]:
        """Move on in the stories, for both."""
        if self.seats[index].presence != "in_call":
            raise ProtocolError("not_in_call", "Join the call first.")
        self.stories = step
        told: list[Effect] = [do.Send(seat=seat, message=m.Stories(step=step)) for seat in SEATS]
        return [*told, do.StoryPhase(on=step is not None)]

    def _close_leg(self, index: int) -> list[Effect]:
        seat = self.seats[index]
        seat.leg_on = False
        seat.leg_wanted_since = None
        return [do.CloseLeg(seat=index)]

    def _settle(self, now: float) -> list[Effect]:
        """Bring listening in line with what both have said, and tell whoever sees a change."""
        wanted = listening.wanted(self.seats)
        out: list[Effect] = []
        why = listening.why_not(self.seats, begun=self.begun_at is not None)
        if (wanted, why) != (self.listening, self._why):
            self.listening, self._why = wanted, why
            out.append(do.Listen(on=wanted, why=why))
            for index in SEATS:
                if not wanted:
                    out += self._close_leg(index)
        if wanted:
            for seat in self.seats:
                if seat.leg_wanted_since is None:
                    seat.leg_wanted_since = now
        for index in SEATS:
            seen = listening.seen(self.seats, index, on=self.listening, now=now)
            if self.seats[index].connected and seen != self._told[index]:
                self._told[index] = seen
                out.append(do.Send(seat=index, message=seen))
        return out

    def _welcome(self, index: Literal[0, 1], token: str, now: float) -> m.Welcome:
        seat = self.seats[index]
        return m.Welcome(
            seat=index,
            seat_token=token,
            polite=index == 1,
            joined=seat.inside,
            ice_servers=self.ice_servers,
            call_time_s=self.call_time(now),
            hints=seat.hints,
            partner=self.partner(index, now),
            listening=listening.seen(self.seats, index, on=self.listening, now=now),
        )

    def _note_empty(self, now: float) -> None:
        if not any(s.connected for s in self.seats):
            self._empty_since = now
