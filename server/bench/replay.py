"""Plays recordings to the pipeline as a call would, and notes when what was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cues.events import CueEvent, Fleeting, Laughing, Live, ToneShift
from cues.pipeline import Ear, Pipeline
from server.bench.corpus import Floats
from server.media.feed import Feed
from server.media.opus import RATE
from server.media.rtp import Packet

TICK_S = 0.04
"""The live listener's step."""

Progress = Callable[[float], None]
"""Told how many more seconds of conversation have been heard."""

Stage = Callable[[str, float], Progress]
"""Told what is heard next and how many seconds it lasts in all; returns what is told of each step."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something told, and the call time at which it was."""

    event: Live
    at: float


@dataclass(slots=True)
class Replay:
    """What a conversation was heard as."""

    told: list[Told] = field(default_factory=list)

    @property
    def events(self) -> list[CueEvent]:
        """The cue events, in the order they were told."""
        return [told.event for told in self.told if not isinstance(told.event, Fleeting)]

    def laughing(self, who: int) -> list[float]:
        """When a page was told that a laugh had begun."""
        return [told.at for told in self.told if isinstance(told.event, Laughing) and told.event.who == who]

    def shifts(self, who: int) -> list[tuple[float, float]]:
        """When each tone shift of one track was, and when it was told."""
        return [
            (told.event.at, told.at)
            for told in self.told
            if isinstance(told.event, ToneShift) and told.event.who == who
        ]


def replay(ear: Ear, tracks: Sequence[Sequence[Floats]], progress: Progress) -> list[Replay]:
    """Hear recordings together, each of one or two tracks, in the live listener's steps.

    Parameters
    ----------
    tracks
        For each conversation its tracks, float32 of shape (n,), 16 kHz.
    """
    step = round(TICK_S * RATE)
    calls = [_Call(Pipeline(tracks=len(its))) for its in tracks]
    longest = max(track.size for its in tracks for track in its)
    for tick in range(-(-longest // step)):
        alive = []
        for call, its in zip(calls, tracks, strict=True):
            if tick * step >= max(track.size for track in its):
                continue
            for who, track in enumerate(its):
                call.pipeline.push(who, track[tick * step : (tick + 1) * step], tick * TICK_S)
            alive.append(call)
        _listen(ear, alive, (tick + 1) * TICK_S)
        progress(TICK_S * len(alive))
    return [_finished(ear, call, its[0].size / RATE) for call, its in zip(calls, tracks, strict=True)]


def replay_packets(ear: Ear, sent: Sequence[Sequence[Sequence[Packet]]], progress: Progress) -> list[Replay]:
    """Hear conversations through the live call's own path: packets put in order, decoded, missed.

    Parameters
    ----------
    sent
        For each conversation of two, the packets that arrive of each track.
    """
    calls = [_Call(Pipeline()) for _ in sent]
    feeds = [Feed(call.pipeline) for call in calls]
    ends = [max(packets[-1].arrived for packets in its) for its in sent]
    for tick in range(int(max(ends) / TICK_S) + 1):
        now = (tick + 1) * TICK_S
        alive = []
        for call, feed, its, end in zip(calls, feeds, sent, ends, strict=True):
            if now - TICK_S >= end:
                continue
            feed.feed([list(call.arrived(who, packets, now)) for who, packets in enumerate(its)], now)
            alive.append(call)
        _listen(ear, alive, now)
        progress(TICK_S * len(alive))
    for feed in feeds:
        feed.finish()
    return [_finished(ear, call, end) for call, end in zip(calls, ends, strict=True)]


@dataclass(slots=True)
class _Call:
    pipeline: Pipeline
    replay: Replay = field(default_factory=Replay)
    next: list[int] = field(default_factory=lambda: [0, 0])
    """The packet of each track that comes next."""

    def arrived(self, who: int, packets: Sequence[Packet], now: float) -> Sequence[Packet]:
        first = last = self.next[who]
        while last < len(packets) and packets[last].arrived <= now:
            last += 1
        self.next[who] = last
        return packets[first:last]


def _listen(ear: Ear, calls: Sequence[_Call], now: float) -> None:
    for call, events in zip(calls, ear.listen([call.pipeline for call in calls]), strict=True):
        call.replay.told += [Told(event, now) for event in events]


def _finished(ear: Ear, call: _Call, now: float) -> Replay:
    call.replay.told += [Told(event, now) for event in ear.finish(call.pipeline)]
    return call.replay
