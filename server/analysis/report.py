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

_NARROWEST, _WIDEST = 60, 120
_MOMENTS_MOST = 12
_SHORTEST_S = 0.001
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def text(
    summary: Summary, events: Iterable[CueEvent], *, names: Sequence[str] = ("A", "B"), width: int = 80
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
        [_opening(summary, names)],
        draw(told, seconds=summary.seconds, names=names, width=width)
        if summary.seconds >= _SHORTEST_S
        else [],
        *sections(summary, told, names=names),
    ]
    return "\n\n".join("\n".join(_fit(part, width)) for part in parts if part) + "\n"


def sections(summary: Summary, events: Iterable[CueEvent], *, names: Sequence[str]) -> list[list[str]]:
    """Tell what was heard in sections: a title each, or one sentence alone, then indented sentences."""
    told = sorted(events, key=_begin)
    body = [_voice(summary, told, names[0])] if len(names) == 1 else _exchange(summary, names)
    return [part for part in (*body, _section("Moments", _moments(summary, told, names))) if part]


def spell(seconds: float) -> str:
    """Say a length of time: "45 seconds", "2 minutes and 56 seconds", "54 minutes"."""
    whole = round(seconds)
    if whole < 60:
        return _counted(whole, "second")
    if whole >= 600:
        return _counted(round(seconds / 60), "minute")
    minutes, rest = divmod(whole, 60)
    return _counted(minutes, "minute") + (f" and {_counted(rest, 'second')}" if rest else "")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _share(count: int, of: int) -> str:
    return f"{_number(count)} of {_number(of)}" if of < len(_NUMBERS) else f"{count} of {of}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{_number(count)} times")


def _begin(event: CueEvent) -> float:
    return event.at if isinstance(event, ToneShift) else event.start


