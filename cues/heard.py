"""Everything heard in one conversation, sorted out once: what the summary's statements are made from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

import msgspec

from cues.delays import Delays, delays
from cues.events import (
    Backchannel,
    CueEvent,
    Delay,
    Interjection,
    Laughter,
    Overlap,
    Sigh,
    Silence,
    Speech,
    ToneShift,
    Unheard,
)
from cues.floor import Turn, turns
from cues.settings import SummarySettings, TalkSettings
from cues.spans import Stretches, inside, intersect, meets, union, without

Sound = Speech | Backchannel | Laughter | Sigh | Interjection | ToneShift | Unheard
E = TypeVar("E", bound=CueEvent)
S = TypeVar("S", bound=Sound)


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the call a statement rests on."""

    start: float
    end: float


class Reaction(msgspec.Struct, frozen=True, kw_only=True):
    """One change of speaker: the other's turn ended at `at`, the person began `seconds` after hearing that.

    Less than nothing means that they began before the other had ended.
    """

    at: float
    seconds: float
    """As the person who answered heard it: their own reaction."""
    spoken: float
    """As spoken: from the other's end to the person's start, wherever they are."""
    heard: float
    """As the other heard it, who waited for the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One person's sounds, each kind in order of time."""

    spurts: tuple[Speech, ...]
    murmurs: tuple[Backchannel, ...]
    laughs: tuple[Laughter, ...]
    sighs: tuple[Sigh, ...]
    interjections: tuple[Interjection, ...]
    tones: tuple[ToneShift, ...]
    talk: Stretches
    unheard: Stretches
    """Within the call."""
    turns: tuple[Turn, ...]
    reactions: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Both voices, and what lies between them, each kind in order of time."""

    voices: tuple[Voice, Voice]
    known: Stretches
    """Time in which both were heard."""
    talk: Stretches
    """Known time in which somebody talked."""
    silences: tuple[Silence, ...]
    overlaps: tuple[Overlap, ...]
    """Of speech with speech: a murmur under the other's turn is none."""
    delays: Delays
    turns: tuple[Turn, ...]
    shared_laughs: tuple[Moment, ...]

    def left_open(self, who: int, least_s: float) -> tuple[Silence, ...]:
        """Silences of at least `least_s` after `who` had spoken, as far as it is known who went on."""
        return tuple(
            silence
            for silence in self.silences
            if silence.before == who and silence.after is not None and silence.seconds >= least_s
        )

    def talk_of(self, who: int) -> Stretches:
        """Give a person's talk over known time."""
        return intersect(self.voices[who].talk, self.known)


def sort_out(
    events: Iterable[CueEvent],
    *,
    seconds: float,
    settings: TalkSettings,
) -> Heard:
    """Sort out the events of a call of `seconds`; their order does not matter."""
    told = tuple(events)
    late = delays(_of(told, Delay), settings.line)
    held = turns(_of(told, Speech), settings.floor)
    unheard = tuple(
        inside(union((u.start, u.end) for u in _by(told, Unheard, who)), 0.0, seconds) for who in (0, 1)
    )
    missing = union((*unheard[0], *unheard[1]))
    known = without(union(((0.0, seconds),)), missing)

    def voice(who: int) -> Voice:
        spurts = _by(told, Speech, who)
        return Voice(
            spurts=spurts,
            murmurs=_by(told, Backchannel, who),
            laughs=_by(told, Laughter, who),
            sighs=_by(told, Sigh, who),
            interjections=_by(told, Interjection, who),
            tones=_by(told, ToneShift, who),
            talk=union((spurt.start, spurt.end) for spurt in spurts),
            unheard=unheard[who],
            turns=tuple(turn for turn in held if turn.who == who),
            reactions=_reactions(held, who, missing, late, settings.summary),
        )

    voices = voice(0), voice(1)
    return Heard(
        voices=voices,
        known=known,
        talk=intersect(union((*voices[0].talk, *voices[1].talk)), known),
        silences=tuple(sorted(_of(told, Silence), key=lambda silence: silence.start)),
        overlaps=tuple(
            sorted(
                (overlap for overlap in _of(told, Overlap) if overlap.kind != "murmur"),
                key=lambda overlap: overlap.start,
            )
        ),
        delays=late,
        turns=held,
        shared_laughs=_shared(voices[0].laughs, voices[1].laughs, settings.summary.shared_laugh_s),
    )


def _of(events: Iterable[CueEvent], kind: type[E]) -> tuple[E, ...]:
    return tuple(event for event in events if isinstance(event, kind))


def _by(events: Iterable[CueEvent], kind: type[S], who: int) -> tuple[S, ...]:
    found = [event for event in events if isinstance(event, kind) and event.who == who]
    return tuple(sorted(found, key=_begin))


def _begin(event: Sound) -> float:
    return event.at if isinstance(event, ToneShift) else event.start


def _reactions(
    held: Sequence[Turn], who: int, missing: Stretches, late: Delays, settings: SummarySettings
) -> tuple[Reaction, ...]:
    """Tell how long after each turn of the other the person began; nothing over unknown time or a lapse.

    Where the line's delay is not known, nothing is taken off or added.
    """
    mine = [turn for turn in held if turn.who == who]
    theirs = [turn for turn in held if turn.who != who]
    found: list[Reaction] = []
    for own, turn in zip([None, *mine], mine, strict=False):
        before = bisect_left(theirs, turn.start, key=attrgetter("start")) - 1
        if before < 0 or (own is not None and own.start > theirs[before].start):
            continue
        end = theirs[before].end
        if turn.start - end < settings.lapse_s and not meets(missing, *sorted((end, turn.start))):
            spoken = turn.start - end
            found.append(
                Reaction(
                    at=end,
                    seconds=spoken - (late.late(who, end) or 0.0),
                    spoken=spoken,
                    heard=spoken + (late.late(1 - who, turn.start) or 0.0),
                )
            )
    return tuple(found)


def _shared(ours: Sequence[Laughter], theirs: Sequence[Laughter], apart_s: float) -> tuple[Moment, ...]:
    """Laughs of both with onsets no more than `apart_s` apart, each used once."""
    found: list[Moment] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        a, b = ours[i], theirs[j]
        if abs(a.start - b.start) <= apart_s:
            found.append(Moment(start=min(a.start, b.start), end=max(a.end, b.end)))
            i += 1
            j += 1
        elif a.start < b.start:
            i += 1
        else:
            j += 1
    return tuple(found)
