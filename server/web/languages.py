"""Which language a page is served in: the one chosen, else the browser's best, else English."""

from __future__ import annotations

from collections.abc import Iterator

LANGUAGES = ("en", "de", "es", "fr", "ar")
"""Every language with a catalogue, as in `static/src/locales`; the first is for everybody else."""

COOKIE = "language"
"""What the page keeps once somebody has chosen; it holds one of `LANGUAGES` and nothing else."""

VARY = "Accept-Encoding, Accept-Language, Cookie"
"""What the bytes of a page depend on."""


def choose(chosen: str | None, accepted: str) -> str:
    """Return one of `LANGUAGES` for a cookie's value and an `Accept-Language` header."""
    if chosen in LANGUAGES:
        return chosen
    for language, weight in sorted(_wanted(accepted), key=lambda each: -each[1]):
        if weight > 0 and language in LANGUAGES:
            return language
    return LANGUAGES[0]


def _wanted(accepted: str) -> Iterator[tuple[str, float]]:
    """Every language named, without its region, with its weight from 0 to 1."""
    for part in accepted.split(","):
        tag, _, rest = part.partition(";")
        name, _, value = rest.strip().partition("=")
        try:
            weight = float(value) if name.strip() == "q" else 1.0
        except ValueError:
            weight = 0.0
        yield tag.strip().partition("-")[0].lower(), weight
