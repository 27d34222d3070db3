"""中小企业的采购金额超出总额

检查什么：政府采购一节里各个数的大小关系：授予小微企业的不大于授予中小企业的，授予中小企业的不大于采购总额；预留给小微企业的
不大于预留给中小企业的；预留项目中由中小企业中标的与其他项目中由中小企业中标的互不重复，相加不大于采购总额。金额相加允许
四舍五入的误差；预算与成交不是一个口径，不相比较。

为什么：这一段每年照模板填数，同一个数常被填进几个互不重复的空里。

例：采购总额 30 万元。预留项目中由中小企业中标 30 万元；其他项目中由中小企业中标 30 万元：相加大于采购总额。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...extract.interval import Customs, customary, plain, sums_to
from ...extract.model import FACTORS, Claim
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Severity
from ..prose.relations import all_customs
from ..wording import amount, as_written, squeeze
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_TOTAL = re.compile(
    r"采购(?:支出|项目|预算|合同)?(?:总金额|总额|金额|合计|支出)(?:[（(][^（）()]{0,20}[）)])?(?:共计|合计|共|为)*$"
)
_PART = re.compile("货物|工程|服务|中小|小微|小型|微型|预留|其他|集中|分散|自行|电子")
_SMALL = re.compile("中小")
_TINY = re.compile("小微|小型微型|小型、微型")
_STOP = "。；"
_CONTRACTS = re.compile(r"签订|跨年|分期|合同总?金?额的")
_BEHIND = 30


@dataclass(frozen=True, slots=True)
class Place:
    """What an amount of the section is: ``rank`` total, small (中小企业) or tiny (小微企业), and its ``basis``.

    basis: awarded (授予合同), reserved (预留), won-reserved and won-other (中标 within or outside of what is reserved)
    """

    rank: str
    basis: str


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare the amounts of every section on procurement with one another."""
    customs = all_customs(evidence)
    sections: dict[str, dict[Place, Claim]] = {}
    for claim in evidence.claims:
        if claim.type == "amount" and claim.quantity.unit in FACTORS and claim.column != "prior":
            place = _place(evidence, claim)
            if place is not None:
                sections.setdefault(claim.section, {}).setdefault(place, claim)
    for places in sections.values():
        yield from _within(evidence, places, customs)
        yield from _apart(evidence, places, customs)


def _place(evidence: Evidence, claim: Claim) -> Place | None:
    """Where in the section's scheme an amount belongs, None if that is not certain."""
    text = evidence.report.text
    start = max(text.rfind(mark, 0, claim.start) for mark in _STOP) + 1
    segment = squeeze(text[max(start, claim.start - 120) : claim.start])
    clause = segment.rpartition("，")[2].rpartition("其中：")[2]
    whole = "采购" in clause and not re.search("中小|小微|预留", segment)
    if whole and not _PART.search(clause) and _TOTAL.search(clause):
        return Place("total", "awarded")
    rank = (
        "tiny"
        if _TINY.search(segment.rpartition("中小企业")[2])
        else "small"
        if _SMALL.search(segment)
        else ""
    )
    if not rank or "占" in clause or re.search(r"增|减|比上年|以[上下]", clause):
        return None
    if re.search("中标|成交", segment):
        return _won(segment, rank)
    if "授予" in segment and "合同" in clause:
        return Place(rank, "awarded")
    return Place(rank, "reserved") if "预留" in clause else None


def _won(segment: str, rank: str) -> Place | None:
    if "其他" in segment:
        return Place(rank, "won-other")
    return Place(rank, "won-reserved") if "预留" in segment else None


def _within(evidence: Evidence, places: dict[Place, Claim], customs: Customs) -> Iterator[Finding]:
    """Each amount is at most the one that holds it."""
    for basis in ("awarded", "reserved"):
        for part, whole in (("small", "total"), ("tiny", "small")):
            inner, outer = places.get(Place(part, basis)), places.get(Place(whole, basis))
            if inner is None or outer is None or inner.column != outer.column:
                continue
            total = places.get(Place("total", basis))
            if inner.part_of == outer.id and (total is None or total.quantity.yuan < inner.quantity.yuan):
                continue  # NN205 tells of it, unless an amount before holds both
            if _exceeds((inner,), outer, customs) and not _of_contracts(evidence, inner, outer):
                yield _finding(evidence, (inner,), outer)


def _of_contracts(evidence: Evidence, *claims: Claim) -> bool:
    """Whether what was awarded is said to be of contracts, which may be paid in several years."""
    text = evidence.report.text
    first, last = min(each.end for each in claims), max(each.end for each in claims)
    return _CONTRACTS.search(text, first, last + _BEHIND) is not None


def _apart(evidence: Evidence, places: dict[Place, Claim], customs: Customs) -> Iterator[Finding]:
    """What was won within and outside of the reserved part is at most all that was bought."""
    total = places.get(Place("total", "awarded"))
    parts = (places.get(Place("small", "won-reserved")), places.get(Place("small", "won-other")))
    inside, outside = parts
    if total is None or inside is None or outside is None or total.column == "budget":
        return
    if _exceeds((inside, outside), total, customs):
        yield _finding(evidence, (outside, inside), total)


def _exceeds(parts: tuple[Claim, ...], whole: Claim, customs: Customs) -> bool:
    more = sum(part.quantity.yuan for part in parts) > whole.quantity.yuan
    stated = [customary(part, customs) for part in parts]
    return (
        more
        and all(part.quantity.value for part in parts)
        and sums_to(customary(whole, customs), stated) == "differs"
    )


def _finding(evidence: Evidence, parts: tuple[Claim, ...], whole: Claim) -> Finding:
    total = sum((part.quantity.yuan for part in parts), Decimal(0)) / FACTORS[whole.quantity.unit or "元"]
    words = "+".join(amount(part.quantity) for part in parts)
    if len(parts) > 1:
        words += f"={plain(total)}{whole.quantity.unit or ''}"
    holder = "采购总额" if _TOTAL.search(squeeze(whole.subject)) else f"“{squeeze(whole.subject)}”"
    workings = f"{words}，大于{holder}{as_written(evidence, whole)}"
    return accuse(
        evidence,
        parts[0],
        Blame(CODE, RULE, "sum", SEVERITY, 0.85),
        message=f"中小企业的采购金额{workings}。",
        expected=f"合计不大于{as_written(evidence, whole)}",
        workings=workings,
        others=(*parts[1:], whole),
        diagnosis="同一个数填进了互不重复的几项" if len(parts) > 1 else "",
    )
