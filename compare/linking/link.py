"""Which cells a claim speaks of.

Candidates are the figures that say the same thing: the same fund, flow and nature of money, the same item,
the same column (预算, 决算 …). What is left is ranked by the table that the claim's section is about. The value
itself decides nothing here, so it cannot hide an error; among figures of one rank those that agree come first.
Where no words lead to a cell (the prose on 绩效, 会议费), an equal amount in a fitting place is taken as its
confirmation, never as a proof of an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...extract.model import FACTORS, Claim, Figure
from ...extract.named import CODED
from ...extract.scoring import Candidate, choose_all, scorer
from ...extract.subjects import clean_label
from ...narrative.model import Report
from ..diagnosis import miswritten
from ..model import CERTAIN, Evidence, Link
from ..slips import is_telling
from .confirm import confirmed
from .fitting import (
    SUMMARIES,
    column_fits,
    flow_fits,
    fund_fits,
    nature_fits,
    of_one_expense,
    path_fits,
    unit_fits,
)
from .index import FigureIndex, index_of, same_amount
from .pairing import context_of
from .projects import project_links
from .question import LONG_NAME, OWN_KINDS, OWN_SECTIONS, OWN_TABLES, Question, question_of
from .second import alone, beside_heuristic
from .sole import sole_counts, sole_vehicles

LEAST = 0.62
"""Below this probability no cell is meant."""
NEAR = 0.06
"""Cells within this of the best are of its rank."""
UNSURE = 0.4
"""The probability of a link to one of several rows of the same name."""
MOST = 6


def link(evidence: Evidence) -> dict[str, Link]:
    """The link of every claim that speaks of a cell, by claim id."""
    report, index = evidence.report, index_of(evidence)
    kinds = {section.id: section.kind for section in report.sections}
    found: dict[str, Link] = {}
    beside: dict[str, tuple[str, ...]] = {}
    for claim in evidence.claims:
        words = report.text[claim.clause[0] : claim.start]
        question = question_of(claim, kinds.get(claim.section, "other"), words)
        made = _chosen(question, index, report, beside.get(claim.paragraph, ()))
        if made is not None and not _of_another_year(claim, report.year, made):
            found[claim.id] = made
            beside[claim.paragraph] = (made.figures[0].table_kind, *beside.get(claim.paragraph, ()))
    for sole in (sole_counts, sole_vehicles):
        found.update({made.claim: made for made in sole(evidence, found)})
    found.update({made.claim: made for made in project_links(evidence, found)})
    return found


def _chosen(question: Question, index: FigureIndex, report: Report, beside: tuple[str, ...]) -> Link | None:
    """The link by the heuristic, the trained model or both (see extract/scoring.py)."""
    name = scorer()
    made = None if name == "model" else _link(question, index)
    if name == "heuristic" or made is not None:
        return made
    choose = alone if name == "model" else beside_heuristic
    return choose(question, index, lambda: context_of(report, question.claim, beside))


def _link(question: Question, index: FigureIndex) -> Link | None:
    claim = question.claim
    if claim.type in ("share", "completion-rate", "other"):
        return None
    if question.section == "performance" and not question.about:
        return confirmed(question, index)
    ranked = choose_all(_options(question, index))
    if not ranked or ranked[0][1] < LEAST:
        return confirmed(question, index)
    best = ranked[0][1]
    near = sorted(
        (f for f, p in ranked if p >= best - NEAR),
        key=lambda figure: (not same_amount(claim, figure), _is_nothing(claim, figure)),
    )
    if near and not same_amount(claim, near[0]):
        near.sort(key=lambda figure: not _slipped(claim, figure))
    near = _of_that_name(question, near)
    rest = [figure for figure, p in ranked if LEAST <= p < best - NEAR]
    chosen = tuple((near + rest)[:MOST])
    if _namesakes(claim, near) and not same_amount(claim, near[0]):
        best = UNSURE
    elif best < CERTAIN and _of_one_project(question, near):
        best = CERTAIN
    return Link(claim.id, chosen, (_reason(claim, chosen[0]),), round(best, 3), min(len(near), MOST))


def _of_that_name(question: Question, near: list[Figure]) -> list[Figure]:
    """Of rows of projects those of just the name that the claim says, if there are any: …初中部分 is not …小学部分."""
    if near[0].table_kind != "project" or len(question.about) < LONG_NAME:
        return near
    return [figure for figure in near if clean_label(figure.facets.item) == question.about] or near


def _of_one_project(question: Question, near: list[Figure]) -> bool:
    """Whether the claim names a project by its full name, and the one row that bears it shows one amount."""
    named = [figure for figure in near if clean_label(figure.facets.item) == question.about]
    filled = {
        figure.quantity.yuan for figure in named if figure.quantity.unit in FACTORS and not figure.blank
    }
    rows = {(figure.place.table, figure.place.row) for figure in near}
    return (
        len(question.about) >= LONG_NAME
        and len(named) == len(near)
        and len(rows) == 1
        and len(filled - {Decimal(0)}) == 1
        and near[0].table_kind == "project"
    )


def _slipped(claim: Claim, figure: Figure) -> bool:
    """Whether a slip of the pen makes the amount out of this cell's: of equal cells it is the one meant."""
    return any(is_telling(stated, right) for stated, right in miswritten(claim, figure))


