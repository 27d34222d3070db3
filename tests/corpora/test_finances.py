"""Every identity that an auditor would look for holds in the tables of invented departments."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from gouji.corpora.synthesis.accounts import key
from gouji.corpora.synthesis.budget_tables import budget_sheets
from gouji.corpora.synthesis.final_tables import final_sheets
from gouji.corpora.synthesis.finances import Finances, Kind, finances
from gouji.corpora.synthesis.ledger import Ledger, printed_amount
from gouji.corpora.synthesis.sheets import Row, Sheet

SEEDS = range(100)
KINDS: tuple[Kind, ...] = ("final-accounts", "budget")


def ledger(seed: int, kind: Kind) -> Ledger:
    year = 2016 + seed % 11
    money = finances(str(seed), kind=kind, year=year, public=seed % 3 > 0)
    levels = ("类款项", "项", "类项")[seed % 3]
    return Ledger(money, year, ("万元", "元")[seed % 2], levels, seed % 4 == 0, "某单位", random.Random(seed))


def adds(money: Finances, whole: str, *parts: str) -> None:
    assert money[whole] == sum(money[part] for part in parts), whole


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_facts_add_up(seed: int, kind: Kind) -> None:
    money = ledger(seed, kind).money
    assert all(value >= 0 for value in money.facts.values())
    funds = ("general", "fund", "capital")
    own = ("special", "upper", "business", "trade", "attached", "other")
    adds(money, "income", "income.fiscal", *(f"income.{source}" for source in own))
    adds(money, "total", "income", "surplus", "carry-in")
    adds(money, "total", "spend", "distribution", "carry-out")
    adds(money, "spend", "spend.basic", "spend.project", "spend.upward", "spend.trade", "spend.subsidy")
    adds(money, "fiscal.total", "income.fiscal", "carry-in.fiscal")
    adds(money, "fiscal.total", "fiscal", "carry-out.fiscal")
    adds(money, "general", "general.basic", "general.project")
    adds(money, "eco", "eco.people", "eco.public")
    assert money["eco"] == money["general.basic"]
    for length in (3, 5):
        for coding, codes in (("eco", money.economy), ("gov", money.government)):
            adds(money, "eco", *(f"{coding}.{code}" for code in {c[:length] for c in codes}))
    for aspect in ("", "@prior"):
        adds(money, f"income.fiscal{aspect}", *(f"income.{fund}{aspect}" for fund in funds))
        adds(money, f"income{aspect}", f"income.fiscal{aspect}", *(f"income.{s}{aspect}" for s in own))
    adds(money, "total@prior", "income@prior", "carry-in@prior")
    adds(money, "spend@prior", "spend.basic@prior", "spend.project@prior")
    for name in ("fiscal", "fiscal@prior", "fiscal.total@prior"):
        base, _, aspect = name.partition("@")
        ending = base.removeprefix("fiscal") + ("@" + aspect if aspect else "")
        adds(money, name, *(fund + ending for fund in funds))
    for aspect in ("", "@prior", "@budget"):
        adds(money, f"three{aspect}", *(f"three.{n}{aspect}" for n in ("abroad", "car", "guest")))
        adds(money, f"three.car{aspect}", f"three.buy{aspect}", f"three.run{aspect}")
    adds(money, "procurement", "procurement.goods", "procurement.works", "procurement.services")
    assert money["procurement.micro"] <= money["procurement.small"] <= money["procurement"]
    assert money["spend@prior"] + money["carry-in"] == money["total@prior"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_codes_add_down(seed: int, kind: Kind) -> None:
    money = ledger(seed, kind).money
    for scope in ("spend", "fiscal", "general", "fund", "earned"):
        whole = "income" if scope == "earned" else scope
        for length in (3, 5, 7):
            codes = {item[:length] for item in money.items}
            adds(money, whole, *(key(scope, code) for code in codes))
    if kind == "final-accounts":
        adds(money, "general@budget", *(f"general.{code}@budget" for code in money.items))


def columns(sheet: Sheet) -> list[list[Row]]:
    return [side.rows for side in sheet.sides]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_printed_sums_are_off_by_rounding_at_most(seed: int, kind: Kind) -> None:
    book = ledger(seed, kind)
    sheets = (final_sheets if kind == "final-accounts" else budget_sheets)(book)
    assert len({sheet.kind for sheet in sheets} - {"procurement"}) >= 9
    assert len(sheets) <= (12 if kind == "final-accounts" else 15)
    for sheet in sheets:
        if sheet.kind not in ("income", "expenditure", "general-expenditure") or not sheet.sides[0].coded:
            continue
        whole, *rows = sheet.sides[0].rows
        top = min(len(row.code) for row in rows)
        for j, total in enumerate(whole.values):
            parts = [row.values[j] or Decimal(0) for row in rows if len(row.code) == top]
            assert abs((total or Decimal(0)) - sum(parts)) <= Decimal("0.005") * (len(parts) + 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_cells_show_their_facts(seed: int) -> None:
    book = ledger(seed, KINDS[seed % 2])
    for sheet in (final_sheets if seed % 2 == 0 else budget_sheets)(book):
        for row in (row for side in sheet.sides for row in side.rows):
            for value, fact in zip(row.values, row.facts, strict=False):
                assert (value or 0) == (printed_amount(book.money[fact], book.unit) if fact else 0)
