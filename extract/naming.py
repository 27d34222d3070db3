"""What a number is about, read from the words before it and what the paragraph has named so far."""

from __future__ import annotations

import re
from dataclasses import replace

from .clauses import earlier_clause, project_before, side_of, unchanged, used_for, whole_clause
from .counted import name_count
from .cues import AMOUNT_OF_SHARE, TOGETHER
from .drafts import Draft
from .headed import EMPTY_WORDS, YEARS, coded, headed
from .kinds import gives_whole
from .known import is_known
from .model import Facets
from .openings import State
from .phrases import item_path, purpose, subject_words
from .subjects import facets_of

_LOOK_BACK = 40
_ITEM_KINDS = ("three-public", "operating-cost", "procurement")
_TORN = re.compile(r"([一-鿿（）]{2,18}?)(?:万元|元)")
_SUM = re.compile(
    r"^[，、]?(?:以上|上述)?(?:各项|几项)?(?P<sum>总?共计?|合计|总计)?(?:实际|发生)?(?:支出|安排|使用|开支|投入)"
)
_ALTOGETHER = re.compile(r"^[，、]?(?:以上|上述)?(?:各项|两项)?(?:总?共计?|一共|合共)(?:约|为)?$")
_OWNED = re.compile(r"[局委厅院校所站处会部位心府](?:本级|机关)?(?:20\d\d年度?)?支出(?:预算|决算)")
_COUNTED = (
    (re.compile(r"接待"), "公务接待费"),
    (re.compile(r"团组|出国|出境"), "因公出国（境）费"),
)
_PURCHASED = re.compile(r"购置|新购|购买|购入")
_BESIDE = frozenset(("、", "（"))
_THIS_YEAR = frozenset(("本年收入", "本年支出", "当年收入", "当年支出"))
_YEARLY = re.compile("[本当]年")
_ONE_FUND = ("general", "government-fund", "state-capital")
_FLOWS = {"支出": "expenditure", "实际支出": "expenditure", "收入": "income"}


