"""Drawn pictures: a poster of words, and the icon for home screens.

Pillow draws them with Lato, which MkDocs brings in its second theme: Latin, Greek and Cyrillic.
Letters that it lacks are written in Latin. A poster's pixels are levels between the colours of
the paper and of the ink, so it has 16 colours and some 16 kB. Nothing of the system has a say in
it: the same words give the same bytes.
"""

from __future__ import annotations

import functools
import importlib.util
import io
from bisect import bisect_left
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii
from PIL import Image, ImageDraw, ImageFont

from generator.model.problems import BrokenEnvironment

SIZE = (1200, 630)
"""Pixels of a poster; readers of Open Graph show this shape whole."""
ICON_SIZE = 180
_MARGIN, _STRIPE = 84, 26
_TITLE, _TEXT, _FOOT = 76, 36, 30
"""Heights of letters in pixels."""
_MOST_OF_TITLE, _MOST_LINES = 3, 5
"""Lines of a title, and of a title and a text, at most."""

Colour = tuple[int, int, int]
BRAND: Colour = (122, 46, 31)
_PAPER: Colour = (250, 247, 241)
_INK: Colour = (42, 36, 32)
_LEVELS = 15
"""Colours from the paper's to the ink's; the stripe has one more."""
_EFFORT = 5
"""Of compression: a poster is a fiftieth larger than with 6, in three quarters of the time."""
_SHAPES = ((1, (7, 5, 17, 19)), (0, (9, 7, 15, 16)), (1, (10.5, 8.5, 13.5, 10)),
           (1, (10.5, 11.5, 13.5, 13)))  # fmt: skip
"""The boxes of `favicon.svg` on its 24 units, each in the paper's colour (1) or the brand's."""


class Poster(NamedTuple):
    """What a picture says, in plain text."""

    title: str
    text: str
    foot: str
    """One line at the bottom."""
    stripe: Colour


def poster(said: Poster) -> bytes:
    """The words as a PNG; what has no room ends in an ellipsis.

    Raises:
        BrokenEnvironment: MkDocs is not installed, or without its fonts.
    """
    image = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(image)
    title = _lines(said.title, _font(True, _TITLE), _MOST_OF_TITLE)
    text = _lines(said.text, _font(False, _TEXT), min(3, _MOST_LINES - len(title)))
    top = float(_MARGIN)
    for lines, bold, size in ((title, True, _TITLE), (text, False, _TEXT)):
        for line in lines:
            draw.text((_MARGIN, top), line, 255, _font(bold, size))
            top += size * 1.25
        top += _FOOT
    font = _font(False, _FOOT)
    for line in _lines(said.foot, font, 1):
        draw.text((_MARGIN, SIZE[1] - _MARGIN), line, 255, font, anchor="ls")
    levels = image.point([level * _LEVELS // 256 for level in range(256)])
    ImageDraw.Draw(levels).rectangle((0, 0, _STRIPE - 1, SIZE[1]), _LEVELS)
    levels.putpalette([*_between(_PAPER, _INK, _LEVELS), *said.stripe])
    return _png(levels, bits=4)


def touch_icon() -> bytes:
    """The site's icon as a PNG, without round corners: systems cut them themselves."""
    image = Image.new("P", (ICON_SIZE, ICON_SIZE), 0)
    draw = ImageDraw.Draw(image)
    for shade, box in _SHAPES:
        left, top, right, bottom = (round(value * ICON_SIZE / 24) for value in box)
        draw.rectangle((left, top, right - 1, bottom - 1), shade)
    image.putpalette([*BRAND, *_PAPER])
    return _png(image, bits=1)


def _png(image: Image.Image, bits: int) -> bytes:
    room = io.BytesIO()
    image.save(room, "PNG", bits=bits, compress_level=_EFFORT)
    return room.getvalue()


def _between(first: Colour, last: Colour, steps: int) -> list[int]:
    """The channels of so many colours from the first to the last."""
    return [
        round(a + (b - a) * step / (steps - 1))
        for step in range(steps)
        for a, b in zip(first, last, strict=True)
    ]


def _lines(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    width = SIZE[0] - 2 * _MARGIN
    lines: list[str] = []
    # No more has room, and a hostile text may be long.
    for word in _drawable(text[:400], font).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_cut(line, font, width) for line in lines]


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    too_long = bisect_left(
        range(len(line)), True, key=lambda end: font.getlength(f"{line[:end]}…") > width
    )
    return f"{line[: too_long - 1].rstrip(' …')}…"


def _drawable(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text with Latin letters for those that the font lacks."""
    return "".join(sign if _has(font, sign) else anyascii(sign) for sign in text)


@functools.lru_cache(maxsize=1 << 12)
def _has(font: ImageFont.FreeTypeFont, sign: str) -> bool:
    found, missing = font.getmask(sign), font.getmask("\uffff")
    return sign.isspace() or (found.size, bytes(found)) != (missing.size, bytes(missing))


@functools.cache
def _font(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    spec = importlib.util.find_spec("mkdocs")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        fonts = Path(place) / "themes" / "readthedocs" / "css" / "fonts"
        file = fonts / f"lato-{'bold' if bold else 'normal'}.woff"
        if file.is_file():
            # Not Raqm, which not every system has and which places letters otherwise.
            return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
    raise BrokenEnvironment("the font of the pictures is not installed: run `make site`")
