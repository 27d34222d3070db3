"""The cell of another report that says the same as a cell of this one: same table, row, fund and nature of money.

Only what is certain: the column is known, the unit is printed, and all cells that fit hold one amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ...extract.interval import Agreement, copies
from ...extract.model import FACTORS, Claim, Column, Figure, Quantity
from ...extract.subjects import clean_label
from ..diagnosis import written_slip
from ..findings import Blame, accuse_cell
from ..model import Evidence, Exhibit, Finding, Kind
from ..prose.relations import main_figure
from ..wording import amount, cell_words, squeeze

CARRIED = re.compile(r"结转|结余|弥补|使用专用")
"""What one year hands over to the next may differ legally between its two reports."""
_CHANGED = re.compile(
    r"口径|追溯|可比|机构改革|划转|转隶|合并|分立|撤并|整合|重新组建|调整(?:后|了)?的?(?:上年|期初|年初)"
)
NOTE = "上年数如经追溯调整或口径有变，应在说明中写明。"
LAST = "上年报告"
Key = tuple[object, ...]


class Counterparts:
    """The figures of another report in one kind of column, by what they say."""

    def __init__(self, other: Evidence, column: Column) -> None:
        self._units = {table.id: table.unit for table in other.report.tables}
        self._by_key: dict[Key, list[Figure]] = {}
        for figure in other.figures:
            if figure.column == column and certain(figure, self._units):
                self._by_key.setdefault(key_of(figure), []).append(figure)

    def of(self, figure: Figure) -> Figure | None:
        """The cell that says the same, or None if there is none or several disagree."""
        found = self._by_key.get(key_of(figure), [])
        amounts = {(each.signed * FACTORS[each.quantity.unit or ""]) for each in found}
        return min(found, key=lambda each: each.quantity.step) if len(amounts) == 1 else None


def certain(figure: Figure, units: dict[str, str | None]) -> bool:
    """Whether a cell's column and unit are known for sure and it holds money that was not carried over."""
    words = "".join((*figure.row_path, *figure.column_path))
    return (
        not figure.alternatives
        and figure.signed >= 0
        and figure.quantity.unit in FACTORS
        and bool(units.get(figure.place.table))
        and figure.table_kind != "unknown"
        and not CARRIED.search(words)
    )


def key_of(figure: Figure) -> Key:
    """What a cell is about. Rows with a code need the same name too: a code may have got another meaning."""
    facets = figure.facets
    nature = "" if facets.nature == "total" else facets.nature
    name = clean_label(figure.row_path[-1]) if figure.row_path else ""
    row: tuple[str, ...] = (figure.code, name) if figure.code else tuple(map(clean_label, figure.row_path))
    return (figure.table_kind, row, facets.flow, facets.fund, nature)


def cell_of(evidence: Evidence, claim: Claim) -> Figure | None:
    """The cell that a claim certainly repeats, None if there is any doubt."""
    link = evidence.links.get(claim.id)
    if link is None or not link.certain:
        return None
    figure = main_figure(link)
    units = {table.id: table.unit for table in evidence.report.tables}
    return figure if certain(figure, units) else None


def cells_of(evidence: Evidence, claim: Claim) -> Iterator[Figure]:
    """That cell, and those of other tables that the claim says too: 其他收入 has a row in one, a column in another."""
    main = cell_of(evidence, claim)
    if main is None:
        return
    yield main
    units = {table.id: table.unit for table in evidence.report.tables}
    for figure in evidence.links[claim.id].figures:
        same = figure.quantity.value == main.quantity.value and figure.quantity.unit == main.quantity.unit
        if figure is not main and same and figure.column == main.column and certain(figure, units):
            yield figure


