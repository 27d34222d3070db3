"""A paragraph read from left to right: a draft for each of its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..narrative.model import Paragraph, Section
from .columns import ReportKind, Setting, base_column, column_of
from .cues import OPENER, change_at_end, change_of_noun, in_reason, left_behind
from .drafts import Draft, section_context
from .kinds import decide
from .matching import closed_in, opened_in
from .model import Facets
from .naming import Namer
from .openings import State, name_alone, opening, project_opened
from .periods import opens_year, preface_year
from .phrases import item_path, last_piece
from .quantities import Number, numbers_in
from .subjects import facets_of

_STOP = re.compile(r"[。！？]")
_SEGMENT = re.compile(r"[；;]")
_CLAUSE = re.compile(r"[，。；：！？]")
_LONGEST = 500
_CLAUSE_REACH = 120


def paragraph_drafts(
    paragraph: Paragraph,
    sections: tuple[Section, ...],
    *,
    report_kind: ReportKind,
    year: int | None,
    item: bool = True,
    preface: int | None = None,
) -> list[Draft]:
    """Drafts of one paragraph, numbered from 0.

    ``sections`` is the paragraph's section and that one's ancestors, innermost first. Without ``item`` the paragraph
    does not speak of the item that the heading names (see :func:`leaves_item`). ``preface`` is the year that the
    paragraph before gives to a list (see :func:`listed_year`).
    """
    text = paragraph.text
    numbers = numbers_in(text)
    if not numbers:
        return []
    reader = _Reader(paragraph, sections, report_kind, year, opening(sections, item=item))
    reader.state.preface = preface
    if not item:
        reader.namer.context = Facets()
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
        self.drafts: list[Draft] = []
        self.namer = Namer(state, section_context(sections), kind, self.drafts)

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
        if kind == "amount" and "预算" not in piece and left_behind(piece, after):
            column, year = "prior", setting.year - 1 if setting.year else None
        draft = Draft(
            index=len(self.drafts), paragraph=self.paragraph, section=self.section, number=number, gap=gap,
            sentence=state.sentence, segment=state.segment, clause=self._clause(number), type=kind,
            column=column, direction=self._direction(kind, number, piece), subject=state.subject, named=False,
            facets=state.facets, path=state.path, year=year, reason=in_reason(sentence), piece=piece, rule=rule,
            against=base_column(sentence, setting) if column == "change" else "", confidence=round(sure, 3),
        )  # fmt: skip
        self.namer.name(draft, after)
        self.drafts.append(draft)

    def _advance(self, number: Number, gap: str) -> str:
        """Take in what stands before the number; the sentence up to it, at most the last 500 characters."""
        state = self.state
        stops = len(_STOP.findall(gap))
        state.sentence += stops
        state.segment += stops + len(_SEGMENT.findall(gap))
        floor = max(0, number.start - _LONGEST)
        start = max([self.text.rfind(mark, floor, number.start) for mark in "。！？"]) + 1
        sentence = self.text[max(start, floor) : number.start]
        self._list_opens(gap, new_sentence=bool(stops))
        if (stops and self.setting.section != "assets") or opens_year(sentence, self.setting.year):
            state.preface = None
        if (opened := preface_year(sentence, self.setting.year)) is not None:
            state.preface = opened
        if path := item_path(gap[-_LONGEST:]):
            state.path = tuple(name for name, _ in path)
            state.subject = f"{path[-1][0]}（{path[-1][1]}）"
            state.facets = facets_of(state.subject, context=self.namer.context)
        elif (not self.drafts or stops > 1) and (name := name_alone(gap)):
            state.subject, state.path, state.headed = name, (), True
            state.facets = facets_of(name, context=self.namer.context)
        elif not self.drafts and not state.subject and (name := project_opened(gap)):
            state.subject, state.path = name, ()
            state.facets = facets_of(name, context=self.namer.context)
        return sentence

    def _list_opens(self, gap: str, *, new_sentence: bool) -> None:
        """Keep the subject that a list of parts interrupts, and come back to it in the sentence after the list."""
        state = self.state
        shut = closed_in(gap)
        if new_sentence and state.outer is None:
            state.nested = []
        if state.outer is not None and (new_sentence or shut > len(state.nested)):
            state.subject, state.facets = state.outer
            state.outer, state.nested = None, []
        elif shut:
            for _ in range(min(shut, len(state.nested))):
                state.subject, state.facets = state.nested.pop()
        else:
            state.nested += [(state.subject, state.facets)] * opened_in(gap)
        opener = OPENER.search(gap[-_LONGEST:])
        if opener is not None and self.drafts and state.outer is None:
            state.outer, state.nested = (state.subject, state.facets), []

    def _clause(self, number: Number) -> tuple[int, int]:
        reach = max(0, number.start - _CLAUSE_REACH)
        start = max([reach, *[self.text.rfind(mark, reach, number.start) + 1 for mark in "，。；：！？"]])
        limit = min(len(self.text), number.end + _CLAUSE_REACH)
        end = _CLAUSE.search(self.text, number.end, limit)
        return start, end.start() if end else limit

    def _direction(self, kind: str, number: Number, piece: str) -> int:
        found = change_at_end(piece) if kind != "amount" else None
        if number.marked:
            return number.sign
        if found is not None and found[0]:
            return found[0] * number.sign
        if found is None and (noun := change_of_noun(piece)) is not None and kind == "change-amount":
            return noun[0]
        if number.sign < 0 or found is not None or _states_no_change(kind) or not self.drafts:
            return -1 if number.sign < 0 else 0
        previous = self.drafts[-1]
        beside = previous.sentence == self.state.sentence and not _states_no_change(previous.type)
        return previous.direction if beside else 0


def _states_no_change(kind: str) -> bool:
    """Whether numbers of this type state no change."""
    return kind not in ("growth-rate", "change-amount")
