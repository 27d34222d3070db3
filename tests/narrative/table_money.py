"""The money of an invented department: what was earned, spent and carried over."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from decimal import Decimal

from gouji.corpora.synthesis.sheets import Amounts, Item, Row
from gouji.narrative.lexicon import economic, functional

ZERO = Decimal(0)
NATURES = ("basic", "project", "upward", "operating", "subsidy")
SOURCES = ("fiscal", "upper", "business", "trade", "attached", "other")
USUAL = (
    "2080505",
    "2080506",
    "2101101",
    "2101102",
    "2210201",
    "2010301",
    "2060302",
    "2050202",
    "2130104",
    "2240101",
)


class Department:
    """Money of an invented department; ``sheet(kind)`` prints one of its tables."""

    def __init__(self, seed: int, *, levels: str = "类款项", zeros: bool = False, unit: str = "万元") -> None:
        self.seed, self.rng = seed, random.Random(seed)
        self.levels, self.zeros, self.unit = levels, zeros, unit
        self.items = [self._item(code) for code in sorted(self.rng.sample(USUAL, self.rng.randint(3, 7)))]
        self.fund_item = self._fund_item("2120801") if self.rng.random() < 0.6 else None
        self.carry_in, self.carry_out = self._money(10, 500), ZERO
        self.economy = self._economy()
        self.cars = [self._money(1, 9) if self.rng.random() < 0.6 else ZERO for _ in range(8)]

    def _money(self, low: int, high: int) -> Decimal:
        scale = 10_000 if self.unit == "元" else 1
        return Decimal(self.rng.randint(low * 100 * scale, high * 100 * scale)) / 100

    def _item(self, code: str) -> Item:
        item = Item(code, dict.fromkeys((*NATURES, *SOURCES, "general", "fund"), ZERO))
        for nature in self.rng.choice(
            (("basic",), ("project",), ("basic", "project"), ("basic", "project", "operating"))
        ):
            item.amounts[nature] = self._money(5, 4000)
        spent = sum((item.amounts[n] for n in NATURES), ZERO)
        other = self.rng.choice((None, None, "business", "other"))
        item.amounts["fiscal"] = spent - item.amounts["operating"]
        item.amounts["general"] = item.amounts["fiscal"]
        item.amounts["trade"] = item.amounts["operating"]
        if other and item.amounts["basic"]:
            part = (item.amounts["basic"] / 3).quantize(Decimal("0.01"))
            item.amounts[other], item.amounts["fiscal"] = part, item.amounts["fiscal"] - part
            item.amounts["general"] = item.amounts["fiscal"]
        return item

    def _fund_item(self, code: str) -> Item:
        item = Item(code, dict.fromkeys((*NATURES, *SOURCES, "general", "fund"), ZERO))
        item.amounts["project"] = item.amounts["fiscal"] = item.amounts["fund"] = self._money(20, 900)
        return item

    def _economy(self) -> dict[str, Decimal]:
        codes = [c for c in economic() if len(c) == 5 and c[:3] in ("301", "302", "303", "310")]
        return {code: self._money(1, 300) for code in sorted(self.rng.sample(codes, 14))}

    @property
    def all_items(self) -> list[Item]:
        return self.items + ([self.fund_item] if self.fund_item else [])

    def total(self, key: str) -> Decimal:
        return sum((item.amounts[key] for item in self.all_items), ZERO)

    @property
    def spent(self) -> Decimal:
        return sum((self.total(key) for key in NATURES), ZERO)

    def shown(self, amount: Decimal) -> Decimal | None:
        """The amount as printed: zeros are left blank unless this department prints them."""
        return amount if amount or self.zeros else None

    def row(self, code: str, label: str, amounts: Iterable[Decimal]) -> Row:
        return Row(code, label, [self.shown(amount) for amount in amounts])

    def tree(self, items: list[Item], values: Callable[[Amounts], list[Decimal]]) -> list[Row]:
        """合计 and the rows of each 类, 款 and 项 as far as these levels are printed."""
        sums: dict[str, list[Decimal]] = {}
        for item in items:
            lengths = [n for n, level in ((3, "类"), (5, "款"), (7, "项")) if level in self.levels]
            for code in ["", *(item.code[:n] for n in lengths)]:
                old = sums.get(code, [ZERO] * len(values(item.amounts)))
                sums[code] = [a + b for a, b in zip(old, values(item.amounts), strict=True)]
        if not sums:
            return [Row("", "合计", [self.shown(ZERO)] * 3)]
        return [self.row(c, functional()[c][0] if c else "合计", sums[c]) for c in sorted(sums)]
