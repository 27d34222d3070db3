"""Sums down the columns: the rows of one code level add up to the row above them, column by column."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import product
from math import prod

from ..narrative.model import Table
from .cells import plain_label
from .placings import TOLERANCE, Placing, Row, is_open, moved, numbers_of, placings
from .siblings import is_total

_RATE = re.compile(r"[%％率]|幅度|比例")
_FEES = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("100", r"出国"),
        ("200", r"公务用车购置[及和与、]|公务用车费|车辆购置[及和与、]"),
        ("20001", r"(?:公务用车|车辆)购置费?$"),
        ("20002", r"(?:公务用车|车辆)(?:运行|维护)"),
        ("300", r"接待费?$"),
    )
)
_ALWAYS = re.compile(r"208(?:05|$)|210(?:11|$)|221(?:02|$)")
"""行政事业单位养老, 行政事业单位医疗, 住房改革支出 and their 类."""
_OFF = Decimal("0.01")
"""A sum that is off at all: by how much tells nothing, addends are rounded."""
_MOST = 14
_TRIALS = 600


def by_columns(table: Table) -> Table:
    """Settle rows that have one number beside the total by the sums down the columns, code level by code level."""
    if not any(is_open(row) for row in table.rows):
        return table
    rows = list(table.rows)
    data = range(table.header_rows, len(rows))
    codes = _codes(table)
    if not codes:
        return table
    total = next((i for i in data if is_total(rows[i], table.stub_columns)), None)
    for code in sorted(codes, key=len, reverse=True):
        _add_up(table, rows, codes[code], _children(codes, code))
    if total is not None:
        _add_up(table, rows, total, _children(codes, ""))
    named = {i: code for code, i in codes.items()}
    for parent in ([total] if total is not None else []) + [codes[code] for code in sorted(codes, key=len)]:
        children = _children(codes, "" if parent == total else named[parent])
        if children and not is_open(rows[parent]):
            _inherit(table, rows, parent, children)
            _share_out(table, rows, parent, children)
            _combine(table, rows, parent, children)
    return replace(table, rows=tuple(rows))


def _codes(table: Table) -> dict[str, int]:
    """The rows by their codes; those of 三公 and of projects by codes that say what they are parts of."""
    data = range(table.header_rows, len(table.rows))
    if table.stub_columns == 2:
        return {table.rows[i][0].text: i for i in data if table.rows[i][0].text}
    labels = {i: plain_label(table.rows[i][0].text) for i in data}
    if table.kind == "project":
        listed = [i for i in data if labels[i] and not is_total(table.rows[i], 1)]
        return {f"{100 + n}": i for n, i in enumerate(listed[:800])}
    if table.kind != "three-public" or len(table.columns) > 6:
        return {}
    found: dict[str, int] = {}
    for i, label in labels.items():
        code = next((code for code, pattern in _FEES if pattern.search(label)), "")
        if code in found:
            return {}
        if code:
            found[code] = i
    return found


def _add_up(table: Table, rows: list[Row], parent: int, children: list[int]) -> None:
    """Settle a row whose children are all settled: each of its numbers stands where theirs add up to it."""
    if not children or not is_open(rows[parent]) or any(is_open(rows[i]) for i in children):
        return
    sums: dict[int, Decimal] = {}
    for i in children:
        for cell, value in numbers_of(rows[i], table.stub_columns):
            sums[cell.columns[0]] = sums.get(cell.columns[0], Decimal(0)) + value
    placed: dict[int | None, tuple[int, ...]] = {}
    for cell, value in numbers_of(rows[parent], table.stub_columns):
        placed[cell.start] = tuple(
            j for j in cell.columns if j in sums and abs(sums[j] - value) <= TOLERANCE * len(children)
        )
    if all(len(columns) == 1 for columns in placed.values()) and len(set(placed.values())) == len(placed):
        rows[parent] = moved(table, rows[parent], placed)


def _children(codes: dict[str, int], parent: str) -> list[int]:
    """The rows of the next printed code level under a parent (``""``: the top level)."""
    under = [code for code in codes if code.startswith(parent) and code != parent and len(code) in (3, 5, 7)]
    if not under:
        return []
    level = min(len(code) for code in under)
    return [codes[code] for code in under if len(code) == level]


def _inherit(table: Table, rows: list[Row], parent: int, children: list[int]) -> None:
    """A column that is empty for the parent is empty for its children."""
    filled = {cell.columns[0] for cell, _ in numbers_of(rows[parent], table.stub_columns)}
    for i in children:
        if is_open(rows[i]):
            placed = {
                cell.start: tuple(j for j in cell.columns if j in filled)
                for cell, _ in numbers_of(rows[i], table.stub_columns)
            }
            if all(placed.values()):
                rows[i] = moved(table, rows[i], dict(placed))


def _share_out(table: Table, rows: list[Row], parent: int, children: list[int]) -> None:
    """Find the only way to give each open child's number to one of two columns so that both columns add up."""
    want = {cell.columns[0]: value for cell, value in numbers_of(rows[parent], table.stub_columns)}
    found = [i for i in children if is_open(rows[i]) and len(numbers_of(rows[i], table.stub_columns)) == 2]
    twice = [tuple(value for _, value in numbers_of(rows[i], table.stub_columns)) for i in found]
    if not found or len(found) > _MOST or any(is_open(rows[i]) and i not in found for i in children):
        return
    pairs = {cell.columns for i in found for cell, _ in numbers_of(rows[i], table.stub_columns)[1:]}
    options = [j for j in want if any(j in pair for pair in pairs) and j != table.stub_columns]
    if len(options) != 2 or any(set(pair) - set(options) for pair in pairs):
        return
    first = options[0]
    sure = dict.fromkeys(options, Decimal(0))
    for i in children:
        for cell, value in numbers_of(rows[i], table.stub_columns) if i not in found else ():
            if len(cell.columns) == 1 and cell.columns[0] in sure:
                sure[cell.columns[0]] += value
    amounts = [numbers_of(rows[i], table.stub_columns)[1][1] for i in found]
    left = {j: want[j] - sure[j] for j in options}
    slack = TOLERANCE * Decimal(len(children)) / 2
    masks = _both(
        amounts, left[first], left[options[1]], slack, slip=table.stub_columns == 2 and _one_slip(twice)
    )
    if len(masks) > 1 and table.columns[first][-1] == "基本支出" and table.stub_columns == 2:
        masks = _usual(masks, [rows[i][0].text for i in found])
    least = min(masks.values(), default=_OFF)
    masks = {mask: off for mask, off in masks.items() if off == least}
    for position, i in enumerate(found if masks else ()):
        picks = {bool(mask >> position & 1) for mask in masks}
        if len(picks) == 1:
            (head, _), (cell, _) = numbers_of(rows[i], table.stub_columns)
            column = first if picks.pop() else options[1]
            rows[i] = moved(table, rows[i], {head.start: head.columns, cell.start: (column,)})


