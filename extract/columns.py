"""Which column of the tables a number stands for, and of which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .cues import COMPARE, SAME_PERIOD, base_of, column_cues
from .drafts import Draft
from .model import Column
from .periods import prior_year, stated_year
from .scoring import Candidate, choose

ReportKind = Literal["final-accounts", "budget", "unknown"]
_NEAR = 200
_MARKED_NAME = re.compile(
    r"[^，。；：、（）()]{2,30}[（(](?:2\d{2,6}|\d\d(?=[款项]))?(?:类|款|项)级?(?:科目)?[）)]"
)
_BUDGET_GAP = re.compile(r"预决算(?:差异|偏差|偏离|变动)")
_SAVED = re.compile(r"(?:预算|，)(?:实际)?(?:节约|节支|结余|超支|少支出?|多支出?)(?:了|约|资金|经费|支出)*$")
"""Words for a change that is measured against what was planned."""
_OVERSPENT = re.compile(r"年初预算[^。；]{0,60}，(?:增支|减支|多支|少支)(?:了|约)?$")
"""年初预算50万元，完成率120%，增支10万元: a plan is over- or underspent."""
_LAST_YEAR_TOLD = re.compile(
    r"[，；](?:上年度?|上一年度?|去年)[一-鿿]{0,6}[\d,.]+\s*[万亿]?元，(?:同比)?[^，；。较比与和预]{0,6}$"
)
"""较预算节省1万元；上年为17万元，下降6%: the amount right before a change is what it is measured against."""
_LAST_YEAR = re.compile(
    r"^[（(，、；\s]*(?:上年度?|上一年度?|去年)(?:同期)?(?![^，。；：]*[余转存欠末])[一-鿿]{0,4}(?<![增减升降涨跌超加少多])$"
)
"""去年进项, 上年实支: an amount of which nothing but 上年 and what it is of is said."""
_PER_HEAD = re.compile(
    r"人均|车均|户均|生均|每人|每车|每生|均价|单价|标准(?:统一)?(?:由|从)?(?:原来?的?|上年的?|20\d\d年的?)?(?:为|是)?$"
)
_FROM = re.compile(r"(?:由|从)20\d\d年度?的?\s*$")
"""由2023年的90万元减少到80万元: what the number of this year was before."""
_SINCE_OPENING = re.compile(
    r"(?:年末|年底|期末|12月31日)[^。；]{0,80}(?:较|比|与|同|和|对比)(?:年初|期初)(?!预算|安排|计划|批复)[^。；结余预]{0,40}$"
)
"""年末结转和结余9万元，较年初的12万元减少3万元: what stood there when the year began."""
_OPENING = re.compile(_SINCE_OPENING.pattern.replace("[^。；结余预]{0,40}$", "(?:数|余额)?(?:的|为)?$"))
_RISEN = re.compile(r"(?:统一)?(?:提高|增加|降低|减少|调整|上调|下调|调[高低])(?:到|至|为)(?:约)?$")
"""标准由94元提高到99元: what is raised is no more in a table than what it was."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a number is read: the report's kind and year, the section's kind.

    ``this_year`` tells whether the paragraph names the report's own year.
    """

    report: ReportKind
    year: int | None
    section: str
    this_year: bool


def column_of(
    kind: str, piece: str, sentence: str, *, setting: Setting, preface: int | None, drafts: Sequence[Draft]
) -> tuple[Column, int | None]:
    """Column and year of a number of type ``kind``; ``preface`` is the year its sentence opens with."""
    year = stated_year(sentence[-_NEAR:]) or setting.year
    if kind in ("change-amount", "growth-rate"):
        return "change", year
    if kind not in ("amount", "count"):
        return "none", year
    if setting.year and _OPENING.search(sentence[-_NEAR:]):
        return "prior", setting.year - 1
    if (past := _past(piece, setting, preface, drafts)) is not None:
        return "prior", past
    if _LAST_YEAR.search(piece):
        return "prior", setting.year - 1 if setting.year else None
    if kind == "count" or _PER_HEAD.search(piece) or _goes_on(piece, drafts):
        return "none", year
    if preface is not None and preface != setting.year and stated_year(piece) is None:
        return "prior", preface
    if setting.report == "budget":
        return "budget", year
    return _level_column(piece, setting, drafts), year


def _goes_on(piece: str, drafts: Sequence[Draft]) -> bool:
    """Whether it is what an amount per head or a standard right before it was raised or lowered to."""
    return bool(drafts) and drafts[-1].column == "none" and _RISEN.fullmatch(piece.strip()) is not None


def base_column(sentence: str, setting: Setting) -> str:
    """What a change at the end of ``sentence`` is measured against: prior, budget or adjusted-budget."""
    sentence = sentence[-_NEAR:]
    compared = list(COMPARE.finditer(sentence))
    same = [m.start() for m in SAME_PERIOD.finditer(sentence)]
    if not compared and _BUDGET_GAP.search(sentence[-30:]):
        return "adjusted-budget"
    if not compared and not same and setting.report != "budget" and _SAVED.search(sentence):
        return "adjusted-budget"
    if not compared and not same and setting.report != "budget" and _OVERSPENT.search(sentence):
        return "budget"
    if not compared or (same and same[-1] > compared[-1].start()) or _LAST_YEAR_TOLD.search(sentence):
        return "prior"
    if _SINCE_OPENING.search(sentence):
        return "prior"
    base = base_of(compared[-1]["base"], setting.year)
    if base != "bare":
        return base
    return "prior" if setting.report == "budget" else _bare_budget("", setting)


def _bare_budget(piece: str, setting: Setting) -> Column:
    """The column of 预算 without more words in final accounts."""
    if setting.section == "three-public":
        return "adjusted-budget"
    if setting.section in ("performance", "projects") and "整体" not in piece:
        return "adjusted-budget"
    return "budget"


def _past(piece: str, setting: Setting, preface: int | None, drafts: Sequence[Draft]) -> int | None:
    """The earlier year that the number belongs to, None if it is this year's."""
    if setting.year is None:
        return None
    before = setting.year - 1
    base = COMPARE.search(piece)
    if base is not None and base.end() >= len(piece.rstrip("的为是：")):
        return before if base_of(base["base"], setting.year) == "prior" else None
    past = prior_year(piece, setting.year)
    if past is not None and (
        setting.this_year or drafts or "上" in piece or "去" in piece or _FROM.search(piece)
    ):
        return past
    opened = preface == before and (setting.report == "budget" or setting.this_year or bool(drafts))
    return preface if past is None and opened and stated_year(piece) is None else None


def without_marked_names(piece: str) -> str:
    """``piece`` with the names before （项） blanked: 预算改革业务（项） says nothing of a column."""
    return _MARKED_NAME.sub(lambda match: "＿" * len(match.group()), piece)


def _level_column(piece: str, setting: Setting, drafts: Sequence[Draft]) -> Column:
    cues = dict(column_cues(without_marked_names(piece)))
    if not cues and drafts and not piece.strip("、和及与 "):
        return drafts[-1].column if drafts[-1].type == "amount" else "actual"
    labels: dict[str, tuple[Column, float]] = {
        "budget": ("budget", 0.2),
        "adjusted": ("adjusted-budget", 0.2),
        "bare": (_bare_budget(piece, setting), 0.2),
        "actual": ("actual", 0.5),
    }
    where = (("section", setting.section),)
    best, _ = choose(
        Candidate("column", name, cues.get(name, -1), prior, where) for name, (_, prior) in labels.items()
    )
    return labels[best.label][0]
