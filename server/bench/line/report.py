"""What calls did on each line, as it is written to JSON and printed: medians over runs, and every run."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence

import msgspec

from server.bench.line.call import Figures
from server.bench.line.hearing import Hearing

VERSION = 1
"""Version of the file `--json` writes."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """All calls on one line: every second with listening on, each after one with it off."""

    profile: str
    calls: list[Figures]

    def median(self, what: Callable[[Figures], float | None], *, listening: bool) -> float | None:
        """Return the middle one of a figure over the calls that have it; None: none has."""
        found = [what(call) for call in self.calls if call.listening == listening]
        return statistics.median(known) if (known := [its for its in found if its is not None]) else None

    @property
    def failed(self) -> int:
        """How many calls never stood, or did not come back."""
        return sum(call.setup_s is None or (call.changed and call.recovery_s is None) for call in self.calls)

    @property
    def cost(self) -> float | None:
        """How much more of the call's sound was made up with listening on: a share of 1, of medians."""
        off, on = (self.median(lambda call: call.concealed, listening=its) for its in (False, True))
        return None if off is None or on is None else on - off


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything measured in one run."""

    version: int
    product: str
    date: str
    seconds: float
    """Length of each call."""
    voices: str
    """`made` by the bench, or `recorded` people."""
    rows: list[Row]


HEAD = (
    "line", "calls", "failed", "up in", "back in", "made up: off", "on", "uplink: off", "on",
    "heard", "first cue", "share off by", "speech", "silences", "speech as silence",
)  # fmt: skip

LEAST = 12
"""Columns are at least so wide: rows printed one after the other stand under each other."""


def cells(row: Row) -> Iterator[str]:
    """Yield one row of the table that is printed."""

    def of(what: Callable[[Figures], float | None], *, on: bool) -> float | None:
        return row.median(what, listening=on)

    def heard(what: Callable[[Hearing], float | None]) -> float | None:
        return of(lambda call: None if call.heard is None else what(call.heard), on=True)

    yield row.profile
    yield str(len(row.calls))
    yield str(row.failed)
    yield _seconds(of(lambda call: call.setup_s, on=False))
    yield _seconds(of(lambda call: call.recovery_s, on=True))
    for on in (False, True):
        yield _percent(of(lambda call: call.concealed, on=on))
    for on in (False, True):
        rate = of(lambda call: call.uplink_bps, on=on)
        yield "–" if rate is None else f"{rate / 1000:.0f} kbit/s"
    yield _percent(heard(lambda its: min(its.known)))
    yield _seconds(of(lambda call: call.first_cue_s, on=True))
    yield _share(heard(lambda its: its.share_error))
    yield _share(heard(lambda its: its.speech_f1))
    yield _share(heard(lambda its: its.silence_f1))
    yield _seconds(heard(lambda its: its.speech_as_silence_s))


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table, its head first."""
    table = [HEAD, *(tuple(cells(row)) for row in rows)]
    widths = [max(len(name), LEAST) for name in HEAD]
    for row in table:
        yield "  ".join([f"{row[0]:<{widths[0]}}", *map("{:>{}}".format, row[1:], widths[1:])])


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} s"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
