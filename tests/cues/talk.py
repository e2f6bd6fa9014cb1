"""Conversations for tests: spoken by hand, or drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec
from hypothesis import strategies as st

from cues.events import (
    Backchannel,
    CueEvent,
    Delay,
    Interjection,
    Laughter,
    Line,
    Live,
    Move,
    Overlap,
    Sigh,
    Silence,
    Span,
    Speech,
    ToneShift,
    Unheard,
    Voice,
)

E = TypeVar("E", bound=Live)


def say(who: int, start: float, end: float) -> Speech:
    return Speech(who=who, start=start, end=end, confidence=0.9)


def murmur(who: int, start: float) -> Backchannel:
    return Backchannel(who=who, start=start, end=start + 0.4, confidence=0.9)


def laugh(who: int, start: float, end: float) -> Laughter:
    return Laughter(who=who, start=start, end=end, confidence=0.9)


def sigh(who: int, start: float, confidence: float = 0.9) -> Sigh:
    return Sigh(who=who, start=start, end=start + 0.8, confidence=confidence)


def spoken(who: int, start: float, end: float) -> list[Live]:
    """A spurt as it is told live: the voice on, off, then the spurt."""
    return [Voice(who=who, at=start, on=True), Voice(who=who, at=end, on=False), say(who, start, end)]


def monologue(who: int, start: float, end: float, spurt_s: float = 4.5, pause_s: float = 0.5) -> list[Live]:
    """One person speaking on, with short pauses, until `end` at the latest."""
    told: list[Live] = []
    at = start
    while at < end:
        told += spoken(who, at, min(end, at + spurt_s))
        at += spurt_s + pause_s
    return told


def told_at(event: Live) -> float:
    """When an event is final: at its end."""
    return event.end if isinstance(event, Span) else event.at


def in_time(events: Iterable[Live]) -> list[Live]:
    return sorted(events, key=told_at)


def swapped(event: E) -> E:
    """The same event with the tracks changed."""
    if isinstance(event, Silence):
        flip = {0: 1, 1: 0, None: None}
        return msgspec.structs.replace(event, before=flip[event.before], after=flip[event.after])
    return msgspec.structs.replace(event, who=1 - event.who)


def voices(who: int, most: int = 20) -> st.SearchStrategy[list[Speech]]:
    """One person's spurts, apart from each other as a segmenter leaves them, on a grid of milliseconds."""

    def lay(steps: list[tuple[int, int]]) -> list[Speech]:
        said: list[Speech] = []
        at = 0
        for pause, length in steps:
            said.append(say(who, (at + pause) / 1000, (at + pause + length) / 1000))
            at += pause + length
        return said

    return st.lists(st.tuples(st.integers(300, 20_000), st.integers(100, 20_000)), max_size=most).map(lay)


def _sound(made: tuple[int, int, int, int, float]) -> CueEvent:
    kind, who, start_ms, length_ms, sure = made
    start, end = start_ms / 1000, (start_ms + length_ms) / 1000
    kinds: tuple[Callable[[], CueEvent], ...] = (
        lambda: Backchannel(who=who, start=start, end=end, confidence=sure),
        lambda: Laughter(who=who, start=start, end=end, confidence=sure),
        lambda: Sigh(who=who, start=start, end=end, confidence=sure),
        lambda: Interjection(who=who, start=start, end=end, confidence=sure),
        lambda: Overlap(who=who, start=start, end=end, kind="held"),
        lambda: Overlap(who=who, start=start, end=end, kind="tried_to_come_in", line_made=sure > 0.9),
        lambda: Overlap(who=who, start=start, end=end, kind="murmur"),
        lambda: Silence(start=start, end=end, kind="pause", before=who, after=who),
        lambda: Silence(start=start, end=end, kind="gap", before=who, after=1 - who),
        lambda: ToneShift(who=who, at=end, moved=(Move(measure="level", by=-2.0),), confidence=sure),
        lambda: Unheard(who=who, start=start, end=end, reason="lost"),
        lambda: Delay(who=who, start=start, end=end, late_s=1.0 - sure),
    )
    return kinds[kind]()


def small_sounds(seconds: int, most: int) -> st.SearchStrategy[list[CueEvent]]:
    """Anything but speech."""
    made = st.tuples(
        st.integers(0, 11), st.integers(0, 1), st.integers(0, seconds * 1000), st.integers(1, 4000),
        st.sampled_from((0.5, 0.7, 0.95)),
    )  # fmt: skip
    return st.lists(made, max_size=most, unique=True).map(lambda drawn: list(map(_sound, drawn)))


def conversations(seconds: int = 400) -> st.SearchStrategy[list[CueEvent]]:
    """The events of a whole conversation, in no order."""
    parts = st.tuples(voices(0), voices(1), small_sounds(seconds, 20))
    return parts.map(lambda drawn: [*drawn[0], *drawn[1], *drawn[2]])


def calls(seconds: int = 900) -> st.SearchStrategy[list[Live]]:
    """Everything a live call is told, each event at its time."""

    def tell(
        drawn: tuple[list[Speech], list[Speech], list[CueEvent], list[tuple[float, float]]],
    ) -> list[Live]:
        first, second, sounds, lines = drawn
        told: list[Live] = list(sounds)
        for spurt in (*first, *second):
            told += spoken(spurt.who, spurt.start, spurt.end)
        for who, (lost, late) in enumerate(lines):
            told += [
                Line(who=who, at=float(at), rtt_s=0.1, lost=lost, delay_s=late) for at in range(0, seconds, 8)
            ]
        return in_time(told)

    line = st.tuples(st.sampled_from((0.0, 0.0, 0.07)), st.sampled_from((0.05, 0.3)))
    lines = st.lists(line, min_size=2, max_size=2)
    return st.tuples(voices(0, 40), voices(1, 40), small_sounds(seconds, 40), lines).map(tell)
