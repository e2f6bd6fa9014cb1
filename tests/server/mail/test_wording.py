"""Mails say the same in every language, by the reader's clock."""

from __future__ import annotations

import string
from datetime import datetime

import pytest

from server.mail.wording import WORDS, language_of, say, weekday, when
from server.meetings import letters


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", WORDS)
def test_every_language_says_the_same_with_the_same_values(language: str) -> None:
    english = WORDS["en"]
    assert list(WORDS[language]) == list(english)
    for name, text in WORDS[language].items():
        assert values(text) == values(english[name]), name


@pytest.mark.parametrize(
    ("spoken", "written"),
    [((), "en"), (("sw",), "en"), (("sw", "de", "en"), "de"), (("fr-CA",), "fr"), (("ar", "en"), "ar")],
)
def test_somebody_is_written_to_in_the_first_language_they_speak(
    spoken: tuple[str, ...], written: str
) -> None:
    assert language_of(spoken) == written


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Thursday 10 December, 19:05"),
        ("de", "Donnerstag, 10. Dezember, 19:05"),
        ("es", "jueves, 10 de diciembre, 19:05"),
        ("fr", "jeudi 10 décembre, 19:05"),
        ("ar", "الخميس، 10 ديسمبر، 19:05"),
    ],
)
def test_a_moment_is_said_as_the_language_says_it(language: str, said: str) -> None:
    assert when(datetime.fromisoformat("2026-12-10T19:05"), language) == said
    assert weekday(datetime.fromisoformat("2026-12-10"), language) in said


def test_both_clocks_are_said_and_the_other_day_by_name() -> None:
    at = datetime.fromisoformat("2026-12-10T20:30:00+00:00")
    zones = {"mine": "America/Los_Angeles", "theirs": "Africa/Nairobi", "other": "Mara"}
    near = letters.both(at, **{**zones, "theirs": "America/New_York"}, language="de")
    assert near == "Donnerstag, 10. Dezember, 12:30 für dich, 15:30 für Mara"
    far = letters.both(at.replace(hour=22), **zones, language="de")
    assert far == "Donnerstag, 10. Dezember, 14:30 für dich, 01:30 am Freitag für Mara"


def test_a_name_nobody_has_words_for_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("en", "weather")
