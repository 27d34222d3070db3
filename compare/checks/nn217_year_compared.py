"""比较的年度没有更新

检查什么：“与2022年度相比”“比2023年执行数”等比较所写的年度。报告里的比较几乎都是与上一年度比，只有个别一处写成前年、
本年度或以后年度的，予以提出。同一分句里还与上一年度比的、说明原因的、与本年预算比的不算；与上一年度（上年）比的不够多时不作判断。
同一句话拿某一年与同一年相比的（“2024年预算5万元，比2024年预算增加1万元”），总有一处年度不对；
“较上年（2022年）”括号里写的不是上一年度的，也不对。

为什么：文稿由上年的文件改成，比较的年度漏改，或者全文替换时改过了头。

例：2024年度决算，各处都是“与2023年度相比”，只有一处写“与2022年度相比，增加3万元”。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Blame, remark
from ..model import Evidence, Finding, Severity, Suggestion
from ..names.odd_years import CERTAIN, OddYear, odd_years
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find the comparisons with a year that cannot be meant."""
    year = evidence.report.year
    if year is not None:
        yield from (_finding(evidence, each) for each in odd_years(evidence, year))


def _finding(evidence: Evidence, odd: OddYear) -> Finding:
    each, right = odd.compared, odd.right
    at = each.paragraph.place(odd.at, odd.at + 4)
    doubtful = 0 < odd.usual < CERTAIN
    return remark(
        evidence,
        each.paragraph.place(min(odd.at, each.start), each.end),
        Blame(CODE, RULE, "year", "warning" if doubtful else SEVERITY, 0.8 if odd.usual else 0.88),
        message=_message(odd),
        expected=f"{right}年",
        within=each.paragraph,
        diagnosis="年度改过了头" if right < each.year else "沿用了上年文稿",
        suggestion=Suggestion(at.start, at.end, str(right)),
        stated=f"{each.year}年",
    )


def _message(odd: OddYear) -> str:
    each, right = odd.compared, odd.right
    if odd.usual:
        return f"写的是与{each.year}年比较，其他{odd.usual}处都是与{right}年比较。"
    if each.last:
        return f"写的是与上年比较，上年是{right}年，不是{each.year}年。"
    return f"同一句话把{each.year}年与{each.year}年相比，其中的{each.year}年应为{right}年。"
