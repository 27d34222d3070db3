"""Characters of a page grouped to lines by their baselines, and lines to the segments that wide gaps separate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from .document import Pieces
from .pdf_page import Glyph

WIDE = 0.95
"""The least gap, in heights of the characters, between two segments."""
_BLANK = 0.18  # the least gap, in heights, that is a blank between two words of digits or letters
_SAME_LINE = 0.33  # the most that baselines of one line differ, in heights
_by_x = attrgetter("x0")
_by_y = attrgetter("y")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters of one line without a wide gap; ``text`` are these without blanks."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: baseline ``y``, height ``size`` of its characters, ``page`` number."""

    page: int
    y: float
    size: float
    segments: tuple[Segment, ...]

    @property
    def x0(self) -> float:
        """The left end."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return self.segments[-1].x1

    @property
    def top(self) -> float:
        """The upper end of its Hanzi."""
        return self.y - 0.85 * self.size

    @property
    def text(self) -> str:
        """The characters without blanks."""
        return self.segments[0].text if len(self.segments) == 1 else "".join([s.text for s in self.segments])


def chars_of(glyphs: Iterable[Glyph]) -> str:
    """The characters as text."""
    return "".join([glyph[0] for glyph in glyphs])


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters grouped by baseline, from top to bottom, each group from left to right."""
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    base = last = 0.0
    for glyph in sorted(glyphs, key=_by_y):
        y, size = glyph[3], glyph[4]
        if row and y - base <= _SAME_LINE * (size if size < last else last):
            row.append(glyph)
        else:
            row = [glyph]
            rows.append(row)
            base = y
        last = size
    for row in rows:
        row.sort(key=_by_x)
    return [_undoubled(row) for row in rows]


def _undoubled(row: list[Glyph]) -> list[Glyph]:
    """The row without characters printed twice, a little apart, to look bold."""
    kept = row[:1]
    last = row[0]
    for glyph in row[1:]:
        if last[0] == glyph[0] and glyph.x0 - last.x0 < 0.3 * (last.x1 - last.x0):
            continue
        kept.append(glyph)
        last = glyph
    return kept


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[TextLine]:
    """The lines of characters, from top to bottom."""
    found = []
    for row in rows_of(glyphs):
        sizes = sorted(glyph.size for glyph in row)
        size = sizes[len(sizes) // 2]
        found.append(TextLine(page, row[0].y, size, tuple(_segments(row, size))))
    return found


def _segments(row: Sequence[Glyph], size: float) -> list[Segment]:
    found: list[Segment] = []
    begin, end, wide = 0, row[0].x1, WIDE * size
    for i, glyph in enumerate(row):
        x1 = glyph[2]
        if i and glyph[1] - end > wide:
            found.append(_segment(row[begin:i], end))
            begin = i
        if x1 > end or i == begin:
            end = x1
    found.append(_segment(row[begin:], end))
    return found


def _segment(glyphs: Sequence[Glyph], end: float) -> Segment:
    return Segment(tuple(glyphs), glyphs[0].x0, end, chars_of(glyphs))


def pieces_of(glyphs: Sequence[Glyph], page: int) -> Pieces:
    """The text of characters from left to right, in runs that follow one another in the page, with their places."""
    pieces: Pieces = []
    run: list[str] = []
    first = 0
    last: Glyph | None = None
    for glyph in glyphs:
        gap = last is not None and glyph[1] > last[2] and _is_gap(last, glyph)
        if last is not None and (gap or glyph[5] != last[5] + 1):
            pieces.append(("".join(run), f"page/{page}#{first}"))
            run = []
            if gap:
                pieces.append((" ", ""))
        if not run:
            first = glyph[5]
        run.append(glyph[0])
        last = glyph
    if run:
        pieces.append(("".join(run), f"page/{page}#{first}"))
    return pieces


def _is_gap(last: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x0 - last.x1
    size = min(last.size, glyph.size)
    return gap > _BLANK * size and (gap > WIDE * size or (last.char.isascii() and glyph.char.isascii()))


def joined(rows: Sequence[Sequence[Glyph]], page: int) -> Pieces:
    """The text of the lines of one cell, put together without line ends."""
    pieces: Pieces = []
    before: Glyph | None = None
    text = ""
    for row in rows:
        if before is not None and needs_blank(text, chars_of(row[:24])):
            pieces.append((" ", ""))
        pieces += pieces_of(row, page)
        before = row[-1]
        text = chars_of(row[-24:])
    return pieces


def needs_blank(before: str, after: str) -> bool:
    """Whether two lines of one text need a blank between them: two whole amounts or two Latin words do."""
    if not before[-1:].isascii() or not after[:1].isascii():
        return False
    if before[-1].isalpha() and after[0].isalpha():
        return True
    return before[-3:-2] == "." and before[-2:].isdigit() and after[0].isdigit()
