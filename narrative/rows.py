"""Rows out of tokens: a record is a code, a label and the numbers that follow it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from .certain import amounts_read, as_wide, without_blank_names, without_idle_numbers
from .codes import with_split_codes, without_unit_codes
from .labels import is_organisation
from .lexicon import names_of
from .tokens import Token


@dataclass(slots=True)
class Record:
    """One row, or one side of a row: ``values`` are its number and blank cells in order.

    ``certain`` if no cell can be missing among them; ``columns`` are their columns where the head's cells tell.
    ``unsure`` is by how many the columns that the head names are more (or, below 0, less) than it counts.
    """

    code: str = ""
    labels: list[Token] = field(default_factory=list)
    values: list[Token] = field(default_factory=list)
    other_code: str = ""
    side: int = 0
    certain: bool = False
    columns: tuple[int, ...] = ()
    unsure: int = 0

    @property
    def label(self) -> str:
        """The label without white space."""
        if len(self.labels) == 1:
            return self.labels[0].flat
        return "".join([token.flat for token in self.labels])


def with_names_below(records: list[Record]) -> list[Record]:
    """The rows, those whose long name was printed on the lines below their amounts together with it.

    Only where the name is the code's own by the official list: else which row it names stays open.
    """
    found: list[Record] = []
    for record in records:
        above = found[-1] if found else None
        if (
            above is not None
            and above.code
            and not above.labels
            and any(value.kind == "number" for value in above.values)
            and not record.code
            and not any(value.kind == "number" for value in record.values)
            and record.label in names_of(above.code)
        ):
            found[-1] = replace(above, labels=record.labels)
        else:
            found.append(record)
    return found


def hard_records(tokens: list[Token], *, paired: bool, line_numbers: bool) -> list[Record]:
    """The records of certain rows: a row is cut into sides where a label or code follows values."""
    found: list[Record] = []
    rows = [list(cells) for _, cells in groupby(tokens, key=attrgetter("row"))]
    rows = without_blank_names(as_wide(rows))
    if line_numbers:
        rows = without_idle_numbers(rows)
    for cells in rows:
        found += _sides(
            amounts_read(with_split_codes(without_unit_codes(cells))),
            paired=paired,
            line_numbers=line_numbers,
        )
    return found


def _sides(cells: list[Token], *, paired: bool, line_numbers: bool) -> list[Record]:
    sides: list[Record] = []
    lead = 0
    for cell in cells:
        record = sides[-1] if sides else None
        if cell.kind == "blank" and record is None:
            lead += 1
        elif record is not None and _still_stub(record, cell):
            record.values = []
            _head(record, cell)
        elif record is not None and paired and _named_again(record, cell):
            record.values = []
        elif cell.kind in ("code", "label") and (record is None or record.values or _pairs(record, cell)):
            if record is not None and paired and cell.kind == "code" and not record.values:
                record.other_code = cell.text
                continue
            sides.append(Record(side=len(sides) + (1 if lead > 1 and not sides else 0), certain=True))
            _head(sides[-1], cell)
        elif record is None:
            sides.append(Record(values=[cell], certain=True))
        elif cell.kind in ("code", "label"):
            _head(record, cell)
        else:
            record.values.append(cell)
    for record in sides:
        if line_numbers and record.values and _line_number(record.values[0]):
            record.values = record.values[1:]
        drop_unit_code(record)
    return [
        record
        for record in sides
        if record.labels or record.code or any(v.kind == "number" for v in record.values)
    ]


def drop_unit_code(record: Record) -> None:
    """A code in front of an organisation's name is its own (205001), not that of a 科目."""
    if record.code and is_organisation(record.label):
        record.code = ""


def _still_stub(record: Record, cell: Token) -> bool:
    """Whether a cell still belongs to the row's code or name: 类, 款 and 项 in columns of their own, some
    of them blank.
    """
    if not record.code or record.labels or any(value.kind == "number" for value in record.values):
        return False
    return cell.kind == "label" or (cell.kind == "code" and cell.flat.isdigit() and len(cell.flat) == 2)


def _named_again(record: Record, cell: Token) -> bool:
    """Whether a row of two codings says its name once for each: 合计 | | | 合计 | 12.00."""
    blank = all(value.kind == "blank" for value in record.values)
    return blank and not record.code and bool(record.labels) and cell.flat == record.label


def _pairs(record: Record, cell: Token) -> bool:
    return cell.kind == "code" and bool(record.code) and bool(record.labels)


def _head(record: Record, cell: Token) -> None:
    if cell.kind == "code" and not record.code:
        record.code = cell.flat
    elif (
        record.code and not record.labels and re.fullmatch(r"\d\d", cell.flat) and len(record.code) in (3, 5)
    ):
        record.code += cell.flat
    elif not record.other_code:
        record.labels.append(cell)


def _line_number(token: Token) -> bool:
    return token.kind in ("blank", "code") or bool(re.fullmatch(r"\d{1,3}", token.text))
