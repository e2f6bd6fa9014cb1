"""The lines that are tried: what one person has, and what happens to it during a call.

Delays are half the round trip each way; the other person and the server are on fibre.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.bench.line.hub import DEAD, Line
from server.bench.line.wire import Way

MBIT = 1_000_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happens to the line, in seconds after both are in the call: another line, perhaps elsewhere."""

    at_s: float
    line: Line
    moves: bool = False
    """Another network: the old address is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One person's line in a call.

    `voice_only`: they chose to send no picture before they joined.
    """

    name: str
    line: Line
    events: tuple[Event, ...] = ()
    voice_only: bool = False


SERVER = Line(up=Way(rate_bps=1000 * MBIT), down=Way(rate_bps=1000 * MBIT))
FIBRE = Line(
    up=Way(rate_bps=50 * MBIT, delay_s=0.005),
    down=Way(rate_bps=100 * MBIT, delay_s=0.005),
)
MOBILE_4G = Line(
    up=Way(rate_bps=8 * MBIT, queue_s=0.3, delay_s=0.025, jitter_s=0.005, loss=0.002),
    down=Way(rate_bps=20 * MBIT, queue_s=0.3, delay_s=0.025, jitter_s=0.005, loss=0.002),
)
MOBILE_3G = Line(
    up=Way(rate_bps=0.75 * MBIT, queue_s=0.5, delay_s=0.075, jitter_s=0.015, loss=0.01),
    down=Way(rate_bps=1.6 * MBIT, queue_s=0.5, delay_s=0.075, jitter_s=0.015, loss=0.01),
)
MOBILE_2G = Line(
    up=Way(rate_bps=64_000.0, queue_s=0.5, delay_s=0.195, jitter_s=0.01, loss=0.05),
    down=Way(rate_bps=120_000.0, queue_s=0.5, delay_s=0.195, jitter_s=0.01, loss=0.05),
)
SATELLITE = Line(
    up=Way(rate_bps=3 * MBIT, queue_s=0.3, delay_s=0.345, jitter_s=0.01, loss=0.005),
    down=Way(rate_bps=20 * MBIT, queue_s=0.3, delay_s=0.345, jitter_s=0.01, loss=0.005),
)
POOR_WIFI = Line(
    up=Way(rate_bps=5 * MBIT, delay_s=0.01, jitter_s=0.01, loss=0.15, burst_s=0.06),
    down=Way(rate_bps=5 * MBIT, delay_s=0.01, jitter_s=0.01, loss=0.15, burst_s=0.06),
)

OUTAGE_AT_S, OUTAGE_S = 15.0, 20.0
MOVES_AT_S = 15.0

PROFILES: tuple[Profile, ...] = (
    Profile(name="fibre", line=FIBRE),
    Profile(name="4g", line=MOBILE_4G),
    Profile(name="3g", line=MOBILE_3G),
    Profile(name="2g", line=MOBILE_2G, voice_only=True),
    Profile(name="satellite", line=SATELLITE),
    Profile(name="wifi", line=POOR_WIFI),
    Profile(
        name="switched",
        line=FIBRE,
        events=(
            Event(at_s=MOVES_AT_S, line=DEAD),
            Event(at_s=MOVES_AT_S + 0.5, line=MOBILE_4G, moves=True),
        ),
    ),
    Profile(
        name="outage",
        line=MOBILE_4G,
        events=(
            Event(at_s=OUTAGE_AT_S, line=DEAD),
            Event(at_s=OUTAGE_AT_S + OUTAGE_S, line=MOBILE_4G),
        ),
    ),
    Profile(name="udp-blocked", line=Line(up=FIBRE.up, down=FIBRE.down, udp=False)),
)
"""In the order they are run."""
