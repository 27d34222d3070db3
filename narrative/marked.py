"""Tables that the file itself marks: their lines in the text, and the words of merged cells wherever those reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from .head import LEVELS, is_numbering
from .labels import NUMERAL
from .readers.document import Span, TableRange
from .regions import Marked, Region, find_regions
from .textlines import Line, is_part_heading
from .titles import is_title, kind_of, squeeze, title_text
from .tokens import Token
from .untitled import with_untitled

_UNIT = re.compile(r"单位[:：](?:人民币)?[百千万亿]*元")
_YEAR = re.compile(r"20\d\d")
_ABOVE = re.compile(
    r"^(?:[（(]?(?:接|续)上?表\d*[)）]?|(?:金额)?单位[:：](?:人民币)?[百千万亿]*元|(?:编制|填报|公开)?(?:部门|单位)(?:名称)?[:：].{0,30}"
    r"|公开\d+(?:-\d+)?表|20\d\d年度?|第?\d{1,3}页?|[-—–]\d{1,3}[-—–])$"
)
"""What stands above a table, or between its parts, and is no title: 部门：…, 单位：…, 续表, the number of the page."""
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_AMOUNT = re.compile(r"\d\.\d")
_NAMING = re.compile(
    r"(?:(?:[一二]级)?(?:项目|资金|政策)|(?:项目)?(?:主管|实施|预算|填报|所属)?(?:部门|单位)|(?:项目)?(?:负责|联系)人|联系电话)"
    r"(?:名称|类别|类型|编码|负责人)?(?:[（(].{1,12}[）)])?[:：]?"
)
"""What the cells say that name a form's project and its unit: 项目名称, 主管部门, 实施单位（盖章）."""
_NAMING_ROWS = 4
"""A table of more rows does more than name them."""


def marked_tables(lines: Sequence[Line], ranges: Sequence[TableRange]) -> tuple[Marked, ...]:
    """The lines of each table that the file marks, in order."""
    starts = [line.start for line in lines]
    return tuple(
        Marked(bisect_left(starts, found.start), bisect_left(starts, found.end), found.spans)
        for found in ranges
    )


def regions_of(lines: list[Line], tables: Sequence[Marked]) -> list[Region]:
    """The regions of tables, in order; each has one marked table at most, unless one goes on in the next."""
    if titles := _titles_below(lines, tables):
        return titles
    titled = find_regions(lines)
    if not tables:
        return with_untitled(lines, titled)
    limits = [*(region.first for region in titled), len(lines)][1:]
    completed = [_completed(region, limit, tables) for region, limit in zip(titled, limits, strict=True)]
    found: list[Region] = []
    starts = [table.first for table in tables]
    for region in with_untitled(lines, completed):
        inside = tables[bisect_left(starts, region.body) : bisect_left(starts, region.last)]
        below = [table for table in inside if not _is_caption(lines, table)]
        found += _cut(lines, _below_naming(lines, region, inside, below), below)
    return found


def _titles_below(lines: list[Line], tables: Sequence[Marked]) -> list[Region]:
    """The tables as regions if all of them have their title below, none if any has not."""
    found: list[Region] = []
    for table in tables:
        below = _filled(lines, range(table.last, min(table.last + 3, len(lines))))
        if below is None or not is_title(lines[below].text):
            return []
        title = title_text(lines[below].text)
        found.append(Region(table.first, below + 1, table.first, title, kind_of(title)))
    if len(found) < 2 or _headed(lines, tables[0].first):
        return []
    return found


def _headed(lines: list[Line], first: int) -> bool:
    """Whether a title or the unit stands above a table's first row, or in it."""
    above = range(first, max(first - 4, -1), -1)
    return any(
        (is_title(lines[i].text.replace("\t", "")) and not is_part_heading(lines[i].flat))
        or _UNIT.search(lines[i].flat)
        for i in above
    )


def _filled(lines: list[Line], within: range) -> int | None:
    return next((i for i in within if lines[i].flat), None)


def _completed(region: Region, limit: int, tables: Sequence[Marked]) -> Region:
    """The region up to the end of the marked table in which it ends."""
    at = bisect_left([table.last for table in tables], region.last)
    if at < len(tables) and tables[at].first < region.last:
        return replace(region, last=min(tables[at].last, limit))
    return region


def _cut(lines: list[Line], region: Region, inside: Sequence[Marked]) -> list[Region]:
    found = [region]
    for before, table in pairwise(inside):
        if _goes_on(lines, before, table):
            continue
        first, title = _caption(lines, before.last, table.first)
        found[-1] = replace(found[-1], last=first)
        found.append(Region(first, region.last, table.first, title, kind_of(title) if title else "unknown"))
    return found


def _is_caption(lines: list[Line], table: Marked) -> bool:
    """Whether a marked table only sets 部门：…, 单位：… or 项目名称 apart, above the table that they belong to."""
    if table.last - table.first > _NAMING_ROWS:
        return False
    rows = _rows(lines, table)
    if len(rows) < 3 and all(not cell or _ABOVE.match(cell) for row in rows for cell in row):
        return True
    return _is_naming(rows)


