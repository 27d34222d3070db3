"""Tables wider than a page, as spreadsheets print them: the right columns stand on a later page, row by row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .document import CellText
from .pdf_block import Block, text_of
from .pdf_flow import Item, Sheet
from .pdf_lines import TextLine

_NEAR = 1.0  # points that rows and lines of two pages of one sheet differ in height
_FEWEST = 3  # rows that prove two parts to be one table
_MANY = 10  # rows whose heights are no chance
_ALIKE = 4.0  # points that columns of a table lie apart on two pages
_APART = 3  # the most pages that a sheet is high
_MOSTLY = 0.9  # the part of a first column that is no names where columns go on
_SHORT = 3  # characters that may be the end of a title
_NOWHERE = 10_000_000  # more than the characters of any page
_NAME = re.compile(r".{3}表$|(?:部门|单位|单位名称)[:：].{4}")
_NUMBERED = re.compile(r"公开\d{1,2}表")
_AMOUNT = re.compile(r"[-\d.,%—]*")


def put_beside(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages with the right parts of tables put beside the left ones; the pages of right parts are left empty."""
    found = list(sheets)
    lower: dict[
        int, int
    ] = {}  # the left parts that go on below those put together, and where their right ones stand
    for i in range(len(found)):
        j = i + 1
        while j < min(len(found), i + 1 + _APART):
            whole = _beside(found[i], found[j], named=lower.get(i) == j)
            if whole is None and _is_another(found[i], found[j]):
                break
            if whole is None:
                j += 1
                continue
            found[i], found[j] = whole, replace(found[j], items=())
            lower |= {i + k: j + k for k in range(1, j - i)}
            j += 1
    return found


def _is_another(left: Sheet, right: Sheet) -> bool:
    """Whether a page names a table or its owner in other words than the left one does, which a sheet may repeat."""
    own = {item.text for item in left.items if isinstance(item, TextLine)}
    return any(_is_name(item) for item in right.items if isinstance(item, TextLine) and item.text not in own)


def _only(sheet: Sheet) -> Block | None:
    """The only table of a page, if it is ruled and nothing but lines stands above it."""
    blocks = [item for item in sheet.items if isinstance(item, Block)]
    return blocks[0] if len(blocks) == 1 and blocks[0].ruled and len(blocks[0].ys) > _FEWEST else None


def _beside(left: Sheet, right: Sheet, *, named: bool) -> Sheet | None:
    """The page with the table of another one at its right, None if the rows are not the same.

    A page without a name is a left part only if it is ``named`` by the page above it.
    """
    table, other = _only(left), _only(right)
    if table is None or other is None:
        return None
    a, b = _with_lines(table, other.ys), _with_lines(other, table.ys)
    if len(a.ys) != len(b.ys) or len(a.rows) != len(b.rows):
        return None
    if any(abs(y - z) > _NEAR for y, z in zip(a.ys, b.ys, strict=True)):
        return None
    lines = [item for item in right.items if isinstance(item, TextLine)]
    apart = (
        (_has_names(b) and not _goes_on(a, b, lines))
        or _texts(a)[0] == _texts(b)[0]
        or any(_is_title(left, line) for line in lines)
    )
    filled = any("." in text for row in _texts(b) for text in row)
    if apart or not filled or not (named or any(_is_name(item) for item in left.items)):
        return None
    items: list[Item] = [_together(a, b) if item is table else item for item in left.items]
    for line in lines:
        items = _with_line(items, line)
    return replace(left, items=tuple(items))


def _goes_on(a: Block, b: Block, lines: Sequence[TextLine]) -> bool:
    """Whether a part that names its own rows goes on with the left one: 301 … | 302 … printed on two pages.

    Many rows of the same heights prove it, unless the columns are the same too (a table that goes on downwards) or the
    part has a name of its own.
    """
    if len(b.ys) <= _MANY or any(_is_name(line) and not _NUMBERED.fullmatch(line.text) for line in lines):
        return False
    places = [x - b.xs[0] for x in b.xs]
    own = [x - a.xs[0] for x in a.xs]
    return len(own) != len(places) or any(abs(x - y) > _ALIKE for x, y in zip(own, places, strict=True))


