"""`duologue bench`: what listening costs on this machine, side by side in one run."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cues.speech import Scorer

TICK_S = 0.04
"""The live listener's step."""

TURNS = [(0, 1.0, 6.0), (1, 6.4, 9.0), (0, 9.5, 15.0), (1, 14.6, 21.0), (0, 21.2, 22.0), (1, 23.5, 29.0)]
LOOP_S = 30.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("bench", help="measure what listening costs", description=__doc__)
    parser.add_argument("--pairs", type=int, nargs="+", default=[1, 4, 16], help="how many calls at once")
    parser.add_argument("--seconds", type=float, default=30.0, help="call time of each measurement")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure every scorer with every number of calls, print the table, return the exit code."""
    from cues.speech import SCORERS

    rows = []
    print(f"{'scorer':<10} {'calls':>5} {'ms a second of call':>20} {'of the first row':>17}")
    for name, build in SCORERS.items():
        for pairs in args.pairs:
            cost = listening_ms(build(), pairs=pairs, seconds=args.seconds)
            rows.append({"scorer": name, "calls": pairs, "ms_per_s": round(cost, 3)})
            print(f"{name:<10} {pairs:>5} {cost:>20.2f} {cost / float(rows[0]['ms_per_s']):>16.2f}×")
    if args.json is not None:
        args.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0


def listening_ms(scorer: Scorer, *, pairs: int, seconds: float) -> float:
    """Return the processor time one call takes, in ms a second of call time, fed as a live call is."""
    from cues.model import Hearing
    from cues.pipeline import Ear, Pipeline
    from server.bench.voice import dialogue

    tracks = dialogue(TURNS, seconds=LOOP_S)
    step = round(TICK_S * 16_000)
    ear = Ear(scorer=scorer, hearing=Hearing())
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
