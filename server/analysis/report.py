"""What a person reads after `duologue analyze`: a few plain sentences and a small timeline."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from textwrap import wrap
from typing import assert_never

from cues.change import changes
from cues.events import CueEvent, Interjection, Laughter, Sigh, Speech, ToneShift
from cues.summary import Good, Person, Quiet, Suggestion, Summary, Turn
from server.analysis.timeline import clock, draw
from server.analysis.wording import ENGLISH, Wording

_NARROWEST, _WIDEST = 60, 120
_MOMENTS_MOST = 12
_SHORTEST_S = 0.001


def text(
    summary: Summary,
    events: Iterable[CueEvent],
    *,
    names: Sequence[str] = ("A", "B"),
    width: int = 80,
    wording: Wording = ENGLISH,
) -> str:
    """Tell what was heard, in lines of at most `width` characters.

    Parameters
    ----------
    names
        One name for a single recording, two for a conversation.
    width
        Of the terminal; less than 60 and more than 120 are taken as these.
    """
    told = sorted(events, key=_begin)
    width = max(_NARROWEST, min(_WIDEST, width))
    parts = [
        [_opening(summary, names, wording)],
        draw(told, seconds=summary.seconds, names=names, width=width, wording=wording)
        if summary.seconds >= _SHORTEST_S
        else [],
        *sections(summary, told, names=names, wording=wording),
    ]
    return "\n\n".join("\n".join(_fit(part, width)) for part in parts if part) + "\n"


def sections(
    summary: Summary, events: Iterable[CueEvent], *, names: Sequence[str], wording: Wording = ENGLISH
) -> list[list[str]]:
    """Tell what was heard in sections: a title each, or one sentence alone, then indented sentences."""
    told = sorted(events, key=_begin)
    teller = _Teller(names, wording)
    body = [teller.voice(summary, told)] if len(names) == 1 else teller.exchange(summary)
    moments = _section(wording.say("moments"), teller.moments(summary, told))
    return [part for part in (*body, moments) if part]


def _begin(event: CueEvent) -> float:
    return event.at if isinstance(event, ToneShift) else event.start


def _fit(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        yield from [line] if len(line) <= width else wrap(line, width, subsequent_indent=indent + "  ")


def _section(title: str, sentences: Iterable[str]) -> list[str]:
    lines = [f"  {sentence}" for sentence in sentences]
    return [title, *lines] if lines else []


def _opening(summary: Summary, names: Sequence[str], wording: Wording) -> str:
    if summary.seconds < _SHORTEST_S:
        return wording.say("nothing")
    missing = summary.people[0].unheard_s if len(names) == 1 else summary.seconds - summary.known_s
    heard = "none" if missing >= summary.seconds else "part" if round(missing) else "all"
    return wording.say(
        f"{heard}_heard",
        who=wording.listed(names),
        length=wording.length(summary.seconds),
        missing=wording.length(missing),
    )


class _Teller:
    """Tells of people by their names, in one language."""

    def __init__(self, names: Sequence[str], wording: Wording) -> None:
        self._names = names
        self._w = wording
        self._say = wording.say

    def voice(self, summary: Summary, events: Iterable[CueEvent]) -> list[str]:
        """One recording alone: its sounds, and nothing about an exchange."""
        person = summary.people[0]
        if not any(isinstance(e, Speech | Laughter | Sigh | Interjection) and e.who == 0 for e in events):
            return [self._say("no_voice")]
        spoke = self._say("spoke", name=self._names[0], length=self._w.length(person.talk_s))
        sounds = self._sounds(person)
        also = [self._say("also", sounds=self._w.listed(sounds))] if sounds else []
        return [" ".join([self._say("spoke_all", spoke=spoke), *also])]

    def exchange(self, summary: Summary) -> Iterator[list[str]]:
        if summary.too_short:
            yield [self._say("too_short")]
            return
        yield _section(self._say("worked"), (self._good(good) for good in summary.worked))
        yield _section(self._say("exchange"), self._facts(summary))
        for who, suggestions in enumerate(summary.suggestions):
            yield _section(
                self._say("might_try", name=self._names[who]),
                (self._suggestion(suggestion, self._names[1 - who]) for suggestion in suggestions),
            )

    def moments(self, summary: Summary, events: Iterable[CueEvent]) -> Iterator[str]:
        """Tell the moments worth finding again, in order of time: of more than twelve, the longest."""
        names = self._names
        found = [
            (math.inf, tone.at, self._say("sounded", name=names[tone.who], changes=self._changes(tone)))
            for tone in events
            if isinstance(tone, ToneShift) and tone.who < len(names) and changes(tone.moved)
        ]
        if len(names) > 1:
            laughed = self._say("both_laughed", who=self._w.listed(names))
            found += [(m.end - m.start, m.start, laughed) for m in summary.laughed_together]
            found += [(q.end - q.start, q.start, self._quiet(q)) for q in summary.long_silences]
            found += [(t.end - t.start, t.start, self._turn(t)) for t in summary.long_turns]
        kept = sorted(found, reverse=True)[:_MOMENTS_MOST]
        for _, at, words in sorted(kept, key=itemgetter(1)):
            yield f"{clock(at):>7}  {words}"
        if len(found) > len(kept):
            yield f"{'':>7}  {self._say('more', count=len(found) - len(kept))}"

    def _changes(self, tone: ToneShift) -> str:
        return self._w.listed([self._say(change) for change in changes(tone.moved)])

    def _quiet(self, quiet: Quiet) -> str:
        length = self._w.length(quiet.end - quiet.start)
        if quiet.after is None:
            return self._say("quiet", length=length)
        return self._say("quiet_then", length=length, name=self._names[quiet.after])

    def _turn(self, turn: Turn) -> str:
        return self._say("held", name=self._names[turn.who], length=self._w.length(turn.end - turn.start))

    def _good(self, good: Good) -> str:
        share = self._w.share(good.count, good.of or 0)
        who = self._names[good.who or 0]
        other = self._names[1 - (good.who or 0)]
        times = self._w.times(good.count)
        match good.key:
            case "laughed_together":
                return self._say("laughed_together", who=self._w.listed(self._names), times=times)
            case "left_room":
                return self._say("left_room", who=who, other=other, share=share)
            case "murmurs" if good.who is None:
                return self._say("murmurs_both")
            case "murmurs":
                return self._say("murmurs", who=who, other=other, times=times)
            case "story_unbroken":
                return self._say("story_unbroken", who=who, other=other, count=good.count)
            case "overlaps_resolved":
                return self._say("overlaps_resolved", share=share)
            case "balance_agreed":
                return self._say("balance_agreed")
            case _:
                assert_never(good.key)

    def _facts(self, summary: Summary) -> Iterator[str]:
        names, say = self._names, self._say
        pairs = list(zip(names, summary.people, strict=True))
        spoke = [say("spoke", name=name, length=self._w.length(person.talk_s)) for name, person in pairs]
        yield say("spoke_all", spoke=self._w.listed(spoke))
        match summary.shape:
            case "back_and_forth" | "took_turns_at_length":
                yield say(summary.shape)
            case "one_led":
                yield say("one_led", name=names[summary.led_by or 0])
            case None:
                pass
            case _:
                assert_never(summary.shape)
        for (name, person), other in zip(pairs, reversed(names), strict=True):
            if person.gap_median_s is not None:
                yield self._began(name, other, person.gap_median_s)
        if summary.overlaps:
            yield self._overlaps(summary.overlaps, summary.overlaps_line_made)
        if summary.long_silences:
            yield say("silences", count=len(summary.long_silences))
        for name, person in pairs:
            if sounds := self._sounds(person):
                yield say("small_sounds", name=name, sounds=self._w.listed(sounds))

    def _sounds(self, person: Person) -> list[str]:
        counts = (
            ("count_murmurs", person.backchannels), ("count_laughs", person.laughs),
            ("count_sighs", person.sighs), ("count_interjections", person.interjections),
        )  # fmt: skip
        return [self._say(name, count=count) for name, count in counts if count]

    def _began(self, name: str, other: str, reaction_s: float) -> str:
        when = "before" if reaction_s < 0 else "after" if reaction_s >= 0.05 else "just"
        return self._say(f"began_{when}", name=name, other=other, seconds=self._w.tenths(abs(reaction_s)))

    def _overlaps(self, count: int, line_made: int) -> str:
        times = self._w.times(count)
        if not line_made:
            return self._say("overlaps", times=times)
        if count == 1:
            return self._say("overlap_by_line")
        return self._say("overlaps_by_line", times=times, count=line_made)

    def _suggestion(self, suggestion: Suggestion, other: str) -> str:
        first = self._w.listed([clock(moment.start) for moment in suggestion.moments[:3]])
        return self._say(
            f"try_{suggestion.key}",
            other=other,
            count=suggestion.count,
            times=self._w.times(suggestion.count),
            first=first,
            at=self._say("first_at" if suggestion.count > 3 else "at", moments=first),
        )
