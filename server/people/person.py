"""A person as the rest of the house knows them, and what may stand in their fields."""

from __future__ import annotations

import unicodedata
import zoneinfo
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Pronouns = Literal["she", "he", "they"]

LONGEST_NAME = 80
LONGEST_EMAIL = 254
MOST_LANGUAGES = 12


class PersonError(ValueError):
    """A field of a person cannot be; `code` is stable, the text is for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person; `email` is None once they have deleted their account, `time_zone` an IANA name."""

    id: str
    name: str
    email: str | None
    pronouns: Pronouns | None
    time_zone: str
    languages: tuple[str, ...]
    administrator: bool
    created_at: datetime
    deleted_at: datetime | None


def email_of(text: str) -> str:
    """Return an address the way it is kept and compared: trimmed, composed, in small letters.

    Raises
    ------
    PersonError
        `bad_email` for what cannot be an address. Whether it is one, only a mail tells.
    """
    address = unicodedata.normalize("NFKC", text).strip().casefold()
    local, at, domain = address.rpartition("@")
    clean = (
        at and local and "." in domain.strip(".") and not any(c.isspace() or c in '<>,;:"\\' for c in address)
    )
    if not clean or len(address) > LONGEST_EMAIL or not address.isprintable():
        raise PersonError("bad_email", "That does not look like an e-mail address.")
    return address


def name_of(text: str) -> str:
    """Return a name with single spaces and nothing unprintable.

    Raises
    ------
    PersonError
        `bad_name` when nothing is left, or too much.
    """
    name = " ".join(
        "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text)).split()
    )
    if not 0 < len(name) <= LONGEST_NAME:
        raise PersonError("bad_name", f"A name has 1 to {LONGEST_NAME} letters.")
    return name


def time_zone_of(text: str) -> str:
    """Return the IANA name of a time zone.

    Raises
    ------
    PersonError
        `bad_time_zone` for a name the zone tables do not hold.
    """
    if text not in _zones():
        raise PersonError("bad_time_zone", "A time zone is named like Africa/Nairobi.")
    return text


def first_name(name: str) -> str:
    """Return how somebody is addressed."""
    return name.split()[0] if name.split() else name


def languages_of(tags: list[str]) -> tuple[str, ...]:
    """Return language tags, each once, in the order given.

    Raises
    ------
    PersonError
        `bad_language` for what is no short tag such as `en` or `pt-BR`.
    """
    found = tuple(dict.fromkeys(tag.strip() for tag in tags))
    for tag in found:
        if not (2 <= len(tag) <= 16 and tag.isascii() and tag.replace("-", "").isalnum()):
            raise PersonError("bad_language", "A language is a short tag such as en or pt-BR.")
    if len(found) > MOST_LANGUAGES:
        raise PersonError("bad_language", f"At most {MOST_LANGUAGES} languages.")
    return found


def _zones() -> frozenset[str]:
    global _known
    if _known is None:
        _known = frozenset(zoneinfo.available_timezones())
    return _known


_known: frozenset[str] | None = None
