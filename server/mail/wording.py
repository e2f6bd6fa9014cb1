"""Says what mails say, in the language of whoever reads them, and times by their clock. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType

from babel.dates import format_date, format_skeleton

from server.mail.words import ar, de, en, es, fr

WORDS = MappingProxyType({"en": en.WORDS, "de": de.WORDS, "es": es.WORDS, "fr": fr.WORDS, "ar": ar.WORDS})

_LOCALES = {"en": "en_GB"}
"""Whose dates a language is written with, where it is not its own first country's."""


def language_of(spoken: Iterable[str]) -> str:
    """Return the first language somebody says they speak that mails are written in; else English."""
    return next((tag.split("-")[0] for tag in spoken if tag.split("-")[0] in WORDS), "en")


def say(language: str, name: str, /, **values: object) -> str:
    """Return the words of that name, with the values put in.

    Raises
    ------
    KeyError
        When no words have that name, or one of their values is not given.
    """
    return WORDS[language][name].format(**values)


def when(local: datetime, language: str) -> str:
    """Say a moment of a wall clock: "Thursday 10 December, 19:00"."""
    date = format_skeleton("MMMMd", local, locale=_LOCALES.get(language, language))
    return say(language, "moment", weekday=weekday(local, language), date=date, time=f"{local:%H:%M}")


def weekday(local: datetime, language: str) -> str:
    """Say its day of the week."""
    return str(format_date(local, "EEEE", locale=_LOCALES.get(language, language)))
