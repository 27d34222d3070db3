"""单位写错或漏写

检查什么：文字中的数字与表中一致，而单位差了一万倍或一亿倍（把“万元”写成“元”等）；金额没有单位；比率没有“%”。
没有单元格可比时，用同一句里的比率或增减额来判断：只有换一个单位才成立的，也予以指出。此类问题只报单位，不再重复报数值不符。

为什么：单位一错，金额相差万倍，数字本身却看不出异常。

例：表中为 36.20 万元，文字写“支出决算为 36.20 元”，应改为 36.20 万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...extract.interval import copies, plain, rate_agrees, share_of, significant, sums_to
from ...extract.model import FACTORS, Claim, Figure, Quantity
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..prose.relations import first_figure, operand, same_thing
from ..prose.units import FEWEST, in_unit, slipped_units, usual_unit
from ..wording import amount, as_written, cell_words, in_unit_of
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
RATES = ("share", "growth-rate", "completion-rate")
FAR = 30
"""Of an amount so many times the largest cell one digit less is telling: it is none of this report's."""
TELLING = 5
"""So many digits, all the same, are no coincidence."""
_AVERAGE = re.compile(r"平均|均|每|标准|单价|/|补助|定额|上限|下限|最高|最低|不超过|可支配|押金|个人|亩|平方")
_GENERAL = re.compile(
    r"[总全][收支额部体年县市区]?|合计|共计|收入|支出|经费|资金|费用?|款|金额|数|额|预算|决算|本?年度?|财政|[本的]|\W|\d"
)
"""What names no one thing."""
_NUMBER = re.compile(r"[\d０-９.．,，\s]+")


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Wrong units against the linked cell, wrong units against the rate that follows, missing units."""
    settled: set[str] = set()
    for claim in evidence.claims:
        results = (*_against_cell(evidence, claim), *_missing(evidence, claim))
        settled.update(claim.id for _ in results)
        yield from results
    usual = usual_unit(evidence)
    for claim in evidence.claims:
        if claim.operands:
            yield from _against_rate(evidence, claim, usual, settled)
            yield from _against_change(evidence, claim, usual, settled)
    yield from _against_copies(evidence, usual, settled)
    yield from _beyond_all(evidence, settled)


def _against_cell(evidence: Evidence, claim: Claim) -> Iterator[Judgement | Finding]:
    figure = first_figure(evidence, claim)
    if figure is None or claim.quantity.unit not in FACTORS or _repeated(evidence, claim):
        return
    unit = next(slipped_units(claim, figure), None)
    if unit is None and significant(claim.quantity.value) > TELLING:
        linked = evidence.links[claim.id].figures
        slips = ((each, next(slipped_units(claim, each), None)) for each in linked if not each.alternatives)
        figure, unit = next((pair for pair in slips if pair[1]), (figure, None))
    if unit is None:
        return
    words = f"{cell_words(evidence, figure)}，文字为{as_written(evidence, claim)}"
    right = amount(in_unit(claim.quantity, unit))
    yield Judgement(claim.id, CODE, "inconsistent", words, in_unit_of(claim, figure))
    yield accuse(
        evidence,
        claim,
        Blame(CODE, RULE, "unit", "error", 0.98),
        expected=right,
        workings=words,
        message=f"单位有误：{words}，应为{right}。",
        figures=(figure,),
        diagnosis=f"“{unit}”写成了“{claim.quantity.unit}”",
        replacement=_with_unit(evidence, claim, unit),
    )


def _repeated(evidence: Evidence, claim: Claim) -> bool:
    """Whether some equivalent cell shows the claim's amount in the unit as written."""
    figures = evidence.links[claim.id].figures
    same = (
        figure for figure in figures if same_thing(figures[0], figure) and figure.quantity.unit in FACTORS
    )
    return any(copies(claim.quantity, figure.quantity) == "equal" for figure in same)


def _with_unit(evidence: Evidence, claim: Claim, unit: str) -> str:
    """The number as printed, with another unit."""
    printed = evidence.report.text[claim.start : claim.end]
    match = _NUMBER.match(printed)
    return (match[0].rstrip() if match else printed) + unit


def _missing(evidence: Evidence, claim: Claim) -> Iterator[Judgement | Finding]:
    """An amount without a unit that repeats its cell, or a rate without “%”."""
    if claim.quantity.unit is not None or not claim.quantity.value:
        return
    figure = first_figure(evidence, claim)
    if claim.type in RATES:
        unit = "%"
    elif claim.type == "amount" and figure is not None and figure.quantity.unit in FACTORS:
        unit = next(slipped_units(claim, figure), "")
    else:
        return
    if unit:
        right = f"{plain(claim.quantity.value)}{unit}"
        yield accuse(
            evidence,
            claim,
            Blame(CODE, RULE, "unit", "warning", 0.85),
            expected=right,
            message=f"{as_written(evidence, claim)}之后缺少单位“{unit}”。",
            workings="",
            figures=(figure,) if figure else (),
            diagnosis="漏写单位",
            replacement=_with_unit(evidence, claim, unit),
        )


def _against_rate(
    evidence: Evidence, rate: Claim, usual: str, settled: set[str]
) -> Iterator[Judgement | Finding]:
    """A rate that its two amounts fit only if the one in an odd unit is read in the usual one."""
    top, bottom = operand(evidence, rate, "actual", "part"), operand(evidence, rate, "budget", "whole")
    if top is None or bottom is None or {top.id, bottom.id} & settled or not rate.quantity.value:
        return
    odd = [claim for claim in (top, bottom) if claim.quantity.unit != usual]
    if len(odd) != 1 or odd[0].quantity.unit not in FACTORS or first_figure(evidence, odd[0]) is not None:
        return
    wrong, unit = odd[0], usual
    stated = top.quantity, bottom.quantity
    read = tuple(
        in_unit(claim.quantity, unit) if claim is wrong else claim.quantity for claim in (top, bottom)
    )
    if _fits(rate.quantity, *stated) or not _fits(rate.quantity, read[0], read[1]):
        return
    settled.add(wrong.id)
    words = f"按{amount(read[0])}÷{amount(read[1])}计算才得到文中的{as_written(evidence, rate)}"
    yield from _other_unit(evidence, wrong, unit, words, (rate,))


