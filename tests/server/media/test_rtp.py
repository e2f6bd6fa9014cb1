"""Tests of server.media.rtp."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from server.media.rtp import DEPTH, WAIT_S, Missing, Packet, Reorder


def packet(sequence: int, arrived: float = 0.0) -> Packet:
    return Packet(
        ssrc=1, sequence=sequence & 0xFFFF, timestamp=sequence * 960, payload=b"\x78", arrived=arrived
    )


def sequences(pieces: Sequence[Packet | Missing]) -> list[int | str]:
    return [piece.sequence if isinstance(piece, Packet) else f"missing {piece.count}" for piece in pieces]


def test_packets_in_order_pass_at_once() -> None:
    window = Reorder()
    for sequence in (10, 11, 12):
        window.push(packet(sequence))
        assert sequences(window.pull(0.0)) == [sequence]


def test_nothing_arrived_is_nothing_to_pull() -> None:
    assert Reorder().pull(100.0) == []


def test_a_packet_overtaken_by_the_next_is_put_back_in_order() -> None:
    window = Reorder()
    for sequence in (1, 3, 2, 4):
        window.push(packet(sequence))
    assert sequences(window.pull(0.0)) == [1, 2, 3, 4]


def test_a_hole_is_waited_for_and_then_told_as_missing() -> None:
    window = Reorder()
    window.push(packet(1, 0.00))
    window.push(packet(4, 0.06))
    assert sequences(window.pull(0.06 + WAIT_S - 0.01)) == [1]
    assert sequences(window.pull(0.06 + WAIT_S + 0.01)) == ["missing 2", 4]
    assert window.counts.lost == 2


def test_more_than_the_depth_behind_a_hole_ends_the_wait() -> None:
    window = Reorder()
    window.push(packet(0))
    for sequence in range(2, DEPTH + 3):
        window.push(packet(sequence))
    assert sequences(window.pull(0.0))[:3] == [0, "missing 1", 2]


def test_a_packet_after_its_hole_was_given_up_is_late_and_dropped() -> None:
    window = Reorder()
    window.push(packet(1))
    window.push(packet(3))
    window.pull(1.0)
    window.push(packet(2, 1.0))
    assert window.pull(9.0) == []
    assert (window.counts.late, window.counts.duplicate) == (1, 0)


def test_duplicates_are_counted_and_dropped_before_and_after_their_release() -> None:
    window = Reorder()
    for sequence in (1, 3, 3):
        window.push(packet(sequence))
    window.pull(0.0)
    window.push(packet(1))
    assert window.counts.duplicate == 2
    assert window.counts.late == 0


def test_the_sequence_number_wraps_without_a_hole() -> None:
    window = Reorder()
    for sequence in (65_534, 65_535, 65_536, 65_537):
        window.push(packet(sequence))
    assert sequences(window.pull(0.0)) == [65_534, 65_535, 0, 1]
    assert window.counts.lost == 0


def test_a_sender_that_starts_anew_is_followed_after_what_was_held() -> None:
    window = Reorder()
    for sequence in (20_000, 20_002, 5):
        window.push(packet(sequence))
    assert sequences(window.pull(0.0)) == [20_000, "missing 1", 20_002, "missing 0", 5]


def test_flushing_gives_everything_held() -> None:
    window = Reorder()
    for sequence in (1, 3):
        window.push(packet(sequence))
    assert sequences(window.flush()) == [1, "missing 1", 3]


@given(
    first=st.integers(0, 0xFFFF),
    delays=st.lists(st.floats(0.0, WAIT_S - 0.001), min_size=1, max_size=80),
    lost=st.sets(st.integers(1, 79)),
    doubled=st.sets(st.integers(0, 79)),
)
def test_every_packet_that_comes_within_the_wait_is_used_once_in_order(
    first: int, delays: list[float], lost: set[int], doubled: set[int]
) -> None:
    """Sent 20 ms apart, each delayed by less than the wait; some lost, some doubled."""
    delays[0] = 0.0  # the first to arrive opens the stream
    sent = [
        (0.02 * n + delay, packet(first + n, 0.02 * n + delay))
        for n, delay in enumerate(delays)
        for _ in range(2 if n in doubled else 1)
        if n not in lost
    ]
    window = Reorder()
    got: list[Packet | Missing] = []
    waits: list[float] = []
    for arrived, one in sorted(sent, key=lambda item: item[0]):
        window.push(one)
        released = window.pull(arrived)
        waits += [arrived - piece.arrived for piece in released if isinstance(piece, Packet)]
        got += released
    got += window.flush()
    expected = [(first + n) & 0xFFFF for n in range(len(delays)) if n not in lost]
    assert [piece.sequence for piece in got if isinstance(piece, Packet)] == expected
    assert window.counts.used == len(expected)
    assert window.counts.late == 0
    assert all(wait <= 0.3 for wait in waits)
