"""Who holds the floor: turns out of talk spurts.

A turn is one person's spurts until the other takes the floor::

    A  [spurt] [spurt]                  [spurt]
    B             [tried]  mm-hm  [spurt]
       [ A's turn                 ][B's ][A's  ]

A spurt begun inside the other's takes the floor only by outliving it. Murmurs are no spurts, and a
pause of one's own shorter than `pause_s` does not end a turn (cues.md, 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import msgspec

from cues.events import Speech
from cues.settings import FloorSettings


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One person's holding of the floor."""

    who: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Floor:
    """The turn going on: none before the first word, two only while both say the same length at once."""

    held: tuple[Turn, ...] = ()

    def take(self, spurts: Iterable[Speech], settings: FloorSettings) -> tuple[Floor, tuple[Turn, ...]]:
        """Hear the spurts of one and the same span.

        Parameters
        ----------
        spurts
            One spurt, or one of each person with equal start and end. They must come in the order of
            `in_order`.

        Returns
        -------
        The floor afterwards, and the turns that ended by it.
        """
        taken = {spurt.who: turn for spurt in spurts if (turn := self._turn(spurt, settings)) is not None}
        if not taken:
            return self, ()
        ended = tuple(
            turn for turn in self.held if turn.who not in taken or taken[turn.who].start != turn.start
        )
        return Floor(tuple(taken[who] for who in sorted(taken))), ended

    def _turn(self, spurt: Speech, settings: FloorSettings) -> Turn | None:
        for turn in self.held:
            if turn.who == spurt.who and spurt.start - turn.end < settings.pause_s:
                return Turn(who=turn.who, start=turn.start, end=max(turn.end, spurt.end))
        for turn in self.held:
            inside = spurt.start < turn.end and spurt.end <= turn.end + settings.outlive_s
            if turn.who != spurt.who and inside:
                return None
        return Turn(who=spurt.who, start=spurt.start, end=spurt.end)


def in_order(spurts: Iterable[Speech]) -> Iterator[tuple[Speech, ...]]:
    """Spurts by their start, of equal starts the longest first, those of one span together."""
    ordered = sorted(spurts, key=lambda spurt: (spurt.start, -spurt.end, spurt.who))
    for _, together in groupby(ordered, key=lambda spurt: (spurt.start, spurt.end)):
        yield tuple(together)


def turns(spurts: Iterable[Speech], settings: FloorSettings, floor: Floor | None = None) -> tuple[Turn, ...]:
    """Every turn in `spurts`, in order, the one still going on last.

    Parameters
    ----------
    floor
        Who held the floor before the first of them.
    """
    floor = floor or Floor()
    found: list[Turn] = []
    for together in in_order(spurts):
        floor, ended = floor.take(together, settings)
        found.extend(ended)
    return (*found, *floor.held)
