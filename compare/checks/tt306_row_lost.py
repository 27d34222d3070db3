"""表中缺一行

检查什么：收入表、支出表、一般公共预算支出表印的是同一批科目。某一行别的表印了编码、名称和金额，这张表却没有，
而且这张表的上级合计恰好多出这一行的数（其余勾稽都成立）；或者上级那一行金额与它相同、下面却空着，别的行下面都列到了项。
只在这张表逐行读全时才报告：这一行的编码、名称在原文这张表的位置附近出现过，或者表中还有没有读出的数，都不报告；
PDF 的页面可能有没读出的行，不作这项检查。

为什么：手工调整版面、跨页粘贴时容易丢掉一行，合计是系统算的，还是原来的数。

例：支出表合计比所列各项之和多 17.14 万元，收入表正有一行 2110602 为 17.14 万元，支出表没有这一行。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Severity
from ..tables.grids import row_label
from ..tables.lost import Lost, lost_rows
from ..wording import amount, cell_words, title_of
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Name the row that a table lacks, at the sum that asks for it."""
    for lost in lost_rows(evidence):
        yield _finding(evidence, lost)


def _finding(evidence: Evidence, lost: Lost) -> Finding:
    row = f"{lost.code} {row_label(lost.row)}"
    head = f"《{title_of(evidence, lost.whole)}》缺“{row}”一行："
    printed = f"《{title_of(evidence, lost.row)}》中这一行为{amount(lost.row.quantity)}"
    if lost.broken:
        sums = next(each for each in lost.broken if each.total is lost.whole).words()
        words = f"{sums}，{'相差的正是这一行' if lost.alike else '别的表有这一行'}：{printed}"
        blame = Blame(
            CODE, RULE, "table-sum", SEVERITY if lost.alike else "warning", 0.85 if lost.alike else 0.7
        )
    else:
        words = f"{cell_words(evidence, lost.whole)}，下面没有列出各项，{printed}"
        blame = Blame(CODE, RULE, "cross-table", "warning", 0.7)
    return accuse_cell(
        evidence,
        lost.whole,
        blame,
        expected=f"{row} {amount(lost.row.quantity)}",
        workings=words,
        others=(lost.row, *lost.beside),
        message=f"{head}{words}。",
    )
