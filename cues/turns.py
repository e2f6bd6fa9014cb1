"""Two tracks' spurts become speech, backchannels, overlaps and silences.

::

    track 0   [ speech          ]        [ speech   ]          [ speech ...
    track 1          [bc]           [ speech ]
                     overlap     gap     overlap      pause

Everything is in frames until it is told. `known` is how far both tracks are settled: before it
nothing changes any more, so an event is decided once and in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

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
    confidence: float = 0.0
    wordless: bool = False
    murmur: bool | None = None
    told: bool = False


@dataclass(slots=True)
class _Lane:
    """What is remembered of one track."""

    said: list[_Said] = field(default_factory=list)
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
        self._longest_murmur = frames(settings.murmur_s)
        self._own_silence = frames(settings.murmur_alone_s)
        self._own_silence_wordless = frames(settings.murmur_wordless_alone_s)
        self._floor = frames(settings.floor_s)
        self._least_silence = frames(settings.silence_s)
        self._least_overlap = frames(settings.overlap_s)
        self._held = frames(settings.held_s)
        self._both_start = frames(settings.both_start_s)
        self._lanes = (_Lane(), _Lane())
        self._from = 0
        """The frame from which on joint silence has still to be looked for."""
        self._memory = self._own_silence + self._floor + self._longest_murmur
        self._quiets: list[_Quiet] = []
        self._overlapped: set[tuple[int, int]] = set()
        self._ended = False

    def hear(
        self,
        who: int,
        *,
        spurts: Sequence[Spurt],
        open_spurt: Open | None,
        sounds: Sequence[Stretch],
        unheard: Sequence[Stretch],
        known: int,
    ) -> None:
        """Take in what became final on one track, and the spurt going on; all in frames.

        Parameters
        ----------
        known
            The frame up to which all of it is final.
        """
        lane = self._lanes[who]
        last = lane.said.pop() if lane.said and lane.said[-1].open else None
        new = [
            _Said(
                start=spurt.start,
                end=spurt.end,
                open=False,
                confidence=spurt.confidence,
                wordless=spurt.wordless,
            )
            for spurt in spurts
        ]
        if open_spurt is not None:
            new.append(_Said(start=open_spurt.start, end=open_spurt.end, open=True))
        if last is not None and new and new[0].start == last.start:
            new[0].murmur = last.murmur
        lane.said.extend(new)
        lane.sounds.extend(sounds)
        lane.unheard.extend(unheard)
        lane.known = known

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
        for index, said in enumerate(lane.said):
            if said.murmur is None:
                said.murmur = self._is_murmur(who, index)
            if said.told or said.open or said.murmur is None:
                continue
            said.told = True
            kind = Backchannel if said.murmur else Speech
            yield kind(
                who=who,
                start=seconds(said.start),
                end=seconds(said.end),
                confidence=round(said.confidence, 3),
            )

    def _is_murmur(self, who: int, index: int) -> bool | None:
        """Whether a spurt is a backchannel by its timing; None while that is open."""
        lane, other = self._lanes[who], self._lanes[1 - who]
        said = lane.said[index]
        if said.end - said.start > self._longest_murmur:
            return False
        alone = self._own_silence if not said.wordless else self._own_silence_wordless
        if index > 0 and said.start - lane.said[index - 1].end < alone and not said.open:
            return False
        if said.open:
            return None
        if index + 1 < len(lane.said) and lane.said[index + 1].start - said.end < alone:
            return False
        talk = [its for its in other.said if its.murmur is not True and its.end - its.start > 0]
        if not any(its.start < said.start and its.end >= said.start - self._floor for its in talk):
            return None if not self._ended and other.known < said.start else False
        goes_on = any(its.end > said.end and its.start <= said.end + self._floor for its in talk)
        if not goes_on:
            waiting = not self._ended and other.known <= said.end + self._floor
            return None if waiting else False
        if not self._ended and lane.known < said.end + alone and index + 1 == len(lane.said):
            return None
        return True

    def _overlaps(self) -> Iterator[CueEvent]:
        for a in self._lanes[0].said:
            for b in self._lanes[1].said:
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

    def _kind(
        self, second: _Said, first: _Said
    ) -> Literal["terminal", "both_start", "held", "tried_to_come_in", "murmur"]:
        if first.murmur or second.murmur:
            return "murmur"
        if second.start - first.start <= self._both_start:
            return "both_start"
        if min(first.end, second.end) - second.start >= self._held:
            return "held"
        return "terminal" if second.end > first.end else "tried_to_come_in"

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
            lane.sounds = [span for span in lane.sounds if span[1] >= needed]
            lane.unheard = [span for span in lane.unheard if span[1] >= needed]
        starts = [{its.start for its in lane.said} for lane in self._lanes]
        self._overlapped = {(a, b) for a, b in self._overlapped if a in starts[0] and b in starts[1]}
