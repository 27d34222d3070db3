"""Columns of changes in tables, 增减额 and 增减%, computed again from the two columns that they compare.

Which columns those are, the rows tell: those whose difference nearly all rows print as the change. The rate is the
change by the column that was taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from ...extract.interval import Agreement, factor, growth_from_prior, rate_agrees, sums_to, to_unit
from ...extract.model import FACTORS, Figure, Quantity
from ...narrative.record import record
from ..diagnosis import written_slip
from ..model import Evidence
from .faults import account

_FEWEST, _MOVED = 3, 2
"""So many rows must fit, three times as many as do not, and so many of them show different changes: one where the head
names last year's column.
"""
_SAFELY = 6
"""So many fitting rows let a cell be doubted that no slip explains."""
_FINE = Decimal("0.01")
"""Rates are written to this at least."""
_SAMPLE = 40
"""So many rows tell which columns are compared."""
_WIDEST = 12
"""Tables of more columns of money are not tried."""
_RATE = re.compile(r"幅度|比例|百分比|率|[%％]")
_OTHER_RATE = re.compile(r"占|比重|完成|执行|进度")
"""Rates that are no change by last year's amount."""
_OTHER_BASE = re.compile(r"同口径|可比|剔除|扣除|扣减|不含|不包括|除.{1,12}外")
"""Heads of what is no change over the whole of last year's amount."""
Row = Mapping[int, Figure]


@record
class Misprint:
    """A cell of a column of changes that does not follow from its row.

    ``right`` is what it should be; ``slip`` is the slip that explains it, ``""`` if only the other rows speak for it;
    ``averaged``: it is the mean of the rates of other rows.
    """

    cell: Figure
    now: Figure
    then: Figure
    right: Quantity
    slip: str
    averaged: bool = False


def misprints(evidence: Evidence) -> Iterator[Misprint]:
    """The wrong cells of the columns of changes; of rows that print the same amounts the first."""
    doubted = {cell.id for fault in account(evidence).faults for each in fault.broken for cell in each.cells}
    for rows in _tables(evidence):
        seen: set[tuple[str, str, str]] = set()
        for column in _changing(rows):
            for each in _wrong(rows, column):
                mark = (each.cell.text, each.now.text, each.then.text)
                if mark not in seen and not doubted & {each.now.id, each.then.id}:
                    seen.add(mark)
                    yield each


def _tables(evidence: Evidence) -> Iterator[list[Row]]:
    """The rows of each table that has a column of changes: their cells by column, where all columns are certain."""
    changing = {figure.place.table for figure in evidence.figures if figure.column == "change"}
    tables: dict[str, dict[int, dict[int, Figure]]] = {}
    for figure in evidence.figures if changing else ():
        if figure.place.table in changing:
            row = tables.setdefault(figure.place.table, {}).setdefault(figure.place.row, {})
            row[figure.place.column] = _as_rate(figure)
    for rows in tables.values():
        yield [row for row in rows.values() if not any(figure.alternatives for figure in row.values())]


def _as_rate(figure: Figure) -> Figure:
    """The figure as a percentage, if its head says that without a sign: 增减幅度."""
    if figure.column != "change" or not _RATE.search(figure.column_path[-1]):
        return figure
    return replace(figure, quantity=replace(figure.quantity, unit="%"))


def _changing(rows: list[Row]) -> list[int]:
    """The columns of changes."""
    return sorted(
        {
            column
            for row in rows
            for column, figure in row.items()
            if figure.column == "change"
            and not _OTHER_RATE.search(figure.column_path[-1])
            and not _OTHER_BASE.search("".join(figure.column_path))
        }
    )


def _wrong(rows: list[Row], column: int) -> Iterator[Misprint]:
    """The cells of a column that do not follow from the two columns which the others compare."""
    amounts = sorted(
        {
            j
            for row in rows
            for j, figure in row.items()
            if figure.column != "change" and figure.quantity.unit in FACTORS
        }
    )
    if len(amounts) > _WIDEST:
        return
    some = [row for row in rows if column in row and not row[column].blank][:_SAMPLE]
    tried = [(pair, *_fitting(some, column, *pair)) for pair in permutations(amounts, 2)]
    told = [each for each in tried if _enough(each[1], each[2], (column, *each[0]))]
    told.sort(key=lambda each: (len(each[1]), _signed(each[1], (column, *each[0]))), reverse=True)
    if not told or any(set(each[0]) != set(told[0][0]) and len(each[1]) == len(told[0][1]) for each in told):
        return
    pair = told[0][0]
    fits, odd = _fitting(rows, column, *pair)
    if not _enough(fits, odd, (column, *pair)):
        return
    for row in odd:
        found = _misprint(row, column, *pair)
        if _is_mean(row[column], [each[column] for each in fits]):
            yield replace(found, slip="", averaged=True)
        elif found.slip or (len(fits) >= _SAFELY and len(odd) == 1):
            yield found


