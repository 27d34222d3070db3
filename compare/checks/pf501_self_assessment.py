"""绩效自评表计算不符

检查什么：部门整体支出和项目支出绩效自评表：执行率＝全年执行数÷全年预算数；预算调整率＝|全年预算数－年初预算数|÷年初预算数；
结转结余率＝（全年预算数－全年执行数）÷全年预算数；“三公”经费控制率＝决算数÷预算数；偏差度＝（实际完成值－指标值）÷指标值；
得分不大于分值；各行分值之和恰为 100 时，各行得分之和等于总分；各行得分加得出总分而分值加不出 100 的，分值有误；
一级指标的分值等于其下各行之和（其余一级指标都相符，而总分、得分也差同一行时才指出）。指标已达到的，
偏差度写 0 不算错；率按写出的位数核对；执行率得分有按比例和
90% 以上得满分两种做法，都算对。没有读准的格子不核对。

为什么：自评表是手工填的，率和总分最容易算错。

例：年初预算数 100，全年预算数 150，预算调整率写 33.33%：应为 50.00%，33.33% 是除以全年预算数得到的。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ...extract.interval import plain, rate_agrees, share_of
from ...extract.model import Figure, Quantity
from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Kind, Severity
from ..once import once
from ..tables.grids import is_total, row_label
from ..tables.scores import MARGIN, Funds, Group, Indicator, Sheet, as_written, off, sheets, usual_scores
from ..wording import amount, inner, percent
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
HUNDRED = Decimal(100)
_NAMES = ("预算调整率", "结转结余率", "控制率")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Recompute what the tables of self-assessment compute."""
    for sheet in sheets(evidence):
        if sheet.funds:
            yield from _execution(evidence, sheet.funds)
            yield from _rates(evidence, sheet, sheet.funds)
        yield from _deviations(evidence, sheet)
        yield from _total(evidence, sheet)
        yield from _over(evidence, sheet)
        yield from _missing_row(evidence, sheet)


def _execution(evidence: Evidence, funds: Funds) -> Iterator[Finding]:
    if funds.actual and funds.adjusted and funds.rate and funds.adjusted.quantity.value:
        if "%" not in funds.rate.text and funds.rate.quantity.value == funds.actual.quantity.value:
            return  # an amount, in a table whose blank cells are lost
        stated = as_written(funds.rate)
        bounds = share_of(funds.actual.quantity, funds.adjusted.quantity)
        if bounds is not None and rate_agrees(stated, bounds) == "differs":
            right = funds.actual.quantity.value / funds.adjusted.quantity.value * HUNDRED
            words = f"{amount(funds.actual.quantity)}÷{amount(funds.adjusted.quantity)}={percent(right)}"
            yield _wrong(evidence, funds.rate, "completion", "执行率", words, percent(right), 0.9)
            return
        yield from _score(evidence, funds, stated)


def _score(evidence: Evidence, funds: Funds, rate: Quantity) -> Iterator[Finding]:
    """The score for the rate, where its decimals show that it was computed."""
    if funds.weight is None or funds.score is None:
        return
    score, weight = funds.score.quantity, funds.weight.quantity.value
    share = min(rate.value / HUNDRED, Decimal(1))
    customs = usual_scores(weight, share)
    computed = score.value != score.value.to_integral_value()
    apart = [abs(score.value - each) for each in customs]
    cut_off = any(0 <= each - score.value < score.step for each in customs)
    if score.value > weight or (computed and min(apart) > MARGIN and not cut_off):
        values = "或".join(plain(each.quantize(Decimal("0.01"))) for each in dict.fromkeys(customs))
        words = f"分值{plain(weight)}，执行率{plain(rate.value)}%，得分应为{values}"
        yield _wrong(evidence, funds.score, "table-sum", "执行率得分", words, values, 0.7)


def _rates(evidence: Evidence, sheet: Sheet, funds: Funds) -> Iterator[Finding]:
    for indicator in sheet.indicators:
        stated = indicator.actual
        if stated is None or not stated.text.strip().endswith("%"):
            continue
        found = _expected(evidence, indicator.label, funds)
        if found is None:
            continue
        right, words, others = found
        if not off(as_written(stated), right):
            continue
        note = _other_base(funds, stated) if _computed(indicator.label) == "预算调整率" else ""
        name = re.split("[≤≥]", indicator.label)[0][-10:]
        yield _wrong(evidence, stated, "table-sum", name, words, percent(right), 0.75, note, others)


