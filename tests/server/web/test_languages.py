"""Everybody is answered in a language they read."""

from __future__ import annotations

import re
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.web.languages import COOKIE, LANGUAGES, choose

LOCALES = Path(__file__).parents[3] / "static" / "src" / "locales"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-CH, en;q=0.8", "de"),
        ("en;q=0.5, fr;q=0.9", "fr"),
        ("sw-KE, ar;q=0.7, en;q=0.3", "ar"),
        ("sw-KE", "en"),
        ("es;q=0, fr;q=0.1", "fr"),
        ("ES-419", "es"),
        ("de;q=much, fr", "fr"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_the_browsers_best_language_is_taken(accepted: str, language: str) -> None:
    assert choose(None, accepted) == language


def test_what_somebody_chose_comes_first_unless_it_is_none_of_ours() -> None:
    assert choose("fr", "de") == "fr"
    assert choose("tlh", "de") == "de"


@given(st.none() | st.text(), st.text() | st.text("defrsn-;q=0.19,* "))
def test_whatever_is_sent_there_is_a_language(chosen: str | None, accepted: str) -> None:
    assert choose(chosen, accepted) in LANGUAGES


def test_every_catalogue_is_served_and_every_language_has_one() -> None:
    named = re.findall(r"^  (\w\w):", (LOCALES / "language.ts").read_text(encoding="utf-8"), re.MULTILINE)
    assert named == list(LANGUAGES)
    assert {path.name for path in LOCALES.iterdir() if path.is_dir()} == set(LANGUAGES)


@pytest.mark.parametrize("path", ["/", "/m/any-invitation", "/s/any-summary"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_page_comes_in_one_language_and_says_so(address: str, path: str, language: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    for headers in (
        {"Accept-Language": language},
        {"Accept-Language": "de", "Cookie": f"{COOKIE}={language}"},
    ):
        async with aiohttp.ClientSession(address) as session, session.get(path, headers=headers) as response:
            assert f'<html lang="{language}" dir="{direction}">' in await response.text()
            assert "Accept-Language" in response.headers["Vary"]
            assert "Cookie" in response.headers["Vary"]
