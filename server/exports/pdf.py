"""A summary on paper: what was heard in sentences, then the timeline, on A4 pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, assert_never

from server.analysis.wording import Wording
from server.exports.facts import Facts
from server.exports.fonts import Fonts
from server.exports.picture import HEIGHT, LEGEND_HEIGHT, WIDTH, legend, rows
from server.exports.shapes import COLOURS, Fill, Ink, Shape, Stroke, Words

if TYPE_CHECKING:
    pass

_PAGE_WIDTH, _PAGE_HEIGHT = 595.28, 841.89
"""A4, in points."""
_MARGIN = 48.0
_LEADING = 1.42
_SCALE = (_PAGE_WIDTH - 2 * _MARGIN) / WIDTH


def pdf(
    facts: Facts,
    fonts: Fonts,
    wording: Wording,
    *,
    heading: str,
    line: str,
    sections: Iterable[Sequence[str]],
    below: int,
) -> bytes:
    """Write `heading`, `line`, the `sections` (a title and its sentences each) and the timeline's rows."""
    out = BytesIO()
    paper = _Paper(out, fonts, wording, heading)
    paper.write(heading, size=24, ink="ink", serif=True, after=4)
    paper.write(line, size=10.5, ink="quiet", after=18)
    for title, *sentences in sections:
        paper.keep_together(15 * _LEADING * 3)
        paper.write(title.strip(), size=13, ink="ink", serif=True, after=3)
        for sentence in sentences:
            paper.write(sentence.strip(), size=10, ink="ink", after=2)
        paper.skip(12)
    paper.keep_together((HEIGHT + LEGEND_HEIGHT) * _SCALE + 24)
    paper.draw(legend(facts, wording), LEGEND_HEIGHT)
    for shapes in rows(facts, below=below, wording=wording):
        paper.draw(shapes, HEIGHT)
    paper.close()
    return out.getvalue()


class _Paper:
    """Pages filled from top to bottom."""

    def __init__(self, out: BytesIO, fonts: Fonts, wording: Wording, title: str) -> None:
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        for font in (*fonts.text, *fonts.title):
            face = TTFont(font.name, str(font.path))
            face.face.name = font.name.encode()  # a font and its further letters share a name in their files
            registerFont(face)
        self._canvas = Canvas(out, pagesize=(_PAGE_WIDTH, _PAGE_HEIGHT), invariant=1, lang=wording.code)
        self._canvas.setTitle(title)
        self._canvas.setCreator("Duologue")
        self._fonts = fonts
        self._footer = wording.say("footer")
        self._number = 0
        self._y = 0.0
        self._begin()

    def write(self, text: str, *, size: float, ink: Ink, after: float, serif: bool = False) -> None:
        """Write a paragraph in lines of the page's width."""
        for line in self._lines(text, size, serif=serif):
            self.keep_together(size * _LEADING)
            self._y -= size * _LEADING
            self._text(Words(x=_MARGIN, y=0, text=line, ink=ink, size=size, serif=serif), _MARGIN, self._y)
        self._y -= after

    def skip(self, points: float) -> None:
        """Leave room."""
        self._y -= points

    def keep_together(self, points: float) -> None:
        """Begin a page unless so much room is left on this one."""
        if self._y - points < _MARGIN + 14:
            self._canvas.showPage()
            self._begin()

    def draw(self, shapes: Iterable[Shape], height: float) -> None:
        """Draw a picture of the page's width."""
        self.keep_together(height * _SCALE)
        top = self._y
        for shape in shapes:
            match shape:
                case Fill():
                    self._canvas.setFillColor(COLOURS[shape.ink])
                    self._path(shape.points, top, fill=1)
                case Stroke():
                    self._canvas.setStrokeColor(COLOURS[shape.ink])
                    self._canvas.setLineWidth(shape.width * _SCALE)
                    self._path(shape.points, top, fill=0)
                case Words():
                    self._text(shape, _MARGIN + shape.x * _SCALE, top - shape.y * _SCALE, scale=_SCALE)
                case _:
                    assert_never(shape)
        self._y = top - height * _SCALE

    def close(self) -> None:
        """End the last page and the document."""
        self._canvas.showPage()
        self._canvas.save()

    def _begin(self) -> None:
        self._number += 1
        self._y = _PAGE_HEIGHT - _MARGIN
        self._text(Words(x=0, y=0, text=self._footer, size=8), _MARGIN, _MARGIN - 16)
        number = Words(x=0, y=0, text=str(self._number), size=8, anchor="end")
        self._text(number, _PAGE_WIDTH - _MARGIN, _MARGIN - 16)

    def _path(self, points: Sequence[tuple[float, float]], top: float, *, fill: int) -> None:
        path = self._canvas.beginPath()
        first, *rest = ((_MARGIN + x * _SCALE, top - y * _SCALE) for x, y in points)
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
        self._canvas.drawPath(path, stroke=1 - fill, fill=fill)

    def _text(self, words: Words, x: float, y: float, *, scale: float = 1.0) -> None:
        size = words.size * scale
        x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor] * self._width(words, size)
        self._canvas.setFillColor(COLOURS[words.ink])
        for font, text in self._fonts.runs(words.text, serif=words.serif):
            self._canvas.setFont(font.name, size)
            self._canvas.drawString(x, y, text)
            x += self._canvas.stringWidth(text, font.name, size)

    def _width(self, words: Words, size: float) -> float:
        runs = self._fonts.runs(words.text, serif=words.serif)
        return sum((float(self._canvas.stringWidth(text, font.name, size)) for font, text in runs), 0.0)

    def _lines(self, text: str, size: float, *, serif: bool) -> Iterable[str]:
        line = ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            words = Words(x=0, y=0, text=longer, serif=serif)
            if line and self._width(words, size) > _PAGE_WIDTH - 2 * _MARGIN:
                yield line
                line = word
            else:
                line = longer
        yield line
