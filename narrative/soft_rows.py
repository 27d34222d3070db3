"""Rows of soft layouts, where no cell tells: a row ends where the next label begins.

Wrapped labels are put together with the help of the lexicon.
"""

from __future__ import annotations

import re

from .codes import code_names, with_codes
from .labels import NUMERAL, is_organisation, key_of
from .lexicon import names, names_of, prefixes, row_labels
from .line_numbers import drop_line_numbers
from .rows import Record, drop_unit_code
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
        drop_unit_code(record)
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
