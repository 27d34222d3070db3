"""Report to claims: every number of the prose that has a meaning."""

from __future__ import annotations

import re

from ..narrative.model import Paragraph, Part, Report, Section
from .arithmetic import explain
from .distribution import distribute
from .drafts import Draft, led
from .funds import of_each_fund
from .model import Claim, Operand
from .operands import tie
from .parts import group
from .periods import listed_year
from .projects import Project, give, told
from .reading import leaves_item, paragraph_drafts
from .returning import come_back
from .unnamed import name_by_operands, name_by_project

_SET_UP = re.compile(r"机构|人员|编制|单位构成")
_STAFF = re.compile(
    r"机构设置|派出|直属|内设|下设|下属|下辖|所属|(?:预算|行政|事业)单位|编制|在职|在编|退休|股室|科室|处室"
)
_PARTS: tuple[Part, ...] = ("narrative", "organisation")


def claims(report: Report, *, parts: tuple[Part, ...] = _PARTS) -> tuple[Claim, ...]:
    """All claims of the narrative, and the counts that the organisation part states, in order of their place.

    ``parts`` are other parts of the report to read instead.
    """
    sections = {section.id: section for section in report.sections}
    drafts: list[Draft] = []
    left: set[str] = set()
    paragraphs = [paragraph for paragraph in report.paragraphs if paragraph.part in parts]
    leads: dict[str, str] = {}
    project: Project | None = None
    preface: int | None = None
    for paragraph in paragraphs:
        chain = led(_chain(paragraph, sections), leads, paragraph.text)
        found = paragraph_drafts(
            paragraph, chain, report_kind=report.kind, year=report.year, item=paragraph.section not in left,
            preface=(preface := listed_year(paragraph.text, report.year, preface)),
        )  # fmt: skip
        project = told(paragraph, project)
        give(found, project)
        if paragraph.section not in left and leaves_item(found, chain):
            left.add(paragraph.section)
        if paragraph.part == "organisation":
            found = _counts_only(found, chain)
        for index, draft in enumerate(found, len(drafts)):
            draft.index = index
        drafts += found
    explain(drafts)
    distribute(drafts, report.year)
    of_each_fund(drafts)
    group(drafts, paragraphs)
    come_back(drafts)
    tie(drafts)
    name_by_project(drafts)
    name_by_operands(drafts)
    return tuple(_claim(draft) for draft in drafts)


def _chain(paragraph: Paragraph, sections: dict[str, Section]) -> tuple[Section, ...]:
    """The paragraph's section and its ancestors, innermost first."""
    chain: list[Section] = []
    current = sections.get(paragraph.section)
    while current is not None and len(chain) < 8:
        chain.append(current)
        current = sections.get(current.parent) if current.parent else None
    return tuple(chain)


def _counts_only(drafts: list[Draft], chain: tuple[Section, ...]) -> list[Draft]:
    """Of the organisation part: staff and offices, not what the duties happen to number."""
    counts = [draft for draft in drafts if draft.type == "count"]
    if any(section.kind == "duties" for section in chain):
        both = any(_SET_UP.search(section.title) for section in chain)
        return [draft for draft in counts if both and _STAFF.search(_around(draft))]
    return counts


def _around(draft: Draft) -> str:
    """The words beside a number, in its own sentence."""
    text, number = draft.paragraph.text, draft.number
    start = max(text.rfind(mark, 0, number.start) for mark in "。；") + 1
    return text[max(start, number.start - 40) : number.end + 6]


def _identity(index: int) -> str:
    return f"c{index + 1:03d}"


def _claim(draft: Draft) -> Claim:
    paragraph, number = draft.paragraph, draft.number
    place = paragraph.place(number.start, number.end)
    clause = paragraph.place(min(draft.clause[0], number.start), max(draft.clause[1], number.end))
    return Claim(
        id=_identity(draft.index), start=place.start, end=place.end, clause=(clause.start, clause.end),
        paragraph=paragraph.id, section=draft.section.id if draft.section else paragraph.section, type=draft.type,
        subject=draft.subject, facets=draft.facets, path=draft.path, column=draft.column, year=draft.year,
        quantity=number.quantity, direction=draft.direction,
        operands=tuple(Operand(role, _identity(i)) for role, i in draft.operands),
        part_of=None if draft.part_of is None else _identity(draft.part_of), rule=draft.rule,
        confidence=draft.confidence, page=paragraph.page,
    )  # fmt: skip
