"""What one person's summary page is made of: the facts, as they are sent to it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from cues.events import CueEvent
from cues.hints import Hint
from cues.summary import Summary


class SummaryPage(msgspec.Struct, frozen=True, kw_only=True):
    """One seat's summary: both people's facts, the events they rest on, and this person's hints.

    `started_at` is aware UTC, None where nobody knows (a recording). `listened` is False when
    nothing was heard: then the summary is empty, not silent. `opens`: by its address alone, or only for
    whom it is for, signed in.
    """

    seat: int
    name: str
    partner: str
    started_at: datetime | None
    summary: Summary
    events: list[CueEvent]
    source: Literal["call", "recording"]
    listened: bool
    opens: Literal["address", "account"] = "address"
    hints: list[Hint] = []
