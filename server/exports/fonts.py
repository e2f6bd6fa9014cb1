"""The page's fonts for print, and which letters they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = (_PACKAGE.parent / "static" / "dist" / "print", _PACKAGE / "_static" / "print")
"""Where the fonts are: beside the package in a source tree, within it when installed."""


class NoFontsError(Exception):
    """The pages, and the fonts with them, have not been built."""


@dataclass(frozen=True, slots=True)
class Font:
    """One font file, by the name it has in a document, and the letters it has."""

    name: str
    path: Path
    letters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Fonts:
    """Two voices of print, each one font and another for the letters the first has not."""

    text: tuple[Font, ...]
    title: tuple[Font, ...]

    def legible(self, text: str) -> bool:
        """Whether every letter of `text` can be printed."""
        return all(any(ord(letter) in font.letters for font in self.text) for letter in text)

    def runs(self, text: str, *, serif: bool) -> Iterator[tuple[Font, str]]:
        """Cut `text` into pieces of one font each; a letter that no font has is left out."""
        chain = self.title if serif else self.text

        def font_of(letter: str) -> Font | None:
            return next((font for font in chain if ord(letter) in font.letters), None)

        for font, letters in groupby(text, key=font_of):
            if font is not None:
                yield font, "".join(letters)


@cache
def fonts(folders: Sequence[Path] = FOLDERS) -> Fonts:
    """Read the fonts from the first of the folders that has them.

    Raises
    ------
    NoFontsError
        When the pages have not been built.
    """
    for folder in folders:
        if (folder / "text.ttf").is_file():
            text = _font(folder, "text"), _font(folder, "text-ext")
            return Fonts(text=text, title=(_font(folder, "title"), _font(folder, "title-ext")))
    raise NoFontsError("the pages have not been built: run `make build`")


def _font(folder: Path, name: str) -> Font:
    from reportlab.pdfbase.ttfonts import TTFontFile

    path = folder / f"{name}.ttf"
    return Font(f"duologue-{name}", path, frozenset(TTFontFile(str(path)).charToGlyph))
