"""Two tracks' spurts become speech, backchannels, overlaps and silences.

::

    track 0   [ speech          ]        [ speech   ]          [ speech ...
    track 1          [bc]           [ speech ]
                     overlap     gap     overlap      pause

Everything is in frames until it is told. `known` is how far both tracks are settled: before it
nothing changes any more, so an event is decided once and in full.
"""

from __future__ import annotations

import math
import statistics
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cues.backchannel import Placed, odds
from cues.events import Backchannel, CueEvent, Overlap, Silence, Speech
from cues.framing import frames, seconds
from cues.settings import TurnSettings
from cues.spans import Stretch, union, without
from cues.spurts import Open, Spurt

_OPEN = -1
"""Not a track: who it is has not been decided yet."""


@dataclass(slots=True, kw_only=True)
class _Said:
    """One spurt and what has been decided of it."""

    start: int
    end: int
    open: bool
    words: bool = True
    """Whether it is a talk spurt; else no more than a sound."""
    confidence: float = 0.0
    softer: float = 0.0
    sound: float = 0.0
    murmur: bool | None = None
    told: bool = False


@dataclass(slots=True)
class _Lane:
    """What is remembered of one track."""

    levels: deque[float]
    """Of the last spurts that tell how loudly the person usually speaks, in dBFS."""
    said: list[_Said] = field(default_factory=list)
    wordless: list[_Said] = field(default_factory=list)
    """Sounds that are backchannels, or nothing."""
    sounds: list[Stretch] = field(default_factory=list)
    unheard: list[Stretch] = field(default_factory=list)
    known: int = 0


