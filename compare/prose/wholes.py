"""What a share is of, where only the words right before it say so (占一般公共预算项目支出总额的)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from ...extract.interval import Customs
from ...extract.model import FACTORS, Claim, Figure, Quantity
from ...extract.subjects import NOTHING, facets_of
from ..model import Evidence, Verdict
from ..once import once
from ..tables.grids import grids
from ..tables.totals import grand_total, only_tables
from ..wording import amount, percent, squeeze
from .paragraphs import alongside
from .quotients import over, reckon_quotient
from .relations import Reading, operand

_WHOLE = re.compile(r"占(?!比)[^，。；、：（）%]{2,30}的?(?:比重|比例|比)?(?:约|为|达)?$")
_BUDGET = re.compile(r"(?:部门|单位|年初|全年|本级|支出|项目|资金|采购)预算|预算(?:项目|资金|安排)")
_NAMED_NATURES = {"基本支出": "basic", "项目支出": "project"}
_LISTED = re.compile("[、和及与，]?")
"""What stands between the shares of one list."""
NEAR = 100
"""So many amounts on either side of a share are tried as its whole."""


Totals = dict[tuple[str, str], list[Figure]]
"""The totals of each table by column kind (预算, 决算 …)."""


def totals_of(evidence: Evidence) -> Totals:
    """The cells that are totals of all items, shown for themselves."""
    found: Totals = {}
    for figure in evidence.figures:
        plain = not figure.facets.item and figure.facets.nature in ("", "total") and not figure.alternatives
        if plain and figure.quantity.value and len(figure.row_path) < 2:
            found.setdefault((figure.place.table, figure.column), []).append(figure)
    return found


def names_whole(evidence: Evidence, claim: Claim) -> bool:
    """Whether the words right before a share say of what (占支出合计的)."""
    return _WHOLE.search(before(evidence, claim)) is not None


def whole_named(evidence: Evidence, claim: Claim) -> str:
    """What the words right before a share say that it is of, ``""`` if nothing."""
    match = _WHOLE.search(before(evidence, claim))
    return match[0].removeprefix("占").removeprefix("到").rpartition("的")[0] if match else ""


def words_of_whole(evidence: Evidence, claim: Claim) -> str:
    match = _WHOLE.search(before(evidence, claim))
    return match[0] if match is not None else ""


def before(evidence: Evidence, claim: Claim) -> str:
    return squeeze(evidence.report.text[max(claim.start - 40, 0) : claim.start])


def of_wider_total(
    evidence: Evidence, claim: Claim, part: Claim, whole: Claim, totals: Totals, customs: Customs
) -> bool:
    """Whether the words name a total of all funds (占总支出的), the one taken is of some, and a table's is right."""
    words = whole_named(evidence, claim)
    named = facets_of(words) if words else NOTHING
    if not named.flow or named.item or named.fund or whole.facets.fund in ("", "all"):
        return False
    if named.nature not in ("", "total"):
        return False  # 占基本支出的: a total holds more than that, of whatever funds
    wider = {key: [each for each in same if each.facets.fund in ("", "all")] for key, same in totals.items()}
    return of_a_total(evidence, claim, part, wider, customs)


def of_a_total(evidence: Evidence, claim: Claim, part: Claim, totals: Totals, customs: Customs) -> bool:
    """Whether the share is right of some table's grand total."""
    shown = {
        total.quantity: Reading(total.quantity, part, total) for same in totals.values() for total in same
    }
    found = over(evidence, claim, part, tuple(shown.values()), customs)
    return found is not None and found.agreement == "equal"


def called_budget(words: str) -> bool:
    """Whether a whole is called a budget: 占部门预算项目支出总额的."""
    return _BUDGET.search(words) is not None


def named_cell(
    evidence: Evidence, claim: Claim, part: Claim, words: str, customs: Customs
) -> tuple[Verdict, str] | None:
    """Whether a share is right of a total that the prose states nowhere, by the table that has it.

    What the 绩效 section was spent on may legally differ from 项目支出, so that nothing is accused.
    """
    total = named_total(evidence, words)
    found = over(evidence, claim, part, (Reading(total.quantity, part, total),), customs) if total else None
    if total is None or found is None or found.agreement != "equal":
        return None
    top = amount(found.readings[0].quantity)
    return "consistent", f"{top}÷{amount(total.quantity)}（表中合计）={percent(found.value)}"