def _fit(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        yield from [line] if len(line) <= width else wrap(line, width, subsequent_indent=indent + "  ")


def _section(title: str, sentences: Iterable[str]) -> list[str]:
    lines = [f"  {sentence}" for sentence in sentences]
    return [title, *lines] if lines else []


def _opening(summary: Summary, names: Sequence[str]) -> str:
    if summary.seconds < _SHORTEST_S:
        return "Nothing to hear: the recording has no length."
    who = " and ".join(names)
    missing = summary.people[0].unheard_s if len(names) == 1 else summary.seconds - summary.known_s
    if missing >= summary.seconds:
        return f"{who}: {spell(summary.seconds)}, none of it heard."
    if round(missing) == 0:
        return f"{who}: {spell(summary.seconds)}, all of it heard."
    return (
        f"{who}: {spell(summary.seconds)}. {spell(missing).capitalize()} of it could not be heard"
        " and is left out."
    )


def _voice(summary: Summary, events: Iterable[CueEvent], name: str) -> list[str]:
    """One recording alone: its sounds, and nothing about an exchange."""
    person = summary.people[0]
    if not any(isinstance(e, Speech | Laughter | Sigh | Interjection) and e.who == 0 for e in events):
        return ["No voice was found in it."]
    sounds = _sounds(person)
    also = f" Also heard: {_list(sounds)}." if sounds else ""
    return [f"{name} spoke for {spell(person.talk_s)}.{also}"]


def _list(items: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def _exchange(summary: Summary, names: Sequence[str]) -> Iterator[list[str]]:
    if summary.too_short:
        yield ["Less than two minutes together: too short to say anything."]
        return
    yield _section("What worked", (_good(good, names) for good in summary.worked))
    yield _section("The exchange", _facts(summary, names))
    for who, suggestions in enumerate(summary.suggestions):
        yield _section(
            f"{names[who]} might try, if they like",
            (_suggestion(suggestion, names[1 - who]) for suggestion in suggestions),
        )


def _good(good: Good, names: Sequence[str]) -> str:
    count = _number(good.count)
    share = _share(good.count, good.of or 0)
    who = names[good.who or 0]
    other = names[1 - (good.who or 0)]
    match good.key:
        case "laughed_together":
            return f"{_list(names)} laughed together {_times(good.count)}."
        case "left_room":
            return f"{who} left room: after {share} pauses, {other} went on."
        case "murmurs" if good.who is None:
            return "Each said “mm-hm” all along while the other spoke."
        case "murmurs":
            return f"{who} said “mm-hm” {_times(good.count)} while {other} spoke."
        case "story_unbroken":
            stories = "a story" if good.count == 1 else f"{count} stories"
            return f"{who} told {stories} without a break, and {other} listened."
        case "overlaps_resolved":
            return f"{share.capitalize()} overlaps were over within half a second."
        case "balance_agreed":
            return "The talk was shared as the two had agreed."
        case _:
            assert_never(good.key)


def _facts(summary: Summary, names: Sequence[str]) -> Iterator[str]:
    spoke = [f"{name} spoke for {spell(p.talk_s)}" for name, p in zip(names, summary.people, strict=True)]
    yield f"{_list(spoke)}."
    match summary.shape:
        case "back_and_forth":
            yield "It went back and forth."
        case "took_turns_at_length":
            yield "They took turns at length."
        case "one_led":
            yield f"{names[summary.led_by or 0]} held the floor in most stretches."
        case None:
            pass
        case _:
            assert_never(summary.shape)
    for name, other, person in zip(names, reversed(names), summary.people, strict=True):
        if person.gap_median_s is not None:
            yield f"{name} usually began {_reaction(person.gap_median_s)} {other} had ended."
    if summary.overlaps:
        yield _overlaps(summary.overlaps, summary.overlaps_line_made)
    quiet = summary.long_silences
    if quiet:
        silences = "silence" if len(quiet) == 1 else "silences"
        yield f"{_number(len(quiet)).capitalize()} {silences} of four seconds or more."
    for name, person in zip(names, summary.people, strict=True):
        if sounds := _sounds(person):
            yield f"Small sounds of {name}, no part of the talk time: {_list(sounds)}."


def _sounds(person: Person) -> list[str]:
    counts = (
        (person.backchannels, "“mm-hm”"), (person.laughs, "laugh"), (person.sighs, "sigh"),
        (person.interjections, "“oh”"),
    )  # fmt: skip
    return [f"{_number(count)} {noun}{'s' if count > 1 else ''}" for count, noun in counts if count]


def _reaction(seconds: float) -> str:
    if seconds < 0:
        return f"{-seconds:.1f} s before"
    return f"{seconds:.1f} s after" if seconds >= 0.05 else "just when"


def _overlaps(count: int, line_made: int) -> str:
    both = f"Both spoke at the same time {_times(count)}"
    if not line_made:
        return f"{both}."
    verb = "was" if line_made == 1 else "were"
    made = "that was" if count == 1 else f"{_number(line_made)} of these {verb}"
    return f"{both}; {made} made by the line, where nobody could yet hear the other."


def _suggestion(suggestion: Suggestion, other: str) -> str:
    times = _times(suggestion.count)
    first = _list([clock(moment.start) for moment in suggestion.moments[:3]])
    at = f"first at {first}" if suggestion.count > 3 else f"at {first}"
    match suggestion.key:
        case "line_first":
            return (
                f"Try audio only, or say “over to you”: the line made {_number(suggestion.count)} overlaps."
            )
        case "entries":
            return f"{other} began something {times} and let it go, {at}. It may be worth asking."
        case "revisit":
            return f"{other} sounded different {at}. What was being talked about?"
        case "leave_room":
            return f"Let the long quiets be: after {_number(suggestion.count)} of them, {other} went on."
        case "ask_then_wait":
            return f"Ask, then wait a little: {other} took a moment longer {times}, {at}."
        case "long_turns":
            return f"A question might open a long stretch, as {at}."
        case "small_sounds":
            return f"Small sounds carry far: {other} may have missed an “mm-hm” from {first} on."
        case _:
            assert_never(suggestion.key)


def _moments(summary: Summary, events: Iterable[CueEvent], names: Sequence[str]) -> Iterator[str]:
    """Tell the moments worth finding again, in order of time: of more than twelve, the longest."""
    found = [
        (math.inf, tone.at, f"{names[tone.who]} sounded {_list(heard)} than earlier")
        for tone in events
        if isinstance(tone, ToneShift) and tone.who < len(names) and (heard := changes(tone.moved))
    ]
    if len(names) > 1:
        both = _list(names)
        found += [(m.end - m.start, m.start, f"{both} laughed together") for m in summary.laughed_together]
        found += [(q.end - q.start, q.start, _quiet(q, names)) for q in summary.long_silences]
        found += [(t.end - t.start, t.start, _turn(t, names)) for t in summary.long_turns]
    kept = sorted(found, reverse=True)[:_MOMENTS_MOST]
    for _, at, words in sorted(kept, key=itemgetter(1)):
        yield f"{clock(at):>7}  {words}"
    if len(found) > len(kept):
        yield f"{'':>7}  and {len(found) - len(kept)} more"


def _quiet(quiet: Quiet, names: Sequence[str]) -> str:
    then = "" if quiet.after is None else f", then {names[quiet.after]} spoke"
    return f"quiet for {spell(quiet.end - quiet.start)}{then}"


def _turn(turn: Turn, names: Sequence[str]) -> str:
    return f"{names[turn.who]} held the floor for {spell(turn.end - turn.start)}"
