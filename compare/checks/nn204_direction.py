"""增减、大小的说法与数不符

检查什么：写“增加”而按文中的数是减少（或反过来）；同一句里增减额与增减率方向相反；“决算数大于（小于）预算数”与所列
两数相反；写“持平”“一致”而两数不同（本年数与上年数并列的也核对）。“基本持平”只要求相差不大；否定句和带括号的模板句不判断。

为什么：说明文字往往沿用上年稿，数字换了，方向没有换。

例：年初预算为 60 万元，支出决算为 75 万元，“决算数小于年初预算数的主要原因是……”，应为“大于”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...extract.interval import Customs, base, copies, interval, significant, sums_to
from ...extract.model import Claim
from ...narrative.model import Paragraph
from ..causes.turned import UNDECIDED
from ..model import Evidence, Finding, Judgement, Severity, Suggestion
from ..prose.alike import contradicted
from ..prose.before import changes
from ..prose.distances import head
from ..prose.growth import (
    Growth,
    fits_reversed,
    fits_reversed_over,
    growths,
    reckon_growth,
    reckon_level,
    shown_before,
)
from ..prose.pairs import compared
from ..prose.quotients import upside_down
from ..prose.relations import Reading, all_customs, alongside
from ..slips import TELLING
from ..wording import DIRECTIONS, Blame, accuse, amount, as_written, squeeze, text_exhibit
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
BIGGER = ("大于", "高于", "多于", "超过", "超出")
SMALLER = ("小于", "低于", "少于")
NEARLY = Decimal("0.1")
CLOSE = 4
"""So many characters at most stand between a rate and the words that go on from it."""
_COMPARED = re.compile(
    r"决算数?(?P<word>大于|高于|多于|超过|超出|小于|低于|少于|等于)(?:了)?(?P<base>年初|全年|调整)?预算数?(?![（(])"
    r"|决算数?[与和同]?(?P<base2>年初|全年|调整)?预算数?(?:相比)?(?P<near>基本)?(?P<same>持平|一致|相同|相等)"
)
_NOT = ("不", "未", "没有", "否", "如", "若")


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Words of direction against the figures around them."""
    customs = all_customs(evidence)
    for growth in growths(evidence):
        yield from _growth(evidence, growth, customs)
    for claim in evidence.claims:
        if claim.type == "change-amount":
            yield from _change(evidence, claim)
    yield from contradicted(evidence, Blame(CODE, RULE, "direction", SEVERITY, 0.85))
    by_paragraph: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        by_paragraph.setdefault(claim.paragraph, []).append(claim)
    for paragraph in evidence.report.paragraphs:
        if paragraph.id in by_paragraph:
            yield from _compared(evidence, paragraph, by_paragraph[paragraph.id])


def _growth(evidence: Evidence, growth: Growth, customs: Customs) -> Iterator[Judgement | Finding]:
    change, rate = growth.change, growth.rate
    if change and change.direction and rate.direction and change.direction != rate.direction:
        if change.quantity.value and rate.quantity.value:
            right = _right_direction(evidence, growth, customs)
            words = (
                f"增减额写“{DIRECTIONS[change.direction]}”，增减率却写"
                f"“{'增长' if rate.direction > 0 else '下降'}”，两者相反"
            )
            if right:
                words += f"；按“{DIRECTIONS[right]}”计算，比率才成立"
            elif right := _repeated(evidence, change):
                words += f"；报告另一处同一数额写“{DIRECTIONS[right]}”"
            yield from _accuse(evidence, growth, words, change if right == rate.direction else rate, right)
        return
    if not growth.sign or not rate.quantity.value:
        return
    if shown := shown_before(evidence, growth):
        yield from _over_table(evidence, growth, shown, customs)
        return
    found = reckon_growth(evidence, growth, customs)
    if found is None or found.agreement != "differs":
        return
    if fits_reversed(evidence, growth, customs):
        words = f"按“{DIRECTIONS[growth.sign]}”计算，比率不成立；按“{DIRECTIONS[-growth.sign]}”计算恰好相符"
        yield from _accuse(evidence, growth, words, change or rate, -growth.sign)


def _over_table(
    evidence: Evidence, growth: Growth, shown: tuple[Reading, ...], customs: Customs
) -> Iterator[Judgement | Finding]:
    """A rate without an amount, of the right size against last year's cell, worded the wrong way round."""
    found = reckon_level(evidence, growth, shown, customs)
    if found is None or found.agreement != "differs":
        return
    if fits_reversed_over(evidence, growth, shown, customs):
        now, then = (amount(reading.quantity) for reading in found.readings)
        words = f"文中写“{DIRECTIONS[growth.sign]}”，而表中上年数为{then}，{then}到{now}是{DIRECTIONS[-growth.sign]}"
        yield from _accuse(evidence, growth, words, growth.rate, -growth.sign, cells=found.readings)


