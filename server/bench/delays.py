"""How long after a sound somebody is told of it: from its labelled beginning, and from its end."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from cues.events import Span, Voice
from server.bench.replay import Replay
from server.bench.scoring import (
    OVERLAP_S,
    SILENCE_S,
    STEP_S,
    TALK,
    Mark,
    marks,
    mask,
    matches,
    runs,
    stretches,
)

QUIET_BEFORE_S = 0.5
"""Own quiet before a voice's beginning for it to be one: a shorter pause is inside the talk."""
NEAR_S = (0.3, 1.0)
"""How much earlier than its label a voice may be said to have begun, and how much later."""


class Delay(msgspec.Struct, frozen=True):
    """How late something was, in seconds: of `count`, the middle one and the 95th of a hundred."""

    count: int
    p50: float | None
    p95: float | None


def delay(seconds: Sequence[float]) -> Delay:
    """Sum up delays."""
    if not seconds:
        return Delay(0, None, None)
    return Delay(
        len(seconds), round(statistics.median(seconds), 3), round(float(np.quantile(seconds, 0.95)), 3)
    )


class Late(msgspec.Struct, frozen=True):
    """One sound found: its kind, and how long after its beginning and its end it was told, in seconds."""

    kind: str
    after_onset: float
    after_end: float


def lateness(there: Sequence[Mark], heard: Replay) -> list[Late]:
    """Time everything that was found of a conversation of two.

    Kinds: `laughter`, `sigh`, `backchannel`, `overlap` and `silence` at the moment their event is
    told; `laughter_begun` when it is said to have begun; `voice` when a person is said to speak.
    """
    found = [*_voices(there, heard)]
    for kind in ("laughter", "sigh", "backchannel"):
        for who in (0, 1):
            its = stretches(there, (kind,), who)
            found += _events(kind, its, who, heard)
    for who in (0, 1):
        found += _begun(stretches(there, ("laughter",), who), who, heard)
    steps = int(max((mark.end for mark in there), default=0.0) / STEP_S) + 1
    one, two = (mask(stretches(there, TALK, who), steps) for who in (0, 1))
    anybody = mask([(mark.start, mark.end) for mark in there], steps)
    found += _events("overlap", runs(one & two, OVERLAP_S), None, heard)
    found += _events("silence", runs(~anybody, SILENCE_S), None, heard)
    return found


def _events(kind: str, its: Sequence[tuple[float, float]], who: int | None, heard: Replay) -> Iterable[Late]:
    when = {}
    for told in heard.told:
        if isinstance(told.event, Span):
            for mark in marks([told.event]):
                if mark.type == kind and who in (None, mark.who):
                    when[mark.start, mark.end] = told.at
    for label, hit in matches(its, list(when)):
        yield Late(kind, when[hit] - label[0], when[hit] - label[1])


def _begun(its: Sequence[tuple[float, float]], who: int, heard: Replay) -> Iterable[Late]:
    told = stretches(marks(heard.events), ("laughter",), who)
    for label, hit in matches(its, told):
        moments = [at for at in heard.laughing(who) if hit[0] <= at]
        if moments:
            yield Late("laughter_begun", moments[0] - label[0], moments[0] - label[1])


def _voices(there: Sequence[Mark], heard: Replay) -> Iterable[Late]:
    for who in (0, 1):
        own = sorted((mark.start, mark.end, mark.type) for mark in there if mark.who == who)
        begun = [
            (told.event.at, told.at)
            for told in heard.told
            if isinstance(told.event, Voice) and told.event.on and told.event.who == who
        ]
        quiet_since = 0.0
        for start, end, kind in own:
            if kind in TALK and start - quiet_since >= QUIET_BEFORE_S:
                near = [at for of, at in begun if start - NEAR_S[0] <= of <= start + NEAR_S[1]]
                if near:
                    yield Late("voice", near[0] - start, near[0] - end)
            quiet_since = max(quiet_since, end)
