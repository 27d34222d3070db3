"""Rows out of tokens: a record is a code, a label and the numbers that follow it.

In soft layouts a row ends where the next label begins; wrapped labels are put together with the help of the lexicon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from .certain import amounts_read, as_wide, without_blank_names, without_idle_numbers
from .codes import code_names, with_codes, with_split_codes, without_unit_codes
from .labels import NUMERAL, is_organisation, key_of
from .lexicon import names, names_of, prefixes, row_labels
from .line_numbers import drop_line_numbers
from .tokens import Token

_ENDED = re.compile(r"(?:费|支出|收入|项目|资金|补助|合计|总计|小计|结余|工程|购置)$|^$")
_SOURCE = re.compile("(?:收入|拨款|资金|补助|结转|结余|贷款|捐赠|债券)$")
"""A source of money: behind the whole name of a 类 (二、外交支出) it is the row of income below."""
_SUM = re.compile(r"(?:本年)?(?:收入|支出)[合总]计")
_FRAGMENTS = frozenset(
    [
        "支出",
        "出",
        "收入",
        "入",
        "费",
        "费用",
        "用",
        "款",
        "拨款",
        "余",
        "结余",
        "金",
        "资金",
        "补助",
        "贴",
        "补贴",
        "缴费",
        "等支出",
        "理",
        "的支出",
        "经费",
        "置",
        "购置",
    ]
)


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
        _drop_unit_code(record)
    return [
        record
        for record in sides
        if record.labels or record.code or any(v.kind == "number" for v in record.values)
    ]


def _drop_unit_code(record: Record) -> None:
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


def soft_records(tokens: list[Token], *, paired: bool, line_numbers: bool, coded: bool) -> list[Record]:
    """The records of tokens whose rows and blank cells must be guessed from labels and codes."""
    stream = with_codes(tokens) if coded else tokens
    records: list[Record] = []
    for i, token in enumerate(stream):
        record = records[-1] if records else None
        if token.kind in ("number", "blank"):
            if record is None:
                record = Record()
                records.append(record)
            record.values.append(token)
        elif token.kind == "code":
            _take_code(records, token, paired=paired)
        elif record is None or _complete(records, token) or not _continues(record, token, stream, i):
            broken = _broken_off(records, token)
            if broken is not None:
                broken.labels.append(token)
            else:
                records.append(Record(labels=[token]))
        elif not record.other_code:
            record.labels.append(token)
    if line_numbers:
        drop_line_numbers(records)
    for record in records:
        _drop_unit_code(record)
    return [record for record in records if record.label or record.values]


def without_serials(tokens: list[Token]) -> list[Token]:
    """The tokens without the 序号 in front of rows, which count on by one; the first may stand in the head."""
    found: list[Token] = []
    count = 0
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        first = i == 0 or tokens[i - 1].line != token.line
        due = token.text == str(count + 1) or (count == 0 and token.text == "2")
        if first and due and after is not None and (after.kind in ("label", "code") or _is_digits(after)):
            count = int(token.text)
        else:
            found.append(token)
    return found


def _is_digits(token: Token) -> bool:
    return token.kind == "number" and token.text.isdigit() and len(token.text) in (3, 5, 7)


def _broken_off(records: list[Record], token: Token) -> Record | None:
    """The row just before the last one whose wrapped name this token completes, as in the left half of two tables."""
    for record in records[-2:-5:-1]:
        if record.values and record.labels:
            so_far = key_of(record.label)
            if so_far and so_far not in names() and so_far + token.flat in names():
                return record
    return None


def _complete(records: list[Record], token: Token) -> bool:
    """Whether the last row's name is whole and this token rather completes that of a row before it."""
    last = records[-1]
    if last.values or not last.labels or last.labels[-1].line == token.line:
        return False
    return key_of(last.label) in names() and _broken_off(records, token) is not None


def _take_code(records: list[Record], token: Token, *, paired: bool) -> None:
    record = records[-1] if records else None
    if (
        record
        and paired
        and record.code
        and record.labels
        and not record.values
        and record.code[0] != token.flat[0]
    ):
        record.other_code = token.flat
    elif (
        record
        and not record.code
        and not record.values
        and record.labels
        and code_names(token.flat, record.label)
    ):
        record.code = token.flat
    else:
        records.append(Record(code=token.flat))


def _continues(record: Record, token: Token, stream: list[Token], i: int) -> bool:
    """Whether a label token belongs to the record's label rather than begins a new row."""
    if record.other_code:
        return not record.values
    flat = token.flat
    if NUMERAL.match(flat):
        return False
    so_far = key_of(record.label)
    whole = so_far + flat
    if record.values:
        if stream[i - 1].line == token.line:
            return False
        known = whole in names() or (record.code != "" and whole in names_of(record.code))
        known = known or (so_far not in names() and whole in prefixes() and not _valued_next(stream, i))
        if is_organisation(whole) and not is_organisation(so_far) and not _ENDED.search(so_far):
            return so_far not in names() and not _valued_next(stream, i)
        return known or (flat in _FRAGMENTS and so_far not in row_labels() and not _valued_next(stream, i))
    if not record.labels or whole in names() or whole in prefixes():
        return True
    if so_far in row_labels() and flat in (row_labels() | prefixes()):
        return False
    if token.line == record.labels[-1].line:
        return not (so_far in names() and flat in names())
    if _SUM.fullmatch(flat):
        return False
    own = flat in row_labels() or (_SOURCE.search(flat) and NUMERAL.match(record.label))
    return not (own and so_far in names())


def _valued_next(stream: list[Token], i: int) -> bool:
    return i + 1 < len(stream) and stream[i + 1].kind == "number" and stream[i + 1].line == stream[i].line
