"""A bucket allows a burst and then a steady rate."""

from __future__ import annotations

from server.web.limits import Bucket


def test_a_burst_is_allowed_and_one_more_is_not() -> None:
    bucket = Bucket(burst=3, per_s=1)
    assert [bucket.take(0.0) for _ in range(4)] == [True, True, True, False]


def test_it_fills_again_with_time_and_never_past_its_burst() -> None:
    bucket = Bucket(burst=2, per_s=0.5)
    assert [bucket.take(0.0), bucket.take(0.0), bucket.take(1.0), bucket.take(2.0)] == [
        True,
        True,
        False,
        True,
    ]
    assert [bucket.take(1000.0) for _ in range(3)] == [True, True, False]
