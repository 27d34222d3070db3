"""The parts that invented tables are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

Amounts = dict[str, Decimal]


@dataclass(frozen=True)
class Column:
    """A value column: its word in the head, the words it stands under, what its path must match when read."""

    word: str
    pattern: str
    groups: tuple[str, ...] = ()


@dataclass
class Row:
    """A printed row; None is a cell that is not filled in. ``facts`` say which fact each value is, if any."""

    code: str
    label: str
    values: list[Decimal | None]
    facts: tuple[str, ...] = ()


@dataclass
class Side:
    """Stub and value columns that stand side by side with others; behind them ``texts`` under ``words``."""

    columns: list[Column]
    rows: list[Row]
    coded: bool = False
    words: tuple[str, ...] = ()
    texts: list[list[str]] = field(default_factory=list)


@dataclass
class Sheet:
    """One table. ``heads`` stand over two sides; ``before`` and ``after`` are rows of words around the amounts."""

    kind: str
    title: str
    sides: list[Side]
    unit: str = "万元"
    note: str = ""
    heads: tuple[str, ...] = ("收入", "支出")
    before: list[list[str]] = field(default_factory=list)
    after: list[list[str]] = field(default_factory=list)


@dataclass
class Item:
    """A 项 with what was spent on it, by nature and by fund, and where the money came from."""

    code: str
    amounts: Amounts = field(default_factory=dict)
