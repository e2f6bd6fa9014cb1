"""What listening costs on this machine: every scorer with several numbers of calls, in one run."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    pass

TICK_S = 0.04
"""The live listener's step."""

TURNS = [(0, 1.0, 6.0), (1, 6.4, 9.0), (0, 9.5, 15.0), (1, 14.6, 21.0), (0, 21.2, 22.0), (1, 23.5, 29.0)]
LOOP_S = 30.0


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Processor time that one call takes, in ms a second of call, when `calls` are heard at once."""

    scorer: str
    calls: int
    ms_per_s: float


def rows(pairs: Sequence[int], seconds: float) -> Iterator[Row]:
    """Measure every scorer with every number of calls."""
    from cues.speech import SCORERS

    for name in SCORERS:
        for calls in pairs:
            cost = listening_ms(name, pairs=calls, seconds=seconds)
            yield Row(scorer=name, calls=calls, ms_per_s=round(cost, 3))


def listening_ms(scorer: str, *, pairs: int, seconds: float) -> float:
    """Return the processor time one call takes, in ms a second of call time, fed as a live call is."""
    from cues.pipeline import Pipeline, ear_of
    from server.bench.voice import dialogue

    tracks = dialogue(TURNS, seconds=LOOP_S)
    step = round(TICK_S * 16_000)
    ear = ear_of(scorer)
    pipelines = [Pipeline() for _ in range(pairs)]
    spent = 0.0
    for tick in range(round(seconds / TICK_S)):
        begin = tick * step % (tracks[0].size - step)
        for pipeline in pipelines:
            for who in (0, 1):
                pipeline.push(who, tracks[who][begin : begin + step], tick * TICK_S)
        began = time.process_time()
        ear.listen(pipelines)
        spent += time.process_time() - began
    return 1000 * spent / seconds / pairs
