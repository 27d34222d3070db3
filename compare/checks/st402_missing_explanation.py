"""预决算差异没有说明原因

检查什么：“具体情况”各项、政府性基金、国有资本经营、“三公”经费各项，决算数与预算数不一致而没有写原因的。只在同一报告里
至少三项有差异的都写了原因、且绝大多数写了原因时才指出；差异不足百分之一、写明持平的不算。

为什么：多数地方要求逐项说明差异原因；别的项都写了，独缺一项，多是漏写。

例：年初预算为 60 万元，支出决算为 0 万元，完成年初预算的 0%。（没有原因）
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ...extract.model import Claim
from ...narrative.model import Paragraph
from ..model import Evidence, Finding, Severity
from ..remarks import remark
from ..wording import Blame, as_written
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_KINDS = ("general-budget", "government-fund", "state-capital", "three-public")
_REASON = re.compile(
    r"原因|由于|因为|主要是|所致|影响|(?<![公原])因(?![公此])|系|根据|按照|调整|厉行节约|未发生|新增|追加"
)
_WHOLE = re.compile(
    r"其中[：:]?$|具体情况如下|总体情况|占.{0,12}的\d|三公”?经费支出(?:年初)?预算|合计|包括[：:]?$"
)
LEAST = 3
SHARE = Decimal("0.8")
TWO_OF_THREE = Decimal("0.66")
SMALL = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its budget and actual, and whether a reason stands with it."""

    paragraph: Paragraph
    budget: Claim
    actual: Claim
    explained: bool
    expense: bool

    @property
    def differs(self) -> bool:
        """Whether the two differ by more than one part in a hundred."""
        budget, actual = self.budget.quantity.yuan, self.actual.quantity.yuan
        return abs(budget - actual) > SMALL * max(budget, actual)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find the item without a reason among those with one."""
    items = [item for item in _items(evidence) if item.differs]
    expenses = [item for item in items if item.expense]
    others = [item for item in items if not item.expense]
    if sum(item.explained for item in items) >= LEAST:
        yield from (_finding(evidence, item) for item in _silent(others, share=SHARE))
        yield from (_finding(evidence, item) for item in _silent(expenses, share=TWO_OF_THREE))


def _silent(items: list[Item], *, share: Decimal) -> list[Item]:
    """The items without a reason, if nearly all of the others have one."""
    explained = sum(item.explained for item in items)
    return [item for item in items if not item.explained] if explained >= share * len(items) else []


def _items(evidence: Evidence) -> Iterator[Item]:
    kinds = {section.id: section.kind for section in evidence.report.sections}
    claims: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        if claim.type == "amount":
            claims.setdefault(claim.paragraph, []).append(claim)
    paragraphs = [each for each in evidence.report.paragraphs if each.part == "narrative"]
    for i, paragraph in enumerate(paragraphs):
        if kinds.get(paragraph.section) not in _KINDS or _WHOLE.search(paragraph.text):
            continue
        pair = _pair(claims.get(paragraph.id, []))
        if pair is None:
            continue
        text, below = paragraph.text, i + 1
        while below < len(paragraphs) and not _pair(claims.get(paragraphs[below].id, [])):
            if paragraphs[below].section != paragraph.section:
                break
            text += paragraphs[below].text
            below += 1
        yield Item(paragraph, *pair, bool(_REASON.search(text)), kinds[paragraph.section] == "three-public")


def _pair(claims: list[Claim]) -> tuple[Claim, Claim] | None:
    """The only budget (the adjusted one, if there are two) and the only actual of an item."""
    budgets = [claim for claim in claims if claim.column == "budget"]
    adjusted = [claim for claim in claims if claim.column == "adjusted-budget"]
    actuals = [claim for claim in claims if claim.column == "actual"]
    chosen = adjusted or budgets
    if len(chosen) != 1 or not actuals or actuals[0].start < chosen[0].start:
        return None
    return chosen[0], actuals[0]


def _finding(evidence: Evidence, item: Item) -> Finding:
    text = item.paragraph.text
    stated = f"预算{as_written(evidence, item.budget)}，决算{as_written(evidence, item.actual)}"
    offsets = item.paragraph.offsets
    start = next((i for i, at in enumerate(offsets) if at >= item.budget.start), 0)
    start = max((text.rfind(mark, 0, start) for mark in "，。；）"), default=-1) + 1
    end = next((i for i in range(len(offsets)) if offsets[i] >= item.actual.end), len(text))
    finding = remark(
        evidence,
        item.paragraph.place(start, end),
        Blame(CODE, RULE, "missing-explanation", SEVERITY, 0.75),
        message=f"{stated}，没有说明差异原因，其他有差异的项都有说明。",
        expected="补充差异原因",
        section=item.paragraph.section,
        stated=stated,
        page=item.paragraph.page,
    )
    return replace(finding, claims=(item.actual.id, item.budget.id))