def _below_naming(
    lines: list[Line], region: Region, inside: Sequence[Marked], below: Sequence[Marked]
) -> Region:
    """The region with its body below a table that only names what the form is about."""
    if not below or below[0] is inside[0]:
        return region
    before = inside[inside.index(below[0]) - 1]
    return replace(region, body=before.last) if _is_naming(_rows(lines, before)) else region


def _rows(lines: list[Line], table: Marked) -> list[list[str]]:
    return [[squeeze(cell) for cell in line.text.split("\t")] for line in lines[table.first : table.last]]


def _is_naming(rows: Sequence[Sequence[str]]) -> bool:
    """Whether few rows only name the project and the unit that a form is about."""
    return len(rows) <= _NAMING_ROWS and all(map(_only_names, rows))


def _only_names(cells: Sequence[str]) -> bool:
    """Whether a row has nothing but pairs of what is named and its name, without any amount."""
    pairs = [cell for cell in cells if cell]
    named = [bool(_NAMING.fullmatch(cell)) for cell in pairs[::2]]
    return 0 < len(pairs) < 5 and all(named) and not any(map(_AMOUNT.search, pairs))


def _caption(lines: list[Line], after: int, first: int) -> tuple[int, str]:
    """Where what belongs to a table above its first row begins, and its title, if one stands there."""
    for i in range(first - 1, max(after, first - 4) - 1, -1):
        if is_title(lines[i].text):
            return i, title_text(lines[i].text)
    return first, ""


def _goes_on(lines: list[Line], before: Marked, table: Marked) -> bool:
    """Whether a table is the rest of the one before: no title between them, and no head or that one's head again."""
    between = [
        line.text for line in lines[before.last : table.first] if line.flat and not _ABOVE.match(line.flat)
    ]
    if len(between) > 2 or any(is_title(text) or "。" in text for text in between):
        return False
    if not between and lines[table.first].text == lines[before.first].text:
        return True
    cells = lines[table.first].text.split("\t")
    numbers = [cell for cell in cells if _NUMBER.fullmatch(cell)]
    return bool(NUMERAL.match(cells[0])) or any(not _YEAR.fullmatch(number) for number in numbers)


def marked_in(lines: list[Line], region: Region, tables: Sequence[Marked]) -> Marked | None:
    """The lines of a region below its title, with the merged cells among them; None if no table in it is marked.

    None, too, if the parts of a table that goes on have not equally many columns.
    """
    inside = [
        table
        for table in tables
        if table.first < region.last and region.body < table.last and not _is_caption(lines, table)
    ]
    if not inside or len({lines[table.first].text.count("\t") for table in inside}) > 1:
        return None
    table = inside[0]
    spans = (span._replace(row=span.row + table.first - region.body) for span in table.spans)
    return Marked(region.body, region.last, tuple(span for span in spans if span.row >= 0))


def uncovered(tokens: Sequence[Token], spans: Sequence[Span]) -> list[Token]:
    """The tokens without the blanks of merged cells, which are no cells of their own."""
    covered = {
        (i, j)
        for span in spans
        for i in range(span.row, span.row + span.rows)
        for j in range(span.column, span.column + span.columns)
        if (i, j) != (span.row, span.column)
    }
    return [token for token in tokens if token.kind != "blank" or (token.line, token.column) not in covered]


def spread(tokens: Sequence[Token], spans: Sequence[Span], data: int, *, down: bool) -> list[Token]:
    """The tokens with the words of a merged cell in every cell it covers; ``data`` is the first line of the data.

    In the data words reach down alone, and only if ``down``: a class of projects stands once for all its rows. 类, 款
    and 项 of the head, which reach beside 栏次 and 合计, name nothing in the data.
    """
    words: dict[tuple[int, int], Token] = {}
    for token in tokens:
        words.setdefault((token.line, token.column), token)
    over: dict[tuple[int, int], Token] = {}
    for span in spans:
        corner = words.get((span.row, span.column))
        if corner is None or corner.kind not in ("label", "code"):
            continue
        in_head = span.row < data
        if not in_head and not down:
            continue
        last = min(span.row + span.rows, data) if corner.flat in LEVELS else span.row + span.rows
        for i in range(span.row, last):
            for j in range(span.column, span.column + (span.columns if in_head else 1)):
                over[i, j] = corner
    if not over:
        return list(tokens)
    covered = {line for line, _ in over}
    found: list[Token] = []
    for line, row in groupby(tokens, key=lambda token: token.line):
        cells = list(row)
        free = line not in covered or is_numbering(cells)
        found += cells if free else [_over(cell, over.get((line, cell.column))) for cell in cells]
    return found


def _over(token: Token, corner: Token | None) -> Token:
    if corner is None or token.kind != "blank":
        return token
    return replace(token, kind=corner.kind, text=corner.text, start=corner.start, end=corner.end)
