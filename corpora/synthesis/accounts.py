"""The book that facts are entered in: whole 分, sums kept as entries are made."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

WAN = 1_000_000
"""分 in 万元."""


def key(*parts: str) -> str:
    """The path of a fact; empty parts are left out."""
    return ".".join(part for part in parts if part)


@dataclass(slots=True)
class Accounts:
    """Facts under way. ``grain``: every amount entered is a multiple of so many 分."""

    rng: random.Random
    grain: int
    facts: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        return self.facts.get(name, 0)

    def put(self, name: str, value: int) -> None:
        self.facts[name] = value

    def total(self, name: str, parts: Iterable[str]) -> None:
        self.put(name, sum(self[part] for part in parts))

    def round(self, value: int) -> int:
        return value // self.grain * self.grain

    def money(self, low: int, high: int) -> int:
        """An amount between so many 万元, small ones as likely as large ones."""
        value = low * WAN * (high / low) ** self.rng.random()
        return max(self.round(int(value)), self.grain)

    def part(self, whole: int, low: int, high: int) -> int:
        """Between so many percent of the whole."""
        return self.round(whole * self.rng.randint(low * 100, high * 100) // 10_000)

    def changed(self, value: int, low: int, high: int) -> int:
        return self.part(value, low, high)

    def earlier(self, value: int) -> int:
        """What the same was the year before: often alike, sometimes the same, sometimes nothing."""
        chance = self.rng.random()
        if not value:
            return 0
        return value if chance < 0.08 else 0 if chance < 0.14 else self.changed(value, 60, 160)

    def split(self, whole: int, count: int) -> list[int]:
        """The whole in parts of any size that add up to it."""
        weights = [self.rng.randint(1, 100) for _ in range(count)]
        parts = [self.round(whole * weight // sum(weights)) for weight in weights]
        if parts:
            parts[0] += whole - sum(parts)
        return parts

    def add(self, code: str, nature: str, value: int, *, scope: str, counted: bool = True) -> None:
        """Enter spending of an item: in its 款 and 类 and the totals of its fund and of everything."""
        funds = [scope, "spend"] + (["fiscal"] if scope != "own" else [])
        for fund in funds:
            for level in ("", code[:3], code[:5], code):
                names = [key(fund, level, nature)] + ([key(fund, level)] if counted else [])
                for name in names:
                    self.facts[name] = self[name] + value

    def earn(self, code: str, source: str, value: int) -> None:
        """Enter income for an item: by source, as table 02 has it."""
        sources = [source] + (["fiscal"] if source in ("general", "fund", "capital") else [])
        for level in (code[:3], code[:5], code):
            for name in (key("earned", level, each) for each in (*sources, "")):
                if not name.endswith(".fiscal") or source in ("general", "fund", "capital"):
                    self.facts[name] = self[name] + value

    def prior(self, scope: str, code: str, nature: str, value: int) -> None:
        """Enter what an item was in the year before."""
        for level in ("", code[:3], code[:5], code):
            for name in (key(scope, level, nature), key(scope, level)):
                self.facts[f"{name}@prior"] = self[f"{name}@prior"] + value
