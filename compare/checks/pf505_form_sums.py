"""自评表逐行核对不符

检查什么：绩效自评表不论怎样排版，按行中数的次序核对：执行率＝执行数÷预算数；执行率得分＝分值×执行率；“其中”各行
相加等于资金总额；汇总表里的得分＝各项目自评表的总分；指标得分与执行率得分相加等于总分；总分与所写等级（90 分以上为优）
一致。同一份报告里同样的行都相符、只有一处不符时才指出；PF501 按列读准的表不重复核对。

为什么：自评表复制成文字后，列往往散了，但每一行里数的先后不变；同一单位的各张表出自同一模板，别的表都对得上，
对不上的一处就是写错的。

例：其中 财政拨款 160.00、其他资金 5.00，年度资金总额却写 170.00。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from ...extract.interval import plain
from ...narrative.model import TextRange
from ..findings import Blame, remark
from ..linking.projects import core
from ..model import Evidence, Exhibit, Finding, Kind, Severity
from ..prose.assessed import grade_of
from ..prose.told import named_forms
from ..tables.forms import Form, Mark, Money, forms, marks, runs
from ..tables.rated import Rated, rated, scored
from ..tables.scores import MARGIN, sheets, usual_scores
from ..wording import percent
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
LEAST = 2
"""So many rows of the same kind hold before one that does not is wrong."""
_FIELDS = (("年初预算数", "budget"), ("全年预算数", "adjusted"), ("全年执行数", "actual"))


def check(evidence: Evidence) -> Iterator[Finding]:
    """Recompute the forms of a report, each against the others."""
    known = {sheet.table for sheet in sheets(evidence) if sheet.funds and sheet.funds.rate}
    added = {sheet.table for sheet in sheets(evidence) if sheet.is_complete}
    found = forms(evidence)
    yield from _rates(evidence, found, known)
    yield from _scores(evidence, [form for form in found if form.table.id not in known])
    yield from _parts(evidence, found)
    yield from _totals(evidence, [form for form in found if form.table.id not in added])
    yield from _grades(evidence, found)
    for form in found:
        if not form.name:
            yield from _listed(evidence, form)


def _listed(evidence: Evidence, summary: Form) -> Iterator[Finding]:
    """A list of projects (汇总表): the score of each against its own form, where those of the others agree."""
    known, told = named_forms(evidence), []
    for run in runs(marks(evidence.report.text, summary.table.start, summary.table.end)):
        form = next((form for name, form in known.items() if core(run.label).endswith(name)), None)
        at = next((i for i, each in enumerate(run.values) if each.is_rate), None)
        if form is None or form.total is None or at is None or not at + 2 <= len(run.values) <= at + 3:
            continue
        told.append((run.values[at + 1], form.total))
    wrong = [(mark, total) for mark, total in told if mark.is_number and mark.value != total.value]
    if len(wrong) == 1 and len(told) - 1 >= LEAST:
        mark, total = wrong[0]
        words = f"该项目自评表总分为{total.text}"
        yield _wrong(evidence, summary, mark, "cross-table", "自评得分", words, total.text, 0.7)


def _rates(evidence: Evidence, found: tuple[Form, ...], known: set[str]) -> Iterator[Finding]:
    """Each rate of execution, where the others of rows of the same shape hold."""
    rows = [(form, row) for form in found for row in rated(form, evidence.report.text)]
    for shape in dict.fromkeys(row.shape for _, row in rows):
        alike = [(form, row) for form, row in rows if row.shape == shape]
        wrong = [(form, row) for form, row in alike if not row.holds]
        if len(wrong) > max(1, len(alike) // 4) or len(alike) - len(wrong) < LEAST:
            continue
        for form, row in wrong:
            if (part := _part_at_fault(form, row)) is not None:
                value, words = part
                yield _wrong(evidence, form, row.actual, "table-sum", "全年执行数", words, plain(value), 0.75)
                continue
            if form.table.id in known and form.whole and row.rate == form.whole.rate:
                continue  # PF501 has read that row
            right = percent(row.right)
            words = f"{row.actual.text}÷{row.adjusted.text}={right}"
            yield _wrong(evidence, form, row.rate, "completion", "执行率", words, right, 0.8)


def _part_at_fault(form: Form, row: Rated) -> tuple[Decimal, str] | None:
    """What a part must be for both the sum of the parts and its own rate to hold; nothing where it cannot be."""
    whole = form.whole
    if (
        whole is None
        or row.actual == whole.actual
        or "其中" not in form.money[min(1, len(form.money) - 1)].label
    ):
        return None
    others = [part.actual.value for part in form.money if part is not whole and part.actual != row.actual]
    value = whole.actual.value - sum(others, Decimal(0))
    if (
        value < 0
        or value == row.actual.value
        or abs(value / row.adjusted.value * 100 - row.rate.value) > row.rate.step
    ):
        return None
    return value, f"{whole.actual.text}减其余各行={plain(value)}，执行率{row.rate.text}也由此得出"


def _scores(evidence: Evidence, found: list[Form]) -> Iterator[Finding]:
    """分值 × rate, where the decimals of the score show that it was computed."""
    held: list[bool] = []
    wrong: list[tuple[Form, Money]] = []
    for form in found:
        row = form.whole
        if row is None or row.rate is None or row.weight is None or row.score is None:
            continue
        customs, score = _customs(row), row.score
        holds = any(
            abs(each - score.value) <= MARGIN or 0 <= each - score.value < score.step for each in customs
        )
        held.append(holds)
        if not holds and (score.value != score.value.to_integral_value() or score.value > row.weight):
            wrong.append((form, row))
    if len(wrong) != 1 or held.count(False) > 1 or held.count(True) < LEAST:
        return
    form, row = wrong[0]
    if row.rate and row.score and row.weight:
        right = "或".join(plain(each.quantize(Decimal("0.01"))) for each in dict.fromkeys(_customs(row)))
        words = f"分值{plain(row.weight)}，执行率{row.rate.text}，得分应为{right}"
        yield _wrong(evidence, form, row.score, "table-sum", "执行率得分", words, right, 0.75)


def _customs(row: Money) -> tuple[Decimal, Decimal]:
    weight, share = (
        row.weight or Decimal(0),
        min(row.rate.value / 100, Decimal(1)) if row.rate else Decimal(0),
    )
    return usual_scores(weight, share)


def _parts(evidence: Evidence, found: tuple[Form, ...]) -> Iterator[Finding]:
    """其中: the rows below the whole add up to it in every column but one."""
    for form in found:
        whole = form.whole
        parts = [
            row
            for row in form.money
            if row is not whole and row.shape[0] == (whole.shape[0] if whole else "")
        ]
        if (
            whole is None
            or len(parts) < 2
            or len(parts) + 1 != len(form.money)
            or "其中" not in parts[0].label
        ):
            continue
        gaps = []
        for name, field in _FIELDS:
            stated, each = getattr(whole, field), [getattr(part, field) for part in parts]
            if stated is None or not all(each):
                continue
            value = sum((part.value for part in each), Decimal(0))
            spare = sum((part.step for part in (*each, stated)), Decimal(0)) / 2
            gaps.append((name, stated, value, abs(value - stated.value) > spare))
        wrong = [gap for gap in gaps if gap[3]]
        if len(wrong) != 1 or len(gaps) < LEAST:
            continue
        rows = rated(form, evidence.report.text)
        if not any(_part_at_fault(form, row) for row in rows if not row.holds):
            name, stated, value, _ = wrong[0]
            addends = "+".join(getattr(part, dict(_FIELDS)[name]).text for part in parts)
            words = f"其中各行相加{addends}={plain(value)}"
            yield _wrong(evidence, form, stated, "table-sum", f"{name}合计", words, plain(value), 0.7)


def _totals(evidence: Evidence, found: list[Form]) -> Iterator[Finding]:
    """Σ scores = total, read in the one way that is right for the other forms."""
    sums = [(form, scored(form, evidence.report.text)) for form in found if form.total and form.whole]
    ways = dict.fromkeys(chain.from_iterable(each for _, each in sums))
    for way in ways:
        stated = [(form, values[way]) for form, values in sums if way in values]
        apart = [(form, sure, value) for form, (value, sure) in stated if not _adds(form, value)]
        wrong = [each for each in apart if not _mended(each[0], each[2])]
        right = len(stated) - len(apart)
        sure = [each for each in wrong if each[1]]
        if len(wrong) != 1 or not (right >= LEAST or (sure and right)):
            continue
        form, _, value = wrong[0]
        if form.total:
            words = f"各行得分之和为{plain(value)}"
            yield _wrong(evidence, form, form.total, "table-sum", "总分", words, plain(value), 0.7)
        return


def _mended(form: Form, value: Decimal) -> bool:
    """Whether the score that follows from the rate makes the total right: then that score is wrong."""
    row = form.whole
    if row is None or row.score is None or not row.weight or form.total is None:
        return False
    gap = form.total.value - value
    return any(abs(row.score.value + gap - each) <= MARGIN for each in _customs(row))


def _adds(form: Form, value: Decimal) -> bool:
    return form.total is not None and abs(form.total.value - value) <= MARGIN


def _grades(evidence: Evidence, found: tuple[Form, ...]) -> Iterator[Finding]:
    """优 from 90 on, as all other forms of the report have it."""
    graded = [(form, form.total, form.grade) for form in found if form.total and form.grade]
    wrong = [each for each in graded if (each[1].value >= 90) != (each[2].text == "优")]
    if len(wrong) == 1 and len(graded) - 1 >= LEAST - 1:
        form, total, grade = wrong[0]
        right = grade_of(total.value)
        words = f"总分{total.text}分，一般90分以上为优"
        yield _wrong(evidence, form, grade, "other", "等级", words, f"“{right}”", 0.6)


def _wrong(
    evidence: Evidence,
    form: Form,
    mark: Mark,
    kind: Kind,
    name: str,
    words: str,
    expected: str,
    confidence: float,
) -> Finding:
    return remark(
        evidence,
        TextRange(mark.start, mark.end),
        Blame(CODE, RULE, kind, SEVERITY, confidence),
        message=f"自评表“{name}”写{mark.text}，按{words}，应为{expected}。",
        expected=expected,
        workings=words,
        exhibits=(Exhibit("text", mark.text, mark.start, mark.end),),
        stated=mark.text,
        page=form.table.page,
    )
