"""同一指标前后不一

检查什么：同一指标（同一主语、同一口径、同一年度、同一列）在文字中出现两次而数值不同，且两处都没有表格可比。
有表格可比的由数值核对负责，不在此重复。

为什么：没有表格的数（车辆、项目个数、采购金额）只有前后对照才能发现错误。

例：前文“开展自评的项目 8 个”，后文“开展自评的项目 9 个”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.interval import Customs, copies, customary
from ...extract.model import Claim
from ..model import Evidence, Finding, Judgement, Severity
from ..relations import all_customs
from ..wording import Blame, accuse, as_written, squeeze
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
SHORTEST = 5
LOOSE = ("performance", "projects")
"""Sections that speak of many projects in the same words."""
_YEAR = re.compile(r"\d{4}年(?:度)?")
_GENERIC = re.compile(
    r"^(?:其中|全年|本年|共|累计|涉及|新增|完成|实际|年初|决算|预算|支出|收入|金额|合计|资金|项目|数|为|的|人次|人员)+$"
)

Key = tuple[str, tuple[str, ...], str, str | None, str, int | None]


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Indicators that are stated twice, each time in so many words, and are in no table."""
    customs = all_customs(evidence)
    kinds = {section.id: section.kind for section in evidence.report.sections}
    seen: dict[Key, list[Claim]] = {}
    words = {paragraph.id: squeeze(paragraph.text) for paragraph in evidence.report.paragraphs}
    for claim in evidence.claims:
        if kinds.get(claim.section) in LOOSE or squeeze(claim.subject) not in words[claim.paragraph]:
            continue
        if claim.type in ("amount", "count") and claim.id not in evidence.links and _specific(claim):
            seen.setdefault(_key(claim), []).append(claim)
    for claims in seen.values():
        yield from _judge(evidence, claims, customs)


def _specific(claim: Claim) -> bool:
    subject = _YEAR.sub("", squeeze(claim.subject))
    return len(subject) >= SHORTEST and not _GENERIC.match(subject) and claim.direction == 0


def _key(claim: Claim) -> Key:
    return (squeeze(claim.subject), claim.path, claim.type, claim.quantity.unit, claim.column, claim.year)


def _judge(evidence: Evidence, claims: list[Claim], customs: Customs) -> Iterator[Judgement | Finding]:
    first = claims[0]
    for claim in claims[1:]:
        if claim.paragraph == first.paragraph or claim.facets != first.facets:
            continue
        if copies(customary(claim, customs), first.quantity) != "differs":
            for each in (first, claim):
                yield Judgement(each.id, CODE, "consistent", f"前后两处一致：{as_written(evidence, first)}")
        else:
            words = f"前文为{as_written(evidence, first)}，此处为{as_written(evidence, claim)}"
            yield accuse(
                evidence,
                claim,
                Blame(CODE, RULE, "count" if claim.type == "count" else "amount", "warning", 0.6),
                message=f"“{squeeze(claim.subject)}”前后不一：{words}。",
                expected=as_written(evidence, first),
                workings=words,
                others=(first,),
            )