def _right_direction(evidence: Evidence, growth: Growth, customs: Customs) -> int:
    """The one direction in which the rate follows from the amounts, 0 if both do or neither."""
    fits = [
        sign
        for sign in (1, -1)
        if (found := reckon_growth(evidence, growth, customs, sign=sign)) and found.agreement == "equal"
    ]
    return fits[0] if len(fits) == 1 else 0


def _repeated(evidence: Evidence, change: Claim) -> int:
    """The direction in which other paragraphs say the same change, 0 if they disagree or none does."""
    said = {
        each.direction
        for each in evidence.claims
        if each.type == "change-amount"
        and each.paragraph != change.paragraph
        and each.quantity == change.quantity
        and each.direction
    }
    return said.pop() if len(said) == 1 and significant(change.quantity.value) >= TELLING else 0


def _accuse(
    evidence: Evidence,
    growth: Growth,
    words: str,
    claim: Claim,
    right: int,
    *,
    cells: tuple[Reading, ...] = (),
) -> Iterator[Judgement | Finding]:
    """``right`` is the direction that should stand there, 0 if that cannot be told."""
    for each in (growth.change, growth.rate):
        if each is not None:
            yield Judgement(each.id, CODE, "inconsistent", words)
    others = [each for each in (*growth.operands, growth.rate) if each.id != claim.id]
    yield accuse(
        evidence,
        claim,
        Blame(CODE, RULE, "direction", "error", 0.88),
        message=f"{words}。",
        expected=DIRECTIONS[right] if right else UNDECIDED,
        workings=words,
        others=others,
        figures=tuple(reading.figure for reading in cells if reading.figure),
        diagnosis="增减方向写反",
    )


def _change(evidence: Evidence, claim: Claim) -> Iterator[Judgement | Finding]:
    """A change whose two levels are stated, worded the wrong way round."""
    roles = {item.role: evidence.by_id[item.claim] for item in claim.operands if item.claim in evidence.by_id}
    level, prior = roles.get("level"), roles.get("prior") or roles.get("budget")
    if level is not None and prior is None:
        yield from _since(evidence, claim)
    if level is None or prior is None or not claim.direction or not claim.quantity.value:
        return
    moved = base(level.quantity)[0] - base(prior.quantity)[0]
    if (
        moved * claim.direction < 0
        and copies(claim.quantity, level.quantity) != "equal"
        and (
            _leads_to(level, claim, prior)
            or not any(_leads_to(prior, claim, total) for total in _told_with(evidence, level))
        )
    ):
        words = (
            f"{as_written(evidence, prior)}到{as_written(evidence, level)}是{DIRECTIONS[-claim.direction]}"
        )
        yield Judgement(claim.id, CODE, "inconsistent", words)
        yield accuse(
            evidence,
            claim,
            Blame(CODE, RULE, "direction", "error", 0.88),
            expected=DIRECTIONS[-claim.direction],
            message=f"文中写“{DIRECTIONS[claim.direction]}”，而{words}。",
            workings=words,
            others=(level, prior),
            diagnosis="增减方向写反",
        )


def _told_with(evidence: Evidence, level: Claim) -> Iterator[Claim]:
    """The totals of which an amount may be a part: of its list, or before it in its sentence."""
    yield from head(evidence, level)
    for other in alongside(evidence, level):
        if other.end <= level.start and "。" not in evidence.report.text[other.end : level.start]:
            yield other


def _leads_to(first: Claim, change: Claim, second: Claim) -> bool:
    """Whether the change, as worded, leads from one number to the other."""
    less, more = (first, second) if change.direction > 0 else (second, first)
    return sums_to(more.quantity, (less.quantity, change.quantity)) == "equal"


def _since(evidence: Evidence, claim: Claim) -> Iterator[Judgement | Finding]:
    """A change of the right size against last year's cell, worded the wrong way round."""
    change = changes(evidence).get(claim.id)
    if change is None or change.agreement == "differs" or change.direction in (0, claim.direction):
        return
    then, now = (amount(reading.quantity) for reading in (change.then, change.now))
    words = f"表中上年数为{then}，{then}到{now}是{DIRECTIONS[change.direction]}"
    yield Judgement(claim.id, CODE, "inconsistent", words)
    yield accuse(
        evidence,
        claim,
        Blame(CODE, RULE, "direction", "error", 0.85),
        expected=DIRECTIONS[change.direction],
        message=f"文中写“{DIRECTIONS[claim.direction]}”，而{words}。",
        workings=words,
        others=(change.level,),
        figures=[reading.figure for reading in (change.now, change.then) if reading.figure],
        diagnosis="增减方向写反",
    )


