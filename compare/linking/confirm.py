"""Cells that confirm a claim by holding its amount in a fitting place; they prove no error."""

from __future__ import annotations

import re

from ...extract.model import FACTORS, Claim, Figure
from ...extract.subjects import clean_label
from ...narrative.titles import of_performance
from ..model import Link
from .counted import same_things, sorts_differ
from .fitting import column_fits, flow_fits, nature_fits
from .index import FigureIndex, item_of, same_amount
from .question import Question
from .short_names import same_sort, sort_of, whole_sort

CONFIRMED = 0.65
ONLY = 0.8
"""The probability of a link to the only cell that holds the same sort of purchases."""
MOST = 6
_FUNDS = ("general", "government-fund", "state-capital")


def confirmed(question: Question, index: FigureIndex) -> Link | None:
    """A link to cells of equal amount in a place that fits, None if there is none: then nothing is said."""
    claim = question.claim
    if claim.type not in ("amount", "count", "score") and question.section != "performance":
        return None
    if claim.type == "amount" and (own := _own_sort(question, index)):
        return _made(claim, own, "表中同一类的数相同")
    if not claim.quantity.value and claim.type != "count":
        return _nothing(question, index)
    assessed = question.section == "performance" or claim.type == "score"
    cells = (
        index.equal(claim.quantity, claim.start)
        if claim.quantity.unit in FACTORS
        else index.equal(claim.quantity, claim.start, _may_count if assessed else _of_three)
    )
    equal = [figure for figure in cells if _confirms(question, figure)]
    equal.sort(key=lambda figure: -question.rank(figure))
    return _made(claim, equal, "表中有相同的数") or _bought(question, index)


def _bought(question: Question, index: FigureIndex) -> Link | None:
    """The only row of 货物, 工程 or 服务 in the table of purchases, though it holds another amount."""
    claim = question.claim
    if claim.type != "amount" or question.section != "procurement" or claim.column in ("prior", "change"):
        return None
    cells = [
        each
        for each in index.of_kind("procurement", claim.start)
        if same_sort("procurement", claim, each) and whole_sort(each) and not each.alternatives
    ]
    return Link(claim.id, tuple(cells), ("表中同一类的数",), ONLY, 1) if len(cells) == 1 else None


def _own_sort(question: Question, index: FigureIndex) -> list[Figure]:
    """The cells of the section's own table that hold the amount of the sort named in short, zeros and blanks too."""
    claim = question.claim
    if not sort_of(question.section, claim.subject):
        return []
    cells = (
        index.of_kind(question.section, claim.start)
        if not claim.quantity.value
        else index.equal(claim.quantity, claim.start)
    )
    return [
        figure
        for figure in cells
        if same_sort(question.section, claim, figure)
        and same_amount(claim, figure)
        and (column_fits(claim, figure) or question.section == "procurement")
    ]


def _nothing(question: Question, index: FigureIndex) -> Link | None:
    """A zero of one fund is confirmed by that fund's empty totals."""
    claim = question.claim
    if claim.type != "amount" or question.about or claim.facets.fund not in _FUNDS:
        return None
    empty = [figure for figure, _ in index.named("", claim.start) if _empty_total(claim, figure)]
    return _made(claim, empty, "表中无数")


def _made(claim: Claim, figures: list[Figure], reason: str) -> Link | None:
    chosen = tuple(figures[:MOST])
    return Link(claim.id, chosen, (reason,), CONFIRMED, len(chosen)) if chosen else None


def _empty_total(claim: Claim, figure: Figure) -> bool:
    same = figure.facets.fund == claim.facets.fund and column_fits(claim, figure) and len(figure.row_path) < 2
    return (
        same and not figure.quantity.value and bool(nature_fits(claim, figure) and flow_fits(claim, figure))
    )


def _confirms(question: Question, figure: Figure) -> bool:
    claim = question.claim
    assessed = of_performance(figure.table_kind)
    if claim.quantity.unit not in FACTORS:
        return _confirms_number(question, figure) if assessed else _confirms_count(claim, figure)
    if figure.quantity.unit not in FACTORS:
        return False
    if not (column_fits(claim, figure) or (claim.column == "budget" and figure.column == "adjusted-budget")):
        return False
    if question.section == "performance":
        return assessed or figure.table_kind == "project" or item_of(figure) == ""
    if assessed and claim.column == "budget":
        return not item_of(figure) and not claim.facets.item
    same = _within(claim, figure) or _reception(claim, figure) or _upkeep(question, figure)
    return same or _inner_total(claim, figure)


def _may_count(figure: Figure) -> bool:
    """Whether a cell may confirm what is no money; of all the zeros of a report hardly one may."""
    return _of_three(figure) or of_performance(figure.table_kind)


def _of_three(figure: Figure) -> bool:
    return figure.table_kind == "three-public"


def _confirms_number(question: Question, figure: Figure) -> bool:
    """A rate, score or count of the 绩效 section against the tables of self-assessment."""
    unit = question.claim.quantity.unit
    if unit == "%":
        return (
            question.section == "performance"
            and figure.quantity.unit == "%"
            and question.claim.quantity.value != 100
        )
    if question.claim.type == "score":
        return figure.quantity.unit == "分" and "总" in (figure.row_path[-1] if figure.row_path else "")
    return question.section == "performance" and figure.text.endswith(unit or "个")


def _confirms_count(claim: Claim, figure: Figure) -> bool:
    """A count of vehicles, groups or guests against the rows of 相关统计数 in a table of 三公."""
    if figure.table_kind != "three-public" or sorts_differ(claim, figure):
        return False
    if same_things(claim, figure):
        return True
    name = clean_label(re.sub(r"[（(].*?[）)]", "", figure.row_path[-1] if figure.row_path else ""))
    return len(name) > 3 and name in claim.facets.item


def _within(claim: Claim, figure: Figure) -> bool:
    """Whether the row's label stands in the claim's own words (开支会议费)."""
    row = clean_label(figure.row_path[-1]) if figure.row_path else ""
    return len(row) > 2 and row in clean_label(claim.facets.item)


def _inner_total(claim: Claim, figure: Figure) -> bool:
    """Whether 人员经费 or 公用经费 of all that is spent is that of the table of basic expenditure."""
    inner = claim.facets.nature in ("personnel", "public") and not claim.facets.item
    own = figure.table_kind == "basic-expenditure" and not item_of(figure)
    return inner and own and claim.facets.nature == figure.facets.nature


def _reception(claim: Claim, figure: Figure) -> bool:
    """国内公务接待 is a part, mostly the whole, of 公务接待费."""
    place = "".join((*figure.row_path, *figure.column_path))
    return figure.table_kind == "three-public" and "接待" in claim.facets.item and "接待" in place


def _upkeep(question: Question, figure: Figure) -> bool:
    """机关运行经费 mostly equals 公用经费, but need not (事业单位 are left out)."""
    claim = question.claim
    asked = "运行经费" in claim.facets.item or (
        question.section == "operating-cost" and claim.facets.nature == "public"
    )
    return asked and figure.facets.nature == "public" and not item_of(figure)
