"""What a claim asks of the tables: which tables its section is about, and which item it names."""

from __future__ import annotations

import re

from ...extract.figures import FIXED_ASSETS
from ...extract.known import is_known
from ...extract.model import Claim, Figure
from ...extract.subjects import clean_label
from ...extract.sums import is_bought
from ...narrative.record import record
from ...narrative.titles import of_performance

TABLES: dict[str, tuple[str, ...]] = {
    "overview": ("income-expenditure", "income", "expenditure"),
    "income": ("income", "income-expenditure", "fiscal-income-expenditure"),
    "expenditure": ("expenditure", "income-expenditure", "general-expenditure"),
    "fiscal-overview": (
        "fiscal-income-expenditure",
        "general-expenditure",
        "government-fund",
        "state-capital",
    ),
    "general-budget": (
        "general-expenditure",
        "fiscal-income-expenditure",
        "expenditure",
        "income-expenditure",
    ),
    "basic": ("basic-expenditure", "general-expenditure", "expenditure", "economic-summary"),
    "government-fund": ("government-fund", "fiscal-income-expenditure"),
    "state-capital": ("state-capital", "fiscal-income-expenditure"),
    "three-public": ("three-public",),
    "operating-cost": ("operating-cost", "three-public", "basic-expenditure", "basic-detail"),
    "procurement": ("procurement",),
    "assets": ("assets",),
    "performance": ("performance-department", "performance-project", "performance-target", "project"),
    "projects": ("project", "expenditure", "general-expenditure"),
}
"""The tables that a section of this kind is about, the most fitting first."""

ANYWHERE = ("income-expenditure", "income", "expenditure", "fiscal-income-expenditure", "general-expenditure")
"""The tables meant where no section tells (a whole report under 预算编制说明)."""
OF_ITEMS = (
    "general-expenditure",
    "expenditure",
    "fiscal-income-expenditure",
    "income-expenditure",
    "government-fund",
    "state-capital",
)
"""The tables meant there by 类/款/项 and by 科目."""

_OF_FUND = {fund: TABLES[fund] for fund in ("government-fund", "state-capital")}
"""The tables meant there by the total of a fund that has a table of its own."""

LONG_NAME = 6
"""A shorter name of a project may be a word of the sentence."""
_UPKEEP = "机关运行经费"
_FIXED = re.compile("固定资产(?:总?金额|总额|总值|价值|原值|合计)?$")
_MOVED = re.compile("购置|新增|增加|减少|处置|报废|折旧|净|本级")
"""What of the fixed assets is not all of them."""
_CODE = re.compile(r"(?<!\d)[23]\d{6}(?!\d)|(?<=[（(])(?:[235]\d\d|[235]\d{4})(?=[）)])")
"""A code of an item; short ones stand in brackets behind the name: 工资福利支出（301）."""

OWN_TABLES = {"three-public": "三公", "operating-cost": "运行经费"}
"""Tables whose totals only a claim that names them speaks of."""

OWN_KINDS = ("procurement", "assets", "project", "unknown")
"""Tables whose totals only their own sections speak of."""

OWN_SECTIONS = ("three-public", "operating-cost", "procurement", "assets", "performance")
"""Sections whose totals are none of the main tables' totals."""


@record
class Question:
    """What is asked of every candidate of one claim.

    ``about`` is the item, ``""`` for a total; ``code`` the 科目编码 if the claim names it.
    """

    claim: Claim
    section: str
    tables: tuple[str, ...]
    about: str
    code: str = ""

    def rank(self, figure: Figure) -> float:
        """How much the section is about the figure's table, 0 to 1; a row of the code named is meant wherever it is."""
        if (self.code and figure.code == self.code) or self._is_project(figure) or self._is_upkeep(figure):
            return 1.0
        if figure.table_kind in self.tables:
            return 1.0 - 0.07 * self.tables.index(figure.table_kind)
        if not self.tables:
            return 0.6
        return 0.55 if self.claim.facets.fund and not of_performance(figure.table_kind) else 0.4

    def _is_upkeep(self, figure: Figure) -> bool:
        """Whether a column of its own prints 机关运行经费, whatever the table tells besides."""
        return self.section == "operating-cost" and figure.facets.item == _UPKEEP == self.claim.facets.item

    def _is_project(self, figure: Figure) -> bool:
        """Whether a row of projects bears just the long name that the claim says, which is no 科目's."""
        own = figure.table_kind == "project" and len(self.about) >= LONG_NAME
        return own and clean_label(figure.facets.item) == self.about and not is_known(self.about)


def _own(claim: Claim) -> tuple[str, ...]:
    """The tables that a total has for itself: of a fund, of 人员经费 and 公用经费."""
    inner = claim.facets.nature in ("personnel", "public")
    return ("basic-expenditure",) if inner else _OF_FUND.get(claim.facets.fund, ())


def question_of(claim: Claim, section: str, words: str) -> Question:
    """The question that a claim in a section of this kind asks; ``words`` are those of its clause before the number."""
    item = clean_label(claim.facets.item)
    of_items = claim.path or (claim.facets.item and claim.facets.flow != "income")
    tables = TABLES.get(section) or (OF_ITEMS if of_items else (*_own(claim), *ANYWHERE))
    if (
        section == "operating-cost" and item
    ):  # of what keeps the office running the basic table knows more than 三公
        tables = tuple(sorted(tables, key=lambda kind: kind == "three-public"))
    for kind, word in OWN_TABLES.items():
        if word in item and not claim.path:
            first = (kind, "three-public") if kind == "operating-cost" else (kind,)
            return Question(claim, section, (*first, *(name for name in tables if name not in first)), "")
    if section == "procurement" and is_bought(claim.facets):
        return Question(claim, section, ("procurement",), "")
    if section == "assets" and _FIXED.search(item) and not _MOVED.search(item):
        item = FIXED_ASSETS.item
    code = _CODE.search(words)
    return Question(claim, section, tables, item, code[0] if code else "")
