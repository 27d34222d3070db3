"""Which numbers are parts of which total: 其中-lists and the items of a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..narrative.model import Paragraph
from .announced import Pending, announced, items
from .cues import OPENER, WHOLE_IN
from .drafts import Draft
from .funds import of_the_whole
from .known import is_known
from .matching import kinship, outside
from .subjects import facets_of
from .summed import sum_up
from .sums import implied, is_bought, is_bought_part
from .totals import Key, heads_before, is_countable, key_of, opposed

_STOP = "。！？"
_NATURES = ("basic", "project", "personnel", "public")
_REACH = 60
_FUNDS = ("general", "government-fund", "state-capital")
_AMONG = re.compile(r"其中[：:，,]?")
_IN_IT = re.compile(r"^(?:万?元)?(?P<named>的?(?:收入|支出|资金|预算|经费))?(?:当|之)?中[，,：:]")
_INSTALMENT = re.compile(r"的?(?:合同)?(?:首付款|首期款|首笔|预付款|尾款|进度款|质保金|定金|分期)")
"""What behind the amount of a contract tells that a part of it alone was paid."""
_SORT_OF_STAFF = re.compile(r"（?(?:其中)?[：:，,]?(?:公务员|行政|参公|参照公务员|事业|工勤|在编|男|在职)")
_MAINLY = re.compile(r"^[）)]?[，,]\s?主要(?:为|包括)[^，。；：、]{2,30}$")


@dataclass(slots=True)
class _List:
    """An open list: its heads by unit and column, and what has been met since."""

    heads: dict[Key, int]
    segment: int
    members: list[int] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    semicolon: bool = False
    bracket: bool = False


def group(drafts: Sequence[Draft], paragraphs: Sequence[Paragraph]) -> None:
    """Set ``part_of`` on every draft that is a part of a stated total.

    ``paragraphs`` are all that were read, in order, those without numbers too.
    """
    by_paragraph = {key: list(run) for key, run in groupby(drafts, key=lambda d: d.paragraph.id)}
    pending: Pending | None = None
    previous: list[Draft] = []
    for paragraph in paragraphs:
        members = by_paragraph.get(paragraph.id)
        if members:
            _lists(members)
            _changes(members)
            pending = items(members, pending)
            previous = members
        elif (opened := announced(paragraph, previous)) is not None:
            pending = opened
    implied(drafts)
    of_the_whole(drafts)


def _lists(paragraph: list[Draft]) -> None:
    stack: list[_List] = []
    for i, draft in enumerate(paragraph):
        gap = draft.gap
        stop = max([gap.rfind(mark) for mark in _STOP])
        if stop >= 0:
            stack.clear()
        closed = bool(stack) and stack[-1].bracket and gap.count("）") > gap.count("（")
        if closed:
            stack.pop()
        if "；" in gap and stack and stop < 0 and not stack[-1].bracket:
            _on_semicolon(stack, draft)
        cut = max(stop, gap.rfind("；")) + 1
        tail = gap[cut:] if cut else gap
        opener = OPENER.search(tail)
        before = paragraph[max(0, i - _REACH) : i]
        if (
            opener
            and (heads := _opened(_heads_for(before, draft, cut), opener.group(), new_sentence=stop >= 0))
            and not _spends_carried(paragraph, heads, draft, tail)
        ):
            stack.append(_List(heads, draft.segment, bracket="（其中" in tail or "（包括" in tail))
        elif _MAINLY.match(tail) is not None and (nearest := _project_head(outside(before, draft))):
            stack.append(_List(nearest, draft.segment))
        elif (
            before
            and tail is gap
            and (among := _IN_IT.match(gap))
            and (among["named"] or _within(before[-1]))
        ):
            stack.append(_List({key_of(before[-1]): before[-1].index}, draft.segment))
        elif (whole := WHOLE_IN.search(tail)) is not None:
            _open_named(before, whole["whole"], stack, draft)
        elif gap.startswith("：") and before and (is_bought(before[-1].facets) or _is_account(before[-1])):
            stack.append(_List({key_of(before[-1]): before[-1].index}, draft.segment))
        elif (
            gap.startswith("（")
            and before
            and (_of_basic(before[-1], draft) or _of_people(before[-1], draft))
        ):
            stack.append(_List({key_of(before[-1]): before[-1].index}, draft.segment, bracket=True))
        elif stack and gap.startswith("（") and gap.count("（") > gap.count("）") and not stack[-1].bracket:
            # 950万元（甲700万元、乙250万元）: what stands in brackets is no part of the list; 7辆（救护车），其他2辆 is
            stack.append(_List({}, draft.segment, bracket=True))
        if stack and is_countable(draft):
            _join(stack, draft, paragraph)
        sum_up(before, draft)


def _spends_carried(paragraph: list[Draft], heads: dict[Key, int], draft: Draft, words: str) -> bool:
    """本年收入90万元、上年结转10万元。支出包括：教育支出60万元…: what is spent is no part of what last year left.

    年初结转10万元，其中：基本支出结转4万元 is.
    """
    flows = {each.facets.flow for each in paragraph if each.index in heads.values()}
    return flows == {"carry-in"} and draft.facets.flow == "expenditure" and "结转" not in words


def _of_basic(head: Draft, part: Draft) -> bool:
    """基本支出90万元（人员经费70万元，公用经费20万元）: brackets that say what it is made of."""
    inner = part.facets.nature in ("personnel", "public") and not part.facets.item
    return head.is_level and head.facets.nature == "basic" and not head.facets.item and inner


def _of_people(head: Draft, part: Draft) -> bool:
    """在职人员91人（行政56人，事业35人）: brackets that say who they are."""
    counted = head.type == part.type == "count" and head.number.quantity.unit == part.number.quantity.unit
    return counted and key_of(head)[0] in ("人", "名") and _SORT_OF_STAFF.match(part.piece) is not None


def _changes(paragraph: list[Draft]) -> None:
    """增加20万元，其中：基本支出增加30万元、项目支出减少10万元: changes that add up to a change, with their signs."""
    last: Draft | None = None
    head: Draft | None = None
    for draft in paragraph:
        if _ends_sentence(draft.gap):
            head = None
        if draft.type == "change-amount" and not draft.reason and draft.number.family == "money":
            if last is not None and _AMONG.search(draft.gap):
                head = last
            if head is not None and draft.named and draft.direction and _alike(head, draft):
                draft.part_of = head.index
            else:
                last, head = draft, None
        elif draft.type != "growth-rate":
            last = head = None


def _ends_sentence(gap: str) -> bool:
    stop = max([gap.rfind(mark) for mark in _STOP])
    return stop >= 0 and _AMONG.search(gap, stop) is None


def _alike(head: Draft, part: Draft) -> bool:
    """Whether a change may be a part of another: of something else, and of one side with it."""
    sides = {head.facets.flow, part.facets.flow}
    return part.facets != head.facets and sides != {"income", "expenditure"}


def _project_head(nearest: list[Draft]) -> dict[Key, int]:
    """项目支出300万元，主要为甲200万元、乙100万元: the head of such a list, if it is 项目支出."""
    if not nearest or not is_countable(nearest[0]) or nearest[0].facets.nature != "project":
        levels = [d for d in nearest[:2] if d.is_level]
        if not levels or levels[0].facets.nature != "project":
            return {}
        nearest = levels
    return {key_of(nearest[0]): nearest[0].index}


def _heads_for(before: list[Draft], draft: Draft, cut: int) -> list[Draft]:
    """What an opener may refer to; behind a semicolon (货物10万元、服务20万元；其中…) not to a sort of purchase.

    总收入90万元，总支出90万元。其中本年收入80万元: to the total of its own side.
    """
    heads = _wider(outside(before, draft)[::-1], draft)
    if any(opposed(d.facets.flow, draft) for d in heads):
        heads = [d for d in heads if d.facets.flow == draft.facets.flow] or heads
    if not cut or draft.gap[cut - 1] != "；":
        return heads
    return [d for d in heads if not is_bought_part(d.facets)] or heads


def _wider(before: list[Draft], draft: Draft) -> list[Draft]:
    """For 人员经费 and 公用经费 the totals before them: they are no parts of 资本性支出."""
    if draft.facets.nature not in ("personnel", "public") or draft.facets.item:
        return before
    totals = [d for d in before if is_countable(d) and not d.facets.item]
    return totals or before


def _opened(before: list[Draft], opener: str, *, new_sentence: bool) -> dict[Key, int]:
    """The heads of a list; 按…分类 and 从…看 speak of the last total, whatever has been listed of it since."""
    if opener.startswith(("按", "从")):
        before = [d for d in before if not d.facets.item]
        totals = [d for d in before if d.facets.nature in ("", "total")]
        before = totals or (before if len({d.facets.nature for d in before}) < 2 else [])
        before = ([d for d in before if d.part_of is None] if new_sentence else []) or before
    return heads_before(before, new_sentence=new_sentence)


def _on_semicolon(stack: list[_List], draft: Draft) -> None:
    top = stack[-1]
    nested = len(stack) > 1 and top.segment == draft.segment - 1 and bool(stack[-2].members)
    several = max(map(top.keys.count, top.keys), default=0) > 1  # 1辆，价值9万元；… is one, told twice
    if nested or (len(stack) == 1 and several and not top.semicolon):
        stack.pop()
    if stack:
        stack[-1].semicolon = True


def _join(stack: list[_List], draft: Draft, paragraph: list[Draft]) -> None:
    top = stack[-1]
    if _INSTALMENT.match(draft.paragraph.text, draft.number.end):
        return
    head = top.heads.get(key_of(draft))
    if head is not None and _other_side(paragraph[head - paragraph[0].index], draft):
        stack.clear()
        return
    if head is None or head == draft.index or (not draft.named and top.members and draft.type == "amount"):
        return
    top.members.append(draft.index)
    top.keys.append(key_of(draft))
    draft.part_of = head
    whole = paragraph[head - paragraph[0].index].facets
    if whole.nature == "project" and not draft.facets.nature:
        draft.facets = replace(draft.facets, flow="expenditure", nature="project")
    if top.bracket and whole.item and not draft.facets.item and draft.facets.fund in _FUNDS:
        # 会议费3万元（其中：一般公共预算支出3万元…）: of the item, not all that the fund spent
        draft.facets = replace(draft.facets, item=whole.item)
    elif _is_subject(whole.item) and not draft.facets.item and draft.facets.nature in _NATURES:
        # 行政运行9万元，比上年…。其中：基本支出9万元: of the item, not all of that nature
        draft.facets = replace(draft.facets, item=whole.item)


def _is_subject(item: str) -> bool:
    return bool(item) and (is_known(item) or is_known(f"{item}支出"))


def _other_side(head: Draft, draft: Draft) -> bool:
    """Whether one is income and the other expenditure: 收入100万元，其中…；支出100万元."""
    return opposed(head.facets.flow, draft)


def _within(draft: Draft) -> bool:
    """Whether 中 behind an amount opens a list of its parts: 在收入90万元中，甲…; 收入预算90万元中，甲…."""
    return draft.piece.lstrip("其").startswith("在") or _is_account(draft)


def _is_account(draft: Draft) -> bool:
    """Whether an amount is all income or expenditure (收入预算90万元：甲70万元，占77.78%；…)."""
    facets = draft.facets
    plain = facets.flow in ("income", "expenditure") and not facets.item and facets.nature in ("", "total")
    return plain and draft.is_level and draft.named and draft.column != "prior"


def _open_named(before: list[Draft], words: str, stack: list[_List], draft: Draft) -> None:
    """“…支出决算中，A 12万元，B …”: a list whose total was stated before."""
    facets = facets_of(words)
    for earlier in reversed(before):
        if earlier.is_level and kinship(facets, earlier.facets) >= 0.6:
            stack.append(_List({key_of(earlier): earlier.index}, draft.segment))
            return
