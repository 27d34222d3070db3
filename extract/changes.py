"""Changes and rates of growth: the amount that changed, and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bases import is_elsewhere, is_other_base, of_count, of_year_before, over_several_years
from .cues import COMPARE
from .drafts import Draft
from .kinds import gives_whole
from .matching import Index, before, kinship
from .phrases import subject_words

_IN_ALL = re.compile(
    r"[，、；]?(?:两项|各项|以上)?(?:合计|总计|共计|总体|总的)(?:支出|收入)?(?=比|较|与|同|增|减)"
)
"""Words that come back from the parts of a total to the total."""
_THIS_YEAR = re.compile(r"本年(?:收入|支出)(?!总计)")
_KINDS = frozenset(("basic", "project", "personnel", "public"))
_RIGHT_BEHIND = 8
_REMAINDERS = frozenset(("结余", "节余", "剩余", "结余资金", "节余资金", "剩余资金"))
"""预算20万元，结余3万元，同比减少1万元: what was left is no level that changes."""
_AMONG = re.compile(r"其中[：:，,]?[^，。；：、]{0,6}结转")
_COMPARED = re.compile(r"\s?[）)](?:相比|比较|对比)")
_AGAINST = re.compile(
    r"[，、]?(?:[^，。；：较比]{2,24}(?=[较比]))?(?:与|同|和|较|比)[^，。；：]{0,16}(?:预算|安排)(?:数|总额)?(?:的|为)?$"
)


def _narrower(change: Draft, level: Draft) -> bool:
    """Whether a change names a kind of expenditure that is no more than a part of ``level``: 基本支出增加3万元."""
    return change.named and change.facets.nature in _KINDS and not level.facets.nature.replace("total", "")


def _carried(change: Draft, level: Draft) -> bool:
    """Whether this year's own change is named under a total with carry-over: 收、支总计9万元。本年收入增加1万元."""
    own = change.facets.flow != "both" and _THIS_YEAR.search(change.piece) is not None
    return own and level.facets.flow == "both"


def _without_sources(back: list[Draft], change: Draft) -> list[Draft]:
    """Without 其中上年结转2万元、当年预算8万元 before a semicolon: behind it the sentence is of the item again."""
    earlier = [d for d in back if d.sentence == change.sentence and d.segment != change.segment]
    opened = [d.index for d in earlier if d.facets.flow == "carry-in" and _AMONG.search(d.gap)]
    listed = {d.index for d in earlier if opened and d.index >= min(opened)}
    return [d for d in back if d.index not in listed]


def is_base(level: Draft) -> bool:
    """Whether a budget is what a change is measured against: 与年初预算100万元相比，增加20万元."""
    return level.column in ("budget", "adjusted-budget") and _AGAINST.match(level.piece) is not None


def _spent(draft: Draft, levels: list[Draft]) -> list[Draft]:
    """What a change against last year may be of: no budget, where there is what was spent."""
    return [d for d in levels if draft.against == "prior" and d.column == "actual"] or levels


def _ends_list(parts: Sequence[Draft]) -> bool:
    """Whether the parts, the nearest first, are one list (其中甲3万元、乙4万元), behind which the total comes back."""
    last, before = (*parts[:2], None, None)[:2]
    listed = last is not None and before is not None and last.index == before.index + 1
    return listed and last is not None and last.gap.startswith("、") and not last.reason


