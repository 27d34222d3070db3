"""What the cell, its table or another cell gives to doubt."""

from __future__ import annotations

import re
from decimal import Decimal

from ...extract.interval import significant
from ...extract.model import FACTORS, Figure
from ...extract.subjects import clean_label
from ...narrative.titles import of_performance
from ..model import Evidence
from ..once import once
from ..prose.before import another_basis
from ..prose.relations import rows_of
from ..tables.grids import row_label
from ..tables.lost import lost_rows
from ..wording import squeeze
from .case import Case
from .columns import unclear_columns
from .upkeep import upkeep_elsewhere

_WITH_CARRIED = re.compile(r"\s?[（(，](?:其中)?(?:包?含|包括)[^，。；）)]{0,10}结[转余]")
_BEHIND = 24
_CARRIED = re.compile(r"上年结[转余]|年初.{0,4}结转")
_TARGET = re.compile(r"[≥≤＝=><]\s*\d|\d[^\d\s]{0,4}\d")
_SPENT = re.compile("执行|支出|决算")
UNREAD = "？"
"""The name of a column whose head was not read."""
_FUND = re.compile("一般公共预算|政府性基金|国有资本|财政拨款|财政专户|自有资金|单位资金")
_SORTS = ("本年", "总计", "合计", "财政拨款", "一般公共预算", "政府性基金", "国有资本")
_SUMMARIES = ("income-expenditure", "fiscal-income-expenditure", "income", "expenditure")
_BARE_SUM = frozenset(
    f"{front}{word}{behind}"
    for front in ("", "金额", "资金")
    for word in ("合计", "共计", "总计", "小计", "共")
    for behind in ("", "金额", "资金")
)
_BREADTH = {"general": 1, "government-fund": 1, "state-capital": 1, "fiscal": 2, "all": 3}
"""Funds, the wider the more kinds of money they hold."""
_TIMES = 1000
_SHORTEST = 4
_TELLING = 3


def head_unread(case: Case) -> bool:
    """Whether the head of the cell's column was not read, or reads like another's."""
    place = case.figure.place
    return UNREAD in case.figure.column_path or (place.table, place.column) in unclear_columns(case.evidence)


def table_unknown(case: Case) -> bool:
    """Whether it is not known what kind of table the cell stands in."""
    return case.figure.table_kind == "unknown"


def elsewhere_open(case: Case) -> bool:
    """Whether the cell that fits best stands in no certain column, and this one is another thing's."""
    link = case.evidence.links.get(case.claim.id)
    first = link.figures[0] if link and link.figures else case.figure
    return bool(first.alternatives) and first.facets.fund != case.figure.facets.fund


def without_institutions(case: Case) -> bool:
    """Whether 机关运行经费 stands beside the 公用经费 of a table that holds 事业单位 too."""
    return upkeep_elsewhere(case.evidence, case.claim, case.figure)


def on_another_basis(case: Case) -> bool:
    """Whether prose and table compare with different things (预算数, 执行数)."""
    return another_basis(case.evidence, case.claim, case.figure)


def far_apart(case: Case) -> bool:
    """Whether an amount in 元 stands beside a cell of thousands of times as much (月人均1,200元)."""
    mine, theirs = case.claim.quantity, case.figure.quantity
    small = mine.unit == "元" and mine.value and theirs.unit in FACTORS
    return bool(small) and theirs.yuan > _TIMES * mine.yuan


