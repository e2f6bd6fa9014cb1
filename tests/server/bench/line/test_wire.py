"""A wire delays, queues, drops and loses packets as its way says."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.bench.line.wire import Way, Wire

EVERY_20_MS = [number * 0.02 for number in range(20_000)]


def lost(way: Way, *, seed: int = 1) -> list[bool]:
    """Which of many packets of 100 bytes, one each 20 ms, never come out."""
    wire = Wire(way, seed)
    return [wire.carry(100, at) is None for at in EVERY_20_MS]


def test_a_packet_takes_its_length_at_the_rate_and_then_the_delay() -> None:
    wire = Wire(Way(rate_bps=64_000, delay_s=0.2), seed=0)
    assert wire.carry(800, 1.0) == pytest.approx(1.0 + 0.1 + 0.2)


def test_packets_wait_for_those_before_them() -> None:
    wire = Wire(Way(rate_bps=64_000, queue_s=1.0), seed=0)
    assert [wire.carry(800, 0.0) for _ in range(3)] == pytest.approx([0.1, 0.2, 0.3])


def test_a_full_queue_drops_what_comes_and_takes_again_when_there_is_room() -> None:
    wire = Wire(Way(rate_bps=64_000, queue_s=0.15), seed=0)
    assert [wire.carry(800, 0.0) is None for _ in range(3)] == [False, False, True]
    assert wire.carry(800, 0.06) == pytest.approx(0.3)
    assert (wire.count.packets, wire.count.bytes, wire.count.dropped) == (4, 3200, 1)


def test_nothing_is_ever_late_on_a_perfect_way() -> None:
    wire = Wire(Way(), seed=0)
    assert [wire.carry(1500, at) for at in (0.0, 0.0, 0.5)] == [0.0, 0.0, 0.5]


@pytest.mark.parametrize("burst_s", [0.0, 0.06, 0.5])
def test_the_share_lost_is_the_one_asked_for(burst_s: float) -> None:
    assert sum(lost(Way(loss=0.15, burst_s=burst_s))) / len(EVERY_20_MS) == pytest.approx(0.15, abs=0.02)


def test_loss_comes_in_stretches_of_the_length_asked_for() -> None:
    def stretch(burst_s: float) -> float:
        gone = lost(Way(loss=0.15, burst_s=burst_s))
        return sum(gone) / sum(after and not before for before, after in pairwise(gone))

    assert stretch(0.0) == pytest.approx(1 / 0.85, abs=0.1)
    assert stretch(0.2) * 0.02 == pytest.approx(0.2, abs=0.03)


@pytest.mark.parametrize("burst_s", [0.0, 0.1])
def test_a_dead_way_loses_all_and_a_good_one_nothing(burst_s: float) -> None:
    assert all(lost(Way(loss=1.0, burst_s=burst_s)))
    assert not any(lost(Way(loss=0.0, burst_s=burst_s)))


def test_jitter_adds_its_mean_and_at_most_four_times_that() -> None:
    wire = Wire(Way(delay_s=0.1, jitter_s=0.002), seed=3)
    outs = [wire.carry(100, at) for at in EVERY_20_MS]
    added = [out - at - 0.1 for out, at in zip(outs, EVERY_20_MS, strict=True) if out is not None]
    assert sum(added) / len(added) == pytest.approx(0.002, rel=0.1)
    assert min(added) >= -1e-9
    assert max(added) <= 0.008 + 1e-9


@given(
    way=st.builds(
        Way,
        rate_bps=st.floats(1e3, 1e9),
        queue_s=st.floats(0, 2),
        delay_s=st.floats(0, 1),
        jitter_s=st.floats(0, 0.2),
        loss=st.floats(0, 1),
        burst_s=st.floats(0, 1),
    ),
    packets=st.lists(st.tuples(st.integers(20, 1500), st.floats(0, 0.5)), max_size=40),
    seed=st.integers(0, 2**32),
)
def test_packets_come_out_in_order_never_early_and_all_are_counted(
    way: Way, packets: list[tuple[int, float]], seed: int
) -> None:
    wire, at, last, out = Wire(way, seed), 0.0, -math.inf, 0
    for size, pause in packets:
        at += pause
        came = wire.carry(size, at)
        if came is not None:
            assert came >= max(last, at + way.delay_s)
            assert came <= at + way.queue_s + 8 * size / way.rate_bps + way.delay_s + 4 * way.jitter_s + 1e-6
            last, out = came, out + 1
    assert out + wire.count.lost + wire.count.dropped == wire.count.packets == len(packets)


def test_the_same_seed_is_the_same_line() -> None:
    way = Way(loss=0.1, burst_s=0.1, jitter_s=0.01)
    assert lost(way, seed=5) == lost(way, seed=5) != lost(way, seed=6)


@pytest.mark.parametrize("wrong", [{"rate_bps": 0}, {"loss": 1.1}, {"delay_s": -1}])
def test_a_way_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"is|are"):
        Way(**wrong)
