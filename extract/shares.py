"""Shares: the part and the whole that a percentage is computed from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from .beside import given_whole, goes_on, listed_whole, of_the_rest
from .drafts import Draft
from .matching import Index, before
from .model import FACTORS, Facets
from .portions import LEVELS, SIBLING, portion
from .purchases import bought_kind, bought_whole
from .subjects import facets_of
from .sums import is_bought
from .tallies import tie_count
from .totals import is_grand, is_of_year, may_be_grand

_WHOLE = re.compile(
    r"占(?!比)(?:分别|各)?(?P<whole>[^，。；：占]{2,50}?)(?:的)?(?:比重|比例|百分比|份额)?(?:分别|各)?(?:约|近)?(?:为|是|达"
    r"|达到)?(?:约|近)?$"
)
_ALL = re.compile(
    r"所有|全部|部门(?=预算|决算|项目)|本单位|本部门|我部门|我单位|整体|当年|本年度?|全年|20\d\d年度?"
    r"|实际|总?预算中|决算中|(?<=项目支出)总额"
)
_TOTAL_WORDS = re.compile(r"总额|合计|总计|三公”?经费|总支出|总收入")
_NATURES = frozenset(("basic", "project", "personnel", "public"))
_ALL_FUNDS = ("", "all")
_SOURCES = frozenset(("general", "government-fund", "state-capital", "special-account", "own"))
_PUBLIC_FUNDS = frozenset(("fiscal", "general"))
_BUDGETED = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算")
_ALL_SPENT = re.compile(r"(?:本|我)?(?:部门|单位)?(?:当年|全年|本年度?)?(?:总支出|总收入|支出总额|收入总额)")
_NUMBERED = re.compile(r"\s*[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]")
_REACH = 40


def _is_total(draft: Draft, part: Draft) -> bool:
    """Whether ``draft`` is such that ``part`` may be a share of it."""
    if draft.facets == part.facets or _is_of_other_money(draft.facets.fund, part.facets.fund):
        return False
    if draft.facets.flow in ("carry-in", "carry-out") and part.facets.flow in ("income", "expenditure"):
        return False
    if draft.facets.fund in _PUBLIC_FUNDS and part.facets.flow == "income" and part.facets.fund in _ALL_FUNDS:
        return False  # 事业收入 is no part of 财政拨款收入
    if {draft.facets.flow, part.facets.flow} == {
        "income",
        "expenditure",
    } and draft.facets.fund not in _ALL_FUNDS:
        return False  # what is spent is no part of one source
    if _TOTAL_WORDS.search(draft.subject):
        return True
    if "中小企业" in part.facets.item and is_bought(draft.facets):
        return True
    wide = ("", "total", "basic") if part.facets.nature in ("personnel", "public") else ("", "total")
    return not draft.facets.item and draft.facets.nature in (*wide, part.facets.nature)


def _is_of_other_money(whole: str, part: str) -> bool:
    """Whether two funds stand beside each other, as 一般公共预算 and 政府性基金 do, so that neither holds the other."""
    beside = part in _SOURCES or (part in (*_ALL_FUNDS, "fiscal") and whole != "general")
    return whole != part and whole in _SOURCES and beside


def _is_of_another_section(part: Draft, draft: Draft) -> bool:
    """Whether a share is told without its amount, which stands in the section of another fund."""
    kinds = [each.section.kind for each in (part, draft) if each.section is not None]
    return len(set(kinds)) > 1 and part.facets.fund != draft.facets.fund


def _is_some(whole: Draft, part: Draft) -> bool:
    """Whether ``whole`` is of one source only, and ``part`` of what else there is too."""
    return whole.facets.fund in _SOURCES and part.facets.fund in ("all", "fiscal")


def _one_list(a: Draft, b: Draft) -> bool:
    """Whether both stand in one section, or in numbered paragraphs (of which a long one may be read as a heading)."""
    return a.paragraph.section == b.paragraph.section or all(
        _NUMBERED.match(draft.paragraph.text) for draft in (a, b)
    )


def _opens_list(total: Draft, part: Draft) -> bool:
    """Whether a total stands before the colon of its list: 2025年收入预算90万元：事业收入9万元，…."""
    here = total.paragraph.id == part.paragraph.id and total.sentence == part.sentence
    return here and total.paragraph.text[total.number.end : total.number.end + 1] == "："


def _nothing(_: Draft) -> bool:
    return False


def _is_unsaid(draft: Draft) -> bool:
    return not is_of_year(draft.subject) or draft.facets.fund not in _ALL_FUNDS


def _may_hold_more(draft: Draft) -> bool:
    return may_be_grand(draft) or draft.facets.fund not in _ALL_FUNDS


def _columns(part: Draft | None, words: str) -> tuple[str, ...]:
    """The columns of the whole, the part's own first; what was spent is a share of a budget only where that is said."""
    own = part.column if part is not None else "actual"
    if own == "actual" and part is not None and not _BUDGETED.search(words):
        return ("actual",)
    return tuple(dict.fromkeys((own, *LEVELS)))


