"""Which numbers are parts of which total: 其中-lists, items of a section, and the fixed sums of certain sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from .cues import HEADER_END, OPENER, WHOLE_IN
from .drafts import Draft
from .matching import kinship
from .subjects import facets_of

Key = tuple[str, str]
_STOP = "。！？"
_ITEM_START = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]|[①-⑳])")
_GRADE = re.compile(r"[^，。；]{0,16}[“\"]?(?:优|良|中|差)[秀好等]?[”\"]?(?:[，。；、]|$)")


@dataclass(slots=True)
class _List:
    """An open list: its heads by unit and column, and what has been met since."""

    heads: dict[Key, int]
    segment: int
    members: list[int] = field(default_factory=list)
    semicolon: bool = False


def group(drafts: Sequence[Draft]) -> None:
    """Set ``part_of`` on every draft that is a part of a stated total."""
    pending: _Pending | None = None
    for _, run in groupby(drafts, key=lambda d: d.paragraph.id):
        paragraph = list(run)
        _lists(paragraph)
        pending = _items(paragraph, pending)
    _fixed(drafts)
    _graded(drafts)


def key_of(draft: Draft) -> Key:
    """Unit family (counts: the unit itself) and column: only equals can add up."""
    unit = draft.number.quantity.unit if draft.type == "count" else "money"
    return unit or "", draft.column


def _countable(draft: Draft) -> bool:
    return (draft.is_level or draft.type == "count") and not draft.reason


def _lists(paragraph: list[Draft]) -> None:
    stack: list[_List] = []
    for i, draft in enumerate(paragraph):
        gap = draft.gap
        stop = max(gap.rfind(c) for c in _STOP)
        if stop >= 0:
            stack.clear()
        elif "；" in gap and stack:
            _on_semicolon(stack, draft)
        tail = gap[max(stop, gap.rfind("；")) + 1 :]
        if OPENER.search(tail) and i and (heads := _heads(paragraph[:i], new_sentence=stop >= 0)):
            stack.append(_List(heads, draft.segment))
        elif (whole := WHOLE_IN.search(tail)) is not None:
            _open_named(paragraph[:i], whole["whole"], stack, draft)
        if stack and _countable(draft):
            _join(stack, draft)


def _on_semicolon(stack: list[_List], draft: Draft) -> None:
    top = stack[-1]
    if len(stack) > 1 and top.segment == draft.segment - 1 and stack[-2].members:
        stack.pop()
    elif len(stack) == 1 and len(top.members) >= 2 and not top.semicolon:
        stack.pop()
    if stack:
        stack[-1].semicolon = True


def _join(stack: list[_List], draft: Draft) -> None:
    top = stack[-1]
    head = top.heads.get(key_of(draft))
    if head is None or head == draft.index or (not draft.named and top.members and draft.type == "amount"):
        return
    top.members.append(draft.index)
    draft.part_of = head


def _heads(before: list[Draft], *, new_sentence: bool) -> dict[Key, int]:
    """The total that an 其中 refers to: the last level before it, with its other columns; in a new sentence no list member."""
    levels = [d for d in before if _countable(d)]
    if not levels:
        return {}
    last = levels[-1]
    if new_sentence:
        sentence = [d for d in levels if d.sentence == last.sentence]
        outer = [d for d in sentence if d.part_of is None]
        last = (outer or sentence)[-1]
    same = [d for d in levels if d.facets == last.facets and d.path == last.path and d.sentence >= last.sentence - 1]
    heads = {key_of(d): d.index for d in same}
    for d in reversed(levels):
        if d.sentence == last.sentence and d.type != last.type and d.segment == last.segment:
            heads.setdefault(key_of(d), d.index)
    return heads


def _open_named(before: list[Draft], words: str, stack: list[_List], draft: Draft) -> None:
    """“…支出决算中，A 12万元，B …”: a list whose total was stated before."""
    facets = facets_of(words, context=draft.facets)
    for earlier in reversed(before):
        if earlier.is_level and kinship(facets, earlier.facets) >= 0.8:
            stack.append(_List({key_of(earlier): earlier.index}, draft.segment))
            return


@dataclass(slots=True)
class _Pending:
    """A total whose items are the paragraphs that follow (其中：, 具体情况如下：)."""

    heads: dict[Key, int]
    section: str
    kind: str
    paths: dict[tuple[tuple[str, ...], str], int] = field(default_factory=dict)


def _items(paragraph: list[Draft], pending: _Pending | None) -> _Pending | None:
    first = paragraph[0]
    kind = first.section.kind if first.section else "other"
    if pending is not None and _is_item(first, pending):
        _assign(paragraph, pending)
        return pending
    last = paragraph[-1]
    trailing = last.paragraph.text[last.number.end :]
    if kind != "three-public" and HEADER_END.search(trailing) and (heads := _heads(paragraph, new_sentence=True)):
        return _Pending(heads, first.paragraph.section, kind)
    return None


def _is_item(first: Draft, pending: _Pending) -> bool:
    section = first.section
    if section is not None and section.id != pending.section and section.parent != pending.section:
        if section.kind != pending.kind or not first.path:
            return False
    return bool(first.path) or _ITEM_START.match(first.paragraph.text) is not None


def _assign(paragraph: list[Draft], pending: _Pending) -> None:
    seen: set[Key] = set()
    for draft in paragraph:
        key = key_of(draft)
        if not _countable(draft) or draft.part_of is not None or key in seen or draft.sentence > paragraph[0].sentence + 1:
            continue
        seen.add(key)
        head = pending.heads.get(key)
        parents = [pending.paths[p] for n in range(len(draft.path) - 1, 0, -1) if (p := (draft.path[:n], draft.column)) in pending.paths]
        draft.part_of = parents[0] if parents else head
        if draft.path:
            pending.paths[(draft.path, draft.column)] = draft.index


# -- sums that the sections themselves imply

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
        if draft.section is not None and draft.section.kind == kind and draft.is_level and not draft.reason:
            yield draft


def _fixed(drafts: Sequence[Draft]) -> None:
    _three_public(drafts)
    for kind, is_head, is_part in (
        ("basic", lambda d: d.facets.nature == "basic" and not d.facets.item,
         lambda d: d.facets.nature in ("personnel", "public") and not d.facets.item),
        ("procurement", lambda d: "采购" in d.facets.item and not re.search(r"货物|工程|服务", d.facets.item),
         lambda d: re.search(r"采购(?:的)?(?:货物|工程|服务)", d.facets.item) is not None),
    ):  # fmt: skip
        heads: dict[str, int] = {}
        taken: set[tuple[int, str, str]] = set()
        for draft in _levels(drafts, kind):
            if is_head(draft):
                heads[draft.column] = draft.index
            elif is_part(draft) and draft.part_of is None and draft.column in heads:
                mark = (heads[draft.column], draft.facets.item, draft.facets.nature)
                if mark not in taken:
                    taken.add(mark)
                    draft.part_of = heads[draft.column]


def _three_public(drafts: Sequence[Draft]) -> None:
    heads: dict[tuple[str, str], int] = {}
    taken: set[tuple[int, str]] = set()
    for draft in _levels(drafts, "three-public"):
        role = _role_of(draft)
        parent = heads.get((_PARENTS.get(role, ""), draft.column))
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

