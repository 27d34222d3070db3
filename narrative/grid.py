"""Records as rows of cells: each value in its column, or with the columns where it may stand."""

from __future__ import annotations

import re

from .labels import TOTALS, key_of
from .leaves import Leaf
from .model import Cell
from .rows import Record
from .tokens import Token

_FUNDED = re.compile(
    r"(?:资金总额|预算总额|支出总额|政府预算资金|专户管理资金|单位资金|当年财政拨款|其他资金|结转资金|基本支出|项目支出)(?:（万?元）)?$"
)
Placing = dict[int, tuple[Token | None, tuple[int, ...]]]


def grid(columns: tuple[Leaf, ...], records: list[Record], *, coded: bool) -> tuple[tuple[Cell, ...], ...]:
    stubs = 2 if coded else 1
    names = (["科目编码"] if coded else []) + ["项目"] + [" ".join(leaf.path) for leaf in columns]
    head = tuple(Cell(name, None, None, (j,)) for j, name in enumerate(names))
    return (head, *(_row(columns, record, stubs) for record in records))


def _row(columns: tuple[Leaf, ...], record: Record, stubs: int) -> tuple[Cell, ...]:
    cells = [Cell(record.code, None, None, (0,))] if stubs == 2 else []
    first, last = (record.labels[0].start, record.labels[-1].end) if record.labels else (None, None)
    cells.append(Cell(record.label, first, last, (stubs - 1,)))
    placed = _placed(columns, record)
    for j in range(len(columns)):
        token, possible = placed.get(j, (None, ()))
        where = (possible[0] + stubs,) if len(possible) == 1 else tuple([k + stubs for k in possible])
        if token is None or token.kind == "blank":
            cells.append(Cell("", None, None, where))
        else:
            cells.append(Cell(token.text, token.start, token.end, where))
    return tuple(cells)


def _placed(columns: tuple[Leaf, ...], record: Record) -> Placing:
    """For each value column of the record's side: the cell's token and the columns where it may stand."""
    if record.columns:
        return {j: (token, (j,)) for j, token in zip(record.columns, record.values, strict=False)}
    side = _side_columns(columns, record)
    if not side:
        return {}
    values = _fitted(record, len(side))
    named = sum(not leaf.key.startswith("extra") for leaf in columns)
    if record.unsure or len(values) > named:
        return _misfitting(columns, values, record.unsure)
    if len(values) == len(side) and (columns[-1].key != "score" or _FUNDED.search(record.label)):
        return {j: (token, (j,)) for j, token in zip(side, values, strict=True)}
    if not values:
        return {j: (None, (j,)) for j in side}
    if columns[-1].key == "score" and not _FUNDED.search(record.label):
        return _scored(columns, record, values)
    slack = len(side) - len(values)
    fixed = _fixed(columns, record, side)
    placed: Placing = {}
    for i, token in enumerate(values):
        possible = (side[0],) if i < fixed else tuple(side[i : i + slack + 1])
        placed[side[i]] = (token, possible)
    return placed


def _misfitting(columns: tuple[Leaf, ...], values: list[Token], unsure: int) -> Placing:
    """The values under a head that names more or fewer columns than there are: which is the odd one nobody knows."""
    width = len(columns)
    extra = [j for j, leaf in enumerate(columns) if leaf.key.startswith("extra")]
    placed: Placing = {}
    for i, token in enumerate(values):
        last = min(width - len(values) + i, width - 1)
        possible = (
            range(last + 1) if extra else range(i, min(i + abs(unsure) + width - len(values), width - 1) + 1)
        )
        reach = sorted({*(range(1) if i == 0 else (j for j in possible if j > 0)), *(extra if i else ())})
        placed[i] = (token, tuple(reach))
    return placed


def _fixed(columns: tuple[Leaf, ...], record: Record, side: list[int]) -> int:
    """How many of the first values certainly stand in the first columns."""
    if columns[-1].key == "score":
        return min(
            3,
            len(record.values),
            sum(leaf.key in ("budget", "adjusted-budget", "actual") for leaf in columns),
        )
    totals = [
        j for j in side if columns[j].key.split(".")[-1] in ("total", "grand") and not columns[j].parent
    ]
    return 1 if totals == side[:1] else 0  # of two years beside each other the first may be empty


def _scored(columns: tuple[Leaf, ...], record: Record, values: list[Token]) -> Placing:
    """An indicator's numbers in a table of self-assessment stand under a second head: only the total's are
    certain.
    """
    score = len(columns) - 1
    weight = next((j for j, leaf in enumerate(columns) if leaf.key == "weight"), None)
    numbers = [value for value in values if value.kind == "number"]
    if (
        weight is not None
        and len(numbers) == 2
        and key_of(record.label) in ("总分", "总计", "合计", "自评总分")
    ):
        return {weight: (numbers[0], (weight,)), score: (numbers[1], (score,))}
    everywhere = tuple(range(len(columns)))
    return {j: (value, everywhere) for j, value in zip(everywhere, values, strict=False)}


def _side_columns(columns: tuple[Leaf, ...], record: Record) -> list[int]:
    sides = [leaf.key.startswith("left") for leaf in columns]
    if any(sides):
        return [j for j, left in enumerate(sides) if left == (record.side == 0)]
    return list(range(len(columns)))


def _fitted(record: Record, width: int) -> list[Token]:
    """The values without blank cells in front that are empty 科目名称 cells, and without blank cells behind."""
    values = record.values
    while len(values) > width and values[0].kind == "blank" and record.label in TOTALS:
        values = values[1:]
    while len(values) > width and values[-1].kind == "blank":
        values = values[:-1]
    while record.certain and len(values) > width and values[0].kind == "blank":
        values = values[1:]
    return values[:width]
