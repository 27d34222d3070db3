"""Which amount a change or a rate is of: the one it names, else the one its sentence is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bases import of_year_before
from .cues import COMPARE
from .drafts import Draft
from .kinds import gives_whole
from .matching import Index, before
from .phrases import subject_words

_IN_ALL = re.compile(
    r"[，、；]?(?:两项|各项|以上)?(?:合计|总计|共计|总体|总的)(?:支出|收入)?(?=比|较|与|同|增|减)"
)
"""Words that come back from the parts of a total to the total."""
_THIS_YEAR = re.compile(r"本年(?:收入|支出)(?!总计)")
_KINDS = frozenset(("basic", "project", "personnel", "public"))
_REMAINDERS = frozenset(("结余", "节余", "剩余", "结余资金", "节余资金", "剩余资金"))
"""预算20万元，结余3万元，同比减少1万元: what was left is no level that changes."""
_AMONG = re.compile(r"其中[：:，,]?[^，。；：、]{0,6}结转")
_AGAINST = re.compile(
    r"[，、；]?(?:[^，。；：较比]{2,24}(?=[较比]))?(?:与|同|和|较|比)[^，。；：]{0,16}(?:预算|安排)(?:数|总额)?(?:的|为)?$"
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
    last, other = (*parts[:2], None, None)[:2]
    listed = last is not None and other is not None and last.index == other.index + 1
    return listed and last is not None and last.gap.startswith("、") and not last.reason


class Levels:
    """Finds the amounts that the changes and rates of one report are of."""

    def __init__(self, drafts: Sequence[Draft], index: Index) -> None:
        self._drafts = drafts
        self._index = index
        self._starts: dict[str, int] = {}
        for draft in drafts:
            self._starts.setdefault(draft.paragraph.id, draft.index)

    def of(self, draft: Draft) -> Draft | None:
        """The amount that changed: the one named, else the one the sentence is about."""
        spoken = self.spoken(draft)
        if spoken.named:
            columns = ("actual", "budget", "adjusted-budget")
            part = spoken.facets.nature in _KINDS
            least = 0.85 if draft.reason or part else 0.6
            found = self._index.find(spoken.facets, draft.index, columns=columns, least=least)
            settled = bool(spoken.facets.item) or draft.reason or (part and spoken is not draft)
            if found is not None and _carried(spoken, found):
                return None
            if found is not None or settled:
                return found
        if draft.reason and not self._resumes(draft):
            return self._told_in_reason(draft)
        level = self._spoken_of(draft)
        return level if level is None or not _narrower(draft, level) else None

    def spoken(self, draft: Draft) -> Draft:
        """The change whose subject an unnamed one goes on with: 基本支出下降5%，减少3万元."""
        while not draft.named and draft.index and not subject_words(draft.piece, draft.type):
            previous = self._drafts[draft.index - 1]
            beside = previous.paragraph.id == draft.paragraph.id and previous.sentence == draft.sentence
            if not beside or previous.column != "change" or previous.against != draft.against:
                break
            draft = previous
        return draft

    def shared(self, draft: Draft) -> Draft | None:
        """The amount that the sentence names by its share alone: 财政拨款支出占支出合计的90%，比预算增加4万元."""
        for other in before(self._drafts, draft):
            if other.sentence == draft.sentence and other.type == "share" and other.named:
                parts = [i for role, i in other.operands if role == "part"]
                return self._drafts[parts[0]] if parts else None
        return None

    def _told_in_reason(self, draft: Draft) -> Draft | None:
        """The amount of another item behind a reason: …主要是已更新一辆车，运行维护费24万元，较上年减少2万元."""
        level = self._drafts[draft.index - 1] if draft.index else None
        if level is None or draft.named or COMPARE.match(draft.piece) is None:
            return None
        beside = level.paragraph.id == draft.paragraph.id and level.sentence == draft.sentence
        begins = "，" in level.gap and level.named and bool(level.facets.item) and level.is_level
        return level if beside and begins and level.column != "prior" and draft.gap.startswith("，") else None

    def _resumes(self, draft: Draft) -> bool:
        """Whether the sentence comes back from a reason to its subject: …原因是压缩开支，比上年减少2万元."""
        if draft.named or COMPARE.match(draft.piece) is None:
            return False
        told = [
            d for d in before(self._drafts, draft) if d.sentence == draft.sentence and d.column == "change"
        ]
        return all(d.against != draft.against for d in told)

    def _compared(self, draft: Draft) -> Draft | None:
        """本年支出与2022年度的90万元相比多5万元: this year's amount of what last year's is named for."""
        here = [d for d in before(self._drafts, draft) if d.sentence == draft.sentence and d.is_level]
        if not here or not here[0].named:
            return None
        right_before = here[0].index == draft.index - 1 and here[0].segment == draft.segment
        told = here[:1] if right_before else here  # 项目支出9万元；基本支出较上年8万元增加2万元
        if any(d.column != "prior" or d.reason for d in told):
            return None
        columns = ("actual", "budget", "adjusted-budget")
        return self._index.find(here[0].facets, draft.index, columns=columns, least=0.85)

    def _spoken_of(self, draft: Draft) -> Draft | None:
        compared = of_year_before(draft, before(self._drafts, draft)) or self._compared(draft)
        if compared is not None:
            return compared
        back = [d for d in before(self._drafts, draft) if d.is_level and d.column != "prior" and not d.reason]
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
            return self.of(told)
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
        for other in before(self._drafts, draft):
            if draft.named or other.sentence != draft.sentence or other.is_level or other.column != "change":
                return None
            if other.named and other.facets.item:
                return other
        return None

    def _is_only_whole(self, level: Draft) -> bool:
        """Whether an amount stands there for a share's sake: 占本年支出合计100万元的90%."""
        behind = self._drafts[level.index + 1] if level.index + 1 < len(self._drafts) else None
        return behind is not None and behind.type == "share" and behind.gap == "的" and gives_whole(level)

    def _heads_of(self, parts: Sequence[Draft]) -> list[Draft]:
        """The totals of a sentence of nothing but parts: 合计12万元。其中：…。比上年增加1万元."""
        heads = dict.fromkeys(d.part_of for d in parts if d.part_of is not None)
        found = [self._drafts[i] for i in heads if i < parts[-1].index]
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
        for later in self._drafts[draft.index + 1 : draft.index + 5]:
            if later.paragraph.id != draft.paragraph.id or later.sentence != draft.sentence:
                return None
            if later.is_level and later.column != "prior" and (draft.reason or not later.reason):
                return later
        return None

    def _previous_paragraph(self, draft: Draft) -> Draft | None:
        last = self._starts[draft.paragraph.id] - 1
        if draft.section is not None and draft.section.kind == "performance":
            return None  # each paragraph on what was achieved speaks of another thing
        if last < 0 or self._drafts[last].paragraph.section != draft.paragraph.section:
            return None
        paragraph = (self._drafts[last], *before(self._drafts, self._drafts[last]))
        levels = _spent(draft, [d for d in paragraph if d.is_level and d.column != "prior"])
        return levels[-1] if levels else None
