"""Findings about words: a stretch of a paragraph, or of a table, that no number stands for."""

from __future__ import annotations

from collections.abc import Iterable

from ..extract.model import Claim
from ..narrative.model import Paragraph, TextRange
from .model import Evidence, Exhibit, Finding, Suggestion
from .wording import Blame, squeeze


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
        diagnosis=diagnosis,
        suggestion=suggestion,
        confidence=blame.confidence,
        page=within.page if within is not None else page,
        claims=tuple(claim.id for claim in claims),
    )


def passage(evidence: Evidence, paragraph: Paragraph, start: int, end: int) -> Exhibit:
    """``paragraph.text[start:end]`` as evidence."""
    place = paragraph.place(start, end)
    text = evidence.report.text[place.start : place.end]
    return Exhibit("text", text, place.start, place.end, page=paragraph.page)
