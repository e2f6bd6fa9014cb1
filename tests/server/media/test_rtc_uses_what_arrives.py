"""Of the packets that arrive by RTP, at least 97 % are used, in order, within 300 ms, on any line."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from server.media.rtp import Packet
from server.media.track import SETTLE_S, Track

Encode = Callable[..., list[bytes]]
Pattern = Callable[[Sequence[Packet], random.Random], list[Packet]]
STEP = 0.02
TICK_S = 0.04
SECONDS = 60


@pytest.fixture(scope="module")
def payloads(encode: Encode) -> list[bytes]:
    return encode(0.3 * np.sin(np.arange(SECONDS * 48_000) / 20))


def even(share: float) -> Pattern:
    """Loses a share of the packets, one here and one there."""
    return lambda packets, dice: [packet for packet in packets if dice.random() >= share]


def bursts(share: float, length: int) -> Pattern:
    """Loses a share of the packets, so many at a time on the mean (Gilbert)."""

    def lose(packets: Sequence[Packet], dice: random.Random) -> list[Packet]:
        bad, kept = False, []
        for packet in packets:
            bad = dice.random() >= 1 / length if bad else dice.random() < share / length / (1 - share)
            if not bad:
                kept.append(packet)
        return kept

    return lose


def late(least_s: float, most_s: float, share: float = 1.0) -> Pattern:
    """Holds a share of the packets up, each by its own time: they overtake each other."""
    return lambda packets, dice: [
        replace(packet, arrived=packet.arrived + dice.uniform(least_s, most_s))
        if dice.random() < share
        else packet
        for packet in packets
    ]


def doubled(share: float) -> Pattern:
    """Sends a share of the packets twice."""
    return lambda packets, dice: [
        *packets,
        *(replace(packet, arrived=packet.arrived + 0.03) for packet in packets if dice.random() < share),
    ]


LINES: dict[str, tuple[Pattern, ...]] = {
    "good": (late(0.0, 0.01),),
    "1 % lost": (even(0.01),),
    "5 % lost, 30 ms of jitter": (even(0.05), late(0.0, 0.03)),
    "10 % lost, 60 ms of jitter": (even(0.1), late(0.0, 0.06)),
    "15 % lost in bursts of five": (bursts(0.15, 5), late(0.0, 0.02)),
    "5 % lost in bursts, one in twenty overtaken by 100 ms": (bursts(0.05, 3), late(0.06, 0.1, 0.05)),
    "one in fifty twice, 40 ms of jitter": (doubled(0.02), late(0.0, 0.04)),
    "10 % lost, 100 ms of jitter": (even(0.1), late(0.0, 0.1)),
}


class Given:
    """What a track makes of packets: the sound, when each of it was given, and whether in order."""

    def __init__(self, packets: Sequence[Packet]) -> None:
        arrivals = sorted(packets, key=lambda packet: packet.arrived)
        self.track = Track()
        self.sound_s = 0.0
        self.lateness: list[float] = []
        self.starts: list[float] = []
        at = 0
        for tick in range(1, round((SECONDS + 1.0) / TICK_S)):
            now = tick * TICK_S
            first = at
            while at < len(arrivals) and arrivals[at].arrived <= now:
                at += 1
            self.track.take(arrivals[first:at])
            for stretch in self.track.hear(now):
                self.starts.append(stretch.at)
                if stretch.samples is not None:
                    self.sound_s += stretch.seconds
                    # Of its first packet. Times are by the soonest arrival: this is what waiting has added.
                    self.lateness.append(now - stretch.at - STEP)

    def in_time(self, within_s: float) -> float:
        """Share of the stretches whose first packet was given in time; the very first settles in."""
        rest = self.lateness[1:]
        return sum(late <= within_s for late in rest) / len(rest)


@pytest.mark.parametrize("line", LINES)
def test_what_arrives_is_used_in_order_and_in_time(line: str, payloads: list[bytes]) -> None:
    packets = [
        Packet(
            ssrc=1,
            sequence=(65_000 + n) & 0xFFFF,
            timestamp=(960 * n + (1 << 32) - 48_000) & 0xFFFFFFFF,
            payload=payload,
            arrived=(n + 1) * STEP + 0.03,
        )
        for n, payload in enumerate(payloads)
    ]
    dice = random.Random(7)
    for pattern in LINES[line]:
        packets = pattern(packets, dice)
    distinct = len({packet.sequence for packet in packets})
    given = Given(packets)
    used = given.track.counts.used / distinct
    assert used >= 0.97
    assert given.sound_s >= 0.97 * distinct * STEP
    assert given.starts == sorted(given.starts)
    assert given.in_time(0.3) >= 0.97
    assert given.lateness[0] <= SETTLE_S + TICK_S + STEP
