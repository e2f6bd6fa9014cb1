"""A person as two biographies are compared: their languages and time zone beside what they tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
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
    midnight = on.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    zones = [ZoneInfo(each.time_zone) for each in (first, second)]
    quarters = [midnight + timedelta(minutes=15 * n) for n in range(96)]
    both = sum(all(DAY[0] <= at.astimezone(zone).hour < DAY[1] for zone in zones) for at in quarters)
    return both // 4
