"""What a reader of a format other than text makes of a file: its text, and where each piece of it stands there.

The text has a paragraph a line and a table row a line, its cells separated by tabs; a merged cell is written once, with
blank cells for the rest of its span, so that all rows of a table have equally many cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import NamedTuple

from ..errors import LimitExceeded
from ..record import record

MOST_CELLS = 400_000
"""The most table cells that are read from one file."""

Pieces = list[tuple[str, str]]
"""A text in pieces, each with the place it comes from in the file, empty for what the reader put in itself."""

_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LATIN = re.compile(r"[0-9A-Za-z.,%]")
_TORN = re.compile(r"\d,\d{1,2}$|\d[.,]$")
"""An amount whose rest stands on the next line of its cell: 1,5 | 44.30."""


class Anchor(NamedTuple):
    """``text[start:end]`` of the document stands at ``place`` in the file, from its ``offset``-th character on.

    Places: ``word/document.xml#17`` is the 18th w:t of that part, ``page/3#120`` pdfium's 121st character of page 3,
    ``收入!B7`` a cell of a sheet.
    """

    start: int
    end: int
    place: str
    offset: int = 0


class Span(NamedTuple):
    """A merged cell: its upper left corner in the rows of the table, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class TableRange:
    """The lines that the file itself says are the rows of one table, and its merged cells."""

    start: int
    end: int
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text. ``pages`` are (offset, page number) pairs in order, empty where the file does not tell.

    ``anchors``, ``tables`` and ``doubts`` (ranges that OCR recognised with doubt) are in order and apart; ``format``
    is the name of the format, as in the results. ``unread`` has a line for each part that could not be read, which
    begins with the part's name.
    """

    text: str
    format: str
    warnings: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    anchors: tuple[Anchor, ...] = ()
    tables: tuple[TableRange, ...] = ()
    doubts: tuple[tuple[int, int], ...] = ()
    unread: tuple[str, ...] = ()

    def places(self, start: int, end: int) -> Iterator[Anchor]:
        """Where a stretch of the text stands in the file: the anchors in it, cut to it."""
        at = max(bisect_right(self.anchors, start, key=attrgetter("start")) - 1, 0)
        while at < len(self.anchors) and self.anchors[at].start < end:
            anchor = self.anchors[at]
            low, high = max(start, anchor.start), min(end, anchor.end)
            if low < high:
                yield Anchor(low, high, anchor.place, anchor.offset + low - anchor.start)
            at += 1


@record
class CellText:
    """A table cell as found in the file: its text and how many rows and columns it covers."""

    pieces: Pieces
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Draft:
    """A document under way. ``path`` is the file's name for errors, ``form`` the name of the format."""

    path: str
    form: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    cells: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    tables: list[TableRange] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    doubts: tuple[tuple[int, int], ...] = ()

    def put(self, text: str, place: str = "", offset: int = 0) -> None:
        """Append text that stands at ``place``."""
        if text:
            if place:
                self.anchors.append(Anchor(self.length, self.length + len(text), place, offset))
            self.parts.append(text)
            self.length += len(text)

    def line(self, pieces: Iterable[tuple[str, str]]) -> None:
        """Append a paragraph; without any text it is left out."""
        shown = [(text, place) for text, place in pieces if text]
        if any(not text.isspace() for text, _ in shown):
            for text, place in shown:
                self.put(text, place)
            self.put("\n")

    def count(self, cells: int) -> None:
        """Count cells. Raises LimitExceeded beyond :data:`MOST_CELLS`."""
        self.cells += cells
        if self.cells > MOST_CELLS:
            problem = f"表格单元格超过{MOST_CELLS // 10000}万个"
            raise LimitExceeded(self.path, problem, "请确认是不是一份报告，或删去多余的空白行列")

    def table(self, rows: Sequence[Sequence[CellText]]) -> None:
        """Append a table: its cells spread to a grid, a row a line; one column alone is a row of paragraphs."""
        grid, spans = spread(rows, self)
        slim, _ = without_idle(grid, spans)
        if not slim:
            return
        if len(slim[0]) < 2:
            for row in slim:
                self.line(row[0] or [])
            return
        if slim is not grid:
            grid, spans = without_idle(grid, spans, begun=True)
        start = self.length
        for row in grid:
            for cell in row:
                if cell:
                    self._cell(cell)
                self.parts.append("\t")
                self.length += 1
            self.parts[-1] = "\n"
        self.tables.append(TableRange(start, self.length, spans))

    def _cell(self, pieces: Pieces) -> None:
        """Append a cell's text without the breaks in it and the white space around it."""
        if not any([_BREAKS.search(text) for text, _ in pieces]):
            self._plain_cell(pieces)
            return
        rest, broken = "".join(text for text, _ in pieces).rstrip(), False
        left, last, seen = len(rest), "", ""
        for text, place in pieces:
            taken, left = text[: max(left, 0)], left - len(text)
            at = 0
            for match in re.finditer(r"[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+", taken):
                broken = broken or match.start() > at
                piece = match.group()
                lead = len(piece) - len(piece.lstrip()) if not last or broken else 0
                piece, at = piece[lead:], match.end()
                if not piece:
                    continue
                if broken and _LATIN.match(last) and _LATIN.match(piece) and not _torn(seen, piece):
                    self.put(" ")
                self.put(piece, place, match.start() + lead)
                last, broken, seen = piece[-1], False, seen[-12:] + piece
            broken = broken or at < len(taken)

    def _plain_cell(self, pieces: Pieces) -> None:
        """Append a cell's text that has no breaks in it."""
        if len(pieces) == 1 and pieces[0][0] == pieces[0][0].strip():
            self.put(*pieces[0])
            return
        last = len(pieces) - 1
        while last >= 0 and not pieces[last][0].strip():
            last -= 1
        begun = False
        for i in range(last + 1):
            text, place = pieces[i]
            shown = text if begun else text.lstrip()
            lead = len(text) - len(shown)
            shown = shown.rstrip() if i == last else shown
            if shown:
                self.put(shown, place, lead)
                begun = True

    def document(self) -> Document:
        """The document. What is to be said about it must have been added to ``warnings``."""
        return Document(
            text="".join(self.parts),
            format=self.form,
            warnings=tuple(dict.fromkeys(self.warnings)),
            pages=tuple(self.pages),
            anchors=tuple(self.anchors),
            tables=tuple(self.tables),
            doubts=self.doubts,
        )


