"""自评表的单位资金在决算表中没有

检查什么：部门整体支出绩效自评表的“单位资金”有执行数，而收支总表的本年支出与财政拨款总表的本年支出相同，说明没有财政拨款
以外的支出；自评表的执行总额恰好比本年支出多出这一笔。

为什么：两处口径不同，或决算表漏列了其他资金，应当说明。

例：自评表单位资金执行 15.50 万元，执行总额 315.50 万元；收支总表、财政拨款总表本年支出都是 300.00 万元。
"""

from __future__ import annotations

from collections.abc import Iterator

from ...extract.interval import copies, sums_to
from ...extract.model import Figure
from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Severity
from ..tables.equation import Identity
from ..tables.grids import Grid, grids
from ..tables.scores import sheets
from ..tables.statements import sides
from ..tables.totals import only_tables
from ..wording import amount, cell_words
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare the money of other sources in the self-assessment with the final accounts."""
    tables = only_tables(grids(evidence))
    spent, fiscal = _spent(tables.get("income-expenditure")), _spent(tables.get("fiscal-income-expenditure"))
    if spent is None or fiscal is None or copies(spent.quantity, fiscal.quantity) != "equal":
        return
    for sheet in sheets(evidence):
        whole = sheet.funds.actual if sheet.funds else None
        if sheet.own is None or whole is None or not sheet.own.quantity.value:
            continue
        if sums_to(whole.quantity, (spent.quantity, sheet.own.quantity)) != "differs":
            yield _finding(evidence, Identity("own", whole, (spent, sheet.own)), sheet.own, spent)


def _spent(grid: Grid | None) -> Figure | None:
    """本年支出合计 of the first column of expenditure."""
    if grid is None:
        return None
    found = [side.year for _, side in sorted(sides(grid).items()) if side.flow == "expenditure" and side.year]
    return found[0] if found else None


def _finding(evidence: Evidence, sum_: Identity, own: Figure, spent: Figure) -> Finding:
    return accuse_cell(
        evidence,
        own,
        Blame(CODE, RULE, "cross-table", SEVERITY, 0.65),
        message=f"自评表有单位资金{amount(own.quantity)}，而{cell_words(evidence, spent)}，全部为财政拨款。",
        expected="0，或在决算表中列出其他资金",
        workings=sum_.words(),
        others=(spent, sum_.total),
    )
