"""Blank cells that one-cell-a-line texts keep as empty lines.

Every cell ends with the same number of line ends, so a wider gap is as many blank cells. Whether this holds
is seen from the table as a whole: nearly every row must come out with just as many cells as the table has
columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .labels import TOTALS
from .rows import Record
from .tokens import Token


def with_blanks(tokens: list[Token]) -> list[Token]:
    """The tokens with a blank one for every cell that an empty line seems to stand for; the same list if
    none does.
    """
    step = _step(tokens)
    if not step:
        return tokens
    found = tokens[:1]
    for before, token in pairwise(tokens):
        missing = (token.line - before.line) // step - 1
        found += [
            Token("blank", "", before.end, before.end, before.line + step) for _ in range(min(missing, 60))
        ]
        found.append(token)
    return found


def _step(tokens: list[Token]) -> int:
    """How many lines a cell takes; 0 if the text does not have one cell a line or no line is left empty."""
    gaps = Counter(b.line - a.line for a, b in pairwise(tokens))
    together = gaps.pop(0, 0)
    if not gaps or together * 10 > len(tokens):
        return 0
    step = min(gap for gap in gaps if gaps[gap] * 4 >= max(gaps.values()))
    return step if step in (1, 2) and any(gap >= 2 * step for gap in gaps) else 0


def settled_blanks(records: list[Record], widths: Sequence[int]) -> list[Record] | None:
    """The records with exactly as many cells as their width, None unless the empty lines agree with that
    throughout.
    """
    records = [_without_lead(record, width) for record, width in zip(records, widths, strict=True)]
    records = _without_gaps(records, widths)
    fits = [_fits(record, width) for record, width in zip(records, widths, strict=True)]
    valued = [i for i, record in enumerate(records) if any(value.kind == "number" for value in record.values)]
    if not any(value.kind == "blank" for record in records for value in record.values):
        return None
    good = sum(fits[i] for i in valued[:-1])
    alone = len(valued) == 1 and _exact(records[valued[0]], widths[valued[0]])
    if good * 10 < 9 * (len(valued) - 1) or good + alone < 1:
        return None
    return [
        _padded(record, width, last=i == valued[-1]) if fit or i == valued[-1] else _bare(record)
        for i, (record, width, fit) in enumerate(zip(records, widths, fits, strict=True))
    ]


def _without_lead(record: Record, width: int) -> Record:
    """A row of totals without the blank cell where other rows have the name of their 科目."""
    lead = record.label in TOTALS and len(record.values) > width and record.values[0].kind == "blank"
    return replace(record, values=record.values[1:]) if lead else record


def _without_gaps(records: list[Record], widths: Sequence[int]) -> list[Record]:
    """The records without the empty lines between rows: those behind every row whose cells are all printed."""
    full = [
        len(record.values) - width
        for record, width in zip(records[:-1], widths, strict=False)
        if len(record.values) >= width > 0 and all(value.kind == "number" for value in record.values[:width])
    ]
    gap = min(full, default=0)
    return [_shorter(record, gap) for record in records] if gap else records


def _shorter(record: Record, gap: int) -> Record:
    """The record without so many blank cells at its end, as far as it has them."""
    kept = len(record.values)
    while kept and len(record.values) - kept < gap and record.values[kept - 1].kind == "blank":
        kept -= 1
    return replace(record, values=record.values[:kept])


def _fits(record: Record, width: int) -> bool:
    return len(record.values) >= width and all(value.kind == "blank" for value in record.values[width:])


def _exact(record: Record, width: int) -> bool:
    """Whether the only row of amounts has a cell for each column, the last of them printed."""
    return len(record.values) == width and record.values[-1].kind == "number"


def _padded(record: Record, width: int, *, last: bool) -> Record:
    """The record cut to its width; the empty lines behind the last row cannot be told from the gap behind
    the table.
    """
    values = record.values[:width]
    if last and len(values) < width and values:
        end = values[-1].end
        values = values + [Token("blank", "", end, end, values[-1].line)] * (width - len(values))
    return replace(record, values=values, certain=True)


def _bare(record: Record) -> Record:
    return replace(record, values=[value for value in record.values if value.text])
