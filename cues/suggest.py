"""What a person might try next time: at most three things, each with the moments it rests on.

Both people's suggestions come from one set of rules; each is shown to that person alone (docs/hints.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from statistics import median
from typing import Literal

import msgspec

from cues.events import Overlap, Silence
from cues.heard import Heard, Moment
from cues.settings import SummarySettings
from cues.spans import inside, total

Suggested = Literal[
    "leave_room", "ask_then_wait", "entries", "long_turns", "line_first", "small_sounds", "revisit"
]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to try, for one person: a catalogue key, a count and the moments it rests on."""

    key: Suggested
    count: int
    moments: tuple[Moment, ...] = ()


def suggestions(heard: Heard, me: int, settings: SummarySettings) -> tuple[Suggestion, ...]:
    """List what `me` might try: the line's part first, then what the other did, then one's own."""
    found = (
        suggestion
        for rule in (_line_first, _entries, _revisit, _leave_room, _wait, _long_turns, _small_sounds)
        for suggestion in rule(heard, me, settings)
    )
    return tuple(islice(found, settings.suggestions_most))


def _line_first(heard: Heard, me: int, settings: SummarySettings) -> Iterator[Suggestion]:
    made = [overlap for overlap in heard.overlaps if overlap.line_made]
    if len(made) >= settings.line_made_least and 2 * len(made) > len(heard.overlaps):
        yield _suggest("line_first", made)


def _entries(heard: Heard, me: int, settings: SummarySettings) -> Iterator[Suggestion]:
    tries = [
        overlap
        for overlap in heard.overlaps
        if overlap.who != me and overlap.kind == "tried_to_come_in" and not overlap.line_made
    ]
    if len(tries) >= settings.entries_least:
        yield _suggest("entries", tries)


def _revisit(heard: Heard, me: int, settings: SummarySettings) -> Iterator[Suggestion]:
    tones = heard.voices[1 - me].tones
    if tones:
        yield _suggest(
            "revisit",
            (Moment(start=max(0.0, tone.at - settings.tone_window_s), end=tone.at) for tone in tones),
        )


def _leave_room(heard: Heard, me: int, settings: SummarySettings) -> Iterator[Suggestion]:
    long = heard.left_open(me, settings.given_s)
    short = [s for s in heard.left_open(me, 0.0) if s.seconds < settings.given_s]
    if min(len(long), len(short)) < settings.room_least:
        return
    taken = [silence for silence in long if silence.after != me]
    taken_short = sum(silence.after != me for silence in short)
    if len(taken) / len(long) >= taken_short / len(short) + settings.room_more:
        yield _suggest("leave_room", taken)


def _wait(heard: Heard, me: int, settings: SummarySettings) -> Iterator[Suggestion]:
    mine, theirs = (heard.voices[who].reactions for who in (me, 1 - me))
    if min(len(mine), len(theirs)) < settings.wait_least:
        return
    pair = median(reaction.seconds for reaction in (*mine, *theirs))
    if median(reaction.seconds for reaction in theirs) >= pair + settings.wait_more_s:
        slow = [r for r in theirs if r.seconds >= max(pair + settings.wait_more_s, 0.0)]
        yield _suggest("ask_then_wait", (Moment(start=r.at, end=r.at + r.seconds) for r in slow))


def _long_turns(heard: Heard, me: int, settings: SummarySettings) -> Iterator[Suggestion]:
    long = [t for t in heard.voices[me].turns if t.end - t.start >= settings.floor_long_s]
    if long:
        yield _suggest("long_turns", (Moment(start=t.start, end=t.end) for t in long))


def _small_sounds(heard: Heard, me: int, settings: SummarySettings) -> Iterator[Suggestion]:
    """Murmurs had come, and then none in so much of the other's talk heard by both."""
    murmurs = heard.voices[me].murmurs
    if len(murmurs) < settings.murmurs_least:
        return
    theirs = heard.talk_of(1 - me)
    ends = [m.end for m in murmurs][settings.murmurs_least - 1 :]
    starts = [m.start for m in murmurs][settings.murmurs_least :]
    until = theirs[-1][1] if theirs else 0.0
    quiet = [
        Moment(start=start, end=end)
        for start, end in zip(ends, (*starts, until), strict=True)
        if total(inside(theirs, start, end)) >= settings.murmurless_talk_s
    ]
    if quiet:
        yield _suggest("small_sounds", quiet)


def _suggest(key: Suggested, rests_on: Iterable[Moment | Overlap | Silence]) -> Suggestion:
    moments = tuple(Moment(start=m.start, end=m.end) for m in rests_on)
    return Suggestion(key=key, count=len(moments), moments=moments)
