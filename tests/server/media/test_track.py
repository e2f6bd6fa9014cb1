"""Tests of server.media.track."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from server.media.opus import RATE
from server.media.rtp import Packet
from server.media.track import QUIET_MOST_S, SETTLE_S, Heard, Track

Encode = Callable[..., list[bytes]]
STEP = 0.02


@pytest.fixture(scope="module")
def payloads(encode: Encode) -> list[bytes]:
    """Four seconds whose every tenth of a second is a tone in its own right: time can be read off it."""
    t = np.arange(4 * 48_000) / 48_000
    return encode(0.3 * np.sin(2 * np.pi * (300 + 100 * np.floor(t * 10)) * t))


def stream(
    payloads: Sequence[bytes], *, ssrc: int = 1, first: int = 65_500, start: float = 0.0
) -> list[Packet]:
    """Packets each arriving 30 ms after its last sample was spoken."""
    return [
        Packet(
            ssrc=ssrc,
            sequence=(first + n) & 0xFFFF,
            timestamp=((1 << 32) - 9_600 + 960 * n) & 0xFFFFFFFF,
            payload=payload,
            arrived=start + (n + 1) * STEP + 0.03,
        )
        for n, payload in enumerate(payloads)
    ]


def hear(track: Track, packets: Sequence[Packet]) -> list[Heard]:
    """All that comes out when packets are taken as they arrive."""
    heard: list[Heard] = []
    for packet in packets:
        heard += track.take([packet])
        heard += track.hear(packet.arrived)
    return heard + track.flush()


def sound(heard: Sequence[Heard]) -> NDArray[np.float32]:
    pieces = [stretch.samples for stretch in heard if stretch.samples is not None]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)


def test_a_whole_stream_is_heard_without_a_seam(payloads: list[bytes]) -> None:
    heard = hear(Track(), stream(payloads))
    assert sum(stretch.seconds for stretch in heard) == pytest.approx(4.0)
    for one, two in pairwise(heard):
        assert two.at == pytest.approx(one.end, abs=1e-6)
    assert heard[0].at == pytest.approx(0.03, abs=0.002)


def test_a_known_uplink_delay_is_taken_off(payloads: list[bytes]) -> None:
    track = Track()
    track.measured(0.03, 0.0)
    heard = hear(track, stream(payloads))
    assert heard[0].at == pytest.approx(0.0, abs=0.002)


def test_a_new_stream_is_placed_by_the_line_it_came_over_and_not_by_an_older_one(
    payloads: list[bytes],
) -> None:
    track = Track()
    for at, delay in ((0.0, 0.005), (2.0, 0.005), (6.0, 0.32), (8.0, 0.3), (9.5, 0.31)):
        track.measured(delay, at)
    heard = hear(track, stream(payloads, start=10.0))
    assert heard[0].at == pytest.approx(10.03 - 0.3, abs=0.002)
    known = Track()
    known.measured(0.02, 1.0)
    assert hear(known, stream(payloads, start=60.0))[0].at == pytest.approx(60.01, abs=0.002)


def test_a_new_stream_is_held_until_its_place_is_known(payloads: list[bytes]) -> None:
    """The first packet came late: the ones after it say where it belongs."""
    packets = stream(payloads)
    late = Packet(
        ssrc=1,
        sequence=packets[0].sequence,
        timestamp=packets[0].timestamp,
        payload=packets[0].payload,
        arrived=packets[3].arrived - 0.001,
    )
    track = Track()
    assert track.take([late]) == []
    assert track.hear(late.arrived + SETTLE_S - 0.01) == []
    assert hear(track, packets[1:])[0].at == pytest.approx(0.03, abs=0.002)


def test_lost_packets_are_a_missing_stretch_in_their_place(payloads: list[bytes]) -> None:
    packets = stream(payloads)
    heard = hear(Track(), packets[:50] + packets[53:])
    missing = [stretch for stretch in heard if stretch.samples is None]
    assert len(missing) == 1
    assert missing[0].at == pytest.approx(50 * STEP + 0.03, abs=0.002)
    assert missing[0].seconds == pytest.approx(0.06)
    assert sum(stretch.seconds for stretch in heard) == pytest.approx(4.0)


def test_what_the_encoder_left_out_as_quiet_is_quiet_not_missing(payloads: list[bytes]) -> None:
    """DTX: the sequence goes on without a hole while RTP time jumps."""
    packets = stream(payloads)
    later = [
        Packet(
            ssrc=1,
            sequence=(packet.sequence - 20) & 0xFFFF,
            timestamp=packet.timestamp,
            payload=packet.payload,
            arrived=packet.arrived,
        )
        for packet in packets[70:]
    ]
    heard = hear(Track(), packets[:50] + later)
    assert all(stretch.samples is not None for stretch in heard)
    assert sound(heard).size == 4 * RATE
    assert np.max(np.abs(sound(heard)[int(1.01 * RATE) : int(1.39 * RATE)])) == 0.0


def test_only_so_much_quiet_is_made_at_once(payloads: list[bytes]) -> None:
    """A sender that claims a second of quiet between any two packets keeps nobody busy."""
    packets = [
        Packet(ssrc=1, sequence=n, timestamp=48_000 * n, payload=payloads[n % 50], arrived=1.0)
        for n in range(200)
    ]
    track = Track()
    track.take(packets)
    assert sound(track.hear(2.0)).size <= (QUIET_MOST_S + 200 * STEP + 1) * RATE


def test_a_sender_that_stopped_for_long_is_missing_not_quiet(payloads: list[bytes]) -> None:
    packets = stream(payloads)
    later = [
        Packet(
            ssrc=1,
            sequence=(packet.sequence - 100) & 0xFFFF,
            timestamp=packet.timestamp,
            payload=packet.payload,
            arrived=packet.arrived,
        )
        for packet in packets[150:]
    ]
    missing = [stretch for stretch in hear(Track(), packets[:50] + later) if stretch.samples is None]
    assert [round(stretch.seconds, 3) for stretch in missing] == [2.0]


def test_a_jump_of_rtp_time_backwards_is_no_hole(payloads: list[bytes]) -> None:
    packets = stream(payloads)
    back = [
        Packet(
            ssrc=1,
            sequence=packet.sequence,
            timestamp=(packet.timestamp - 480_000) & 0xFFFFFFFF,
            payload=packet.payload,
            arrived=packet.arrived,
        )
        for packet in packets[50:]
    ]
    heard = hear(Track(), packets[:50] + back)
    assert all(stretch.samples is not None for stretch in heard)


def test_a_packet_that_can_not_be_decoded_is_missing(payloads: list[bytes]) -> None:
    packets = stream([*payloads[:50], b"\xff\xff\xff", *payloads[51:]])
    missing = [stretch for stretch in hear(Track(), packets) if stretch.samples is None]
    assert [round(stretch.seconds, 3) for stretch in missing] == [STEP]


def test_padding_takes_its_place_in_the_order_and_no_time(payloads: list[bytes]) -> None:
    packets = stream(payloads)
    padding = Packet(
        ssrc=1, sequence=packets[50].sequence, timestamp=packets[49].timestamp, payload=b"", arrived=1.05
    )
    rest = [
        Packet(
            ssrc=1,
            sequence=(packet.sequence + 1) & 0xFFFF,
            timestamp=packet.timestamp,
            payload=packet.payload,
            arrived=packet.arrived,
        )
        for packet in packets[50:]
    ]
    heard = hear(Track(), [*packets[:50], padding, *rest])
    assert all(stretch.samples is not None for stretch in heard)
    assert sound(heard).size == 4 * RATE


def test_a_new_sender_goes_on_where_the_old_one_stopped(payloads: list[bytes]) -> None:
    track = Track()
    heard = hear(track, stream(payloads[:100]) + stream(payloads[:100], ssrc=9, first=7, start=2.5))
    assert sum(stretch.seconds for stretch in heard) == pytest.approx(4.0)
    assert heard[-1].end == pytest.approx(4.53, abs=0.002)
    assert track.counts.used == 200


def test_forgetting_drops_what_was_held_and_keeps_the_counts(payloads: list[bytes]) -> None:
    track = Track()
    packets = stream(payloads)
    track.take(packets[:100])
    track.hear(packets[99].arrived)
    track.take(packets[100:120])
    track.forget()
    assert track.hear(100.0) == []
    assert track.counts.used == 100
    assert hear(track, packets[150:])[0].at == pytest.approx(150 * STEP + 0.03, abs=0.002)


def test_of_what_arrives_over_a_bad_line_nearly_all_is_used_in_order_in_time(payloads: list[bytes]) -> None:
    """10 % lost, up to 100 ms of jitter: what arrives is used, in order, within 300 ms."""
    chance = random.Random(3)
    packets = [
        Packet(
            ssrc=1,
            sequence=packet.sequence,
            timestamp=packet.timestamp,
            payload=packet.payload,
            arrived=packet.arrived + chance.uniform(0.0, 0.1),
        )
        for packet in stream(payloads)
        if chance.random() > 0.1
    ]
    track = Track()
    heard = hear(track, sorted(packets, key=lambda packet: packet.arrived))
    assert track.counts.used >= 0.97 * len(packets)
    assert sound(heard).size >= 0.97 * len(packets) * STEP * RATE
    starts = [stretch.at for stretch in heard]
    assert starts == sorted(starts)


@given(st.floats(-1.0, 2.0))
def test_what_is_left_after_a_moment_begins_no_earlier_than_it(start: float) -> None:
    samples = np.arange(RATE, dtype=np.float32)
    left = Heard(at=0.0, seconds=1.0, samples=samples).since(start)
    if left is None:
        assert start > 1.0 - 2 / RATE
        return
    assert left.samples is not None
    assert left.at >= start or start <= 0.0
    assert left.samples[0] == pytest.approx(left.at * RATE, abs=0.01)
    assert left.end == pytest.approx(1.0)


def test_of_a_missing_stretch_too_only_the_rest_is_left() -> None:
    missing = Heard(at=1.0, seconds=1.0, missing="lost")
    assert missing.since(1.5) == Heard(at=1.5, seconds=0.5, missing="lost")
    assert missing.since(2.0) is None
