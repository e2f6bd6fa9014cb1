"""Fits what makes a short sound a backchannel, and prints it as `cues/settings` has it.

    OMP_NUM_THREADS=1 python -m training.backchannels --data ../shared --versions 6

Needs no PyTorch, only the project and scipy. The 12 conversations of `eval/dialogues` count fully;
`--versions` more of each, put together on their timings (`dialogues.py`), a fifth.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from cues.backchannel import Placed
from cues.model import Hearing, Output
from cues.pipeline import Ear, Pipeline
from cues.settings import DEFAULT, PlaceSettings, Settings, SoundOdds
from cues.speech import SCORERS
from cues.turns import Turns
from training.dialogues import Clips, Gold, put_together
from training.sounds import read

Doubles = npt.NDArray[np.float64]

MADE_WEIGHT = 0.2
"""What a sound of a conversation put together counts, against one of `eval/dialogues`."""
RIDGE = 1.0
"""Keeps every weight but the first small: the inverse of its expected square."""
LENIENT = 0.5
"""Added to the log-odds: F1 is best where what is as likely as half of it is told (Lipton 2014)."""
NAMES = ("base", "length", "before", "after", "floor", "softer", *(its.name.lower() for its in Output))


@dataclass(frozen=True, slots=True)
class Case:
    """One short sound: where it was heard, how, and whether it is a backchannel."""

    group: int
    """Which conversation's timings."""
    made: bool
    words: bool
    row: Doubles
    told: bool


class _Watched(Turns):
    """Turns that keep every short sound they are asked about."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.turns)
        self.asked: dict[tuple[int, float, float, bool], Placed] = {}

    def _placed(self, said: Any, lane: Any, other: Any) -> Placed:
        placed = super()._placed(said, lane, other)
        who = self._lanes.index(lane)
        self.asked[who, said.start / 100, said.end / 100, said.words] = placed
        return placed


class _Kept(Pipeline):
    """A pipeline that keeps what it is given to hear."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[Any, ...]] = []

    def hear(self, *part: Any) -> list[Any]:
        self.parts.append(part)
        return []


def _asked(parts: list[tuple[Any, ...]], sound: Output) -> dict[tuple[int, float, float, bool], Placed]:
    """Every short sound, with the log-odds of one output of the net for what it sounds like."""
    weights = SoundOdds(**{its.name.lower(): float(its == sound) for its in Output}, unheard=0.0)
    turns = replace(
        DEFAULT.turns,
        words=replace(DEFAULT.turns.words, sound=weights),
        wordless=replace(DEFAULT.turns.wordless, sound=weights),
    )
    settings = replace(DEFAULT, turns=turns)
    pipeline, watched = Pipeline(settings=settings), _Watched(settings)
    pipeline._turns = watched
    for part in parts:
        pipeline.hear(*part)
    pipeline.finish()
    return watched.asked


def cases(
    ear: Ear, tracks: list[npt.NDArray[np.float32]], gold: Gold, group: int, made: bool
) -> Iterator[Case]:
    """Yield every short sound of one conversation."""
    kept = _Kept()
    for who, track in enumerate(tracks):
        kept.push(who, track, 0.0)
    ear.listen([kept])
    by_sound = [_asked(kept.parts, sound) for sound in Output]
    for key, placed in by_sound[0].items():
        who, start, end, words = key
        place = DEFAULT.turns.words if words else DEFAULT.turns.wordless
        row = [
            1.0,
            np.log(placed.length),
            np.log(min(placed.before, place.before_most_s) + 0.1),
            np.log(min(placed.after, place.after_most_s) + 0.1),
            placed.floor,
            min(max(placed.softer, 0.0), place.softer_most_db) if words else 0.0,
            *(asked[key].sound for asked in by_sound),
        ]
        told = any(
            its.type == "backchannel" and its.who == who and _same((its.start, its.end), (start, end))
            for its in gold.events
        )
        yield Case(group, made, words, np.array(row), told)


def _same(one: tuple[float, float], two: tuple[float, float]) -> bool:
    """Whether two spans share 40 % of the shorter, as `score.py` has it."""
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared >= 0.4 * min(one[1] - one[0], two[1] - two[0])


def fit(known: list[Case]) -> Doubles:
    """Logistic regression with a ridge."""
    rows = np.stack([case.row for case in known])
    told = np.array([float(case.told) for case in known])
    counts = np.array([MADE_WEIGHT if case.made else 1.0 for case in known])

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        odds = rows @ weights
        small = np.concatenate([[0.0], weights[1:]])
        value = (counts * (np.logaddexp(0.0, odds) - told * odds)).sum() + RIDGE / 2 * (small**2).sum()
        slope = rows.T @ (counts * (1.0 / (1.0 + np.exp(-odds)) - told)) + RIDGE * small
        return float(value), slope

    weights: Doubles = minimize(loss, np.zeros(rows.shape[1]), jac=True).x
    weights[0] += LENIENT
    return weights


def left_out(known: list[Case], gold: int) -> float:
    """F1 on `eval/dialogues`, each conversation judged by what was fitted without its timings."""
    hits = told = 0
    for group in {case.group for case in known}:
        for words in (True, False):
            weights = fit([case for case in known if case.group != group and case.words == words])
            for case in known:
                if case.group == group and case.words == words and not case.made:
                    found = float(case.row @ weights) > 0.0 and case.row[NAMES.index("floor")] > 0.0
                    told, hits = told + found, hits + (found and case.told)
    return 2.0 * hits / (told + gold)


def _written(weights: Doubles, place: PlaceSettings) -> str:
    sound = dict(zip(NAMES[6:], weights[6:].round(2).tolist(), strict=True))
    return repr(
        replace(
            place,
            **dict(zip(NAMES[:6], weights[:6].round(2).tolist(), strict=True)),
            sound=SoundOdds(**sound, unheard=place.sound.unheard),
        )
    )


def main() -> None:
    """Collect the sounds, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--versions", type=int, default=6)
    given = parser.parse_args()
    ear, clips = Ear(scorer=SCORERS["silero"](), hearing=Hearing()), Clips(given.data)
    known, backchannels = list[Case](), 0
    for group, path in enumerate(sorted((given.data / "eval/dialogues").glob("*/gold.json"))):
        gold = msgspec.json.decode(path.read_bytes(), type=Gold)
        backchannels += sum(event.type == "backchannel" for event in gold.events)
        known += cases(ear, [read(path.parent / f"{name}.ogg") for name in "ab"], gold, group, made=False)
        for version in range(given.versions):
            tracks, made = put_together(gold, clips, np.random.default_rng([1, version, group]))
            known += cases(ear, list(tracks), made, group, made=True)
        print(path.parent.name, len(known), "short sounds so far", flush=True)
    print("F1 without the conversation itself:", round(left_out(known, backchannels), 3))
    for words, place in ((True, DEFAULT.turns.words), (False, DEFAULT.turns.wordless)):
        print(_written(fit([case for case in known if case.words == words]), place))


if __name__ == "__main__":
    main()
