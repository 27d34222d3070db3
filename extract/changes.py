"""Changes and rates of growth: what they are computed from, the amount that changed and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bases import is_elsewhere, is_other_base, of_count, over_several_years
from .cues import COMPARE
from .drafts import Draft
from .levels import Levels
from .matching import before, kinship

_RIGHT_BEHIND = 8
_COMPARED = re.compile(r"\s?[）)](?:相比|比较|对比)")


class Changes:
    """Ties the changes and rates of growth of one report to their amounts."""

    def __init__(self, drafts: Sequence[Draft], levels: Levels) -> None:
        self.drafts = drafts
        self.levels = levels

    def change(self, draft: Draft) -> None:
        """Operands level and, where stated, prior or budget."""
        if draft.number.family not in ("money", "bare"):
            return
        level = self.levels.of(draft)
        if level is None:
            return
        draft.operands = [("level", level.index), *self._base(draft, level)]

    def follow(self, draft: Draft) -> None:
        """A rate that a list ties to its change is computed from what that change is."""
        draft.operands += self.drafts[draft.operands[0][1]].operands

    def growth(self, draft: Draft) -> None:
        """Operands change and level, or level alone."""
        if over_several_years(draft):
            return
        if (counted := self._counted(draft)) is not None:
            draft.operands = [("change", counted[0].index), ("level", counted[1].index)]
            draft.subject, draft.facets, draft.path = counted[1].subject, counted[1].facets, counted[1].path
            return
        if of_count(self.drafts, draft):
            return
        change = self._change_beside(draft)
        if change is not None:
            level = [i for role, i in change.operands if role == "level"]
            rest = [o for o in change.operands if o[0] != "level"]
            if not level and not change.operands and change.index > draft.index:
                self.change(change)
                level = [i for role, i in change.operands if role == "level"]
            draft.operands = [("change", change.index), *(("level", i) for i in level), *rest]
            return
        level_draft = self.levels.of(draft)
        if level_draft is not None:
            draft.operands = [("level", level_draft.index), *self._base(draft, level_draft)]

    def _counted(self, draft: Draft) -> tuple[Draft, Draft] | None:
        """The count that changed, and its change, right before a rate: 接诊90万人次，同比增加9万人次，增长11%."""
        level, change = (*self.drafts[max(draft.index - 2, 0) : draft.index], draft, draft)[:2]
        if not level.type == change.type == "count" or draft.named or len(draft.gap) > _RIGHT_BEHIND:
            return None
        one = level.paragraph.id == draft.paragraph.id and level.sentence == change.sentence == draft.sentence
        alike = level.number.quantity.unit == change.number.quantity.unit
        moved = change.direction and level.number.quantity.value != change.number.quantity.value
        return (change, level) if one and alike and moved and not level.direction else None

    def _change_beside(self, draft: Draft) -> Draft | None:
        """The amount that goes with a rate: right before it, or right behind it."""
        for earlier in before(self.drafts, draft):
            if earlier.sentence != draft.sentence or earlier.is_level:
                break
            if earlier.type == "change-amount" and earlier.number.family != "points":
                spoken = self.levels.spoken(earlier)
                if draft.named and spoken.named and not kinship(draft.facets, spoken.facets):
                    break
                rebased = earlier.against != draft.against and COMPARE.search(draft.piece) is not None
                return None if rebased else earlier
        for following in self.drafts[draft.index + 1 : draft.index + 2]:
            beside = following.paragraph.id == draft.paragraph.id and following.sentence == draft.sentence
            if (
                beside
                and following.type == "change-amount"
                and not following.named
                and not following.operands
            ):
                return following
        return None

    def _base(self, draft: Draft, level: Draft) -> list[tuple[str, int]]:
        """The amount that it is compared with, if the paragraph states it."""
        wanted = {
            "prior": ("prior",),
            "budget": ("budget",),
            "adjusted-budget": ("adjusted-budget", "budget"),
        }
        columns = wanted.get(draft.against, ("budget", "adjusted-budget"))
        role = "prior" if draft.against == "prior" else "budget"
        for other in (*self._bracketed(level, draft), *self.beside(draft)) if level.column != "prior" else ():
            if other.type != "amount" or other.column not in columns or other.index == level.index:
                continue
            if is_elsewhere(draft, other) or is_other_base(draft, other):
                continue
            both = (
                draft.named and draft.facets.flow == "both"
            )  # 收支总数增加: of income and expenditure alike
            about = draft.facets if both else level.facets
            if kinship(other.facets, about) >= 0.6 and other.path == level.path:
                return [(role, other.index)]
        return []

    def _bracketed(self, level: Draft, draft: Draft) -> list[Draft]:
        """Last year's amount in brackets behind this year's: 97万元（上年预算数92万元），增加5万元."""
        if level.index + 1 >= draft.index:
            return []
        behind = self.drafts[level.index + 1]
        told = (
            behind.column == "prior"
            and behind.gap.startswith("（")
            and behind.paragraph.id == draft.paragraph.id
        )
        return [behind] if told else []

    def beside(self, draft: Draft) -> list[Draft]:
        """The drafts of its own and the two sentences before, and the next few of its own."""
        back = [d for d in before(self.drafts, draft) if draft.sentence - d.sentence <= 2]
        ahead = [
            d
            for d in self.drafts[draft.index + 1 : draft.index + 4]
            if d.paragraph.id == draft.paragraph.id and d.sentence == draft.sentence
        ]
        if draft.index and _COMPARED.match(draft.gap):  # 与上年（80万元）相比，增加10万元
            back = [self.drafts[draft.index - 1], *back]
        return back + ahead
