"""Reports say the same in every language, with the numbers and plurals of each."""

from __future__ import annotations

import string
from datetime import UTC, datetime
from typing import get_args, get_type_hints

import pytest

from cues.change import Change
from cues.summary import Suggestion
from server.analysis.wording import NUMBERS, WORDS, Wording

Words = str | dict[str, str]


def values(words: Words) -> set[str]:
    """What a sentence is given, by small letters; a count may be said as it is or as a word."""
    forms = [words] if isinstance(words, str) else list(words.values())
    named = {name.lower() for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}
    return {"count" if name == "number" else name for name in named}


@pytest.mark.parametrize("language", WORDS)
def test_every_language_says_the_same_with_the_same_values(language: str) -> None:
    assert list(WORDS[language]) == list(WORDS["en"])
    for name, words in WORDS[language].items():
        assert values(words) == values(WORDS["en"][name]), name
        assert isinstance(words, dict) == isinstance(WORDS["en"][name], dict), name
        if isinstance(words, dict):
            assert {"one", "other"} <= set(words) or {"=1", "other"} <= set(words), name


@pytest.mark.parametrize("language", NUMBERS)
def test_small_numbers_are_words(language: str) -> None:
    assert len(NUMBERS[language].split()) == 13
    assert Wording(language).say("count_sighs", count=13).startswith("13 ")


@pytest.mark.parametrize(
    ("language", "times", "length", "tenths", "listed", "day"),
    [
        ("en", "twice", "2 minutes and 1 second", "0.4", "Mara, Ben and Noor", "19 November 2026"),
        ("de", "zweimal", "2 Minuten und 1 Sekunde", "0,4", "Mara, Ben und Noor", "19. November 2026"),
        ("es", "dos veces", "2 minutos y 1 segundo", "0,4", "Mara, Ben y Noor", "19 de noviembre de 2026"),
        ("fr", "deux fois", "2 minutes et 1 seconde", "0,4", "Mara, Ben et Noor", "19 novembre 2026"),
        ("ar", "twice", "2 minutes and 1 second", "0.4", "Mara, Ben and Noor", "19 November 2026"),
    ],
)
def test_numbers_and_lists_are_said_as_the_language_says_them(
    language: str, times: str, length: str, tenths: str, listed: str, day: str
) -> None:
    wording = Wording(language)
    assert wording.times(2) == times
    assert wording.length(121.2) == length
    assert wording.tenths(0.42) == tenths
    assert wording.listed(["Mara", "Ben", "Noor"]) == listed
    assert wording.day(datetime(2026, 11, 19, tzinfo=UTC)) == day


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        Wording("en").say("also")
    with pytest.raises(KeyError):
        Wording("en").say("part_heard", who="Mara", length="a minute")


def test_whatever_can_be_suggested_or_change_has_words() -> None:
    keys = get_args(get_type_hints(Suggestion)["key"])
    assert keys
    assert {f"try_{key}" for key in keys} <= set(WORDS["en"])
    assert set(get_args(Change)) <= set(WORDS["en"])
