"""Reading a list of people from a spreadsheet: pure."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from server.people.person import PersonError, Pronouns, email_of, languages_of, name_of, time_zone_of

MOST = 5_000
"""People one list may hold."""

COLUMNS = ("name", "email", "time_zone", "languages", "pronouns")
"""Columns that are read, by their heads; `name` and `email` must be there."""

PRONOUNS: dict[str, Pronouns | None] = {"": None, "she": "she", "he": "he", "they": "they"}


class RollError(ValueError):
    """The text is no list of people; `code` is stable."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person of a list."""

    line: int
    name: str
    email: str
    time_zone: str
    languages: tuple[str, ...]
    pronouns: Pronouns | None


def read(text: str) -> tuple[list[Entry], list[tuple[int, str]]]:
    """Return the people of a CSV text, each address once, and the lines that cannot be, with a code.

    Commas or semicolons; what a spreadsheet writes at the very front is passed over; a column of another name
    is passed over too.

    Raises
    ------
    RollError
        `no_such_list` without the columns, `list_too_long` past `MOST`.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error:
        raise RollError("no_such_list", "This cannot be read as a CSV file.") from None
    heads = [head.strip().casefold().replace(" ", "_") for head in rows[0]] if rows else []
    if "name" not in heads or "email" not in heads:
        raise RollError("no_such_list", "The first line names the columns: name, email, and others.")
    if len(rows) > MOST + 1:
        raise RollError("list_too_long", f"At most {MOST} people at a time.")
    entries: dict[str, Entry] = {}
    wrong: list[tuple[int, str]] = []
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = dict.fromkeys(COLUMNS, "") | dict(zip(heads, (cell.strip() for cell in row), strict=False))
        try:
            entry = _entry(line, cells)
        except PersonError as error:
            wrong.append((line, error.code))
        else:
            entries.setdefault(entry.email, entry)
    return list(entries.values()), wrong


def _entry(line: int, cells: dict[str, str]) -> Entry:
    spoken = [tag for tag in cells["languages"].replace(";", " ").replace(",", " ").split() if tag]
    if cells["pronouns"].casefold() not in PRONOUNS:
        raise PersonError("bad_pronouns", "Pronouns are she, he or they, or left open.")
    return Entry(
        line=line,
        name=name_of(cells["name"]),
        email=email_of(cells["email"]),
        time_zone=time_zone_of(cells["time_zone"] or "UTC"),
        languages=languages_of(spoken),
        pronouns=PRONOUNS[cells["pronouns"].casefold()],
    )
