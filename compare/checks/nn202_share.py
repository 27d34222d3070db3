"""占比与金额不符

检查什么：用部分除以总体重新计算占比，与文中的比率核对。先用文中写明的总体；若另一个合计（总计、支出合计、上一级合计）
才使占比成立，按“总体用错”说明；只写基本支出、项目支出的占比而不写数额的，用本节所对应的表的合计行计算。
只差末位的是四舍五入（常为凑足 100% 而调整），0÷0 无法核对。

为什么：金额改了、比率没改，或者比率是按另一个合计算的，读者一算便知。

例：总支出 400 万元，其中项目支出 100 万元，占 20%：100÷400=25.00%，应为 25%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.beside import of_the_rest
from ...extract.interval import Customs
from ...extract.model import Claim
from ...extract.subjects import facets_of
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement, Severity, Verdict
from ..prose.all_of import all_but_a_slip
from ..prose.natures import Quotient, of_table
from ..prose.overfull import impossible, overfull, proven_whole, shared_out
from ..prose.quotients import against_cells, expected, judged, over, reckon_quotient, rounded
from ..prose.relations import Reading, Reckoning, all_customs, nothing, operand
from ..prose.table_wholes import Shown, of_shown, shown_wholes
from ..prose.wholes import (
    Totals,
    before,
    called_budget,
    named_cell,
    names_whole,
    nearer_whole,
    of_a_total,
    of_their_sum,
    of_wider_total,
    other_whole,
    sum_beside,
    totals_of,
    whole_named,
    words_of_whole,
)
from ..wording import amount, as_written, percent, squeeze
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_ALL = 100
_BOUGHT = re.compile(r"占(?:货物|工程|服务)(?:采购)?支出金?额?的?$")
_BARE_WHOLE = re.compile(
    r"占(?:其|其?(?:总金额|总额|总数|总量|全部|合计|总计|金额))的?(?:比重|比例|比)?(?:约|为|达)?$"
)
"""占总额的90%: of whatever total the sentence is about."""


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Judge every share whose part and whole are known."""
    customs, totals = all_customs(evidence), totals_of(evidence)
    for claim in evidence.claims:
        if claim.type == "share":
            yield from _judge(evidence, claim, customs, totals)


def _judge(
    evidence: Evidence, claim: Claim, customs: Customs, totals: Totals
) -> Iterator[Judgement | Finding]:
    part, whole = operand(evidence, claim, "part"), operand(evidence, claim, "whole")
    if part is not None and claim.quantity.value and nothing(part) and _ends(evidence, part, claim):
        part = None  # 基金项目0个，资金0万元。占项目支出总额的100%: of all that was told before
    if (
        part is not None
        and whole is None
        and (named := named_cell(evidence, claim, part, words_of_whole(evidence, claim), customs)) is not None
    ):
        yield Judgement(claim.id, CODE, *named)
    elif whole is None and of_the_rest(before(evidence, claim)):
        yield Judgement(claim.id, CODE, "unverifiable", reason="占比的部分或总体没有写明")
    elif (
        part is not None
        and whole is None
        and (tables := shown_wholes(evidence, claim, part, customs, totals))
    ):
        yield from _against_table(evidence, claim, part, tables, customs, totals)
    elif part is None and whole is None and (shown_by := of_table(evidence, claim)):
        yield from _without_amounts(evidence, claim, shown_by)
    elif part is None or whole is None:
        unknown = Judgement(claim.id, CODE, "unverifiable", reason="占比的部分或总体没有写明")
        yield all_but_a_slip(evidence, claim, part, Blame(CODE, RULE, "amount", "warning", 0.8)) or unknown
    elif whole.paragraph != claim.paragraph and (words := of_their_sum(evidence, claim, part, customs)):
        yield Judgement(claim.id, CODE, "consistent", words)
    elif (
        whole.paragraph != claim.paragraph
        and not _holds(evidence, claim, part, whole, customs)
        and (shown := sum_beside(evidence, claim, part, customs))
    ):
        yield from _against_sum(evidence, claim, part, shown, customs)
    elif nothing(whole):
        yield from _of_nothing(evidence, claim, part, whole)
    else:
        found = reckon_quotient(evidence, claim, part, whole, customs)
        if found is None:
            yield Judgement(claim.id, CODE, "unverifiable", reason="总体太小，占比无法核对")
        else:
            yield from _computed(evidence, claim, found, customs, totals)


