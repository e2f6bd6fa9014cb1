"""What a summary's page is told besides the summary."""

from __future__ import annotations

from datetime import datetime

import msgspec

from cues.events import Speech, Unheard
from cues.spans import Stretches, union
from cues.summary import Summary
from server.web.summary_page import SummaryPage

ROUNDED = 1
"""Decimals of a trace's times, in seconds: finer than its small picture can show."""


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """What is this seat's alone: its note as its page sealed it, and whether it has opened the summary.

    `both`: the other has opened theirs too. Until this seat has opened its own, it is not told.
    """

    sealed: bytes | None
    opened: bool
    both: bool


class Reflection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note, sealed in the page under a key that no server has; empty for none."""

    sealed: bytes


class Opening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether this seat's summary is open to the other."""

    opened: bool


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting, small: who spoke when and what is compared. Seats as in that meeting, seconds of it."""

    partner: str
    seat: int
    started_at: datetime | None
    seconds: float
    known_s: float
    too_short: bool
    speech: tuple[list[tuple[float, float]], list[tuple[float, float]]]
    unheard: list[tuple[float, float]]
    laughed_together: int
    long_silences: int
    backchannels: int
    """Of both."""
    answer_s: tuple[float | None, float | None]
    """Median reaction after the other's turn, by seat."""


def trace(page: SummaryPage) -> Trace:
    """Make a meeting's trace from its summary."""
    summary: Summary = page.summary
    first, second = summary.people
    return Trace(
        partner=page.partner,
        seat=page.seat,
        started_at=page.started_at,
        seconds=summary.seconds,
        known_s=summary.known_s,
        too_short=summary.too_short,
        speech=(_speech(page, 0), _speech(page, 1)),
        unheard=_rounded(union((e.start, e.end) for e in page.events if isinstance(e, Unheard))),
        laughed_together=len(summary.laughed_together),
        long_silences=len(summary.long_silences),
        backchannels=first.backchannels + second.backchannels,
        answer_s=(first.gap_median_s, second.gap_median_s),
    )


def _speech(page: SummaryPage, who: int) -> list[tuple[float, float]]:
    spans = ((e.start, e.end) for e in page.events if isinstance(e, Speech) and e.who == who)
    return _rounded(union(spans))


def _rounded(stretches: Stretches) -> list[tuple[float, float]]:
    return [(round(start, ROUNDED), round(end, ROUNDED)) for start, end in stretches]
