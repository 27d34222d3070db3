"""A paragraph read from left to right: a draft for each of its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..narrative.model import Paragraph, Section
from .columns import ReportKind, Setting, base_column, column_of
from .cues import OPENER, TOGETHER, change_at_end, change_of_noun, in_reason
from .drafts import Draft, section_context
from .kinds import decide
from .known import is_known
from .matching import closed_in
from .model import Facets
from .openings import State, opening
from .periods import preface_year
from .phrases import item_path, last_piece, purpose, subject_words
from .quantities import Number, numbers_in
from .subjects import facets_of

_STOP = re.compile(r"[。！？]")
_SEGMENT = re.compile(r"[；;]")
_CLAUSE = re.compile(r"[，。；：！？]")
_LONGEST = 500
_CLAUSE_REACH = 120
_LOOK_BACK = 40
_YEARS = re.compile(r"(?:20\d\d年|本年|当年|全年|年初|上年|上一年|去年)度?")
_EMPTY_WORDS = frozenset(
    ("", "支出", "收入", "实际支出", "项目", "该项目", "资金", "金额", "数", "决算", "预算", "决算总额",
     "预算总额", "支出总额", "总额", "实际支出总额", "执行总额", "支出决算总额")
)  # fmt: skip
_ITEM_KINDS = ("three-public", "operating-cost", "procurement")
_TORN = re.compile(r"([一-鿿（）]{2,18}?)(?:万元|元)")
_NAMED_EARLIER = re.compile(r"(?:项目|费|支出|收入|资金|专项|[”》])$")
_SUM = re.compile(
    r"^[，、]?(?:以上|上述)?(?:各项|几项)?(?P<sum>总?共计?|合计|总计)?(?:实际|发生)?(?:支出|安排|使用|开支|投入)"
)
_OWNED = re.compile(r"[局委厅院校所站处会部位心府](?:本级|机关)?(?:20\d\d年度?)?支出(?:预算|决算)")
_COUNTED = (
    (re.compile(r"接待"), "公务接待费"),
    (re.compile(r"团组|出国|出境"), "因公出国（境）费"),
)
_NUMBERED = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、])")
_NOUN_BEHIND = re.compile(r"[^，。；、：（）]{0,14}")
_THIS_YEAR = frozenset(("本年收入", "本年支出", "当年收入", "当年支出"))
_CODED = re.compile(
    r"^(?P<before>2\d\d(?:\d\d){0,2})\s?(?=[一-鿿])|[（(](?P<behind>2\d\d(?:\d\d){0,2})[）)]$"
)
_CODE_LEVELS = {3: "类", 5: "款", 7: "项"}
_FLOWS = {"支出": "expenditure", "实际支出": "expenditure", "收入": "income"}


def paragraph_drafts(
    paragraph: Paragraph,
    sections: tuple[Section, ...],
    *,
    report_kind: ReportKind,
    year: int | None,
    item: bool = True,
) -> list[Draft]:
    """Drafts of one paragraph, numbered from 0.

    ``sections`` is the paragraph's section and that one's ancestors, innermost first. Without ``item`` the paragraph
    does not speak of the item that the heading names (see :func:`leaves_item`).
    """
    text = paragraph.text
    numbers = numbers_in(text)
    if not numbers:
        return []
    reader = _Reader(paragraph, sections, report_kind, year, opening(sections, item=item))
    if not item:
        reader.context = Facets()
    end = 0
    for i, number in enumerate(numbers):
        following = numbers[i + 1].start if i + 1 < len(numbers) else len(text)
        reader.read(number, text[end : number.start], text[number.end : following])
        end = number.end
    return reader.drafts


def leaves_item(drafts: Sequence[Draft], sections: tuple[Section, ...]) -> bool:
    """Whether a paragraph under an item's heading turns to the organisation's totals, as those behind it then do."""
    return any(d.is_level and not d.path for d in drafts) and bool(opening(sections).path)


class _Reader:
    """Reads the numbers of one paragraph."""

    def __init__(
        self,
        paragraph: Paragraph,
        sections: tuple[Section, ...],
        report_kind: ReportKind,
        year: int | None,
        state: State,
    ) -> None:
        self.text = paragraph.text
        self.paragraph = paragraph
        self.section = sections[0] if sections else None
        kind = self.section.kind if self.section else "other"
        self.setting = Setting(report_kind, year, kind, year is not None and f"{year}年" in paragraph.text)
        self.state = state
        self.opening = (self.state.subject, self.state.facets)
        self.context = section_context(sections)
        self.drafts: list[Draft] = []

    def read(self, number: Number, gap: str, after: str) -> None:
        """Add the draft of ``number``, which stands between ``gap`` and ``after``."""
        sentence = self._advance(number, gap)
        state, setting = self.state, self.setting
        gap = gap[-_LONGEST:]
        piece = last_piece(gap)[-_LONGEST // 4 :]
        previous = self.drafts[-1] if self.drafts else None
        kind, rule, sure = decide(number, piece, gap, after, previous=previous, section=setting.section)
        column, year = column_of(
            kind, piece, sentence, setting=setting, preface=state.preface, drafts=self.drafts
        )
        draft = Draft(
            index=len(self.drafts), paragraph=self.paragraph, section=self.section, number=number, gap=gap,
            sentence=state.sentence, segment=state.segment, clause=self._clause(number), type=kind,
            column=column, direction=self._direction(kind, number, piece), subject=state.subject, named=False,
            facets=state.facets, path=state.path, year=year, reason=in_reason(sentence), piece=piece, rule=rule,
            against=base_column(sentence, setting) if column == "change" else "", confidence=round(sure, 3),
        )  # fmt: skip
        if kind == "count":
            self._name_counted(draft, after)
        else:
            self._name(draft, after)
        self.drafts.append(draft)

    def _advance(self, number: Number, gap: str) -> str:
        """Take in what stands before the number; the sentence up to it, at most the last 500 characters."""
        state = self.state
        stops = len(_STOP.findall(gap))
        state.sentence += stops
        state.segment += stops + len(_SEGMENT.findall(gap))
        floor = max(0, number.start - _LONGEST)
        start = max(self.text.rfind(mark, floor, number.start) for mark in "。！？") + 1
        sentence = self.text[max(start, floor) : number.start]
        self._list_opens(gap, new_sentence=bool(stops))
        if stops and self.setting.section != "assets":
            state.preface = None
        if (opened := preface_year(sentence, self.setting.year)) is not None:
            state.preface = opened
        if path := item_path(gap[-_LONGEST:]):
            state.path = tuple(name for name, _ in path)
            state.subject = f"{path[-1][0]}（{path[-1][1]}）"
            state.facets = facets_of(state.subject, context=self.context)
        return sentence

    def _list_opens(self, gap: str, *, new_sentence: bool) -> None:
        """Keep the subject that a list of parts interrupts, and come back to it in the sentence after the list."""
        state = self.state
        if state.outer is not None and (new_sentence or closed_in(gap)):
            state.subject, state.facets = state.outer
            state.outer = None
        opener = OPENER.search(gap[-_LONGEST:])
        if opener is not None and self.drafts and state.outer is None:
            state.outer = (state.subject, state.facets)

    def _clause(self, number: Number) -> tuple[int, int]:
        start = max(0, number.start - _CLAUSE_REACH)
        for match in _CLAUSE.finditer(self.text, start, number.start):
            start = match.end()
        limit = min(len(self.text), number.end + _CLAUSE_REACH)
        end = _CLAUSE.search(self.text, number.end, limit)
        return start, end.start() if end else limit

    def _direction(self, kind: str, number: Number, piece: str) -> int:
        found = change_at_end(piece) if kind != "amount" else None
        if found is not None and found[0]:
            return found[0] * number.sign
        if found is None and (noun := change_of_noun(piece)) is not None and kind == "change-amount":
            return noun[0]
        if number.sign < 0 or found is not None or _states_no_change(kind) or not self.drafts:
            return -1 if number.sign < 0 else 0
        previous = self.drafts[-1]
        beside = previous.sentence == self.state.sentence and not _states_no_change(previous.type)
        return previous.direction if beside else 0

    # -- what it is about

    def _name(self, draft: Draft, after: str) -> None:
        state = self.state
        words = subject_words(draft.piece, draft.type)
        part = _YEARS.sub("", words) != "" and ("其中" in draft.piece or self._within_total(words))
        if self.state.path and self._leaves_item(draft, words):
            draft.path = state.path = ()
            self.context = Facets()
            state.subject, state.facets = "", self.context
        elif (bare := _YEARS.sub("", words)) in _EMPTY_WORDS and not part and self._inherits(bare):
            words = ""
        if not words and draft.type == "amount" and (match := _SUM.match(draft.piece)) is not None:
            self._sum(draft, everything=bool(match["sum"]))
            return
        if draft.type == "amount" and TOGETHER.search(draft.piece) is not None:
            self._together(draft)
            return
        if draft.number.is_torn and (torn := _TORN.match(after)):
            words = torn[1]
        if not words and draft.type == "amount":
            words = self._earlier_clause(draft.gap)
        words = purpose(draft.gap, words)
        if not words:
            return
        draft.named, draft.subject = True, words
        draft.facets = facets_of(words, context=self.context)
        if draft.type == "amount" and (level := _coded(words)[1]) and not draft.facets.level:
            draft.facets = replace(draft.facets, level=level)
        if draft.type == "amount" and not draft.reason:
            state.subject, state.facets = words, draft.facets

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

    def _together(self, draft: Draft) -> None:
        """两项合计90万元: behind 基本支出 and 项目支出 the paragraph's own total, else a sum of its own."""
        subject, facets = self.opening
        near = {d.facets.nature for d in self.drafts[-_LOOK_BACK:] if d.is_level and not d.facets.item}
        if {"basic", "project"} <= near:
            facets = replace(facets, nature="total")
        else:
            subject = subject_words(draft.piece, "amount")
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
        if state.path or (state.facets.item and (self.drafts or self.setting.section in _ITEM_KINDS)):
            return True
        flow = _FLOWS.get(words)
        if flow is None:
            return bool(self.drafts) or not words
        near = bool(self.drafts) and self.drafts[-1].sentence == state.sentence
        return near and state.facets.flow == flow

    def _within_total(self, words: str) -> bool:
        """Whether 本年收入 stands beside 收入总计, of which it is a part."""
        facets = self.state.facets
        return words in _THIS_YEAR and facets.nature == "total" and not facets.item

    def _earlier_clause(self, gap: str) -> str:
        """The subject that stands a clause earlier: XX项目，年初预算安排20万元."""
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
        name, level = _coded(words := _NUMBERED.sub("", words))
        return words if name and (level or is_known(name)) else None

    def _name_counted(self, draft: Draft, after: str) -> None:
        words = subject_words(draft.piece, "count")
        noun = _NOUN_BEHIND.match(after)
        right = noun.group() if noun else ""
        words = right if right and len(words) > 20 else words + right
        draft.named = bool(words)
        previous = self.drafts[-1] if self.drafts else None
        if (
            not words
            and previous is not None
            and previous.type == "count"
            and previous.sentence == draft.sentence
        ):
            words = previous.subject
        draft.subject = words or self.state.subject
        draft.facets = Facets(item=draft.subject)


def _coded(words: str) -> tuple[str, str]:
    """The name of an item without its 功能分类 code, and the level that the code says; 2021 is no code."""
    match = _CODED.search(_NUMBERED.sub("", words))
    code = (match["before"] or match["behind"]) if match is not None else ""
    if match is None or len(code) not in _CODE_LEVELS:
        return words, ""
    return _CODED.sub("", _NUMBERED.sub("", words)), _CODE_LEVELS[len(code)]


def _states_no_change(kind: str) -> bool:
    """Whether numbers of this type state no change."""
    return kind not in ("growth-rate", "change-amount")
