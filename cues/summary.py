"""What a conversation was like, from its events alone: `build(events)` is pure and can be replayed.

All times are seconds of call time. Pairs are indexed by track: `(track 0, track 1)`. Definitions:
docs/cues.md; what worked and what is suggested: docs/hints.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import Literal

import msgspec

from cues.events import CueEvent
from cues.floor import Turn
from cues.heard import Heard, Moment, Reaction, sort_out
from cues.settings import TALK, SummarySettings, TalkSettings
from cues.spans import inside, total
from cues.suggest import Suggested, Suggestion, suggestions
from cues.worked import Band, Good, Worked, worked

__all__ = [
    "Band", "Good", "LineDid", "Moment", "Person", "Quiet", "Reaction", "Shape", "Suggested", "Suggestion",
    "Summary", "Turn", "Worked", "build",
]  # fmt: skip

Shape = Literal["took_turns_at_length", "back_and_forth", "one_led"]


class Quiet(Moment, frozen=True, kw_only=True):
    """A long joint silence, and who spoke before and after it; None when that is not known."""

    before: int | None = None
    after: int | None = None


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person's figures. Talk time leaves out murmurs, laughs, sighs and interjections."""

    talk_s: float
    share: float | None
    """Of both people's talk over known time; None when nobody spoke in it."""
    turns: int
    longest_turn_s: float
    pauses: int
    gap_median_s: float | None
    """Median reaction after hearing the other's turn end, in seconds; negative is an overlap."""
    gap_heard_median_s: float | None
    """The same answers as the other heard them."""
    backchannels: int
    laughs: int
    sighs: int
    interjections: int
    silences_given: int
    """Own pauses of a second or more after which the partner went on."""
    silences_long: int
    """Own pauses of a second or more."""
    unheard_s: float
    reactions: tuple[Reaction, ...] = ()
    """What `gap_median_s` is the median of, in order of time."""


class LineDid(msgspec.Struct, frozen=True, kw_only=True):
    """What the line did to the talk. Pairs are by who hears: `late_s` is mouth to ear from the other."""

    late_s: tuple[float, float]
    """The usual delay to each."""
    adds_s: float
    """What there and back takes together: so much later than it was given is an answer heard."""
    overlap_heard_s: tuple[float, float]
    """How long both spoke at once as each heard it; `Summary.overlap_s` is as spoken."""


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
    long_silences: tuple[Quiet, ...]
    long_turns: tuple[Turn, ...]
    worked: tuple[Good, ...]
    suggestions: tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]
    """At most three for each person, each shown to that person alone."""
    led_by: int | None = None
    """Who held most of the one-sided stretches, when the shape is `one_led`."""
    line: LineDid | None = None
    """None where the delay was not measured both ways."""


def build(
    events: Iterable[CueEvent],
    *,
    seconds: float,
    band: Band | None = None,
    settings: TalkSettings = TALK,
) -> Summary:
    """Sum up a call of `seconds` from its events, which may come in any order.

    Parameters
    ----------
    band
        The least and the most of the talk that the two agreed either of them has, as shares.
    """
    heard = sort_out(events, seconds=seconds, settings=settings)
    rules = settings.summary
    people = _person(heard, 0, rules), _person(heard, 1, rules)
    too_short = total(heard.talk) < rules.joint_talk_s
    shape, led_by = (None, None) if too_short else _shape(heard, seconds, rules)
    return Summary(
        seconds=seconds,
        known_s=total(heard.known),
        too_short=too_short,
        shape=shape,
        led_by=led_by,
        line=_line(heard),
        people=people,
        overlaps=len(heard.overlaps),
        overlaps_line_made=sum(overlap.line_made for overlap in heard.overlaps),
        overlap_s=sum((overlap.seconds for overlap in heard.overlaps), 0.0),
        laughed_together=heard.shared_laughs,
        long_silences=tuple(
            Quiet(start=s.start, end=s.end, before=s.before, after=s.after)
            for s in heard.silences
            if s.seconds >= rules.long_silence_s
        ),
        long_turns=tuple(t for t in heard.turns if t.end - t.start >= rules.long_turn_s),
        worked=()
        if too_short
        else worked(heard, (people[0].share, people[1].share), band=band, settings=rules),
        suggestions=((), ()) if too_short else (suggestions(heard, 0, rules), suggestions(heard, 1, rules)),
    )


def _person(heard: Heard, who: int, settings: SummarySettings) -> Person:
    voice = heard.voices[who]
    known = total(heard.talk_of(who)), total(heard.talk_of(1 - who))
    long = heard.left_open(who, settings.given_s)
    return Person(
        talk_s=total(voice.talk),
        share=known[0] / (known[0] + known[1]) if known[0] + known[1] > 0 else None,
        turns=len(voice.turns),
        longest_turn_s=max((turn.end - turn.start for turn in voice.turns), default=0.0),
        pauses=sum(silence.after == who for silence in heard.left_open(who, 0.0)),
        gap_median_s=median(r.seconds for r in voice.reactions) if voice.reactions else None,
        gap_heard_median_s=median(r.heard for r in voice.reactions) if voice.reactions else None,
        backchannels=len(voice.murmurs),
        laughs=len(voice.laughs),
        sighs=len(voice.sighs),
        interjections=len(voice.interjections),
        silences_given=sum(silence.after != who for silence in long),
        silences_long=len(long),
        unheard_s=total(voice.unheard),
        reactions=voice.reactions,
    )


def _line(heard: Heard) -> LineDid | None:
    late = heard.delays.usual(0), heard.delays.usual(1)
    if late[0] is None or late[1] is None:
        return None
    talk = heard.talk_of(0), heard.talk_of(1)
    return LineDid(
        late_s=(late[0], late[1]),
        adds_s=late[0] + late[1],
        overlap_heard_s=(
            heard.delays.overlap(0, talk[0], talk[1]),
            heard.delays.overlap(1, talk[1], talk[0]),
        ),
    )


def _shape(heard: Heard, seconds: float, settings: SummarySettings) -> tuple[Shape | None, int | None]:
    """Find whether most windows were one person's, and whether they were the same person's."""
    talk = heard.talk_of(0), heard.talk_of(1)
    spoken = one_sided = 0
    held = [0, 0]
    for step in range(max(1, int((seconds - settings.window_s) / settings.window_step_s) + 1)):
        start = step * settings.window_step_s
        said = [total(inside(who, start, start + settings.window_s)) for who in talk]
        if sum(said) < settings.window_talk_s:
            continue
        spoken += 1
        if max(said) >= settings.one_sided * sum(said):
            one_sided += 1
            held[said[1] > said[0]] += 1
    if not spoken:
        return None, None
    if one_sided < settings.mostly_one_sided * spoken:
        return "back_and_forth", None
    if max(held) >= settings.led * one_sided:
        return "one_led", int(held[1] > held[0])
    return "took_turns_at_length", None
