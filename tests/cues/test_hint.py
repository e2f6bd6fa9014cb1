"""The catalogue, in the docs and in the code."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from cues.change import Change
from cues.hint import Key, about_line
from cues.settings import TALK
from cues.suggest import Suggested
from cues.summary import Shape
from cues.triggers import TRIGGERS
from cues.worked import Worked

DOC = (Path(__file__).parents[2] / "docs" / "hints.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "key", [k for keys in (Key, Change, Worked, Suggested, Shape) for k in get_args(keys)]
)
def test_every_key_is_described(key: str) -> None:
    assert f"`{key}`" in DOC


def test_the_catalogue_is_in_the_order_in_which_hints_are_said() -> None:
    rows = [line.split("`")[1] for line in DOC.splitlines() if line.startswith("| `") and "." in line[:14]]
    assert rows == list(TRIGGERS)


@pytest.mark.parametrize("key", get_args(Key))
def test_the_times_between_are_those_of_the_settings(key: Key) -> None:
    row = next(line for line in DOC.splitlines() if line.startswith(f"| `{key}`"))
    before, again = row.rstrip(" |").rsplit("|", 1)[1].split("/")
    assert seconds(again) == dict(TALK.hints.again_s)[key]
    assert seconds(before) == dict(TALK.hints.not_before_s).get(key, TALK.hints.first_s)


def seconds(said: str) -> float:
    number, unit = said.split()
    return float(number) * {"s": 1, "min": 60}[unit]


@pytest.mark.parametrize("key", get_args(Key))
def test_a_headline_has_at_most_four_words(key: Key) -> None:
    row = next(line for line in DOC.splitlines() if line.startswith(f"| `{key}`"))
    assert len(row.split("|")[3].split()) <= 4


def test_only_hints_about_the_line_are_about_the_line() -> None:
    assert [key for key in get_args(Key) if about_line(key)] == [
        "line.slow", "line.bumps", "line.thin_mine", "line.thin_theirs",
    ]  # fmt: skip
