"""增减率与增减额、总额不符

检查什么：由“今年数”和“增减额”推出上年数（今年数减去带符号的增减额；文中写明上年数的直接采用），
重新计算增减率，与文中的比率核对。计算时把每个数看作四舍五入前的一个区间，落在区间内或只差末位的不算错。
上年数为 0 时比率没有意义，写“增长100%”的予以提示；今年、上年都为 0 的比率无法核对。

为什么：增减额与增减率往往分别从不同的表、不同的年份抄来，彼此对不上；上年数通常不在本报告里，只有这样才能发现。

例：支出 620 万元，比上年增加 124 万元，增长 20%：上年为 496 万元，124÷496=25.00%，应为 25%。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...extract.interval import Customs, base, copies, factor, plain, rate_agrees, share_of
from ...extract.model import FACTORS
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..prose.distances import apart
from ..prose.growth import (
    Growth,
    fits_reversed,
    fits_reversed_over,
    growths,
    reckon_growth,
    reckon_level,
    shown_before,
    zero_base,
)
from ..prose.quotients import against_cells
from ..prose.relations import VERDICTS, Reading, Reckoning, all_customs, nothing, rows_of
from ..prose.rivals import grows_another
from ..wording import amount, as_written, percent, range_of
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Judge every growth rate, and the change that stands with it."""
    customs, rows = all_customs(evidence), rows_of(evidence)
    paired: set[str] = set()
    blame = Blame(CODE, RULE, "growth", SEVERITY, 0.85)
    for growth in growths(evidence):
        if growth.change:
            paired.add(growth.change.id)
        shown = shown_before(evidence, growth)
        yield from (
            _over_table(evidence, growth, shown, customs) if shown else _judge(evidence, growth, customs)
        )
    for claim in evidence.claims:
        if claim.type == "change-amount":
            both = apart(evidence, claim, rows, customs, blame)
            yield from both
            if claim.id not in paired and not both:
                yield _lonely(evidence, claim.id)


def _lonely(evidence: Evidence, claim: str) -> Judgement:
    if nothing(evidence.by_id[claim]):
        return Judgement(claim, CODE, "consistent", "增减额为0")
    return Judgement(claim, CODE, "unverifiable", reason="上年数不在本报告中")


def _judge(evidence: Evidence, growth: Growth, customs: Customs) -> Iterator[Judgement | Finding]:
    if len(growth.operands) < 2:
        yield from _few(growth)
    elif nothing(growth.change) and nothing(growth.rate):
        yield from _unchanged(growth)
    elif zero_base(growth):
        yield from _from_nothing(evidence, growth)
    else:
        yield from _computed(evidence, growth, customs)


def _over_table(
    evidence: Evidence, growth: Growth, shown: tuple[Reading, ...], customs: Customs
) -> Iterator[Judgement | Finding]:
    """A rate whose operands are this year's number and a cell with last year's."""
    found = reckon_level(evidence, growth, shown, customs)
    if found is None:
        yield from _few(growth)
        return
    if found.agreement == "differs" and fits_reversed_over(evidence, growth, shown, customs):
        return
    level, prior = (amount(reading.quantity) for reading in found.readings)
    words = f"表中上年数{prior}：({level}−{prior})÷{prior}={percent(found.value)}"
    blame = Blame(CODE, RULE, "growth", "error", 0.85)
    yield from against_cells(evidence, growth.rate, blame, found, words, said="增减率")


def _few(growth: Growth) -> Iterator[Judgement]:
    yield Judgement(growth.rate.id, CODE, "unverifiable", reason="计算增减率所需的数不全")
    if growth.change:
        yield Judgement(growth.change.id, CODE, "unverifiable", reason="上年数不在本报告中")


def _unchanged(growth: Growth) -> Iterator[Judgement]:
    if growth.change:
        yield Judgement(growth.change.id, CODE, "consistent", "增减额与增减率均为0")
    if nothing(growth.level):
        yield Judgement(growth.rate.id, CODE, "unverifiable", reason="0÷0，比率无意义")
    else:
        yield Judgement(growth.rate.id, CODE, "consistent", "增减额为0，增减率为0")


def _from_nothing(evidence: Evidence, growth: Growth) -> Iterator[Judgement | Finding]:
    level, rate = growth.level, growth.rate
    if growth.change:
        yield Judgement(growth.change.id, CODE, "consistent", "上年数为0，增加额等于今年数")
    if nothing(level) or rate.quantity.value == 0:
        yield Judgement(rate.id, CODE, "unverifiable", reason="上年数为0，比率无意义")
        return
    words = "上年数为0" if level is None else f"今年数{amount(level.quantity)}全部为增加额，上年数为0"
    yield Judgement(rate.id, CODE, "inconsistent", f"{words}，不能计算增长率")
    yield accuse(
        evidence,
        rate,
        Blame(CODE, RULE, "growth", "warning", 0.75),
        expected="不可比（上年基数为0）",
        message=f"{words}，增长率没有意义，不应写{as_written(evidence, rate)}。",
        others=growth.operands,
        workings=f"{words}，除数为0",
        diagnosis="上年基数为0",
    )


