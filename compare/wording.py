"""Numbers, cells and words of the report as messages write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ..extract.interval import Interval, plain, to_unit
from ..extract.model import FACTORS, Claim, Figure, Quantity
from .model import Evidence
from .once import once

_INNER = str.maketrans("“”", "‘’")
DIRECTIONS = {1: "增加", -1: "减少"}
"""How an increase and a decrease are worded."""


def amount(quantity: Quantity) -> str:
    """The quantity as a reader writes it: 307.87万元, 54.35%."""
    return f"{plain(quantity.value)}{quantity.unit or ''}"


def as_written(evidence: Evidence, claim: Claim) -> str:
    """The claim's number with its unit, verbatim but for white space."""
    return squeeze(evidence.report.text[claim.start : claim.end])


def inner(text: str) -> str:
    """Words of the report for a message that quotes them: their own quotes are single (“‘三公’经费”)."""
    return text.translate(_INNER)


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def percent(value: Decimal, step: Decimal = Decimal("0.01")) -> str:
    """A percentage to ``step``, half up."""
    return f"{plain(value.quantize(min(step, Decimal('0.01')), rounding=ROUND_HALF_UP))}%"


def range_of(bounds: Interval, places: str = "0.0001") -> tuple[Decimal, Decimal]:
    """The ends of an interval, rounded for printing."""
    step = Decimal(places)
    return bounds.low.quantize(step), bounds.high.quantize(step)


def in_unit_of(claim: Claim, figure: Figure) -> str:
    """A cell's value in the unit of the claim, not coarser than the cell was written."""
    quantity = figure.quantity
    if claim.quantity.unit not in FACTORS or quantity.unit not in FACTORS:
        return plain(quantity.value)
    if claim.quantity.unit == quantity.unit:
        return plain(quantity.value)
    step = min(claim.quantity.step, Decimal("0.01"))
    return plain(to_unit(quantity.yuan, claim.quantity.unit, step))


def cell_words(evidence: Evidence, figure: Figure) -> str:
    """A cell in words: 《支出决算表》“合计”行“基本支出”列为 307.87 万元."""
    row = squeeze(figure.row_path[-1]) if figure.row_path else ""
    column = "·".join(figure.column_path[-2:])
    value = (
        "空白"
        if figure.blank
        else f"{figure.text.strip() or plain(figure.quantity.value)}{figure.quantity.unit or ''}"
    )
    return (
        f"《{title_of(evidence, figure)}》"
        + (f"“{row}”行" if row else "")
        + (f"“{squeeze(column)}”列" if column else "")
        + f"为{value}"
    )


def title_of(evidence: Evidence, figure: Figure) -> str:
    """The title of the cell's table."""
    return table_titles(evidence).get(figure.place.table, squeeze(figure.table_kind))


@once
def table_titles(evidence: Evidence) -> dict[str, str]:
    """The titles of the tables by their ids."""
    return {table.id: squeeze(table.title) for table in evidence.report.tables}
