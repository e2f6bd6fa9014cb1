"""What a line does to turn-taking, measured on scripted dialogues: two people who act on what they hear.

Each of the two speaks, stops, waits, goes on, comes in, by what has reached their ear by then. So the
script knows of every overlap whether its second voice had heard the first when it decided to begin, and
of every answer how long after hearing the end it came. The product is told what was spoken and what the
pages would report, and has to find both again.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import msgspec
import numpy as np

from cues import conversation
from cues.conversation import Conversation
from cues.delays import Delaying
from cues.events import CueEvent, Line, Overlap, Voice
from cues.framing import frames
from cues.heard import Reaction, sort_out
from cues.settings import DEFAULT, TALK
from cues.spurts import Open, Spurt
from cues.turns import Turns

ANSWERS = 120
"""Changes of speaker in one dialogue."""

NOISE_S = 0.01
"""Spread of what a page measures of a delay that stands."""

REPORT_S = 5.0

REACTION_S = (0.15, 0.2)
"""From hearing somebody to holding back (cues.md, 1: 0.2 s): whoever decided sooner comes in."""

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One spurt, in seconds as spoken, and when its speaker had made up their mind to begin."""

    who: int
    start: float
    end: float
    decided: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A change of speaker: the other's turn ended at `at`, `who` began `reaction_s` after hearing that."""

    who: int
    at: float
    reaction_s: float
    heard_s: float
    """How long the other waited for it."""


@dataclass(slots=True)
class Dialogue:
    """A conversation over a line: `late[who]` is how late `who` hears the other, in seconds."""

    late: Pair
    said: list[Said] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def made_by_line(self, second: Said, first: Said) -> bool:
        """Tell whether the line made these two speak at once.

        Nobody can hear what has not arrived: `second` began before `first` could be heard, or had
        decided to, and would have held back face to face. Where both had decided before either began,
        they collide on any line that is quicker than they are.
        """
        late = self.late[second.who]
        face_to_face = second.decided < first.start
        return second.start < first.start + late or (second.decided < first.start + late and not face_to_face)


def spoken(late: Pair, seed: int, answers: int = ANSWERS) -> Dialogue:
    """Let two people talk over a line."""
    chance = random.Random(seed)  # noqa: S311
    dialogue = Dialogue(late)
    who, at = 0, 1.0
    for _ in range(answers):
        who, at = _exchange(dialogue, who, at, chance)
    dialogue.said.sort(key=lambda said: (said.start, said.who))
    return dialogue


def _exchange(dialogue: Dialogue, who: int, start: float, chance: random.Random) -> tuple[int, float]:
    """`who` speaks from `start` until the other has the floor; returns who goes on, and from when on."""
    other = 1 - who
    to_other, to_me = dialogue.late[other], dialogue.late[who]
    end = start + chance.uniform(1.5, 6.0)
    dialogue.said.append(Said(who=who, start=start, end=end, decided=start))
    if chance.random() < 0.2:
        comes_in = start + to_other + chance.uniform(0.5, 0.8) * (end - start)
        length = chance.uniform(1.2, 2.0)
        if comes_in + length < end:
            decided = comes_in - chance.uniform(*REACTION_S)
            dialogue.said.append(Said(who=other, start=comes_in, end=comes_in + length, decided=decided))
            end = max(end, comes_in + length + 1.2)
            dialogue.said[-2] = Said(who=who, start=start, end=end, decided=start)
    reaction = min(1.2, max(-0.5, chance.gauss(0.25, 0.35)))
    begins = end + to_other + reaction
    patience = chance.uniform(0.7, 1.6)
    goes_on = end + patience
    mine, theirs = chance.uniform(*REACTION_S), chance.uniform(*REACTION_S)
    if goes_on - mine > begins + to_me:
        return _answered(dialogue, other, end, begins, begins - theirs, chance)
    if begins - theirs > goes_on + to_other:
        return who, goes_on
    # Both begin: neither had heard the other when they made up their mind. One of them lets go.
    stops = max(goes_on, begins) + max(to_other, to_me) + chance.uniform(0.4, 0.9)
    dialogue.said.append(Said(who=who, start=goes_on, end=stops, decided=goes_on - mine))
    dialogue.said.append(
        Said(who=other, start=begins, end=stops + chance.uniform(0.5, 2.0), decided=begins - theirs)
    )
    return who, dialogue.said[-1].end + max(to_other, to_me) + 4.0


def _answered(
    dialogue: Dialogue, who: int, end: float, begins: float, decided: float, chance: random.Random
) -> tuple[int, float]:
    dialogue.answers.append(
        Answer(
            who=who,
            at=end,
            reaction_s=begins - end - dialogue.late[who],
            heard_s=begins - end + dialogue.late[1 - who],
        )
    )
    stops = begins + chance.uniform(1.5, 4.0)
    dialogue.said.append(Said(who=who, start=begins, end=stops, decided=decided))
    return 1 - who, stops + dialogue.late[1 - who] + chance.uniform(0.2, 1.0)


