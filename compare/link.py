"""Which cells a claim speaks of.

Candidates are the figures that say the same thing: the same fund, flow and nature of money, the same item, the same column
(预算, 决算 …). What is left is ranked by the table that the claim's section is about. The value itself decides nothing here,
so it cannot hide an error; only among figures of one rank do those that agree come first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..extract.model import FACTORS, Claim, Figure
from ..extract.scoring import Candidate, choose_all
from ..extract.subjects import clean_label, label_likeness
from ..narrative.lexicon import names_of
from ..narrative.model import Report, Section
from .model import Link

TABLES: dict[str, tuple[str, ...]] = {
    "overview": ("income-expenditure", "income", "expenditure"),
    "income": ("income", "income-expenditure", "fiscal-income-expenditure"),
    "expenditure": ("expenditure", "income-expenditure", "general-expenditure"),
    "fiscal-overview": ("fiscal-income-expenditure", "general-expenditure", "government-fund", "state-capital"),
    "general-budget": ("general-expenditure", "fiscal-income-expenditure", "expenditure", "income-expenditure"),
    "basic": ("basic-expenditure", "general-expenditure", "expenditure", "economic-summary"),
    "government-fund": ("government-fund", "fiscal-income-expenditure"),
    "state-capital": ("state-capital", "fiscal-income-expenditure"),
    "three-public": ("three-public",),
    "operating-cost": ("operating-cost", "three-public", "basic-expenditure"),
    "procurement": ("procurement",),
    "assets": ("assets",),
    "performance": ("performance-department", "performance-project", "performance-target", "project", "expenditure"),
    "projects": ("project", "expenditure", "general-expenditure"),
}
"""The tables that a section of this kind is about, the most fitting first."""

LEAST = 0.62
NEAR = 0.06
_LIKE = 0.86
_FUND_ROWS = {"general", "government-fund", "state-capital"}


@dataclass(frozen=True, slots=True)
class _Context:
    """What is asked of every candidate of one claim."""

    claim: Claim
    section: Section | None
    tables: tuple[str, ...]


def link(report: Report, claims: tuple[Claim, ...], figures: tuple[Figure, ...]) -> dict[str, Link]:
    """The link of every claim that speaks of a cell, by claim id."""
    sections = {section.id: section for section in report.sections}
    index = _Index(figures)
    found: dict[str, Link] = {}
    for claim in claims:
        section = sections.get(claim.section)
        context = _Context(claim, section, TABLES.get(section.kind, ()) if section else ())
        made = _link(context, index)
        if made is not None:
            found[claim.id] = made
    return found


class _Index:
    """Figures by item, so that a claim meets only those that could be meant."""

    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self.by_item: dict[str, list[Figure]] = defaultdict(list)
        for figure in figures:
            self.by_item[clean_label(figure.facets.item)].append(figure)
        self.items = [item for item in self.by_item if item]
        self._similar: dict[str, list[tuple[str, float]]] = {}

    def candidates(self, item: str) -> list[tuple[Figure, float]]:
        """The figures whose item reads like this one, with the likeness; for no item those without one."""
        if not item:
            return [(figure, 1.0) for figure in self.by_item[""]]
        return [(figure, likeness) for name, likeness in self.similar(item) for figure in self.by_item[name]]

    def similar(self, item: str) -> list[tuple[str, float]]:
        """The items that read like this one, with their likeness."""
        if item not in self._similar:
            scored = ((name, label_likeness(item, name)) for name in self.items)
            self._similar[item] = [(name, likeness) for name, likeness in scored if likeness >= _LIKE]
        return self._similar[item]


def _link(context: _Context, index: _Index) -> Link | None:
    claim = context.claim
    if claim.type not in ("amount", "score") or (claim.type == "amount" and claim.quantity.unit not in FACTORS):
        return None
    options = [
        (figure, candidate)
        for figure, likeness in index.candidates(clean_label(claim.facets.item))
        if (candidate := _candidate(context, figure, likeness)) is not None
    ]
    ranked = choose_all(options)
    if not ranked or ranked[0][1] < LEAST:
        return None
    best = ranked[0][1]
    near = [(figure, p) for figure, p in ranked if p >= best - NEAR]
    rest = [(figure, p) for figure, p in ranked if LEAST <= p < best - NEAR]
    near.sort(key=lambda pair: not _same_amount(claim, pair[0]))
    chosen = tuple(figure for figure, _ in (near + rest)[:6])
    return Link(claim.id, chosen, _reasons(claim, chosen[0]), round(best, 3))


def _same_amount(claim: Claim, figure: Figure) -> bool:
    if figure.quantity.unit not in FACTORS or claim.quantity.unit not in FACTORS:
        return claim.quantity.value == figure.quantity.value
    step = max(claim.quantity.step * FACTORS[claim.quantity.unit], figure.quantity.step * FACTORS[figure.quantity.unit])
    return abs(claim.quantity.yuan - figure.quantity.yuan) <= step / 2


def _candidate(context: _Context, figure: Figure, likeness: float) -> Candidate | None:
    """The candidate with its features, None if the figure cannot be meant."""
    claim = context.claim
    money = figure.quantity.unit in FACTORS
    if money != (claim.type == "amount") or not _column_fits(claim, figure):
        return None
    fund, flow, nature = _fund(claim, figure), _flow(claim, figure), _nature(claim, figure)
    path = _path(claim, figure)
    if min(fund, flow, nature, path) <= 0:
        return None
    place = context.tables.index(figure.table_kind) if figure.table_kind in context.tables else -1
    if place < 0 and context.tables:
        table = 0.55 if not figure.table_kind.startswith("performance") and claim.facets.fund else 0.4
    else:
        table = 1.0 - 0.07 * place if place >= 0 else 0.6
    sure = 0.9 if figure.alternatives else 1.0
    return Candidate(
        "cell",
        figure.id,
        -1,
        likeness * fund * flow * nature * path * sure * (0.4 + 0.6 * table),
        (("kind", figure.table_kind), ("section", context.section.kind if context.section else "")),
    )


def _column_fits(claim: Claim, figure: Figure) -> bool:
    if claim.column == figure.column:
        return True
    if claim.column == "none" or figure.column == "none":
        return claim.type == "score"
    pair = {claim.column, figure.column}
    return pair == {"budget", "adjusted-budget"} and figure.table_kind == "three-public"


def _fund(claim: Claim, figure: Figure) -> float:
    mine, theirs = claim.facets.fund, figure.facets.fund
    if mine == theirs:
        return 1.0
    if not mine or not theirs:
        return 0.93
    if {mine, theirs} == {"fiscal", "general"}:
        return 0.8
    if {mine, theirs} == {"all", "fiscal"} or {mine, theirs} == {"all", "general"}:
        return 0.72
    return 0.0


def _flow(claim: Claim, figure: Figure) -> float:
    mine, theirs = claim.facets.flow, figure.facets.flow
    if mine == theirs or (mine == "both" and theirs in ("income", "expenditure")):
        return 1.0
    return 0.95 if not mine or not theirs else 0.0


def _nature(claim: Claim, figure: Figure) -> float:
    mine, theirs = claim.facets.nature, figure.facets.nature
    mine, theirs = ("" if mine == "total" else mine), ("" if theirs == "total" else theirs)
    if mine == theirs:
        return 1.0
    if claim.facets.item and not mine:
        inner = theirs in ("basic", "personnel", "public") and figure.table_kind in ("basic-expenditure", "operating-cost")
        return 0.95 if inner or figure.table_kind == "project" else 0.0
    return 0.0


def _path(claim: Claim, figure: Figure) -> float:
    """How well 类/款/项 names above the item agree; 合计 and 总计 are told apart by what the claim says."""
    level = claim.facets.level
    if level and figure.code and len(figure.code) in (3, 5, 7):
        if {"类": 3, "款": 5, "项": 7}[level] != len(figure.code):
            return 0.9 if level != "项" else 0.6
    if not claim.facets.item:
        return _total(claim, figure)
    if len(claim.path) > 1 and figure.code and len(figure.code) == 7:
        parents = [*names_of(figure.code[:5]), *figure.row_path[:-1]]
        likeness = max((label_likeness(claim.path[-2], name) for name in parents), default=0.8)
        return 1.0 if likeness >= _LIKE else 0.8 if not parents else 0.7
    return 1.0


def _total(claim: Claim, figure: Figure) -> float:
    """总计 includes carry-over, 合计 does not: the row must be of the claim's sort where the claim says which."""
    row = figure.row_path[-1] if figure.row_path else ""
    if len(figure.row_path) > 1:
        return 0.8
    grand_row = row in ("总计", "收入总计", "支出总计")
    grand_claim = "总计" in claim.subject or claim.facets.flow == "both"
    if figure.table_kind in ("income-expenditure", "fiscal-income-expenditure") and not claim.facets.flow.startswith("carry"):
        named = claim.facets.fund in _FUND_ROWS or "合计" in row or "本年" in row
        if grand_claim:
            return 1.0 if grand_row else 0.85
        return 0.9 if grand_row else 1.0 if named or figure.facets.fund == claim.facets.fund else 0.9
    return 1.0


def _reasons(claim: Claim, figure: Figure) -> tuple[str, ...]:
    where = " › ".join(part for part in (*figure.row_path, *figure.column_path) if part)
    return (f"{claim.subject} ↔ {where}",)

