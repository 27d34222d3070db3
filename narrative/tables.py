"""Tables out of a text: ``find_tables`` returns every table as a grid.

Where the file itself marks its tables, their cells stand where the file has them; elsewhere the text's layout tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .beside import apart
from .body import ASSESSED, columns_and_rows, columns_in_print
from .flows import is_flow
from .furniture import without_furniture
from .grid import grid
from .head import data_start, unit_of, with_years, without_repeats
from .leaves import Leaf
from .marked import marked_in, marked_tables, regions_of, spread, uncovered
from .model import Table
from .readers.document import TableRange
from .regions import Marked, Region
from .rows import Record
from .textlines import Line, is_note, split_lines
from .titles import kind_of, of_performance
from .tokens import Token, layout_of, tokens_of, without_idle
from .trimmed import refilled

_UNIT = re.compile(r"单位[:：]?(?:人民币)?[百千万亿]*元|^（[百千万亿]*元）$")


def find_tables(text: str, ranges: Sequence[TableRange] = ()) -> tuple[Table, ...]:
    """The tables of a text in order; each covers its title, head, rows and note. The file itself marks ``ranges``."""
    lines = without_furniture(split_lines(text))
    lines = lines if ranges else apart(lines)
    marks = marked_tables(lines, ranges) if ranges else ()
    tables: list[Table] = []
    for region in regions_of(lines, marks):
        table = _table(
            lines, region, f"t{len(tables) + 1}", marked_in(lines, region, marks), in_file=bool(marks)
        )
        previous = tables[-1] if tables else None
        if previous is not None and _goes_on(previous, table):
            tables[-1] = _appended(previous, table)
        elif table.unit or table.note or any(cell.start is not None for row in table.rows for cell in row):
            tables.append(table)
    return tuple(tables)


def _goes_on(previous: Table, table: Table) -> bool:
    """Whether a table continues the one before: the same title again, or （续）."""
    title = re.sub(r"[（(]?续\d?表?[)）]?$", "", table.title)
    same = title == previous.title and table.columns == previous.columns and bool(title)
    return same and not of_performance(table.kind)


def _appended(previous: Table, table: Table) -> Table:
    rows = previous.rows + table.rows[table.header_rows :]
    return replace(previous, rows=rows, end=table.end, note=previous.note + table.note)


def _table(lines: list[Line], region: Region, name: str, marked: Marked | None, *, in_file: bool) -> Table:
    body = lines[slice(*region.head)] + lines[region.body : region.last]
    note = "".join(line.flat for line in body[_note_at(body) :])
    if marked is not None:
        body = lines[region.body : region.last]
    layout = "tabs" if marked is not None else layout_of(body)
    body = without_repeats(body, marked=marked is not None)
    stood = columns_in_print(region.kind, body) if layout == "soft" and not in_file else None
    if stood is not None:
        return _made(lines, region, name, note, *stood)
    tokens = tokens_of(body, layout, marked=marked is not None)
    tokens = with_years(without_idle(tokens) if in_file and layout == "tabs" else tokens)
    at = data_start(tokens)
    merged = None
    if marked is not None:
        if region.kind in ASSESSED:
            tokens = uncovered(tokens, marked.spans)
            at = data_start(tokens)
        else:
            tokens, merged = _merged(tokens, marked, at, down=not of_performance(region.kind))
    head, data = refilled(tokens, at) if layout == "tabs" and not in_file else (tokens[:at], tokens[at:])
    words = _words(head)
    kind = _refined(region.kind, region.title, "".join(words), data)
    columns, records = columns_and_rows(kind, head, words, data, layout, merged, in_file=marked is not None)
    if not records and not any(token.kind == "number" for token in data):
        records = [Record(certain=True)]
    return _made(lines, replace(region, kind=kind), name, note, columns, records)


def _made(
    lines: list[Line], region: Region, name: str, note: str, columns: tuple[Leaf, ...], records: list[Record]
) -> Table:
    whole = lines[region.first : region.last]
    coded = any(record.code for record in records)
    return Table(
        id=name,
        title=region.title,
        kind=region.kind,
        unit=unit_of(whole),
        start=lines[region.first].start,
        end=lines[region.last - 1].end,
        columns=((("科目编码",), ("项目",)) if coded else (("项目",),))
        + tuple(leaf.path for leaf in columns),
        rows=grid(columns, records, coded=coded),
        header_rows=1,
        stub_columns=2 if coded else 1,
        note=note,
        parents=_parents(columns, 2 if coded else 1),
    )


def _merged(tokens: list[Token], marked: Marked, at: int, *, down: bool) -> tuple[list[Token], bool]:
    """The tokens with the words of merged cells in all their cells, and whether any in the head lie across columns."""
    data = tokens[at].line if at < len(tokens) else marked.last - marked.first
    live = {token.column for token in tokens}
    across = any(
        span.row < data
        and len(live.intersection(range(span.column, span.column + span.columns))) > 1
        and span.row + span.rows < data
        for span in marked.spans
    )
    return spread(tokens, marked.spans, data, down=down), across


def _parents(columns: tuple[Leaf, ...], stubs: int) -> tuple[int, ...]:
    at = {leaf.key: j + stubs for j, leaf in enumerate(columns)}
    return (-1,) * stubs + tuple(at.get(leaf.parent, -1) for leaf in columns)


def _refined(kind: str, title: str, head: str, data: list[Token]) -> str:
    """The kind again, now that the head is known."""
    if kind == "fiscal-income-expenditure" and "一般公共预算" in title and is_flow(head):
        return "general-expenditure"
    if (
        kind == "basic-expenditure"
        and not re.search(r"科目|编码|人员经费", head)
        and re.search(r"项目名称|类型", head)
    ):
        return "basic-detail"
    if kind == "unknown" and re.search(
        r"一级指标|年度履职|部门整体支出|绩效指标", head + "".join(t.flat for t in data[:80])
    ):
        return (
            "performance-department"
            if "部门整体" in head + "".join(t.flat for t in data[:40])
            else "performance-project"
        )
    if kind == "unknown" and not title:
        return kind_of(head[:30]) if "三公" in head else kind
    return kind


def _note_at(body: list[Line]) -> int:
    return next((i for i, line in enumerate(body) if i > 0 and is_note(line.flat)), len(body))


def _words(head: list[Token]) -> list[str]:
    flats = [token.flat for token in head]
    return [flat for flat in flats if flat and not ("元" in flat and _UNIT.search(flat))]
