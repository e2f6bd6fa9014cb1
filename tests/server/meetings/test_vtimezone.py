"""Zones as calendars are told them, read back by a reader that follows rules alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar

from server.meetings.vtimezone import vtimezone
from server.meetings.zones import zone

ZONES = (
    "Africa/Nairobi", "America/Los_Angeles", "America/New_York", "America/Santiago", "Asia/Kathmandu",
    "Asia/Tokyo", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin", "Europe/Dublin",
    "Europe/London", "Pacific/Auckland",
)  # fmt: skip


@pytest.mark.parametrize("name", ZONES)
def test_a_reader_of_rules_finds_every_hour_of_ten_years(name: str) -> None:
    calendar, described = Calendar(), vtimezone(name, year=2025)
    assert described is not None
    calendar.add_component(described)
    read = vobject.readOne(calendar.to_ical().decode()).vtimezone.gettzinfo()
    at = datetime(2026, 1, 2, tzinfo=UTC)
    while at < datetime(2036, 1, 1, tzinfo=UTC):
        local = at.astimezone(zone(name)).replace(tzinfo=None)
        assert read.utcoffset(local) == at.astimezone(zone(name)).utcoffset(), at
        at += timedelta(hours=37)


def test_a_zone_without_a_yearly_rule_is_left_to_its_dates() -> None:
    assert vtimezone("Africa/Casablanca", year=2026) is None
