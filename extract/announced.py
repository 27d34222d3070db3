"""Items that are paragraphs of their own, under a total that announces them (其中：, 具体情况如下：)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..narrative.model import Paragraph
from .cues import HEADER_END
from .drafts import Draft
from .matching import kinship
from .subjects import facets_of, label_likeness
from .totals import Key, heads_before, is_countable, key_of, opposed

_ITEM_START = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]|[①-⑳●○■□◆◇▪►★※])")
_AMONG = re.compile(r"(?:其中|包括)[：:]\s*$")
_GOES_ON = ("；", ";", "、", "，", ",")


@dataclass(slots=True)
class Pending:
    """A total whose items are the paragraphs that follow (其中：, 具体情况如下：)."""

    heads: dict[Key, int]
    section: str
    kind: str
    flow: str = ""
    plain: bool = False
    """Whether the next paragraph may be an item without a number: behind 其中：, or behind an item that ends in ；."""
    paths: dict[tuple[tuple[str, ...], str], int] = field(default_factory=dict)


def items(paragraph: list[Draft], pending: Pending | None) -> Pending | None:
    """Take a paragraph in as an item of what is announced; what is announced behind it."""
    first = paragraph[0]
    kind = first.section.kind if first.section else "other"
    if pending is not None and _is_item(first, pending):
        if pending.plain and not first.path and not _ITEM_START.match(first.paragraph.text):
            _assign_each(paragraph, pending)
        else:
            _assign(paragraph, pending)
        pending.plain = pending.plain and first.paragraph.text.rstrip().endswith(_GOES_ON)
        return pending
    last = paragraph[-1]
    trailing = last.paragraph.text[last.number.end :][-60:]
    if (
        kind != "three-public"
        and HEADER_END.search(trailing)
        and (heads := heads_before(paragraph, new_sentence=True))
    ):
        flow = _flow_of(paragraph, heads)
        plain = _AMONG.search(trailing) is not None
        return Pending(heads, first.paragraph.section, kind, flow, plain)
    return None


def announced(paragraph: Paragraph, previous: list[Draft]) -> Pending | None:
    """A sentence without numbers that opens the items of a total stated before (财政拨款支出主要内容如下：)."""
    text = paragraph.text[-60:]
    if not previous or not HEADER_END.search(text):
        return None
    words = re.split(r"[。；，]", text.rstrip("：:。，"))[-1]
    words = re.sub(
        r"(?:的)?(?:主要|具体)?(?:内容|情况|用途|构成)?(?:分别)?如下$|其中$|主要用于.*$", "", words
    )
    facets = facets_of(words)
    heads: dict[Key, int] = {}
    for draft in sorted(
        previous, key=lambda d: (-kinship(facets, d.facets), -label_likeness(words, d.subject))
    ):
        if draft.is_level and not draft.facets.item and kinship(facets, draft.facets) >= 0.6:
            heads.setdefault(key_of(draft), draft.index)
    kind = previous[0].section.kind if previous[0].section else "other"
    flow = _flow_of(previous, heads)
    return Pending(heads, previous[0].paragraph.section, kind, flow) if heads else None


def _flow_of(paragraph: Sequence[Draft], heads: dict[Key, int]) -> str:
    """The side that the heads are of, where they are of one."""
    flows = {d.facets.flow for d in paragraph if d.index in heads.values()}
    return flows.pop() if len(flows) == 1 else ""


def _is_item(first: Draft, pending: Pending) -> bool:
    if first.path:
        return True
    if first.is_level and opposed(pending.flow, first):
        return False
    section = first.section
    elsewhere = section is not None and pending.section not in (section.id, section.parent)
    if elsewhere:
        return False
    return _ITEM_START.match(first.paragraph.text) is not None or (
        pending.plain and first.is_level and first.named and first.segment == 0
    )


def _assign(paragraph: list[Draft], pending: Pending) -> None:
    seen: set[Key] = set()
    for draft in paragraph:
        key = key_of(draft)
        late = draft.sentence > paragraph[0].sentence + 1
        if late or not is_countable(draft) or draft.part_of is not None or key in seen:
            continue
        seen.add(key)
        outer = [(draft.path[:n], draft.column) for n in range(len(draft.path) - 1, 0, -1)]
        parents = [pending.paths[place] for place in outer if place in pending.paths]
        draft.part_of = parents[0] if parents else pending.heads.get(key)
        if draft.path:
            pending.paths[(draft.path, draft.column)] = draft.index


def _assign_each(paragraph: list[Draft], pending: Pending) -> None:
    """甲100万元，占50%；乙100万元，占50%。 under 其中：: the first amount between two semicolons is an item."""
    seen: set[tuple[Key, int]] = set()
    for draft in paragraph:
        place = key_of(draft), draft.segment
        if draft.sentence != paragraph[0].sentence or not is_countable(draft) or place in seen:
            continue
        seen.add(place)
        if draft.part_of is None and draft.named and not opposed(pending.flow, draft):
            draft.part_of = pending.heads.get(place[0])
