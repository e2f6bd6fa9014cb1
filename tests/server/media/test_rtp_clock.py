"""Tests of server.media.clock."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.media.clock import DOUBT_S, STALL_S, STEP_S, TOO_LATE_S, TOO_LONG_S, WINDOW_S, RtpClock

RATE = 48_000
PACKET = 960


def spoken(n: int, *, start: int = 1_000, ppm: float = 0.0) -> int:
    """The 32-bit RTP timestamp of packet `n`, spoken `n` * 20 ms after zero."""
    return (start + round(n * PACKET * (1 + ppm * 1e-6))) & 0xFFFFFFFF


def soon(n: int) -> float:
    """The soonest packet `n` can arrive: when its 20 ms have been spoken."""
    return (n + 1) * 0.02


def test_before_any_packet_there_is_no_time() -> None:
    with pytest.raises(ValueError, match="no packet"):
        RtpClock().at(0)


def test_jitter_is_taken_out_by_the_packet_that_came_soonest() -> None:
    chance = random.Random(1)
    clock = RtpClock()
    for n in range(500):
        at = clock.note(spoken(n), PACKET, soon(n) + chance.expovariate(1 / 0.03))
    assert clock.at(at) == pytest.approx(499 * 0.02, abs=STEP_S + 0.002)


def test_a_known_uplink_delay_is_subtracted() -> None:
    clock = RtpClock()
    assert clock.delay == 0.0
    clock.measured(0.2, 0.0)
    at = clock.note(spoken(0), PACKET, soon(0) + 0.2)
    assert clock.at(at) == pytest.approx(0.0)
    clock.measured(0.1, 1.0)
    assert clock.delay == 0.1
    assert clock.at(at) == pytest.approx(0.1)


def test_a_delay_that_hardly_moves_moves_nothing() -> None:
    clock = RtpClock()
    clock.measured(0.2, 0.0)
    clock.measured(0.2 - STEP_S / 2, 1.0)
    assert clock.delay == 0.2


def test_a_line_that_grows_longer_in_mid_stream_moves_nobody() -> None:
    """The soonest packet and the least delay leave their windows together, and rise alike."""
    clock = RtpClock()
    longer_s, worst = 0.34, 0.0
    for n in range(200 * 50):
        way = 0.01 if n < 500 else 0.01 + longer_s
        if n % 100 == 0:
            clock.measured(way, soon(n) + way)
        at = clock.note(spoken(n), PACKET, soon(n) + way)
        worst = max(worst, abs(clock.at(at) - n * 0.02))
    assert clock.delay > 0.05, "it has begun to follow"
    assert worst < 2 * STEP_S


def test_a_mapping_begun_anew_forgets_the_delays_of_the_line_before() -> None:
    clock = RtpClock()
    clock.measured(0.01, 0.0)
    for n in range(100):
        clock.note(spoken(n), PACKET, soon(n) + 0.01)
    clock.measured(0.9, soon(100) + 0.9)
    for n in range(100, 300):
        at = clock.note(spoken(n), PACKET, soon(n) + 0.9)
    assert clock.restarts == 1
    assert clock.delay == 0.9
    assert clock.at(at) == pytest.approx(n * 0.02, abs=STEP_S)


@pytest.mark.parametrize("ppm", [-100.0, 100.0])
def test_a_drift_of_100_ppm_over_an_hour_is_followed(ppm: float) -> None:
    chance = random.Random(2)
    clock = RtpClock()
    worst = 0.0
    for n in range(0, 3600 * 50, 5):
        at = clock.note(spoken(n, ppm=ppm), PACKET, soon(n) + chance.expovariate(1 / 0.01))
        if n > 500:
            worst = max(worst, abs(clock.at(at) - n * 0.02))
    assert worst < 2 * STEP_S
    assert clock.restarts == 0


def test_the_32_bit_time_wraps_without_a_jump() -> None:
    clock = RtpClock()
    start = (1 << 32) - 50 * PACKET
    times = [clock.at(clock.note(spoken(n, start=start), PACKET, soon(n))) for n in range(100)]
    assert times == pytest.approx([n * 0.02 for n in range(100)], abs=1e-6)


def test_a_pause_in_sending_keeps_the_mapping() -> None:
    """DTX or mute: RTP time goes on while nothing is sent."""
    clock = RtpClock()
    clock.note(spoken(0), PACKET, soon(0))
    at = clock.note(spoken(500), PACKET, soon(500))
    assert clock.at(at) == pytest.approx(10.0)
    assert clock.restarts == 0


def test_a_burst_after_an_outage_is_put_where_it_was_spoken() -> None:
    clock = RtpClock()
    for n in range(100):
        clock.note(spoken(n), PACKET, soon(n))
    back = soon(249)
    for n in range(100, 250):
        at = clock.note(spoken(n), PACKET, back + n * 0.001)
        assert clock.at(at) == pytest.approx(n * 0.02)


def test_a_clock_that_stood_still_is_noticed_and_begun_anew() -> None:
    """A browser with no track to send: its RTP time waits with it."""
    clock = RtpClock()
    for n in range(100):
        clock.note(spoken(n), PACKET, soon(n))
        assert clock.doubtful_until < soon(n)
    stood = 3.0
    for n in range(100, 100 + round(DOUBT_S / 0.02) + 2):
        at = clock.note(spoken(n), PACKET, soon(n) + stood)
        assert clock.restarts == 1 or clock.doubtful_until > soon(n) + stood
    assert clock.restarts == 1
    assert clock.at(at) == pytest.approx(n * 0.02 + stood)
    assert clock.doubtful_until < soon(n)


def test_a_line_that_held_packets_up_and_catches_up_is_no_clock_that_stood_still() -> None:
    clock = RtpClock()
    for n in range(100):
        clock.note(spoken(n), PACKET, soon(n))
    held = soon(250)
    for n in range(100, 500):
        at = clock.note(spoken(n), PACKET, max(soon(n), held + (n - 100) * 0.01))
    assert clock.restarts == 0
    assert clock.at(at) == pytest.approx(n * 0.02)
    assert clock.doubtful_until < held + 1.0


def test_a_queue_that_would_cost_everything_gives_way_after_a_while() -> None:
    clock = RtpClock()
    for n in range(100):
        clock.note(spoken(n), PACKET, soon(n))
    grown = TOO_LATE_S + 0.2
    for n in range(100, 100 + round(TOO_LONG_S / 0.02) + 60):
        at = clock.note(spoken(n), PACKET, soon(n) + min(grown, (n - 99) * 0.02))
    assert clock.restarts == 1
    assert clock.at(at) == pytest.approx(n * 0.02 + grown, abs=STEP_S)


def test_a_queue_shorter_than_a_stall_does_not_move_the_mapping_by_much() -> None:
    clock = RtpClock()
    for n in range(100):
        clock.note(spoken(n), PACKET, soon(n))
    for n in range(100, 100 + 50 * 30):
        at = clock.note(spoken(n), PACKET, soon(n) + STALL_S / 2)
    assert clock.at(at) == pytest.approx(n * 0.02, abs=0.001)


def test_a_path_that_stays_longer_is_followed_slowly() -> None:
    clock = RtpClock()
    for n in range(50 * 300):
        longer = 0.05 if n > 50 * 5 else 0.0
        at = clock.note(spoken(n), PACKET, soon(n) + longer)
    assert clock.at(at) == pytest.approx(n * 0.02 + 0.05, abs=STEP_S)


def test_a_path_that_gets_shorter_is_followed_at_once() -> None:
    clock = RtpClock()
    clock.note(spoken(0), PACKET, soon(0) + 0.1)
    at = clock.note(spoken(1), PACKET, soon(1))
    assert clock.at(at) == pytest.approx(0.02)


@given(st.lists(st.tuples(st.floats(0.0, 0.4), st.integers(1, 40)), min_size=1, max_size=60))
def test_no_sound_is_ever_placed_after_it_arrived(moves: list[tuple[float, int]]) -> None:
    clock = RtpClock()
    n = 0
    arrived = 0.0
    for late, skipped in moves:
        n += skipped
        arrived = max(arrived, soon(n) + late)
        at = clock.note(spoken(n), PACKET, arrived)
        assert clock.at(at + PACKET) <= arrived + STEP_S + 1e-9


def test_the_window_is_long_against_drift_and_short_against_an_hour() -> None:
    assert WINDOW_S * 100e-6 < STEP_S
