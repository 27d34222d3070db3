"""How findings are put together: quotes, exhibits and numbers in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..extract.interval import Interval, plain, to_unit
from ..extract.model import FACTORS, Claim, Figure, Quantity
from .model import Evidence, Exhibit, Finding, Kind, Severity, Suggestion
from .once import once

LONGEST_QUOTE = 80
AROUND = 36
_STOPS = "。；;，,！？\n"
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


def cell_exhibit(figure: Figure) -> Exhibit:
    """A cell as evidence."""
    place = figure.place
    return Exhibit(
        "cell", figure.text, figure.start, figure.end, place.table, place.row, place.column, figure.page
    )


def text_exhibit(evidence: Evidence, claim: Claim) -> Exhibit:
    """A claim as evidence: the number with its clause, if that is short."""
    start, end = quote_place(evidence, claim, longest=50)
    return Exhibit("text", evidence.report.text[start:end], start, end, page=claim.page)


def quote_place(evidence: Evidence, claim: Claim, *, longest: int = LONGEST_QUOTE) -> tuple[int, int]:
    """The clause around a claim, cut down to ``longest`` characters that are not white space."""
    text = evidence.report.text
    start, end = min(claim.clause[0], claim.start), max(claim.clause[1], claim.end)
    if len(squeeze(text[start:end])) <= longest:
        return start, end
    return _grow(text, (claim.start, claim.end), (start, end), longest)


def _grow(text: str, inner: tuple[int, int], outer: tuple[int, int], longest: int) -> tuple[int, int]:
    start, end = inner
    room = longest - len(squeeze(text[start:end]))
    while start > outer[0] and room > 0 and text[start - 1] not in _STOPS.rstrip("\n"):
        start -= 1
        room -= not text[start].isspace()
    while start < inner[0] and text[start].isspace():
        start += 1
    return start, end


@dataclass(frozen=True, slots=True)
class Blame:
    """What a finding is about: its check, kind and weight."""

    code: str
    rule: str
    kind: Kind
    severity: Severity
    confidence: float = 0.9


def accuse(
    evidence: Evidence,
    claim: Claim,
    blame: Blame,
    *,
    message: str,
    expected: str,
    workings: str,
    figures: Iterable[Figure] = (),
    others: Iterable[Claim] = (),
    shown: Iterable[Claim] | None = None,
    bounds: Interval | None = None,
    diagnosis: str = "",
    replacement: str | None = None,
) -> Finding:
    """A finding about a claim.

    ``others`` take part in it; of these, ``shown`` (default: all) are evidence. ``replacement`` stands for
    the number with its unit.
    """
    start, end = quote_place(evidence, claim)
    beside = tuple(others)
    return Finding(
        code=blame.code,
        rule=blame.rule,
        kind=blame.kind,
        severity=blame.severity,
        message=message,
        section=claim.section,
        start=start,
        end=end,
        quote=evidence.report.text[start:end],
        stated=as_written(evidence, claim),
        expected=expected,
        workings=workings,
        evidence=(*map(cell_exhibit, figures), *_texts(evidence, beside if shown is None else shown)),
        bounds=range_of(bounds) if bounds else None,
        diagnosis=diagnosis,
        suggestion=Suggestion(claim.start, claim.end, _in_form(evidence, claim, replacement))
        if replacement
        else None,
        confidence=blame.confidence,
        claims=(claim.id, *(other.id for other in beside)),
        page=claim.page,
    )


def _in_form(evidence: Evidence, claim: Claim, right: str) -> str:
    """A percentage in the form that it is printed in: 百分之46.8."""
    printed = as_written(evidence, claim)
    return f"百分之{right.rstrip('%')}" if printed.startswith("百分之") and right.endswith("%") else right


def _texts(evidence: Evidence, claims: Iterable[Claim]) -> Iterator[Exhibit]:
    return (text_exhibit(evidence, claim) for claim in claims)


def accuse_cell(
    evidence: Evidence,
    figure: Figure,
    blame: Blame,
    *,
    message: str,
    expected: str,
    workings: str,
    others: Iterable[Figure] = (),
) -> Finding:
    """A finding about a cell, quoted with its row label where the two stand together."""
    start, end = _cell_place(evidence, figure)
    return Finding(
        code=blame.code,
        rule=blame.rule,
        kind=blame.kind,
        severity=blame.severity,
        message=message,
        section=None,
        start=start,
        end=end,
        quote=evidence.report.text[start:end],
        stated=amount(figure.quantity),
        expected=expected,
        workings=workings,
        evidence=tuple(cell_exhibit(other) for other in (figure, *others)),
        confidence=blame.confidence,
        page=figure.page,
    )


def _cell_place(evidence: Evidence, figure: Figure) -> tuple[int, int]:
    if figure.start is not None and figure.end is not None:
        return figure.start, figure.end
    table = next(table for table in evidence.report.tables if table.id == figure.place.table)
    for cell in table.rows[figure.place.row]:
        if cell.start is not None and cell.end is not None:
            return cell.start, cell.end
    return table.start, min(table.end, table.start + LONGEST_QUOTE)
