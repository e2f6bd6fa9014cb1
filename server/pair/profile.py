"""A person as two biographies are compared: their languages and time zone beside what they tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from server.pair.biography import EMPTY, Biography

DAY = (8, 20)
"""The hours of a day in which somebody may be asked to talk (choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who is compared; `languages` and `biography.learning` are ISO 639 codes, `time_zone` an IANA name."""

    person: str
    time_zone: str
    languages: tuple[str, ...] = ()
    biography: Biography = field(default=EMPTY)


def common_hours(first: Profile, second: Profile, *, on: datetime) -> int:
    """Count the hours of the day `on` (aware) that are daytime for both, to the whole hour."""
    day = on.astimezone(UTC).date()
    return (_daytime(first.time_zone, day) & _daytime(second.time_zone, day)).bit_count() // 4


@lru_cache(maxsize=512)
def _daytime(time_zone: str, day: date) -> int:
    """Return the quarter hours of a UTC day that are daytime somewhere, one bit each."""
    zone, midnight = ZoneInfo(time_zone), datetime(day.year, day.month, day.day, tzinfo=UTC)
    hours = ((midnight + timedelta(minutes=15 * n)).astimezone(zone).hour for n in range(96))
    return sum(1 << n for n, hour in enumerate(hours) if DAY[0] <= hour < DAY[1])
