"""What was made up, how long sound waited and when it was back are read from looks at a page's counters."""

from __future__ import annotations

import pytest

from server.bench.line.recorder import Sample, back_after, buffered_s, concealed

ALL = [(-1.0, 1000.0)]


def looks(packets: list[int], *, begin: float = 0.0, made_up: float = 0.0) -> list[Sample]:
    """Ten looks a second at a connection on which so many packets had come; each fills 960 samples."""
    return [
        Sample(begin + n / 10, count, 960 * count, round(made_up * 960 * count), 0.05 * count, count)
        for n, count in enumerate(packets)
    ]


def test_the_share_made_up_is_of_what_was_played() -> None:
    assert concealed(looks([0, 5, 10], made_up=0.2), ALL) == pytest.approx(0.2)
    assert buffered_s(looks([0, 5, 10]), ALL) == pytest.approx(0.05)


def test_only_what_lies_in_a_stretch_counts() -> None:
    good, poor = looks([0, 5, 10]), looks([10, 15, 20], begin=0.2)
    later = [Sample(its.at, its.packets, its.samples, 960 * (its.packets - 10), 0, 0) for its in poor]
    assert concealed([*good, *later[1:]], [(0.0, 0.2)]) == 0.0
    assert concealed([*good, *later[1:]], [(0.2, 0.4)]) == pytest.approx(1.0)


def test_a_new_connection_counts_from_its_own_beginning() -> None:
    twice = [*looks([0, 50, 100]), *looks([0, 5, 10], begin=0.3, made_up=0.5)]
    assert concealed(twice, [(0.3, 1.0)]) == pytest.approx(0.5)
    assert concealed(twice, ALL) == pytest.approx(0.5 * 10 / 110)


def test_where_nothing_was_played_nothing_is_said() -> None:
    assert concealed([], ALL) is None
    assert buffered_s(looks([7, 7, 7]), ALL) is None
    assert concealed(looks([0, 5]), []) is None


def test_sound_is_back_when_it_comes_and_goes_on_coming() -> None:
    flows = [100 + 5 * n for n in range(20)]
    assert back_after(looks([100] * 10 + flows), since=0.5) == pytest.approx(0.6)
    stray = [100] * 10 + [101] * 20
    assert back_after(looks(stray + [101 + 5 * n for n in range(20)]), since=0.5) == pytest.approx(2.6)


def test_sound_can_come_back_on_a_new_connection() -> None:
    anew = [*looks([100] * 10), *looks([0, 5, 10, 15], begin=2.0)]
    assert back_after(anew, since=0.5) == pytest.approx(1.6)


def test_sound_that_does_not_come_back_has_no_time() -> None:
    assert back_after(looks([100] * 30), since=0.5) is None
    assert back_after(looks([100, 105, 110]), since=5.0) is None
