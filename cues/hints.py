"""When a hint may be said, which, and to whom: the budget, the moments and the catalogue keys.

The words live in the page's catalogues. Rules: docs/hints.md.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Key = Literal[
    "line.slow", "line.bumps", "line.thin_mine", "line.thin_theirs", "entry.tried", "floor.long",
    "floor.mostly_mine", "overlap.often", "tone.moved", "sound.sighs", "murmur.absent",
]
Mode = Literal["live", "after", "off"]
Verdict = Literal["hide", "not_helpful", "mute_kind", "mute_all"]
Sureness = Literal["sure", "fairly_sure"]
Tier = Literal["good", "warning", "bad"]
Change = Literal[
    "quieter", "louder", "slower", "faster", "higher", "lower", "flatter", "livelier", "breathier"
]


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
