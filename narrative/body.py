"""The value columns and the rows of one table, from the words of its head and of its data.

Two tables side by side (收入 | 支出, 301 | 302 | 310) are unfolded: each side's rows follow one another, in
reading order, and have their values in that side's columns. A value whose column the layout does not tell
keeps the set of possible columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from .aligned import aligned
from .blanks import settled_blanks, with_blanks
from .columns import SUMMARY, leaves, summary_leaves
from .exact import exact, one_column
from .forms import FORMS
from .head import column_count
from .headwords import plain_names
from .labels import TOTALS
from .leaves import Leaf
from .line_numbers import without_column_numbers
from .projects import without_companions
from .rows import Record, hard_records, with_names_below
from .running import on_the_right, two_sides, with_columns
from .sides import sided, sides_of
from .soft_rows import soft_records, without_serials
from .textlines import Line
from .titles import of_performance
from .tokens import Token, without_notes

ASSESSED = ("performance-project", "performance-department")
"""Tables of self-assessment: under one another in them stand funds and indicators, each with a head of its own."""
_TWO_CODINGS = re.compile(r"政府预算.*经济|经济.*政府预算|政府(?:支出)?经济")
_STUB = re.compile(r"(?:.{0,8}科目)?(?:编码|代码|名称)|(?:部门|单位)(?:（单位）)?(?:代码|编码|名称)")
_WIDEST = 60
"""More columns than this are no table."""


Read = tuple[tuple[Leaf, ...], list[Record]]
"""The value columns of a table, and its rows."""


def columns_in_print(kind: str, body: list[Line]) -> Read | None:
    """Columns and rows of a table whose cells stand in columns of print; None if they do not."""
    found = aligned(without_notes(body, marked=False)) if not of_performance(kind) else None
    placed = exact(*found, sides=kind in SUMMARY, merged=True) if found is not None else None
    return _placed(kind, *placed) if placed is not None else None


def columns_and_rows(
    kind: str,
    head: list[Token],
    words: list[str],
    data: list[Token],
    layout: str,
    merged: bool | None,
    *,
    in_file: bool,
) -> Read:
    """The value columns and the rows; ``words`` are those of the head, without its unit."""
    told = layout in ("pipes", "tabs") and not (in_file and kind in ASSESSED)
    found = exact(head, data, sides=kind in SUMMARY, merged=merged) if told else None
    if found is not None:
        return _placed(kind, *found)
    whole = "".join(words)
    reading = _Reading(layout, "行次" in whole, _TWO_CODINGS.search(whole) is not None, "序号" in words)
    columns, records = _two_sides(kind, words, data, reading) or _one_side(kind, head, words, data, reading)
    return columns, _whole_rows(records)


def _placed(kind: str, columns: tuple[Leaf, ...], records: list[Record]) -> Read:
    if kind == "basic-expenditure":
        columns, records = one_column(columns, records)
    return columns, _whole_rows(records)


def _whole_rows(records: list[Record]) -> list[Record]:
    return without_column_numbers(with_names_below(records))


def _two_sides(kind: str, words: list[str], data: list[Token], reading: _Reading) -> Read | None:
    """Columns and rows of two tables side by side; None if there is one."""
    if kind in SUMMARY and "科目编码" not in "".join(words):
        left, right = summary_leaves(kind, words)
        records = _read(reading, data, lambda records: [len(s) for s in _widths(records, left, right)])
        return (*left, *right), sided(records, len(left), len(right))
    if halves := two_sides(kind, words):
        left, right = halves
        widths = (len(left), len(right))
        records = _read(reading, data, lambda records: [widths[on_the_right(each)] for each in records])
        return (*left, *right), with_columns(records, len(left))
    return None


def _one_side(kind: str, head: list[Token], words: list[str], data: list[Token], reading: _Reading) -> Read:
    """Columns and rows of a single table."""
    count = column_count(head)
    stubs = sum(1 for word in words if _STUB.fullmatch(word))
    if stubs and len(leaves(kind, words)) == count - stubs:
        count -= stubs  # 科目编码 and 科目名称 are numbered as well
    columns = leaves(kind, words, count=count)
    records = _read(reading, data, lambda records: [len(columns)] * len(records))
    if of_performance(kind):
        _shorten(records)
    if kind == "project":
        records = without_companions(records)
    if not columns:
        names = plain_names(words, max(map(_filled_width, records), default=0))
        columns = tuple(Leaf(f"plain{i}", (name,)) for i, name in enumerate(names))
    broad = sum(_filled_width(record) > 1 for record in records)
    if kind == "basic-expenditure" and broad * 3 < len(records):
        columns = columns[:1] or (Leaf("total", ("合计",)),)
    if len(columns) == 1:
        records = [_narrowed(record) for record in records]
    unsure = len(columns) - count if count and kind != "three-public" else 0
    columns = _widened(columns, records, -unsure)
    nameless = len(columns) == 1 and columns[0].key == "extra0"
    if nameless and kind in FORMS and not of_performance(kind):
        columns = (Leaf("amount", ("金额",)),)
    for record in records:
        record.columns, record.unsure = (), unsure
    return columns, records


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
