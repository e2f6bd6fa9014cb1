"""Moving a person's leg from one rung to another loses no call time; what is missing says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cues.events import Rung
from server.media.rtp import Packet
from server.media.track import HANDOVER_S, LAG_S, LEFT, SILENT_S, Heard, Track

Encode = Callable[..., list[bytes]]
STEP = 0.02
HOPS = 12


@pytest.fixture(scope="module")
def payloads(encode: Encode) -> list[bytes]:
    return encode(0.3 * np.sin(np.arange(8 * 48_000) / 20))


def sounds(
    payloads: Sequence[bytes], start: float, end: float, *, rung: Rung, ssrc: int, late: float
) -> list[Packet]:
    """Packets of sound spoken from `start` to `end`."""
    return [
        Packet(
            ssrc=ssrc,
            sequence=n,
            timestamp=960 * n + 1_000 * abs(ssrc),
            payload=payloads[n],
            arrived=start + (n + 1) * STEP + late,
            rung=rung,
        )
        for n in range(round((end - start) / STEP))
    ]


def sketches(start: float, end: float, *, ssrc: int, late: float, first: int = 0) -> list[Packet]:
    """Packets of a sketch of the same."""
    length = HOPS * 0.04
    return [
        Packet(
            ssrc=ssrc,
            sequence=first + n,
            timestamp=1_920 * HOPS * (first + n),
            payload=bytes([100, 0xC0]) * HOPS,
            arrived=start + (n + 1) * length + late,
            rung="features",
        )
        for n in range(round((end - start) / length))
    ]


def hear(track: Track, packets: Sequence[Packet], until: float) -> list[Heard]:
    """All that comes out, every 40 ms."""
    waiting = sorted(packets, key=lambda packet: packet.arrived)
    heard: list[Heard] = []
    for tick in range(1, round(until / 0.04) + 1):
        now = tick * 0.04
        batch = [packet for packet in waiting if packet.arrived <= now]
        waiting = waiting[len(batch) :]
        heard += track.take(batch)
        heard += track.hear(now)
    return heard + track.flush()


def holes(heard: Sequence[Heard]) -> float:
    """Call time nothing covers, between the first sound and the last."""
    reached, missing = heard[0].at, 0.0
    for stretch in heard:
        if stretch.missing is None:
            missing += max(0.0, stretch.at - reached)
            reached = max(reached, stretch.end)
    return missing


@settings(max_examples=25, deadline=None)
@given(
    rungs=st.sampled_from([("rtc", "ws"), ("ws", "rtc"), ("rtc", "rtc"), ("ws", "ws")]),
    late=st.tuples(st.floats(0.01, 0.7), st.floats(0.01, 0.7)),
    together=st.floats(0.9, 1.4),
)
def test_from_one_rung_to_another_no_call_time_is_lost(
    rungs: tuple[Rung, Rung], late: tuple[float, float], together: float, payloads: list[bytes]
) -> None:
    old = sounds(payloads, 0.0, 3.0 + together, rung=rungs[0], ssrc=1, late=late[0])
    new = sounds(payloads, 3.0, 8.0, rung=rungs[1], ssrc=2, late=late[1])
    heard = hear(Track(), [*old, *new], 9.0)
    # Each stream is placed by its own soonest arrival: the ways may differ by what pings take off later.
    assert holes(heard) <= max(0.0, late[1] - late[0]) + 0.041
    assert heard[-1].end >= 7.9


def test_from_sound_to_a_sketch_and_back(payloads: list[bytes]) -> None:
    first = sounds(payloads, 0.0, 4.0, rung="ws", ssrc=-1, late=0.1)
    drawn = sketches(3.04, 8.0, ssrc=-2, late=0.1)
    again = sounds(payloads, 7.0, 12.0, rung="rtc", ssrc=5, late=0.05)
    heard = hear(Track(), [*first, *drawn, *again], 13.0)
    assert list(dict.fromkeys(stretch.rung for stretch in heard)) == ["ws", "features", "rtc"]
    assert holes(heard) <= 0.04


def test_what_still_comes_of_a_stream_left_behind_is_not_heard(payloads: list[bytes]) -> None:
    old = sounds(payloads, 0.0, 6.0, rung="rtc", ssrc=1, late=0.05)
    new = sounds(payloads, 2.0, 6.0, rung="ws", ssrc=-1, late=0.05)
    track = Track()
    heard = hear(track, [*old, *new], 7.0)
    assert {stretch.rung for stretch in heard if stretch.at > 2.5} == {"ws"}
    assert track.rung == "ws"


def test_an_old_stream_that_is_silent_is_not_waited_for(payloads: list[bytes]) -> None:
    old = sounds(payloads, 0.0, 2.0, rung="rtc", ssrc=1, late=0.05)
    new = sounds(payloads, 4.0, 6.0, rung="ws", ssrc=-1, late=0.05)
    track = Track()
    hear(track, old, 4.0)
    track.take(new[:1])
    assert track.rung == "ws"
    assert new[0].arrived - old[-1].arrived > SILENT_S["rtc"]


def test_a_new_stream_waits_no_longer_than_it_may(payloads: list[bytes]) -> None:
    """The old one goes on, but never comes as far: it is seconds behind."""
    old = sounds(payloads, 0.0, 8.0, rung="ws", ssrc=-1, late=0.05)
    held = [replace(packet, arrived=packet.arrived + max(0.0, packet.arrived - 2.0)) for packet in old]
    new = sounds(payloads, 4.0, 8.0, rung="rtc", ssrc=7, late=0.05)
    track = Track()
    first = new[0].arrived
    until = [packet for packet in [*held, *new] if packet.arrived < first + HANDOVER_S - 0.05]
    before = {stretch.rung for stretch in hear(track, until, first + HANDOVER_S - 0.05)}
    track.hear(first + HANDOVER_S)
    assert (before, track.rung) == ({"ws"}, "rtc")


def test_of_two_new_streams_the_later_one_counts(payloads: list[bytes]) -> None:
    old = sounds(payloads, 0.0, 6.0, rung="ws", ssrc=-1, late=0.05)
    behind = [
        replace(packet, arrived=packet.arrived + (0.8 if packet.arrived > 1.9 else 0.0)) for packet in old
    ]
    one = sounds(payloads, 2.0, 2.1, rung="rtc", ssrc=1, late=0.02)
    two = sounds(payloads, 2.2, 6.0, rung="rtc", ssrc=2, late=0.02)
    track = Track()
    heard = hear(track, [*behind, *one, *two], 7.0)
    assert holes(heard) <= 0.001
    assert track.rung == "rtc"


def test_more_streams_than_are_remembered_do_no_harm(payloads: list[bytes]) -> None:
    track = Track()
    for leg in range(3 * LEFT):
        at = leg * 2.0
        track.take(sounds(payloads, at, at + 0.1, rung="ws", ssrc=-leg - 1, late=0.02))
        track.hear(at + 1.5)
    assert track.counts.used >= 3 * LEFT * 5 - 5


def test_of_a_sketch_only_whole_hops_after_a_moment_are_left() -> None:
    sketch = Heard(at=1.0, seconds=0.4, sketch=np.zeros((3, 10), np.float32), rung="features")
    left = sketch.since(1.1)
    assert left is not None
    assert left.at == pytest.approx(1.12)
    assert left.end == pytest.approx(1.4)
    assert sketch.since(1.4) is None


def test_a_declared_drop_over_a_socket_is_lost_at_once(payloads: list[bytes]) -> None:
    packets = sounds(payloads, 0.0, 4.0, rung="ws", ssrc=-1, late=0.05)
    track = Track()
    heard = hear(track, packets[:100] + packets[125:], 3.0)
    assert [(round(its.at, 2), round(its.seconds, 2), its.missing) for its in heard if its.missing] == [
        (2.05, 0.5, "lost")
    ]


def test_a_microphone_that_gave_nothing_is_frozen_not_lost_and_not_quiet(payloads: list[bytes]) -> None:
    packets = sounds(payloads, 0.0, 4.0, rung="ws", ssrc=-1, late=0.05)
    stopped = [
        replace(packet, timestamp=packet.timestamp + 24_000, arrived=packet.arrived + 0.5)
        for packet in packets[100:]
    ]
    heard = hear(Track(), packets[:100] + stopped, 5.0)
    assert [(round(its.seconds, 2), its.missing) for its in heard if its.missing] == [(0.5, "frozen")]
    drawn = sketches(0.0, 4.8, ssrc=-1, late=0.05)
    late = [
        replace(packet, timestamp=packet.timestamp + 48_000, arrived=packet.arrived + 1.0)
        for packet in drawn[5:]
    ]
    heard = hear(Track(), drawn[:5] + late, 6.0)
    assert [(round(its.seconds, 2), its.missing) for its in heard if its.missing] == [(1.0, "frozen")]


def test_a_sender_whose_clock_stood_still_was_frozen(payloads: list[bytes]) -> None:
    """RTP of a device that slept: no packet is missing, and its time has not gone on."""
    packets = sounds(payloads, 0.0, 6.0, rung="rtc", ssrc=1, late=0.05)
    slept = [replace(packet, arrived=packet.arrived + 3.0) for packet in packets[100:]]
    heard = hear(Track(), packets[:100] + slept, 9.0)
    frozen = [its for its in heard if its.missing]
    assert [its.missing for its in frozen] == ["frozen"]
    assert frozen[0].seconds == pytest.approx(3.0, abs=0.02)


def test_a_burst_after_a_stall_of_the_socket_is_put_where_it_was_spoken(payloads: list[bytes]) -> None:
    packets = sounds(payloads, 0.0, 8.0, rung="ws", ssrc=-1, late=0.05)
    stalled = [
        replace(packet, arrived=max(packet.arrived, 4.7)) if packet.arrived > 3.2 else packet
        for packet in packets
    ]
    heard = hear(Track(), stalled, 9.0)
    assert holes(heard) <= 0.001
    assert heard[-1].end == pytest.approx(8.05, abs=0.01)


def test_each_rung_may_lag_by_what_it_needs() -> None:
    assert LAG_S["rtc"] < LAG_S["ws"] < LAG_S["features"]
