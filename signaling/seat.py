"""One place in a call, and what its person has said so far."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from signaling import messages as m

LEG_GRACE_S = 4.0
"""How long a listening leg may take to come up before both read "listening paused" (choice)."""


def hashed(token: str) -> bytes:
    """Return what is kept of a token: enough to know it again, useless to whoever reads it."""
    return hashlib.sha256(token.encode()).digest()


@dataclass(slots=True, kw_only=True)
class Seat:
    """One place in the call and what its person has said so far."""

    token_hash: bytes | None = None
    person: str | None = None
    """Who is signed in there, where that is known."""
    name: str | None = None
    page: str | None = None
    epoch: int = 0
    presence: m.Presence = "absent"
    since: float = 0.0
    media: m.Media | None = None
    consent: bool | None = None
    off_record: bool = False
    joined: bool = False
    inside: bool = False
    """Joined and has not hung up since: coming back leads straight into the call."""
    hints: m.HintMode = "live"
    leg_on: bool = False
    leg_wanted_since: float | None = None

    @property
    def connected(self) -> bool:
        """Whether a page is there."""
        return self.presence in ("green_room", "in_call")

    @property
    def muted(self) -> bool:
        """Whether they said that no sound comes."""
        return self.media is not None and not self.media.audio

    def deaf(self, now: float) -> bool:
        """Whether its listening leg should have come up by now and has not."""
        since = self.leg_wanted_since
        return not self.leg_on and since is not None and now - since >= LEG_GRACE_S
