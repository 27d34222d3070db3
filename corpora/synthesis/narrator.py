"""Fills templates in: variants are chosen, rules said, and facts looked up as a report writes them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from ...extract.model import Column
from .accounts import key
from .grammar import GrammarError, Node, Variant, Voice, phrases
from .ledger import Ledger, printed_amount
from .names import Names, fact_name
from .said import Manner, Piece
from .slots import SLOTS

HABIT = 0.8
"""How often a rule is said as it was said the time before, where that fits."""


@dataclass(slots=True)
class Narrator:
    """Expands templates of a voice with the facts of a ledger."""

    voice: Voice
    ledger: Ledger
    manner: Manner
    names: Names
    rng: random.Random
    context: str = ""
    template: str = ""
    habits: dict[str, Variant] = field(default_factory=dict)

    def choose(self, variants: Iterable[Variant]) -> Variant | None:
        """One of the variants whose conditions hold, or None."""
        fitting = [variant for variant in variants if variant.fits(self.holds)]
        return self.rng.choice(fitting) if fitting else None

    def holds(self, name: str) -> bool:
        """Whether a fact is not zero as printed; ``=`` compares two facts, ``#`` asks for a count."""
        if "=" in name:
            left, right = name.split("=")
            return self.shown(left) == self.shown(right)
        return bool(self.ledger.money.counts[name[1:]] if name.startswith("#") else self.amount(name))

    def rule(self, name: str, context: str | None = None) -> list[Piece]:
        """What a rule of the voice, or of those that all share, says about a fact."""
        variants = self.voice.rules.get(name) or phrases()[name]
        before = self.context
        self.context = before if context is None else context
        habit = self.habits.get(name)
        keeps = habit is not None and habit.fits(self.holds) and self.rng.random() < HABIT
        variant = habit if keeps else self.choose(variants)
        pieces = self.variant(variant) if variant else []
        if variant:
            self.habits[name] = variant
        self.context = before
        return pieces

    def variant(self, variant: Variant) -> list[Piece]:
        """A variant said."""
        before, self.template = (
            self.template,
            f"{self.template}+{variant.id}" if self.template else variant.id,
        )
        pieces = self._nodes(variant.template)
        self.template = before
        return pieces

    def _nodes(self, nodes: Iterable[Node]) -> list[Piece]:
        pieces: list[Piece] = []
        for node in nodes:
            if isinstance(node, str):
                pieces.append(node)
            elif isinstance(node, list):
                pieces += self._nodes(self.rng.choice(node))
            else:
                pieces += self._slot(node[0], node[1:])
        return pieces

    def _slot(self, name: str, arguments: tuple[str, ...]) -> list[Piece]:
        handler = SLOTS.get(name)
        return handler(self, *arguments) if handler else self.rule(name)

    def fact(self, name: str) -> str:
        """The full key of a fact named in a template: what starts with a dot is of the context."""
        if not name.startswith("."):
            return name
        rest = name.removeprefix(".")
        return self.context + rest if not rest or rest.startswith("@") else f"{self.context}.{rest}"

    def amount(self, name: str) -> Decimal:
        """A fact as printed in 万元 or 元 with all its decimals."""
        return printed_amount(self.ledger.money[self.fact(name)], self.manner.unit)

    def figure(self, value: Decimal, *, whole: bool = False) -> str:
        """A number as this report writes it."""
        if whole:
            value = value.quantize(Decimal(1), ROUND_HALF_UP)
        if not value:
            return self.manner.zero
        text = f"{value:,f}" if self.manner.comma else f"{value:f}"
        return text.rstrip("0").rstrip(".") if self.manner.bare and "." in text else text

    def shown(self, name: str) -> Decimal:
        """A fact as this report's prose shows it: whole where amounts are written without decimals."""
        value = self.amount(name)
        return value.quantize(Decimal(1), ROUND_HALF_UP) if self.manner.whole else value

    def gap(self, name: str) -> Decimal:
        """How far a fact is from the year before, as this report writes amounts."""
        gap = abs(self.operand(name) - self.operand(f"{name}@prior"))
        if self.ledger.unit == "元":
            gap = printed_amount(int(gap), self.manner.unit)
        return gap.quantize(Decimal(1), ROUND_HALF_UP) if self.manner.whole else gap

    def operand(self, name: str) -> Decimal:
        """A fact as rates are computed from it: as printed, or to the 分 where tables are in 元."""
        return (
            self.amount(name) if self.ledger.unit == "万元" else Decimal(self.ledger.money[self.fact(name)])
        )

    def column(self, fact: str) -> Column:
        """The column of a fact by its aspect."""
        if fact.endswith("@prior"):
            return "prior"
        return "budget" if fact.endswith("@budget") or self.voice.kind == "budget" else "actual"

    def about(self, fact: str) -> str:
        return fact_name(fact.split("@")[0], self.ledger)

    def percent(self, value: Decimal) -> str:
        places = Decimal(1).scaleb(-self.manner.places)
        shown = value.quantize(places, ROUND_HALF_UP)
        text = self.figure(shown) if shown else f"{shown:f}" if value else "0"
        return f"百分之{text}" if self.manner.percent == "百分之" else text + self.manner.percent

    def case(self, name: str) -> str:
        """How a fact stands to the year before: same, new, up or down."""
        now, before = self.amount(name), self.amount(f"{name}@prior")
        return "same" if not self.gap(name) else "new" if not before else "up" if now > before else "down"

    def members(self, group: str) -> list[str]:
        """The facts of a group: ``classes:general``, ``items:general``, ``facts:a,b``, ``counts:a,b``,
        ``projects`` (the first two), ``eco:3`` and ``gov:3`` (economic items of so many digits); no zeros."""
        name, _, scope = group.partition(":")
        money = self.ledger.money
        if name == "classes":
            return [key(scope, code) for code in self.ledger.classes(scope)]
        if name == "items":
            return [
                key(scope, c) for c in money.items if money[key(scope, c)] or money[f"{key(scope, c)}@budget"]
            ]
        if name == "facts":
            return [fact for fact in scope.split(",") if money[fact]]
        if name == "projects":
            return list(money.projects[:2])
        if name in ("eco", "gov"):
            codes = money.economy if name == "eco" else money.government
            shown = sorted({code[: int(scope)] for code in codes})
            return [f"{name}.{code}" for code in shown if money[f"{name}.{code}"]]
        if name == "counts":
            return [f"#{count}" for count in scope.split(",") if money.counts[count]]
        raise GrammarError(f"{self.template}: no group {group}")
