"""同一指标前后不一

检查什么：同一指标（同一主语、同一口径、同一年度、同一列）在文字中出现两次而数值不同，且两处都没有表格可比（有表格可比的由
数值核对负责，不在此重复）；今年数相同、口径相同，两处写的比上年增减额却不同，上年数就成了两个数；同一主语的增减额两处方向相反，或者只差一个笔误；绩效一节两次写整体支出，
预算总额相同，支出总额却不同。

为什么：没有表格的数（车辆、项目个数、采购金额）只有前后对照才能发现错误。

例：前文“开展自评的项目 8 个”，后文“开展自评的项目 9 个”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ...extract.interval import Customs, copies, customary
from ...extract.model import Claim, Facets
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..prose.relations import all_customs, operand
from ..prose.restated import restated
from ..wording import as_written, squeeze
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
SHORTEST = 5
FAR = 120
"""So far back an open bracket is looked for."""
LOOSE = ("performance", "projects")
"""Sections that speak of many projects in the same words."""
_AGAINST_BUDGET = re.compile(
    r"[比较与同](?:20\d\d年度?|本年度?|上年度?)?(?:年初|全年|调整后?|当年|部门)?的?预算"
)
_BASE = re.compile(
    r"[比较与同和](?:(20\d\d)年|上年)[^，。；\d]{0,8}?(决算|执行|预算)?数?(?:相比|增|减|多|少|上升|下降|$)"
)
_YEAR = re.compile(r"\d{4}年(?:度)?")
_GENERIC = re.compile(
    r"^(?:其中|全年|本年|共|累计|涉及|新增|完成|实际|年初|决算|预算|支出|收入|金额|合计|资金|项目|数|为|的|人次|人员)+$"
)

_IN_ALL = re.compile(r"^[，、；]?(?:总?共计?|合计|总计)(?:支出|开支|花费|费用)?(?:为)?$")

Key = tuple[str, str, tuple[str, ...], str, str | None, str, int | None]


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Indicators that are stated twice, each time in so many words, and are in no table."""
    customs = all_customs(evidence)
    kinds = {section.id: section.kind for section in evidence.report.sections}
    seen: dict[Key, list[Claim]] = {}
    words = {paragraph.id: paragraph.text for paragraph in evidence.report.paragraphs}
    for claim in evidence.claims:
        if claim.type not in ("amount", "count") or claim.id in evidence.links or not _specific(claim):
            continue
        if kinds.get(claim.section) in LOOSE or squeeze(claim.subject) not in squeeze(words[claim.paragraph]):
            continue
        if not (_by_fund(claim) and claim.part_of is None and _bracketed(evidence, claim)):
            seen.setdefault(_key(evidence, claim), []).append(claim)
    for claims in seen.values():
        yield from _judge(evidence, claims, customs)
    yield from _totalled(evidence, customs)
    changes = list(_changes(evidence, customs))
    yield from changes
    yield from _restated(evidence, {claim for each in changes for claim in each.claims})
    yield from _overall(evidence, customs)


def _specific(claim: Claim) -> bool:
    subject = _YEAR.sub("", squeeze(claim.subject))
    return len(subject) >= SHORTEST and not _GENERIC.match(subject) and claim.direction == 0


def _key(evidence: Evidence, claim: Claim) -> Key:
    """What a number is of: 一般公共预算支出 within 会议费 is another amount than within 培训费."""
    whole = evidence.by_id.get(claim.part_of or "")
    within = squeeze(whole.subject) if whole is not None and _by_fund(claim) else ""
    return (
        squeeze(claim.subject), within, claim.path, claim.type, claim.quantity.unit, claim.column, claim.year,
    )  # fmt: skip


def _by_fund(claim: Claim) -> bool:
    """Whether the words name a fund and nothing else."""
    return not claim.facets.item or claim.facets.item not in squeeze(claim.subject)


def _bracketed(evidence: Evidence, claim: Claim) -> bool:
    """Whether the number stands in brackets, as a part of what is named before them."""
    before = (
        evidence.report.text[max(claim.start - FAR, 0) : claim.start].replace("(", "（").replace(")", "）")
    )
    return before.rfind("（其中") > before.rfind("。") and before.count("（") > before.count("）")


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


def _totalled(evidence: Evidence, customs: Customs) -> Iterator[Finding]:
    """What an expense came to, said once more behind its counts: 接待支出3万元，…接待9批次，80人次，共计支出3万元."""
    last: dict[str, Claim] = {}
    for claim in evidence.claims:
        if claim.type != "amount" or claim.column != "actual" or claim.direction or claim.path:
            continue
        clause = squeeze(evidence.report.text[claim.clause[0] : claim.start])
        first = last.get(claim.paragraph)
        if not _IN_ALL.search(clause):
            last[claim.paragraph] = claim
        elif first is not None and first.facets == claim.facets and "接待" in first.subject:
            if copies(customary(claim, customs), first.quantity) != "differs":
                continue
            words = f"前文为{as_written(evidence, first)}，此处为{as_written(evidence, claim)}"
            yield accuse(
                evidence,
                claim,
                Blame(CODE, RULE, "amount", "warning", 0.75),
                message=f"“{squeeze(first.subject)}”前后不一：{words}。",
                expected=as_written(evidence, first),
                workings=words,
                others=(first,),
            )


