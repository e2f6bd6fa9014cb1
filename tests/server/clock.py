"""The server's time of day, in the hands of tests."""

from __future__ import annotations

from datetime import UTC, datetime


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime | None = None) -> None:
        self.at = at or datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at


class Running(Clock):
    """A clock that can be set, and then runs on."""

    @property
    def at(self) -> datetime:
        """What it shows now."""
        return datetime.now(UTC) + self._ahead

    @at.setter
    def at(self, shown: datetime) -> None:
        self._ahead = shown - datetime.now(UTC)