class Shares:
    """Ties the shares of one report to what they are shares of."""

    def __init__(self, drafts: Sequence[Draft], index: Index) -> None:
        self.drafts = drafts
        self.index = index
        others = ("government-fund", "state-capital")
        self._only_general = not any(
            d.facets.fund in others and d.is_level and d.number.quantity.value for d in drafts
        )

    def tie(self, draft: Draft) -> None:
        """Operands part and whole."""
        known = [i for role, i in draft.operands if role == "part"]
        if tie_count(self.drafts, draft, known):
            return
        part: Draft | None
        if known:
            part = self.drafts[known[0]]
        else:
            part = None if goes_on(self.drafts, draft) else portion(self.drafts, self.index, draft)
        if (kind := bought_kind(draft)) and (part is None or kind not in part.facets.item):
            return  # 货物采购授予中小企业合同金额占货物支出金额的90%, without the amounts
        whole = self._whole(draft, part) if not of_the_rest(draft.piece) else None
        if known and whole is not None and self._of_none(draft, whole):
            whole = None
        draft.operands = [("part", part.index)] if part is not None else []
        if whole is not None:
            draft.operands.append(("whole", whole.index))

    def _of_none(self, draft: Draft, whole: Draft) -> bool:
        """Whether a list of shares that make up 100 % is of something else: not one fits the whole that was found."""
        listed = [d for d in self.drafts[max(0, draft.index - SIBLING) : draft.index + SIBLING]]
        listed = [d for d in listed if d.type == "share" and d.clause == draft.clause and d.operands]
        pairs = [(d.number.quantity.value, self.drafts[d.operands[0][1]].number.quantity) for d in listed]
        full, size = sum((share for share, _ in pairs), Decimal(0)), whole.number.quantity
        if len(pairs) < 2 or abs(full - 100) > 1 or not size.value or size.unit not in FACTORS:
            return False
        right = [part.yuan / size.yuan * 100 for _, part in pairs if part.unit in FACTORS]
        said = [share for share, _ in pairs]
        if all(abs(one - two) <= 1 for one, two in zip(sorted(right), sorted(said), strict=False)):
            return False  # the shares of two parts, exchanged
        return len(right) == len(said) and all(
            abs(one - two) > 1 for one, two in zip(right, said, strict=True)
        )

    def _whole(self, draft: Draft, part: Draft | None) -> Draft | None:
        if (stated := given_whole(self.drafts, draft) or listed_whole(self.drafts, draft)) is not None:
            return stated
        match = _WHOLE.search(draft.piece)
        if bought_kind(draft):
            return bought_whole(self.drafts, draft, part)
        words = _ALL.sub("", match["whole"]) if match else ""
        wanted = facets_of(words) if words else None
        if match and wanted is not None:
            if _ALL_SPENT.fullmatch(match["whole"]) and (own := self._of_section(draft, part, wanted)):
                return own
            found = self._named(draft, wanted, part, words=match["whole"])
            if found is not None or wanted.item:
                return found
        own = part if part is not None and not _is_of_another_section(part, draft) else None
        if own is not None and own.part_of is not None:
            implied: Draft | None = self.drafts[own.part_of]
        else:
            implied = self._head(own or draft)
        if implied is None and wanted is None:
            return self._sibling_whole(draft, part)
        if implied is None or wanted is None or self._fits(wanted, implied, draft):
            return implied
        return None

    def _of_section(self, draft: Draft, part: Draft | None, wanted: Facets) -> Draft | None:
        """占总支出: the total that the section has stated for its parts, where it is of that side and all funds."""
        listed = part is not None and part.part_of is not None
        head = self.drafts[part.part_of] if part and part.part_of is not None else self._head(part or draft)
        if head is None or not (listed or head.section is draft.section) or head.facets.flow != wanted.flow:
            return None
        if head.facets.fund not in _ALL_FUNDS:
            return None  # one source is no total of another
        return head if self._fits(wanted, head, draft) else None

    def _sibling_whole(self, draft: Draft, part: Draft | None) -> Draft | None:
        """In a long list of items, （1）甲…占1%；（2）乙…占2%, the whole of the item before."""
        for other in reversed(self.drafts[max(0, draft.index - SIBLING) : draft.index]):
            if part is None or not _one_list(other, draft):
                return None
            roles = {role: self.drafts[i].facets for role, i in other.operands}
            if other.type != "share" or "whole" not in roles or "part" not in roles:
                continue
            sibling = roles["part"]
            if (
                not sibling.item
                or not part.facets.item
                or replace(sibling, item="") != replace(part.facets, item="")
            ):
                return None
            return next(self.drafts[i] for role, i in other.operands if role == "whole")
        return None

    def _named(self, draft: Draft, wanted: Facets, part: Draft | None, *, words: str) -> Draft | None:
        """The total that the words name: the nearest of its nature, else the one most akin.

        本年支出合计 is no 总计 of another paragraph, which holds the carry-over.
        """
        unlike = part.index if part is not None else -1
        columns = _columns(part, words)
        if wanted.nature in _NATURES and not wanted.fund and not wanted.item:
            for other in self._around(draft):
                alike = other.facets.nature == wanted.nature and not other.facets.item
                if alike and other.index != unlike and other.column in columns and not other.reason:
                    return other
        source = part or draft
        sought = replace(wanted, flow=wanted.flow or (part.facets.flow if part else ""))
        if wanted.nature in _NATURES and not wanted.fund:
            sought = replace(sought, fund=source.facets.fund)
        of_year = is_of_year(words) and sought.fund in _ALL_FUNDS
        barred = (_is_unsaid, _may_hold_more, is_grand) if of_year else (_nothing,)
        tries = (
            self.index.find(
                sought,
                draft.index,
                columns=columns,
                unlike=unlike,
                fits=partial(self._suits, sought, draft, bar),
            )
            for bar in barred
        )
        return next((found for found in tries if found is not None), None)

    def _suits(self, wanted: Facets, draft: Draft, bar: Callable[[Draft], bool], other: Draft) -> bool:
        here = other.paragraph.id == draft.paragraph.id
        return self._fits(wanted, other, draft) and (here or not bar(other))

    def _around(self, draft: Draft) -> Iterator[Draft]:
        """The levels before ``draft`` in its paragraph and section, the nearest first."""
        section = draft.paragraph.section
        for i in range(draft.index - 1, max(-1, draft.index - _REACH), -1):
            other = self.drafts[i]
            if other.paragraph.section != section:
                return
            if other.is_level:
                yield other

    def _fits(self, wanted: Facets, other: Draft, draft: Draft) -> bool:
        """Whether ``other`` may be the total named: not of another fund, nature or side."""
        got = other.facets
        if wanted.flow and got.flow and wanted.flow != got.flow and "both" not in (wanted.flow, got.flow):
            return False
        if got.flow == "both" and wanted.flow not in ("", "both") and wanted.nature != "total":
            return False  # 本年支出 is not 收、支总计, which holds the carry-over
        if wanted.nature in _NATURES and got.nature != wanted.nature:
            return False
        if (
            wanted.flow
            and not wanted.item
            and wanted.nature in ("", "total")
            and got.nature not in ("", "total")
        ):
            return False
        if not wanted.fund or wanted.fund == got.fund:
            return True
        if wanted.fund in _PUBLIC_FUNDS and got.fund in _PUBLIC_FUNDS:
            return self._only_general
        return not got.fund and other.paragraph.section == draft.paragraph.section

    def _is_listed(self, draft: Draft) -> bool:
        """Whether an amount has a share of its own: 一般公共预算90万元，占90%；其他收入10万元，占10%."""
        behind = self.drafts[draft.index + 1 : draft.index + 2]
        return any(d.type == "share" and ("part", draft.index) in d.operands for d in behind)

    def _head(self, part: Draft) -> Draft | None:
        """The total that a section has stated before its parts."""
        back = before(self.drafts, part)
        start = back[-1].index if back else part.index
        for other in (*back, *reversed(self.drafts[max(0, start - _REACH) : start])):
            if other.section is None or part.section is None or other.section.kind != part.section.kind:
                break
            whole = other.part_of is None or is_of_year(other.subject)
            whole = whole and not (_is_some(other, part) and self._is_listed(other))
            alike = part.column in (other.column, "none") or _opens_list(other, part)
            fits = other.is_level and alike and whole
            if fits and _is_total(other, part):
                return other
        return None
