"""One page of a PDF as pdfium gives it: its visible characters and its ruled lines, both turned upright.

Coordinates are points with y growing downwards from an origin that is the page's own, mirrored or turned so that the text
reads from left to right; :func:`upright` and :func:`original` say how. Characters go by their baseline: in some fonts
digits and Hanzi of one line have tops that lie points apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_CHARACTERS = 60_000
"""The most characters of one page that are read."""
MOST_OBJECTS = 60_000
"""The most drawing objects of one page that are looked at for ruled lines."""
_THIN = 3.2  # points: what is thinner is a line, not an area
_SHORT = 3.0  # points: what is shorter is a dot
_DEEPEST = 4  # forms within forms
_SEGMENTS = 4_000  # of one path
_SAMPLES = 24  # characters that tell which way a page reads
_MOVE, _LINE = 2, 0  # FPDF_SEGMENT_MOVETO, FPDF_SEGMENT_LINETO


class Glyph(NamedTuple):
    """A visible character: its advance from ``x0`` to ``x1``, baseline ``y``, height ``size``, index in pdfium's page."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    index: int

    @property
    def middle(self) -> float:
        """Half of the height of a digit above the baseline."""
        return self.y - 0.3 * self.size


class Rule(NamedTuple):
    """A ruled line at ``at`` (y if ``across``, else x) from ``low`` to ``high`` in the other direction."""

    across: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page. ``turn`` is the direction of its text in degrees; ``hidden`` characters were left out."""

    number: int
    width: float
    height: float
    turn: int
    glyphs: list[Glyph]
    rules: list[Rule]
    images: int
    hidden: int = 0
    cut: bool = False
    """Whether the page has more characters or objects than are read."""
    fontless: bool = False
    """Whether characters have no shape for want of a font: pdfium passes some of them over."""


def upright(turn: int, x: float, y: float) -> tuple[float, float]:
    """A point of the page, in PDF coordinates, as it stands when the text reads from left to right."""
    if turn == 90:
        return y, x
    if turn == 180:
        return -x, y
    if turn == 270:
        return -y, -x
    return x, -y


def original(turn: int, x: float, y: float) -> tuple[float, float]:
    """The point of the page, in PDF coordinates, of an upright one."""
    if turn == 90:
        return y, x
    if turn == 180:
        return -x, y
    if turn == 270:
        return -y, -x
    return x, -y


def page_content(page: PdfPage, number: int) -> PageContent:
    """The characters and rules of a page; ``number`` counts from 1."""
    from pypdfium2 import raw

    box = _visible(page)
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        count = max(0, raw.FPDFText_CountChars(text)) if text else 0
        turn = _turn(raw, text, count)
        every = _glyphs(raw, text, min(count, MOST_CHARACTERS), turn)
        corners = (*upright(turn, box[0], box[1]), *upright(turn, box[2], box[3]))
        left, right = sorted(corners[::2])
        top, bottom = sorted(corners[1::2])
        inside = [g for g in every if left - 1 < (g.x0 + g.x1) / 2 < right + 1 and top - 1 < g.middle < bottom + 1]
        shown = _unclipped(raw, text, inside, turn, sure=len(inside) == len(every))
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
    drawn = _Drawing(raw, turn)
    drawn.read(page.raw)
    rules = [rule for rule in drawn.rules if _within(rule, left, right, top, bottom)]
    return PageContent(
        number=number,
        width=right - left,
        height=bottom - top,
        turn=turn,
        glyphs=_moved(shown, left, top),
        rules=[_moved_rule(rule, left, top) for rule in rules],
        images=drawn.images,
        hidden=len(every) - len(shown),
        cut=count > MOST_CHARACTERS or drawn.cut,
        fontless=drawn.shapeless * 2 > drawn.sampled > 5,
    )


def _visible(page: PdfPage) -> tuple[float, float, float, float]:
    """The part of the page that is shown: the crop box within the media box."""
    crop, media = page.get_cropbox(), page.get_mediabox()
    box = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    return box if box[2] - box[0] > 1 and box[3] - box[1] > 1 else media


def _turn(raw: Any, text: Any, count: int) -> int:
    """Which way most of the text reads: 0, 90, 180 or 270 degrees against the page's own axes."""
    votes: Counter[int] = Counter()
    for index in range(0, count, max(1, count // _SAMPLES)):
        if raw.FPDFText_GetUnicode(text, index) > 32:
            clockwise = raw.FPDFText_GetCharAngle(text, index)
            votes[-round(clockwise / 1.5707963) % 4 * 90 if clockwise >= 0 else 0] += 1
    return votes.most_common(1)[0][0] if votes else 0


def _glyphs(raw: Any, text: Any, count: int, turn: int) -> list[Glyph]:
    """Every character with ink."""
    x, y, box = c_double(), c_double(), raw.FS_RECTF()
    at_x, at_y, at_box = byref(x), byref(y), byref(box)
    unicode, origin, loose = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    found: list[Glyph] = []
    last = 0.0
    for index in range(count):
        code = unicode(text, index)
        if code <= 32 and code != 2 or code in _BLANK:
            continue
        if not origin(text, index, at_x, at_y) or not loose(text, index, at_box):
            continue
        if turn:
            x0, y0 = upright(turn, box.left, box.bottom)
            x1, y1 = upright(turn, box.right, box.top)
            base = upright(turn, x.value, y.value)[1]
            x0, x1, size = min(x0, x1), max(x0, x1), abs(y1 - y0)
        else:
            x0, x1, base, size = box.left, box.right, -y.value, box.top - box.bottom
        found.append(Glyph(_char(code), x0, x1, base, min(size, 2 * last) if last and size > 4 * last else size, index))
        last = size if code > 0x2E7F else last
    return found


_BLANK = frozenset((0x7F, 0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x2000, 0x200B)))


def _char(code: int) -> str:
    """The character; 2 is pdfium's mark for a hyphen at a line's end, radicals are written as the Hanzi they show."""
    if code == 2:
        return "-"
    return RADICALS.get(code) or (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")


def _radicals() -> dict[int, str]:
    from unicodedata import normalize

    found = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    extra = dict(zip("⻆⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻩⻬⻮⻰⻳⺠⻅⻉⻁⻄⺟", "角车长门青页风飞食马鱼黄齐齿龙龟民见贝虎西母", strict=True))
    return found | {ord(key): value for key, value in extra.items()}


RADICALS = _radicals()


def _unclipped(raw: Any, text: Any, glyphs: list[Glyph], turn: int, *, sure: bool) -> list[Glyph]:
    """The characters that no clipping path hides.

    Asking costs time, so only the outer lines of a page are asked about, unless one of them or the page's edge hides some.
    """
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.y), []).append(glyph)
    order = sorted(rows)
    if sure and all(_is_shown(raw, text, rows[key][0], turn) for key in (*order[:3], *order[-4:])):
        return glyphs
    shown: list[Glyph] = []
    for key in order:
        row = sorted(rows[key], key=lambda glyph: glyph.x0)
        ends = (row[0], row[-1], row[len(row) // 2])
        told = [_is_shown(raw, text, glyph, turn) for glyph in ends]
        if any(told):
            shown += row if all(told) else [glyph for glyph in row if _is_shown(raw, text, glyph, turn)]
    return shown


def _is_shown(raw: Any, text: Any, glyph: Glyph, turn: int) -> bool:
    """Whether the middle of a character lies within each of its clipping paths."""
    owner = raw.FPDFText_GetTextObject(text, glyph.index)
    path = raw.FPDFPageObj_GetClipPath(owner) if owner else None
    count = raw.FPDFClipPath_CountPaths(path) if path else 0
    x, y = original(turn, (glyph.x0 + glyph.x1) / 2, glyph.middle)
    px, py = c_float(), c_float()
    for p in range(max(0, count)):
        size = raw.FPDFClipPath_CountPathSegments(path, p)
        xs, ys = [], []
        for s in range(min(size, _SEGMENTS)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, p, s), byref(px), byref(py))
            xs.append(px.value)
            ys.append(py.value)
        if xs and not (min(xs) - 2 < x < max(xs) + 2 and min(ys) - 2 < y < max(ys) + 2):
            return False
    return True


class _Drawing:
    """The ruled lines and images of a page, read from its objects."""

    def __init__(self, raw: Any, turn: int) -> None:
        self.raw, self.turn = raw, turn
        self.rules: list[Rule] = []
        self.images = 0
        self.left = MOST_OBJECTS
        self.sampled = self.shapeless = 0
        self.box = [c_float() for _ in range(4)]
        self.refs = [byref(value) for value in self.box]

    @property
    def cut(self) -> bool:
        return self.left <= 0

    def read(self, page: Any) -> None:
        raw = self.raw
        self._objects((raw.FPDFPage_GetObject(page, i) for i in range(max(0, raw.FPDFPage_CountObjects(page)))), (), 0)

    def _objects(self, objects: Iterator[Any], matrices: tuple[Any, ...], depth: int) -> None:
        raw = self.raw
        kind_of, text = raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_TEXT
        for item in objects:
            self.left -= 1
            if self.left <= 0:
                return
            kind = kind_of(item)
            if kind == text:
                if self.sampled < _SAMPLES and self.left % 3 == 0:
                    self._sample(item)
                continue
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, matrices)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._image(item, matrices)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                matrix = raw.FS_MATRIX()
                if raw.FPDFPageObj_GetMatrix(item, byref(matrix)):
                    count = max(0, raw.FPDFFormObj_CountObjects(item))
                    inner = (raw.FPDFFormObj_GetObject(item, i) for i in range(count))
                    self._objects(inner, (matrix, *matrices), depth + 1)

    def _sample(self, item: Any) -> None:
        """Look whether a text has any shape."""
        if self.raw.FPDFPageObj_GetBounds(item, *self.refs):
            left, bottom, right, top = (value.value for value in self.box)
            self.sampled += 1
            self.shapeless += right - left < 0.01 or top - bottom < 0.01

    def _bounds(self, item: Any, matrices: tuple[Any, ...]) -> tuple[float, float, float, float] | None:
        if not self.raw.FPDFPageObj_GetBounds(item, *self.refs):
            return None
        left, bottom, right, top = (value.value for value in self.box)
        a, b = self._point(left, bottom, matrices), self._point(right, top, matrices)
        return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])

    def _point(self, x: float, y: float, matrices: tuple[Any, ...]) -> tuple[float, float]:
        for m in matrices:
            x, y = m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f
        return upright(self.turn, x, y)

    def _image(self, item: Any, matrices: tuple[Any, ...]) -> None:
        box = self._bounds(item, matrices)
        if box is not None and not self._take(*box) and box[2] - box[0] > 150 and box[3] - box[1] > 150:
            self.images += 1

    def _path(self, item: Any, matrices: tuple[Any, ...]) -> None:
        box = self._bounds(item, matrices)
        if box is None or self._take(*box):
            return
        fill, stroke = c_int(), c_int()
        self.raw.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
        count = self.raw.FPDFPath_CountSegments(item)
        if stroke.value or 5 < count:
            self._segments(item, matrices, count, stroked=bool(stroke.value))

    def _take(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Take what is thin as a rule; True if it is, or nothing at all."""
        wide, high = x1 - x0, y1 - y0
        if high <= _THIN:
            if wide > _SHORT:
                self.rules.append(Rule(True, (y0 + y1) / 2, x0, x1))
            return True
        if wide <= _THIN:
            self.rules.append(Rule(False, (x0 + x1) / 2, y0, y1))
            return True
        return False

    def _segments(self, item: Any, matrices: tuple[Any, ...], count: int, *, stroked: bool) -> None:
        """The rules among the parts of a path: its straight lines if stroked, its thin areas if only filled."""
        raw = self.raw
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, byref(own))
        x, y = c_float(), c_float()
        part: list[tuple[float, float]] = []
        for i in range(min(count, _SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(item, i)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            if kind == _MOVE:
                self._part(part, stroked)
                part = []
            part.append(self._point(x.value, y.value, (own, *matrices)))
            if stroked and kind != _MOVE and kind != _LINE:
                part = part[-1:]
            if raw.FPDFPathSegment_GetClose(segment) and part:
                part.append(part[0])
        self._part(part, stroked)

    def _part(self, part: list[tuple[float, float]], stroked: bool) -> None:
        if len(part) < 2:
            return
        if stroked:
            for (x0, y0), (x1, y1) in zip(part, part[1:], strict=False):
                if min(abs(x1 - x0), abs(y1 - y0)) < 1:
                    self._take(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        else:
            xs, ys = [p[0] for p in part], [p[1] for p in part]
            self._take(min(xs), min(ys), max(xs), max(ys))


def _within(rule: Rule, left: float, right: float, top: float, bottom: float) -> bool:
    across, at, low, high = rule
    if across:
        return top - 2 < at < bottom + 2 and high > left and low < right
    return left - 2 < at < right + 2 and high > top and low < bottom


def _moved(glyphs: list[Glyph], left: float, top: float) -> list[Glyph]:
    """The characters measured from the upper left corner of what is visible."""
    return [Glyph(char, x0 - left, x1 - left, y - top, size, index) for char, x0, x1, y, size, index in glyphs]


def _moved_rule(rule: Rule, left: float, top: float) -> Rule:
    across, at, low, high = rule
    first, second = (top, left) if across else (left, top)
    return Rule(across, at - first, low - second, high - second)
