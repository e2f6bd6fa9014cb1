"""One person's legs: one that is heard, and one that takes its place without a hole."""

from __future__ import annotations

import asyncio

import pytest

from server.calls.legs import Leg, Legs
from server.calls.tickets import TICKETS, Tickets
from server.media.rtp import Packet
from server.media.socket_leg import ACK_EVERY, SocketLeg
from server.media.tap import State
from signaling.errors import ProtocolError
from signaling.frames import Frame, Kind, acknowledgement, encode


class Still:
    """A leg that only has a state."""

    def __init__(self) -> None:
        self.state: State = "connecting"

    async def close(self) -> None:
        self.state = "closed"


class Seat:
    """One person's legs, and what became of them."""

    def __init__(self) -> None:
        self.closed: list[Leg] = []
        self.told: list[bool] = []
        self.legs = Legs(close=self.closed.append, on_changed=self.told.append)

    def add(self) -> Still:
        leg = Still()
        self.legs.add(leg)
        return leg

    def become(self, leg: Still, state: State) -> None:
        leg.state = state
        self.legs.changed(leg)


async def test_a_leg_that_takes_over_leaves_the_older_one_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("server.calls.legs.OVERLAP_S", 0.01)
    seat = Seat()
    old = seat.add()
    seat.become(old, "on")
    new = seat.add()
    assert seat.closed == []
    seat.become(new, "on")
    assert seat.closed == []
    await asyncio.sleep(0.05)
    assert seat.closed == [old]
    assert seat.told == [True]
    assert seat.legs.has(new)


async def test_a_new_leg_that_fails_changes_nothing() -> None:
    seat = Seat()
    old, new = seat.add(), None
    seat.become(old, "on")
    new = seat.add()
    seat.become(new, "failed")
    assert (seat.told, seat.closed) == ([True], [new])
    assert seat.legs.has(old)


async def test_when_the_only_leg_fails_it_is_told_also_when_it_never_came_up() -> None:
    seat = Seat()
    seat.become(seat.add(), "failed")
    leg = seat.add()
    seat.become(leg, "on")
    seat.become(leg, "failed")
    seat.become(leg, "failed")
    assert seat.told == [False, True, False]


async def test_of_legs_that_never_came_up_only_the_last_is_kept() -> None:
    seat = Seat()
    one, two, three = seat.add(), seat.add(), seat.add()
    assert seat.closed == [one, two]
    seat.become(one, "on")
    assert seat.told == []
    seat.legs.clear()
    assert seat.closed == [one, two, three]


async def test_the_older_one_lives_on_when_the_newer_goes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.calls.legs.OVERLAP_S", 0.01)
    seat = Seat()
    old = seat.add()
    seat.become(old, "on")
    new = seat.add()
    seat.become(new, "on")
    seat.become(new, "failed")
    await asyncio.sleep(0.05)
    assert seat.legs.has(old)
    assert seat.told == [True]


class Socketed:
    """A leg over a socket with its packets, states and clock."""

    def __init__(self, connect_s: float = 10.0) -> None:
        self.packets: list[Packet] = []
        self.states: list[State] = []
        streams = iter(range(-1, -100, -1))
        self.leg = SocketLeg(
            sink=self.packets.append,
            clock=lambda: 7.0,
            stream=lambda: next(streams),
            on_state=self.states.append,
            connect_s=connect_s,
        )


def frame(sequence: int, kind: Kind = "sound", dropped: int = 0) -> bytes:
    return encode(
        Frame(kind=kind, sequence=sequence, timestamp=2_880 * sequence, dropped=dropped, payload=b"\x58\x00")
    )


async def test_frames_become_packets_and_are_acknowledged() -> None:
    its = Socketed()
    answers = [its.leg.take(frame(n)) for n in range(4)]
    assert ACK_EVERY["sound"] == 2
    assert answers == [None, acknowledgement(1), None, acknowledgement(3)]
    assert [(its.sequence, its.rung, its.arrived) for its in its.packets] == [
        (n, "ws", 7.0) for n in range(4)
    ]
    assert its.states == ["on"]
    await its.leg.close()
    assert its.states == ["on", "closed"]


async def test_a_change_of_kind_is_a_new_stream_in_the_same_leg() -> None:
    its = Socketed()
    its.leg.take(frame(0))
    assert its.leg.take(frame(1, "sketch")) == acknowledgement(1)
    its.leg.take(frame(4, "sound", dropped=2))
    assert [(packet.ssrc, packet.rung) for packet in its.packets] == [
        (-1, "ws"),
        (-2, "features"),
        (-3, "ws"),
    ]
    assert its.leg.dropped == 2
    await its.leg.close()


@pytest.mark.parametrize("bad", [b"", b"\x09" * 40, frame(5), b"\x01" * 4_000])
async def test_anything_that_is_no_next_frame_ends_the_leg(bad: bytes) -> None:
    its = Socketed()
    its.leg.take(frame(0))
    with pytest.raises(ProtocolError):
        its.leg.take(bad)
    assert its.states == ["on", "failed"]
    assert its.leg.take(frame(1)) is None
    assert len(its.packets) == 1


async def test_a_socket_that_never_comes_fails_the_leg() -> None:
    its = Socketed(connect_s=0.01)
    await its.leg.closed.wait()
    assert its.states == ["failed"]


async def test_a_ticket_is_good_once_and_while_its_leg_lives() -> None:
    tickets = Tickets()
    its, gone = Socketed(), Socketed()
    ticket, late = tickets.issue(its.leg), tickets.issue(gone.leg)
    await gone.leg.close()
    assert tickets.redeem("another") is None
    assert tickets.redeem(late) is None
    assert tickets.redeem(ticket) is its.leg
    assert tickets.redeem(ticket) is None
    await its.leg.close()


async def test_only_so_many_tickets_wait() -> None:
    tickets = Tickets()
    its = Socketed()
    first = tickets.issue(its.leg)
    for _ in range(TICKETS):
        last = tickets.issue(its.leg)
    assert tickets.redeem(first) is None
    assert tickets.redeem(last) is its.leg
    await its.leg.close()