def _changes(evidence: Evidence, customs: Customs) -> Iterator[Finding]:
    """One level with two changes over last year, so that last year's number would be two numbers."""
    first: dict[tuple[Facets, bool, Decimal], tuple[Claim, Claim]] = {}
    for change in evidence.claims:
        level = operand(evidence, change, "level") if change.type == "change-amount" else None
        if level is None or not _over_last_year(evidence, change, level):
            continue
        grand = "总计" in level.subject  # holds the carry-over, which 合计 does not
        key = (level.facets, grand, level.quantity.yuan)
        if key not in first:
            first[key] = (change, level)
            continue
        other, there = first[key]
        if other.paragraph == change.paragraph or other.facets != change.facets:
            continue
        if other.direction == change.direction and _same(other, change, customs):
            continue
        if _other_base(evidence, other, change):
            continue
        words = f"前文为{_moved(evidence, other)}，此处为{_moved(evidence, change)}"
        yield accuse(
            evidence,
            change,
            Blame(CODE, RULE, "growth", "warning", 0.7),
            message=f"“{squeeze(level.subject)}”都是{as_written(evidence, level)}，比上年的增减却不同：{words}。",
            expected=_moved(evidence, other),
            workings=words,
            others=(other, there),
        )


def _restated(evidence: Evidence, told: set[str]) -> Iterator[Finding]:
    """A change that stands elsewhere the other way round, or with a slip in it."""
    for wrong, right in restated(evidence):
        if told & {wrong.id, right.id}:
            continue
        words = f"一处为{_moved(evidence, right)}，此处为{_moved(evidence, wrong)}"
        turned = wrong.direction != right.direction
        yield accuse(
            evidence,
            wrong,
            Blame(CODE, RULE, "direction" if turned else "amount", "warning", 0.7),
            message=f"“{squeeze(wrong.subject)}”比上年的增减前后不一：{words}。",
            expected=_moved(evidence, right),
            workings=words,
            others=(right,),
            diagnosis="增减方向写反" if turned else "",
        )


def _over_last_year(evidence: Evidence, change: Claim, level: Claim) -> bool:
    """Whether a change is that of a total of this year, against last year's and not against a budget."""
    facets = level.facets
    total = bool(facets.flow) and not facets.item and not level.path and level.part_of is None
    based = (
        operand(evidence, change, "budget") is None and change.direction != 0 and change.column == "change"
    )
    words = squeeze(evidence.report.text[change.clause[0] : change.start])
    return (
        not _AGAINST_BUDGET.search(words)
        and total
        and based
        and level.type == "amount"
        and bool(level.quantity.value)
        and level.column != "prior"
    )


def _other_base(evidence: Evidence, *changes: Claim) -> bool:
    """Whether both say what they are measured against, and it is not the same: 2023年决算数, 2024年预算数."""
    words = (squeeze(evidence.report.text[max(each.start - FAR, 0) : each.start]) for each in changes)
    told = [_BASE.search(each[each.rfind("。") + 1 :].replace("度", "")) for each in words]
    bases = [found.groups() for found in told if found is not None]
    return len(bases) == 2 and any(one and other and one != other for one, other in zip(*bases, strict=True))


def _same(one: Claim, other: Claim, customs: Customs) -> bool:
    return "differs" not in (
        copies(one.quantity, customary(other, customs)),
        copies(other.quantity, customary(one, customs)),
    )


def _moved(evidence: Evidence, change: Claim) -> str:
    return f"{'增加' if change.direction > 0 else '减少'}{as_written(evidence, change)}"


def _overall(evidence: Evidence, customs: Customs) -> Iterator[Finding]:
    """整体支出 stated twice with one budget and two amounts spent."""
    seen: dict[Decimal, Claim] = {}
    for budget, spent in pairwise(evidence.claims):
        if (
            "整体支出" not in budget.subject
            or budget.column != "budget"
            or budget.paragraph != spent.paragraph
        ):
            continue
        if spent.column != "actual" or {budget.type, spent.type} != {"amount"} or not spent.quantity.value:
            continue
        first = seen.setdefault(budget.quantity.yuan, spent)
        if _same(first, spent, customs):
            continue
        words = f"一处为{as_written(evidence, first)}，另一处为{as_written(evidence, spent)}"
        yield accuse(
            evidence,
            first,
            Blame(CODE, RULE, "amount", "warning", 0.7),
            message=f"整体支出的预算总额都是{as_written(evidence, budget)}，支出总额却不同：{words}。",
            expected="两处一致，或说明口径",
            workings=words,
            others=(spent,),
        )