def _expected(evidence: Evidence, label: str, funds: Funds) -> tuple[Decimal, str, tuple[Figure, ...]] | None:
    budget, adjusted, actual = map(_value, (funds.budget, funds.adjusted, funds.actual))
    name = _computed(label)
    if name == "预算调整率" and budget and adjusted is not None:
        right = abs(adjusted - budget) / budget * HUNDRED
        return right, f"|{plain(adjusted)}-{plain(budget)}|÷{plain(budget)}={percent(right)}", ()
    if name == "结转结余率" and adjusted and actual is not None:
        right = (adjusted - actual) / adjusted * HUNDRED
        return right, f"（{plain(adjusted)}-{plain(actual)}）÷{plain(adjusted)}={percent(right)}", ()
    if name == "控制率" and "三公" in label and (pair := _three_public(evidence)):
        spent, planned = (figure.quantity.value for figure in pair)
        right = spent / planned * HUNDRED
        words = f"决算数{amount(pair[0].quantity)}÷预算数{amount(pair[1].quantity)}={percent(right)}"
        return right, words, pair
    return None


def _computed(label: str) -> str:
    """The indicator that a row is of: the last one named, since before it may stand the remark of the row above."""
    return max((name for name in _NAMES if name in label), key=label.rfind, default="")


def _value(figure: Figure | None) -> Decimal | None:
    return None if figure is None else figure.quantity.value


@once
def _three_public(evidence: Evidence) -> tuple[Figure, Figure] | None:
    """The totals of the 三公 table: final accounts and a budget that is not 0, each shown once."""
    found: dict[str, list[Figure]] = {"actual": [], "budget": []}
    for figure in evidence.figures:
        total = figure.column_path[-1:] in (("合计",), ("总计",)) or is_total(figure)
        if figure.table_kind == "three-public" and total and not figure.alternatives and not figure.blank:
            found.get(figure.column.removeprefix("adjusted-"), []).append(figure)
    if len(found["actual"]) == len(found["budget"]) == 1 and found["budget"][0].quantity.value:
        return found["actual"][0], found["budget"][0]
    return None


def _other_base(funds: Funds, stated: Figure) -> str:
    if not funds.budget or not funds.adjusted or not funds.adjusted.quantity.value:
        return ""
    change = abs(funds.adjusted.quantity.value - funds.budget.quantity.value)
    other = change / funds.adjusted.quantity.value * HUNDRED
    close = abs(other - stated.quantity.value) <= as_written(stated).step
    return "除数用了全年预算数，应为年初预算数" if close else ""


def _deviations(evidence: Evidence, sheet: Sheet) -> Iterator[Finding]:
    """Deviations that do not follow, where another one of the report does."""
    wrong: list[tuple[Indicator, Decimal]] = []
    for indicator in sheet.indicators:
        target, actual, deviation = indicator.target, indicator.actual, indicator.deviation
        if not (target and actual and deviation) or not deviation.quantity.value or not target[1]:
            continue
        right = (actual.quantity.value - target[1]) / target[1] * HUNDRED
        if off(as_written(deviation), right, deviation.signed):
            wrong.append((indicator, right))
    if len(wrong) != 1 or not _customary(evidence):
        return
    indicator, right = wrong[0]
    target, actual, deviation = indicator.target, indicator.actual, indicator.deviation
    if target and actual and deviation and indicator.weight:
        goal = plain(target[1])
        words = f"（{plain(actual.quantity.value)}-{goal}）÷{goal}={percent(right)}"
        yield _wrong(evidence, deviation, "table-sum", "偏差度", words, percent(right), 0.75)


def _customary(evidence: Evidence) -> bool:
    """Whether some deviation of the report that is not 0 is computed in this way."""
    for sheet in sheets(evidence):
        for each in sheet.indicators:
            if (
                each.target
                and each.actual
                and each.deviation
                and each.deviation.quantity.value
                and each.target[1]
            ):
                right = (each.actual.quantity.value - each.target[1]) / each.target[1] * HUNDRED
                if not off(as_written(each.deviation), right, each.deviation.signed):
                    return True
    return False


def _total(evidence: Evidence, sheet: Sheet) -> Iterator[Finding]:
    """Σ scores against the total, where the weights show that every row was read."""
    pairs = [(each.weight, each.score) for each in sheet.indicators if each.weight and each.score]
    if sheet.total is None or sheet.funds is None or not sheet.funds.weight or not sheet.funds.score:
        return
    pairs.append((sheet.funds.weight, sheet.funds.score))
    weights = sum((weight.quantity.value for weight, _ in pairs), Decimal(0))
    scored = sum((score.quantity.value for _, score in pairs), Decimal(0))
    if sheet.total[0].quantity.value != HUNDRED:
        return
    if weights != HUNDRED:
        if scored == sheet.total[1].quantity.value and (weights > HUNDRED or _all_rows(evidence, sheet)):
            value = plain(weights)
            words = f"各行分值之和为{value}"
            yield _wrong(evidence, sheet.total[0], "table-sum", "分值合计", words, value, 0.7)
        return
    if abs(scored - sheet.total[1].quantity.value) <= MARGIN:
        return
    if _mended(sheet.funds, sheet.total[1].quantity.value - scored):
        return  # the score of the rate is wrong, and has been said to be
    value = plain(scored)
    yield _wrong(evidence, sheet.total[1], "table-sum", "总分", f"各行得分之和为{value}", value, 0.85)