def _is_nothing(claim: Claim, figure: Figure) -> bool:
    """Whether a cell shows 0 for an amount that is none, however small it is."""
    return bool(claim.quantity.value) and not figure.quantity.value


def _namesakes(claim: Claim, near: list[Figure]) -> bool:
    """Whether the item is the name of several rows and the claim does not say which.

    行政运行 stands under two 款, 商品和服务支出 under 基本支出 and under 项目支出 of a 收支总表.
    """
    first = near[0]
    same = [
        each
        for each in near[1:]
        if each.place.table == first.place.table
        and each.place.row != first.place.row
        and each.place.column == first.place.column
        and (each.row_path, each.code) == (first.row_path, first.code)
        and each.quantity.value != first.quantity.value
        and (first.table_kind in CODED or first.table_kind in SUMMARIES)
    ]
    codes = {figure.code for figure in near if figure.code and len(figure.code) == 7}
    return bool(same) or (len(codes) > 1 and len(claim.path) < 2)


def _options(question: Question, index: FigureIndex) -> Iterator[tuple[Figure, Candidate]]:
    claim = question.claim
    item = clean_label(claim.facets.item)
    kinds = _kinds(question, index)

    def may_be(figure: Figure) -> bool:
        named = figure.facets.item == item != "" and figure.table_kind in question.tables
        meant = figure.table_kind in kinds or (named and question.section in OWN_SECTIONS)
        return meant and column_fits(claim, figure) and nature_fits(claim, figure) > 0

    for about in dict.fromkeys((question.about, item)):
        if about and not question.about:  # a column of its own beside 三公: 机关运行经费
            kinds |= {"three-public"}
        for figure, likeness in index.named(about, claim.start, may_be):
            candidate = _candidate(question, figure, likeness)
            if candidate is not None:
                yield figure, candidate


def _candidate(question: Question, figure: Figure, likeness: float) -> Candidate | None:
    """The candidate with its features, None if the figure cannot be meant."""
    claim = question.claim
    if question.code and figure.code and figure.code != question.code:
        return None
    if not unit_fits(claim, figure) or not of_one_expense(claim.facets.item, figure.facets.item):
        return None
    prior = likeness * fund_fits(claim, figure)
    if prior:
        prior = prior * flow_fits(claim, figure) * nature_fits(claim, figure)
    if prior:
        prior *= path_fits(claim, figure, total=not question.about)
    if not prior:
        return None
    prior *= (0.9 if figure.alternatives else 1.0) * (0.4 + 0.6 * question.rank(figure))
    return Candidate(
        "cell", figure.id, -1, prior, (("kind", figure.table_kind), ("section", question.section))
    )


def _kinds(question: Question, index: FigureIndex) -> frozenset[str]:
    """The kinds of tables that may be meant.

    A section with a table of its own means no other: 公务接待费 of 基本支出 is not of 三公.
    """
    kinds = index.kinds
    if question.section in OWN_TABLES and question.section in kinds:
        kinds = kinds.intersection(question.tables)
    if question.about:
        return kinds
    named = any(word in question.claim.facets.item for word in OWN_TABLES.values())
    return frozenset(kind for kind in kinds if _total_is_named(question, kind, named))


def _total_is_named(question: Question, kind: str, named: bool) -> bool:
    """The total of 三公 or 机关运行经费 is meant only where the claim names it, another only where it does not.

    ``named``: it names one of the two.
    """
    own = question.section in OWN_SECTIONS or kind in OWN_KINDS
    if own and kind not in question.tables:
        return False
    word = OWN_TABLES.get(kind, "")
    if word:
        return word in question.claim.facets.item or word in question.claim.subject
    return not named


def _of_another_year(claim: Claim, year: int | None, made: Link) -> bool:
    """Whether a claim about another year merely has a namesake in this year's tables."""
    if claim.year is None or year is None or claim.year == year or claim.column in ("prior", "change"):
        return False
    return not same_amount(claim, made.figures[0])


def _reason(claim: Claim, figure: Figure) -> str:
    where = " › ".join(part for part in (*figure.row_path, *figure.column_path) if part)
    return f"{claim.subject} ↔ {where}"