def named_total(evidence: Evidence, words: str) -> Figure | None:
    """The table's total of the nature that the words name."""
    nature = next((key for word, key in _NAMED_NATURES.items() if word in words), "")
    table = "general-expenditure" if "一般公共预算" in words or "财政拨款" in words else "expenditure"
    grid = only_tables(grids(evidence)).get(table) if nature else None
    return grand_total(grid, nature) if grid is not None else None


def of_their_sum(evidence: Evidence, claim: Claim, part: Claim, customs: Customs) -> str:
    """The workings of a share that is right of its sentence's amounts together, ``""`` if it is not.

    甲2万元，乙3万元，这两项分别占总支出的40%和60%: the 总支出 that is meant is theirs, whatever other one was stated.
    """
    whole = _their_sum(evidence, claim, part)
    found = over(evidence, claim, part, (Reading(whole, part),), customs) if whole is not None else None
    if whole is None or found is None or found.agreement == "differs":
        return ""
    return f"{amount(part.quantity)}÷{amount(whole)}（各项之和）={percent(found.value)}"


def sum_beside(evidence: Evidence, claim: Claim, part: Claim, customs: Customs) -> Reading | None:
    """Its sentence's amounts together, where another share right beside it is of them: 分别占总支出的40%和6%."""
    whole, text = _their_sum(evidence, claim, part), evidence.report.text
    for other in alongside(evidence, claim) if whole is not None else ():
        own = operand(evidence, other, "part") if other.type == "share" and other.id != claim.id else None
        first, last = sorted((other, claim), key=lambda each: each.start)
        together = _LISTED.fullmatch(squeeze(text[first.end : last.start])) is not None
        if own is not None and own.id != part.id and together and of_their_sum(evidence, other, own, customs):
            return Reading(whole, part) if whole is not None else None
    return None


def _their_sum(evidence: Evidence, claim: Claim, part: Claim) -> Quantity | None:
    """The amounts of the sentence of a share and its part together, two at least; None where units differ."""
    text = evidence.report.text
    begin = text.rfind("。", 0, part.start) + 1
    parts = [
        each
        for each in alongside(evidence, claim)
        if each.type == "amount" and each.column == part.column and begin <= each.start < claim.start
    ]
    if len(parts) < 2 or part not in parts or "。" in text[part.end : claim.start]:
        return None
    if any(each.quantity.unit != part.quantity.unit for each in parts):
        return None
    total = sum((each.quantity.value for each in parts), Decimal(0))
    step = sum((each.quantity.step for each in parts), Decimal(0))
    return replace(part.quantity, value=total, step=step)


@once
def _amounts(evidence: Evidence) -> dict[str, list[Claim]]:
    """The amounts of money of each section, in reading order."""
    found: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        if claim.type == "amount" and claim.quantity.unit in FACTORS:
            found.setdefault(claim.section, []).append(claim)
    return found


def nearer_whole(
    evidence: Evidence, claim: Claim, part: Claim, whole: Claim, customs: Customs
) -> Claim | None:
    """A total between the whole, which stands in another paragraph, and the share, of which the share is right."""
    if whole.paragraph == claim.paragraph:
        return None
    claims = evidence.claims
    here = bisect_left(claims, part.start, key=lambda each: each.start)
    for other in claims[max(here - NEAR, 0) : here]:
        total = other.type == "amount" and other.quantity.unit in FACTORS and not other.facets.item
        if not total or other.start <= whole.start or other.facets.nature not in ("", "total"):
            continue
        if other.column == whole.column and other.facets.flow == whole.facets.flow:
            found = reckon_quotient(evidence, claim, part, other, customs)
            if found is not None and found.agreement == "equal":
                return other
    return None


def other_whole(
    evidence: Evidence, claim: Claim, part: Claim, whole: Claim, customs: Customs
) -> Claim | None:
    """Another amount of the same section, :data:`NEAR` to the share, of which it would be right."""
    amounts = _amounts(evidence).get(claim.section, [])
    here = bisect_left(amounts, claim.start, key=lambda each: each.start)
    for other in amounts[max(here - NEAR, 0) : here + NEAR]:
        if other.id in (part.id, whole.id) or other.quantity.value == whole.quantity.value:
            continue
        found = reckon_quotient(evidence, claim, part, other, customs)
        if found is not None and found.agreement == "equal":
            return other
    return None
