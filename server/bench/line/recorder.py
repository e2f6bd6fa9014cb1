"""What a page's counters say during a call, ten times a second: written by the page, read here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from server.bench.scoring import Stretch

SCRIPT = """
    window.recorded = [];
    // A voice that is told to have begun counts as a cue: what has an end is told only after it.
    window.WebSocket = class extends WebSocket {
        constructor(...how) {
            super(...how);
            this.addEventListener("message", ({ data }) => {
                const told = /^\\{"type":"(heard"|cue",(?!"event":\\{"type":"unheard"))/.test(data);
                if (told) window.heardAt ??= performance.now();
            });
        }
    };
    setInterval(async () => {
        const joined = window.duologue?.latency.joined;
        if (window.heardAt && joined) window.firstCue ??= (window.heardAt - joined) / 1000;
        const pc = window.duologue?.pc;
        if (!pc || pc.connectionState === "closed") return;
        const stats = [...(await pc.getStats()).values()];
        const audio = stats.find((stat) => stat.type === "inbound-rtp" && stat.kind === "audio");
        if (!audio) return;
        window.recorded.push({
            at: Date.now() / 1000,
            packets: audio.packetsReceived ?? 0,
            samples: audio.totalSamplesReceived ?? 0,
            concealed: audio.concealedSamples ?? 0,
            waited: audio.jitterBufferDelay ?? 0,
            emitted: audio.jitterBufferEmittedCount ?? 0,
        });
    }, 100);
"""
"""Runs in every page of a measured call, opened with `#debug`."""

FLOWS_S, FLOWS_PACKETS = 1.0, 8
"""Sound is back from when at least so many packets come within this many seconds."""


class Sample(msgspec.Struct, frozen=True):
    """One look at the counters of the sound that comes in; they begin anew with every connection."""

    at: float
    """Unix seconds."""
    packets: int
    samples: int
    concealed: int
    waited: float
    emitted: int


def concealed(samples: Sequence[Sample], stretches: Sequence[Stretch]) -> float | None:
    """Return the share of the sound played in some stretches of time that was made up; None: none was."""
    played = made_up = 0
    for before, after in _within(samples, stretches):
        played += after.samples - before.samples
        made_up += after.concealed - before.concealed
    return made_up / played if played else None


def buffered_s(samples: Sequence[Sample], stretches: Sequence[Stretch]) -> float | None:
    """Return how long sound waited in the jitter buffer in some stretches of time, in s; None: none did."""
    waited, emitted = 0.0, 0
    for before, after in _within(samples, stretches):
        waited += after.waited - before.waited
        emitted += after.emitted - before.emitted
    return waited / emitted if emitted else None


def back_after(samples: Sequence[Sample], since: float) -> float | None:
    """Return how long after a time sound came again and went on coming, in s; None: never."""
    later = list(_grown(samples, since))
    for number, (at, packets) in enumerate(later):
        soon = sum(count for when, count in later[number:] if when < at + FLOWS_S)
        if packets and soon >= FLOWS_PACKETS:
            return max(0.0, at - since)
    return None


def _within(samples: Sequence[Sample], stretches: Sequence[Stretch]) -> Iterator[tuple[Sample, Sample]]:
    """Yield looks that follow each other on one connection, inside one stretch of time."""
    for before, after in pairwise(samples):
        inside = any(start <= before.at and after.at <= end for start, end in stretches)
        if inside and after.samples >= before.samples and after.concealed >= before.concealed:
            yield before, after


def _grown(samples: Sequence[Sample], since: float) -> Iterator[tuple[float, int]]:
    """Yield for each look after a time how many packets came since the last."""
    for before, after in pairwise(samples):
        if after.at > since:
            grown = after.packets - before.packets
            yield after.at, grown if grown >= 0 else after.packets
