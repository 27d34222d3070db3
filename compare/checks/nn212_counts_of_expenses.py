"""车辆、批次、团组的个数与费用对不上

检查什么：“三公”经费一节与国有资产一节的车辆数：公务用车保有量不大于车辆总数；保有量为 0，而国有资产里有车、或有运行
维护费的，应当说明。同一段里费用不为 0、个数却为 0 的：有购置费而购置 0 辆，有接待费而接待 0 批次，有出国费而团组 0 个。
批次、团组多于紧跟着的人次的也报告。
说明了租赁、处置、划转等缘由的不算；有事业收入的单位，车辆可能不由财政负担，保有量为 0 的不判断。车均、人均的费用与
费用、个数相除核对，只是单位不同的是单位错误；各处“30套，每套2万元，合计60万元”“补助45万元，300人，人均1500元”也相乘、相除核对。

为什么：金额与个数分别由财务和办公室提供，常有一头没有更新。

例：公务接待费支出决算 1.20 万元，国内公务接待 0 批次、0 人次。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ...extract.interval import plain, to_unit
from ...extract.model import FACTORS, Claim
from ...narrative.model import Paragraph
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..prose.means import mean_of
from ..prose.priced import priced
from ..wording import as_written, squeeze
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_HELD = re.compile("保有量|保有公务?用?车|保有车辆")
_OWNED = re.compile(r"共有(?:公务)?(?:用)?车辆?$|车辆(?:总数|总计|合计)$|^车辆$")
_WHY = re.compile("租|划转|报废|处置|上交|拍卖|移交|调拨|封存|平台|非财政|事业|经营|自有资金|其他资金|社会化")
_NO_DIFFERENCE = re.compile(
    r"固定资产车辆(?P<many>\d+)辆，与公务用车保有量差异的?原因是?[：:]?(?:[本我][单部][位门])?(?:无差异|不存在差异|没有差异|一致)"
)
_OWN_INCOME = re.compile("^(?:事业|经营)收入")
_UPKEEP = re.compile("运行")
_PAIRS = (
    (re.compile("购置(?!.{0,4}运行)"), re.compile("购置|购入|更新"), ("辆", "台")),
    (re.compile("接待"), re.compile("接待|批次"), ("批次", "批", "个")),
    (re.compile("出国|出境"), re.compile("团组|出国|出境"), ("个", "批", "团", "批次")),
)
"""The words for an expense, those for its count, and the units of the count."""
_GROUPS = {(group, "人次") for group in ("批次", "批", "个", "团")}
"""Units of receptions and journeys before that of those who took part; one 人 may have been on two journeys."""
_BESIDE = 12
_UNITS = ("元", "万元")
_FOREIGN = re.compile("外宾|外事|国（境）外|外国|来访")
_LATER = re.compile("往年|上年|以前年度|跨年|尾款|补付|欠|未支付|待付")


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Compare counts of vehicles, receptions and journeys with one another and with what they cost."""
    kinds = {section.id: section.kind for section in evidence.report.sections}
    expenses = [claim for claim in evidence.claims if kinds.get(claim.section) == "three-public"]
    words = {paragraph.id: paragraph for paragraph in evidence.report.paragraphs}
    if evidence.report.kind == "final-accounts":
        yield from _vehicles(evidence, expenses, words)
        yield from _unspent(evidence, expenses, words)
    yield from _guests(evidence, expenses)
    yield from _means(evidence, expenses)
    yield from _priced(evidence, {each.id for each in expenses})


def _vehicles(evidence: Evidence, expenses: list[Claim], words: dict[str, Paragraph]) -> Iterator[Finding]:
    held = next((each for each in expenses if _is_count(each) and _HELD.search(squeeze(each.subject))), None)
    owned = next(
        (each for each in evidence.claims if _is_count(each) and _OWNED.search(squeeze(each.subject))), None
    )
    if held is None or (owned is not None and owned.quantity.unit != held.quantity.unit):
        return
    told = "".join(words[each.paragraph].text for each in (held, owned) if each is not None)
    if (same := _NO_DIFFERENCE.search(told)) is not None and int(same["many"]) != held.quantity.value:
        yield _differing(evidence, held, same)
        return
    if _WHY.search(told):
        return
    if owned is not None and held.quantity.value > owned.quantity.value:
        yield _unlike(evidence, held, owned, "大于车辆总数")
    elif _earns(evidence):
        return
    elif owned is not None and owned.quantity.value and not held.quantity.value:
        yield _unlike(evidence, held, owned, "而国有资产里有车")
    elif not held.quantity.value and (upkeep := _spent(expenses, _UPKEEP)) is not None:
        yield _unlike(evidence, held, upkeep, "而有运行维护费")


def _guests(evidence: Evidence, expenses: list[Claim]) -> Iterator[Finding]:
    """More receptions than guests, or more journeys than travellers: the two counts were exchanged."""
    counts = [each for each in expenses if each.type == "count" and each.quantity.value]
    for groups, heads in pairwise(counts):
        units = (groups.quantity.unit, heads.quantity.unit) in _GROUPS
        near = groups.paragraph == heads.paragraph and heads.start - groups.end <= _BESIDE
        if units and near and heads.quantity.value < groups.quantity.value:
            said = f"{as_written(evidence, groups)}，{as_written(evidence, heads)}"
            yield accuse(
                evidence,
                heads,
                Blame(CODE, RULE, "count", SEVERITY, 0.8),
                message=f"文中写{said}：每批至少一人，两个数可能互换了位置。",
                expected=f"不少于{plain(groups.quantity.value)}{heads.quantity.unit}",
                workings=said,
                others=(groups,),
                diagnosis="两个数互换",
            )