def _against_change(
    evidence: Evidence, change: Claim, usual: str, settled: set[str]
) -> Iterator[Judgement | Finding]:
    """A change that its two amounts fit only if the one of the three in an odd unit is read in the usual one."""
    level, prior = operand(evidence, change, "level"), operand(evidence, change, "prior", "budget")
    if change.type != "change-amount" or level is None or prior is None or not change.quantity.value:
        return
    three = (level, prior, change)
    odd = [claim for claim in three if claim.quantity.unit != usual]
    if len(odd) != 1 or odd[0].quantity.unit not in FACTORS or odd[0].id in settled:
        return
    wrong, written = odd[0], [claim.quantity for claim in three]
    read = [in_unit(claim.quantity, usual) if claim is wrong else claim.quantity for claim in three]
    if not wrong.quantity.value or _differ_by(*written) or not _differ_by(*read):
        return
    settled.add(wrong.id)
    words = f"{amount(read[0])}与{amount(read[1])}才相差{amount(read[2])}"
    others = tuple(claim for claim in (change, level, prior) if claim is not wrong)
    yield from _other_unit(evidence, wrong, usual, words, others)


def _against_copies(evidence: Evidence, usual: str, settled: set[str]) -> Iterator[Judgement | Finding]:
    """An amount in 元 with all the digits of one that the prose states in 万元, where no cell tells: 支出1498.86元."""
    amounts = [claim for claim in evidence.claims if claim.type == "amount" and claim.column != "prior"]
    copied = {claim.quantity.value: claim for claim in amounts if claim.quantity.unit == usual}
    for claim in amounts:
        same = copied.get(claim.quantity.value)
        if usual != "万元" or claim.quantity.unit != "元" or same is None or claim.id in settled:
            continue
        few = significant(claim.quantity.value) < TELLING
        if (
            few
            or not _of_one_thing(claim, same)
            or claim.id in evidence.links
            or _AVERAGE.search(evidence.report.text, *claim.clause)
        ):
            continue
        words = f"文中另有{as_written(evidence, same)}，数字完全相同"
        yield from _other_unit(evidence, claim, usual, words, (same,))


def _beyond_all(evidence: Evidence, settled: set[str]) -> Iterator[Judgement | Finding]:
    """An amount in 元 called 万元, larger than all that the tables show, where its cell is not certain: 55600万元."""
    figures = [each for each in evidence.figures if each.quantity.unit in FACTORS and not each.blank]
    largest = max((each.quantity.yuan for each in figures), default=Decimal("Infinity"))
    beyond = [
        claim
        for claim in evidence.claims
        if claim.type == "amount" and claim.quantity.unit == "万元" and claim.id not in settled
        if claim.quantity.yuan > largest
    ]
    shown = {each.quantity.yuan: each for each in figures if not each.alternatives} if beyond else {}
    for claim in beyond:
        read = in_unit(claim.quantity, "元")
        figure = shown.get(read.yuan)
        if figure is None or first_figure(evidence, claim) is not None:
            continue
        link = evidence.links.get(claim.id)
        named = link is not None and any(each.quantity.yuan == read.yuan for each in link.figures)
        least = FEWEST if named else TELLING - (claim.quantity.yuan > FAR * largest)
        if significant(read.value) >= least:
            settled.add(claim.id)
            words = f"{cell_words(evidence, figure)}，而{as_written(evidence, claim)}比各表的数都大"
            yield from _other_unit(evidence, claim, "元", words, (), (figure,))


def _of_one_thing(claim: Claim, other: Claim) -> bool:
    """Whether the names of two amounts, without what is said of any amount, share two characters, or one has none."""
    mine, theirs = (_GENERAL.sub("", each.subject) for each in (claim, other))
    return not mine or not theirs or any(mine[i : i + 2] in theirs for i in range(max(len(mine) - 1, 1)))


def _differ_by(level: Quantity, prior: Quantity, change: Quantity) -> bool:
    """Whether two amounts lie apart by a third, either way."""
    return any(sums_to(more, [less, change]) != "differs" for more, less in ((level, prior), (prior, level)))


def _other_unit(
    evidence: Evidence,
    wrong: Claim,
    unit: str,
    words: str,
    others: tuple[Claim, ...],
    figures: tuple[Figure, ...] = (),
) -> Iterator[Judgement | Finding]:
    right = amount(in_unit(wrong.quantity, unit))
    yield Judgement(wrong.id, CODE, "inconsistent", words)
    yield accuse(
        evidence,
        wrong,
        Blame(CODE, RULE, "unit", "error", 0.9),
        expected=right,
        workings=words,
        message=f"单位有误：{as_written(evidence, wrong)}应为{right}，{words}。",
        others=others,
        figures=figures,
        diagnosis=f"“{unit}”写成了“{wrong.quantity.unit}”",
        replacement=_with_unit(evidence, wrong, unit),
    )


def _fits(rate: Quantity, top: Quantity, bottom: Quantity) -> bool:
    bounds = share_of(top, bottom)
    return bounds is not None and rate_agrees(rate, bounds) != "differs"
