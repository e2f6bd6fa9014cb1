"""The timeline as a PNG, twice as many px as the picture has, so that it stays sharp on any screen."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, assert_never

from server.analysis.wording import Wording
from server.exports.facts import Facts
from server.exports.fonts import Fonts
from server.exports.picture import HEIGHT, LEGEND_HEIGHT, WIDTH, legend, rows
from server.exports.shapes import COLOURS, Fill, Shape, Stroke, Words

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SCALE = 2
_FINER = 2
"""Shapes are drawn this much larger again and averaged down, for smooth edges."""
_HEAD = 64.0
_FOOT = 12.0


def png(facts: Facts, fonts: Fonts, wording: Wording, *, heading: str, line: str, below: int) -> bytes:
    """Draw all rows below each other under `heading` and one `line` about the conversation."""
    from PIL import Image

    drawn = list(rows(facts, below=below, wording=wording))
    height = _HEAD + HEIGHT * len(drawn) + LEGEND_HEIGHT + _FOOT
    picture = Image.new("RGB", (round(WIDTH * SCALE), round(height * SCALE)), COLOURS["paper"])
    head: list[Shape] = [
        Words(x=8, y=28, text=heading, ink="ink", size=24, serif=True),
        Words(x=8, y=50, text=line, size=13),
    ]
    picture.paste(_strip(head, _HEAD, fonts), (0, 0))
    for number, shapes in enumerate(drawn):
        picture.paste(_strip(shapes, HEIGHT, fonts), (0, round((_HEAD + number * HEIGHT) * SCALE)))
    foot = round((_HEAD + HEIGHT * len(drawn)) * SCALE)
    picture.paste(_strip(legend(facts, wording), LEGEND_HEIGHT, fonts), (0, foot))
    out = BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def _strip(shapes: Iterable[Shape], height: float, fonts: Fonts) -> Image:
    """Draw one strip of the picture's width."""
    from PIL import Image, ImageDraw

    scale = SCALE * _FINER
    strip = Image.new("RGB", (round(WIDTH * scale), round(height * scale)), COLOURS["paper"])
    to = ImageDraw.Draw(strip)
    for shape in shapes:
        match shape:
            case Fill():
                to.polygon([(x * scale, y * scale) for x, y in shape.points], fill=COLOURS[shape.ink])
            case Stroke():
                points = [(x * scale, y * scale) for x, y in shape.points]
                to.line(points, fill=COLOURS[shape.ink], width=round(shape.width * scale), joint="curve")
            case Words():
                _write(to, shape, scale, fonts)
            case _:
                assert_never(shape)
    return strip.reduce(_FINER)


def _write(to: ImageDraw, words: Words, scale: int, fonts: Fonts) -> None:
    from PIL import ImageFont

    runs = [
        (ImageFont.truetype(font.path, words.size * scale, layout_engine=ImageFont.Layout.BASIC), text)
        for font, text in fonts.runs(words.text, serif=words.serif)
    ]
    width = sum(face.getlength(text) for face, text in runs)
    x = words.x * scale - {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor] * width
    for face, text in runs:
        to.text((x, words.y * scale), text, fill=COLOURS[words.ink], font=face, anchor="ls")
        x += face.getlength(text)
