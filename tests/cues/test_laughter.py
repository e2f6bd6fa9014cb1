"""Laughs from the net's outputs."""

from __future__ import annotations

import numpy as np
import pytest

from cues.events import Laughter
from cues.laughter import Laughs
from cues.model import HOP, Output
from cues.settings import DEFAULT
from cues.sustained import HOP_S, Flags, Floats


def outputs(hops: int, **high: tuple[int, int]) -> Floats:
    """Probabilities (hops, 7): 0.95 where named, 0.02 elsewhere."""
    heard = np.full((hops, len(Output)), 0.02, np.float32)
    for name, (first, last) in high.items():
        heard[first:last, Output[name.upper()]] = 0.95
    return heard


def told(heard: Floats, who: int = 0) -> list[Laughter]:
    """All laughs of one whole track."""
    laughs = Laughs(who, DEFAULT.laughter)
    return [*laughs.hear(heard, np.ones(len(heard), bool), 0), *laughs.finish()]


def test_a_laugh_is_told_with_who_when_and_how_sure() -> None:
    (laugh,) = told(outputs(100, laughter=(25, 50)), who=1)
    assert laugh.who == 1
    assert abs(laugh.start - 25 * HOP_S) < 0.2
    assert abs(laugh.end - 50 * HOP_S) < 0.15
    assert 0.5 < laugh.confidence <= 1.0


def test_laughter_that_rides_on_speech_counts_as_laughter() -> None:
    assert len(told(outputs(100, laughter=(25, 50), speech=(0, 100)))) == 1


def test_what_is_as_much_a_cough_is_no_laugh() -> None:
    assert told(outputs(100, laughter=(25, 50), other=(25, 50))) == []


def test_a_moment_of_it_is_no_laugh() -> None:
    assert told(outputs(100, laughter=(25, 27))) == []


def test_a_laugh_cut_short_by_the_end_is_told_at_the_end() -> None:
    laughs = Laughs(0, DEFAULT.laughter)
    assert laughs.hear(outputs(50, laughter=(25, 50)), np.ones(50, bool), 0) == []
    assert len(laughs.finish()) == 1


def since(heard: Floats, known: Flags | None = None) -> list[float | None]:
    """When a laugh is said to have begun, after each hop."""
    laughs = Laughs(0, DEFAULT.laughter)
    known = np.ones(len(heard), bool) if known is None else known
    out = []
    for hop in range(len(heard)):
        laughs.hear(heard[hop : hop + 1], known[hop : hop + 1], hop * HOP)
        out.append(laughs.since)
    return out


def test_a_sure_laugh_has_begun_with_its_first_hop_and_is_over_when_it_is() -> None:
    going = since(outputs(100, laughter=(25, 50)))
    assert going[24] is None
    assert going[25] == pytest.approx(25 * HOP_S - DEFAULT.laughter.sound.late_s)
    assert len({at for at in going if at is not None}) == 1
    assert going[-1] is None


def test_a_likely_laugh_has_begun_as_soon_as_it_is_long_enough() -> None:
    likely = np.where(outputs(100, laughter=(25, 50)) > 0.9, np.float32(0.9), np.float32(0.02))
    going = [at is not None for at in since(likely)]
    assert 25 + 4 < going.index(True) < 25 + 12
    assert not going[-1]


def test_no_laugh_begins_in_what_was_not_heard() -> None:
    assert set(since(outputs(100, laughter=(25, 50)), np.zeros(100, bool))) == {None}


def test_two_peals_with_half_a_second_between_are_two_laughs() -> None:
    both = np.maximum(outputs(100, laughter=(10, 30)), outputs(100, laughter=(45, 65)))
    assert len(told(both)) == 2


def test_what_was_not_heard_is_not_laughter() -> None:
    laughs = Laughs(0, DEFAULT.laughter)
    assert laughs.hear(outputs(100, laughter=(25, 50)), np.zeros(100, bool), 0) == []
    assert laughs.finish() == []


def test_times_are_call_times() -> None:
    laughs = Laughs(0, DEFAULT.laughter)
    heard = outputs(100, laughter=(25, 50))
    (laugh,) = laughs.hear(heard, np.ones(100, bool), 1000 * HOP)
    assert abs(laugh.start - (40.0 + 1.0)) < 0.1
