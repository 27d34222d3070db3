"""增减、大小的说法与数不符

检查什么：写“增加”而按文中的数是减少（或反过来）；同一句里增减额与增减率方向相反；“决算数大于（小于）预算数”与所列
两数相反；写“由甲数减少到乙数”而乙数更大（或反过来）；写“持平”“一致”而两数不同（本年数与上年数并列的也核对）。“基本持平”只要求相差不大；否定句和带括号的模板句不判断。

为什么：说明文字往往沿用上年稿，数字换了，方向没有换。

例：年初预算为 60 万元，支出决算为 75 万元，“决算数小于年初预算数的主要原因是……”，应为“大于”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...extract.interval import Customs, base, copies, significant, sums_to
from ...extract.model import Claim
from ..causes.turned import UNDECIDED
from ..findings import Blame, accuse, text_exhibit
from ..model import Evidence, Finding, Judgement, Severity, Suggestion
from ..prose.alike import contradicted
from ..prose.before import changes
from ..prose.comparisons import Comparison, refuted
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
from ..prose.moved import moved
from ..prose.paragraphs import alongside, by_paragraph
from ..prose.relations import Reading, all_customs
from ..slips import TELLING
from ..wording import DIRECTIONS, amount, as_written
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_OF_RATES = {1: "增长", -1: "下降"}
_WORD = re.compile(r"(增加|减少|增长|下降|上升|降低|提高|压缩|减低)(?:了|额)?\s{0,4}$")
_OPPOSITE = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "降低": "增长",
    "提高": "降低", "压缩": "增加", "减低": "增加",
}  # fmt: skip
_BEFORE = 8
"""So many characters before a number its direction is said."""


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Words of direction against the figures around them."""
    customs = all_customs(evidence)
    for growth in growths(evidence):
        yield from _growth(evidence, growth, customs)
    for claim in evidence.claims:
        if claim.type == "change-amount":
            yield from _change(evidence, claim)
    yield from moved(evidence, Blame(CODE, RULE, "direction", SEVERITY, 0.85))
    yield from contradicted(evidence, Blame(CODE, RULE, "direction", SEVERITY, 0.85))
    claims = by_paragraph(evidence)
    for paragraph in evidence.report.paragraphs:
        if paragraph.id in claims:
            for comparison in refuted(evidence, paragraph, claims[paragraph.id]):
                yield _compared(evidence, comparison)


def _growth(evidence: Evidence, growth: Growth, customs: Customs) -> Iterator[Judgement | Finding]:
    change, rate = growth.change, growth.rate
    if change and growth.opposed:
        if change.quantity.value and rate.quantity.value:
            right = _right_direction(evidence, growth, customs)
            words = (
                f"增减额写“{DIRECTIONS[change.direction]}”，增减率却写“{_OF_RATES[rate.direction]}”，两者相反"
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
    """The one direction in which the rate follows from the amounts, 0 if both do or neither.

    Where both years are stated, it is the one in which the change leads from the one to the other.
    """
    level, prior, change = growth.level, growth.prior, growth.change
    if level and prior and change:
        less, more = sorted((level, prior), key=lambda each: base(each.quantity)[0])
        if sums_to(more.quantity, (less.quantity, change.quantity)) == "equal":
            return 1 if more is level else -1
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
    found = accuse(
        evidence,
        claim,
        Blame(CODE, RULE, "direction", "error", 0.88),
        message=f"{words}。",
        expected=DIRECTIONS[right] if right else UNDECIDED,
        workings=words,
        others=others,
        figures=tuple(reading.figure for reading in cells if reading.figure),
        diagnosis="增减方向写反" if right or not growth.opposed else _either(growth),
    )
    yield _worded(evidence, claim, found)


def _worded(evidence: Evidence, claim: Claim, finding: Finding) -> Finding:
    """The finding at the word before the number, with the word to put there."""
    start = max(claim.start - _BEFORE, 0)
    match = _WORD.search(evidence.report.text[start : claim.start])
    if match is None or finding.expected not in ("增加", "减少"):
        return finding
    word = _OPPOSITE[match[1]]
    place = Suggestion(start + match.start(1), start + match.end(1), word)
    return replace(finding, suggestion=place, stated=match[1], expected=word)


def _either(growth: Growth) -> str:
    """Both ways to mend two words that contradict each other, where the amounts bear out either."""
    said = [each.direction for each in (growth.change, growth.rate) if each is not None]
    words = zip(said, (DIRECTIONS, _OF_RATES), strict=True)
    return "；".join(f"或者“{names[way]}”应为“{names[-way]}”" for way, names in words)


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
        found = accuse(
            evidence,
            claim,
            Blame(CODE, RULE, "direction", "error", 0.88),
            expected=DIRECTIONS[-claim.direction],
            message=f"文中写“{DIRECTIONS[claim.direction]}”，而{words}。",
            workings=words,
            others=(level, prior),
            diagnosis="增减方向写反",
        )
        yield _worded(evidence, claim, found)


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
    found = accuse(
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
    yield _worded(evidence, claim, found)


def _compared(evidence: Evidence, each: Comparison) -> Finding:
    if each.budget is None:
        words = f"完成率为{as_written(evidence, each.first)}"
        severity, confidence, diagnosis = SEVERITY, 0.85, "比较的方向写反"
        others: tuple[Claim, ...] = ()
    else:
        words = f"支出决算{amount(each.first.quantity)}，预算{amount(each.budget.quantity)}"
        severity, confidence = ("warning", 0.75) if each.alike else (SEVERITY, 0.9)
        diagnosis, others = "比较的方向写反" if each.word else "", (each.budget,)
    finding = accuse(
        evidence,
        each.first,
        Blame(CODE, RULE, "direction", severity, confidence),
        expected=each.right,
        message=f"文中写“{each.quote}”，而{words}，应为“{each.right}”。",
        workings=words,
        others=others,
        diagnosis=diagnosis,
    )
    place, word = each.place, each.word if each.budget is not None and each.right != "持平" else None
    return replace(
        finding,
        start=place.start,
        end=place.end,
        quote=evidence.report.text[place.start : place.end],
        stated=each.stated,
        evidence=(text_exhibit(evidence, each.first), *finding.evidence),
        suggestion=Suggestion(word.start, word.end, each.right) if word else None,
    )
