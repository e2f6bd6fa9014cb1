"""What a meeting is for, in phases, and where in them it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

PhaseKind = Literal["arrive", "stories", "topic", "next_steps", "close"]

MOST = 8
"""Phases of an agenda at most."""

SET_NEXT_S = 300.0
"""How long before the end the next meeting is asked for, where none is set."""


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a meeting; `title` is what the two call it, None: by its kind."""

    kind: PhaseKind
    minutes: int
    title: str | None = None


class AgendaError(ValueError):
    """An agenda that cannot be; the text is for people."""


def usual(minutes: int, *, stories: bool) -> tuple[Phase, ...]:
    """Return an agenda to begin with: a short arrival, what they came for, next steps."""
    arrive, steps = max(minutes // 10, 1), max(minutes // 5, 2)
    rest = minutes - arrive - steps
    told = rest // 2 if stories else 0
    middle = (Phase(kind="stories", minutes=told),) if told else ()
    return (
        Phase(kind="arrive", minutes=arrive),
        *middle,
        Phase(kind="topic", minutes=rest - told),
        Phase(kind="next_steps", minutes=steps),
    )


def checked(phases: Sequence[Phase], *, minutes: int) -> tuple[Phase, ...]:
    """Return the phases when they fit a meeting.

    Raises
    ------
    AgendaError
        When there are too many, one has no length, or all are longer than the meeting.
    """
    if len(phases) > MOST:
        raise AgendaError(f"An agenda has {MOST} parts at most.")
    if any(phase.minutes < 1 for phase in phases):
        raise AgendaError("Each part takes a minute or more.")
    if sum(phase.minutes for phase in phases) > minutes:
        raise AgendaError("The parts are longer than the meeting.")
    if any(phase.title is not None and not 0 < len(phase.title.strip()) <= 80 for phase in phases):
        raise AgendaError("A part is named in 1 to 80 letters.")
    return tuple(phases)


def phase_at(phases: Sequence[Phase], elapsed_s: float) -> tuple[Phase, float] | None:
    """Return the phase at a moment and when it ends, both in seconds from the start; None past all."""
    end_s = 0.0
    for phase in phases:
        end_s += phase.minutes * 60.0
        if elapsed_s < end_s:
            return phase, end_s
    return None


def asks_for_next(*, elapsed_s: float, minutes: int, next_is_set: bool) -> bool:
    """Whether it is time to set the next meeting: in the last minutes, and only where none is set."""
    return not next_is_set and elapsed_s >= minutes * 60.0 - SET_NEXT_S