def _compared(evidence: Evidence, paragraph: Paragraph, claims: list[Claim]) -> Iterator[Judgement | Finding]:
    for match in _COMPARED.finditer(paragraph.text):
        before = paragraph.text[max(0, match.start() - 4) : match.start("word" if match["word"] else "same")]
        if any(mark in before for mark in _NOT):
            continue
        place = paragraph.place(match.start(), match.end())
        pair = compared(claims, place.start, match["base"] or match["base2"] or "")
        if pair is None:
            yield from _against_rate(evidence, match, paragraph, claims)
        else:
            yield from _contradiction(evidence, match, paragraph, *pair)


def _contradiction(
    evidence: Evidence, match: re.Match[str], paragraph: Paragraph, actual: Claim, budget: Claim
) -> Iterator[Judgement | Finding]:
    spent, planned = base(actual.quantity)[0], base(budget.quantity)[0]
    word, right = match["word"] or match["same"], _right_word(spent, planned)
    apart = not interval(actual.quantity).meets(interval(budget.quantity))
    alike = spent == planned and actual.quantity.step == budget.quantity.step
    if match["word"] in BIGGER:
        wrong = (spent < planned and apart) or alike
    elif match["word"] in SMALLER:
        wrong = (spent > planned and apart) or alike
    elif match["near"]:
        wrong = abs(spent - planned) > NEARLY * max(spent, planned)
    else:
        wrong = copies(actual.quantity, budget.quantity) == "differs"
    if not wrong:
        return
    place = paragraph.place(match.start("word"), match.end("word")) if match["word"] else None
    words = f"支出决算{amount(actual.quantity)}，预算{amount(budget.quantity)}"
    finding = accuse(
        evidence,
        actual,
        Blame(CODE, RULE, "direction", "warning" if alike else "error", 0.75 if alike else 0.9),
        expected=right,
        message=f"文中写“{squeeze(match[0])}”，而{words}，应为“{right}”。",
        workings=words,
        others=(budget,),
        diagnosis="比较的方向写反" if match["word"] else "",
    )
    whole = paragraph.place(match.start(), match.end())
    yield _at(
        evidence,
        finding,
        whole.start,
        whole.end,
        word,
        actual,
        Suggestion(place.start, place.end, right) if place and right in ("大于", "小于") else None,
    )


def _against_rate(
    evidence: Evidence, match: re.Match[str], paragraph: Paragraph, claims: list[Claim]
) -> Iterator[Judgement | Finding]:
    """A comparison with a budget that only a rate tells of: 完成预算的94%，决算数大于预算数."""
    place = paragraph.place(match.start(), match.end())
    rate = next((each for each in reversed(claims) if each.end <= place.start), None)
    if (
        rate is None
        or rate.type != "completion-rate"
        or place.start - rate.end > CLOSE
        or match["base2"] == "年初"
        or upside_down(evidence, rate)
    ):
        return
    value, slack = rate.quantity.value, rate.quantity.step
    right = "持平" if abs(value - 100) < slack else "大于" if value > 100 else "小于"
    word = match["word"] or match["same"]
    said = "大于" if word in BIGGER else "小于" if word in SMALLER else "持平"
    if said == right or match["near"] or (right == "持平" and said != "持平"):
        return
    yield _at(
        evidence,
        accuse(
            evidence,
            rate,
            Blame(CODE, RULE, "direction", "error", 0.85),
            expected=right,
            message=f"文中写“{squeeze(match[0])}”，而完成率为{as_written(evidence, rate)}，应为“{right}”。",
            workings=f"完成率{as_written(evidence, rate)}",
            diagnosis="比较的方向写反",
        ),
        place.start,
        place.end,
        word,
        rate,
        None,
    )


def _right_word(spent: Decimal, planned: Decimal) -> str:
    if spent == planned:
        return "持平"
    return "大于" if spent > planned else "小于"


def _at(
    evidence: Evidence,
    finding: Finding,
    start: int,
    end: int,
    stated: str,
    actual: Claim,
    suggestion: Suggestion | None,
) -> Finding:
    """The finding moved to the words that compare."""
    return replace(
        finding,
        start=start,
        end=end,
        quote=evidence.report.text[start:end],
        stated=stated,
        evidence=(text_exhibit(evidence, actual), *finding.evidence),
        suggestion=suggestion,
    )
