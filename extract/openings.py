"""The subject that headings supply before a paragraph names one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..narrative.model import Section
from .drafts import section_context
from .headed import EXPENSES, coded
from .known import is_known
from .model import Facets
from .phrases import item_path
from .subjects import clean_label, facets_of

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
class State:
    """What earlier numbers of the same paragraph supply.

    ``outer`` is the subject before an 其中 of this sentence, which the next sentence comes back to; ``nested`` are
    those before the brackets that have been opened since. ``headed`` is set where the paragraph opens with a name
    as a sentence of its own (see :func:`name_alone`).
    """

    subject: str
    facets: Facets
    path: tuple[str, ...]
    year: int | None = None
    preface: int | None = None
    sentence: int = 0
    segment: int = 0
    outer: tuple[str, Facets] | None = None
    nested: list[tuple[str, Facets]] = field(default_factory=list)
    headed: bool = False


def opening(sections: tuple[Section, ...], *, item: bool = True) -> State:
    """The subject that the headings supply before the paragraph names one; without ``item`` none of theirs."""
    if not item:
        return State("", Facets(), ())
    context = section_context(sections)
    for section in sections:
        path = item_path(section.title) or _coded_path(section.title)
        if path and "元" not in section.title:
            name = f"{path[-1][0]}（{path[-1][1]}）"
            return State(name, facets_of(name, context=context), tuple(n for n, _ in path))
    title = _title_subject(sections[0]) if sections else ""
    return State(title, facets_of(title, context=context) if title else context, ())


def _coded_path(title: str) -> tuple[tuple[str, str], ...]:
    """The item that a heading names with its code: 法院支出-案件审判（2040504）."""
    name, level = coded(clean_label(title))
    own = _JOINED.split(name)[-1]
    return ((own, level),) if level and own else ()


_JOINED = re.compile(r"[-—－–/]")
_ALONE = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是)?(?P<name>[^，。；：！？]{2,30})。[^。]*$")
_ENTRY = re.compile(r"“(?P<name>[^“”]{2,30})”(?:支出)?(?:科目)?$")
_EXPENSE = re.compile(r"^[一-鿿“”（）]{0,16}(?:经费|费)$")


def name_alone(gap: str) -> str:
    """住房公积金。年初安排3万元: the 科目 or expense that is a sentence of its own before a number, ``""`` if none."""
    match = _ALONE.match("。".join(gap.strip().split("。")[-2:]))
    words = _ENTRY.sub(r"\g<name>", match["name"]) if match else ""
    name, level = coded(clean_label(words)) if match else ("", "")
    return name if level or is_known(name) or _EXPENSE.match(name) else ""


_PROJECT = re.compile(
    r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、])?\s*[“\"]?(?P<name>[^，。；：“”\"]{3,60}?)[”\"]?项目[”\"]?"
    r"(?:支出)?(?:(?:绩效)?(?:自评|评价))?(?:情况)?(?:综述|概述|结果|报告)?[：:。]"
)
_ALL_PROJECTS = re.compile(
    r"(?:各|所有|全部|重点|一般公共预算|政府性基金|财政|部门|单位|年度|本年)(?:预算)?$"
)


def project_opened(gap: str) -> str:
    """“河道治理”项目绩效自评综述：全年预算数为9万元: the project that a paragraph opens with, ``""`` if none."""
    match = _PROJECT.match(gap)
    return "" if match is None or _ALL_PROJECTS.search(match["name"]) else f"{match['name']}项目"


_TITLE_NOISE = re.compile(
    r"(?:预算|决算|支出|收入|安排|总体|具体|结构|增减|变化|情况|说明|的|和|及|有关|相关|关于"
    r"|一般公共预算财政拨款|财政拨款|年度|20\d\d年|部门|单位)+"
)


_TITLE_END = re.compile(r"(?:支出|收入)?(?:预算|决算)?(?:总体|具体|结构)?(?:情况)?(?:说明)?$")
_TITLE_ITEM = re.compile(r"(?:费用?|经费|支出|收入|项目|资金)$")


def _title_subject(section: Section) -> str:
    title = clean_label(section.title).rstrip("。")
    own = _TITLE_END.sub("", title)
    if _TITLE_NOISE.sub("", own) and len(own) <= 30 and _TITLE_ITEM.search(own):
        return own
    if own in EXPENSES and section.kind == "three-public":
        return EXPENSES[own]
    return _SECTION_SUBJECTS.get(section.kind, "")