def holds_carried(case: Case) -> bool:
    """Whether a summary's row holds what was carried over too, and the claim is of the general budget's year alone.

    Such an amount differs by no more than was carried over: the prose may count that in where the row does not. It
    may say so itself, of any fund (政府性基金预算拨款92万元（含上年结转2万元）), and of 收支 together nothing is known.
    """
    said, end = case.claim.facets, case.claim.end
    if case.figure.table_kind not in _SUMMARIES or said.flow.startswith("carry"):
        return False
    if _WITH_CARRIED.match(case.evidence.report.text, end, end + _BEHIND):
        return True
    if case.figure.table_kind != "fiscal-income-expenditure" or said.fund != "general":
        return False
    mine, theirs = case.claim.quantity, case.figure.quantity
    carried = max(
        (
            each.quantity.yuan
            for each in case.evidence.figures
            if each.place.table == case.figure.place.table
            and each.row_path
            and each.quantity.unit in FACTORS
            and _CARRIED.search(each.row_path[0])
        ),
        default=Decimal(0),
    )
    money = mine.unit in FACTORS and theirs.unit in FACTORS and said.flow != "both"
    if any(_in_column(each, case.figure) for each in case.equal):
        return False
    return bool(carried) and not (money and abs(theirs.yuan - mine.yuan) > carried)


def _in_column(other: Figure, figure: Figure) -> bool:
    """Whether a cell is another item's of the figure's column, and of so many digits that it is no coincidence."""
    mine, theirs = other.place, figure.place
    item = bool(other.facets.item) and significant(other.quantity.value) >= _TELLING
    apart = item and mine.row != theirs.row
    return apart and (mine.table, mine.column) == (theirs.table, theirs.column)


def cell_blank(case: Case) -> bool:
    """Whether the cell is blank and the amount stands elsewhere, or the column is one of changes."""
    of_score = case.claim.type == "score" and of_performance(case.figure.table_kind)
    return case.figure.blank and (bool(case.equal) or case.figure.column == "change" or of_score)


def of_an_indicator(case: Case) -> bool:
    """Whether the row of a self-assessment form is an indicator (举办培训≥20次), which holds no money."""
    row = case.figure.row_path[-1] if case.figure.row_path else ""
    return (
        of_performance(case.figure.table_kind)
        and case.claim.type == "amount"
        and _TARGET.search(row) is not None
    )


def beside_in_form(case: Case) -> bool:
    """Whether another column of the same row of a form holds the number (全年预算数, 全年执行数)."""
    if not of_performance(case.figure.table_kind) or _SPENT.search(case.clause):
        return False
    row = rows_of(case.evidence).get((case.figure.place.table, case.figure.place.row), ())
    return any(each in case.equal for each in row if each != case.figure)


def fund_not_printed(case: Case) -> bool:
    """Whether the claim is of one fund and a table of all funds together is the only one there is.

    A table of projects is; 支出总表 is where no table of the claim's fund is printed.
    """
    said, kind = case.claim.facets, case.figure.table_kind
    if case.figure.facets.fund not in ("", "all") or said.fund in ("", "all", "fiscal"):
        return False
    if kind == "project":
        return not said.item
    return kind == "expenditure" and said.fund not in _funds_printed(case.evidence)


@once
def _funds_printed(evidence: Evidence) -> frozenset[str]:
    """The funds of which a table prints amounts of their own."""
    return frozenset(each.facets.fund for each in evidence.figures if each.quantity.value)


def of_other_money(case: Case) -> bool:
    """Whether the cell holds more kinds of money than the claim and is more, or fewer kinds and is less.

    So it is with every sentence whose own table was not read: a part may be less than the whole that is printed.
    """
    mine, theirs = _BREADTH.get(case.claim.facets.fund, 0), _BREADTH.get(case.figure.facets.fund, 0)
    if not mine or not theirs or mine == theirs:
        return False
    said, printed = case.claim.quantity, case.figure.quantity
    if said.unit not in FACTORS or printed.unit not in FACTORS:
        return False
    if mine < theirs:
        return said.yuan < printed.yuan
    return said.yuan > printed.yuan and not _above_all_money(case)


def _above_all_money(case: Case) -> bool:
    """Whether the item's row prints what there is of all money, and the claim is more than that too."""
    row = rows_of(case.evidence)[case.figure.place.table, case.figure.place.row]
    return any(
        each.facets.fund == "all"
        and each.column == case.figure.column
        and not each.alternatives
        and 0 < each.quantity.yuan < case.claim.quantity.yuan
        for each in row
    )


