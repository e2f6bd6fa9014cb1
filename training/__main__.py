"""Train the small net from the clips: `python -m training --data ../shared --yamnet yamnet.tflite`.

First two thirds of the speakers teach it, and it is measured on the others; then everybody teaches
it a little longer, and that net is written to `cues/models/hear.onnx`. The report, `hear.json` in
the work folder, holds the figures of both; those in `cues/models/hear.md` are taken from it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
from pathlib import Path

from cues.model import Hearing
from training.export import export
from training.learn import learn
from training.measure import report
from training.pool import fill

GENTLE = 6e-4
"""The learning rate with which everybody teaches what is already good."""


def main() -> None:
    """Read the arguments and do all of it; what is already in the work folder is not done again."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and eval/")
    parser.add_argument("--yamnet", type=Path, required=True, help="the teacher's TFLite file")
    parser.add_argument("--work", type=Path, default=Path("/tmp/hear"), help="for pools and weights")
    parser.add_argument("--out", type=Path, default=Path("cues/models"), help="where the net goes")
    parser.add_argument("--steps", type=int, default=2200, help="with two thirds of the speakers")
    parser.add_argument("--more", type=int, default=1000, help="with everybody")
    parser.add_argument("--shards", type=int, default=120, help="pool size, in 128 mixtures of 8 s")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    measured: dict[str, object] = {"seed": given.seed, "steps": given.steps, "more": given.more}
    before: Path | None = None
    for everyone in (False, True):
        name = "everyone" if everyone else "held_out"
        pool = given.work / f"{name}-{given.seed}"
        making = multiprocessing.get_context("spawn").Process(
            target=fill,
            args=(given.data, given.yamnet, given.work, pool, given.shards, given.seed, everyone),
        )
        making.start()
        weights = given.work / f"{name}-{given.seed}.pt"
        if everyone:
            net = learn(pool, given.more, given.seed, weights, start=before, rate=GENTLE)
        else:
            net = learn(pool, given.steps, given.seed, weights)
        before = weights
        making.terminate()
        making.join()
        graph = (given.out / "hear.onnx") if everyone else given.work / f"{name}-{given.seed}.onnx"
        export(net.eval(), graph)
        data = graph.read_bytes()
        measured[name] = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            **report(Hearing(data), given.data),
        }
    report_text = json.dumps(measured, indent=1)
    (given.work / "hear.json").write_text(report_text + "\n", encoding="utf-8")
    print(report_text)


if __name__ == "__main__":
    main()