def _torn(before: str, after: str) -> bool:
    """Whether the end of a line tears an amount in two, which no blank may then part."""
    return after[0] in ".," or bool(_TORN.search(before) and after[0].isdigit())


def joined(main: Document, others: Sequence[Document]) -> Document:
    """One document of several: the others' texts and tables behind the main one's, whose warnings alone are kept."""
    texts, tables, doubts = [main.text], list(main.tables), list(main.doubts)
    length = len(main.text)
    for other in others:
        gap = "\n" if texts[-1].endswith("\n") else "\n\n"
        length += len(gap)
        texts += [gap, other.text]
        tables += [
            TableRange(table.start + length, table.end + length, table.spans) for table in other.tables
        ]
        doubts += [(start + length, end + length) for start, end in other.doubts]
        length += len(other.text)
    return replace(main, text="".join(texts), tables=tuple(tables), doubts=tuple(doubts))


Grid = list[list[Pieces | None]]


def spread(rows: Sequence[Sequence[CellText]], draft: Draft) -> tuple[Grid, tuple[Span, ...]]:
    """The cells in a rectangle, each in the upper left corner of its span, None where no cell begins."""
    grid: Grid = []
    spans: list[Span] = []
    taken: dict[int, int] = {}
    for i, row in enumerate(rows):
        line: list[Pieces | None] = []
        for cell in row:
            while taken.get(len(line), 0) > i:
                line.append(None)
            height = 1 if cell.rows == 1 else min(cell.rows or len(rows) - i, len(rows) - i)
            if cell.columns > 1 or height > 1:
                spans.append(Span(i, len(line), height, cell.columns))
            if height > 1:
                taken.update(dict.fromkeys(range(len(line), len(line) + cell.columns), i + height))
            line.append(cell.pieces)
            if cell.columns > 1:
                line.extend([None] * (cell.columns - 1))
        draft.count(len(line))
        grid.append(line)
    width = max((len(line) for line in grid), default=0)
    draft.count(sum(width - len(line) for line in grid))
    for line in grid:
        line.extend([None] * (width - len(line)))
    return grid, tuple(spans)


def without_idle(
    grid: Grid, spans: tuple[Span, ...], *, begun: bool = False
) -> tuple[Grid, tuple[Span, ...]]:
    """The grid without columns and rows that hold nothing at all; with ``begun``, columns where a cell begins stay.

    A blank column may go on one that is filled on the page before: only what the whole table leaves blank is idle.
    """
    width = len(grid[0]) if grid else 0
    filled = [list(map(_filled, row)) for row in grid]
    kept = [i for i, row in enumerate(filled) if any(row)]
    busy = [any(filled[i][j] or (begun and grid[i][j] is not None) for i in kept) for j in range(width)]
    if all(busy) and len(kept) == len(grid):
        return grid, spans
    wanted = [j for j in range(width) if busy[j]]
    slim: Grid = [[grid[i][j] for j in wanted] for i in kept]
    moved = (_moved(span, kept, wanted) for span in spans)
    return slim, tuple(span for span in moved if span is not None)


def _filled(pieces: Pieces | None) -> bool:
    if not pieces:
        return False
    return any([text and not text.isspace() for text, _ in pieces])


def _moved(span: Span, rows: Sequence[int], columns: Sequence[int]) -> Span | None:
    """The span among the rows and columns that are left; None if it is no merged cell any more."""
    top, left = bisect_left(rows, span.row), bisect_left(columns, span.column)
    down = bisect_left(rows, span.row + span.rows) - top
    across = bisect_left(columns, span.column + span.columns) - left
    if not down or not across or down == across == 1:
        return None
    return Span(top, left, down, across)
