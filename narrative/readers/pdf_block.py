"""A table of one page on its way into the document: rows of cells, and how it goes on from the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .document import CellText
from .pdf_frames import OPEN, Frame
from .pdf_grid import Grid, GridCell
from .pdf_lines import TextLine, chars_of, joined, rows_of
from .pdf_page import Glyph

_AMOUNT = re.compile(r"-?[\d,]*\.\d+%?|-?\d{1,3}(?:,\d{3})+|0")
_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%％]?|[-—–－─]{1,2}")
_CUT_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d?")
_WHOLE_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
BEGINS = re.compile(
    r"[（(]?[一二三四五六七八九十]+[、）)]|[（(]?\d+(?:[、．）)]|\.(?!\d))|[①-⑳]|其中|[加减][：:]"
)
"""How the name of a row begins in lists that number them."""
_ROOM = 1.7  # heights at the right of a cell that hold no other character
_TOTAL = re.compile(r"[总合小]计")
_BREATHING = 4.0  # points that columns of a table may lie apart on two pages


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one line of a cell of a table without rules.

    ``text`` has no blanks; ``numeric``: it is a number or the dash that stands for none.
    """

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    y: float
    text: str
    numeric: bool


def entry_of(glyphs: tuple[Glyph, ...], x0: float, x1: float, y: float) -> Entry:
    """The entry that characters make."""
    text = chars_of(glyphs)
    return Entry(glyphs, x0, x1, y, text, bool(_NUMBER.fullmatch(text)))


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one page that are a table without upright rules, or a part of one.

    ``entries`` of each, whether it is a row of ``data``, and the rules across.
    """

    lines: tuple[TextLine, ...]
    entries: tuple[tuple[Entry, ...], ...]
    data: tuple[bool, ...]
    frame: Frame = OPEN


@dataclass(frozen=True, slots=True)
class Block:
    """A table: ``xs`` are the edges of its columns, ``rows`` its cells with their spans."""

    page: int
    top: float
    bottom: float
    xs: tuple[float, ...]
    rows: list[list[CellText]]
    ruled: bool = True
    ys: tuple[float, ...] = ()
    """Of a ruled table: where its rows begin and the last one ends."""
    runs: tuple[Run, ...] = ()
    """Of a table without rules: its lines on each page."""
    lead: tuple[str, ...] = field(default=())
    """The texts of the lines above it, nearest first."""
    full: tuple[bool, ...] = ()
    """Of each cell of the last row whether its last line has no room for another character."""


def text_of(cell: CellText) -> str:
    """The text of a cell without blanks."""
    return "".join(text for text, _ in cell.pieces).replace(" ", "")


def ruled_block(grid: Grid, page: int) -> Block:
    """The block of a ruled table; a row without lines between its entries is cut into as many as it has."""
    lines = {(cell.row, cell.column): rows_of(cell.glyphs) for cell in grid.cells if cell.glyphs}
    rows: list[list[CellText]] = []
    starts = _stacks(grid, lines)
    begun: list[list[GridCell]] = [[] for _ in grid.ys[1:]]
    for cell in grid.cells:
        begun[cell.row].append(cell)
    for i, cells in enumerate(begun):
        cuts = starts.get(i)
        if cuts:
            rows += _cut_row(cells, lines, cuts, page)
        else:
            rows.append(
                [
                    CellText(joined(lines.get((i, c.column), []), page), c.columns, _height(c, starts))
                    for c in cells
                ]
            )
    full = tuple(_is_full(cell, lines, grid.xs) for cell in begun[-1])
    return Block(page, grid.ys[0], grid.ys[-1], grid.xs, rows, ys=grid.ys, full=full)


def _is_full(cell: GridCell, lines: dict[tuple[int, int], list[list[Glyph]]], xs: tuple[float, ...]) -> bool:
    last = lines.get((cell.row, cell.column), [])[-1:]
    return any(line[-1].x1 + _ROOM * line[-1].size > xs[cell.column + cell.columns] for line in last)


def _height(cell: GridCell, stacks: dict[int, list[float]]) -> int:
    """How many rows a cell covers once rows have been cut."""
    if not stacks:
        return cell.rows
    return sum(len(stacks.get(i, (0,))) for i in range(cell.row, cell.row + cell.rows))


def _stacks(grid: Grid, lines: dict[tuple[int, int], list[list[Glyph]]]) -> dict[int, list[float]]:
    """The rows that hold several rows' entries one under the other, with the baselines of those."""
    found: dict[int, list[float]] = {}
    for cell in grid.cells:
        stacked = lines.get((cell.row, cell.column), [])
        texts = [chars_of(row) for row in stacked]
        if cell.rows > 1 or len(texts) < 2 or not all(map(_AMOUNT.fullmatch, texts)):
            continue
        if any(is_torn(a, b) for a, b in pairwise(texts)):
            continue
        if len(stacked) > len(found.get(cell.row, ())):
            found[cell.row] = [row[0].y for row in stacked]
    return found