def _holds(evidence: Evidence, claim: Claim, part: Claim, whole: Claim, customs: Customs) -> bool:
    found = reckon_quotient(evidence, claim, part, whole, customs)
    return found is not None and found.agreement == "equal"


def _against_sum(
    evidence: Evidence, claim: Claim, part: Claim, whole: Reading, customs: Customs
) -> Iterator[Judgement | Finding]:
    """A share in a list of shares of which another is right of their amounts together."""
    found = over(evidence, claim, part, (whole,), customs)
    if found is not None:
        words = f"{amount(part.quantity)}÷{amount(whole.quantity)}（各项之和）={percent(found.value)}"
        blame = Blame(CODE, RULE, "share", "error", 0.85)
        yield from against_cells(evidence, claim, blame, found, words, said="占")


def _ends(evidence: Evidence, part: Claim, claim: Claim) -> bool:
    """Whether a sentence ends between the two."""
    return "。" in evidence.report.text[part.end : claim.start]


def _without_amounts(evidence: Evidence, claim: Claim, found: Quotient) -> Iterator[Judgement | Finding]:
    """基本支出占60%，项目支出占40%, without amounts: against the totals of the section's table."""
    middle = (found.bounds.low + found.bounds.high) / 2
    words = f"{amount(found.part.quantity)}÷{amount(found.whole.quantity)}（表中合计）={percent(middle)}"
    outcome = Reckoning(found.agreement, found.bounds, (), middle)
    blame = Blame(CODE, RULE, "share", "error", 0.85)
    shown = (found.part, found.whole)
    yield from against_cells(evidence, claim, blame, outcome, words, said="占", figures=shown)


def _against_table(
    evidence: Evidence, claim: Claim, part: Claim, shown: Shown, customs: Customs, totals: Totals
) -> Iterator[Judgement | Finding]:
    """A share whose whole the prose leaves out, against the table's total that is named, or its own table's."""
    found = of_shown(evidence, claim, part, shown, customs, totals)
    if found is None:
        yield Judgement(claim.id, CODE, "unverifiable", reason="占比的部分或总体没有写明")
        return
    top, bottom = found.readings
    words = f"{amount(top.quantity)}÷{amount(bottom.quantity)}（表中合计）={percent(found.value)}"
    blame = Blame(CODE, RULE, "share", "error", 0.85)
    yield from against_cells(evidence, claim, blame, found, words, said="占")


def _of_nothing(evidence: Evidence, claim: Claim, part: Claim, whole: Claim) -> Iterator[Judgement | Finding]:
    if nothing(part) or nothing(claim):
        yield Judgement(claim.id, CODE, "unverifiable", reason="0÷0，比率无意义")
        return
    within = part.part_of == whole.id and part.paragraph == whole.paragraph
    if not names_whole(evidence, claim) and not within:
        yield Judgement(claim.id, CODE, "unverifiable", reason="占比的总体可能另有所指")
        return
    words = f"总体为{as_written(evidence, whole)}，不能计算占比"
    yield Judgement(claim.id, CODE, "inconsistent", words)
    yield accuse(
        evidence,
        claim,
        Blame(CODE, RULE, "share", "warning", 0.7),
        message=f"{words}。",
        expected="不可比",
        workings=words,
        others=(part, whole),
    )


def _is_the_named(evidence: Evidence, claim: Claim, other: Claim, whole: Claim) -> bool:
    """Whether the words of the whole (占本年收入的) are those of another amount, and not of the one taken for it."""
    words = whole_named(evidence, claim)
    return bool(words) and words in squeeze(other.subject) and words not in squeeze(whole.subject)