def _differing(evidence: Evidence, held: Claim, same: re.Match[str]) -> Finding:
    """A number of vehicles that is said not to differ from those held, and does."""
    stated = f"保有量为{as_written(evidence, held)}"
    return accuse(
        evidence,
        held,
        Blame(CODE, RULE, "count", SEVERITY, 0.75),
        message=f"公务用车{stated}，又说与固定资产的{same['many']}辆车无差异。",
        expected="核对车辆数，或说明原因",
        workings=f"{stated}；固定资产车辆{same['many']}辆",
    )


def _means(evidence: Evidence, expenses: list[Claim]) -> Iterator[Judgement | Finding]:
    """What a vehicle, a traveller or a guest costs on average: the expense divided by the count."""
    for mean in expenses:
        found = mean_of(evidence, mean, expenses)
        if found is None:
            continue
        yield from _reckoned(
            evidence, mean, found.value, found.holds, found.words, (found.expense, found.count)
        )


def _reckoned(
    evidence: Evidence, claim: Claim, value: Decimal, holds: bool, words: str, others: tuple[Claim, Claim]
) -> Iterator[Judgement | Finding]:
    """What follows from two numbers, in 元; where only the unit is another, that is the slip."""
    right = plain(to_unit(value, claim.quantity.unit, claim.quantity.step))
    yield Judgement(claim.id, CODE, "consistent" if holds else "inconsistent", words, right)
    if holds:
        return
    unit = next((unit for unit in _UNITS if _is_in(claim, unit, value)), "")
    expected = f"{plain(claim.quantity.value)}{unit}" if unit else f"{right}{claim.quantity.unit}"
    blame = Blame(CODE, RULE, "unit", "error", 0.9) if unit else Blame(CODE, RULE, "amount", SEVERITY, 0.75)
    yield accuse(
        evidence,
        claim,
        blame,
        message=f"文中写{as_written(evidence, claim)}，按{words}，应为{expected}。",
        expected=expected,
        workings=words,
        others=others,
        diagnosis=f"“{unit}”写成了“{claim.quantity.unit}”" if unit else "",
        replacement=expected if unit else None,
    )


def _is_in(claim: Claim, unit: str, value: Decimal) -> bool:
    """Whether the number, in another unit, is the value as far as it is written, of three digits or more."""
    said = claim.quantity
    same = abs(said.value * FACTORS[unit] - value) <= said.step * FACTORS[unit]
    return unit != said.unit and said.value >= 100 * said.step and same


def _priced(evidence: Evidence, known: set[str]) -> Iterator[Judgement | Finding]:
    """So many at so much each, and what it cost on average, outside of 三公."""
    for found in priced(evidence):
        claim = found.claim
        if claim.id in known:
            continue
        yield from _reckoned(evidence, claim, found.value, found.holds, found.words, found.others)


def _is_count(claim: Claim) -> bool:
    return claim.type == "count" and claim.quantity.unit in ("辆", "台") and claim.column != "prior"


def _earns(evidence: Evidence) -> bool:
    """Whether some table shows income of the body's own, which may pay for its vehicles."""
    filled = [figure for figure in evidence.figures if figure.quantity.value]
    labels = {path[-1] for figure in filled for path in (figure.row_path, figure.column_path) if path}
    return any(_OWN_INCOME.search(label) for label in labels)


def _spent(expenses: list[Claim], pattern: re.Pattern[str]) -> Claim | None:
    """The amount spent on what ``pattern`` names, if that is more than nothing."""
    return next(
        (
            each
            for each in expenses
            if _is_expense(each) and each.quantity.value and pattern.search(each.subject)
        ),
        None,
    )


def _is_expense(claim: Claim) -> bool:
    return claim.type == "amount" and claim.column == "actual" and claim.quantity.unit in FACTORS


def _unlike(evidence: Evidence, held: Claim, other: Claim, words: str) -> Finding:
    stated = f"保有量为{as_written(evidence, held)}"
    seen = f"“{squeeze(other.subject)}”{as_written(evidence, other)}"
    return accuse(
        evidence,
        held,
        Blame(CODE, RULE, "count", SEVERITY, 0.6),
        message=f"公务用车{stated}，{words}：{seen}。",
        expected="核对车辆数，或说明原因",
        workings=f"{stated}；{seen}",
        others=(other,),
    )


def _unspent(evidence: Evidence, expenses: list[Claim], words: dict[str, Paragraph]) -> Iterator[Finding]:
    """Money spent on nothing: a count of 0 behind an expense that is more than 0."""
    for pattern, counted, units in _PAIRS:
        for claim in expenses:
            zero = claim.type == "count" and not claim.quantity.value and claim.quantity.unit in units
            if not zero or not counted.search(claim.subject):
                continue
            text = words[claim.paragraph].text
            if _FOREIGN.search(text) or _LATER.search(text):
                continue
            beside = [
                each for each in expenses if each.paragraph == claim.paragraph and each.start < claim.start
            ]
            fee = next(
                (each for each in reversed(beside) if _is_expense(each) and pattern.search(each.subject)),
                None,
            )
            if fee is None or not fee.quantity.value:
                continue
            yield accuse(
                evidence,
                claim,
                Blame(CODE, RULE, "count", SEVERITY, 0.65),
                message=f"“{squeeze(fee.subject)}”为{as_written(evidence, fee)}，"
                f"“{squeeze(claim.subject)}”却是{as_written(evidence, claim)}。",
                expected="补正个数，或说明原因",
                workings=f"{as_written(evidence, fee)}，{as_written(evidence, claim)}",
                others=(fee,),
            )
            break