def _with_lines(block: Block, ys: Sequence[float]) -> Block:
    """The table with the lines of another part's head: heads of one level reach over those of several."""
    rows, own = block.rows, block.ys
    if len(own) != len(rows) + 1:
        return block
    for y in ys:
        inside = own[0] < y < own[_head(replace(block, rows=rows))]
        if inside and all(abs(y - z) > _NEAR for z in own):
            k = bisect_right(own, y) - 1
            rows = [
                *([_reaching(cell, k - i) for cell in row] for i, row in enumerate(rows[: k + 1])),
                [],
                *rows[k + 1 :],
            ]
            own = (*own[: k + 1], y, *own[k + 1 :])
    return replace(block, rows=rows, ys=own)


def _reaching(cell: CellText, below: int) -> CellText:
    """A cell, one row higher if it reaches the row that is so many below its first."""
    return replace(cell, rows=cell.rows + 1) if cell.rows > below else cell


def _texts(block: Block) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in block.rows]


def _is_name(item: Item) -> bool:
    """Whether a line says which table this is, or whose."""
    return isinstance(item, TextLine) and bool(_NAME.search(item.text))


def _is_title(left: Sheet, line: TextLine) -> bool:
    """Whether a line is a title of its own, since the line at its height on the left page is a whole one."""
    beside = (item for item in left.items if isinstance(item, TextLine) and abs(item.y - line.y) < _NEAR)
    whole = len(line.text) > _SHORT and line.text.endswith("表")
    return whole and any(item.text.endswith("表") for item in beside)


def _has_names(block: Block) -> bool:
    """Whether the first column names the rows."""
    column = [text_of(row[0]) for row in block.rows[_head(block) :] if row]
    plain = sum(1 for text in column if _AMOUNT.fullmatch(text) and not text.isdigit())
    return plain < _MOSTLY * len(column) or len(column) < 1


def _head(block: Block) -> int:
    """How many rows stand above the first amount."""
    return next((i for i, row in enumerate(block.rows) if any("." in text_of(c) for c in row)), 1)


def _together(a: Block, b: Block) -> Block:
    head = min(_head(a), _head(b))
    rows = [_row(x, y, head=i < head) for i, (x, y) in enumerate(zip(a.rows, b.rows, strict=True))]
    xs = (*a.xs, *(a.xs[-1] + x - b.xs[0] for x in b.xs[1:]))
    return replace(a, rows=rows, xs=xs, full=(*a.full, *b.full))


def _row(a: Sequence[CellText], b: Sequence[CellText], *, head: bool) -> list[CellText]:
    """The cells of a row; a name in the head goes on over the blank cell that the page's end has cut off."""
    if head and a and b and text_of(a[-1]) and not text_of(b[0]) and a[-1].rows == b[0].rows:
        return [*a[:-1], replace(a[-1], columns=a[-1].columns + b[0].columns), *b[1:]]
    return [*a, *b]


def _with_line(items: Sequence[Item], line: TextLine) -> list[Item]:
    """The items with a line of the right page: the rest of the line at its height, or one more."""
    page = items[0].page
    for k, item in enumerate(items):
        if isinstance(item, TextLine) and abs(item.y - line.y) < _NEAR:
            rest = _moved(_after(item.text, line), page, max(item.x1 - line.x0, 0.0))
            return [*items[:k], replace(item, segments=(*item.segments, *rest.segments)), *items[k + 1 :]]
    at = next((k for k, item in enumerate(items) if _top(item) > line.y), len(items))
    return [*items[:at], _moved(line, page, 0.0), *items[at:]]


def _after(text: str, line: TextLine) -> TextLine:
    """The line without the character that the end of the left page cuts in two, so that both pages print it."""
    first = line.segments[0]
    if text[-1:] != first.text[:1] or _AMOUNT.fullmatch(first.text[:1]):
        return line
    rest = replace(first, glyphs=first.glyphs[1:], text=first.text[1:])
    return replace(line, segments=(*((rest,) if rest.glyphs else ()), *line.segments[1:]))


def _moved(line: TextLine, page: int, shift: float) -> TextLine:
    """The line on another page, its characters with numbers that none of that page has."""
    segments = []
    for part in line.segments:
        glyphs = tuple(
            g._replace(x0=g.x0 + shift, x1=g.x1 + shift, place=g.place + _NOWHERE) for g in part.glyphs
        )
        segments.append(replace(part, glyphs=glyphs, x0=part.x0 + shift, x1=part.x1 + shift))
    return replace(line, page=page, segments=tuple(segments))


def _top(item: Item) -> float:
    return item.y if isinstance(item, TextLine) else item.top
