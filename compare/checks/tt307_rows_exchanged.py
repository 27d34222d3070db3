"""两行的数互换了位置

检查什么：收入表、支出表、一般公共预算支出表印的是同一批科目。同一款（或同一类）下的两行，两张表的数正好相反；
或者一般公共预算的某一行比全部支出的同一行还大，而与邻近某一行对调后各行都相容。合计照旧，单看一张表看不出来。
第三张表或正文表明是哪一张表错的，只报那一张；否则两张表都列出。两行的数都不足三位的不作判断。

为什么：手工整理表格时，相邻两行的数容易粘贴错行，表内勾稽照样成立。

例：支出表“住房公积金”行为 11.65 万元、“提租补贴”行为 55.39 万元，收入表和一般公共预算支出表正好相反。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Severity
from ..tables.grids import row_label
from ..tables.turned_rows import Turned, turned_rows
from ..wording import amount, title_of
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Name the two rows, at the first of them."""
    for turned in turned_rows(evidence):
        yield _finding(evidence, turned)


def _finding(evidence: Evidence, turned: Turned) -> Finding:
    here, there = (title_of(evidence, each) for each in (turned.mine, turned.other))
    one, two = row_label(turned.mine), row_label(turned.second)
    words = (
        f"《{here}》“{one}”行为{amount(turned.mine.quantity)}、“{two}”行为{amount(turned.second.quantity)}，"
        f"《{there}》分别为{amount(turned.other.quantity)}和{amount(turned.against.quantity)}"
    )
    where = f"《{here}》" if turned.sure else "其中一张表"
    certain = turned.sure and turned.alike
    found = accuse_cell(
        evidence,
        turned.mine,
        Blame(CODE, RULE, "cross-table", SEVERITY if certain else "warning", 0.9 if certain else 0.8),
        expected=amount(turned.second.quantity) if turned.sure or turned.alike else "",
        workings=words,
        others=(*turned.cells, turned.other, turned.against),
        message=f"{where}这两行的数可能互换了位置：{words}。",
    )
    return replace(found, diagnosis="表中两行的数互换")
