"""行次 and 栏次: the numbers of a table's rows and columns, which are no values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .head import COLUMN_NUMBERS
from .tokens import Token

if TYPE_CHECKING:
    from .rows import Record

_NUMBER = re.compile(r"[1-9]\d{0,2}")


def without_column_numbers(records: list[Record]) -> list[Record]:
    """The rows without those that number the columns (栏次 1 2 3), wherever the head was taken to end."""
    return [
        record
        for record in records
        if not (record.label in COLUMN_NUMBERS and all(len(value.text) < 4 for value in record.values))
    ]


def drop_line_numbers(records: list[Record]) -> None:
    """Take the 行次 out of the values: each side counts on by one, and a row without label still has its number.

    On a later page the left side may begin with any number, if the next one follows soon.
    """
    left = right = 0
    for i, record in enumerate(records):
        kept: list[Token] = []
        for position, token in enumerate(record.values):
            number = int(token.text) if _NUMBER.fullmatch(token.text) else 0
            if number and (number == left + 1 or (not left and position and _counts_on(records, i, number))):
                left = number
            elif number and (number == right + 1 or (position == 0 and record.label)):
                right = number
            else:
                kept.append(token)
        record.values = kept


def _counts_on(records: list[Record], i: int, number: int) -> bool:
    """Whether the number after this one stands in one of the next rows."""
    return any(token.text == str(number + 1) for record in records[i + 1 : i + 4] for token in record.values)