class Namer:
    """Names the numbers of one paragraph.

    ``context`` are the facets that a subject takes over where it does not say them.
    """

    def __init__(self, state: State, context: Facets, section: str, drafts: list[Draft]) -> None:
        self.state = state
        self.context = context
        self.section = section
        self.opening = (state.subject, state.facets)
        self.drafts = drafts

    def name(self, draft: Draft, after: str) -> None:
        """Fill in subject, facets and path; ``after`` is the text behind the number."""
        if draft.type == "count":
            name_count(draft, after, self.drafts, self.state)
        else:
            self._name(draft, after)

    def _name(self, draft: Draft, after: str) -> None:
        words = self._own_words(draft)
        if draft.type == "amount" and self._totalled(draft, words):
            return
        words = words or self._words_elsewhere(draft)
        if draft.number.is_torn and (torn := _TORN.match(after)):
            words = torn[1]
        if not words:
            words = (
                earlier_clause(draft.gap, first=not self.drafts) or used_for(after, self.state.facets.item)
                if draft.type == "amount"
                else unchanged(draft.gap, draft.type)
            )
        words = purpose(draft.gap, words) or self._bought(draft)
        if words:
            self._settle(draft, words, after)

    def _own_words(self, draft: Draft) -> str:
        """The words for what a number is about that stand with it, or the heading that it turns to."""
        words = subject_words(draft.piece, draft.type)
        bare = YEARS.sub("", words)
        part = bare != "" and ("其中" in draft.piece or self._within_total(words))
        if self.state.path and self._leaves_item(draft, words):
            draft.path = self.state.path = ()
            self.context = Facets()
            self.state.subject, self.state.facets = "", self.context
        elif bare in EMPTY_WORDS and not part and (told := self._turned_to(draft.gap)):
            words = told
        elif bare in EMPTY_WORDS and not part and self._inherits(bare):
            words = words if self._comes_back(words) else ""
        elif bare in EMPTY_WORDS and not part and (told := headed(draft.gap)):
            words = told
        amount = draft.type == "amount"
        if amount and words in ("", bare) and (flow := side_of(draft.gap)):
            words = flow if "总" in bare else f"本年{flow}合计"
        if "（" not in words and (marked := item_path(words)):
            words = f"{marked[-1][0]}（{marked[-1][1]}）"  # 甲类乙款丙项支出9万元
        if not words and (counted := self._counted_beside(draft)) is not None:
            words = self._bought(draft) or counted.subject
        if amount and (project := project_before(draft.gap, first=not self.drafts)) is not None:
            words = project
        return words

    def _totalled(self, draft: Draft, words: str) -> bool:
        """Whether an amount is the sum of what was told before it; then it is named so."""
        if not words and (match := _SUM.match(draft.piece)) is not None:
            self._sum(draft, everything=bool(match["sum"]))
            return True
        if TOGETHER.search(draft.piece) or (not words and self._sums_up(draft)):
            self._together(draft)
            return True
        return False

    def _words_elsewhere(self, draft: Draft) -> str:
        """The words of the share that an amount spells out, or those before a share's 占比."""
        if (share := self._share_before(draft)) is not None:
            return share.subject
        return whole_clause(draft.gap) if draft.type == "share" else ""

    def _settle(self, draft: Draft, words: str, after: str) -> None:
        """Give a number its subject; what follows may go on with it."""
        draft.named, draft.subject = True, words
        draft.facets = facets_of(words, context=self.context)
        if words in _THIS_YEAR and (told := self._fund_beside(draft)):
            words = f"{told}{words}"
            draft.subject, draft.facets = words, facets_of(words, context=self.context)
        if self._concerned(draft, words):
            draft.facets = replace(draft.facets, item=words)
            return
        if draft.type == "amount" and (level := coded(words)[1]) and not draft.facets.level:
            draft.facets = replace(draft.facets, level=level)
        if draft.type == "amount" and after[:1] == "的" and gives_whole(draft):
            draft.facets = facets_of(words, context=Facets(draft.facets.flow, "all"))
            return
        if draft.type == "amount" and not draft.reason:
            self.state.subject, self.state.facets = words, draft.facets

    def _bought(self, draft: Draft) -> str:
        """购置2辆、30万元 of official cars: what the ones just counted cost."""
        counted = self.drafts[-1] if self.drafts else None
        beside = draft.type == "amount" and draft.gap.strip() in ("、", "，", "（", "(")
        if (
            counted is None
            or not beside
            or counted.type != "count"
            or "公务用车" not in self.state.facets.item
        ):
            return ""
        return "公务用车购置费" if _PURCHASED.search(counted.piece) else ""

    def _counted_beside(self, draft: Draft) -> Draft | None:
        """What has just been counted: 一般公共预算项目5个、60万元，基金项目1个、8万元."""
        counted = self.drafts[-1] if self.drafts else None
        beside = draft.type == "amount" and draft.gap in _BESIDE and not draft.piece.strip("、（")
        if counted is None or not beside or counted.type != "count" or not counted.named:
            return None
        return counted

    def _share_before(self, draft: Draft) -> Draft | None:
        """The share that an amount spells out: 财政拨款收入占90%，计80万元."""
        share = self.drafts[-1] if self.drafts else None
        spelt = draft.type == "amount" and AMOUNT_OF_SHARE.match(draft.gap) is not None
        if share is None or not spelt or share.type != "share" or not share.named:
            return None
        return share if share.sentence == draft.sentence else None

    def _sum(self, draft: Draft, *, everything: bool) -> None:
        """共计支出12万元: what the visits just counted cost, or all that the paragraph has listed."""
        sentence = [d for d in self.drafts[-6:] if d.sentence == draft.sentence]
        counted = next((d for d in reversed(sentence) if d.type == "count"), None)
        if counted is not None:
            for pattern, name in _COUNTED:
                if pattern.search(counted.subject) and pattern.search(draft.subject) is None:
                    draft.subject, draft.facets = name, facets_of(name, context=self.context)
            return
        if not everything:
            return
        items = {d.facets.item for d in self.drafts[-_LOOK_BACK:] if d.is_level and d.named and not d.reason}
        if len(items) > 1 and self.state.outer is None:
            draft.subject, draft.facets = self.opening
        elif self.state.outer is not None:
            draft.subject, draft.facets = self.state.outer

    def _sums_up(self, draft: Draft) -> bool:
        """人员经费80万元、公用经费10万元，共计90万元: all of the sentence's parts, not the last of them."""
        parts = {
            (d.facets.item, d.facets.nature)
            for d in self.drafts[-_LOOK_BACK:]
            if d.is_level and d.named and d.sentence == draft.sentence
        }
        return len(parts) > 1 and _ALTOGETHER.match(draft.piece) is not None

    def _together(self, draft: Draft) -> None:
        """两项合计90万元: behind 基本支出 and 项目支出 the paragraph's own total, else a sum of its own."""
        subject, facets = self.opening
        near = {d.facets.nature for d in self.drafts[-_LOOK_BACK:] if d.is_level and not d.facets.item}
        if {"basic", "project"} <= near:
            facets = replace(facets, nature="total")
        elif near == {"personnel", "public"}:
            facets = replace(facets, nature="basic", item="")
        else:
            subject = subject_words(draft.piece, "amount") or "共计"
            facets = replace(facets, item=subject)
        draft.named, draft.subject, draft.facets = True, subject, facets
        self.state.subject, self.state.facets = subject, facets

    def _leaves_item(self, draft: Draft, words: str) -> bool:
        """Whether an amount behind an item is the organisation's total: 2024年，某局收入预算300万元."""
        if draft.type != "amount" or "项" in words or not words:
            return False
        facets = facets_of(words)
        if facets.item or not facets.flow or facets.nature not in ("", "total"):
            return False
        if facets.flow in ("income", "both"):
            return self.state.facets.flow != "income"
        told = any(
            d.path == self.state.path and d.column == draft.column and d.is_level
            for d in self.drafts[-_LOOK_BACK:]
        )
        return told and (facets.nature == "total" or _OWNED.search(draft.piece) is not None)

    def _inherits(self, words: str) -> bool:
        """Whether bare words such as 支出 stand for the subject named before."""
        state = self.state
        if state.path or state.headed or (state.facets.item and (self.drafts or self.section in _ITEM_KINDS)):
            return True
        flow = _FLOWS.get(words)
        if flow is None:
            return bool(self.drafts) or not words
        near = bool(self.drafts) and self.drafts[-1].sentence == state.sentence
        return near and state.facets.flow == flow

    def _turned_to(self, gap: str) -> str:
        """公务接待：费用3万元 under “三公”经费 turns to the expense before the colon; ``""`` if none is known there."""
        told = headed(gap)
        return told if told != self.state.facets.item and (is_known(told) or told.endswith("费")) else ""

    def _comes_back(self, words: str) -> bool:
        """Whether 本年收入 in a sentence behind a list of sources is all of it: …；经营收入9万元。本年收入比上年…."""
        state = self.state
        new = bool(self.drafts) and self.drafts[-1].sentence != state.sentence
        return words in _THIS_YEAR and new and not state.path and not state.headed

    def _fund_beside(self, draft: Draft) -> str:
        """The words for the fund whose other side the sentence just told: 政府性基金本年收入9万元；本年支出8万元"""
        for other in reversed(self.drafts[-_LOOK_BACK:]):
            if other.sentence != draft.sentence:
                break
            if other.is_level and other.named:
                sides = {other.facets.flow, draft.facets.flow} == {"income", "expenditure"}
                whole = sides and not other.facets.item and other.facets.fund in _ONE_FUND
                return _YEARLY.split(other.subject)[0] if whole else ""
        return ""

    def _within_total(self, words: str) -> bool:
        """Whether 本年收入 stands beside 收入总计, of which it is a part."""
        facets = self.state.facets
        return words in _THIS_YEAR and facets.nature == "total" and not facets.item

    def _concerned(self, draft: Draft, words: str) -> bool:
        """3个项目编制绩效目标，涉及财政性资金90万元: what these projects cost, and no total."""
        counted = self.drafts[-1] if self.drafts else None
        return (
            draft.type == "amount"
            and words.startswith("涉及")
            and counted is not None
            and counted.type == "count"
            and counted.sentence == draft.sentence
        )
