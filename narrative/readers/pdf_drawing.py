"""The ruled lines of a PDF page, read from its drawing objects."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import Any, NamedTuple

from .pdf_calls import Floats, call

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
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_…
_INVISIBLE = 3  # FPDF_TEXTRENDERMODE_INVISIBLE


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


Matrix = tuple[float, ...]


class Drawing:
    """The ruled lines and images of a page, read from its objects; ``shades`` are the edges of coloured grounds."""

    def __init__(self, turn: int) -> None:
        self.turn = turn
        self.rules: list[Rule] = []
        self.shades: list[Rule] = []
        self.pictures: list[tuple[float, float, float, float]] = []
        self.left = MOST_OBJECTS
        self.sampled = self.shapeless = self.unseen = 0
        self._box = Floats(4)
        self._bounds_of = call("FPDFPageObj_GetBounds", "number", *("handle",) * 5)

    @property
    def cut(self) -> bool:
        return self.left <= 0

    def read(self, page: int) -> None:
        """Read the objects of a page, given by its handle."""
        count = call("FPDFPage_CountObjects", "number", "handle")(page)
        self._objects(call("FPDFPage_GetObject", "handle", "handle", "number"), page, count, (), 0)

    def _objects(
        self, object_of: Any, owner: int, count: int, matrices: tuple[Matrix, ...], depth: int
    ) -> None:
        kind_of = call("FPDFPageObj_GetType", "number", "handle")
        for i in range(count):
            self.left -= 1
            if self.left <= 0:
                return
            item = object_of(owner, i)
            kind = kind_of(item)
            if kind == _TEXT:
                if self.sampled < SAMPLES and self.left % 3 == 0:
                    self._sample(item)
            elif kind == _PATH:
                self._path(item, matrices)
            elif kind == _IMAGE:
                self._image(item, matrices)
            elif kind == _FORM and depth < _DEEPEST:
                matrix = _matrix(item)
                if matrix is not None:
                    inner = call("FPDFFormObj_CountObjects", "number", "handle")(item)
                    inner_of = call("FPDFFormObj_GetObject", "handle", "handle", "number")
                    self._objects(inner_of, item, inner, (matrix, *matrices), depth + 1)

    def _sample(self, item: int) -> None:
        """Look whether a text has any shape, and whether it is shown at all."""
        self.unseen += call("FPDFTextObj_GetTextRenderMode", "number", "handle")(item) == _INVISIBLE
        if self._bounds_of(item, *self._box.places):
            left, bottom, right, top = self._box.values
            self.sampled += 1
            self.shapeless += right - left < 0.01 or top - bottom < 0.01

    def _bounds(self, item: int, matrices: tuple[Matrix, ...]) -> tuple[float, float, float, float] | None:
        if not self._bounds_of(item, *self._box.places):
            return None
        left, bottom, right, top = self._box.values
        if not matrices and not self.turn:
            return left, -top, right, -bottom
        (x0, y0), (x1, y1) = self._point(left, bottom, matrices), self._point(right, top, matrices)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _point(self, x: float, y: float, matrices: tuple[Matrix, ...]) -> tuple[float, float]:
        for a, b, c, d, e, f in matrices:
            x, y = a * x + c * y + e, b * x + d * y + f
        return upright(self.turn, x, y)

    def _image(self, item: int, matrices: tuple[Matrix, ...]) -> None:
        box = self._bounds(item, matrices)
        if box is not None and not self._take(*box) and box[2] - box[0] > 150 and box[3] - box[1] > 150:
            self.pictures.append(box)

    def _path(self, item: int, matrices: tuple[Matrix, ...]) -> None:
        box = self._bounds(item, matrices)
        if box is None or self._take(*box):
            return
        modes = array("i", (0, 0))
        fill, stroke = (modes.buffer_info()[0] + i * modes.itemsize for i in range(2))
        call("FPDFPath_GetDrawMode", "number", "handle", "handle", "handle")(item, fill, stroke)
        filled, stroked = modes
        count = call("FPDFPath_CountSegments", "number", "handle")(item)
        if filled and not stroked and box[3] - box[1] < _HIGH and box[2] - box[0] > _HIGH / 4:
            self.shades += (Rule(True, box[1], box[0], box[2]), Rule(True, box[3], box[0], box[2]))
        if stroked or count > 5:
            self._segments(item, matrices, count, stroked=bool(stroked))

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

    def _segments(self, item: int, matrices: tuple[Matrix, ...], count: int, *, stroked: bool) -> None:
        """The rules among the parts of a path: its straight lines if stroked, its thin areas if only filled."""
        segment_of = call("FPDFPath_GetPathSegment", "handle", "handle", "number")
        kind_of = call("FPDFPathSegment_GetType", "number", "handle")
        point_of = call("FPDFPathSegment_GetPoint", "number", "handle", "handle", "handle")
        closes = call("FPDFPathSegment_GetClose", "number", "handle")
        point, every = Floats(2), (_matrix(item) or (0.0,) * 6, *matrices)
        part: list[tuple[float, float]] = []
        for i in range(min(count, SEGMENTS)):
            segment = segment_of(item, i)
            kind = kind_of(segment)
            point_of(segment, *point.places)
            if kind == _MOVE:
                self._part(part, stroked)
                part = []
            part.append(self._point(point.values[0], point.values[1], every))
            if stroked and kind != _MOVE and kind != _LINE:
                part = part[-1:]
            if closes(segment) and part:
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


def _matrix(item: int) -> Matrix | None:
    """How an object of the page is moved, turned and stretched."""
    found = Floats(6)
    known = call("FPDFPageObj_GetMatrix", "number", "handle", "handle")(item, found.places[0])
    return tuple(found.values) if known else None