def _all_rows(evidence: Evidence, sheet: Sheet) -> bool:
    """Whether every row with numbers is an indicator with weight and score; weights of groups stand in none."""
    pairs = all(each.weight and each.score and len(each.numbers) <= 4 for each in sheet.indicators)
    first = sheet.funds and sheet.funds.weight
    return bool(pairs and first and sheet.total and _all_read(evidence, sheet.table, first, sheet.total[0]))


def _over(evidence: Evidence, sheet: Sheet) -> Iterator[Finding]:
    """A score above its weight."""
    if (pair := sheet.over) is not None:
        weight, score = pair
        words = f"分值{weight.text.strip()}，得分不能大于分值"
        limit = f"不大于{weight.text.strip()}"
        yield _wrong(evidence, score, "table-sum", "得分", words, limit, 0.7, others=(weight,))


def _mended(funds: Funds, gap: Decimal) -> bool:
    """Whether the score that follows from the rate makes the total right."""
    if not (funds.weight and funds.score and funds.rate) or abs(gap) <= MARGIN:
        return False
    weight, share = funds.weight.quantity.value, min(funds.rate.quantity.value / HUNDRED, Decimal(1))
    customs = usual_scores(weight, share)
    return any(abs(funds.score.quantity.value + gap - each) <= MARGIN for each in customs)


def _missing_row(evidence: Evidence, sheet: Sheet) -> Iterator[Finding]:
    """The one first-level indicator whose weight is more than that of its rows, where total and scores say so too."""
    short = [group for group in sheet.groups if group.weight.quantity.value != group.sum]
    kept = len(sheet.groups) - len(short)
    if len(short) != 1 or kept < 2 or not sheet.total or not sheet.funds or not sheet.funds.score:
        return
    gap = short[0].weight.quantity.value - short[0].sum
    scores = [each.score for each in sheet.indicators if each.score] + [sheet.funds.score]
    lost = sheet.total[1].quantity.value - sum((each.quantity.value for each in scores), Decimal(0))
    whole = sum((group.weight.quantity.value for group in sheet.groups), Decimal(0))
    weight = sheet.funds.weight.quantity.value if sheet.funds.weight else Decimal(0)
    if not 0 < gap <= HUNDRED / 10 or not -MARGIN <= lost <= gap + MARGIN or whole + weight != HUNDRED:
        return
    if _all_read(evidence, sheet.table, sheet.groups[0].weight, sheet.total[0]):
        yield _row_absent(evidence, sheet.total[1], short[0], gap)


def _all_read(evidence: Evidence, name: str, first: Figure, last: Figure) -> bool:
    """Whether every number printed between two cells of the table got into a cell."""
    table = next(each for each in evidence.report.tables if each.id == name)
    cells = sorted(
        (cell.start, cell.end or 0) for row in table.rows for cell in row if cell.start is not None
    )
    if first.end is None or last.start is None:
        return False
    gaps = (
        (end, start) for (_, end), (start, _) in pairwise(cells) if first.end <= end <= start <= last.start
    )
    return not any(re.search(r"\d", evidence.report.text[end:start]) for end, start in gaps)


def _row_absent(evidence: Evidence, total: Figure, group: Group, gap: Decimal) -> Finding:
    name = re.search(r"[\u4e00-\u9fff]{0,4}指标$", row_label(group.weight))
    printed, added = plain(group.weight.quantity.value), plain(group.sum)
    words = f"“{name[0] if name else row_label(group.weight)[-8:]}”分值{printed}，其下各行相加为{added}"
    return accuse_cell(
        evidence,
        total,
        Blame(CODE, RULE, "table-sum", SEVERITY, 0.6),
        message=f"自评表{words}；各行得分之和与总分{total.text.strip()}也差这一行，可能漏印一行。",
        expected=f"补上{plain(gap)}分的一行",
        workings=f"{words}，差{plain(gap)}",
        others=(group.weight,),
    )


def _wrong(
    evidence: Evidence,
    figure: Figure,
    kind: Kind,
    name: str,
    words: str,
    expected: str,
    confidence: float,
    note: str = "",
    others: tuple[Figure, ...] = (),
) -> Finding:
    extra = f"（{note}）" if note else ""
    return accuse_cell(
        evidence,
        figure,
        Blame(CODE, RULE, kind, SEVERITY, confidence),
        message=f"自评表“{inner(name)}”写{figure.text.strip()}，按{words}，应为{expected}{extra}。",
        expected=expected,
        workings=words,
        others=others,
    )
