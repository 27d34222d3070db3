"""The JSON contract, schema 1: every field present, offsets as integers, other numbers as decimal strings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ..compare.model import Assessment, Audit, ChecklistItem, Coverage, Exhibit, Finding, Suggestion
from ..extract.model import Claim, Figure
from ..narrative.model import Section, Table
from ..version import __version__
from .style import Style

SCHEMA = 1

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]
Object = dict[str, Value]

_ACCEPTED = ("accepted", "taken")
_NOT_ASSESSED = Assessment("unverifiable", reason="未核对")


def render(audits: Iterable[Audit], style: Style) -> Iterator[str]:
    """One JSON document, a report a line. Of ``style`` only what was decided applies: the JSON is for programs."""
    yield f'{{"schema": {SCHEMA}, "gouji": "{__version__}", "reports": ['
    separator = "\n"
    for audit in audits:
        yield separator + json.dumps(report_object(audit, style), ensure_ascii=False)
        separator = ",\n"
    yield "]}\n"


def report_object(audit: Audit, style: Style) -> Object:
    """One REPORT of the contract."""
    report = audit.report
    return {
        "path": report.path,
        "sha256": report.sha256,
        "format": report.format,
        "organisation": report.organisation,
        "year": report.year,
        "kind": report.kind,
        "profile": audit.profile,
        "text": report.text,
        "sections": [_section(section) for section in report.sections],
        "tables": [_table(table) for table in report.tables],
        "claims": [_claim(claim, audit) for claim in audit.claims],
        "findings": [
            finding_object(finding, accepted=style.remarks[finding.id].status in _ACCEPTED)
            if finding.id in style.remarks
            else finding_object(finding)
            for finding in audit.findings
        ],
        "checklist": [_checklist_item(item) for item in audit.checklist],
        "coverage": _coverage(audit.coverage),
    }


def _number(value: Decimal | float) -> str:
    return format(value, "f") if isinstance(value, Decimal) else format(Decimal(str(value)), "f")


def _bounds(bounds: tuple[Decimal, Decimal] | None) -> list[Value] | None:
    return None if bounds is None else [_number(bound) for bound in bounds]


def _section(section: Section) -> Object:
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "start": section.start,
        "end": section.end,
        "page": section.page,
    }


def _table(table: Table) -> Object:
    return {
        "id": table.id,
        "title": table.title,
        "kind": table.kind,
        "unit": table.unit,
        "page": table.page,
        "start": table.start,
        "end": table.end,
        "rows": [[cell.text for cell in row] for row in table.rows],
        "header_rows": table.header_rows,
        "stub_columns": table.stub_columns,
    }


def _claim(claim: Claim, audit: Audit) -> Object:
    assessment = audit.assessments.get(claim.id, _NOT_ASSESSED)
    link = audit.links.get(claim.id)
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "page": claim.page,
        "section": claim.section,
        "type": claim.type,
        "subject": claim.subject,
        "column": claim.column,
        "year": claim.year,
        "value": _number(claim.quantity.value),
        "unit": claim.quantity.unit,
        "verdict": assessment.verdict,
        "reason": assessment.reason,
        "expected": assessment.expected,
        "bounds": _bounds(assessment.bounds),
        "links": [_linked_cell(figure) for figure in link.figures] if link else [],
        "operands": [operand.claim for operand in claim.operands],
        "workings": assessment.workings,
        "confidence": _number(claim.confidence),
        "rule": claim.rule,
    }


def _linked_cell(figure: Figure) -> Object:
    return {
        "table": figure.place.table,
        "row": figure.place.row,
        "column": figure.place.column,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": _number(figure.quantity.value),
    }


def finding_object(finding: Finding, *, accepted: bool = False) -> Object:
    """One finding of the contract; ``accepted`` by a reviewer as a defect."""
    return {
        "id": finding.id,
        "code": finding.code,
        "rule": finding.rule,
        "kind": finding.kind,
        "severity": finding.severity,
        "message": finding.message,
        "section": finding.section,
        "page": finding.page,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "stated": finding.stated,
        "expected": finding.expected,
        "bounds": _bounds(finding.bounds),
        "workings": finding.workings,
        "evidence": [_exhibit(exhibit) for exhibit in finding.evidence],
        "diagnosis": finding.diagnosis,
        "suggestion": _suggestion(finding.suggestion),
        "confidence": _number(finding.confidence),
        "cause": finding.cause,
        "suppressed": None if finding.suppressed is None else {"reason": finding.suppressed},
        "accepted": accepted,
        "sort": finding.sort,
    }


def _exhibit(exhibit: Exhibit) -> Object:
    return {
        "what": exhibit.what,
        "table": exhibit.table,
        "row": exhibit.row,
        "column": exhibit.column,
        "start": exhibit.start,
        "end": exhibit.end,
        "page": exhibit.page,
        "text": exhibit.text,
    }


def _suggestion(suggestion: Suggestion | None) -> Object | None:
    if suggestion is None:
        return None
    return {"start": suggestion.start, "end": suggestion.end, "replacement": suggestion.replacement}


def _checklist_item(item: ChecklistItem) -> Object:
    return {"item": item.item, "outcome": item.outcome, "why": item.why, "findings": list(item.findings)}


def _coverage(coverage: Coverage) -> Object:
    return {
        "numbers": coverage.numbers,
        "claims": coverage.claims,
        "linked": coverage.linked,
        "checked": coverage.checked,
        "unverifiable": dict(coverage.unverifiable),
        "warnings": list(coverage.warnings),
    }
