"""What was heard of a talk over a line, against what was there: pure figures in call time."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cues.events import CueEvent, Unheard
from server.bench.scoring import STEP_S, TALK, Found, Mark, Mask, marks, mask, score_talk, stretches

SURE_S = 0.3
"""This far inside a labelled stretch of talk it is speech, wherever its edges are seen."""


class Hearing(msgspec.Struct, frozen=True, kw_only=True):
    """How well one call was heard; shares are of 1, times in s."""

    known: tuple[float, float]
    """Share of the call in which each person's track was heard."""
    share_error: float | None
    """How far the first person's share of the talk is off the labels' own, both over the time in which both
    were heard; None when nobody spoke in it."""
    speech_f1: float
    """Over steps of 10 ms in which the track was heard, of both tracks."""
    silence_f1: float
    overlap_f1: float
    speech_as_silence_s: float
    """Labelled speech inside what was told as a joint silence: what the line lost must not be there."""


def hearing(
    gold: Sequence[Sequence[Mark]], starts: tuple[float, float], events: Sequence[CueEvent], seconds: float
) -> Hearing:
    """Compare the events of a call with the labels of what its microphones played.

    Parameters
    ----------
    gold
        Labels of each track, in seconds of its recording.
    starts
        When each recording began, in seconds of call time; below 0: before the call.
    seconds
        How long both were in the call.
    """
    there = [
        Mark(its.type, its.who, max(0.0, its.start + starts[who]), min(seconds, its.end + starts[who]))
        for who in (0, 1)
        for its in gold[who]
        if its.end + starts[who] > 0 and its.start + starts[who] < seconds
    ]
    told, steps = marks(events), int(seconds / STEP_S)
    score = score_talk(there, told, seconds)
    silent = mask(stretches(told, ("silence",)), steps)
    unheard = [its for its in events if isinstance(its, Unheard)]
    lost = [mask([(its.start, its.end) for its in unheard if its.who == who], steps) for who in (0, 1)]
    both = ~(lost[0] | lost[1])
    known, speech, as_silence = [], Found(), 0
    for who in (0, 1):
        heard = ~lost[who]
        spoken, said = (mask(stretches(its, TALK, who), steps) & heard for its in (there, told))
        speech += Found(int((spoken & said).sum()), int(spoken.sum()), int(said.sum()))
        known.append(float(heard.mean()))
        sure = [(start + SURE_S, end - SURE_S) for start, end in stretches(there, TALK, who)]
        as_silence += int((mask(sure, steps) & silent).sum())
    return Hearing(
        known=(known[0], known[1]),
        share_error=_share_error(there, told, both),
        speech_f1=speech.f1,
        silence_f1=score.silence.f1,
        overlap_f1=score.overlap.f1,
        speech_as_silence_s=as_silence * STEP_S,
    )


def _share_error(there: Sequence[Mark], told: Sequence[Mark], known: Mask) -> float | None:
    shares = []
    for its in (there, told):
        first, second = (
            int((mask(stretches(its, ("speech",), who), known.size) & known).sum()) for who in (0, 1)
        )
        if not first + second:
            return None
        shares.append(first / (first + second))
    return abs(shares[0] - shares[1])
