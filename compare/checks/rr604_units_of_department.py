"""部门数与所属各单位之和不符

检查什么：一个文件夹里既有部门的报告，又有它写明纳入编制范围的全部单位的报告时，按科目核对：部门的一般公共预算财政拨款
支出，应等于各单位（含本级）同一科目之和。单位不全、名称对不上、表格没有读准的，一律不比；多数科目都对不上的，口径不同，
也不比。

为什么：部门的报告由各单位的报告汇总而成，财政拨款支出没有内部抵销，漏汇、重汇一个单位，只有把各单位加起来才看得出来。

例：部门“住房公积金”为 84.10 万元，本级和两个所属单位分别为 40.00、30.00、14.00 万元，合计 84.00 万元，相差 0.10 万元。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...extract.interval import plain, sums_to
from ...extract.model import FACTORS, Figure, Quantity
from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Judgement, Severity
from ..other_reports.counterparts import Counterparts, amount_like, certain
from ..other_reports.last_year import reported_column
from ..wording import amount, cell_words
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
KIND = "general-expenditure"
CODE_LENGTH = 7
"""项: the level at which units and department use the same names."""
Parts = list[tuple[Figure, tuple[Quantity, ...]]]


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Add up the units, if they are all there."""
    if not evidence.units or not all(_readable(each) for each in (evidence, *evidence.units)):
        return
    rows = list(_rows(evidence))
    wrong = [(figure, parts) for figure, parts in rows if sums_to(figure.quantity, parts) == "differs"]
    if len(wrong) * 2 <= len(rows):
        for figure, parts in wrong:
            yield _wrong(evidence, figure, parts)


def _readable(evidence: Evidence) -> bool:
    """Whether the one table that is added up was read with its unit and without a doubtful column."""
    tables = [table for table in evidence.report.tables if table.kind == KIND]
    figures = [figure for figure in evidence.figures if figure.table_kind == KIND]
    return len(tables) == 1 and bool(tables[0].unit) and not any(each.alternatives for each in figures)


def _rows(evidence: Evidence) -> Iterator[tuple[Figure, tuple[Quantity, ...]]]:
    """The department's totals by 项 with the units' amounts; a unit without the row spends nothing on it."""
    column = reported_column(evidence)
    units = {table.id: table.unit for table in evidence.report.tables}
    others = [Counterparts(each, column) for each in evidence.units]
    for figure in evidence.figures:
        item = figure.table_kind == KIND and len(figure.code or "") == CODE_LENGTH and figure.column == column
        if item and figure.facets.nature in ("", "total") and certain(figure, units):
            found = [other.of(figure) for other in others]
            parts = tuple(each.quantity for each in found if each is not None and not each.blank)
            if parts:
                yield figure, parts


def _wrong(evidence: Evidence, figure: Figure, parts: tuple[Quantity, ...]) -> Finding:
    added = sum((part.value * FACTORS[part.unit or ""] for part in parts), Decimal(0))
    total = amount_like(Quantity(added, "元", min(part.step for part in parts)), figure.quantity)
    shown = "+".join(amount(amount_like(part, figure.quantity)) for part in parts)
    words = f"{cell_words(evidence, figure)}；所属各单位：{shown}={plain(total.value)}{total.unit or ''}"
    return accuse_cell(
        evidence,
        figure,
        Blame(CODE, RULE, "cross-table", SEVERITY, 0.8),
        message=f"部门数与所属各单位之和不符：{words}。",
        expected=amount(total),
        workings=words,
    )
