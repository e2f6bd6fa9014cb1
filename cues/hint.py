"""What a hint is: a key of the catalogue and the numbers its words need. The words are the page's."""

from __future__ import annotations

from typing import Literal

import msgspec

from cues.change import Change
from cues.line import Tier

Key = Literal[
    "line.slow", "line.bumps", "line.thin_mine", "line.thin_theirs", "entry.tried", "floor.long",
    "floor.mostly_mine", "overlap.often", "tone.moved", "sound.sighs", "murmur.absent",
]  # fmt: skip
Mode = Literal["live", "after", "off"]
Verdict = Literal["hide", "not_helpful", "mute_kind", "mute_all"]
Sureness = Literal["sure", "fairly_sure"]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """What a hint rests on: the stretch, how sure, and the receiver's line at that time."""

    start: float
    end: float
    sure: Sureness
    line: Tier


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """One hint for one person: a key and the numbers its words need."""

    key: Key
    receiver: int
    at: float
    why: Why
    seconds: float | None = None
    minutes: int | None = None
    changes: tuple[Change, ...] = ()


def about_line(key: Key) -> bool:
    """Tell whether a hint is about the line, not about people."""
    return key.startswith("line.")