def row_in_all(case: Case) -> bool:
    """Whether the amount is the row's of all funds together, and the sentence itself names no fund."""
    if case.figure.facets.fund in ("", "all") or _FUND.search(squeeze(case.words)):
        return False
    place = case.figure.place
    return any(
        (each.place.table, each.place.row) == (place.table, place.row) and each.facets.fund in ("", "all")
        for each in case.same
        if each.facets.flow == case.figure.facets.flow
    )


def bare_total(case: Case) -> bool:
    """Whether the claim is a 合计 of nothing that it names: it may be that of its own list."""
    return case.whole and squeeze(case.claim.subject) in _BARE_SUM


def another_total(case: Case) -> bool:
    """Whether a total that the claim does not name in full repeats another total of the tables.

    A table of no known kind may be the rest of one that a page's end has parted from its head. 财政拨款 is named in
    full where the section states the amount of the cell as well, and the other total is one of all money. A share that
    is right of the cell alone tells that the cell is meant, and so do the amounts beside it.
    """
    if not case.whole or _is_fiscal(case) or case.borne_out or case.proven:
        return False
    subject = squeeze(case.claim.subject)
    named = [word for word in _SORTS if word in subject]
    if named and any(word in "".join(case.figure.row_path) for word in named):
        return False
    flow = case.claim.facets.flow
    carried = flow if flow.startswith("carry") else ""
    return any(
        other.table_kind in (*_SUMMARIES, "unknown")
        and not other.facets.item
        and carried in ("", other.facets.flow)
        for other in case.same
    )


def _is_fiscal(case: Case) -> bool:
    """Whether 财政拨款 is said of a cell of its own table, and the amount is one of all money."""
    fiscal = case.claim.facets.fund == case.figure.facets.fund == "fiscal"
    if not fiscal or any(other.facets.fund not in ("", "all") for other in case.same):
        return False
    return "财政拨款" in case.clause and any(
        other.section == case.claim.section
        and other.type == "amount"
        and other.quantity.unit in FACTORS
        and other.quantity.yuan == case.figure.quantity.yuan
        for other in case.evidence.claims
    )


def other_side(case: Case) -> bool:
    """Whether 收支总预算 may mean another total of its fund: with what is carried over, or of the other side.

    收、支总计 is what both sides come to: the total of one side before the carry-over is not.
    """
    others = [other for other in case.equal if _same_fund(case, other)]
    sides = {other.facets.flow for other in others}
    grand = "总计" in case.claim.subject and len(sides) == 1
    return case.claim.facets.flow == "both" and bool(others) and not grand


def _same_fund(case: Case, other: Figure) -> bool:
    mine = case.claim.facets.fund
    return not other.facets.item and bool(mine) and mine == case.figure.facets.fund == other.facets.fund


def names_another(case: Case) -> bool:
    """Whether the item named is another cell's, which holds the amount."""
    if not case.own or case.own == case.theirs:
        return False
    return any(clean_label(each.facets.item) == case.own for each in case.same)


def speaks_of_another(case: Case) -> bool:
    """Whether the sentence names the item of a cell that holds the amount, and not that of the claim's cell."""
    return not _named_in(case.words, (case.figure,)) and _named_in(case.words, case.same)


def _named_in(words: str, figures: tuple[Figure, ...]) -> bool:
    for figure in figures:
        item = clean_label(figure.facets.item)
        if (len(item) >= _SHORTEST and item in words) or (
            len(figure.code or "") == 7 and str(figure.code) in words
        ):
            return True
    return False


def row_lost(case: Case) -> bool:
    """Whether the cell's 科目 is missing from another table, or one of its name is: that may be what is said."""
    lost, own = lost_rows(case.evidence), case.figure.code
    return own is not None and any(
        each.code == own or row_label(each.row) == row_label(case.figure) for each in lost
    )
