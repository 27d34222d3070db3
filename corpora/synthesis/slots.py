"""What the slots of templates say: amounts, rates, changes, counts and names, each number with its label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from ...extract.model import ClaimType, Column
from .ledger import printed_amount
from .said import Piece, Said, hanzi

if TYPE_CHECKING:
    from .narrator import Narrator

HUNDRED = Decimal(100)


def say_amount(
    narrator: Narrator, name: str, *, unit: bool = True, column: Column | None = None
) -> list[Piece]:
    fact, money = narrator.fact(name), narrator.manner.unit
    text = narrator.figure(narrator.amount(name), whole=narrator.manner.whole)
    value = Decimal(text.replace(",", ""))
    year = narrator.ledger.year - fact.endswith("@prior")
    about, column = narrator.about(fact), column or narrator.column(fact)
    shown = text + money * unit
    return [Said(shown, "amount", fact, about, column, value, money, narrator.template, (), year)]


def bare(narrator: Narrator, name: str) -> list[Piece]:
    """An amount whose unit stands behind a later one: 分别为1.20、3.40万元."""
    return say_amount(narrator, name, unit=False)


def plan(narrator: Narrator, name: str) -> list[Piece]:
    """The budget of the whole year, as the 三公 table has it (年初预算 is said by ``amount x@budget``)."""
    return say_amount(narrator, f"{name}@budget", column="adjusted-budget")


def hundred_million(narrator: Narrator, name: str) -> list[Piece]:
    """An amount in 亿元 with as many decimals as the report's 万元 have."""
    value = printed_amount(narrator.ledger.money[narrator.fact(name)], "万元") / 10_000
    said = say_amount(narrator, name)[0]
    assert isinstance(said, Said)
    shown = value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return [replace(said, text=f"{shown:f}亿元", value=shown, unit="亿元")]


def say_rate(
    narrator: Narrator, kind: ClaimType, value: Decimal, fact: str, needs: tuple[str, ...]
) -> list[Piece]:
    text = narrator.percent(value)
    number = Decimal(text.removeprefix("百分之").removesuffix("%").replace(",", ""))
    column: Column = "change" if kind == "growth-rate" else "none"
    return [
        Said(
            text,
            kind,
            fact,
            narrator.about(fact),
            column,
            number,
            "%",
            narrator.template,
            needs,
            narrator.ledger.year,
        )
    ]


def change(narrator: Narrator, name: str) -> list[Piece]:
    """How a fact stands to the year before, in words of the rules ``change.up``, ``change.down`` …"""
    return narrator.rule(f"change.{narrator.case(name)}", narrator.fact(name))


def because(narrator: Narrator, name: str) -> list[Piece]:
    """A reason that fits how a fact stands to the year before."""
    return narrator.rule(f"reason.{narrator.case(name)}", narrator.fact(name))


def excuse(narrator: Narrator, name: str) -> list[Piece]:
    """A reason that fits how a fact stands to its budget."""
    now, plan = narrator.shown(name), narrator.shown(f"{name}@budget")
    return narrator.rule(
        f"reason.{'same' if now == plan else 'up' if now > plan else 'down'}", narrator.fact(name)
    )


def versus(narrator: Narrator, name: str) -> list[Piece]:
    """How a fact stands to its budget, in words of the rules ``versus.more``, ``versus.less``, ``versus.same``."""
    now, plan = narrator.shown(name), narrator.shown(f"{name}@budget")
    return narrator.rule(
        f"versus.{'same' if now == plan else 'more' if now > plan else 'less'}", narrator.fact(name)
    )


def completion(narrator: Narrator, name: str) -> list[Piece]:
    """How much of its budget a fact has come to; a budget of zero has no rate."""
    case = "some" if narrator.amount(f"{name}@budget") else "none"
    return narrator.rule(f"completion.{case}", narrator.fact(name))


def difference(narrator: Narrator) -> list[Piece]:
    text = narrator.figure(narrator.gap(".")) + narrator.manner.unit
    value = Decimal(text.removesuffix(narrator.manner.unit).replace(",", ""))
    fact, needs = narrator.context, (narrator.context,)
    said = Said(
        text,
        "change-amount",
        f"{fact}@change",
        narrator.about(fact),
        "change",
        value,
        narrator.manner.unit,
        "",
    )
    return [replace(said, template=narrator.template, needs=needs, year=narrator.ledger.year)]


