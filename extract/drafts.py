"""Claims in the making: each number of a paragraph with its type, column, direction and subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ..narrative.model import Paragraph, Section
from .cues import (
    COMPARE,
    SAME_PERIOD,
    base_of,
    change_at_end,
    change_of_noun,
    column_cues,
    in_reason,
    type_cues,
)
from .model import ClaimType, Column, Facets
from .periods import preface_year, prior_year, stated_year
from .phrases import item_path, last_piece, subject_words
from .quantities import Number, numbers_in
from .scoring import Candidate, choose
from .subjects import clean_label, facets_of

ReportKind = Literal["final-accounts", "budget", "unknown"]
_STOP = re.compile(r"[。！？]")
_SEGMENT = re.compile(r"[；;]")
_CLAUSE = re.compile(r"[，。；：！？]")

CONTEXTS: dict[str, Facets] = {
    "overview": Facets(fund="all"),
    "income": Facets(flow="income", fund="all"),
    "expenditure": Facets(flow="expenditure", fund="all"),
    "fiscal-overview": Facets(fund="fiscal"),
    "general-budget": Facets(flow="expenditure", fund="general"),
    "basic": Facets(flow="expenditure", fund="general", nature="basic"),
    "government-fund": Facets(flow="expenditure", fund="government-fund"),
    "state-capital": Facets(flow="expenditure", fund="state-capital"),
    "three-public": Facets(flow="expenditure", fund="general"),
    "operating-cost": Facets(flow="expenditure"),
    "procurement": Facets(flow="expenditure"),
}
_YEARS = re.compile(r"(?:20\d\d年|本年|当年|全年)度?")
_EMPTY_WORDS = frozenset(
    "|支出|收入|实际支出|项目|该项目|资金|金额|数|决算|预算|决算总额|预算总额|支出总额|总额|实际支出总额|执行总额|支出决算总额".split("|")
)
_MACRO = re.compile(r"产值|增加值|生产总值|投资额?$|零售总额|GDP")
_SECTION_SUBJECTS = {
    "three-public": "“三公”经费",
    "operating-cost": "机关运行经费",
    "procurement": "政府采购支出",
    "basic": "基本支出",
    "general-budget": "一般公共预算财政拨款支出",
    "government-fund": "政府性基金预算财政拨款支出",
    "state-capital": "国有资本经营预算财政拨款支出",
    "income": "本年收入合计",
    "expenditure": "本年支出合计",
}


@dataclass(slots=True)
class Draft:
    """A claim in the making. Indices refer to the list of all drafts of the report."""

    index: int
    paragraph: Paragraph
    section: Section | None
    number: Number
    gap: str
    sentence: int
    segment: int
    clause: tuple[int, int]
    type: ClaimType
    column: Column
    direction: int
    subject: str
    named: bool
    facets: Facets
    path: tuple[str, ...]
    year: int | None
    against: str
    reason: bool
    piece: str
    rule: str
    confidence: float
    operands: list[tuple[str, int]] = field(default_factory=list)
    part_of: int | None = None
    group: int = -1

    @property
    def is_level(self) -> bool:
        """Whether it states how much there is, not a change or a rate."""
        return self.type == "amount" and self.column != "change"


@dataclass(slots=True)
class _State:
    """What earlier numbers of the same paragraph supply."""

    subject: str
    facets: Facets
    path: tuple[str, ...]
    year: int | None = None
    preface: int | None = None
    sentence: int = 0
    segment: int = 0


def section_context(section: Section | None) -> Facets:
    """The facets that the section's kind supplies to what stands under it."""
    return CONTEXTS.get(section.kind, Facets()) if section else Facets()


def paragraph_drafts(
    paragraph: Paragraph,
    sections: tuple[Section, ...],
    *,
    report_kind: ReportKind,
    year: int | None,
    first: int,
) -> list[Draft]:
    """Drafts of one paragraph; ``sections`` is its section and that one's ancestors, innermost first."""
    text = paragraph.text
    numbers = numbers_in(text)
    if not numbers:
        return []
    section = sections[0] if sections else None
    reader = _Reader(text, paragraph, section, report_kind, year, _opening(sections))
    end = 0
    for i, number in enumerate(numbers):
        following = numbers[i + 1].start if i + 1 < len(numbers) else len(text)
        reader.read(number, text[end : number.start], text[number.end : following], first + i)
        end = number.end
    return reader.drafts


