"""Projects told in forms of one line a field: 项目名称：… or 项目一：…, 设立的政策依据：…, 预算安排规模：20万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..narrative.model import Paragraph
from ..narrative.record import record
from .drafts import Draft
from .model import Facets
from .subjects import facets_of

_NUMERAL = r"[\d一二三四五六七八九十]{1,3}"
_NAME = re.compile(
    rf"^\s*(?:[（(]?{_NUMERAL}[）).．、])?项目(?:(?:[（(]?{_NUMERAL}[）)]?)(?:名称)?|名称)[:：]\s*(?P<name>[^，。；：:]{{2,60}})[。；]?$"
)
_SIZE = re.compile(
    r"(?:^|[^一-鿿])(?:(?:项目)?预算安排(?:规模|金额)?|(?:本?年度?|项目)预算(?:安排|金额|规模)?|(?:项目)?资金(?:规模|总额)|安排规模)"
    r"[:：]?(?:共?安?排?为?|共计?)\s*$"
)


@record
class Project:
    """The project that the fields below its name are about, and the section in which they stand."""

    name: str
    section: str


def told(paragraph: Paragraph, before: Project | None) -> Project | None:
    """The project of which a paragraph tells: the one it names, or the one named before it in its section."""
    if (match := _NAME.match(paragraph.text)) is not None:
        return Project(match["name"].strip(), paragraph.section)
    return before if before is not None and before.section == paragraph.section else None


def give(drafts: Sequence[Draft], project: Project | None) -> None:
    """The size of a project's budget is said of the project."""
    if project is None:
        return
    for draft in drafts:
        text = draft.paragraph.text[: draft.number.start]
        if draft.type == "amount" and draft.is_level and _SIZE.search(text[-20:]):
            draft.subject, draft.named, draft.path = project.name, True, ()
            facets = facets_of(project.name, context=Facets("expenditure"))
            draft.facets = replace(facets, flow="expenditure", nature="", item=facets.item or project.name)