def told(dialogue: Dialogue, seed: int) -> list[CueEvent]:
    """Tell the product of a dialogue as a live call does; returns what it would store."""
    chance = random.Random(seed)  # noqa: S311
    end = max(said.end for said in dialogue.said) + REPORT_S
    turns, delaying = Turns(DEFAULT.turns), (Delaying(0, TALK.line), Delaying(1, TALK.line))
    state = Conversation()
    kept: list[CueEvent] = []
    at = 0.0
    while at < end:
        before, at = at, at + REPORT_S
        for who in (0, 1):
            late = max(0.0, dialogue.late[who] + chance.gauss(0.0, NOISE_S))
            report = Line(who=who, at=at, rtt_s=sum(dialogue.late), lost=0.0, delay_s=late)
            state = conversation.apply(state, report)
            stood = delaying[who].hear(report)
            kept += [stood] if stood else []
            for on, moment in _voice(dialogue.said, who, before, at):
                state = conversation.apply(state, Voice(who=who, at=moment, on=on))
            _hear(turns, dialogue.said, who, before, at)
        for event in turns.decide() if at < end else (*turns.decide(), *turns.finish()):
            its = state.label(event) if isinstance(event, Overlap) else event
            state = conversation.apply(state, its)
            kept.append(its)
    return [*kept, *(delay for each in delaying if (delay := each.finish()))]


def _voice(said: Sequence[Said], who: int, before: float, at: float) -> list[tuple[bool, float]]:
    mine = [each for each in said if each.who == who]
    changes = [(True, each.start) for each in mine] + [(False, each.end) for each in mine]
    return sorted((change for change in changes if before < change[1] <= at), key=itemgetter(1))


def _hear(turns: Turns, said: Sequence[Said], who: int, before: float, at: float) -> None:
    """Tell the turns what one track has brought since `before`: what goes on is an open spurt."""
    mine = [each for each in said if each.who == who]
    going_on = [each for each in mine if each.start <= at < each.end]
    known = going_on[0].start if going_on else at
    start = frames(known)
    turns.hear(
        who,
        spurts=[
            Spurt(start=frames(each.start), end=frames(each.end), confidence=0.9, level=-20.0)
            for each in mine
            if before < each.end <= at
        ],
        open_spurt=Open(start=start, end=frames(at), said=frames(at), total=1.0, sure=1)
        if going_on
        else None,
        sounds=(),
        unheard=(),
        known=start,
    )


class LineRow(msgspec.Struct, frozen=True, kw_only=True):
    """What was found again over lines with one delay to the second of the two, in ms each way."""

    late_ms: int
    answers: int
    """Answers the script knows; of these those found again, and those right to 30 ms at both ends."""
    found: int
    within_30_ms: int
    error_p95_ms: float
    made: int
    """Overlaps the line made, and of these those labelled so."""
    made_labelled: int
    others: int
    """Overlaps it did not make, and of these those labelled as made by it all the same."""
    others_labelled: int


def measure(late_s: float, others_s: Sequence[float], *, seed: int = 1) -> LineRow:
    """Measure lines `late_s` slow to the second person, with each of `others_s` to the first."""
    errors: list[float] = []
    answers = 0
    labels: list[tuple[bool, bool]] = []
    for k, other_s in enumerate(others_s):
        dialogue = spoken((other_s, late_s), seed + k)
        events = told(dialogue, seed)
        answers += len(dialogue.answers)
        errors += found_again(dialogue, events)
        labels += labelled(dialogue, events)
    return LineRow(
        late_ms=round(late_s * 1000),
        answers=answers,
        found=len(errors),
        within_30_ms=sum(error <= 0.03 for error in errors),
        error_p95_ms=round(float(np.quantile(errors, 0.95)) * 1000, 1),
        made=sum(made for made, _ in labels),
        made_labelled=sum(made and said for made, said in labels),
        others=sum(not made for made, _ in labels),
        others_labelled=sum(said and not made for made, said in labels),
    )


def found_again(dialogue: Dialogue, events: Sequence[CueEvent]) -> list[float]:
    """How far off each answer of the script is, in seconds: the worse of both people's view of it."""
    end = max(said.end for said in dialogue.said)
    heard = sort_out(events, seconds=end, settings=TALK)
    found: dict[tuple[int, int], Reaction] = {
        (who, frames(reaction.at)): reaction for who in (0, 1) for reaction in heard.voices[who].reactions
    }
    return [
        max(abs(its.seconds - answer.reaction_s), abs(its.heard - answer.heard_s))
        for answer in dialogue.answers
        if (its := found.get((answer.who, frames(answer.at)))) is not None
    ]


def labelled(dialogue: Dialogue, events: Sequence[CueEvent]) -> list[tuple[bool, bool]]:
    """Of each overlap found: whether the line made it, and whether it is labelled so."""
    starts = {(said.who, frames(said.start)): said for said in dialogue.said}
    pairs = []
    for overlap in events:
        if not isinstance(overlap, Overlap) or overlap.kind == "murmur":
            continue
        second = starts.get((overlap.who, frames(overlap.start)))
        first = [
            said
            for said in dialogue.said
            if said.who != overlap.who and said.start <= overlap.start + 0.01 and said.end > overlap.start
        ]
        if second is not None and first:
            pairs.append((dialogue.made_by_line(second, first[-1]), overlap.line_made))
    return pairs