def growth(narrator: Narrator) -> list[Piece]:
    base = narrator.operand(".@prior")
    rate = abs(narrator.operand(".") - base) / base * HUNDRED if base else base
    return say_rate(
        narrator, "growth-rate", rate, narrator.context, (f"{narrator.context}@change", narrator.context)
    )


def share(narrator: Narrator, part: str, whole: str) -> list[Piece]:
    total = narrator.operand(whole)
    rate = narrator.operand(part) / total * HUNDRED if total else Decimal(0)
    return say_rate(narrator, "share", rate, narrator.fact(part), (narrator.fact(part), narrator.fact(whole)))


def done(narrator: Narrator) -> list[Piece]:
    rate = narrator.operand(".") / narrator.operand(".@budget") * HUNDRED
    return say_rate(
        narrator, "completion-rate", rate, narrator.context, (narrator.context, f"{narrator.context}@budget")
    )


def count(narrator: Narrator, name: str, units: str) -> list[Piece]:
    name = narrator.context.removeprefix("#") if name == "." else name
    return number(narrator, str(narrator.ledger.money.counts[name]), units, f"#{name}")


def number(narrator: Narrator, text: str, units: str, fact: str = "#") -> list[Piece]:
    unit = narrator.rng.choice(units.split("/"))
    value = Decimal(text)
    return [Said(text + unit, "count", fact, fact.strip("#"), "none", value, unit, narrator.template)]


def marks(narrator: Narrator) -> list[Piece]:
    """The score of the project that is spoken of: 98.5分."""
    place = narrator.ledger.money.projects.index(narrator.context)
    whole, rest = divmod(narrator.ledger.money.counts[f"marks.{place}"], 100)
    text = f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)
    fact, about = f"{narrator.context}@marks", narrator.about(narrator.context)
    return [Said(f"{text}分", "score", fact, about, "none", Decimal(text), "分", narrator.template)]


def count_words(narrator: Narrator, name: str, unit: str) -> list[Piece]:
    """A count up to 99 in Hanzi."""
    value = narrator.ledger.money.counts[name]
    said = number(narrator, str(value), unit, f"#{name}")[0]
    assert isinstance(said, Said)
    return [replace(said, text=hanzi(value, unit) + unit)]


def some(narrator: Narrator, low: str, high: str, units: str) -> list[Piece]:
    return number(narrator, str(narrator.rng.randint(int(low), int(high))), units)


def each(narrator: Narrator, group: str, rule: str, mark: str = "", last: str = "") -> list[Piece]:
    """A rule said of each member of a group that is not zero, with a mark between and one behind the last."""
    pieces: list[Piece] = []
    for i, fact in enumerate(narrator.members(group)):
        pieces += ([mark.replace("/", "\n")] if i else []) + narrator.rule(rule, fact)
    return [*pieces, last] if pieces and last else pieces


def item_names(narrator: Narrator, side: str, mark: str = "、") -> list[Piece]:
    wanted = side == "people"
    codes = [c for c in narrator.ledger.money.economy if (c[:3] in ("301", "303")) == wanted]
    shown = [c for c in codes if narrator.amount(f"eco.{c}")]
    return [mark.join(narrator.ledger.name(code) for code in shown)]


def level(narrator: Narrator, which: str) -> list[Piece]:
    """The name of the context's class (1), group (2) or item (3)."""
    code = narrator.context.split(".")[1]
    return [narrator.ledger.name(code[: (0, 3, 5, 7)[int(which)]])]


def word(narrator: Narrator, name: str) -> list[Piece]:
    return [getattr(narrator.names, name)]


def name(narrator: Narrator) -> list[Piece]:
    return [narrator.about(narrator.context)]


def years(narrator: Narrator, shift: str = "0") -> list[Piece]:
    return [str(narrator.ledger.year + int(shift))]


def about_fact(narrator: Narrator, rule: str, name: str) -> list[Piece]:
    return narrator.rule(rule, narrator.fact(name))


def offices(narrator: Narrator) -> list[Piece]:
    return ["、".join(narrator.names.offices)]


SLOTS: dict[str, Callable[..., list[Piece]]] = {
    "amount": say_amount,
    "bare": bare,
    "plan": plan,
    "yi": hundred_million,
    "words": count_words,
    "marks": marks,
    "change": change,
    "versus": versus,
    "because": because,
    "excuse": excuse,
    "completion": completion,
    "diff": difference,
    "rate": growth,
    "share": share,
    "done": done,
    "count": count,
    "some": some,
    "each": each,
    "items": item_names,
    "level": level,
    "word": word,
    "name": name,
    "year": years,
    "of": about_fact,
    "offices": offices,
}
