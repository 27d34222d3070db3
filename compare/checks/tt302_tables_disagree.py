"""表与表之间不一致

检查什么：不同表中应当相同的数：收入决算表合计与收支总表本年收入合计，支出决算表合计与收支总表本年支出合计，
一般公共预算、政府性基金、国有资本经营各支出表合计与财政拨款总表同一列的本年支出合计，基本支出表合计（或人员经费加公用经费）
与一般公共预算支出表的基本支出。支出表与一般公共预算支出表合计相同时，说明没有其他资金，各科目的数也应相同。列位置不确定的数，各个可能的位置都不符才报告。

为什么：各表由同一套账生成，表间不一致说明某张表填错了行或列。

例：支出表合计行“项目支出”为 20.00 万元，一般公共预算支出表合计行“项目支出”为 2.00 万元，而两表合计相同。
"""

from __future__ import annotations

from collections.abc import Iterator

from ...extract.interval import copies
from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Severity
from ..tables.crossings import no_other_funds
from ..tables.faults import Fault, account
from ..tables.grids import Grid, grids, is_total
from ..tables.remedy import cell_at_fault
from ..tables.totals import NATURES, columns_of, grand_total, only_tables
from ..wording import amount, cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge the figures that two tables share."""
    for fault in account(evidence).faults:
        if fault.scope == "tables":
            yield _finding(evidence, fault)
    pair = no_other_funds(only_tables(grids(evidence)))
    if pair:
        yield from _floating(evidence, *pair)


def _finding(evidence: Evidence, fault: Fault) -> Finding:
    if fault.right is not None:
        return cell_at_fault(evidence, fault, Blame(CODE, RULE, "cross-table", "error", 0.85))
    left, others = fault.cell, fault.broken[0].parts
    words = "，".join(cell_words(evidence, each) for each in (left, *others))
    return accuse_cell(
        evidence,
        left,
        Blame(CODE, RULE, "cross-table", "warning", 0.7),
        others=others,
        message=f"两表应当相同而不同：{words}。",
        expected=f"{fault.broken[0].added}{left.quantity.unit or ''}",
        workings=words,
    )


def _floating(evidence: Evidence, spending: Grid, general: Grid) -> Iterator[Finding]:
    """A total whose column is not certain and that fits none of its possible columns."""
    places = {nature: set(columns_of(spending, nature)) for nature in NATURES}
    for figure in spending.floating:
        if not is_total(figure) or figure.blank:
            continue
        possible = {figure.place.column, *figure.alternatives}
        options = [
            other
            for nature, columns in places.items()
            if columns & possible and (other := grand_total(general, nature)) is not None
        ]
        if len(options) != len(NATURES) or any(
            copies(figure.quantity, each.quantity) != "differs" for each in options
        ):
            continue
        shown = "、".join(f"{''.join(each.column_path[-1:])}{amount(each.quantity)}" for each in options)
        words = f"{cell_words(evidence, options[0]).split('”行')[0]}”行为{shown}"
        yield accuse_cell(
            evidence,
            figure,
            Blame(CODE, RULE, "cross-table", "error", 0.8),
            others=options,
            message=f"合计行的{amount(figure.quantity)}放在哪一列都与另一表不符：{words}。",
            expected=shown,
            workings=words,
        )
