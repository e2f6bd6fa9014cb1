"""A person's story as they tell it: stations and turning points, interests, goals."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from server.pair.errors import PairError

Kind = Literal["place", "study", "work", "turning_point"]

YEARS = (1900, 2100)

Line = Annotated[str, Meta(min_length=1, max_length=80)]
Note = Annotated[str, Meta(max_length=280)]
Lines = Annotated[tuple[Line, ...], Meta(max_length=12)]
Year = Annotated[int, Meta(ge=YEARS[0], le=YEARS[1])]


class Station(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stop on the way: where or what, from when until when, and a line about it."""

    kind: Kind
    title: Line
    start: Year
    end: Year | None = None
    place: Annotated[str, Meta(max_length=80)] = ""
    note: Note = ""


class Biography(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person tells of themselves; seen by their partners and nobody else."""

    city: Annotated[str, Meta(max_length=80)] = ""
    stations: Annotated[tuple[Station, ...], Meta(max_length=40)] = ()
    interests: Lines = ()
    goals: Lines = ()
    """Where they would like to go."""
    offers: Lines = ()
    """What they can help somebody with."""
    learning: Lines = ()
    """Languages they are learning, as ISO 639 codes."""


EMPTY = Biography()


def tidied(biography: Biography) -> Biography:
    """Return the biography as it is kept: stations in order of time, no blank lines, nothing twice.

    Raises
    ------
    PairError
        `bad_biography` for a station that ends before it begins.
    """
    for station in biography.stations:
        if station.end is not None and station.end < station.start:
            raise PairError("bad_biography", "A station cannot end before it begins.")
    stations = sorted(biography.stations, key=lambda each: (each.start, each.end or YEARS[1]))
    return msgspec.structs.replace(
        biography,
        city=_tidy(biography.city),
        stations=tuple(stations),
        interests=_lines(biography.interests),
        goals=_lines(biography.goals),
        offers=_lines(biography.offers),
        learning=_lines(biography.learning),
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for line in lines:
        if tidy := _tidy(line):
            kept.setdefault(tidy.casefold(), tidy)
    return tuple(kept.values())
