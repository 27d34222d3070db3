"""One page of a PDF as pdfium gives it: its visible characters and its ruled lines, both turned upright.

Coordinates are points from the upper left corner of what is visible, y growing downwards, turned so that the text
reads from left to right. Characters go by their baseline: in some fonts digits and Hanzi of one line have tops that
lie points apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from ctypes import PYFUNCTYPE, addressof, byref, c_double, c_float, c_int, c_ushort, c_void_p, cast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from .pdf_drawing import SAMPLES, SEGMENTS, Drawing, Rule, upright

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_CHARACTERS = 60_000
"""The most characters of one page that are read."""


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
        turn = _turn(raw, text, count)
        corners = (*upright(turn, shown[0], shown[1]), *upright(turn, shown[2], shown[3]))
        left, right = sorted(corners[::2])
        top, bottom = sorted(corners[1::2])
        every = _glyphs(raw, text, min(count, MOST_CHARACTERS), turn, (left, top))
        width, height = right - left + 1, bottom - top + 1
        inside = [g for g in every if -1 < (g.x0 + g.x1) / 2 < width and -1 < g.y - 0.3 * g.size < height]
        glyphs = _unclipped(raw, text, inside, turn, (left, top), sure=len(inside) == len(every))
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
    drawn = Drawing(raw, turn)
    drawn.read(page.raw)
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
        hidden=len(every) - len(glyphs),
        cut=count > MOST_CHARACTERS or drawn.cut,
        fontless=drawn.shapeless * 2 > drawn.sampled > 5 and not drawn.unseen,
        layer=bool(drawn.pictures) and drawn.unseen * 2 > drawn.sampled,
    )


def _visible(page: PdfPage) -> tuple[float, float, float, float]:
    """The part of the page that is shown: the crop box within the media box."""
    crop, media = page.get_cropbox(), page.get_mediabox()
    box = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    return box if box[2] - box[0] > 1 and box[3] - box[1] > 1 else media


def _turn(raw: Any, text: Any, count: int) -> int:
    """Which way most of the text reads: 0, 90, 180 or 270 degrees against the page's own axes."""
    votes: Counter[int] = Counter()
    for index in range(0, count, max(1, count // SAMPLES)):
        if raw.FPDFText_GetUnicode(text, index) > 32:
            clockwise = raw.FPDFText_GetCharAngle(text, index)
            votes[-round(clockwise / 1.5707963) % 4 * 90 if clockwise >= 0 else 0] += 1
    return votes.most_common(1)[0][0] if votes else 0


def _glyphs(raw: Any, text: Any, count: int, turn: int, corner: tuple[float, float]) -> list[Glyph]:
    """Every character with ink."""
    x, y, box = c_double(), c_double(), raw.FS_RECTF()
    at_x, at_y, at_box = addressof(x), addressof(y), addressof(box)
    origin = _swift(raw.FPDFText_GetCharOrigin, 4)
    loose = _swift(raw.FPDFText_GetLooseCharBox, 3)
    handle = cast(text, c_void_p).value
    found: list[Glyph] = []
    add, known, (left, top) = found.append, _CHARS, corner
    last = 0.0
    for place, code in enumerate(_codes(raw, text, count)):
        char = known.get(code)
        if char is None:
            char = known[code] = char_of(code)
        if not char or not origin(handle, place, at_x, at_y) or not loose(handle, place, at_box):
            continue
        if turn:
            x0, y0 = upright(turn, box.left, box.bottom)
            x1, y1 = upright(turn, box.right, box.top)
            base = upright(turn, x.value, y.value)[1]
            x0, x1, size = min(x0, x1), max(x0, x1), abs(y1 - y0)
        else:
            x0, x1, base, size = box.left, box.right, -y.value, box.top - box.bottom
        if last and size > 4 * last:
            size = 2 * last
        add(Glyph(char, x0 - left, x1 - left, base - top, size, place))
        if code > 0x2E7F:
            last = size
    return found


def _swift(function: Any, count: int) -> Any:
    """A function of pdfium that takes a handle, a number and addresses: converting those costs more than the call."""
    kinds = (c_void_p, c_int, *((c_void_p,) * (count - 2)))
    return PYFUNCTYPE(c_int, *kinds)(cast(function, c_void_p).value or 0)


def _codes(raw: Any, text: Any, count: int) -> list[int]:
    """The code of every character, all at once where each is one unit of UTF-16 and none is passed over."""
    units = (c_ushort * (count + 1))()
    if count and raw.FPDFText_GetText(text, 0, count, units) == count + 1:
        codes = list(units)[:count]
        if not any(0xD800 <= code < 0xE000 or code > 0xFFFD or not code for code in codes):
            return codes
    return [raw.FPDFText_GetUnicode(text, place) for place in range(count)]


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


def _unclipped(
    raw: Any, text: Any, glyphs: list[Glyph], turn: int, corner: tuple[float, float], *, sure: bool
) -> list[Glyph]:
    """The characters that no clipping path hides.

    Asking costs time, so only the outer lines of a page are asked about unless one of them is hidden or the page's edge
    hides any.
    """
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.y), []).append(glyph)
    order = sorted(rows)
    if sure and all(_is_shown(raw, text, rows[key][0], turn, corner) for key in (*order[:3], *order[-4:])):
        return glyphs
    shown: list[Glyph] = []
    for key in order:
        row = sorted(rows[key], key=lambda glyph: glyph.x0)
        ends = (row[0], row[-1], row[len(row) // 2])
        told = [_is_shown(raw, text, glyph, turn, corner) for glyph in ends]
        if any(told):
            shown += (
                row if all(told) else [glyph for glyph in row if _is_shown(raw, text, glyph, turn, corner)]
            )
    return shown


def _is_shown(raw: Any, text: Any, glyph: Glyph, turn: int, corner: tuple[float, float]) -> bool:
    """Whether the middle of a character lies within each of its clipping paths."""
    owner = raw.FPDFText_GetTextObject(text, glyph.place)
    path = raw.FPDFPageObj_GetClipPath(owner) if owner else None
    count = raw.FPDFClipPath_CountPaths(path) if path else 0
    x, y = upright(turn, (glyph.x0 + glyph.x1) / 2 + corner[0], glyph.middle + corner[1])
    px, py = c_float(), c_float()
    for p in range(max(0, count)):
        size = raw.FPDFClipPath_CountPathSegments(path, p)
        xs, ys = [], []
        for s in range(min(size, SEGMENTS)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, p, s), byref(px), byref(py))
            xs.append(px.value)
            ys.append(py.value)
        if xs and not (min(xs) - 2 < x < max(xs) + 2 and min(ys) - 2 < y < max(ys) + 2):
            return False
    return True


def _within(rule: Rule, left: float, right: float, top: float, bottom: float) -> bool:
    across, at, low, high = rule
    if across:
        return top - 2 < at < bottom + 2 and high > left and low < right
    return left - 2 < at < right + 2 and high > top and low < bottom


def _moved(rule: Rule, left: float, top: float) -> Rule:
    across, at, low, high = rule
    first, second = (top, left) if across else (left, top)
    return Rule(across, at - first, low - second, high - second)
