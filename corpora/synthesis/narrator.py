"""Fills templates in: facts become numbers as a report writes them, each with its label."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from ...extract.model import ClaimType, Column
from .accounts import key
from .grammar import GrammarError, Node, Variant, Voice, phrases
from .ledger import Ledger, printed_amount
from .names import Names, fact_name
from .said import Manner, Piece, Said, hanzi

HUNDRED = Decimal(100)
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

    def say_amount(self, name: str, *, unit: bool = True, column: Column | None = None) -> list[Piece]:
        fact, money = self.fact(name), self.manner.unit
        text = self.figure(self.amount(name), whole=self.manner.whole)
        value = Decimal(text.replace(",", ""))
        year = self.ledger.year - fact.endswith("@prior")
        about, column = self.about(fact), column or self.column(fact)
        shown = text + money * unit
        return [Said(shown, "amount", fact, about, column, value, money, self.template, (), year)]

    def bare(self, name: str) -> list[Piece]:
        """An amount whose unit stands behind a later one: 分别为1.20、3.40万元."""
        return self.say_amount(name, unit=False)

    def plan(self, name: str) -> list[Piece]:
        """The budget of the whole year, as the 三公 table has it (年初预算 is said by ``amount x@budget``)."""
        return self.say_amount(f"{name}@budget", column="adjusted-budget")

    def hundred_million(self, name: str) -> list[Piece]:
        """An amount in 亿元 with as many decimals as the report's 万元 have."""
        value = printed_amount(self.ledger.money[self.fact(name)], "万元") / 10_000
        said = self.say_amount(name)[0]
        assert isinstance(said, Said)
        shown = value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
        return [replace(said, text=f"{shown:f}亿元", value=shown, unit="亿元")]

    def about(self, fact: str) -> str:
        return fact_name(fact.split("@")[0], self.ledger)

    def percent(self, value: Decimal) -> str:
        places = Decimal(1).scaleb(-self.manner.places)
        shown = value.quantize(places, ROUND_HALF_UP)
        text = self.figure(shown) if shown else f"{shown:f}" if value else "0"
        return f"百分之{text}" if self.manner.percent == "百分之" else text + self.manner.percent

    def say_rate(self, kind: ClaimType, value: Decimal, fact: str, needs: tuple[str, ...]) -> list[Piece]:
        text = self.percent(value)
        number = Decimal(text.removeprefix("百分之").removesuffix("%").replace(",", ""))
        column: Column = "change" if kind == "growth-rate" else "none"
        return [
            Said(
                text,
                kind,
                fact,
                self.about(fact),
                column,
                number,
                "%",
                self.template,
                needs,
                self.ledger.year,
            )
        ]

    def case(self, name: str) -> str:
        """How a fact stands to the year before: same, new, up or down."""
        now, before = self.amount(name), self.amount(f"{name}@prior")
        return "same" if not self.gap(name) else "new" if not before else "up" if now > before else "down"

    def change(self, name: str) -> list[Piece]:
        """How a fact stands to the year before, in words of the rules ``change.up``, ``change.down`` …"""
        return self.rule(f"change.{self.case(name)}", self.fact(name))

    def because(self, name: str) -> list[Piece]:
        """A reason that fits how a fact stands to the year before."""
        return self.rule(f"reason.{self.case(name)}", self.fact(name))

    def excuse(self, name: str) -> list[Piece]:
        """A reason that fits how a fact stands to its budget."""
        now, plan = self.shown(name), self.shown(f"{name}@budget")
        return self.rule(
            f"reason.{'same' if now == plan else 'up' if now > plan else 'down'}", self.fact(name)
        )

    def versus(self, name: str) -> list[Piece]:
        """How a fact stands to its budget, in words of the rules ``versus.more``, ``versus.less``, ``versus.same``."""
        now, plan = self.shown(name), self.shown(f"{name}@budget")
        return self.rule(
            f"versus.{'same' if now == plan else 'more' if now > plan else 'less'}", self.fact(name)
        )

    def completion(self, name: str) -> list[Piece]:
        """How much of its budget a fact has come to; a budget of zero has no rate."""
        case = "some" if self.amount(f"{name}@budget") else "none"
        return self.rule(f"completion.{case}", self.fact(name))

    def difference(self) -> list[Piece]:
        text = self.figure(self.gap(".")) + self.manner.unit
        value = Decimal(text.removesuffix(self.manner.unit).replace(",", ""))
        fact, needs = self.context, (self.context,)
        said = Said(
            text, "change-amount", f"{fact}@change", self.about(fact), "change", value, self.manner.unit, ""
        )
        return [replace(said, template=self.template, needs=needs, year=self.ledger.year)]

    def growth(self) -> list[Piece]:
        base = self.operand(".@prior")
        rate = abs(self.operand(".") - base) / base * HUNDRED if base else base
        return self.say_rate("growth-rate", rate, self.context, (f"{self.context}@change", self.context))

    def share(self, part: str, whole: str) -> list[Piece]:
        total = self.operand(whole)
        rate = self.operand(part) / total * HUNDRED if total else Decimal(0)
        return self.say_rate("share", rate, self.fact(part), (self.fact(part), self.fact(whole)))

    def done(self) -> list[Piece]:
        rate = self.operand(".") / self.operand(".@budget") * HUNDRED
        return self.say_rate("completion-rate", rate, self.context, (self.context, f"{self.context}@budget"))

    def count(self, name: str, units: str) -> list[Piece]:
        name = self.context.removeprefix("#") if name == "." else name
        return self.number(str(self.ledger.money.counts[name]), units, f"#{name}")

    def number(self, text: str, units: str, fact: str = "#") -> list[Piece]:
        unit = self.rng.choice(units.split("/"))
        value = Decimal(text)
        return [Said(text + unit, "count", fact, fact.strip("#"), "none", value, unit, self.template)]

    def count_words(self, name: str, unit: str) -> list[Piece]:
        """A count up to 99 in Hanzi."""
        value = self.ledger.money.counts[name]
        said = self.number(str(value), unit, f"#{name}")[0]
        assert isinstance(said, Said)
        return [replace(said, text=hanzi(value, unit) + unit)]

    def some(self, low: str, high: str, units: str) -> list[Piece]:
        return self.number(str(self.rng.randint(int(low), int(high))), units)

    def each(self, group: str, rule: str, mark: str, last: str = "") -> list[Piece]:
        """A rule said of each member of a group that is not zero, with a mark between."""
        pieces: list[Piece] = []
        for i, fact in enumerate(self.members(group)):
            pieces += ([mark.replace("/", "\n")] if i else []) + self.rule(rule, fact)
        return [*pieces, last] if last else pieces

    def members(self, group: str) -> list[str]:
        """The facts of a group: ``classes:general``, ``items:general``, ``facts:a,b``, ``counts:a,b``; no zeros."""
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
        if name == "counts":
            return [f"#{count}" for count in scope.split(",") if money.counts[count]]
        raise GrammarError(f"{self.template}: no group {group}")

    def item_names(self, side: str, mark: str = "、") -> list[Piece]:
        wanted = side == "people"
        codes = [c for c in self.ledger.money.economy if (c[:3] in ("301", "303")) == wanted]
        shown = [c for c in codes if self.amount(f"eco.{c}")]
        return [mark.join(self.ledger.name(code) for code in shown)]

    def level(self, which: str) -> list[Piece]:
        """The name of the context's class (1), group (2) or item (3)."""
        code = self.context.split(".")[1]
        return [self.ledger.name(code[: (0, 3, 5, 7)[int(which)]])]

    def word(self, name: str) -> list[Piece]:
        return [getattr(self.names, name)]

    def name(self) -> list[Piece]:
        return [self.about(self.context)]

    def years(self, shift: str = "0") -> list[Piece]:
        return [str(self.ledger.year + int(shift))]

    def about_fact(self, rule: str, name: str) -> list[Piece]:
        return self.rule(rule, self.fact(name))

    def offices(self) -> list[Piece]:
        return ["、".join(self.names.offices)]


SLOTS: dict[str, Callable[..., list[Piece]]] = {
    "amount": Narrator.say_amount,
    "bare": Narrator.bare,
    "plan": Narrator.plan,
    "yi": Narrator.hundred_million,
    "words": Narrator.count_words,
    "change": Narrator.change,
    "versus": Narrator.versus,
    "because": Narrator.because,
    "excuse": Narrator.excuse,
    "completion": Narrator.completion,
    "diff": Narrator.difference,
    "rate": Narrator.growth,
    "share": Narrator.share,
    "done": Narrator.done,
    "count": Narrator.count,
    "some": Narrator.some,
    "each": Narrator.each,
    "items": Narrator.item_names,
    "level": Narrator.level,
    "word": Narrator.word,
    "name": Narrator.name,
    "year": Narrator.years,
    "of": Narrator.about_fact,
    "offices": Narrator.offices,
}
