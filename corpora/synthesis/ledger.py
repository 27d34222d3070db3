"""What turns facts into the rows of tables: units, names of the year, blanks, the levels of 科目 that are printed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ...narrative.lexicon import economic, functional_names
from .accounts import key
from .finances import Finances
from .sheets import Row

FEN = {"万元": Decimal(1_000_000), "元": Decimal(100)}
CENT = Decimal("0.01")


def printed_amount(value: int, unit: str) -> Decimal:
    """An amount in 分 as it is printed: rounded to two decimals of the unit."""
    return (Decimal(value) / FEN[unit]).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Facts and how a report's tables show them. ``zeros``: zeros are printed, not left blank."""

    money: Finances
    year: int
    unit: str
    levels: str
    zeros: bool
    owner: str
    rng: random.Random

    def name(self, code: str) -> str:
        """The name of a functional or economic code in the report's year."""
        known: str | None = functional_names(self.year).get(code)
        return known or economic()[code][0]

    def shown(self, fact: str) -> Decimal | None:
        value = printed_amount(self.money[fact], self.unit)
        return value if value or self.zeros else None

    def row(self, label: str, facts: Iterable[str], code: str = "") -> Row:
        """A row whose cells say the given facts; an empty key is a cell that is never filled in."""
        names = tuple(facts)
        return Row(code, label, [self.shown(name) if name else None for name in names], names)

    def blank(self, count: int) -> Row:
        return Row("", "", [None] * count)

    def tree(self, scope: str, facts: Callable[[str], list[str]]) -> list[Row]:
        """合计 and the rows of each 类, 款 and 项 of the scope that is not zero, as far as these levels are printed."""
        lengths = [n for n, level in ((3, "类"), (5, "款"), (7, "项")) if level in self.levels]
        codes = {item[:n] for item in self.money.items for n in lengths}
        used = sorted(code for code in codes if self.money[key(scope, code)])
        whole = self.row("合计", facts(""))
        return [whole, *(self.row(self.name(code), facts(code), code) for code in used)]

    def classes(self, scope: str) -> list[str]:
        """The classes (类) in which the scope has money, in order of code."""
        return sorted({item[:3] for item in self.money.items if self.money[key(scope, item[:3])]})
