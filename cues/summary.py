"""What a conversation was like, from its events alone: `build(events)` is pure and can be replayed.

All times are seconds of call time. Pairs are indexed by track: `(track 0, track 1)`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from cues.events import CueEvent

Worked = Literal[
    "laughed_together", "left_room", "murmurs", "overlaps_resolved", "story_unbroken", "balance_agreed"
]
Suggested = Literal[
    "leave_room", "ask_then_wait", "entries", "long_turns", "line_first", "small_sounds", "revisit"
]
Shape = Literal["took_turns_at_length", "back_and_forth", "one_led"]


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the call a statement rests on."""

    start: float
    end: float


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One person's holding of the floor."""

    who: int
    start: float
    end: float


class Good(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that worked: a catalogue key, its count(s) and the moments. `who` None: both."""

    key: Worked
    count: int
    of: int | None = None
    who: int | None = None
    moments: tuple[Moment, ...] = ()


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to try, for one person: a catalogue key, a count and the moments it rests on."""

    key: Suggested
    count: int
    moments: tuple[Moment, ...] = ()


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person's figures. Talk time leaves out murmurs, laughs, sighs and interjections."""

    talk_s: float
    share: float | None
    """Of both people's talk over known time; None when nobody spoke."""
    turns: int
    longest_turn_s: float
    pauses: int
    gap_median_s: float | None
    """Median reaction after the other's turn, in seconds; negative is an overlap."""
    backchannels: int
    laughs: int
    sighs: int
    interjections: int
    silences_given: int
    """Own pauses of a second or more after which the partner went on."""
    silences_long: int
    """Own pauses of a second or more."""
    unheard_s: float


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Both people's facts; the words are the page's. `too_short`: under 2 min of joint talk."""

    seconds: float
    known_s: float
    """Time in which both tracks were heard."""
    too_short: bool
    shape: Shape | None
    people: tuple[Person, Person]
    overlaps: int
    overlaps_line_made: int
    overlap_s: float
    laughed_together: tuple[Moment, ...]
    long_silences: tuple[Moment, ...]
    long_turns: tuple[Turn, ...]
    worked: tuple[Good, ...]
    suggestions: tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]
    """At most three for each person, each shown to that person alone."""


def build(events: list[CueEvent], *, seconds: float) -> Summary: ...
