"""How much a figure owes to chance: the same net from several seeds, measured alike.

`python -m training.seeds --data ../shared --yamnet yamnet.tflite --seeds 1 2 3`. Two thirds of the
speakers teach every net, and the others measure it. All learn from one pool of mixtures, which the
first finds growing; what differs is where each starts, and in which order it meets them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
from pathlib import Path

from cues.model import Hearing
from training.export import export
from training.learn import learn
from training.measure import report
from training.pool import fill


def spread(values: list[float]) -> dict[str, float]:
    """Mean, lowest and highest of a figure over the seeds."""
    return {
        "mean": round(statistics.mean(values), 3),
        "lowest": min(values),
        "highest": max(values),
    }


def together(
    reports: list[dict[str, dict[str, dict[str, float]]]],
) -> dict[str, dict[str, dict[str, object]]]:
    """F1 and, where there is one, average precision of each label and set, spread over the seeds."""
    first = reports[0]
    return {
        label: {
            where: {
                figure: spread([one[label][where][figure] for one in reports])
                for figure in ("f1", "ap")
                if figure in first[label][where]
            }
            for where in first[label]
        }
        for label in first
    }


def main() -> None:
    """Train a net a seed, and print every seed's report and their spread."""
    parser = argparse.ArgumentParser(prog="python -m training.seeds", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and eval/")
    parser.add_argument("--yamnet", type=Path, required=True, help="the teacher's TFLite file")
    parser.add_argument("--work", type=Path, default=Path("/tmp/hear"), help="for the pool and weights")
    parser.add_argument("--steps", type=int, default=2200)
    parser.add_argument("--shards", type=int, default=120, help="pool size, in 128 mixtures of 8 s")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    pool = given.work / "held_out-seeds"
    making = multiprocessing.get_context("spawn").Process(
        target=fill, args=(given.data, given.yamnet, given.work, pool, given.shards, given.seeds[0], False)
    )
    making.start()
    measured: dict[str, object] = {"steps": given.steps, "shards": given.shards}
    reports = []
    for seed in given.seeds:
        net = learn(pool, given.steps, seed, given.work / f"seed-{seed}.pt")
        graph = given.work / f"seed-{seed}.onnx"
        export(net.eval(), graph)
        reports.append(report(Hearing(graph.read_bytes()), given.data))
        measured[str(seed)] = reports[-1]
        (given.work / "seeds.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    making.terminate()
    making.join()
    measured["spread"] = together(reports)
    text = json.dumps(measured, indent=1)
    (given.work / "seeds.json").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
