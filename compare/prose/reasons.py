"""Items with a budget and an actual amount, and whether a reason for their difference stands with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from ...extract.model import Claim
from ...narrative.model import Paragraph, SectionKind
from ..model import Evidence
from .paragraphs import by_paragraph

_KINDS = ("general-budget", "government-fund", "state-capital", "three-public")
_REASON = re.compile(
    r"原因|由于|因为|(?<!（项）支出，)(?<!（项），)主要是|所致|影响|因(?<![公原]因)(?![公此])|系(?<![体联关]系)(?![统列数])|根据|按照|调整|厉行节约|未发生|新增|追加"
)
"""Behind the name of an item 主要是 tells what it is for: 行政运行（项）支出，主要是人员经费."""
_WHOLE = re.compile(
    r"其中[：:]?$|具体情况如下|总体情况|占(?!.{0,4}预算数?的).{0,12}的\d|三公”?经费支出(?:年初)?预算|合计|包括[：:]?$"
)
SMALL = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its budget and actual, and whether a reason stands with it."""

    paragraph: Paragraph
    budget: Claim
    actual: Claim
    explained: bool
    expense: bool
    whole: bool
    """Whether its parts follow (其中：), so that the reason may stand with them."""

    @property
    def differs(self) -> bool:
        """Whether the two differ by more than one part in a hundred."""
        budget, actual = self.budget.quantity.yuan, self.actual.quantity.yuan
        return abs(budget - actual) > SMALL * max(budget, actual)

    @property
    def amounts(self) -> tuple[bool, Decimal, Decimal]:
        """What an item and all that it consists of have in common."""
        return self.expense, self.budget.quantity.yuan, self.actual.quantity.yuan


def explained_items(evidence: Evidence) -> Iterator[Item]:
    """The items under 具体情况, of the funds and of the three public expenses; not a total whose items follow."""
    kinds = {section.id: section.kind for section in evidence.report.sections}
    every = list(_items(evidence, kinds))
    items = [item for item in every if not item.whole]
    told = {item.amounts for item in every if item.explained}
    for item, following in zip_longest(items, items[1:]):
        same = following is not None and kinds[item.paragraph.section] == kinds[following.paragraph.section]
        if not (same and not _is_named(item) and _is_named(following)) and not _is_repeated(item, told):
            yield item


def _is_repeated(item: Item, told: set[tuple[bool, Decimal, Decimal]]) -> bool:
    """Whether an item is all there is of another, which has the reason: 公车费8万元，因…；其中：运行维护费8万元."""
    return not item.explained and item.amounts in told


def _is_named(item: Item) -> bool:
    return bool(item.actual.path or item.actual.facets.item or item.budget.facets.item)


def _items(evidence: Evidence, kinds: dict[str, SectionKind]) -> Iterator[Item]:
    claims = by_paragraph(evidence)
    paragraphs = [each for each in evidence.report.paragraphs if each.part == "narrative"]
    for i, paragraph in enumerate(paragraphs):
        if kinds.get(paragraph.section) not in _KINDS:
            continue
        pair = _pair(claims.get(paragraph.id, ()))
        if pair is None:
            continue
        text, below = paragraph.text, i + 1
        while below < len(paragraphs) and not _pair(claims.get(paragraphs[below].id, ())):
            if paragraphs[below].section != paragraph.section:
                break
            text += paragraphs[below].text
            below += 1
        expense, whole = kinds[paragraph.section] == "three-public", bool(_WHOLE.search(paragraph.text))
        yield Item(paragraph, *pair, bool(_REASON.search(paragraph.text if whole else text)), expense, whole)


def _pair(claims: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The only budget (the adjusted one, if there are two) and the only actual of an item."""
    amounts = [claim for claim in claims if claim.type == "amount"]
    budgets = [claim for claim in amounts if claim.column == "budget"]
    adjusted = [claim for claim in amounts if claim.column == "adjusted-budget"]
    actuals = [claim for claim in amounts if claim.column == "actual"]
    chosen = adjusted or budgets
    if len(chosen) != 1 or not actuals or actuals[0].start < chosen[0].start:
        return None
    return chosen[0], actuals[0]
