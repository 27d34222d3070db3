"""The table of purchases that some places publish beside the main ones: by sort in rows or columns, or by fund too."""

from __future__ import annotations

from .ledger import Ledger
from .sheets import Column, Row, Sheet, Side

SORTS = ("goods", "works", "services")
LABELS = (
    ("货物", "工程", "服务"),
    ("货物类", "工程类", "服务类"),
    ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出"),
    ("A货物", "B工程", "C服务"),
    ("一、货物", "二、工程", "三、服务"),
)
SOURCES = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "其他资金")


def purchases(ledger: Ledger, titles: tuple[str, ...]) -> Sheet:
    """合计 and the three sorts of purchases."""
    form = ledger.rng.choice((_by_sort, _by_sort, _in_columns, _by_fund))
    return Sheet("procurement", ledger.rng.choice(titles), [form(ledger)], ledger.unit)


def _by_sort(ledger: Ledger) -> Side:
    word = ledger.rng.choice(("金额", "采购金额", "合计"))
    rows = _rows(ledger)
    if ledger.money.kind == "final-accounts" and ledger.rng.random() < 0.5:
        rows.append(ledger.row("授予中小企业合同金额", ["procurement.small"]))
        rows.append(ledger.row("其中：授予小微企业合同金额", ["procurement.micro"]))
    return Side([Column(word, word)], rows)


def _rows(ledger: Ledger, blanks: int = 0, copies: int = 1) -> list[Row]:
    labels = ledger.rng.choice(LABELS)
    named = [
        ("合计", "procurement"),
        *((w, f"procurement.{s}") for w, s in zip(labels, SORTS, strict=True)),
    ]
    return [ledger.row(label, [fact] * copies + [""] * blanks) for label, fact in named]


def _in_columns(ledger: Ledger) -> Side:
    words = ("合计", *(label.removesuffix("类") for label in LABELS[ledger.rng.randrange(3)]))
    facts = ["procurement", *(f"procurement.{sort}" for sort in SORTS)]
    rows = [ledger.row("合计", facts), ledger.row(ledger.owner, facts)]
    return Side([Column(word, word) for word in words], rows)


def _by_fund(ledger: Ledger) -> Side:
    columns = [Column("合计", "合计"), *(Column(word, word) for word in SOURCES)]
    return Side(columns, _rows(ledger, blanks=3, copies=2))
