"""Sums that a section implies without a list: “三公”经费, 基本支出, 政府采购, projects by grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .drafts import Draft, is_of_one_fund
from .model import Facets

_GRADE = re.compile(r"[^，。；]{0,16}[“\"]?(?:优|良|中|差)[秀好等]?[”\"]?(?:[，。；、]|$)")
_THREE_PUBLIC = (
    ("total", re.compile(r"三公经费|三公")),
    ("abroad", re.compile(r"因公出国")),
    ("cars", re.compile(r"公务用车购置(?:费)?(?:及|和|与|、)(?:公务用车)?运行")),
    ("purchase", re.compile(r"公务用车购置")),
    ("running", re.compile(r"公务用车运行")),
    ("reception", re.compile(r"公务接待")),
)
_PARENTS = {"abroad": "total", "cars": "total", "reception": "total", "purchase": "cars", "running": "cars"}


def _role_of(draft: Draft) -> str:
    item = draft.facets.item
    for role, pattern in _THREE_PUBLIC:
        if pattern.search(item):
            return role
    return ""


def _levels(drafts: Sequence[Draft], kind: str) -> Iterator[Draft]:
    for draft in drafts:
        here = draft.section is not None and draft.section.kind == kind
        if here and draft.is_level and not draft.reason and not is_of_one_fund(drafts, draft):
            yield draft


def implied(drafts: Sequence[Draft]) -> None:
    """Set ``part_of`` where a section's own kind says what adds up to what, and no list has said so."""
    _three_public(drafts)
    for kind, is_head, is_part in (
        ("basic", _is_basic, _is_basic_part),
        ("procurement", is_bought, is_bought_part),
    ):
        heads: dict[str, int] = {}
        taken: set[tuple[int, str, str]] = set()
        for draft in _levels(drafts, kind):
            if is_head(draft.facets):
                heads[draft.column] = draft.index
            elif is_part(draft.facets) and draft.part_of is None and draft.column in heads:
                mark = (heads[draft.column], draft.facets.item, draft.facets.nature)
                if mark not in taken:
                    taken.add(mark)
                    draft.part_of = heads[draft.column]
    _graded(drafts)


def _is_basic(facets: Facets) -> bool:
    return facets.nature == "basic" and not facets.item


def _is_basic_part(facets: Facets) -> bool:
    return facets.nature in ("personnel", "public") and not facets.item


_BOUGHT = re.compile(r"采购(?:的)?(?:货物|工程|服务)|^(?:货物|工程|服务)(?:类|支出|采购|项目|预算)*$")
_BOUGHT_TOTAL = re.compile(r"采购(?:支出|预算|金额)?(?:总额|合计|总计)?(?:（[^）]*）)?$")


def is_bought(facets: Facets) -> bool:
    """Whether it is all that was bought: 政府采购支出总额."""
    return _BOUGHT_TOTAL.search(facets.item) is not None and not re.search(r"货物|工程|服务", facets.item)


def is_bought_part(facets: Facets) -> bool:
    """Whether it is one of the sorts of what was bought: 货物, 工程, 服务."""
    return _BOUGHT.search(facets.item) is not None


def _three_public(drafts: Sequence[Draft]) -> None:
    heads: dict[tuple[str, str], int] = {}
    taken: set[tuple[int, str]] = set()
    levels = [(draft, _role_of(draft)) for draft in _levels(drafts, "three-public")]
    roles: dict[str, set[str]] = {}
    for draft, role in levels:
        roles.setdefault(draft.column, set()).add(role)
    for draft, role in levels:
        above, told = _PARENTS.get(role, ""), roles[draft.column]
        if above == "cars" and "cars" not in told and {"abroad", "reception"} <= told:
            above = "total"  # 购置费 and 运行费 beside the others, without what they come to
        parent = heads.get((above, draft.column))
        if role and draft.part_of is None and parent is not None and (parent, role) not in taken:
            draft.part_of = parent
        if draft.part_of is not None and role:
            taken.add((draft.part_of, role))
        if role in ("total", "cars") and draft.column != "prior":
            heads[(role, draft.column)] = draft.index


def _graded(drafts: Sequence[Draft]) -> None:
    """12个项目等级为优，0个…良: parts of the number of projects assessed."""
    total: Draft | None = None
    for draft in drafts:
        if draft.type != "count":
            continue
        after = draft.paragraph.text[draft.number.end : draft.number.end + 24]
        if _GRADE.match(after) and "项目" in draft.subject + after:
            if total is not None and total.section is draft.section and draft.part_of is None:
                draft.part_of = total.index
        elif "项目" in draft.subject and (total is None or total.section is not draft.section):
            total = draft
