"""Why a list whose parts do not make up its total may leave something out, rather than state a wrong number."""

from __future__ import annotations

import re
from decimal import Decimal

from ...extract.interval import Customs, base
from ...extract.model import FACTORS
from ..model import Evidence
from ..once import once
from .lists import Sum, gap, one_slip_off
from .relations import agrees_with, first_figure

_THIRD = re.compile("经营|上缴上级|附属单位")
"""What is spent besides 基本支出 and 项目支出."""
_ALL_SPENT = ("expenditure", "income-expenditure")
_ONE_FUND = ("general", "government-fund", "state-capital")


def tables_agree(evidence: Evidence, listed: Sum, customs: Customs) -> bool:
    """Whether every number of the list repeats its cell: then the list, not a number, is incomplete.

    A cell of the other nature was found by its value alone: 基本支出20万元 beside 项目支出20万元 repeats nothing.
    Nor does a cell of one fund where the list is about all money.
    """
    for claim in (listed.total, *listed.parts):
        figure = first_figure(evidence, claim)
        if figure is None or agrees_with(claim, figure, customs) == "differs":
            return False
        if claim.facets.nature and figure.facets.nature not in ("", claim.facets.nature):
            return False
        if figure.facets.fund in _ONE_FUND and claim.facets.fund == "" == listed.total.facets.fund:
            return False
    return True


def leaves_out(evidence: Evidence, listed: Sum) -> bool:
    """Whether a list leaves out just what a cell shows beside its parts, or what was carried over."""
    return _leaves_third(evidence, listed) or _leaves_carried(evidence, listed)


def _leaves_third(evidence: Evidence, listed: Sum) -> bool:
    """Whether a list of 基本支出 and 项目支出 leaves out just what a cell shows for a third nature (经营支出).

    Without a table of all that was spent nobody knows of a third one, and only a slip proves that there is none.
    """
    missing = gap(listed)
    if missing <= 0 or not any(part.facets.nature == "project" for part in listed.parts):
        return False
    if listed.total.facets.fund in ("", "all") and not any(
        figure.table_kind in _ALL_SPENT for figure in evidence.figures
    ):
        return not one_slip_off(evidence, listed)
    slack = sum((base(claim.quantity)[1] for claim in (listed.total, *listed.parts)), Decimal(0)) / 2
    return any(
        figure.quantity.value
        and figure.quantity.unit in FACTORS
        and abs(figure.quantity.yuan - missing) <= slack
        and _THIRD.search("".join((*figure.row_path[-1:], *figure.column_path[-1:])))
        for figure in evidence.figures
    )


def _leaves_carried(evidence: Evidence, listed: Sum) -> bool:
    """Whether a list that names no carry-over leaves out just one, as 当年拨款 beside items that hold it may."""
    named = "采购" in listed.total.subject or any("结转" in part.subject for part in listed.parts)
    return not named and abs(gap(listed)) in _carried(evidence)


@once
def _carried(evidence: Evidence) -> frozenset[Decimal]:
    """The amounts carried over from last year, in 元: 当年拨款 may stand beside items that hold them."""
    said = [(each.facets, each.quantity) for each in evidence.claims]
    printed = [(each.facets, each.quantity) for each in evidence.figures]
    return frozenset(
        quantity.yuan
        for facets, quantity in (*said, *printed)
        if facets.flow == "carry-in" and quantity.unit in FACTORS and quantity.value
    )