def _cut_row(
    cells: Sequence[GridCell], lines: dict[tuple[int, int], list[list[Glyph]]], cuts: list[float], page: int
) -> list[list[CellText]]:
    found: list[list[CellText]] = []
    for n in range(len(cuts)):
        row = []
        for cell in cells:
            stacked = lines.get((cell.row, cell.column), [])
            own = [line for line in stacked if _nearest(cuts, line[0].y) == n]
            row.append(CellText(joined(own, page), cell.columns, 1))
        found.append(row)
    return found


def _nearest(places: Sequence[float], y: float) -> int:
    return min(range(len(places)), key=lambda n: abs(places[n] - y))


def continues(before: Block, block: Block) -> bool:
    """Whether a ruled table's columns are those of the one on the page before, or finer under a head cut off there."""
    if not before.ruled or not block.ruled:
        return False
    if len(before.xs) != len(block.xs) and any(
        _AMOUNT.fullmatch(text_of(c)) for row in before.rows for c in row
    ):
        return False
    places = _places(before, block)
    return len(set(places)) == len(places) and (places[0], places[-1]) == (0, len(block.xs) - 1)


def _places(before: Block, block: Block) -> list[int]:
    """For each edge of the columns before the edge of the block that it goes on in, −1 for none."""
    shift = block.xs[0] - before.xs[0]
    found = []
    for x in before.xs:
        near = _nearest(block.xs, x + shift)
        found.append(near if abs(block.xs[near] - x - shift) <= _BREATHING else -1)
    return found if -1 not in found else [-1]


def _finer(before: Block, block: Block) -> list[list[CellText]]:
    """The rows before with their cells as wide as the columns of the block have it."""
    places = _places(before, block)
    last = len(places) - 1
    busy = [0] * last  # how many rows more a cell above covers
    rows: list[list[CellText]] = []
    for row in before.rows:
        j, wide = 0, []
        for cell in row:
            while j < last and busy[j]:
                j += 1
            end = min(j + cell.columns, last)
            busy[j:end] = [cell.rows] * (end - j)
            wide.append(replace(cell, columns=max(places[end] - places[j], 1)))
            j = end
        rows.append(wide)
        busy = [max(n - 1, 0) for n in busy]
    return rows


def appended(before: Block, block: Block) -> Block:
    """The table with its next page's rows, a repeated head left out and a row that the page cut in two put together."""
    head = _repeated(before.rows, block.rows)
    rows = block.rows[head:]
    same = len(before.xs) == len(block.xs)
    kept = list(before.rows) if same else _finer(before, block)
    return replace(
        before,
        page=block.page,
        bottom=block.bottom,
        xs=block.xs,
        rows=rejoined(kept, rows, before.full),
        full=block.full,
    )


def rejoined(
    rows: list[list[CellText]], more: list[list[CellText]], full: Sequence[bool]
) -> list[list[CellText]]:
    """The rows of two pages, the row that the page cut in two put together."""
    if not rows or not more or not _is_rest(rows[-1], more[0], full):
        return [*rows, *more]
    return [*rows[:-1], [_grown(a, b) for a, b in zip(rows[-1], more[0], strict=True)], *more[1:]]


def _repeated(before: Sequence[Sequence[CellText]], rows: Sequence[Sequence[CellText]]) -> int:
    """How many rows of the second part print the head once more."""
    count = 0
    for a, b in zip(before[:8], rows, strict=False):
        texts = [text_of(cell) for cell in b]
        if (
            texts != [text_of(cell) for cell in a]
            or not any(texts)
            or any(_AMOUNT.fullmatch(t) for t in texts)
        ):
            break
        count += 1
    spans = [cell.rows for row in rows[:count] for cell in row]
    return count if not spans or count < len(rows) else 0


def _is_rest(last: Sequence[CellText], row: Sequence[CellText], full: Sequence[bool]) -> bool:
    """Whether a page's first row is nothing but the rest of the last row of the page before."""
    if len(last) != len(row) or any(a.columns != b.columns for a, b in zip(last, row, strict=True)):
        return False
    texts, before = [text_of(cell) for cell in row], [text_of(cell) for cell in last]
    filled = [i for i, text in enumerate(texts) if text]
    if not filled or any(not before[i] or BEGINS.match(texts[i]) for i in filled):
        return False
    numbers = [i for i in filled if re.match(r"[-.,\d]", texts[i])]
    if numbers:
        return all(is_torn(before[i], texts[i]) for i in numbers)
    if len(full) == len(row) and all(full[i] and not _TOTAL.search(texts[i]) for i in filled):
        return True
    if len(filled) * 2 > len(row) or filled[0] == 0 or not before[0].isdigit():
        return False
    return sum(bool(text) for text in before) > len(filled) + 1


def is_torn(upper: str, lower: str) -> bool:
    """Whether a number was cut in two by the end of a line: ``3,636,258.`` and ``33``."""
    if not upper.strip("-") or not lower or not _CUT_NUMBER.fullmatch(upper + lower):
        return False
    return (
        upper.endswith((".", ","))
        or lower.startswith((".", ","))
        or (upper[-2:-1] == "." and len(lower) == 1)
        or not _WHOLE_NUMBER.fullmatch(upper)
    )


def _grown(cell: CellText, more: CellText) -> CellText:
    return replace(cell, pieces=[*cell.pieces, *more.pieces]) if more.pieces else cell
