"""An annotation filled in from the program's own output, for a person to correct."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...compare.causes.roots import consequences, roots
from ...compare.model import Assessment, Audit, Finding
from ...extract.model import Claim, Figure
from ...extract.numerals import parse_arabic
from ...version import __version__
from .model import AcceptableLabel, Annotation, CellLabel, ClaimLabel, FindingLabel

_ARABIC = re.compile(r"[0-9０-９][0-9０-９.．,，\s]*")
_NOT_ASSESSED = Assessment("unverifiable", reason="未核对")


def prefilled(audit: Audit) -> Annotation:
    """Every claim and finding as the program sees them; what was suppressed is acceptable."""
    report = audit.report
    suppressed = [each for each in audit.findings if each.suppressed is not None]
    return Annotation(
        document=report.path,
        claims=tuple(_claims(audit)),
        findings=tuple(_findings(audit)),
        acceptable=tuple(
            AcceptableLabel(_quote(audit, each), each.suppressed, each.page) for each in suppressed
        ),
        rest=(("sha256", report.sha256), ("prefilled", f"gouji {__version__}")),
    )


def _claims(audit: Audit) -> Iterator[ClaimLabel]:
    ids = {claim.id: f"C{number:03}" for number, claim in enumerate(audit.claims, 1)}
    sections = {section.id: section.number or section.title for section in audit.report.sections}
    for claim in audit.claims:
        found = audit.assessments.get(claim.id, _NOT_ASSESSED)
        link = audit.links.get(claim.id)
        operands = tuple(ids[operand.claim] for operand in claim.operands if operand.claim in ids)
        yield ClaimLabel(
            id=ids[claim.id],
            start=claim.start,
            end=claim.end,
            quote=_line(audit.report.text[claim.clause[0] : claim.clause[1]]),
            type=claim.type,
            verdict=found.verdict,
            number=_digits(claim, audit.report.text),
            value=claim.quantity.value,
            unit=claim.quantity.unit or "",
            subject=claim.subject,
            column=claim.column,
            section=sections.get(claim.section),
            page=claim.page,
            operands=operands or None,
            cells=tuple(_cell(audit, figure) for figure in link.figures) if link else None,
            evidence=_line("；".join(part for part in (found.workings, found.reason) if part)) or None,
        )


def _digits(claim: Claim, text: str) -> str:
    """The number without its unit where its digits say its value, else with it (百分之五)."""
    there = text[claim.start : claim.end]
    found = _ARABIC.search(there)
    if found and parse_arabic(found[0])[0] == claim.quantity.value:
        return found[0].strip()
    return _line(there)


def _cell(audit: Audit, figure: Figure) -> CellLabel:
    table = next((each for each in audit.report.tables if each.id == figure.place.table), None)
    row, column = (" ".join(_line(part) for part in path) for path in (figure.row_path, figure.column_path))
    return CellLabel(
        _line(table.title) if table else figure.place.table,
        figure.text,
        figure.start,
        figure.end,
        row,
        column,
    )


def _findings(audit: Audit) -> Iterator[FindingLabel]:
    following = consequences(audit)
    numbered: list[tuple[Finding, str | None]] = []
    for number, root in enumerate(roots(audit), 1):
        group = f"G{number}" if following.get(root.id) else None
        numbered += [(root, group), *((each, group) for each in following.get(root.id, ()))]
    for number, (finding, group) in enumerate(numbered, 1):
        yield FindingLabel(
            id=f"F{number:02}",
            kind=finding.kind,
            severity=finding.severity,
            quote=_quote(audit, finding),
            section=finding.section,
            page=finding.page,
            start=finding.start,
            end=finding.end,
            stated=_line(finding.stated),
            expected=_line(finding.expected),
            confidence=Decimal(str(round(finding.confidence, 4))),
            group=group,
            evidence=_line(finding.workings) or _line(finding.message),
            note=finding.code,
        )


def _quote(audit: Audit, finding: Finding) -> str:
    return _line(audit.report.text[finding.start : finding.end])


def _line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
