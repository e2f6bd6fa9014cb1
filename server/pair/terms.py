"""The clauses two people agree on, as choices a program can keep; the defaults are the careful ones."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from signaling.messages import HintMode

Clause = Literal["between_us", "listening", "kept", "rhythm", "guests", "ending", "own_words"]

Sharing = Literal["ask", "ideas"]
Programme = Literal["met", "goals"]
KeptDays = Literal[0, 30, 180]
Copies = Literal["mine", "ours"]
Every = Literal["week", "two_weeks", "month", "as_needed"]
Minutes = Literal[25, 50, 80]
Notice = Literal["any_time", "one_more"]
SavedDays = Literal[0, 30, 90]


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pair holds to. What nobody has signed is never less careful than these defaults."""

    sharing: Sharing = "ask"
    """What either may tell others: `ask` first, always; or `ideas`, without who said them."""
    programme: Programme = "met"
    """What the programme sees: whether meetings were held; or also the goals both have shown it."""
    listening: HintMode = "after"
    """The most Duologue may do in a call: hints `live`, a summary `after` it, or `off`."""
    keep_days: KeptDays = 30
    """How long cue events, and the summaries made of them, are kept; 0: never stored."""
    copies: Copies = "mine"
    """What a person's export holds of a meeting: the sounds of their own voice, or of both."""
    every: Every = "two_weeks"
    minutes: Minutes = 50
    rhythm: Annotated[str, Meta(max_length=200)] = ""
    """What else was said about when and how long, in the pair's own words."""
    guests: bool = False
    """Whether the link of a meeting also opens without signing in."""
    notice: Notice = "any_time"
    """How to end: at `any_time`, or after `one_more` meeting, which is a promise and no lock."""
    save_days: SavedDays = 30
    """How long shared things can still be read and saved after the end; then they are deleted."""
    own_words: Annotated[str, Meta(max_length=600)] = ""


CAREFUL = Terms()
"""What holds until two people have signed something else."""

CLAUSES: dict[Clause, tuple[str, ...]] = {
    "between_us": ("sharing", "programme"),
    "listening": ("listening",),
    "kept": ("keep_days", "copies"),
    "rhythm": ("every", "minutes", "rhythm"),
    "guests": ("guests",),
    "ending": ("notice", "save_days"),
    "own_words": ("own_words",),
}
"""Which terms each clause holds, in the order they are read."""


def changed(before: Terms, after: Terms) -> tuple[Clause, ...]:
    """Name the clauses that are not the same, in the order they are read."""
    return tuple(
        clause
        for clause, names in CLAUSES.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    )
