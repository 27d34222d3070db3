"""Tables out of a text: ``find_tables`` returns every table as a grid.

Where the file itself marks its tables, their cells stand where the file has them; elsewhere the text's layout tells.

Two tables side by side (收入 | 支出, 301 | 302 | 310) are unfolded: each side's rows follow one another, in
reading order, and have their values in that side's columns. A value whose column the layout does not tell
keeps the set of possible columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .aligned import aligned
from .beside import apart
from .blanks import settled_blanks, with_blanks
from .columns import SUMMARY, leaves, summary_leaves
from .exact import exact, one_column
from .flows import is_flow
from .forms import FORMS
from .furniture import without_furniture
from .grid import grid
from .head import column_count, data_start, unit_of, with_years, without_repeats
from .headwords import plain_names
from .labels import TOTALS
from .leaves import Leaf
from .line_numbers import without_column_numbers
from .marked import marked_in, marked_tables, regions_of, spread, uncovered
from .model import Table
from .projects import without_companions
from .readers.document import TableRange
from .regions import Line, Marked, Region, is_note, split_lines
from .rows import Record, hard_records, soft_records, with_names_below, without_serials
from .running import on_the_right, two_sides, with_columns
from .sides import sided, sides_of
from .titles import kind_of
from .tokens import Token, layout_of, tokens_of, without_idle, without_notes
from .trimmed import refilled

_ASSESSED = ("performance-project", "performance-department")
"""Tables of self-assessment: under one another in them stand funds and indicators, each with a head of its own."""


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
    return same and not table.kind.startswith("performance")


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
    stood = _aligned(region.kind, body) if layout == "soft" and not in_file else None
    if stood is not None:
        return _made(lines, region, name, note, *stood)
    tokens = tokens_of(body, layout, marked=marked is not None)
    tokens = with_years(without_idle(tokens) if in_file and layout == "tabs" else tokens)
    at = data_start(tokens)
    merged = None
    if marked is not None:
        if region.kind in _ASSESSED:
            tokens = uncovered(tokens, marked.spans)
            at = data_start(tokens)
        else:
            tokens, merged = _merged(tokens, marked, at, down=not region.kind.startswith("performance"))
    head, data = refilled(tokens, at) if layout == "tabs" and not in_file else (tokens[:at], tokens[at:])
    words = _words(head)
    kind = _refined(region.kind, region.title, "".join(words), data)
    columns, records = _records(kind, head, words, data, layout, merged, in_file=marked is not None)
    records = without_column_numbers(with_names_below(records))
    if not records and not any(token.kind == "number" for token in data):
        records = [Record(certain=True)]
    return _made(lines, replace(region, kind=kind), name, note, columns, records)


def _aligned(kind: str, body: list[Line]) -> tuple[tuple[Leaf, ...], list[Record]] | None:
    """Columns and rows of a table whose cells stand in columns of print; None if they do not."""
    found = aligned(without_notes(body, marked=False)) if not kind.startswith("performance") else None
    placed = exact(*found, sides=kind in SUMMARY, merged=True) if found is not None else None
    if placed is None:
        return None
    columns, records = one_column(*placed) if kind == "basic-expenditure" else placed
    return columns, without_column_numbers(with_names_below(records))


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


def _records(
    kind: str,
    head: list[Token],
    words: list[str],
    data: list[Token],
    layout: str,
    merged: bool | None,
    *,
    in_file: bool,
) -> tuple[tuple[Leaf, ...], list[Record]]:
    """The value columns and the rows; ``words`` are those of the head, without its unit."""
    if layout in ("pipes", "tabs") and not (in_file and kind in _ASSESSED):
        found = exact(head, data, sides=kind in SUMMARY, merged=merged)
        if found is not None:
            return one_column(*found) if kind == "basic-expenditure" else found
    whole = "".join(words)
    reading = _Reading(layout, "行次" in whole, _TWO_CODINGS.search(whole) is not None, "序号" in words)
    if kind in SUMMARY and "科目编码" not in whole:
        left, right = summary_leaves(kind, words)
        records = _read(reading, data, lambda records: [len(s) for s in _widths(records, left, right)])
        return (*left, *right), sided(records, len(left), len(right))
    if halves := two_sides(kind, words):
        left, right = halves
        widths = (len(left), len(right))
        records = _read(reading, data, lambda records: [widths[on_the_right(each)] for each in records])
        return (*left, *right), with_columns(records, len(left))
    count = column_count(head)
    stubs = sum(1 for word in words if _STUB.fullmatch(word))
    if stubs and len(leaves(kind, words)) == count - stubs:
        count -= stubs  # 科目编码 and 科目名称 are numbered as well
    columns = leaves(kind, words, count=count)
    records = _read(reading, data, lambda records: [len(columns)] * len(records))
    if kind.startswith("performance"):
        _shorten(records)
    if kind == "project":
        records = without_companions(records)
    if not columns:
        names = plain_names(words, max(map(_filled_width, records), default=0))
        columns = tuple(Leaf(f"plain{i}", (name,)) for i, name in enumerate(names))
    if kind == "basic-expenditure" and sum(_filled_width(record) > 1 for record in records) * 3 < len(
        records
    ):
        columns = columns[:1] or (Leaf("total", ("合计",)),)
    if len(columns) == 1:
        records = [_narrowed(record) for record in records]
    unsure = len(columns) - count if count and kind != "three-public" else 0
    columns = _widened(columns, records, -unsure)
    if (
        len(columns) == 1
        and columns[0].key == "extra0"
        and kind in FORMS
        and not kind.startswith("performance")
    ):
        columns = (Leaf("amount", ("金额",)),)
    for record in records:
        record.columns, record.unsure = (), unsure
    return columns, records


_UNIT = re.compile(r"单位[:：]?(?:人民币)?[百千万亿]*元|^（[百千万亿]*元）$")
_TWO_CODINGS = re.compile(r"政府预算.*经济|经济.*政府预算|政府(?:支出)?经济")
_STUB = re.compile(r"(?:.{0,8}科目)?(?:编码|代码|名称)|(?:部门|单位)(?:（单位）)?(?:代码|编码|名称)")
_WIDEST = 60
"""More columns than this are no table."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the words of the data are put together to rows."""

    layout: str
    numbered: bool
    paired: bool
    serial: bool

    def records(self, data: list[Token]) -> list[Record]:
        if self.layout != "soft":
            return hard_records(data, paired=self.paired, line_numbers=self.numbered)
        data = without_serials(data) if self.serial else data
        return soft_records(data, paired=self.paired, line_numbers=self.numbered, coded=True)


