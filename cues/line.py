"""The line between two people: how good it is, whose side it is on, and what it makes of a start.

A tier needs several reports, and goes back to better only well inside the better side of its limit, so
that it does not flicker. A blind start::

    Y        [ speaks ...
    X hears  <- delay ->[ speaks ...
    X              [ speaks ...            X could not know: the line made this overlap
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Literal

import msgspec

from cues.events import Line, Overlap
from cues.settings import LineSettings

Tier = Literal["good", "warning", "bad"]
_ORDER: tuple[Tier, ...] = ("good", "warning", "bad")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One person's line from one report on: what they can send, and the path to the other and back."""

    at: float
    lost: Tier
    outgoing: Tier
    path: Tier

    @property
    def uplink(self) -> Tier:
        """What the person's own side is like."""
        return worst(self.lost, self.outgoing)

    @property
    def tier(self) -> Tier:
        """The worst of it all."""
        return worst(self.lost, self.outgoing, self.path)


_UNREAD = Reading(at=0.0, lost="good", outgoing="good", path="good")


def worst(*tiers: Tier) -> Tier:
    """Return the worst of some tiers; without any, a line is good."""
    return max(tiers, key=_ORDER.index, default="good")


def readings(reports: Sequence[Line], settings: LineSettings) -> tuple[Reading, ...]:
    """Read one person's reports, given in order of time; too few in a window make no reading."""
    found: list[Reading] = []
    first = 0
    for k, report in enumerate(reports):
        while reports[first].at <= report.at - settings.window_s:
            first += 1
        window = reports[first : k + 1]
        if len(window) >= settings.least:
            found.append(_read(window, found[-1] if found else _UNREAD, settings))
    return tuple(found)


def current(read: Sequence[Reading], now: float, settings: LineSettings) -> Tier:
    """Tell the tier at `now`; of a line that has not been read lately nothing bad is said."""
    return read[-1].tier if read and now - read[-1].at <= settings.window_s else "good"


def thin_since(read: Sequence[Reading], now: float, settings: LineSettings) -> float | None:
    """Find since when the uplink has been worse than good without a break; None when it is not."""
    if not read or now - read[-1].at > settings.window_s:
        return None
    since = None
    for reading in reversed(read):
        if reading.uplink == "good":
            break
        since = reading.at
    return since


def sides(first: Tier, second: Tier) -> tuple[int, ...]:
    """Tell whose uplink a bad line is due to; nobody's means the path between.

    A round trip alone never says whose side it is: it is the same from both ends.
    """
    return tuple(who for who, uplink in enumerate((first, second)) if uplink != "good")


def delay(reports: Sequence[Line], at: float, settings: LineSettings) -> float | None:
    """How late a person hears the other around `at`, in seconds, mouth to ear.

    Where the page could not measure it, half the round trip stands for it, which is less. None
    without a report within the window.
    """
    near = [r for r in reports if abs(r.at - at) <= settings.window_s]
    if not near:
        return None
    measured = [r.delay_s for r in near if r.delay_s is not None]
    return median(measured) if measured else median(r.rtt_s for r in near) / 2


def line_made(start: float, other_start: float | None, delay_s: float | None, settings: LineSettings) -> bool:
    """Tell whether somebody began at `start` without being able to hear that the other had.

    They began before it could reach them, or a reaction later: face to face they would have held back.
    Between the two both had made up their minds before either began, as happens without any line.

    Parameters
    ----------
    other_start
        When the other's spurt began; None when that is too long ago to matter.
    delay_s
        How late the other is heard; None when unknown: then the line is not blamed.
    """
    if other_start is None or not delay_s:
        return False
    after = start - other_start
    blind = 0.0 <= after < delay_s
    return blind or settings.decided_s <= after < delay_s + settings.reaction_s


def label(
    overlap: Overlap, other_start: float | None, delay_s: float | None, settings: LineSettings
) -> Overlap:
    """Say of an overlap whether the line made it; one that was told so already stays so.

    `overlap.who` came in second at its start. Also an overlap that looks like an ending (`terminal`)
    is line-made after a blind start: nobody can await the end of what they do not hear yet.
    """
    if overlap.line_made or not line_made(overlap.start, other_start, delay_s, settings):
        return overlap
    return msgspec.structs.replace(overlap, line_made=True)


def _read(window: Sequence[Line], before: Reading, settings: LineSettings) -> Reading:
    outgoing = [r.outgoing_bps for r in window if r.outgoing_bps is not None]
    limits = (
        (settings.video_warning_bps, settings.video_bad_bps)
        if window[-1].video
        else (settings.audio_warning_bps, settings.audio_bad_bps)
    )
    return Reading(
        at=window[-1].at,
        lost=_step(
            before.lost,
            fmean(r.lost for r in window),
            (settings.lost_warning, settings.lost_bad),
            settings.ease,
        ),
        outgoing=_step(
            before.outgoing,
            -median(outgoing),
            (-limits[0], -limits[1]),
            1 / settings.ease,
        )
        if outgoing
        else "good",
        path=_step(
            before.path,
            median(r.rtt_s for r in window),
            (settings.rtt_warning_s, settings.rtt_bad_s),
            settings.ease,
        ),
    )


def _step(before: Tier, value: float, limits: tuple[float, float], ease: float) -> Tier:
    """Go to a worse tier at its limit, back to a better one only below `ease` times the limit."""

    def beyond(factor: float) -> Tier:
        return _ORDER[sum(value >= limit * factor for limit in limits)]

    worse, better = beyond(1.0), beyond(ease)
    return worst(worse, min(before, better, key=_ORDER.index))
