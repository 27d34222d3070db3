"""绩效文字与该项目自评表不符

检查什么：绩效一节和附件里逐个写到的项目，文字里的全年预算数、执行数、自评得分，与同名项目的自评表比较；
文字里的产出（举办活动 22 次），与表里同名指标的实际完成值比较；
平均分、最高分、最低分与各张表的总分比较。只比较一段文字只讲一个项目、且这个项目只有一张表的；
与指标值或完成值之一相同的不算错；已按列对应到表格的金额由 NT101 核对。

为什么：自评表交上去以后改了数，说明没有跟着改；或从别的项目、上年的文字复制而来。

例：表中“修缮古桥数量 12座”，文字写“全年修缮古桥21座”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...extract.interval import plain
from ...narrative.model import TextRange
from ..findings import Blame, remark
from ..model import Evidence, Exhibit, Finding, Severity
from ..prose.achieved import claimed
from ..prose.told import Told, named_forms, told
from ..tables.forms import Mark
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_N = r"(?P<n>\d[\d,]*(?:\.\d+)?)"
_TO_BE = r"(?:分?别?为|是|共计?|合计|总额|：|:|约)*"
_SCORE = re.compile(
    rf"(?:得分|总分|评分)(?:结果)?{_TO_BE}{_N}分",
)
_BUDGET = re.compile(rf"(?<!年初)预算(?:数|总?金额|总额|安排|资金)?{_TO_BE}{_N}(?P<u>万?元)")
_SPENT = re.compile(rf"(?:执行数?|实际支出|支出(?:数|金额|总额)?|决算数){_TO_BE}{_N}(?P<u>万?元)")
_OTHER_SCORE = re.compile(
    r"指标|分值|满分|财政|部门评价|第三方|综合评价|经评价|上年|抽查|复核|平均|方面|评价得分|最[高低]"
)
_OTHER_MONEY = re.compile(
    r"年初|追加|调[增减整]|其中|上年|去年|每|均|比|较|中央|省|市|县|自筹|配套|结[转余]|[一-鿿]{2}费支出|截至[^，]{0,6}[1-9]月|上半年|下年"
)
_EXTREME = re.compile(r"(?P<which>平均|最高|最低)(?:自评)?(?:得分|分)(?:为|是)?(?P<n>\d+(?:\.\d+)?)分")
LEAST_FORMS = 3
"""Of fewer forms nobody tells the mean."""
_FACTOR = {"元": 1, "万元": 10_000}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Hold what is said of a project against its form."""
    yield from _extremes(evidence)
    for part in told(evidence):
        linked = _linked(evidence, part)
        yield from _scores(evidence, part, linked)
        yield from _amounts(evidence, part, linked)
        for said in claimed(part):
            if not said.holds:
                right = f"{plain(said.indicator.actual)}{said.indicator.unit}"
                words = f"自评表“{said.indicator.label}”实际完成值为“{right}”"
                yield _wrong(
                    evidence, part, said.start, said.end, words, right, said.indicator.mark, said.confidence
                )


