"""The amount that a share is: spelt out beside it, named by its words, or told last before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .beside import given_whole, spelt_out
from .drafts import Draft
from .matching import Index, before, kinship

LEVELS = ("actual", "budget", "adjusted-budget")
_FUNDS = frozenset(("fiscal", "general", "government-fund", "state-capital"))
SIBLING = 12
"""So many numbers before a share may be of one list with it."""


def portion(drafts: Sequence[Draft], index: Index, draft: Draft) -> Draft | None:
    """The amount that a share is of its whole, if one is stated."""
    if (spelt := spelt_out(drafts, draft)) is not None:
        return spelt
    given = given_whole(drafts, draft)
    levels = [d for d in before(drafts, draft) if d.is_level and d is not given]
    if levels and _stated_last_year(levels[0], draft):
        return levels[0]
    back = [d for d in levels if d.column != "prior"]
    if draft.named and draft.facets.item and not (back and back[0].sentence == draft.sentence):
        found = index.find(draft.facets, draft.index, columns=LEVELS)
        if found is not None:
            return found
    if draft.named:
        for other in (*back, *_in_brackets(drafts, draft)):
            if kinship(draft.facets, other.facets) >= 0.75:
                return other
        if (
            (draft.facets.item or draft.facets.nature or draft.facets.fund in _FUNDS)
            and back
            and not kinship(draft.facets, back[0].facets)
        ):
            return None
    same = [d for d in back if d.segment == draft.segment] or [
        d for d in back if d.sentence == draft.sentence
    ]
    return next(iter(same or back), None)


def _in_brackets(drafts: Sequence[Draft], draft: Draft) -> Iterator[Draft]:
    """The levels of its sentence, those in closed brackets too: 支出9万元（基本支出8万元、…），其中基本支出占…."""
    for other in reversed(drafts[max(0, draft.index - SIBLING) : draft.index]):
        here = other.paragraph.id == draft.paragraph.id and other.sentence == draft.sentence
        if here and other.is_level and other.named and other.column != "prior":
            yield other


def _stated_last_year(level: Draft, draft: Draft) -> bool:
    """Whether a share is that of last year's amount right before it: 上年末资产9万元，其中房屋8万元，占88.89%."""
    beside = level.index == draft.index - 1 and level.sentence == draft.sentence and level.column == "prior"
    return beside and not draft.named and level.part_of is not None
