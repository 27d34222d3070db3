"""What the prose computes: rates from their operands, each operand read from its most precise source.

A claim used as an operand may be read as written or from the cell that it copies. Cells in 元 come before
prose in 万元; where prose and cell differ both readings are tried, so that one wrong number raises one alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from ...extract.interval import (
    Agreement,
    Customs,
    Interval,
    base,
    copies,
    customary,
    customary_steps,
    rate_agrees,
)
from ...extract.model import FACTORS, Claim, Figure, Quantity
from ...narrative.record import record
from ..model import Evidence, Link, Verdict
from ..once import once

SURE = 0.5
"""A link below this probability is not used as another source of an operand."""
_WHOLE = re.compile(r"(?:人次?|户次?|家次?|批次?|[个名件台套辆次期场份处所座项起宗条])$")
VERDICTS: dict[Agreement, Verdict] = {
    "equal": "consistent",
    "rounding": "rounding",
    "differs": "inconsistent",
}
RANK: dict[Agreement, int] = {"equal": 0, "rounding": 1, "differs": 2}


@record
class Reading:
    """One way to read an operand: as written (``figure`` None) or from a cell."""

    quantity: Quantity
    claim: Claim
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A rate recomputed: how it agrees with the stated one, within which bounds, from which readings.

    ``value`` is the rate of the numbers as they stand, without regard to their rounding.
    """

    agreement: Agreement
    bounds: Interval
    readings: tuple[Reading, ...]
    value: Decimal


def operand(evidence: Evidence, claim: Claim, *roles: str) -> Claim | None:
    """The first operand of ``claim`` in one of ``roles``."""
    for role in roles:
        for item in claim.operands:
            if item.role == role and item.claim in evidence.by_id:
                return evidence.by_id[item.claim]
    return None


def agrees_with(claim: Claim, figure: Figure, customs: Customs) -> Agreement:
    """How the claim's number agrees with a cell."""
    step = customary(claim, customs).step
    return copies(claim.quantity, figure.quantity, step=step)


def first_figure(evidence: Evidence, claim: Claim) -> Figure | None:
    """The cell that the claim most likely speaks of, if that is at all likely."""
    link = evidence.links.get(claim.id)
    if link is None or not link.figures or link.probability < SURE:
        return None
    return main_figure(link)


def main_figure(link: Link) -> Figure:
    """The cell to compare with: the first whose column is certain and that is not blank, if there is one."""
    first = link.figures[0]
    if not first.alternatives and not first.blank:
        return first
    certain = [figure for figure in link.figures if not figure.alternatives]
    filled = (figure for figure in certain if not figure.blank)
    return next(filled, certain[0] if certain else first)


def _is_counted(claim: Claim) -> bool:
    """Whether a count is of things that come whole, to the last of them: 30人, not 3.1万人 or 35公里."""
    unit = claim.quantity.unit or ""
    return claim.quantity.step >= 1 and _WHOLE.match(unit) is not None


def readings(evidence: Evidence, claim: Claim, customs: Customs) -> tuple[Reading, ...]:
    """The ways to read an operand, the best first."""
    if claim.type == "count":
        return (Reading(claim.quantity.exact if _is_counted(claim) else claim.quantity, claim),)
    written = Reading(customary(claim, customs), claim)
    figure = first_figure(evidence, claim)
    if (
        figure is None
        or figure.blank
        or (figure.quantity.unit not in FACTORS) != (claim.quantity.unit not in FACTORS)
    ):
        return (written,)
    cell = Reading(figure.quantity, claim, figure)
    agreement = agrees_with(claim, figure, customs)
    if agreement == "equal":
        finer = base(figure.quantity)[1] < base(written.quantity)[1]
        return (cell, written) if finer else (written,)
    return (written, cell)


Rows = dict[tuple[str, int], list[Figure]]
"""The figures of each row of each table."""


@once
def rows_of(evidence: Evidence) -> Rows:
    """The report's figures by table and row."""
    rows: Rows = {}
    for figure in evidence.figures:
        rows.setdefault((figure.place.table, figure.place.row), []).append(figure)
    return rows


def beside(evidence: Evidence, claim: Claim, columns: tuple[str, ...], rows: Rows) -> tuple[Reading, ...]:
    """What the row of the claim's cell shows for the same thing in other columns (预算数, 上年数)."""
    figure = first_figure(evidence, claim)
    if figure is None or figure.alternatives:
        return ()
    return tuple(
        Reading(other.quantity, claim, other)
        for other in rows[figure.place.table, figure.place.row]
        if other.column in columns and other.facets == figure.facets and not other.alternatives
    )


def reckon(
    stated: Claim,
    choices: tuple[tuple[Reading, ...], ...],
    compute: Callable[..., Interval | None],
    customs: Customs,
) -> Reckoning | None:
    """The best agreement of ``stated`` with what the operands give, or None where nothing can be computed."""
    step = customary(stated, customs).step
    best: tuple[Agreement, Interval, tuple[Reading, ...]] | None = None
    for combination in product(*choices):
        bounds = compute(*[reading.quantity for reading in combination])
        if bounds is None:
            continue
        agreement = rate_agrees(stated.quantity, bounds, step=step)
        if best is None or RANK[agreement] < RANK[best[0]]:
            best = (agreement, bounds, combination)
        if agreement == "equal":
            break
    return Reckoning(*best, _as_they_stand(compute, best[2], best[1])) if best else None


def _as_they_stand(
    compute: Callable[..., Interval | None], combination: tuple[Reading, ...], bounds: Interval
) -> Decimal:
    exact = compute(*[reading.quantity.exact for reading in combination])
    return exact.low if exact else (bounds.low + bounds.high) / 2


def nothing(claim: Claim | None) -> bool:
    """Whether the claim says zero."""
    return claim is not None and not claim.quantity.value


def same_thing(figure: Figure, other: Figure) -> bool:
    """Whether two cells show one and the same amount, so that either may be copied."""
    if figure.code and other.code and figure.code != other.code:
        return False
    return figure.facets == other.facets and figure.column == other.column


@once
def all_customs(evidence: Evidence) -> Customs:
    """The customary steps of the report's prose."""
    return customary_steps(evidence.claims)
