"""Whom an administrator might pair: suggestions from what people declared, each with all its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from server.pair.ground import Common, declared
from server.pair.profile import Profile, common_hours

Obstacle = Literal["no_common_language", "no_common_hours"]

HOURS_LEAST = 1
"""Daytime hours two people need in common to meet without somebody's night (choice)."""

MOST = 3
"""Suggestions for one person."""


TONGUES = frozenset({"language", "i_speak", "they_speak", "learning"})


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to pair a person with, what speaks for it, and what to know before."""

    person: str
    reasons: tuple[Common, ...]
    hours: int
    """Daytime hours both have in common."""
    obstacles: tuple[Obstacle, ...]


def suggest(one: Profile, others: Sequence[Profile], *, on: datetime) -> tuple[Suggestion, ...]:
    """Suggest up to three people for one person; whoever shares nothing but a clock is not suggested.

    Without obstacles first; then by what one can help the other with; then by how much is shared. The
    order says what to look at first. It is no measure of people and is shown as no number.
    """
    looked = (_look(one, other, on) for other in others if other.person != one.person)
    worth = [each for each in looked if any(r.kind not in TONGUES for r in each.reasons)]
    return tuple(sorted(worth, key=_order)[:MOST])


def _look(one: Profile, other: Profile, on: datetime) -> Suggestion:
    # Where both once lived, told to an administrator, would be a piece of their stories: it is left out.
    reasons = declared(one, other)
    hours = common_hours(one, other, on=on)
    obstacles: list[Obstacle] = []
    if not any(each.kind == "language" for each in reasons):
        obstacles.append("no_common_language")
    if hours < HOURS_LEAST:
        obstacles.append("no_common_hours")
    return Suggestion(person=other.person, reasons=reasons, hours=hours, obstacles=tuple(obstacles))


def _order(suggestion: Suggestion) -> tuple[int, int, int, int, str]:
    helps = sum(each.kind in ("i_help", "they_help") for each in suggestion.reasons)
    return (
        len(suggestion.obstacles), -helps, -len(suggestion.reasons), -suggestion.hours, suggestion.person,
    )  # fmt: skip
