"""The conversation as it goes on: what is known of it now, told one event at a time.

`apply(state, event)` gives the next state. Events are told when they are final, a murmur a second after
it was made, so the state keeps a window of events in order of time and not in order of telling: events
that change places within a few seconds make the same state. What leaves the window is added up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, TypeVar, assert_never

from cues.events import (
    Backchannel,
    Delay,
    Interjection,
    Laughing,
    Laughter,
    Line,
    Live,
    Overlap,
    Sigh,
    Silence,
    Span,
    Speech,
    ToneShift,
    Unheard,
    Voice,
)
from cues.floor import Floor, Turn, in_order, turns
from cues.line import Reading, delay, label, readings
from cues.settings import TALK, TalkSettings
from cues.spans import Stretches, inside, union, without

T = TypeVar("T")
P = TypeVar("P", ToneShift, Voice, Line)
Pair = tuple[T, T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What is known of a conversation. Every tuple is in order of time; pairs are by track."""

    latest: float = 0.0
    """The latest time any event has told of."""
    floor: Floor = field(default_factory=Floor)
    """Who held the floor before the first of `spurts`."""
    talk_s: Pair[float] = (0.0, 0.0)
    """Talk before the window."""
    murmurs: Pair[int] = (0, 0)
    """Murmurs before the window."""
    spurts: tuple[Speech, ...] = ()
    murmured: tuple[Backchannel, ...] = ()
    sighs: tuple[Sigh, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    tones: tuple[ToneShift, ...] = ()
    unheard: tuple[Unheard, ...] = ()
    voices: Pair[tuple[Voice, ...]] = ((), ())
    lines: Pair[tuple[Line, ...]] = ((), ())
    read: Pair[tuple[Reading, ...]] = ((), ())
    """What the line was like, as far as `lines` tell."""
    settings: TalkSettings = TALK

    def began(self, who: int, now: float) -> float | None:
        """Tell since when a person has been speaking; None when they are not, as far as is known."""
        last = _last(self.voices[who], now)
        if last is None or not last.on:
            return None
        cut = any(u.who == who and last.at <= u.start <= now for u in self.unheard)
        return None if cut else last.at

    def stopped(self, who: int, now: float) -> float | None:
        """Tell when a person stopped speaking; None while they speak, and before they ever did."""
        last = _last(self.voices[who], now)
        return None if last is None or last.on else last.at

    def last_began(self, who: int, now: float) -> float | None:
        """Tell when a person last began to speak; None when that is long ago, or never was."""
        return next((v.at for v in reversed(self.voices[who]) if v.on and v.at <= now), None)

    def known(self, start: float, end: float) -> Stretches:
        """Find the time between two moments of the window in which both were heard."""
        missing = union((u.start, u.end) for u in self.unheard)
        return without(union(((start, end),)), missing)

    def talk(self, who: int, start: float, end: float) -> Stretches:
        """Find when a person talked between two moments of the window, the spurt going on included."""
        spurts = [(s.start, s.end) for s in self.spurts if s.who == who]
        began = self.began(who, end)
        if began is not None:
            spurts.append((began, end))
        return inside(union(spurts), start, end)

    def turns(self, now: float) -> tuple[Turn, ...]:
        """Find the turns of the window, the last one going on now if anybody holds the floor."""
        going_on = (
            Speech(who=who, start=began, end=now, confidence=1.0)
            for who in (0, 1)
            if (began := self.began(who, now)) is not None
        )
        return turns((*self.spurts, *going_on), self.settings.floor, self.floor)

    def label(self, overlap: Overlap) -> Overlap:
        """Say of an overlap told to this conversation whether the line made it."""
        other = 1 - overlap.who
        voices = (v.at for v in self.voices[other] if v.on and v.at <= overlap.start)
        spurts = (s.start for s in self.spurts if s.who == other and s.start <= overlap.start < s.end)
        late = delay(self.lines[overlap.who], overlap.start, self.settings.line)
        other_start = max(spurts, default=None)
        if other_start is None:
            other_start = max(voices, default=None)
        return label(overlap, other_start, late, self.settings.line)


def apply(state: Conversation, event: Live) -> Conversation:
    """Tell a conversation of one event. One from before the window changes nothing."""
    before = state
    if _end(event) < state.latest - state.settings.conversation.window_s:
        return state
    match event:
        case Speech():
            state = replace(state, spurts=_with(state.spurts, event, _spurt_order))
        case Backchannel():
            state = replace(state, murmured=_with(state.murmured, event, _span_order))
        case Sigh():
            state = replace(state, sighs=_with(state.sighs, event, _span_order))
        case Overlap():
            state = replace(state, overlaps=_with(state.overlaps, event, _span_order))
        case Unheard():
            state = replace(state, unheard=_with(state.unheard, event, _span_order))
        case ToneShift():
            state = replace(state, tones=_with(state.tones, event, _point_order))
        case Voice():
            mine = _with(state.voices[event.who], event, _voice_order)
            state = replace(state, voices=_put(state.voices, event.who, mine))
        case Laughing():
            return state
        case Line():
            reports = _with(state.lines[event.who], event, _point_order)
            state = replace(state, lines=_put(state.lines, event.who, reports))
        case Silence() | Laughter() | Interjection() | Delay():
            pass
        case _:
            assert_never(event)
    state = _trimmed(replace(state, latest=max(state.latest, _end(event))))
    return _read_anew(state, before)


def after(events: Iterable[Live], state: Conversation | None = None) -> Conversation:
    """Tell a conversation of many events, a new one unless `state` is given."""
    return reduce(apply, events, state or Conversation())


def _trimmed(state: Conversation) -> Conversation:
    """Add up and forget what no rule can look at any more."""
    kept = state.settings.conversation
    horizon = state.latest - kept.window_s
    if state.spurts and state.spurts[0].end < horizon:
        state = _without_old_spurts(state, horizon)
    if state.murmured and state.murmured[0].end < horizon:
        old = _old(state.murmured, horizon)
        gone = [m.who for m in state.murmured[:old]]
        murmurs = state.murmurs[0] + gone.count(0), state.murmurs[1] + gone.count(1)
        state = replace(state, murmurs=murmurs, murmured=state.murmured[old:])
    return replace(
        state,
        sighs=state.sighs[_old(state.sighs, horizon) :],
        overlaps=state.overlaps[_old(state.overlaps, horizon) :],
        unheard=state.unheard[_old(state.unheard, horizon) :],
        tones=_since(state.tones, horizon),
        voices=(
            _since(state.voices[0], state.latest - kept.voices_s) or state.voices[0][-1:],
            _since(state.voices[1], state.latest - kept.voices_s) or state.voices[1][-1:],
        ),
        lines=(
            _since(state.lines[0], state.latest - kept.lines_s),
            _since(state.lines[1], state.latest - kept.lines_s),
        ),
    )


def _read_anew(state: Conversation, before: Conversation) -> Conversation:
    """Read the lines again whose reports have changed, and only these: it is the dearest step."""
    for who in (0, 1):
        if state.lines[who] is not before.lines[who]:
            read = readings(state.lines[who], state.settings.line)
            state = replace(state, read=_put(state.read, who, read))
    return state


def _without_old_spurts(state: Conversation, horizon: float) -> Conversation:
    old = _old(state.spurts, horizon)
    floor = state.floor
    talk_s = list(state.talk_s)
    for together in in_order(state.spurts[:old]):
        floor, _ = floor.take(together, state.settings.floor)
        for spurt in together:
            talk_s[spurt.who] += spurt.seconds
    return replace(state, floor=floor, talk_s=(talk_s[0], talk_s[1]), spurts=state.spurts[old:])


def _old(spans: Sequence[Span], horizon: float) -> int:
    """Count the spans at the front that ended before the horizon."""
    return next((k for k, span in enumerate(spans) if span.end >= horizon), len(spans))


def _since(events: tuple[P, ...], horizon: float) -> tuple[P, ...]:
    return (
        events if not events or events[0].at >= horizon else events[bisect_left(events, horizon, key=_at) :]
    )


def _at(event: ToneShift | Voice | Line) -> float:
    return event.at


def _with(items: tuple[T, ...], item: T, order: Callable[[T], Any]) -> tuple[T, ...]:
    k = bisect_right(items, order(item), key=order)
    return (*items[:k], item, *items[k:])


def _put(pair: Pair[T], who: int, item: T) -> Pair[T]:
    return (item, pair[1]) if who == 0 else (pair[0], item)


def _last(voices: Sequence[Voice], now: float) -> Voice | None:
    return next((v for v in reversed(voices) if v.at <= now), None)


def _end(event: Live) -> float:
    return event.end if isinstance(event, Span) else event.at


def _spurt_order(spurt: Speech) -> tuple[float, float, int]:
    return spurt.start, -spurt.end, spurt.who


def _span_order(span: Backchannel | Sigh | Overlap | Unheard) -> tuple[float, float, int]:
    return span.start, span.end, span.who


def _point_order(event: ToneShift | Line) -> tuple[float, int]:
    return event.at, event.who


def _voice_order(voice: Voice) -> tuple[float, bool]:
    return voice.at, voice.on
