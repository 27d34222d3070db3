"""What a number is about, read from the words before it and what the paragraph has named so far."""

from __future__ import annotations

import re
from dataclasses import replace

from .counted import name_count
from .cues import AMOUNT_OF_SHARE, TOGETHER
from .drafts import Draft
from .headed import EMPTY_WORDS, NUMBERED, YEARS, coded, headed
from .kinds import gives_whole
from .known import is_known
from .model import Facets
from .openings import State
from .phrases import item_path, purpose, subject_words
from .subjects import facets_of

_LOOK_BACK = 40
_ITEM_KINDS = ("three-public", "operating-cost", "procurement")
_TORN = re.compile(r"([一-鿿（）]{2,18}?)(?:万元|元)")
_NAMED_EARLIER = re.compile(r"(?:项目|费|支出|收入|资金|专项|[”》])$")
_EXPENSE = re.compile(r"[一-鿿]{2}(?:项目|经费|费用?|支出|专项|补助|补贴)$")
_SHARE_OF = re.compile(
    r"(?:^|[，。；])(?P<name>[^，。；占]{2,30}?)(?:所?占)(?:比[例重]?)?[^，。；]{0,6}，(?:高?达到?|为|约)*$"
)
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
_LEVELLED = re.compile(
    r"(?:^|[，。；：、])(?P<name>[^，。；：、]{2,40}?)(?:年初|支出)?(?:决算|预算)?数?(?:与|同|和|较|比)[^，。；：]{1,20}?"
    r"(?:持平|一致|相同|相等|不变|变化)，(?:金额|数额)?(?:均|都|皆|同)为$"
)
"""出国费支出决算与上年持平，均为0万元: the clause before names it."""
_UNCHANGED = re.compile(
    r"(?:^|[，。；：、])(?P<name>[^，。；：、]{2,40}?)(?:年初|支出)?(?:决算|预算)?数?(?:与|同|和|较|比)[^，。；：]{1,20}?"
    r"(?:持平|一致|相同|相等|不变|变化)，(?:增减|增加|减少|增长|下降)(?:额|率|幅度?)?(?:均|都|皆)?(?:为|了)?$"
)
"""接待费与上年持平，增加0万元: the clause before names what did not change."""
_SIDE = re.compile(
    r"(?:^|[。；])(?P<flow>收入|支出)(?:方面|上|端)[，：](?:当年|本年|全年)(?:度)?(?:预算|共|预计)?(?:安排|收入|支出)?(?:了|为)?$"
)
"""支出方面，当年安排9万元: the side that a clause turns to."""
_PROJECT = re.compile(
    r"(?:^|[。；：、\s])(?P<name>(?:(?!等|各|[\d一二三四五六七八九十两]个|的|[上下]述|以上|所有|全部|其[他它余]"
    r"|该|[本此]项|重点|主要|新增)[^。；：，、]){4,40}(?:项目|[”》]))，"
    r"(?:20\d\d年度?|[本当]年度?|全年|年初|年度|预算|项目|财政|专项|安排|资金|经费|支出|金额|投入|数|为|共)+$"
)
"""码头维修项目，安排预算9万元: what the amount is of stands before the comma."""
_LISTED = re.compile(
    r"^\s?(?:\d{1,2}[、.．]|[（(][\d一二三四五六七八九十]{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]是)(?P<name>[^，。；：、\d]{4,30})，"
    r"(?:20\d\d年度?|[本当]年度?|全年|年初|年度|预算|项目|财政|专项|拟|计划|安排|投入|资金|经费|支出|金额|数|为|共)+$"
)
"""2、塘坝整治，安排资金9万元: what a numbered paragraph begins with."""
_USED = re.compile(r"用于(?P<nature>(?:基本|项目|经营|人员|公用)(?:支出|经费))(?=[，。；、]|$)")
"""9万元用于基本支出，占比90%: the name behind its amount."""
_USED_FOR = re.compile(r"(?:主要)?用于(?P<name>[一-鿿]{2,20}支出)(?:（类）|方面)?(?=[，。；、]|$)")
"""90万元用于教育支出: the 类 behind its amount."""
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
        state = self.state
        words = subject_words(draft.piece, draft.type)
        bare = YEARS.sub("", words)
        part = bare != "" and ("其中" in draft.piece or self._within_total(words))
        if self.state.path and self._leaves_item(draft, words):
            draft.path = state.path = ()
            self.context = Facets()
            state.subject, state.facets = "", self.context
        elif bare in EMPTY_WORDS and not part and (told := self._turned_to(draft.gap)):
            words = told
        elif bare in EMPTY_WORDS and not part and self._inherits(bare):
            words = words if self._comes_back(words) else ""
        elif bare in EMPTY_WORDS and not part and (told := headed(draft.gap)):
            words = told
        if words in ("", bare) and (side := _SIDE.search(draft.gap)) is not None and draft.type == "amount":
            words = side["flow"] if "总" in bare else f"本年{side['flow']}合计"
        if "（" not in words and (marked := item_path(words)):
            words = f"{marked[-1][0]}（{marked[-1][1]}）"  # 甲类乙款丙项支出9万元
        if not words and (counted := self._counted_beside(draft)) is not None:
            words = self._bought(draft) or counted.subject
        listed = None if self.drafts else _LISTED.match(draft.gap)
        if draft.type == "amount" and (project := _PROJECT.search(draft.gap) or listed) is not None:
            words = subject_words(project["name"], "amount")
        if not words and draft.type == "amount" and (match := _SUM.match(draft.piece)) is not None:
            self._sum(draft, everything=bool(match["sum"]))
            return
        if draft.type == "amount" and (TOGETHER.search(draft.piece) or (not words and self._sums_up(draft))):
            self._together(draft)
            return
        if not words and (share := self._share_before(draft)) is not None:
            words = share.subject
        if not words and draft.type == "share" and (said := _SHARE_OF.search(draft.gap)) is not None:
            words = subject_words(said["name"], "share")
        if draft.number.is_torn and (torn := _TORN.match(after)):
            words = torn[1]
        if not words and draft.type == "amount":
            words = self._earlier_clause(draft.gap)
        elif not words and (same := _UNCHANGED.search(draft.gap)) is not None:
            words = subject_words(same["name"], draft.type)
        if draft.type == "amount" and not words and (used := _USED.match(after)) is not None:
            words = "" if self.state.facets.item else used["nature"]
        elif draft.type == "amount" and not words and (used := _USED_FOR.match(after)) is not None:
            item = self.state.facets.item
            among = not item or (item.endswith("支出") and is_known(item))
            words = used["name"] if is_known(used["name"]) and among else ""
        words = purpose(draft.gap, words) or self._bought(draft)
        if not words:
            return
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
            state.subject, state.facets = words, draft.facets

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

    def _earlier_clause(self, gap: str) -> str:
        """The subject that stands a clause earlier: XX项目，年初预算安排20万元."""
        if (levelled := _LEVELLED.search(gap)) is not None:
            return subject_words(levelled["name"], "amount")
        stop = max(gap.rfind(mark) for mark in "。；！？")
        if (found := self._before_colon(gap[stop + 1 :])) is not None:
            return found
        parts = gap[stop + 1 :].split("，")
        if not 2 <= len(parts) <= 3 or (stop < 0 and self.drafts):
            return ""
        words = subject_words(parts[0].split("：")[-1], "amount")
        return words if _NAMED_EARLIER.search(words) and len(words) < 60 else ""

    def _before_colon(self, clause: str) -> str | None:
        """住房公积金：2023年决算数为30万元 names the item before the colon; with a code it may be any name."""
        head, colon, _ = clause.rpartition("：")
        words = subject_words(head.rpartition("，")[2], "amount") if colon else ""
        name, level = coded(words := NUMBERED.sub("", words))
        if item_path(head):
            return None
        known = level or is_known(name) or is_known(f"{name}支出")
        return words if name and (known or _EXPENSE.search(head)) else None

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
