"""Whether the two are listened to, and how each of them is told that. Pure, over the two seats."""

from __future__ import annotations

from typing import Literal

from signaling import messages as m
from signaling.effects import Why
from signaling.seat import Seat

Seats = tuple[Seat, Seat]


def wanted(seats: Seats) -> bool:
    """Whether both are in the call, have said yes, and nobody is off the record."""
    return all(seat.presence == "in_call" and seat.consent and not seat.off_record for seat in seats)


def why_not(seats: Seats, *, begun: bool) -> Why:
    """Say why nobody is listened to, if that is so."""
    presences = [seat.presence for seat in seats]
    if not begun or presences == ["in_call", "in_call"]:
        return "paused"
    return "absent" if "left" in presences else "away"


def seen(seats: Seats, index: int, *, on: bool, now: float) -> m.Listening:
    """Return what the person at `index` is told, while listening is `on` or not."""
    mine, theirs = seats[index], seats[1 - index]
    sides: tuple[tuple[Literal["me", "them"], Seat], ...] = (("me", mine), ("them", theirs))
    off = tuple(side for side, seat in sides if seat.off_record)
    deaf = tuple(side for side, seat in sides if on and seat.deaf(now))
    state: m.ListeningState
    if off:
        state = "off_record"
    elif not on:
        state = "waiting"
    else:
        state = "paused" if deaf else "on"
    return m.Listening(state=state, mine=mine.consent, theirs=theirs.consent, off_record_by=off, deaf_to=deaf)