def _is_mean(cell: Figure, others: list[Figure]) -> bool:
    """Whether a rate is the mean of the rates of all other rows, or of those of the highest level of codes."""
    if cell.quantity.unit != "%" or len(others) < _MOVED:
        return False
    highest = min((len(each.code) for each in others if each.code), default=0)
    top = [each for each in others if each.code and len(each.code) == highest]
    return any(
        len(rates) >= _MOVED
        and abs(sum((each.signed for each in rates), Decimal(0)) / len(rates) - cell.signed)
        <= cell.quantity.step
        for rates in (others, top)
    )


def _signed(rows: list[Row], columns: tuple[int, int, int]) -> int:
    """How many changes have the sign of the difference."""
    column, now, then = columns
    moved = [(row[column].signed, row[now].signed - row[then].signed) for row in rows]
    return sum(change * difference > 0 for change, difference in moved)


def _fitting(rows: list[Row], column: int, now: int, then: int) -> tuple[list[Row], list[Row]]:
    """The rows whose change is that of the two columns, and those where it is not; without those that do not tell."""
    fits: list[Row] = []
    odd: list[Row] = []
    for row in rows:
        if column not in row or now not in row or then not in row or row[column].blank:
            continue
        how = _agrees(row[column], row[now], row[then])
        if how is not None:
            (odd if how == "differs" else fits).append(row)
    return fits, odd


def _agrees(cell: Figure, now: Figure, then: Figure) -> Agreement | None:
    """Whether a change or a rate fits two amounts, whatever its sign; None where they tell nothing."""
    if (now.blank and then.blank) or not (now.quantity.value or then.quantity.value):
        return None
    if cell.quantity.unit == "%":
        bounds = growth_from_prior(now.quantity, then.quantity)
        if bounds is None or now.blank or then.blank or not then.quantity.value:
            return None
        low, high = sorted((abs(bounds.low), abs(bounds.high)))
        low = low if bounds.low * bounds.high > 0 else low * 0
        return rate_agrees(cell.quantity, replace(bounds, low=low, high=high))
    more, less = sorted((now, then), key=lambda figure: -figure.quantity.yuan)
    told = sums_to(more.quantity, (less.quantity, cell.quantity))
    return "rounding" if told == "differs" and _nearly(more, less, cell) else told


def _nearly(more: Figure, less: Figure, cell: Figure) -> bool:
    """Whether what is written as 0 may be less than half a step: 0.6 and 0.4 are 1 and 0, their difference 0."""
    apart = abs(more.quantity.yuan - less.quantity.yuan - cell.quantity.yuan)
    steps = [figure.quantity.step * factor(figure.quantity.unit) for figure in (more, less, cell)]
    return not (less.quantity.value and cell.quantity.value) and apart * 2 <= sum(steps)


def _enough(fits: list[Row], odd: list[Row], columns: tuple[int, int, int]) -> bool:
    """Whether so many rows fit that the columns are surely those which are compared."""
    column, now, then = columns
    moved = {row[column].text for row in fits if row[column].quantity.value}
    named = any(row[then].column == "prior" and row[now].column != "prior" for row in fits)
    return len(fits) >= max(_FEWEST, 3 * len(odd)) and len(moved) >= (1 if named else _MOVED)


def _misprint(row: Row, column: int, now: int, then: int) -> Misprint:
    cell, new, old = row[column], row[now], row[then]
    if cell.quantity.unit == "%":
        ratio = (new.quantity.yuan / old.quantity.yuan - 1) * 100
        right = ratio.quantize(min(cell.quantity.step, _FINE))
    else:
        right = to_unit(new.quantity.yuan - old.quantity.yuan, cell.quantity.unit, cell.quantity.step)
    slip = written_slip(cell.quantity.value, abs(right))
    slip = slip or _base(cell, new, old) or _borne_out(row, cell, new, old)
    return Misprint(cell, new, old, replace(cell.quantity, value=right), slip)


def _borne_out(row: Row, cell: Figure, new: Figure, old: Figure) -> str:
    """Which other cell of the row shows that both amounts are right."""
    rate = cell.quantity.unit == "%"
    for figure in row.values():
        other = figure.column == "change" and not figure.blank and figure.quantity.value
        if other and (figure.quantity.unit == "%") != rate and _agrees(figure, new, old) == "equal":
            return "只有增减率不符，同一行的增减额是对的" if rate else "只有增减额不符，同一行的增减率是对的"
    return ""


def _base(cell: Figure, new: Figure, old: Figure) -> str:
    """Which other quotient a rate is."""
    if cell.quantity.unit != "%" or not (new.quantity.value and old.quantity.value):
        return ""
    change = abs(new.quantity.yuan - old.quantity.yuan)
    for words, value in (
        ("除数用了本年数，应为上年数", change / new.quantity.yuan),
        ("写成了本年数为上年数的百分比", new.quantity.yuan / old.quantity.yuan),
    ):
        if abs(value * 100 - cell.quantity.value) <= cell.quantity.step:
            return words
    return ""
