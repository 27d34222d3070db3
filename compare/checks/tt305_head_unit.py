"""表头的单位写错

检查什么：一张表的金额，按表头印的单位与别的表、与文字都对不上，按另一个单位（元、万元）却处处相符，就是表头的单位写错了。至少要有
三个不同的数换了单位才与别处相同，且没有一个数按印着的单位与别处相同。表中的数随后按正确的单位核对。

为什么：表格从系统导出时是元，排版时改成万元，或者沿用了另一张表的表头，单位就错了一万倍。

例：各表都是万元，唯独《支出决算表》的表头印着“单位：元”，而它的合计 620.40 正是别处的 620.40 万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...narrative.model import Table, TextRange
from ..findings import Blame, remark
from ..model import Evidence, Finding, Severity, Suggestion
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_UNIT = re.compile(r"单位[：:][ \t\u3000]*(?:人民币)?(?P<unit>万元|元)")
_ABOVE = 160
"""So many characters above a table its unit may be printed."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Name the unit of every table that is read in another one than its head prints."""
    tables = {table.id: table for table in evidence.report.tables}
    seen: set[int] = set()
    for name, right in evidence.units_of_tables.items():
        match = _printed(evidence, tables[name])
        if match is not None and match["unit"] != right and match.start() not in seen:
            seen.add(match.start())
            place = TextRange(*match.span("unit"))
            stated = match["unit"]
            yield remark(
                evidence,
                place,
                Blame(CODE, RULE, "unit", SEVERITY, 0.9),
                message=f"《{tables[name].title}》的表头写“{stated}”，表中的数按“{right}”才与各表、文字相符。",
                expected=right,
                diagnosis="表头的单位写错",
                suggestion=Suggestion(place.start, place.end, right),
                page=tables[name].page,
            )


def _printed(evidence: Evidence, table: Table) -> re.Match[str] | None:
    """The unit that is printed nearest above the table's first number, ``None`` if none is."""
    text = evidence.report.text
    before = max((each.end for each in evidence.report.tables if each.end <= table.start), default=0)
    starts = [
        each.start for each in evidence.figures if each.place.table == table.id and each.start is not None
    ]
    first = min(starts, default=table.end)
    return next(iter(reversed(list(_UNIT.finditer(text, max(before, table.start - _ABOVE), first)))), None)
