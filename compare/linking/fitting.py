"""How well a cell fits what a claim says: the features of a link, each 0 (cannot be meant) to 1.

Fund, flow, nature, level and column are the dimensions that the tables have; see :class:`gouji.extract.model.Facets`.
"""

from __future__ import annotations

import re

from ...extract.model import FACTORS, Claim, Figure
from ...extract.subjects import label_likeness
from ...narrative.lexicon import names_of
from .counted import sorts_differ
from .index import LIKE

_BOUGHT = re.compile("货物|工程|服务")
_GUESTS = re.compile(r"国内|[内外]宾|外事|涉外|外国|国（?境?）?外|境外")
_FUND_SAID = re.compile(r"财政|一般公共|预算拨款|基金|国有资本")
_FUNDS = ("general", "government-fund", "state-capital")
SUMMARIES = ("income-expenditure", "fiscal-income-expenditure")
_OF_YEAR = ("income", "expenditure")
"""Tables whose totals hold nothing that was carried over."""
_GRAND = re.compile("总计|总收入|总支出")
_WHOLE = re.compile(r"总(?:收入|支出|预算|额|数)")
_SOURCE = re.compile(r"其[他它](?:自有|各类)?(?:资金|来源|收入)")
"""Sources of money, which are no 其他支出."""
_MONEY = re.compile(r"(?:费用?|支出|经费|合计|小计)$")
_CARRIED = re.compile(r"上年结转|去年结转|年初结转|期初结转")
_CARRIES = re.compile("结转|结余")
_DEPTH = {"类": 3, "款": 5, "项": 7}
_INNER = ("basic", "personnel", "public")


def unit_fits(claim: Claim, figure: Figure) -> bool:
    """Whether the cell holds the sort of number that the claim is."""
    unit = figure.quantity.unit
    if claim.type in ("amount", "change-amount"):
        return unit in FACTORS and (claim.quantity.unit in FACTORS or claim.quantity.unit is None)
    if claim.type == "growth-rate":
        return unit == "%"
    if claim.type == "count":
        whole = figure.quantity.value == figure.quantity.value.to_integral_value()
        money = figure.table_kind == "three-public" and _MONEY.search(figure.facets.item) is not None
        fits = figure.table_kind in ("three-public", "assets") and whole and not money
        return fits and not sorts_differ(claim, figure)
    return claim.type == "score" and unit == "分"


def column_fits(claim: Claim, figure: Figure) -> bool:
    """Whether 预算, 决算 … of the claim is the cell's column; a table of 三公 has one budget, whatever its name.

    A table of assets tells what there was at the end of last year.
    """
    if claim.column == figure.column or (figure.table_kind == "assets" and claim.column == "prior"):
        return True
    if claim.column == "none" or figure.column == "none":
        return claim.type == "score" or (claim.type == "count" and figure.column in ("actual", "none"))
    return {claim.column, figure.column} == {
        "budget",
        "adjusted-budget",
    } and figure.table_kind == "three-public"


def fund_fits(claim: Claim, figure: Figure) -> float:
    """一般公共预算, 政府性基金 …: 财政拨款 and 一般公共预算 are often one, all funds and 财政拨款 sometimes."""
    mine, theirs = claim.facets.fund, figure.facets.fund
    if mine == theirs:
        return 1.0
    if figure.table_kind == "procurement" and mine in _FUNDS and claim.part_of:
        return 0.0  # of all that is bought only what this fund pays for
    if not mine or not theirs:
        return 0.93
    if mine == "fiscal" and theirs == "general" and claim.facets.flow == "both":
        return 0.0  # 财政拨款收支 holds what was carried over, and other funds
    if {mine, theirs} == {"fiscal", "general"}:
        return 0.8 if _FUND_SAID.search(claim.subject) else 0.97
    return 0.72 if {mine, theirs} in ({"all", "fiscal"}, {"all", "general"}) else 0.0