def _computed(evidence: Evidence, growth: Growth, customs: Customs) -> Iterator[Judgement | Finding]:
    found = reckon_growth(evidence, growth, customs)
    if found is None and (wider := _of_the_whole(evidence, growth, customs)) is not None:
        growth, found = wider
    if found is None:
        yield from _exceeds(evidence, growth)
        return
    if found.agreement == "differs" and (wider := _of_the_whole(evidence, growth, customs)) is not None:
        growth, found = wider
    backward = growth.level and growth.prior and (growth.level.year or 9999) < (growth.prior.year or 0)
    if found.agreement == "differs" and (backward or grows_another(evidence, growth, customs)):
        yield Judgement(growth.rate.id, CODE, "unverifiable", reason="增减率可能是对另一个数说的")
        return
    workings = formula(growth, found)
    verdict = VERDICTS[found.agreement]
    expected = percent(found.value, growth.rate.quantity.step)
    for claim in (growth.rate, growth.change):
        if claim is not None:
            own = expected.rstrip("%") if claim is growth.rate else None
            bounds = range_of(found.bounds) if claim is growth.rate else None
            yield Judgement(claim.id, CODE, verdict, workings, own, bounds)
    if found.agreement == "rounding":
        yield accuse(
            evidence,
            growth.rate,
            Blame(CODE, RULE, "rounding", "info", 0.8),
            expected=expected,
            message=f"增减率按文中数计算为{expected}，与{as_written(evidence, growth.rate)}只差末位。",
            workings=workings,
            others=growth.operands,
            bounds=found.bounds,
        )
    elif found.agreement == "differs" and not _reversed(evidence, growth, customs):
        yield _wrong(evidence, growth, found, workings, expected)


def _reversed(evidence: Evidence, growth: Growth, customs: Customs) -> bool:
    """Whether only a word of direction is wrong: where two words contradict each other, any rate of theirs will do."""
    if growth.opposed:
        found = reckon_growth(evidence, growth, customs, sign=-growth.sign)
        return found is not None and found.agreement != "differs"
    return fits_reversed(evidence, growth, customs)


def _of_the_whole(evidence: Evidence, growth: Growth, customs: Customs) -> tuple[Growth, Reckoning] | None:
    """Behind a list (经费32万元，其中：…，接待费3万元，比上年减少2万元，下降5.88%) the change of its total.

    A total of which a change was told has no need of another.
    """
    total = evidence.by_id.get(growth.level.part_of or "") if growth.level else None
    if total is None or growth.level is None or total.paragraph != growth.level.paragraph:
        return None
    wider = replace(growth, level=total)
    if growth.change and any(each.change and each.level == total for each in growths(evidence)):
        return None
    found = reckon_growth(evidence, wider, customs)
    return (wider, found) if found is not None and found.agreement == "equal" else None


def _exceeds(evidence: Evidence, growth: Growth) -> Iterator[Judgement | Finding]:
    """An increase that is larger than what there is now."""
    change, level = growth.change, growth.level
    money = change and level and {change.quantity.unit, level.quantity.unit} <= set(FACTORS)
    if (
        not (change and level and money)
        or growth.sign <= 0
        or change.direction < 0
        or change.quantity.yuan <= level.quantity.yuan
    ):
        yield from _few(growth)
        return
    if copies(change.quantity, level.quantity) != "differs" or level.paragraph != change.paragraph:
        yield from _few(growth)
        return
    words = f"增加额{amount(change.quantity)}大于今年数{amount(level.quantity)}，上年数成为负数"
    for claim in (change, growth.rate):
        yield Judgement(claim.id, CODE, "inconsistent", words)
    yield accuse(
        evidence,
        change,
        Blame(CODE, RULE, "growth", "error", 0.9),
        message=f"{words}。",
        expected=f"不大于{amount(level.quantity)}",
        workings=words,
        others=(level, growth.rate),
    )


def formula(growth: Growth, found: Reckoning) -> str:
    """The computation in words."""
    quantity = {reading.claim.id: reading.quantity for reading in found.readings}
    result = percent(found.value)
    change, level, prior = growth.change, growth.level, growth.prior
    if change and prior and prior.id in quantity:
        return f"{amount(quantity[change.id])}÷{amount(quantity[prior.id])}={result}"
    if change and level:
        now, moved = quantity[level.id], quantity[change.id]
        sign = growth.sign or 1
        mark = "−" if sign > 0 else "+"
        before = f"{plain((base(now)[0] - sign * base(moved)[0]) / factor(moved.unit))}{moved.unit or ''}"
        return f"上年数={amount(now)}{mark}{amount(moved)}={before}；{amount(moved)}÷{before}={result}"
    if level and prior:
        then = amount(quantity[prior.id])
        result = (
            result if quantity[level.id].yuan >= quantity[prior.id].yuan else f"-{result.removeprefix('-')}"
        )
        return f"({amount(quantity[level.id])}−{then})÷{then}={result}"
    return result


def _over_this_year(growth: Growth, found: Reckoning) -> str:
    """Whether the rate was computed over this year's number in place of last year's."""
    if growth.change is None or growth.level is None:
        return ""
    quantity = {reading.claim.id: reading.quantity for reading in found.readings}
    level = quantity.get(growth.level.id, growth.level.quantity)
    over = share_of(quantity.get(growth.change.id, growth.change.quantity), level)
    fits = over is not None and rate_agrees(growth.rate.quantity, over) == "equal"
    return f"增减率是以今年数{amount(level)}为除数算的" if fits else ""


def _wrong(evidence: Evidence, growth: Growth, found: Reckoning, workings: str, expected: str) -> Finding:
    others = "、".join(as_written(evidence, claim) for claim in growth.operands)
    message = (
        f"文中写{others}，增减率{as_written(evidence, growth.rate)}，按此计算应为{expected}（{workings}）。"
    )
    return accuse(
        evidence,
        growth.rate,
        Blame(CODE, RULE, "growth", "error", 0.95),
        message=message,
        expected=expected,
        workings=workings,
        others=growth.operands,
        bounds=found.bounds,
        diagnosis=_over_this_year(growth, found),
        replacement=expected,
    )
