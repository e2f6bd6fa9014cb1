"""What worked in a conversation: the first thing the summary tells (docs/hints.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from cues.heard import Heard, Moment
from cues.settings import SummarySettings

Worked = Literal[
    "laughed_together", "left_room", "murmurs", "overlaps_resolved", "story_unbroken", "balance_agreed"
]
Band = tuple[float, float]
"""The least and the most of the talk, as shares, that two people agreed either of them has."""


class Good(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that worked: a catalogue key, its count(s) and the moments. `who` None: both."""

    key: Worked
    count: int
    of: int | None = None
    who: int | None = None
    moments: tuple[Moment, ...] = ()


def worked(
    heard: Heard,
    shares: tuple[float | None, float | None],
    *,
    band: Band | None,
    settings: SummarySettings,
) -> tuple[Good, ...]:
    """Everything that worked, in the order it is told.

    Parameters
    ----------
    shares
        Each person's share of the talk over known time.
    band
        The band of shares both agreed on, if they did.
    """
    return (
        *_laughed(heard),
        *_left_room(heard, settings),
        *_murmured(heard, settings),
        *_told_unbroken(heard, settings),
        *_resolved(heard, settings),
        *_balanced(shares, band),
    )


def _laughed(heard: Heard) -> Iterator[Good]:
    if heard.shared_laughs:
        yield Good(key="laughed_together", count=len(heard.shared_laughs), moments=heard.shared_laughs)


def _left_room(heard: Heard, settings: SummarySettings) -> Iterator[Good]:
    for who in (0, 1):
        long = heard.left_open(who, settings.given_s)
        given = [silence for silence in long if silence.after != who]
        if len(given) >= settings.given_least and 2 * len(given) >= len(long):
            yield Good(
                key="left_room", count=len(given), of=len(long), who=who,
                moments=tuple(Moment(start=s.start, end=s.end) for s in given),
            )  # fmt: skip


def _murmured(heard: Heard, settings: SummarySettings) -> Iterator[Good]:
    counts = [len(voice.murmurs) for voice in heard.voices]
    many = [who for who in (0, 1) if counts[who] >= settings.murmurs_least]
    if len(many) == 2:
        yield Good(key="murmurs", count=sum(counts))
    elif many:
        yield Good(key="murmurs", count=counts[many[0]], who=many[0])


def _told_unbroken(heard: Heard, settings: SummarySettings) -> Iterator[Good]:
    for who in (0, 1):
        stories = tuple(
            Moment(start=turn.start, end=turn.end)
            for turn in heard.voices[who].turns
            if turn.end - turn.start >= settings.long_turn_s
            and not any(
                turn.start < spurt.start and spurt.end < turn.end for spurt in heard.voices[1 - who].spurts
            )
        )
        if stories:
            yield Good(key="story_unbroken", count=len(stories), who=who, moments=stories)


def _resolved(heard: Heard, settings: SummarySettings) -> Iterator[Good]:
    short = tuple(o for o in heard.overlaps if o.seconds <= settings.resolved_s)
    if len(short) >= settings.resolved_least and 2 * len(short) >= len(heard.overlaps):
        yield Good(
            key="overlaps_resolved", count=len(short), of=len(heard.overlaps),
            moments=tuple(Moment(start=o.start, end=o.end) for o in short),
        )  # fmt: skip


def _balanced(shares: tuple[float | None, float | None], band: Band | None) -> Iterator[Good]:
    if band and all(share is not None and band[0] <= share <= band[1] for share in shares):
        yield Good(key="balance_agreed", count=1)