@dataclass(frozen=True, slots=True)
class _Quiet:
    """A finished joint silence whose speakers are not known yet."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


class Turns:
    """The conversation of two tracks, decided as far as it is known."""

    def __init__(self, settings: TurnSettings) -> None:
        self._s = settings
        self._longest_murmur = frames(settings.longest_s)
        self._usual_least = frames(settings.usual_least_s)
        self._floor = frames(settings.floor_s)
        self._after_most = frames(max(settings.words.after_most_s, settings.wordless.after_most_s))
        self._least_silence = frames(settings.silence_s)
        self._least_overlap = frames(settings.overlap_s)
        self._held = frames(settings.held_s)
        self._both_start = frames(settings.both_start_s)
        self._lanes = (
            _Lane(levels=deque(maxlen=settings.usual_spurts)),
            _Lane(levels=deque(maxlen=settings.usual_spurts)),
        )
        self._from = 0
        """The frame from which on joint silence has still to be looked for."""
        self._memory = self._floor + self._after_most + 3 * self._longest_murmur
        self._quiets: list[_Quiet] = []
        self._overlapped: set[tuple[int, int]] = set()
        self._ended = False

    def hear(
        self,
        who: int,
        *,
        spurts: Sequence[Spurt],
        wordless: Sequence[Spurt] = (),
        open_spurt: Open | None,
        sounds: Sequence[Stretch],
        unheard: Sequence[Stretch],
        known: int,
    ) -> None:
        """Take in what became final on one track, and the spurt going on; all in frames.

        Parameters
        ----------
        wordless
            Sounds of a voice that are no talk spurts.
        known
            The frame up to which all the rest is final.
        """
        lane = self._lanes[who]
        last = lane.said.pop() if lane.said and lane.said[-1].open else None
        new: list[_Said] = []
        both = [(spurt, True) for spurt in spurts] + [(spurt, False) for spurt in wordless]
        for spurt, words in sorted(both, key=_start):
            its = _Said(
                start=spurt.start,
                end=spurt.end,
                open=False,
                words=words,
                confidence=spurt.confidence,
                softer=self._softer(lane, spurt),
                sound=spurt.odds,
            )
            (new if words else lane.wordless).append(its)
            if words and spurt.end - spurt.start >= self._usual_least:
                lane.levels.append(spurt.level)
        if open_spurt is not None:
            new.append(_Said(start=open_spurt.start, end=open_spurt.end, open=True))
        if last is not None and new and new[0].start == last.start:
            new[0].murmur = last.murmur
        lane.said.extend(new)
        lane.sounds.extend(sounds)
        lane.unheard.extend(unheard)
        lane.known = known

    def told(self, who: int) -> int:
        """Tell up to which frame everything of a track has been told."""
        lane = self._lanes[who]
        waiting = (said.start for said in (*lane.said, *lane.wordless) if not said.told)
        return min((lane.known, *waiting))

    def decide(self) -> Iterator[CueEvent]:
        """Yield every event that became final."""
        for who in (0, 1):
            yield from self._speech(who)
        yield from self._overlaps()
        self._sweep()
        yield from self._silences()
        self._forget()

    def finish(self) -> Iterator[CueEvent]:
        """End the conversation: what was still waiting for what comes next is decided without it."""
        self._ended = True
        yield from self.decide()

    def _speech(self, who: int) -> Iterator[CueEvent]:
        lane = self._lanes[who]
        for said in (*lane.said, *lane.wordless):
            if said.murmur is None:
                said.murmur = self._is_murmur(who, said)
            if said.told or said.open or said.murmur is None:
                continue
            said.told = True
            if not (said.words or said.murmur):
                continue
            kind = Backchannel if said.murmur else Speech
            yield kind(
                who=who,
                start=seconds(said.start),
                end=seconds(said.end),
                confidence=round(said.confidence, 3),
            )

    def _softer(self, lane: _Lane, spurt: Spurt) -> float:
        """How far a spurt is under the person's usual level so far, in dB."""
        if not lane.levels:
            return self._s.usual_softer_db
        return statistics.median(lane.levels) - spurt.level

    def _is_murmur(self, who: int, said: _Said) -> bool | None:
        """Whether it is a backchannel; None while that is open."""
        lane, other = self._lanes[who], self._lanes[1 - who]
        if said.end - said.start > self._longest_murmur:
            return False
        if said.open:
            return None
        early = lane.known < said.end + self._after_most or other.known < said.start
        if early and not self._ended:
            return None
        settings = self._s.words if said.words else self._s.wordless
        placed = self._placed(said, lane, other)
        likely = odds(placed, settings)
        if placed.floor == 0.0 or likely <= 0.0:
            return False
        said.confidence = 1.0 / (1.0 + math.exp(-likely))
        return True

    def _placed(self, said: _Said, lane: _Lane, other: _Lane) -> Placed:
        """Where a short sound stands among its own and the other's talk."""
        start, end = said.start, said.end
        mine = [its for its in lane.said if its is not said]
        since = start - self._floor
        spoken = sum(max(0, min(its.end, start) - max(its.start, since)) for its in other.said)
        return Placed(
            length=seconds(end - start),
            before=_least(start - its.end for its in mine if its.end <= start),
            after=_least(its.start - end for its in mine if its.start >= end),
            floor=spoken / self._floor,
            softer=said.softer,
            sound=said.sound,
        )

    def _overlaps(self) -> Iterator[CueEvent]:
        for a in self._audible(0):
            for b in self._audible(1):
                start, end = max(a.start, b.start), min(a.end, b.end)
                if end - start < self._least_overlap or (a.start, b.start) in self._overlapped:
                    continue
                first_out = a if a.end < b.end or (a.end == b.end and not a.open) else b
                if first_out.open or a.murmur is None or b.murmur is None:
                    continue
                self._overlapped.add((a.start, b.start))
                second = 0 if a.start > b.start else 1
                yield Overlap(
                    who=second,
                    start=seconds(start),
                    end=seconds(end),
                    kind=self._kind((a, b)[second], (a, b)[1 - second]),
                )

    def _audible(self, who: int) -> list[_Said]:
        """Talk spurts, and what else has turned out to be a backchannel."""
        lane = self._lanes[who]
        return [*lane.said, *(its for its in lane.wordless if its.murmur)]

    def _kind(
        self, second: _Said, first: _Said
    ) -> Literal["terminal", "both_start", "held", "tried_to_come_in", "murmur"]:
        if first.murmur or second.murmur:
            return "murmur"
        if second.start - first.start <= self._both_start:
            return "both_start"
        if min(first.end, second.end) - second.start >= self._held:
            return "held"
        outlives = second.end > first.end or (second.end == first.end and second.open)
        return "terminal" if outlives else "tried_to_come_in"

    def _sweep(self) -> None:
        """Find the joint silences that have ended."""
        known = min(lane.known for lane in self._lanes)
        unheard = [gap for lane in self._lanes for gap in lane.unheard]
        busy = union(
            [
                *unheard,
                *(span for lane in self._lanes for span in lane.sounds),
                *((said.start, said.end) for lane in self._lanes for said in lane.said),
            ]
        )
        at = known
        for start, end in without(((self._from, known),), busy):
            if end == known and not self._ended:
                at = int(start)
            elif end - start >= self._least_silence:
                cut_before = any(gap[1] == start for gap in unheard)
                cut_after = any(gap[0] == end for gap in unheard)
                self._quiets.append(_Quiet(int(start), int(end), cut_before, cut_after))
        self._from = max(self._from, at)

    def _silences(self) -> Iterator[CueEvent]:
        waiting = []
        for quiet in self._quiets:
            before = None if quiet.cut_before else self._before(quiet.start)
            after = None if quiet.cut_after else self._after(quiet.end)
            if before is _OPEN or after is _OPEN:
                waiting.append(quiet)
            else:
                yield self._silence(quiet, before, after)
        self._quiets = waiting

    def _silence(self, quiet: _Quiet, before: int | None, after: int | None) -> Silence:
        start, end = seconds(quiet.start), seconds(quiet.end)
        kind: Literal["pause", "gap", "long", "quiet"] = "pause"
        if end - start >= self._s.quiet_s:
            kind = "quiet"
        elif end - start >= self._s.long_s:
            kind = "long"
        elif None not in (before, after) and before != after:
            kind = "gap"
        return Silence(start=start, end=end, kind=kind, before=before, after=after)

    def _before(self, at: int) -> int | None:
        """Who spoke last before `at`; `_OPEN` while that is not decided."""
        said = [
            (its.end, who, its)
            for who, lane in enumerate(self._lanes)
            for its in lane.said
            if its.end <= at and its.murmur is not True
        ]
        if not said:
            return None
        _, who, its = max(said, key=lambda one: one[:2])
        return _OPEN if its.murmur is None else who

    def _after(self, at: int) -> int | None:
        """Who speaks first after `at`; `_OPEN` while that is not decided."""
        said = [
            (its.start, who, its)
            for who, lane in enumerate(self._lanes)
            for its in lane.said
            if its.start >= at and its.murmur is not True
        ]
        if not said:
            return None if self._ended else _OPEN
        start, who, its = min(said, key=lambda one: one[:2])
        early = self._lanes[1 - who].known < start and not self._ended
        return _OPEN if early or its.murmur is None else who

    def _forget(self) -> None:
        """Drop what no later decision can look at."""
        needed = min([self._from, *(quiet.start for quiet in self._quiets)])
        needed = min([needed, *(lane.known for lane in self._lanes)]) - self._memory
        for lane in self._lanes:
            spoken = [its for its in lane.said if its.murmur is False]
            lane.said = [
                its
                for its in lane.said
                if not its.told or its.end >= needed or its in (lane.said[-1], *spoken[-1:])
            ]
            lane.wordless = [its for its in lane.wordless if not its.told or its.end >= needed]
            lane.sounds = [span for span in lane.sounds if span[1] >= needed]
            lane.unheard = [span for span in lane.unheard if span[1] >= needed]
        starts = [{its.start for its in (*lane.said, *lane.wordless)} for lane in self._lanes]
        self._overlapped = {(a, b) for a, b in self._overlapped if a in starts[0] and b in starts[1]}


def _start(heard: tuple[Spurt, bool]) -> int:
    return heard[0].start


def _least(times: Iterable[int]) -> float:
    """Return the shortest of some times in frames, in seconds; endless when there is none."""
    return min((seconds(time) for time in times), default=math.inf)
