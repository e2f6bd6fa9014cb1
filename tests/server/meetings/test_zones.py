"""Two clocks, on the real rules of real zones."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.meetings.zones import ZoneError, clock_change, half_hours, moment, wall, zone

NAIROBI, PORTLAND = "Africa/Nairobi", "America/Los_Angeles"
ZONES = (NAIROBI, PORTLAND, "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))


def test_one_evening_is_another_morning() -> None:
    at = moment(datetime(2026, 12, 10, 19, 0), NAIROBI)
    assert wall(at, PORTLAND) == datetime(2026, 12, 10, 8, 0)


def test_portland_changes_its_clocks_on_14_march() -> None:
    change = clock_change(NAIROBI, PORTLAND, after=datetime(2026, 12, 10, 16, 0, tzinfo=UTC))
    assert change is not None
    assert (change.zone, change.day, change.minutes) == (PORTLAND, date(2027, 3, 14), 60)
    after = moment(datetime(2027, 3, 18, 8, 0), PORTLAND)
    assert wall(after, NAIROBI) == datetime(2027, 3, 18, 18, 0)


def test_two_who_change_together_have_nothing_to_be_told() -> None:
    assert clock_change("Europe/Berlin", "Europe/Rome", after=datetime(2026, 12, 1, tzinfo=UTC)) is None


def test_two_who_change_on_different_days_are_told_the_first() -> None:
    change = clock_change("Europe/Berlin", PORTLAND, after=datetime(2027, 1, 1, tzinfo=UTC))
    assert change is not None
    assert (change.zone, change.day) == (PORTLAND, date(2027, 3, 14))
    then = clock_change("Europe/Berlin", PORTLAND, after=change.at)
    assert then is not None
    assert (then.zone, then.day) == ("Europe/Berlin", date(2027, 3, 28))


def test_where_no_clock_changes_there_is_nothing_to_find() -> None:
    assert clock_change(NAIROBI, "Asia/Kathmandu", after=datetime(2026, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("day", "halves"), [(date(2027, 3, 13), 46), (date(2027, 3, 14), 48), (date(2027, 11, 6), 50)]
)
def test_the_rail_of_a_day_is_as_long_as_the_day(day: date, halves: int) -> None:
    rail = list(half_hours(day, PORTLAND, NAIROBI))
    assert len(rail) == halves
    assert rail[0].mine == datetime(day.year, day.month, day.day, 6, 0)


def test_a_time_the_clock_skips_is_the_one_an_hour_on() -> None:
    at = moment(datetime(2027, 3, 14, 2, 30), PORTLAND)
    assert wall(at, PORTLAND) == datetime(2027, 3, 14, 3, 30)


def test_a_time_that_comes_twice_is_its_first() -> None:
    assert moment(datetime(2027, 11, 7, 1, 30), PORTLAND) == datetime(2027, 11, 7, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Nowhere/At_All", "", "../etc/passwd", "/etc/localtime"])
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ZoneError):
        zone(name)


@given(
    day=st.dates(date(2024, 1, 1), date(2031, 12, 31)),
    mine=st.sampled_from(ZONES),
    theirs=st.sampled_from(ZONES),
)
def test_both_clocks_show_the_same_moment_all_day(day: date, mine: str, theirs: str) -> None:
    rail = list(half_hours(day, mine, theirs))
    assert all(each.start.astimezone(zone(theirs)).replace(tzinfo=None) == each.theirs for each in rail)
    assert {b.start - a.start for a, b in itertools.pairwise(rail)} == {timedelta(minutes=30)}


@given(after=MOMENTS, mine=st.sampled_from(ZONES), theirs=st.sampled_from(ZONES))
def test_until_a_change_the_two_stay_as_far_apart_as_they_are(
    after: datetime, mine: str, theirs: str
) -> None:
    change = clock_change(mine, theirs, after=after)
    if change is None:
        return

    def apart(at: datetime) -> timedelta:
        return wall(at, mine) - wall(at, theirs)

    minute = timedelta(minutes=1)
    assert apart(change.at) != apart(change.at - minute)
    middle = after + (change.at - minute - after) / 2
    assert apart(middle) == apart(after)
