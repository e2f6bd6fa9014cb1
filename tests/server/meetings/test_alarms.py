"""When people are reminded, whatever the server was doing at the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.meetings.alarms import Alarm, Kind, alarm, first_alarms, following, still_of_use
from server.meetings.series import Series, agree, cancel, move

SERIES = agree(
    Series(uid="one", first=datetime(2026, 12, 10, 19, 0), zone="Africa/Nairobi", minutes=50, every="week")
)
START = datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def due(kind: Kind, after: datetime, series: Series = SERIES) -> datetime | None:
    found = alarm(series, kind, after=after)
    return None if found is None else found.due


def test_people_are_reminded_a_day_and_a_quarter_of_an_hour_before() -> None:
    before = START - timedelta(days=3)
    assert due("day", before) == START - timedelta(days=1)
    assert due("soon", before) == START - timedelta(minutes=15)
    assert due("over", before) == START + timedelta(minutes=80)


def test_each_alarm_is_followed_by_the_one_of_the_next_time() -> None:
    first = alarm(SERIES, "soon", after=START - WEEK)
    assert first is not None
    second = following(SERIES, first)
    assert second is not None
    assert (second.due - first.due, second.kind) == (WEEK, "soon")


def test_a_meeting_that_is_on_is_not_called_to_mind_but_will_be_over() -> None:
    assert due("soon", START + timedelta(minutes=10)) == START + WEEK - timedelta(minutes=15)
    assert due("over", START + timedelta(minutes=10)) == START + timedelta(minutes=80)


def test_who_agrees_on_tomorrow_is_not_told_at_once_that_it_is_tomorrow() -> None:
    alarms = {each.kind: each.due for each in first_alarms(SERIES, now=START - timedelta(hours=20))}
    assert alarms == {
        "day": START + WEEK - timedelta(days=1),
        "soon": START - timedelta(minutes=15),
        "over": START + timedelta(minutes=80),
    }


def test_what_is_proposed_or_called_off_reminds_nobody() -> None:
    assert first_alarms(replace(SERIES, status="proposed"), now=START - WEEK) == []
    assert first_alarms(cancel(SERIES), now=START - WEEK) == []


def test_what_was_moved_reminds_at_its_new_time() -> None:
    moved = move(SERIES, SERIES.first, START + timedelta(hours=3))
    assert due("soon", START - WEEK, moved) == START + timedelta(hours=2, minutes=45)


def test_a_reminder_that_comes_too_late_is_not_told() -> None:
    day = alarm(SERIES, "day", after=START - WEEK)
    soon = alarm(SERIES, "soon", after=START - WEEK)
    over = alarm(SERIES, "over", after=START - WEEK)
    assert day is not None
    assert soon is not None
    assert over is not None
    assert still_of_use(day, now=START - timedelta(hours=2, seconds=1))
    assert not still_of_use(day, now=START - timedelta(hours=2))
    assert still_of_use(soon, now=START - timedelta(seconds=1))
    assert not still_of_use(soon, now=START)
    assert still_of_use(over, now=START + 50 * WEEK)


@given(st.lists(st.integers(1, 60 * 24 * 9), min_size=1, max_size=25), st.sampled_from(["day", "soon"]))
def test_whenever_the_server_looks_nothing_is_told_twice_and_nothing_in_time_is_left_out(
    gaps: list[int], kind: Kind
) -> None:
    """The server looks at the minutes given by `gaps`, and is down in between."""
    begun = now = START - timedelta(days=2)
    held: Alarm | None = alarm(SERIES, kind, after=now)
    looks, told = [], []
    for gap in gaps:
        now += timedelta(minutes=gap)
        looks.append(now)
        while held is not None and held.due <= now:
            if still_of_use(held, now=now):
                told.append(held.occurrence.original)
            held = following(SERIES, held)
    assert len(set(told)) == len(told)
    early, late = (
        (timedelta(days=1), timedelta(hours=2)) if kind == "day" else (timedelta(minutes=15), timedelta())
    )
    expected = [
        each.original
        for each in SERIES.occurrences(after=begun, until=now + WEEK)
        if any(each.start - early <= look < each.start - late for look in looks)
    ]
    assert told == expected
