"""Which fund an amount is of, where its own words leave that to its sentence or to its total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from .drafts import Draft
from .model import Facets
from .subjects import facets_of

_FUNDS = ("general", "government-fund", "state-capital")
_FISCAL = (*_FUNDS, "fiscal")
_NATURES = ("basic", "project")


def of_each_fund(drafts: Sequence[Draft]) -> None:
    """Give 上年结转 the fund before it, where a sentence says it of several.

    一般公共预算拨款收入90万元、上年结转2万元；政府性基金预算拨款收入5万元、上年结转0万元. Said once, behind the last
    of several funds, it may be of all.
    """
    for _, run in groupby(drafts, key=lambda draft: (draft.paragraph.id, draft.sentence)):
        members = list(run)
        carried = [draft for draft in members if _is_carried(draft)]
        told = [
            (before, draft) for before, draft in pairwise(members) if draft in carried and _is_income(before)
        ]
        funds = {before.facets.fund for before, _ in told}
        if len(funds) == len(told) == len(carried) > 1:
            for before, draft in told:
                draft.facets = replace(draft.facets, fund=before.facets.fund)


def _is_carried(draft: Draft) -> bool:
    plain = draft.is_level and draft.facets.flow == "carry-in" and not draft.facets.item
    return plain and not facets_of(draft.subject).fund


def _is_income(draft: Draft) -> bool:
    return draft.is_level and draft.facets.flow in ("", "income") and draft.facets.fund in _FUNDS


def of_the_whole(drafts: Sequence[Draft]) -> None:
    """What is listed as spent by a fund is of that fund: 基本支出, 项目支出, and items in a section of all funds.

    So is what it left the year before: 财政拨款90万元，其中当年拨款90万元、上年结转0万元.
    """
    for draft in drafts:
        if draft.part_of is None:
            continue
        whole = drafts[draft.part_of].facets
        if whole.flow == "expenditure" and draft.facets.item and not draft.facets.flow:
            draft.facets = replace(draft.facets, flow="expenditure")
        spent = whole.fund in _FUNDS and whole.flow != "income" and _may_be_of_any(draft.facets)
        left = whole.fund in _FISCAL and draft.facets.flow == "carry-in" and not draft.facets.fund
        if spent or left:
            draft.facets = replace(draft.facets, fund=whole.fund)


def _may_be_of_any(facets: Facets) -> bool:
    """Whether the words name no fund: 基本支出; 社会保障和就业支出 in a section of all funds."""
    return not facets.fund if facets.nature in _NATURES else facets.fund == "all" and bool(facets.item)
