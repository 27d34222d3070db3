"""A font made for synthetic reports and tests: every character is a box, Hanzi one em wide, ASCII half of one."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "GoujiBoxes"


def _glyph(width: int, height: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((40, 0))
    pen.lineTo((40, height))
    pen.lineTo((width - 40, height))
    pen.lineTo((width - 40, 0))
    pen.closePath()
    return pen.glyph()


def font_for(text: str) -> str:
    """The name of a font, registered once, that has all characters of the text."""
    name = f"{NAME}{sha256(text.encode()).hexdigest()[:8]}"
    if name in pdfmetrics.getRegisteredFontNames():
        return name
    codes = sorted({ord(char) for char in text} | set(range(32, 127)))
    names = [".notdef", *(f"u{code:05X}" for code in codes)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(codes, names[1:], strict=True)))
    wide, narrow, blank = _glyph(1000, 800), _glyph(500, 700), TTGlyphPen(None).glyph()
    shapes = [narrow, *(blank if code == 32 else narrow if code < 127 else wide for code in codes)]
    builder.setupGlyf(dict(zip(names, shapes, strict=True)))
    widths = [500, *(500 if code < 127 else 1000 for code in codes)]
    builder.setupHorizontalMetrics({name: (width, 40) for name, width in zip(names, widths, strict=True)})
    builder.setupHorizontalHeader(ascent=860, descent=-140)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=860, sTypoDescender=-140, usWinAscent=860, usWinDescent=140)
    builder.setupPost()
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0
    buffer = BytesIO()
    builder.save(buffer)
    buffer.seek(0)
    pdfmetrics.registerFont(TTFont(name, buffer))
    return name