def flow_fits(claim: Claim, figure: Figure) -> float:
    """Income, expenditure, carry-over."""
    mine, theirs = claim.facets.flow, figure.facets.flow
    if not mine and claim.subject.endswith("拨款"):
        mine = "income"
    if theirs == "expenditure" and _SOURCE.fullmatch(claim.subject) and figure.facets.item.endswith("支出"):
        return 0.0
    if mine == theirs or (mine == "both" and theirs in ("income", "expenditure")):
        return 1.0
    return 0.95 if not mine or not theirs else 0.0


def nature_fits(claim: Claim, figure: Figure) -> float:
    """合计, 基本支出, 项目支出, 人员经费 …."""
    mine, theirs = claim.facets.nature, figure.facets.nature
    mine, theirs = "" if mine == "total" else mine, "" if theirs == "total" else theirs
    if mine == theirs:
        return 1.0
    if claim.facets.item and mine in ("personnel", "public") and theirs == "basic":
        return 0.95
    if claim.facets.item and mine in ("", "basic"):
        inner = theirs in _INNER and figure.table_kind in ("basic-expenditure", "operating-cost")
        return 0.95 if inner or figure.table_kind == "project" else 0.0
    return 0.0


def path_fits(claim: Claim, figure: Figure, *, total: bool) -> float:
    """类/款/项 and the names above the item; for a total, the right sort of total."""
    carried = _CARRIED.match(figure.column_path[0]) is not None
    if carried and not _CARRIES.search(claim.subject):
        return 0.5
    if _CARRIED.match(claim.subject) and not carried and not any(map(_CARRIES.search, figure.row_path)):
        return 0.5
    level = claim.facets.level
    if level and figure.code and len(figure.code) in (3, 5, 7) and len(figure.code) != _DEPTH[level]:
        return 0.6 if level == "项" else 0.9
    if total:
        return _total_fits(claim, figure)
    if len(claim.path) > 1 and figure.code and len(figure.code) == 7:
        parents = [*names_of(figure.code[:5]), *figure.row_path[:-1]]
        likeness = max((label_likeness(claim.path[-2], name) for name in parents), default=0.8)
        return 1.0 if likeness >= LIKE else 0.8 if not parents else 0.7
    return 1.0


_RUNNING = re.compile("运行维?护?费用?")
"""What vehicles cost to run, called so behind 公务用车购置及运行维护费."""


def of_one_expense(mine: str, theirs: str) -> bool:
    """Whether two expenses on vehicles, receptions or purchases are one; a part (公务用车购置费) is not the whole."""
    for word, sorts in (("接待", _GUESTS), ("采购", _BOUGHT)):
        if word in mine and word in theirs:
            return sorts.findall(mine) == sorts.findall(theirs)
    if "车" not in theirs or not ("车" in mine or _RUNNING.fullmatch(mine)):
        return True
    return all((word in mine) == (word in theirs) for word in ("购置", "运"))


def _total_fits(claim: Claim, figure: Figure) -> float:
    """总计 includes carry-over, 合计 does not: the row must be of the claim's sort where the claim says which."""
    row = figure.row_path[-1] if figure.row_path else ""
    if len(figure.row_path) > 1:
        own = claim.facets.fund in _FUNDS and figure.facets.fund == claim.facets.fund
        return 1.0 if own and not _CARRIES.search(figure.row_path[0]) else 0.8
    if figure.table_kind in _OF_YEAR and (claim.facets.flow == "both" or _GRAND.search(claim.subject)):
        return 0.6
    if figure.table_kind not in SUMMARIES or claim.facets.flow.startswith("carry"):
        return 1.0
    grand = row in ("总计", "收入总计", "支出总计")
    if "总计" in claim.subject or claim.facets.flow == "both":
        return 1.0 if grand else 0.85
    if _WHOLE.search(claim.subject):
        return 1.0 if grand else 0.98
    if grand:
        return 0.9
    named = claim.facets.fund in _FUNDS or "合计" in row or "本年" in row
    return 1.0 if named or figure.facets.fund == claim.facets.fund else 0.9
