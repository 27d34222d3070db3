"""The ruled lines of a PDF page, read from its drawing objects."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import Any, NamedTuple

MOST_OBJECTS = 60_000
"""The most drawing objects of one page that are looked at for ruled lines."""
SAMPLES = 24
"""How many characters or texts tell for a whole page."""
SEGMENTS = 4_000
"""The most segments of one path that are looked at."""
_THIN = 3.2  # points: what is thinner is a line, not an area
_SHORT = 3.0  # points: what is shorter is a dot
_HIGH = 80.0  # points: a higher area is not the ground of a row
_DEEPEST = 4  # forms within forms
_MOVE, _LINE = 2, 0  # FPDF_SEGMENT_MOVETO, FPDF_SEGMENT_LINETO


class Rule(NamedTuple):
    """A ruled line at ``at`` (y if ``across``, else x) from ``low`` to ``high`` in the other direction."""

    across: bool
    at: float
    low: float
    high: float


def upright(turn: int, x: float, y: float) -> tuple[float, float]:
    """A point of the page, in PDF coordinates, as it stands when the text reads from left to right.

    The same function leads back.
    """
    if turn == 90:
        return y, x
    if turn == 180:
        return -x, y
    if turn == 270:
        return -y, -x
    return x, -y


class Drawing:
    """The ruled lines and images of a page, read from its objects; ``shades`` are the edges of coloured grounds."""

    def __init__(self, raw: Any, turn: int) -> None:
        self.raw, self.turn = raw, turn
        self.rules: list[Rule] = []
        self.shades: list[Rule] = []
        self.pictures: list[tuple[float, float, float, float]] = []
        self.left = MOST_OBJECTS
        self.sampled = self.shapeless = self.unseen = 0
        self.box = [c_float() for _ in range(4)]
        self.refs = [byref(value) for value in self.box]

    @property
    def cut(self) -> bool:
        return self.left <= 0

    def read(self, page: Any) -> None:
        raw = self.raw
        self._objects(
            (raw.FPDFPage_GetObject(page, i) for i in range(max(0, raw.FPDFPage_CountObjects(page)))), (), 0
        )

    def _objects(self, objects: Iterator[Any], matrices: tuple[Any, ...], depth: int) -> None:
        raw = self.raw
        kind_of, text = raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_TEXT
        for item in objects:
            self.left -= 1
            if self.left <= 0:
                return
            kind = kind_of(item)
            if kind == text:
                if self.sampled < SAMPLES and self.left % 3 == 0:
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
        """Look whether a text has any shape, and whether it is shown at all."""
        self.unseen += self.raw.FPDFTextObj_GetTextRenderMode(item) == self.raw.FPDF_TEXTRENDERMODE_INVISIBLE
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
            self.pictures.append(box)

    def _path(self, item: Any, matrices: tuple[Any, ...]) -> None:
        box = self._bounds(item, matrices)
        if box is None or self._take(*box):
            return
        fill, stroke = c_int(), c_int()
        self.raw.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
        count = self.raw.FPDFPath_CountSegments(item)
        if fill.value and not stroke.value and box[3] - box[1] < _HIGH and box[2] - box[0] > _HIGH / 4:
            self.shades += (Rule(True, box[1], box[0], box[2]), Rule(True, box[3], box[0], box[2]))
        if stroke.value or count > 5:
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
        for i in range(min(count, SEGMENTS)):
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
            for (x0, y0), (x1, y1) in pairwise(part):
                if min(abs(x1 - x0), abs(y1 - y0)) < 1:
                    self._take(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        else:
            xs, ys = [p[0] for p in part], [p[1] for p in part]
            self._take(min(xs), min(ys), max(xs), max(ys))