def _combine(table: Table, rows: list[Row], parent: int, children: list[int]) -> None:
    """Settle open children by trying all that their own sums allow, if that is not too much, against the parent."""
    found = [i for i in children if is_open(rows[i])]
    filled = frozenset(cell.columns[0] for cell, _ in numbers_of(rows[parent], table.stub_columns))
    options = [placings(table, numbers_of(rows[i], table.stub_columns), filled) for i in found]
    rates = {j for j, path in enumerate(table.columns) if _RATE.search(path[-1])}
    want = {
        cell.columns[0]: value
        for cell, value in numbers_of(rows[parent], table.stub_columns)
        if cell.columns[0] not in rates
    }
    if not found or not all(options) or prod(map(len, options)) > _TRIALS:
        return
    for i in children:
        for cell, value in numbers_of(rows[i], table.stub_columns) if i not in found else ():
            if cell.columns[0] not in rates:
                want[cell.columns[0]] = want.get(cell.columns[0], Decimal(0)) - value
    numbers = [[value for _, value in numbers_of(rows[i], table.stub_columns)] for i in found]
    slack = TOLERANCE * Decimal(len(children)) / 2
    fitting = [choice for choice in product(*options) if _adds_up(choice, numbers, want, slack, rates)]
    for position, i in enumerate(found if fitting else ()):
        cells = [cell for cell, _ in numbers_of(rows[i], table.stub_columns)]
        picks = [{choice[position][k] for choice in fitting} for k in range(len(cells))]
        rows[i] = moved(
            table, rows[i], {c.start: tuple(sorted(p)) for c, p in zip(cells, picks, strict=True)}
        )


def _adds_up(
    choice: tuple[Placing, ...],
    numbers: list[list[Decimal]],
    want: dict[int, Decimal],
    slack: Decimal,
    rates: set[int],
) -> bool:
    left = dict(want)
    for placing, values in zip(choice, numbers, strict=True):
        for column, value in zip(placing, values, strict=True):
            if column not in rates:
                left[column] = left.get(column, Decimal(0)) - value
    return all(abs(rest) <= slack for rest in left.values())


def _both(
    amounts: list[Decimal], want: Decimal, other: Decimal, slack: Decimal, *, slip: bool
) -> dict[int, Decimal]:
    """The subsets that add up to ``want`` and leave ``other`` to the other column, else those that add up to ``want``.

    Where a number is known to be a slip, one column cannot add up: the other one then must, to the last digit.
    """
    every = (1 << len(amounts)) - 1
    mine = _subsets(amounts, want, slack)
    rest = {every ^ mask: off for mask, off in _subsets(amounts, other, slack).items()}
    both = {mask: max(off, rest[mask]) for mask, off in mine.items() if mask in rest}
    exact = {mask: off for found in (mine, rest) for mask, off in found.items() if not off}
    return both or (exact if slip else {}) or mine


def _one_slip(rows: list[tuple[Decimal, ...]]) -> bool:
    """Whether one row prints two numbers for one, with two digits exchanged or one of them another."""
    odd = [(f"{total}", f"{part}") for total, part in rows if total != part]
    if len(odd) != 1 or len(odd[0][0]) != len(odd[0][1]):
        return False
    one, other = odd[0]
    return sorted(one) == sorted(other) or sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _subsets(amounts: list[Decimal], want: Decimal, slack: Decimal) -> dict[int, Decimal]:
    """The subsets (bit masks) of amounts that add up to ``want`` within ``slack``: how far off each is, 0 or not."""
    sums = [(Decimal(0), 0)]
    for position, amount in enumerate(amounts):
        sums += [
            (value + amount, mask | 1 << position) for value, mask in sums if value + amount <= want + slack
        ]
    return {mask: min(abs(value - want), _OFF) for value, mask in sums if abs(value - want) <= slack}


def _usual(masks: dict[int, Decimal], codes: list[str]) -> dict[int, Decimal]:
    """The subsets that hold the most rows of what is always paid out of 基本支出: pensions, health care, housing."""
    always = sum(1 << position for position, code in enumerate(codes) if _ALWAYS.match(code))
    most = max((mask & always).bit_count() for mask in masks)
    return {mask: off for mask, off in masks.items() if (mask & always).bit_count() == most}
