"""两处金额互换了位置

检查什么：总数与它的一部分、两处列举中的两个数，换过来以后各部分之和恰好都与总数相符，而现在不符；同一总数的两个部分
（基本支出与项目支出），与报告别处、报表中的数恰好互换。确知与表中一致的数不算互换；换法不止一种的，一并列出。

为什么：照着格式填数，容易把两个数填到对方的位置；分开看是几处不符，其实只错了一回。

例：纳入绩效管理的支出总额 20 万元，其中：基本支出 62 万元，项目支出 82 万元：总额与项目支出互换，82=62+20。
"""

from __future__ import annotations

from collections.abc import Iterator

from ...extract.model import Claim
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..prose.exchanged import Exchange, exchanges
from ..prose.lists import Sum
from ..wording import amount, as_written, cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Find amounts that stand in each other's place."""
    for each in exchanges(evidence):
        for claim, other in ((each.first, each.second), (each.second, each.first)):
            words = f"应为{as_written(evidence, other)}"
            yield Judgement(claim.id, CODE, "inconsistent", words, as_written(evidence, other))
        yield _finding(evidence, each)


def _finding(evidence: Evidence, found: Exchange) -> Finding:
    one, other = found.first, found.second
    words = "；".join(cell_words(evidence, figure) for figure in found.figures) or "，".join(
        _words(listed, found) for listed in found.lists
    )
    pairs = ((one, other), *found.pairs)
    several = "；".join(f"或者{_pair(evidence, *pair)}" for pair in pairs)
    right = as_written(evidence, other)
    return accuse(
        evidence,
        one,
        Blame(CODE, RULE, "amount", "error", 0.9),
        message=f"{_pair(evidence, one, other)}：{words}。",
        expected=right,
        workings=words,
        figures=found.figures,
        others=(other, *(each.total for each in found.lists if each.total not in (one, other))),
        shown=(other,),
        diagnosis=several if found.pairs else "两项金额互换",
        replacement=None if found.pairs else right,
    )


def _pair(evidence: Evidence, one: Claim, other: Claim) -> str:
    return f"{as_written(evidence, one)}与{as_written(evidence, other)}互换了位置"


def _words(listed: Sum, found: Exchange) -> str:
    """The sum as it is with the two exchanged: 82.34万元=62.34万元+20万元."""
    right = {found.first.id: found.second, found.second.id: found.first}
    total, *parts = (right.get(each.id, each).quantity for each in (listed.total, *listed.parts))
    return f"{'+'.join(amount(part) for part in parts)}={amount(total)}"
