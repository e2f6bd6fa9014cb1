"""How reports and printed summaries say numbers, lengths and sentences, in each language. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from server.analysis.words import de, en, es, fr

WORDS = MappingProxyType({"en": en.WORDS, "de": de.WORDS, "es": es.WORDS, "fr": fr.WORDS})
"""Arabic is not among them: the fonts of print have no letters for it, and what writes them shapes none."""

NUMBERS = {
    "en": "no one two three four five six seven eight nine ten eleven twelve",
    "de": "0 1 zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "es": "0 1 dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "fr": "0 1 deux trois quatre cinq six sept huit neuf dix onze douze",
}
"""Small numbers as words; where "one" bends with what it counts, sentences say it themselves."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One language: `language` is one of `WORDS`, any other is written in English."""

    language: str

    def say(self, name: str, /, **values: object) -> str:
        """Return the words of that name with the values put in; a plural is chosen by `count`.

        `{Name}` is the value of `name` with its first letter raised, `{number}` the count as a word.

        Raises
        ------
        KeyError
            When no words have that name, or one of their values is not given.
        """
        words = WORDS[self.code][name]
        if isinstance(count := values.get("count"), int):
            values["number"] = self._number(count)
            if isinstance(words, Mapping):
                words = words.get(f"={count}") or words[self._plural(count)]
        if isinstance(words, Mapping):
            raise KeyError("count")
        return words.format_map(_Values(values))

    def listed(self, items: Sequence[str]) -> str:
        """Join items as the language does: "a, b and c"."""
        return format_list(items, locale=self._locale)

    def times(self, count: int) -> str:
        """Say how often: "once", "twice", "three times"."""
        return self.say("times", count=count)

    def share(self, count: int, of: int) -> str:
        """Say a part of a whole: "five of seven"."""
        small = of < len(NUMBERS[self.code].split())
        part, whole = (self._number(count), self._number(of)) if small else (str(count), str(of))
        return self.say("share", part=part, whole=whole)

    def length(self, seconds: float) -> str:
        """Say a length of time: "45 seconds", "2 minutes and 56 seconds", "54 minutes"."""
        whole = round(seconds)
        if whole < 60:
            return self.say("seconds", count=whole)
        if whole >= 600:
            return self.say("minutes", count=round(seconds / 60))
        minutes, rest = divmod(whole, 60)
        said = self.say("minutes", count=minutes)
        if not rest:
            return said
        return self.say("minutes_and_seconds", minutes=said, seconds=self.say("seconds", count=rest))

    def tenths(self, value: float) -> str:
        """Write a number to the tenth: "0.4"."""
        return format_decimal(value, format="0.0", locale=self._locale)

    def day(self, at: datetime) -> str:
        """Write a date in full: "19 November 2026"."""
        return format_date(at, "long", locale=self._locale)

    @property
    def code(self) -> str:
        """The language that is written."""
        return self.language if self.language in WORDS else "en"

    @property
    def _locale(self) -> Locale:
        return Locale.parse("en_GB" if self.code == "en" else self.code)

    def _number(self, count: int) -> str:
        words = NUMBERS[self.code].split()
        return words[count] if count < len(words) else str(count)

    def _plural(self, count: int) -> str:
        chosen = self._locale.plural_form(count)
        return chosen if chosen in ("one", "other") else "other"


class _Values(dict[str, object]):
    """Values by name, and by the name with its first letter raised."""

    def __missing__(self, name: str) -> str:
        value = str(self[name[0].lower() + name[1:]]) if name[0].isupper() else _unknown(name)
        return value[:1].upper() + value[1:]


def _unknown(name: str) -> str:
    raise KeyError(name)


ENGLISH = Wording("en")