def _of_all_funds(
    evidence: Evidence, claim: Claim, part: Claim, whole: Claim, customs: Customs
) -> tuple[Verdict, str] | None:
    """占项目支出的, far from an amount of one fund's 项目支出: whether the table's 项目支出 of all funds is meant."""
    words = words_of_whole(evidence, claim)
    if whole.paragraph == claim.paragraph or whole.facets.fund in ("", "all") or facets_of(words).fund:
        return None
    return named_cell(evidence, claim, part, words, customs)


def _computed(
    evidence: Evidence, claim: Claim, found: Reckoning, customs: Customs, totals: Totals
) -> Iterator[Judgement | Finding]:
    top, bottom = found.readings
    words = f"{amount(top.quantity)}÷{amount(bottom.quantity)}={percent(found.value)}"
    if found.agreement == "equal":
        yield judged(claim, CODE, found, words)
    elif found.agreement == "rounding":
        yield judged(claim, CODE, found, words)
        yield rounded(evidence, claim, Blame(CODE, RULE, "share", "info"), found, words, "占比")
    elif (shown := _of_all_funds(evidence, claim, top.claim, bottom.claim, customs)) is not None:
        yield Judgement(claim.id, CODE, *shown)
    elif (nearer := nearer_whole(evidence, claim, top.claim, bottom.claim, customs)) is not None:
        fits = f"{amount(top.quantity)}÷{as_written(evidence, nearer)}={as_written(evidence, claim)}"
        yield Judgement(claim.id, CODE, "consistent", fits)
    else:
        other = other_whole(evidence, claim, top.claim, bottom.claim, customs)
        same_year = other is not None and (other.column == "prior") == (top.claim.column == "prior")
        near = other is not None and other.paragraph == claim.paragraph and same_year
        wider = near and other is not None and other.quantity.yuan > bottom.quantity.yuan
        proven = proven_whole(
            evidence, claim, bottom.claim, customs, lambda each: whole_named(evidence, each)
        )
        said = whole_named(evidence, claim)
        meant = proven or (said and said in squeeze(bottom.claim.subject))
        certain = (
            (proven and said)
            or (meant and other is None and overfull(claim, top.claim, bottom.quantity))
            or shared_out(evidence, claim, bottom.claim, customs, named=bool(said) and not meant)
            or impossible(claim, found.value)
        )
        if not certain and (
            (found.value > _ALL and not _BOUGHT.search(before(evidence, claim)))
            or (bottom.claim.column == "actual" and called_budget(words_of_whole(evidence, claim)))
            or (near and other is not None and _is_the_named(evidence, claim, other, bottom.claim))
            or (near and bottom.claim.paragraph != claim.paragraph)
            or of_wider_total(evidence, claim, top.claim, bottom.claim, totals, customs)
            or (top.claim.section != claim.section and top.claim.facets.fund != claim.facets.fund)
            or (near and _BARE_WHOLE.search(before(evidence, claim)))
            or (
                not names_whole(evidence, claim)
                and (wider or of_a_total(evidence, claim, top.claim, totals, customs))
            )
        ):
            yield Judgement(claim.id, CODE, "unverifiable", words, reason="占比的总体可能另有所指")
            return
        yield judged(claim, CODE, found, words)
        right = expected(claim, found)
        fits = f"占比是按{as_written(evidence, other)}计算的" if other else ""
        message = f"文中写占{as_written(evidence, claim)}，按{words}，应为{right}。"
        yield accuse(
            evidence,
            claim,
            Blame(CODE, RULE, "share", "error", 0.8 if other else 0.93),
            message=message,
            expected=right,
            workings=words,
            others=(top.claim, bottom.claim),
            bounds=found.bounds,
            diagnosis=fits,
            replacement=right if found.value <= _ALL else None,
        )