class Changes:
    """Ties the changes and rates of growth of one report to their amounts."""

    def __init__(self, drafts: Sequence[Draft], index: Index) -> None:
        self.drafts = drafts
        self.index = index
        self.starts: dict[str, int] = {}
        for draft in drafts:
            self.starts.setdefault(draft.paragraph.id, draft.index)

    def change(self, draft: Draft) -> None:
        """Operands level and, where stated, prior or budget."""
        if draft.number.family not in ("money", "bare"):
            return
        level = self._level(draft)
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
        level_draft = self._level(draft)
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
        for earlier in self.back(draft):
            if earlier.sentence != draft.sentence or earlier.is_level:
                break
            if earlier.type == "change-amount" and earlier.number.family != "points":
                spoken = self._spoken(earlier)
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

    def _spoken(self, draft: Draft) -> Draft:
        """The change whose subject an unnamed one goes on with: 基本支出下降5%，减少3万元."""
        while not draft.named and draft.index and not subject_words(draft.piece, draft.type):
            previous = self.drafts[draft.index - 1]
            beside = previous.paragraph.id == draft.paragraph.id and previous.sentence == draft.sentence
            if not beside or previous.column != "change" or previous.against != draft.against:
                break
            draft = previous
        return draft

    def back(self, draft: Draft) -> list[Draft]:
        """The drafts before it in its paragraph, the nearest first."""
        return before(self.drafts, draft)

    def _level(self, draft: Draft) -> Draft | None:
        """The amount that changed: the one named, else the one the sentence is about."""
        spoken = self._spoken(draft)
        if spoken.named:
            columns = ("actual", "budget", "adjusted-budget")
            part = spoken.facets.nature in _KINDS
            least = 0.85 if draft.reason or part else 0.6
            found = self.index.find(spoken.facets, draft.index, columns=columns, least=least)
            settled = bool(spoken.facets.item) or draft.reason or (part and spoken is not draft)
            if found is not None and _carried(spoken, found):
                return None
            if found is not None or settled:
                return found
        if draft.reason and not self._resumes(draft):
            return None
        level = self._level_spoken_of(draft)
        return level if level is None or not _narrower(draft, level) else None

    def _resumes(self, draft: Draft) -> bool:
        """Whether the sentence comes back from a reason to its subject: …原因是压缩开支，比上年减少2万元."""
        if draft.named or COMPARE.match(draft.piece) is None:
            return False
        told = [d for d in self.back(draft) if d.sentence == draft.sentence and d.column == "change"]
        return all(d.against != draft.against for d in told)

    def _level_compared(self, draft: Draft) -> Draft | None:
        """本年支出与2022年度的90万元相比多5万元: this year's amount of what last year's is named for."""
        here = [d for d in self.back(draft) if d.sentence == draft.sentence and d.is_level]
        if not here or not here[0].named:
            return None
        right_before = here[0].index == draft.index - 1 and here[0].segment == draft.segment
        told = here[:1] if right_before else here  # 项目支出9万元；基本支出较上年8万元增加2万元
        if any(d.column != "prior" or d.reason for d in told):
            return None
        columns = ("actual", "budget", "adjusted-budget")
        return self.index.find(here[0].facets, draft.index, columns=columns, least=0.85)

    def _level_spoken_of(self, draft: Draft) -> Draft | None:
        compared = of_year_before(draft, self.back(draft)) or self._level_compared(draft)
        if compared is not None:
            return compared
        back = [d for d in self.back(draft) if d.is_level and d.column != "prior" and not d.reason]
        back = [d for d in back if not self._is_only_whole(d) and d.subject not in _REMAINDERS]
        back = [d for d in back if not (d.sentence == draft.sentence and is_base(d))]
        back = _spent(draft, back)
        back = _without_sources(back, draft)
        parts = [d for d in back if d.sentence == draft.sentence and d.part_of is not None]
        if parts and (_IN_ALL.match(draft.piece) or _ends_list(parts)):
            return self._current(self._heads_of([d for d in parts if d.part_of == parts[0].part_of]))
        for near in (
            [d for d in back if d.segment == draft.segment],
            [d for d in back if d.sentence == draft.sentence],
        ):
            if near:
                return self._current(near)
        if (shared := self.shared(draft)) is not None:
            return shared
        if (told := self._told_before(draft)) is not None:
            return self._level(told)
        if back:
            sentence = [d for d in back if d.sentence == back[0].sentence]
            outer = [d for d in sentence if d.part_of is None] or self._heads_of(sentence)
            first = outer[-1]
            if subject_words(draft.piece, draft.type):  # 支出增加3万元, behind 收入100万元，支出90万元
                first = next((d for d in outer if d.facets == draft.facets), first)
            same = [d for d in outer if d.facets == first.facets]
            return self._current(same)
        return self._forward(draft) or self._previous_paragraph(draft)

    def _told_before(self, draft: Draft) -> Draft | None:
        """The change of a named item that the sentence goes on with: 接待费较预算减少3万元；较上年减少2万元."""
        for other in self.back(draft):
            if draft.named or other.sentence != draft.sentence or other.is_level or other.column != "change":
                return None
            if other.named and other.facets.item:
                return other
        return None

    def shared(self, draft: Draft) -> Draft | None:
        """The amount that the sentence names by its share alone: 财政拨款支出占支出合计的90%，比预算增加4万元."""
        for other in self.back(draft):
            if other.sentence == draft.sentence and other.type == "share" and other.named:
                parts = [i for role, i in other.operands if role == "part"]
                return self.drafts[parts[0]] if parts else None
        return None

    def _is_only_whole(self, level: Draft) -> bool:
        """Whether an amount stands there for a share's sake: 占本年支出合计100万元的90%."""
        behind = self.drafts[level.index + 1] if level.index + 1 < len(self.drafts) else None
        return behind is not None and behind.type == "share" and behind.gap == "的" and gives_whole(level)

    def _heads_of(self, parts: Sequence[Draft]) -> list[Draft]:
        """The totals of a sentence of nothing but parts: 合计12万元。其中：…。比上年增加1万元."""
        heads = dict.fromkeys(d.part_of for d in parts if d.part_of is not None)
        found = [self.drafts[i] for i in heads if i < parts[-1].index]
        return [d for d in found if d.paragraph.id == parts[0].paragraph.id] or list(parts)

    def _current(self, near: list[Draft]) -> Draft:
        """Of amounts named nearest first: the nearest, but its actual rather than its budget."""
        nearest = near[0]
        if nearest.column in ("budget", "adjusted-budget"):
            for other in near:
                if other.column == "actual" and other.facets == nearest.facets:
                    return other
        return nearest

    def _forward(self, draft: Draft) -> Draft | None:
        for later in self.drafts[draft.index + 1 : draft.index + 5]:
            if later.paragraph.id != draft.paragraph.id or later.sentence != draft.sentence:
                return None
            if later.is_level and later.column != "prior" and (draft.reason or not later.reason):
                return later
        return None

    def _previous_paragraph(self, draft: Draft) -> Draft | None:
        before = self.starts[draft.paragraph.id] - 1
        if draft.section is not None and draft.section.kind == "performance":
            return None  # each paragraph on what was achieved speaks of another thing
        if before < 0 or self.drafts[before].paragraph.section != draft.paragraph.section:
            return None
        paragraph = (self.drafts[before], *self.back(self.drafts[before]))
        levels = _spent(draft, [d for d in paragraph if d.is_level and d.column != "prior"])
        return levels[-1] if levels else None

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
        back = [d for d in self.back(draft) if draft.sentence - d.sentence <= 2]
        ahead = [
            d
            for d in self.drafts[draft.index + 1 : draft.index + 4]
            if d.paragraph.id == draft.paragraph.id and d.sentence == draft.sentence
        ]
        if draft.index and _COMPARED.match(draft.gap):  # 与上年（80万元）相比，增加10万元
            back = [self.drafts[draft.index - 1], *back]
        return back + ahead