def _extremes(evidence: Evidence) -> Iterator[Finding]:
    """平均分, 最高分, 最低分 of so many projects, of each of which there is a form."""
    totals = [form.total for form in named_forms(evidence).values() if form.total]
    if len(totals) < LEAST_FORMS:
        return
    values = [each.value for each in totals]
    mean = (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.01"))
    right = {"平均": mean, "最高": max(values), "最低": min(values)}
    for paragraph in evidence.report.paragraphs:
        said_of = list(_EXTREME.finditer(paragraph.text))
        counted = re.search(
            rf"(?<!\d){len(totals)}个(?:[一-鿿]{{0,6}})?项目|项目(?:共计?)?{len(totals)}个", paragraph.text
        )
        if not counted and not any(Decimal(match["n"]) == right[match["which"]] for match in said_of):
            continue
        for match in said_of:
            said, wanted = Decimal(match["n"]), right[match["which"]]
            step = Decimal(1).scaleb(int(said.as_tuple().exponent))
            if abs(said - wanted) > step and "部门评价" not in paragraph.text[: match.start()][-60:]:
                yield remark(
                    evidence,
                    paragraph.place(*match.span()),
                    Blame(CODE, RULE, "amount", SEVERITY, 0.6),
                    message=f"文中写“{match[0]}”，而{len(totals)}张自评表总分的{match['which']}值为{plain(wanted)}。",
                    expected=f"{plain(wanted)}分",
                    workings=f"{len(totals)}张自评表总分的{match['which']}值为{plain(wanted)}",
                    within=paragraph,
                    exhibits=tuple(Exhibit("text", each.text, each.start, each.end) for each in totals),
                    stated=f"{match['n']}分",
                )


def _linked(evidence: Evidence, part: Told) -> set[int]:
    """The places of the numbers that are linked to cells of the form itself, which others compare."""
    table = part.form.table.id
    own = {
        link.claim
        for link in evidence.links.values()
        if any(each.place.table == table for each in link.figures)
    }
    return {claim.start for claim in evidence.claims if claim.id in own}


def _scores(evidence: Evidence, part: Told, linked: set[int]) -> Iterator[Finding]:
    total = part.form.total
    for match in _SCORE.finditer(part.text):
        clause = re.split("[。；;]", part.text[: match.end()])[-1]
        spoken = part.paragraph.text[: part.start + match.end()]
        if total is None or _OTHER_SCORE.search(clause) or "自评" not in spoken or _is(part, match, linked):
            continue
        if abs(Decimal(match["n"]) - total.value) > max(total.step, Decimal("0.1")) / 2:
            words = f"自评表总分为{total.text}"
            yield _wrong(evidence, part, *match.span(), words, f"{total.text}分", total, 0.7)
        return


def _amounts(evidence: Evidence, part: Told, linked: set[int]) -> Iterator[Finding]:
    row, factor = part.form.whole, part.form.factor
    if row is None or not factor:
        return
    wanted = ((_BUDGET, "全年预算数", row.adjusted, row.budget), (_SPENT, "全年执行数", row.actual, None))
    found = [
        (match, name, mark, other) for pattern, name, mark, other in wanted for match in _first(pattern, part)
    ]
    same = [_same(match, mark, factor) or _same(match, other, factor) for match, _, mark, other in found]
    if not any(same) and not _confirmed(part):
        return
    for (match, name, mark, _), holds in zip(found, same, strict=True):
        if not holds and not _is(part, match, linked):
            unit = "万元" if factor > 1 else "元"
            words = f"自评表{name}为{mark.text}{unit}"
            yield _wrong(evidence, part, *match.span(), words, f"{mark.text}{unit}", mark, 0.7)


def _first(pattern: re.Pattern[str], part: Told) -> Iterator[re.Match[str]]:
    """The first amount that is said of the whole project."""
    for match in pattern.finditer(part.text):
        clause = re.split("[，。；;（(,]", part.text[: match.start("n")])[-1]
        if not _OTHER_MONEY.search(clause):
            yield match
        return


def _same(match: re.Match[str], mark: Mark | None, factor: int) -> bool:
    if mark is None:
        return False
    said = Decimal(match["n"].replace(",", ""))
    step = Decimal(1).scaleb(int(said.as_tuple().exponent)) * _FACTOR[match["u"]]
    return abs(said * _FACTOR[match["u"]] - mark.value * factor) <= (step + mark.step * factor) / 2


def _confirmed(part: Told) -> bool:
    """Whether the score or a result that is told is that of the form."""
    match, total = _SCORE.search(part.text), part.form.total
    return bool(match and total and Decimal(match["n"]) == total.value) or any(
        each.holds for each in claimed(part)
    )


def _is(part: Told, match: re.Match[str], linked: set[int]) -> bool:
    """Whether the number has been linked to a cell, which is compared by others."""
    return part.paragraph.offsets[part.start + match.start("n")] in linked


def _wrong(
    evidence: Evidence,
    part: Told,
    start: int,
    end: int,
    words: str,
    expected: str,
    mark: Mark,
    confidence: float,
) -> Finding:
    place: TextRange = part.paragraph.place(part.start + start, part.start + end)
    said = part.text[start:end]
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "amount", SEVERITY, confidence),
        message=f"文中写“{said}”，而该项目{words}，应为“{expected}”。",
        expected=expected,
        workings=words,
        within=part.paragraph,
        exhibits=(Exhibit("text", mark.text, mark.start, mark.end),),
        stated=re.sub(r"^[^\d]+", "", said),
    )
