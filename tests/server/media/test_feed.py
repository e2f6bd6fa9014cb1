"""Tests of server.media.feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from cues.events import Reason, Rung
from server.media.feed import Feed
from server.media.rtp import Packet
from server.media.track import LAG_S

Encode = Callable[..., list[bytes]]
STEP = 0.02
LATE = 0.05


class Ledger:
    """A pipeline that only writes down what it is given."""

    def __init__(self) -> None:
        self.ends = [0.0, 0.0]
        self.sound: list[tuple[int, float, float]] = []
        self.missed: list[tuple[int, float, float, Reason]] = []
        self.rungs: set[Rung] = set()

    def push(self, who: int, samples: NDArray[np.float32], at: float, rung: Rung) -> None:
        self.rungs.add(rung)
        self.sound.append((who, at, at + samples.size / 16_000))
        self.ends[who] = max(self.ends[who], self.sound[-1][2])

    def draw(self, who: int, hops: NDArray[np.float32], at: float) -> None:
        self.rungs.add("features")
        self.sound.append((who, at, at + hops.shape[1] * 0.04))
        self.ends[who] = max(self.ends[who], self.sound[-1][2])

    def miss(self, who: int, start: float, end: float, reason: Reason) -> None:
        self.missed.append((who, start, end, reason))
        self.ends[who] = max(self.ends[who], end)

    def covered(self, who: int) -> float:
        return self.ends[who]

    def told(self, who: int) -> float:
        return self.ends[who]

    def heard(self, who: int) -> float:
        """Seconds of sound of one track."""
        return sum(end - start for track, start, end in self.sound if track == who)

    def reasons(self, who: int) -> list[Reason]:
        """Why a track was not heard, each run of one reason once."""
        runs: list[Reason] = []
        for track, _, _, reason in self.missed:
            if track == who and runs[-1:] != [reason]:
                runs.append(reason)
        return runs


@pytest.fixture(scope="module")
def payloads(encode: Encode) -> list[bytes]:
    return encode(0.3 * np.sin(np.arange(6 * 48_000) / 20))


def stream(payloads: Sequence[bytes]) -> list[Packet]:
    return [
        Packet(ssrc=1, sequence=n, timestamp=960 * n, payload=payload, arrived=(n + 1) * STEP + LATE)
        for n, payload in enumerate(payloads)
    ]


class Run:
    """Plays packets to a feed as time passes; None for a track nobody sends on."""

    def __init__(self, one: Sequence[Packet], two: Sequence[Packet]) -> None:
        self.ledger = Ledger()
        self.feed = Feed(self.ledger)
        self._streams = (one, two)
        self.now = 0.0

    def until(self, end: float, *, deaf: Sequence[int] = ()) -> None:
        while self.now < end - 1e-9:
            before, self.now = self.now, self.now + 0.04
            batch = [
                [packet for packet in packets if before < packet.arrived <= self.now]
                if who not in deaf
                else []
                for who, packets in enumerate(self._streams)
            ]
            self.feed.feed(batch, self.now)


def test_both_voices_reach_the_pipeline_whole(payloads: list[bytes]) -> None:
    run = Run(stream(payloads), stream(payloads))
    run.until(7.0)
    assert run.ledger.heard(0) == pytest.approx(6.0)
    assert run.ledger.heard(1) == pytest.approx(6.0)


def test_a_person_never_heard_is_absent_and_never_holds_up_the_other(payloads: list[bytes]) -> None:
    run = Run(stream(payloads), [])
    run.until(5.0)
    assert run.ledger.reasons(1) == ["absent"]
    assert run.ledger.covered(1) == pytest.approx(run.now - LAG_S["rtc"])
    assert run.ledger.missed[0][1] == 0.0


def test_a_person_not_heard_any_more_is_lost_not_silent(payloads: list[bytes]) -> None:
    run = Run(stream(payloads), stream(payloads[:100]))
    run.until(5.0)
    assert run.ledger.reasons(1) == ["lost"]
    assert run.ledger.heard(1) == pytest.approx(2.0)


def test_a_hole_in_the_stream_is_lost(payloads: list[bytes]) -> None:
    packets = stream(payloads)
    run = Run(packets[:100] + packets[110:], stream(payloads))
    run.until(7.0)
    holes: list[object] = [(start, end) for who, start, end, _ in run.ledger.missed if who == 0 and end < 5.0]
    assert holes == [pytest.approx((2.05, 2.25), abs=0.002)]


@pytest.mark.parametrize("reason", ["paused", "muted", "absent"])
def test_behind_a_shut_gate_nothing_is_heard_and_the_reason_is_told(
    payloads: list[bytes], reason: Reason
) -> None:
    run = Run(stream(payloads), stream(payloads))
    run.until(2.0)
    run.feed.gate(0, reason, run.now)
    shut = run.now
    run.until(4.0, deaf=[0])
    run.feed.gate(0, None, run.now)
    opened = run.now
    run.until(7.0)
    assert not [span for span in run.ledger.sound if span[0] == 0 and shut < span[2] and span[1] < opened]
    told = [span for span in run.ledger.missed if span[3] == reason]
    assert told[0][1] <= shut
    assert told[-1][2] == pytest.approx(opened)
    assert run.ledger.heard(1) == pytest.approx(6.0)


def test_what_waited_for_an_earlier_packet_is_dropped_when_the_gate_shuts(payloads: list[bytes]) -> None:
    packets = stream(payloads)
    run = Run(packets[:100] + packets[101:], [])
    run.until(2.12)
    before = run.ledger.heard(0)
    run.feed.gate(0, "paused", run.now)
    run.until(3.0, deaf=[0])
    assert run.ledger.heard(0) == before


def test_sound_spoken_before_the_gate_opened_is_dropped_however_late_it_comes(payloads: list[bytes]) -> None:
    """The packets of the pause are still on their way when the pause ends."""
    run = Run(stream(payloads), [])
    run.feed.gate(0, "paused", 0.0)
    run.until(1.0, deaf=[0])
    run.feed.gate(0, None, 1.0)
    run.until(2.0)
    assert min(start for who, start, _ in run.ledger.sound if who == 0) >= 1.0


def test_one_reason_gives_way_to_another_at_its_moment(payloads: list[bytes]) -> None:
    run = Run(stream(payloads), [])
    run.until(1.0)
    run.feed.gate(0, "muted", run.now)
    run.until(2.0, deaf=[0])
    run.feed.gate(0, "paused", run.now)
    run.until(3.0, deaf=[0])
    assert run.ledger.reasons(0) == ["muted", "paused"]


def test_at_the_end_what_was_held_is_heard_and_both_end_together(payloads: list[bytes]) -> None:
    packets = stream(payloads)
    run = Run(packets[:150] + packets[151:155], packets[:100])
    run.until(3.16)
    run.feed.finish()
    assert run.ledger.heard(0) == pytest.approx(154 * STEP)
    assert run.ledger.covered(1) == run.ledger.covered(0)
    assert run.ledger.reasons(1) == ["lost"]


def test_at_the_end_a_shut_track_keeps_its_reason(payloads: list[bytes]) -> None:
    run = Run(stream(payloads), stream(payloads))
    run.until(1.0)
    run.feed.gate(1, "muted", run.now)
    run.feed.feed([stream(payloads)[50:], []], run.now)
    run.feed.finish()
    assert run.ledger.reasons(1) == ["muted"]
    assert run.ledger.covered(1) == run.ledger.covered(0)


def test_the_end_of_a_call_in_which_nobody_spoke_says_nothing() -> None:
    ledger = Ledger()
    Feed(ledger).finish()
    assert ledger.missed == []
