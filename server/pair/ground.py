"""Common ground: what two people's stories share, each with what it rests on. No score, no order of worth."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from server.pair.biography import Station
from server.pair.profile import Profile

Kind = Literal[
    "place",
    "field",
    "interest",
    "goal",
    "i_help",
    "they_help",
    "language",
    "i_speak",
    "they_speak",
    "learning",
]
"""`i_help`: mine is what I offer, theirs what they aim at; `i_speak`: I speak what they learn."""

LEAST_LETTERS = 4
"""Letters two words have in common at their beginning to be of one family: "lead", "leading" (choice)."""

REMEMBERED = 4096
"""Lines whose words are kept at hand: one is compared with those of hundreds of people."""

PASSING = frozenset(
    re.findall(
        r"\w+",
        "about after also and being from have into more over some than that the their them then there these "
        "they this those through time want well what when where which while with without work working would "
        "years your better doing learn learning make making people other start things",
    )
)
"""English words too common to say that two lines are about one thing (choice)."""


class Years(msgspec.Struct, frozen=True, kw_only=True):
    """From when until when somebody was somewhere; `end` None: they still are."""

    start: int
    end: int | None


class Common(msgspec.Struct, frozen=True, kw_only=True):
    """One thing two people share: in the words of the first, and in those of the second."""

    kind: Kind
    mine: str
    theirs: str
    my_years: Years | None = None
    their_years: Years | None = None
    together: bool = False
    """Both were there in the same years."""


def find(me: Profile, them: Profile) -> tuple[Common, ...]:
    """Find what two people share, the rarest kinds first: places, then fields, interests, goals, languages.

    Swapping the two swaps the sides of every finding, and nothing else.
    """
    first, second = me.biography, them.biography
    came_by = [*_places(first.stations, second.stations), *_fields(first.stations, second.stations)]
    return tuple(dict.fromkeys([*came_by, *declared(me, them)]))


def declared(me: Profile, them: Profile) -> tuple[Common, ...]:
    """Find what two people share of what they like, offer, aim at and speak: nothing of their way."""
    first, second = me.biography, them.biography
    found = [
        *_lines("interest", first.interests, second.interests),
        *_lines("goal", first.goals, second.goals),
        *_lines("i_help", first.offers, second.goals),
        *_lines("they_help", first.goals, second.offers),
        *_same("language", me.languages, them.languages),
        *_same("they_speak", first.learning, them.languages),
        *_same("i_speak", me.languages, second.learning),
        *_same("learning", first.learning, second.learning),
    ]
    return tuple(dict.fromkeys(found))


def akin(first: str, second: str) -> bool:
    """Tell whether two lines are about one thing: the same, or with a telling word of one family."""
    if plain(first) == plain(second):
        return True
    return any(_family(a, b) for a in _telling(first) for b in _telling(second))


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """Return a text as it is compared: small letters without their marks, single spaces, no signs."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))


@lru_cache(maxsize=REMEMBERED)
def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in plain(text).split() if len(word) >= LEAST_LETTERS and word not in PASSING)


def _family(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return longer.startswith(shorter.removesuffix("s") if len(shorter) > LEAST_LETTERS else shorter)


def _places(mine: Iterable[Station], theirs: Iterable[Station]) -> Iterator[Common]:
    others = {plain(each.place): each for each in reversed(list(theirs)) if plain(each.place)}
    seen: set[str] = set()
    for station in mine:
        name = plain(station.place)
        if name in others and name not in seen:
            seen.add(name)
            yield _stations("place", station, others[name], station.place, others[name].place)


def _fields(mine: Iterable[Station], theirs: Iterable[Station]) -> Iterator[Common]:
    rest = list(theirs)
    for station in mine:
        if station.kind not in ("study", "work"):
            continue
        for other in rest:
            if other.kind in ("study", "work") and _akin_but_for_places(station, other):
                yield _stations("field", station, other, station.title, other.title)


def _akin_but_for_places(first: Station, second: Station) -> bool:
    """Leave the places out: that two studied in one town is told as a place already."""
    named = {*plain(first.place).split(), *plain(second.place).split()}
    left, right = (" ".join(w for w in _telling(each.title) if w not in named) for each in (first, second))
    return bool(left and right) and akin(left, right)


def _stations(kind: Kind, mine: Station, theirs: Station, my_words: str, their_words: str) -> Common:
    ends = [each.end if each.end is not None else 9999 for each in (mine, theirs)]
    return Common(
        kind=kind,
        mine=my_words,
        theirs=their_words,
        my_years=Years(start=mine.start, end=mine.end),
        their_years=Years(start=theirs.start, end=theirs.end),
        together=max(mine.start, theirs.start) <= min(ends),
    )


def _lines(kind: Kind, mine: Iterable[str], theirs: Iterable[str]) -> Iterator[Common]:
    others = list(theirs)
    return (Common(kind=kind, mine=a, theirs=b) for a in mine for b in others if akin(a, b))


def _same(kind: Kind, mine: Iterable[str], theirs: Iterable[str]) -> Iterator[Common]:
    others = {each.casefold() for each in theirs}
    return (Common(kind=kind, mine=each, theirs=each) for each in mine if each.casefold() in others)
