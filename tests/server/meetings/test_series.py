"""Meetings that repeat, move and are called off, across changes of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.meetings.series import Change, Series, SeriesError, agree, cancel, keep, move
from server.meetings.zones import ZoneError, clock_change, wall

NAIROBI, PORTLAND = "Africa/Nairobi", "America/Los_Angeles"
ONE = Series(uid="one", first=datetime(2026, 12, 10, 19, 0), zone=NAIROBI, minutes=50)
EVENINGS = replace(ONE, every="two_weeks")
"""Every second Thursday, 19:00 in Nairobi, which is 08:00 in Portland in winter."""
MORNINGS = replace(ONE, every="week", zone=PORTLAND, first=datetime(2026, 12, 10, 8, 0))
NOW = datetime(2026, 12, 1, tzinfo=UTC)
WINTER = datetime(2027, 1, 20, tzinfo=UTC)


def starts(series: Series, until: datetime = WINTER, after: datetime = NOW) -> list[datetime]:
    return [each.start for each in series.occurrences(after=after, until=until)]


def test_a_meeting_held_once_is_held_once() -> None:
    assert starts(ONE) == [datetime(2026, 12, 10, 16, 0, tzinfo=UTC)]
    assert ONE.next(after=datetime(2026, 12, 10, 16, 49, tzinfo=UTC)) is not None
    assert ONE.next(after=datetime(2026, 12, 10, 16, 50, tzinfo=UTC)) is None


def test_every_two_weeks_is_every_two_weeks() -> None:
    assert [each.day for each in starts(EVENINGS)] == [10, 24, 7]


def test_a_month_keeps_the_weekday_of_the_month() -> None:
    months = replace(ONE, every="month")
    assert [(each.month, each.day) for each in starts(months, datetime(2027, 4, 1, tzinfo=UTC))] == [
        (12, 10), (1, 14), (2, 11), (3, 11),
    ]  # fmt: skip
    last = replace(ONE, every="month", first=datetime(2026, 12, 31, 19, 0))
    assert [(each.month, each.day) for each in starts(last, datetime(2027, 3, 1, tzinfo=UTC))] == [
        (12, 31), (1, 28), (2, 25),
    ]  # fmt: skip


def test_the_hour_stays_where_the_meeting_lives_and_moves_for_the_other() -> None:
    spring = MORNINGS.occurrences(
        after=datetime(2027, 3, 10, tzinfo=UTC), until=datetime(2027, 3, 20, tzinfo=UTC)
    )
    assert [wall(each.start, PORTLAND).hour for each in spring] == [8, 8]
    assert [wall(each.start, NAIROBI).hour for each in spring] == [19, 18]


def test_it_ends_with_the_last_time_named() -> None:
    assert [each.day for each in starts(replace(EVENINGS, until=datetime(2026, 12, 24, 19, 0)))] == [10, 24]


def test_one_time_is_moved_and_the_others_stay() -> None:
    to = datetime(2026, 12, 25, 9, 0, tzinfo=UTC)
    moved = move(agree(EVENINGS), datetime(2026, 12, 24, 19, 0), to)
    assert starts(moved) == [starts(EVENINGS)[0], to, starts(EVENINGS)[2]]
    assert (moved.sequence, moved.at(datetime(2026, 12, 24, 19, 0)).start) == (2, to)


def test_a_time_moved_far_ahead_is_still_found_there() -> None:
    to = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
    moved = move(EVENINGS, datetime(2026, 12, 10, 19, 0), to)
    found = moved.occurrences(
        after=datetime(2027, 1, 14, tzinfo=UTC), until=datetime(2027, 1, 16, tzinfo=UTC)
    )
    assert [each.start for each in found] == [to]


def test_a_time_moved_back_is_found_before_its_own_place() -> None:
    to = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)
    moved = move(EVENINGS, datetime(2027, 1, 7, 19, 0), to)
    assert starts(moved, datetime(2026, 12, 12, tzinfo=UTC)) == [starts(ONE)[0], to]


def test_a_meeting_held_once_is_moved_whole() -> None:
    moved = move(ONE, ONE.first, datetime(2026, 12, 11, 16, 0, tzinfo=UTC))
    assert (moved.first, moved.changes, moved.sequence) == (datetime(2026, 12, 11, 19, 0), (), 1)


def test_one_time_is_called_off_and_the_others_stay() -> None:
    left = cancel(EVENINGS, datetime(2026, 12, 24, 19, 0))
    assert [each.day for each in starts(left)] == [10, 7]
    with pytest.raises(SeriesError, match="no meeting at that time"):
        cancel(left, datetime(2026, 12, 24, 19, 0))


def test_all_of_it_is_called_off() -> None:
    off = cancel(EVENINGS)
    assert (off.status, off.sequence, off.next(after=NOW)) == ("cancelled", 1, None)
    assert cancel(ONE, ONE.first).status == "cancelled"
    with pytest.raises(SeriesError):
        cancel(off)
    with pytest.raises(SeriesError):
        move(off, EVENINGS.first, NOW)
    with pytest.raises(SeriesError):
        agree(off)


def test_only_what_is_proposed_is_agreed() -> None:
    agreed = agree(ONE)
    assert (agreed.status, agreed.sequence) == ("agreed", 1)
    with pytest.raises(SeriesError) as refused:
        agree(agreed)
    assert refused.value.code == "not_open"


@pytest.mark.parametrize("minutes", [0, 9, 241])
def test_a_length_that_cannot_be_is_refused(minutes: int) -> None:
    with pytest.raises(SeriesError):
        replace(ONE, minutes=minutes)


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(ZoneError):
        replace(ONE, zone="Moon/Base")


def test_who_keeps_the_hour_when_the_clocks_change_is_chosen() -> None:
    change = clock_change(NAIROBI, PORTLAND, after=NOW)
    assert change is not None
    ended, kept = keep(MORNINGS, NAIROBI, at=change.at, uid="two")
    assert ended.until == datetime(2027, 3, 11, 8, 0)
    assert (kept.uid, kept.zone, kept.first) == ("two", NAIROBI, datetime(2027, 3, 18, 19, 0))
    day = datetime(2027, 3, 18, tzinfo=UTC)
    assert [wall(each, PORTLAND).hour for each in starts(kept, day + timedelta(days=14), day)] == [9, 9]


def test_a_kept_hour_takes_single_changes_along() -> None:
    change = clock_change(NAIROBI, PORTLAND, after=NOW)
    assert change is not None
    early, late = datetime(2027, 1, 7, 8, 0), datetime(2027, 3, 25, 8, 0)
    to = datetime(2027, 3, 26, 9, 0, tzinfo=UTC)
    series = replace(MORNINGS, changes=(Change(original=early, to=None), Change(original=late, to=to)))
    ended, kept = keep(series, NAIROBI, at=change.at, uid="two")
    assert ended.changes == (Change(original=early, to=None),)
    assert kept.changes == (Change(original=datetime(2027, 3, 25, 19, 0), to=to),)


def test_an_hour_near_midnight_is_kept_on_its_own_night() -> None:
    nights = replace(MORNINGS, first=datetime(2026, 12, 10, 13, 30))  # 00:30 in Nairobi, the day after
    change = clock_change(NAIROBI, PORTLAND, after=NOW)
    assert change is not None
    _, kept = keep(nights, NAIROBI, at=change.at, uid="two")
    assert kept.first == datetime(2027, 3, 19, 0, 30)


def test_nothing_is_kept_where_there_is_no_meeting_on_both_sides() -> None:
    with pytest.raises(SeriesError):
        keep(ONE, NAIROBI, at=datetime(2027, 3, 14, 10, 0, tzinfo=UTC), uid="two")


@given(
    every=st.sampled_from(["week", "two_weeks", "month"]),
    zone=st.sampled_from([NAIROBI, PORTLAND, "Europe/Berlin", "Australia/Lord_Howe"]),
    first=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
        lambda each: each.replace(minute=each.minute // 30 * 30, second=0, microsecond=0)
    ),
    off=st.integers(0, 5),
)
def test_calling_one_off_takes_just_that_one(every: str, zone: str, first: datetime, off: int) -> None:
    series = Series(uid="x", first=first, zone=zone, minutes=50, every=every)  # type: ignore[arg-type]
    after = datetime(2025, 12, 1, tzinfo=UTC)
    all_of_them = series.occurrences(after=after, until=after + timedelta(days=1100))
    gone = all_of_them[off]
    left = cancel(series, gone.original).occurrences(after=after, until=after + timedelta(days=1100))
    assert left == [each for each in all_of_them if each != gone]
    assert len({each.original for each in all_of_them}) == len(all_of_them)