def _opening(sections: tuple[Section, ...]) -> _State:
    """The subject that the headings supply before the paragraph names one."""
    context = section_context(sections[0] if sections else None)
    for section in sections:
        path = item_path(section.title)
        if path:
            name = f"{path[-1][0]}（{path[-1][1]}）"
            return _State(name, facets_of(name, context=context), tuple(n for n, _ in path))
    title = _title_subject(sections[0]) if sections else ""
    return _State(title, facets_of(title, context=context) if title else context, ())


_TITLE_NOISE = re.compile(
    r"(?:预算|决算|支出|收入|安排|总体|具体|结构|增减|变化|情况|说明|的|和|及|有关|相关|关于|一般公共预算财政拨款|财政拨款|年度|20\d\d年|部门|单位)+"
)


def _title_subject(section: Section) -> str:
    title = clean_label(section.title).rstrip("。")
    own = re.sub(r"(?:支出|收入)?(?:预算|决算)?(?:总体|具体|结构)?(?:情况)?(?:说明)?$", "", title)
    if _TITLE_NOISE.sub("", own) and len(own) <= 30 and section.kind in ("three-public", "other", "procurement"):
        return own
    return _SECTION_SUBJECTS.get(section.kind, "")


class _Reader:
    """Reads the numbers of one paragraph from left to right."""

    def __init__(
        self,
        text: str,
        paragraph: Paragraph,
        section: Section | None,
        report_kind: ReportKind,
        year: int | None,
        state: _State,
    ) -> None:
        self.text = text
        self.paragraph = paragraph
        self.section = section
        self.kind: str = section.kind if section else "other"
        self.report_kind = report_kind
        self.year = year
        self.state = state
        self.context = section_context(section)
        self.drafts: list[Draft] = []
        self.has_this_year = year is not None and f"{year}年" in text

    def read(self, number: Number, gap: str, after: str, index: int) -> None:
        """Add the draft of ``number``, which stands behind ``gap``."""
        state = self.state
        stops = _STOP.findall(gap)
        state.sentence += len(stops)
        state.segment += len(stops) + len(_SEGMENT.findall(gap))
        sentence_start = max((self.text.rfind(c, 0, number.start) for c in "。！？"), default=-1) + 1
        sentence = self.text[sentence_start : number.start]
        if stops and self.kind != "assets":
            state.preface = None
        if (opened := preface_year(sentence, self.year)) is not None:
            state.preface = opened
        if path := item_path(gap):
            state.path = tuple(name for name, _ in path)
            state.subject = f"{path[-1][0]}（{path[-1][1]}）"
            state.facets = facets_of(state.subject, context=self.context)
        piece = last_piece(gap)
        kind, rule, confidence = self._type(number, piece, gap, after)
        against = self._against(sentence) if kind in ("change-amount", "growth-rate") else ""
        column, place = self._column(kind, piece, sentence, number)
        draft = Draft(
            index=index, paragraph=self.paragraph, section=self.section, number=number, gap=gap,
            sentence=state.sentence, segment=state.segment, clause=self._clause(number), type=kind, column=column,
            direction=self._direction(kind, number, piece), subject="", named=False, facets=state.facets,
            path=state.path, year=place, against=against, reason=in_reason(sentence), piece=piece, rule=rule,
            confidence=round(confidence, 3),
        )  # fmt: skip
        self._subject(draft, piece, after)
        self.drafts.append(draft)

    # -- type

    def _type(self, number: Number, piece: str, gap: str, after: str) -> tuple[ClaimType, str, float]:
        previous = self.drafts[-1] if self.drafts else None
        family = number.family
        if family == "score":
            return "score", "score-unit", 0.95
        if family == "count":
            return "count", "count-measure", 0.95
        if family == "points":
            return "change-amount", "points", 0.8
        if family == "money":
            return self._money_type(piece, previous, gap)
        if family == "times":
            grown = change_at_end(piece) is not None
            return ("growth-rate" if grown else "completion-rate" if "预算" in piece else "other"), "times", 0.7
        if family == "bare" and not type_cues(piece):
            return self._money_type(piece, previous, gap)
        return self._rate_type(piece, previous, gap, after)

    def _money_type(self, piece: str, previous: Draft | None, gap: str) -> tuple[ClaimType, str, float]:
        if gap.strip() in ("、", "和", "及", "与", "以及", "，", "；") and previous and previous.number.family == "money":
            return previous.type, "amount-list", 0.85
        if change_at_end(piece) is not None:
            return "change-amount", "change-verb", 0.95
        if change_of_noun(piece) is not None:
            return "change-amount", "change-noun", 0.75
        return "amount", "amount", 0.95

    def _rate_type(self, piece: str, previous: Draft | None, gap: str, after: str) -> tuple[ClaimType, str, float]:
        cues = dict(type_cues(piece))
        if "growth" not in cues and change_at_end(piece) is not None:
            cues["growth"] = 0
        if not cues and previous is not None:
            inherited = self._inherited_rate(previous, gap)
            if inherited:
                return inherited, "rate-after-amount", 0.75
        if not cues:
            cues = {name: distance + 6 for name, distance in type_cues(gap[-60:])}
        if not cues and re.match(r"[^，。；]{0,6}(?:覆盖|完成)", after):
            cues["completion"] = 4
        performance = self.kind in ("performance", "projects", "other")
        priors = {
            "share": 0.3, "completion": 0.35 if performance else 0.25, "growth": 0.3,
            "score": 0.45 if performance else 0.2,
        }  # fmt: skip
        where = (("section", self.kind), ("unit", number_unit(gap)))
        names: dict[str, ClaimType] = {
            "share": "share", "completion": "completion-rate", "growth": "growth-rate", "score": "score",
        }  # fmt: skip
        best, probability = choose(
            Candidate("type", name, cues.get(name, -1), prior, where) for name, prior in priors.items()
        )
        if best.distance < 0 and _MACRO.search(piece):
            return "growth-rate", "indicator", 0.5
        if best.distance < 0:
            return ("completion-rate" if performance else "other"), "rate-without-cue", 0.5
        return names[best.label], f"{best.label}-cue", probability

    def _inherited_rate(self, previous: Draft, gap: str) -> ClaimType | None:
        bare = re.sub(r"[，、和及与（(的约\s]|分别|以及", "", gap)
        if bare:
            return None
        if previous.number.family == "percent":
            return previous.type
        if "的" in gap and previous.column in ("budget", "adjusted-budget"):
            return "completion-rate"
        if previous.type == "change-amount":
            return "growth-rate"
        return "share" if previous.type == "amount" and gap.strip() in ("（", "(", "，", "、") else None

    # -- column, year, direction

    def _against(self, sentence: str) -> str:
        match = None
        for match in COMPARE.finditer(sentence):
            pass
        same = [m.start() for m in SAME_PERIOD.finditer(sentence)]
        if match is None or (same and same[-1] > match.start()):
            return "prior"
        base = base_of(match["base"])
        if base != "bare":
            return base
        return "prior" if self.report_kind == "budget" else self._bare_budget("")

    def _bare_budget(self, piece: str) -> Column:
        """The column of 预算 without more words in final accounts."""
        if self.kind == "three-public":
            return "adjusted-budget"
        if self.kind in ("performance", "projects") and "整体" not in piece:
            return "adjusted-budget"
        return "budget"

    def _column(self, kind: str, piece: str, sentence: str, number: Number) -> tuple[Column, int | None]:
        state = self.state
        year = stated_year(sentence) or self.year
        if kind in ("change-amount", "growth-rate"):
            return "change", year
        if kind not in ("amount", "count"):
            return "none", year
        if (past := self._past(piece, sentence)) is not None:
            return "prior", past
        if kind == "count":
            return "none", year
        if state.preface is not None and state.preface != self.year and stated_year(piece) is None:
            return "prior", state.preface
        if self.report_kind == "budget":
            return "budget", year
        return self._level_column(piece), year

    def _past(self, piece: str, sentence: str) -> int | None:
        """The earlier year the number belongs to, if it is not this year's."""
        state = self.state
        if (base := COMPARE.search(piece)) is not None and base.end() >= len(piece.rstrip("的为是：")) and self.year:
            return self.year - 1 if base_of(base["base"]) == "prior" else None
        past = prior_year(piece, self.year)
        if past is not None and (self.has_this_year or self.drafts or "上" in piece or "去" in piece):
            return past
        if past is None and state.preface is not None and self.year and state.preface == self.year - 1:
            if self.report_kind == "budget" or self.has_this_year or self.drafts:
                return state.preface if stated_year(piece) is None else None
        return None

    def _level_column(self, piece: str) -> Column:
        cues = dict(column_cues(piece))
        if not cues and self.drafts and self._continues(piece):
            return self.drafts[-1].column if self.drafts[-1].type == "amount" else "actual"
        bare = self._bare_budget(piece)
        labels: tuple[tuple[str, Column, float], ...] = (
            ("budget", "budget", 0.2), ("adjusted", "adjusted-budget", 0.2), ("bare", bare, 0.2), ("actual", "actual", 0.5),
        )  # fmt: skip
        columns = {name: column for name, column, _ in labels}
        best, _ = choose(
            Candidate("column", name, cues.get(name, -1), prior, (("section", self.kind),))
            for name, _, prior in labels
        )
        return columns[best.label]

    def _continues(self, piece: str) -> bool:
        return not piece.strip("、和及与 ")

    def _direction(self, kind: str, number: Number, piece: str) -> int:
        found = change_at_end(piece)
        if found is not None:
            return found[0] * number.sign if found[0] else (-1 if number.sign < 0 else 0)
        if (noun := change_of_noun(piece)) is not None and kind == "change-amount":
            return noun[0]
        if kind in ("growth-rate", "change-amount") and self.drafts:
            previous = self.drafts[-1]
            if previous.sentence == self.state.sentence and previous.type in ("growth-rate", "change-amount"):
                return -1 if number.sign < 0 else previous.direction
        return -1 if number.sign < 0 else 0

    # -- subject

    def _clause(self, number: Number) -> tuple[int, int]:
        start = 0
        for match in _CLAUSE.finditer(self.text, max(0, number.start - 120), number.start):
            start = match.end()
        end = _CLAUSE.search(self.text, number.end)
        return start, end.start() if end else len(self.text)

    def _subject(self, draft: Draft, piece: str, after: str) -> None:
        state = self.state
        words = subject_words(piece, draft.type)
        if draft.type == "count":
            self._count_subject(draft, words, after)
            return
        if (bare := _YEARS.sub("", words)) in _EMPTY_WORDS and self._inherits(bare):
            words = ""
        if not words and draft.type == "amount":
            words = self._earlier_clause(draft.gap)
        draft.named = bool(words)
        if not words:
            draft.subject, draft.facets = state.subject, state.facets
            return
        draft.subject = words
        draft.facets = facets_of(words, context=self.context)
        if draft.type == "amount" and not draft.reason:
            state.subject, state.facets = words, draft.facets

    def _inherits(self, words: str) -> bool:
        if self.state.path or self.state.facets.item:
            return True
        flow = self.state.facets.flow
        if words in ("支出", "实际支出"):
            return bool(self.drafts) and flow == "expenditure" and self.drafts[-1].sentence == self.state.sentence
        if words == "收入":
            return bool(self.drafts) and flow == "income" and self.drafts[-1].sentence == self.state.sentence
        return bool(self.drafts) or not words

    def _earlier_clause(self, gap: str) -> str:
        """The subject that stands a clause earlier: XX项目，年初预算安排20万元."""
        stop = max((gap.rfind(c) for c in "。；！？"), default=-1)
        parts = gap[stop + 1 :].split("，")
        if len(parts) < 2 or len(parts) > 3 or (stop < 0 and self.drafts):
            return ""
        words = subject_words(parts[0].split("：")[-1], "amount")
        return words if re.search(r"(?:项目|费|支出|收入|资金|专项|[”》])$", words) and len(words) < 60 else ""

    def _count_subject(self, draft: Draft, words: str, after: str) -> None:
        noun = re.match(r"[^，。；、：（）]{0,14}", after)
        right = noun.group() if noun else ""
        if not words or (right and len(words) > 20):
            words = right or words
        elif right:
            words += right
        draft.named = bool(words)
        draft.subject = words or self.state.subject
        draft.facets = Facets(item=draft.subject)


def number_unit(gap: str) -> str:
    """Whether a rate stands in brackets, for the record of candidates."""
    return "bracket" if gap.endswith(("（", "(")) else "plain"