def sentence_of(evidence: Evidence, claim: Claim) -> str:
    """The sentence a claim stands in."""
    paragraph = next((each for each in evidence.report.paragraphs if each.id == claim.paragraph), None)
    if paragraph is None:
        return squeeze(evidence.report.text[claim.clause[0] : claim.clause[1]])
    at = paragraph.index(claim.start)
    start = paragraph.text.rfind("。", 0, at) + 1
    end = paragraph.text.find("。", at)
    return paragraph.text[start : end if end >= 0 else None]


def redefined(evidence: Evidence, claim: Claim) -> bool:
    """Whether the paragraph of a claim says why last year's figure is not the one printed last year."""
    paragraph = next((each.text for each in evidence.report.paragraphs if each.id == claim.paragraph), "")
    return bool(_CHANGED.search(paragraph))


def same_money(stated: Quantity, source: Quantity) -> Agreement:
    """Whether two amounts, perhaps of different units, may be one."""
    if not stated.value and not source.value:
        return "equal"
    return copies(stated, source)


def blame(code: str, rule: str, kind: Kind, diagnosis: str) -> Blame:
    """A difference that a slip explains is an error; another may be legal (an adjustment), and is a warning."""
    return Blame(code, rule, kind, "error" if diagnosis else "warning", 0.92 if diagnosis else 0.75)


def differing(
    evidence: Evidence, counterparts: Counterparts, figures: Iterable[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """The figures whose cell in the other report certainly holds another amount, each with that cell."""
    units = {table.id: table.unit for table in evidence.report.tables}
    for figure in figures:
        right = counterparts.of(figure) if certain(figure, units) else None
        if right is not None and not right.blank and same_money(figure.quantity, right.quantity) == "differs":
            yield figure, right


def accuse_copy(
    evidence: Evidence,
    other: Evidence,
    figure: Figure,
    right: Figure,
    rule: tuple[str, str],
    *,
    role: str,
    note: str,
) -> Finding:
    """``figure`` is not the cell ``right`` of the other report; ``note`` is said where no slip explains it."""
    quantity = amount_like(right.quantity, figure.quantity)
    diagnosis = written_slip(figure.quantity.value, quantity.value)
    words = f"{cell_words(evidence, figure)}，而{elsewhere_words(other, right, role)}"
    found = accuse_cell(
        evidence,
        figure,
        blame(*rule, "cross-table", diagnosis),
        message=f"{words}。{'' if diagnosis else note}",
        expected=amount(quantity),
        workings=words,
    )
    return with_proof(found, other, right, role, diagnosis)


def with_proof(finding: Finding, other: Evidence, figure: Figure, role: str, diagnosis: str = "") -> Finding:
    """The finding with a cell of another report as evidence: in words, since it has no place in this one's text."""
    proof = Exhibit("cell", elsewhere_words(other, figure, role), None, None)
    diagnosis = diagnosis or finding.diagnosis
    return replace(finding, evidence=(*finding.evidence, proof), diagnosis=diagnosis)


def elsewhere_words(other: Evidence, figure: Figure, role: str) -> str:
    """上年报告《支出决算表》“合计”行“本年支出合计”列为 307.87 万元."""
    return f"{role}{cell_words(other, figure)}"


def row_of(other: Evidence, figure: Figure) -> Iterator[Figure]:
    """The other certain amounts of a figure's row."""
    for each in other.figures:
        same = (each.place.table, each.place.row) == (figure.place.table, figure.place.row)
        money = each.quantity.unit in FACTORS
        if same and money and each.place != figure.place and not each.blank and not each.alternatives:
            yield each


def amount_like(source: Quantity, like: Quantity) -> Quantity:
    """The amount in the unit of ``like`` and as finely written, at least to hundredths."""
    ratio = FACTORS[source.unit or ""] / FACTORS[like.unit or ""]
    step = min(like.step, Decimal("0.01"))
    value = source.value * ratio
    rounded = value.quantize(step, ROUND_HALF_UP) if source.step * ratio < step else value
    return replace(source, value=rounded, step=max(step, source.step * ratio), unit=like.unit)