def _read(reading: _Reading, data: list[Token], widths: Callable[[list[Record]], list[int]]) -> list[Record]:
    """The rows; of a text with one cell a line those that its empty lines tell, if they do so throughout."""
    spaced = with_blanks(data) if reading.layout == "soft" else data
    if spaced is not data:
        records = reading.records(spaced)
        settled = settled_blanks(records, widths(records))
        if settled is not None:
            return settled
    return reading.records(data)


def _narrowed(record: Record) -> Record:
    """The row of a table with one column of amounts: its only number is the amount, whatever is blank around it."""
    numbers = [value for value in record.values if value.kind == "number"]
    return replace(record, values=numbers) if len(numbers) == 1 else record


def _widths(records: list[Record], left: tuple[Leaf, ...], right: tuple[Leaf, ...]) -> list[tuple[Leaf, ...]]:
    return [right if outlay else left for outlay in sides_of(records)]


def _widened(columns: tuple[Leaf, ...], records: list[Record], missing: int) -> tuple[Leaf, ...]:
    """The columns and, if rows have more values than the head has names, nameless ones behind them.

    With more nameless than named columns the head is not that of this table: all are nameless.
    """
    widest = Counter(_filled_width(record) for record in records if record.values)
    most = max((size for size, times in widest.items() if times > 1 or len(records) < 4), default=0)
    extra = max(missing, min(most, _WIDEST) - len(columns))
    known = columns if extra <= len(columns) else tuple(replace(leaf, path=("？",)) for leaf in columns)
    return (*known, *(Leaf(f"extra{i}", ("？",)) for i in range(extra)))


def _filled_width(record: Record) -> int:
    values = [value.kind != "blank" for value in record.values]
    first = values.index(True) if record.label in TOTALS and any(values) else 0
    return max((i + 1 - first for i, filled in enumerate(values) if filled), default=0)


def _shorten(records: list[Record]) -> None:
    """Keep of the long texts in front of a value only the nearest words."""
    for record in records:
        record.labels = record.labels[-3:]
