"""Changes of a set whose other members are said to have stayed the same: 出国与上年持平，接待减少1万元."""

from __future__ import annotations

import re
from itertools import pairwise

from ...extract.model import Claim
from ..model import Evidence
from ..wording import squeeze

EXPENSES = (
    (re.compile("出国|出境"), re.compile("公?务?用车"), re.compile("接待")),
    (
        re.compile("出国|出境"),
        re.compile("购置(?!.{0,8}运行)"),
        re.compile("(?<!购置及)(?<!购置和)(?<!购置)运行"),
        re.compile("接待"),
    ),
)
"""The expenses of “三公”; of its vehicles the two kinds where each is told."""
_BOUGHT = EXPENSES[1][1]
_RUNNING = EXPENSES[1][2]
_ABROAD = re.compile(r"[（(]境[）)]")
_SAME = re.compile("持平|不变|一致|无变化|无增减|没有变化|相同")
_BEHIND = 80
"""How many characters after the last change another expense may be said to have stayed the same."""


def all_but_same(
    evidence: Evidence, total: Claim, parts: tuple[Claim, ...], sets: tuple[tuple[re.Pattern[str], ...], ...]
) -> bool:
    """Whether the parts are those of one of the sets that changed, and the sentence says that the others did not."""
    text = _ABROAD.sub("", squeeze(evidence.report.text[total.start : parts[-1].end + _BEHIND]))
    clauses = re.split("[，；。：、（]", text)
    told = [
        each
        for each in evidence.claims
        if each.type == "change-amount" and total.end <= each.start <= parts[-1].end + _BEHIND
    ]
    if sets is EXPENSES and _bought_besides(evidence, total, parts, clauses):
        return False
    return any(_all_told(clauses, names, parts, told) for names in sets)


def _bought_besides(evidence: Evidence, total: Claim, parts: tuple[Claim, ...], clauses: list[str]) -> bool:
    """Whether vehicles are bought of which no change is told: 公务用车购置费36万元，上年未安排；运行维护费减少3万元."""
    if any(
        _BOUGHT.search(part.subject) or not _RUNNING.search(part.subject)
        for part in parts
        if "车" in part.subject
    ):
        return False
    bought = any(
        each.type == "amount"
        and each.column != "prior"
        and each.quantity.value
        and _BOUGHT.search(each.subject)
        for each in evidence.claims
        if total.end <= each.start <= parts[-1].end + _BEHIND
    )
    return bought and not any(_BOUGHT.search(a) and _SAME.search(a + b) for a, b in pairwise((*clauses, "")))


def _all_told(
    clauses: list[str], names: tuple[re.Pattern[str], ...], parts: tuple[Claim, ...], told: list[Claim]
) -> bool:
    """Whether each of the names is that of one change, of a part, or said to be of none; ``told`` are all changes."""
    for name in names:
        named = [each.id for each in told if name.search(each.subject)]
        same = any(name.search(a) and _SAME.search(a + b) for a, b in pairwise((*clauses, "")))
        if len(named) + same != 1 or not {part.id for part in parts}.issuperset(named):
            return False
    return all(any(name.search(part.subject) for name in names) for part in parts)
