"""How findings are made: about a number of the prose, about a cell, about any stretch of text; and their exhibits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..extract.interval import Interval
from ..extract.model import Claim, Figure
from ..narrative.model import Paragraph, TextRange
from .model import Evidence, Exhibit, Finding, Kind, Severity, Suggestion
from .wording import amount, as_written, range_of, squeeze

LONGEST_QUOTE = 80
_STOPS = "。；;，,！？"


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
    beside = tuple(others)
    texts = (text_exhibit(evidence, other) for other in (beside if shown is None else shown))
    right = _in_form(evidence, claim, replacement) if replacement else None
    return remark(
        evidence,
        TextRange(*quote_place(evidence, claim)),
        blame,
        message=message,
        expected=expected,
        workings=workings,
        within=claim,
        exhibits=(*map(cell_exhibit, figures), *texts),
        bounds=bounds,
        diagnosis=diagnosis,
        suggestion=Suggestion(claim.start, claim.end, right) if right else None,
        stated=as_written(evidence, claim),
        claims=(claim, *beside),
    )


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
    return remark(
        evidence,
        TextRange(*_cell_place(evidence, figure)),
        blame,
        message=message,
        expected=expected,
        workings=workings,
        exhibits=map(cell_exhibit, (figure, *others)),
        stated=amount(figure.quantity),
        page=figure.page,
    )


def remark(
    evidence: Evidence,
    place: TextRange,
    blame: Blame,
    *,
    message: str,
    expected: str,
    workings: str = "",
    within: Paragraph | Claim | None = None,
    section: str | None = None,
    exhibits: Iterable[Exhibit] = (),
    bounds: Interval | None = None,
    diagnosis: str = "",
    suggestion: Suggestion | None = None,
    stated: str | None = None,
    page: int | None = None,
    claims: Iterable[Claim] = (),
) -> Finding:
    """A finding about the text at ``place``; ``stated`` is what is wrong in it (default: all of it).

    ``within`` is the paragraph or the claim whose section and page it has; ``claims`` are the numbers that it is about.
    """
    quote = evidence.report.text[place.start : place.end]
    return Finding(
        code=blame.code,
        rule=blame.rule,
        kind=blame.kind,
        severity=blame.severity,
        message=message,
        section=within.section if within is not None else section,
        start=place.start,
        end=place.end,
        quote=quote,
        stated=squeeze(quote) if stated is None else stated,
        expected=expected,
        workings=workings,
        evidence=tuple(exhibits),
        bounds=range_of(bounds) if bounds else None,
        diagnosis=diagnosis,
        suggestion=suggestion,
        confidence=blame.confidence,
        page=within.page if within is not None else page,
        claims=tuple(claim.id for claim in claims),
    )


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
    first, start = start, claim.start
    room = longest - len(squeeze(text[claim.start : claim.end]))
    while start > first and room > 0 and text[start - 1] not in _STOPS:
        start -= 1
        room -= not text[start].isspace()
    while start < claim.start and text[start].isspace():
        start += 1
    return start, claim.end


def passage(evidence: Evidence, paragraph: Paragraph, start: int, end: int) -> Exhibit:
    """``paragraph.text[start:end]`` as evidence."""
    place = paragraph.place(start, end)
    text = evidence.report.text[place.start : place.end]
    return Exhibit("text", text, place.start, place.end, page=paragraph.page)


def _in_form(evidence: Evidence, claim: Claim, right: str) -> str:
    """A percentage in the form that it is printed in: 百分之46.8."""
    printed = as_written(evidence, claim)
    return f"百分之{right.rstrip('%')}" if printed.startswith("百分之") and right.endswith("%") else right


def _cell_place(evidence: Evidence, figure: Figure) -> tuple[int, int]:
    if figure.start is not None and figure.end is not None:
        return figure.start, figure.end
    table = next(table for table in evidence.report.tables if table.id == figure.place.table)
    for cell in table.rows[figure.place.row]:
        if cell.start is not None and cell.end is not None:
            return cell.start, cell.end
    return table.start, min(table.end, table.start + LONGEST_QUOTE)
