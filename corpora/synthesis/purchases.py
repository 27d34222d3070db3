"""The table of purchases that some places publish beside the main ones: by sort, in one column or by fund."""

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


def purchases(ledger: Ledger, titles: tuple[str, ...]) -> Sheet:
    """合计 and the three sorts of purchases."""
    labels = ledger.rng.choice(LABELS)
    rows: list[Row] = [ledger.row("合计", ["procurement"])]
    rows += [ledger.row(label, [f"procurement.{sort}"]) for label, sort in zip(labels, SORTS, strict=True)]
    word = ledger.rng.choice(("金额", "采购金额", "合计"))
    title = ledger.rng.choice(titles)
    return Sheet("procurement", title, [Side([Column(word, word)], rows)], ledger.unit)
