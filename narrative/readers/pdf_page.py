"""One page of a PDF as pdfium gives it: its visible characters and its ruled lines, both turned upright.

Coordinates are points from the upper left corner of what is visible, y growing downwards, turned so that the text
reads from left to right. Characters go by their baseline: in some fonts digits and Hanzi of one line have tops that
lie points apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from ctypes import c_ushort
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .pdf_calls import Floats, call, handle
from .pdf_clips import unclipped
from .pdf_drawing import SAMPLES, Drawing, Rule, upright

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_CHARACTERS = 60_000
"""The most characters of one page that are read."""
_QUARTER = 1.5707963  # radians
_ASLANT = 0.06  # quarters of a turn that text may lean and still be set level
_LARGER = 1.5  # how much larger than most the characters of a lone watermark are


class Glyph(NamedTuple):
    """A visible character: its advance from ``x0`` to ``x1``, baseline ``y``, height ``size``, pdfium's number."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    place: int

    @property
    def middle(self) -> float:
        """Half of the height of a digit above the baseline."""
        return self.y - 0.3 * self.size


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page. ``turn`` is the direction of its text in degrees; ``hidden`` characters were left out."""

    number: int
    width: float
    height: float
    turn: int
    glyphs: list[Glyph]
    rules: list[Rule]
    pictures: tuple[tuple[float, float, float, float], ...]
    """The large pictures on it: left, top, right, bottom."""
    shades: list[Rule] = field(default_factory=list)
    """The upper and lower edges of the grounds of rows."""
    hidden: int = 0
    cut: bool = False
    """Whether the page has more characters or objects than are read."""
    fontless: bool = False
    """Whether characters have no shape for want of a font: pdfium passes some of them over."""
    layer: bool = False
    """Whether the characters are not shown: another program has recognised them in the picture that is."""
    sureness: Mapping[int, float] = field(default_factory=dict)
    """Of characters that were recognised in pictures, by their numbers, how sure they are, 0 to 1."""


def page_content(page: PdfPage, number: int) -> PageContent:
    """The characters and rules of a page; ``number`` counts from 1."""
    from pypdfium2 import raw

    shown = _visible(page)
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        count = max(0, raw.FPDFText_CountChars(text)) if text else 0
        turn = _turn(handle(text), count)
        corners = (*upright(turn, shown[0], shown[1]), *upright(turn, shown[2], shown[3]))
        left, right = sorted(corners[::2])
        top, bottom = sorted(corners[1::2])
        codes = _codes(raw, text, min(count, MOST_CHARACTERS))
        inside, outside = _glyphs(handle(text), codes, turn, (left, top, right, bottom))
        glyphs = unclipped(handle(text), inside, turn, (left, top), sure=not outside)
        glyphs = _level(handle(text), glyphs)
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
    drawn = Drawing(turn)
    drawn.read(handle(page.raw))
    rules, shades = (
        [_moved(rule, left, top) for rule in some if _within(rule, left, right, top, bottom)]
        for some in (drawn.rules, drawn.shades)
    )
    return PageContent(
        number=number,
        width=right - left,
        height=bottom - top,
        turn=turn,
        glyphs=glyphs,
        rules=rules,
        shades=shades,
        pictures=tuple((x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in drawn.pictures),
        hidden=len(inside) + outside - len(glyphs),
        cut=count > MOST_CHARACTERS or drawn.cut,
        fontless=drawn.shapeless * 2 > drawn.sampled > 5 and not drawn.unseen,
        layer=bool(drawn.pictures) and drawn.unseen * 2 > drawn.sampled,
    )


def _visible(page: PdfPage) -> tuple[float, float, float, float]:
    """The part of the page that is shown: the crop box within the media box."""
    crop, media = page.get_cropbox(), page.get_mediabox()
    box = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    return box if box[2] - box[0] > 1 and box[3] - box[1] > 1 else media


def _turn(text: int, count: int) -> int:
    """Which way most of the text reads: 0, 90, 180 or 270 degrees against the page's own axes."""
    code_of = call("FPDFText_GetUnicode", "number", "handle", "number")
    angle_of = call("FPDFText_GetCharAngle", "real", "handle", "number")
    votes: Counter[int] = Counter()
    for index in range(0, count, max(1, count // SAMPLES)):
        if code_of(text, index) > 32:
            clockwise = angle_of(text, index)
            votes[-round(clockwise / _QUARTER) % 4 * 90 if clockwise >= 0 else 0] += 1
    return votes.most_common(1)[0][0] if votes else 0


def _level(text: int, glyphs: list[Glyph]) -> list[Glyph]:
    """The characters without those of a watermark set aslant: larger ones are looked at, all if a sample is aslant."""
    if not glyphs:
        return glyphs
    angle_of = call("FPDFText_GetCharAngle", "real", "handle", "number")

    def aslant(glyph: Glyph) -> bool:
        turns: float = angle_of(text, glyph.place) / _QUARTER
        return abs(turns - round(turns)) > _ASLANT

    usual = _LARGER * sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
    if any(map(aslant, glyphs[:: max(1, len(glyphs) // SAMPLES)])):
        usual = 0.0
    away = {glyph.place for glyph in glyphs if glyph.size > usual and aslant(glyph)}
    return [glyph for glyph in glyphs if glyph.place not in away] if away else glyphs


def _glyphs(
    text: int, codes: Sequence[int], turn: int, shown: tuple[float, float, float, float]
) -> tuple[list[Glyph], int]:
    """Every character with ink that stands on the part of the page that is shown, and how many stand beside it."""
    left, top, right, bottom = shown
    width, height = right - left + 1, bottom - top + 1
    origin_of = call("FPDFText_GetCharOrigin", "number", "handle", "number", "handle", "handle")
    box_of = call("FPDFText_GetLooseCharBox", "number", "handle", "number", "handle")
    origin, box = Floats(2, double=True), Floats(4)
    points, sides, at_box, (at_x, at_y) = origin.values, box.values, box.places[0], origin.places
    found: list[Glyph] = []
    add, known, made, outside, last = found.append, _CHARS, partial(tuple.__new__, Glyph), 0, 0.0
    for place, code in enumerate(codes):
        char = known.get(code)
        if char is None:
            char = known[code] = char_of(code)
        if not char or not origin_of(text, place, at_x, at_y) or not box_of(text, place, at_box):
            continue
        x0, high, x1, low = sides
        if turn:
            x0, y0 = upright(turn, x0, low)
            x1, y1 = upright(turn, x1, high)
            base = upright(turn, points[0], points[1])[1] - top
            x0, x1, size = min(x0, x1), max(x0, x1), abs(y1 - y0)
        else:
            base, size = -points[1] - top, high - low
        if last and size > 4 * last:
            size = 2 * last
        if code > 0x2E7F:
            last = size
        x0 -= left
        x1 -= left
        if -1 < (x0 + x1) / 2 < width and -1 < base - 0.3 * size < height:
            add(made((char, x0, x1, base, size, place)))
        else:
            outside += 1
    return found, outside


def _codes(raw: Any, text: Any, count: int) -> list[int]:
    """The code of every character, all at once where each is one unit of UTF-16 and none is passed over."""
    units = (c_ushort * (count + 1))()
    if count and raw.FPDFText_GetText(text, 0, count, units) == count + 1:
        codes = list(units)[:count]
        if min(codes) > 0 and (max(codes) < 0xD800 or not any(map(_ODD.__contains__, codes))):
            return codes
    return [raw.FPDFText_GetUnicode(text, place) for place in range(count)]


_ODD = frozenset((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
_BLANK = frozenset((0x7F, 0xA0, 0xAD, 0x2060, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x2000, 0x200E)))


_CHARS: dict[int, str] = {}


def char_of(code: int) -> str:
    """The character, empty if it is blank.

    2 is pdfium's mark for a hyphen at a line's end; radicals are written as the Hanzi they show.
    """
    if code == 2:
        return "-"
    if code <= 32 or code in _BLANK:
        return ""
    return RADICALS.get(code) or (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")


def _radicals() -> dict[int, str]:
    from unicodedata import normalize

    found = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    short, usual = (
        "⻆⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻩⻬⻮⻰⻳⺠⻅⻉⻁⻄⺟",
        "角车长门青页风飞食马鱼黄齐齿龙龟民见贝虎西母",
    )
    return found | {ord(key): value for key, value in zip(short, usual, strict=True)}


RADICALS = _radicals()


def _within(rule: Rule, left: float, right: float, top: float, bottom: float) -> bool:
    across, at, low, high = rule
    if across:
        return top - 2 < at < bottom + 2 and high > left and low < right
    return left - 2 < at < right + 2 and high > top and low < bottom


def _moved(rule: Rule, left: float, top: float) -> Rule:
    across, at, low, high = rule
    first, second = (top, left) if across else (left, top)
    return Rule(across, at - first, low - second, high - second)
