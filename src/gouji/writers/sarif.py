"""SARIF 2.1.0, the exchange format of static analysis: for code review tools and continuous integration."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..compare.checks import catalogue
from ..compare.model import Audit, Exhibit, Finding
from ..version import __version__
from .phrases import Phrases
from .places import squeezed
from .style import Style

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]
Object = dict[str, Value]


def render(audits: Iterable[Audit], style: Style) -> Iterator[str]:
    """One log, a run a report. Lines count from 1; ``charOffset`` counts the characters of the report's text."""
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0"}, ensure_ascii=False)[:-1] + ', "runs": ['
    separator = "\n"
    for audit in audits:
        yield separator + json.dumps(_run(audit, style), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _run(audit: Audit, style: Style) -> Object:
    phrases = Phrases(audit, style.lang, style.remarks)
    coverage = audit.coverage
    return {
        "tool": {
            "driver": {
                "name": "gouji",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(info.code, info.name, info.title, info.severity) for info in catalogue()],
            }
        },
        "artifacts": [{"location": {"uri": _uri(audit)}, "hashes": {"sha-256": audit.report.sha256}}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, audit, phrases) for finding in audit.findings],
        "properties": {
            "organisation": audit.report.organisation,
            "year": audit.report.year,
            "numbers": coverage.numbers,
            "checked": coverage.checked,
            "warnings": list(coverage.warnings),
        },
    }


def _rule(code: str, name: str, title: str, severity: str) -> Object:
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": title or name},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(finding: Finding, audit: Audit, phrases: Phrases) -> Object:
    result: Object = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": squeezed(finding.message) or phrases.title(finding)},
        "locations": [_location(finding.start, finding.end, audit, phrases)],
        "relatedLocations": _related(finding, audit, phrases),
        "partialFingerprints": {"gouji/v1": finding.id},
        "suppressions": _suppressions(finding.suppressed),
        "properties": {
            "kind": finding.kind,
            "stated": finding.stated,
            "expected": finding.expected,
            "workings": finding.workings,
            "cause": finding.cause,
            "page": finding.page,
        },
    }
    if finding.suggestion is not None and audit.report.format in ("txt", "md"):
        result["fixes"] = [_fix(finding, audit, phrases)]
    return result


def _suppressions(reason: str | None) -> list[Value]:
    if reason is None:
        return []
    return [{"kind": "external", "status": "accepted", "justification": reason}]


def _related(finding: Finding, audit: Audit, phrases: Phrases) -> list[Value]:
    places = (exhibit for exhibit in finding.evidence if exhibit.start is not None)
    return [_exhibit(exhibit, number, audit, phrases) for number, exhibit in enumerate(places, 1)]


def _exhibit(exhibit: Exhibit, number: int, audit: Audit, phrases: Phrases) -> Object:
    words = phrases.cell(exhibit) if exhibit.what == "cell" else squeezed(exhibit.text)
    place = _location(exhibit.start or 0, exhibit.end or 0, audit, phrases)
    return place | {"id": number, "message": {"text": words}}


def _location(start: int, end: int, audit: Audit, phrases: Phrases) -> Object:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(audit), "index": 0},
            "region": _region(start, end, audit.report.text, phrases)
            | {"snippet": {"text": audit.report.text[start:end]}},
        }
    }


def _region(start: int, end: int, text: str, phrases: Phrases) -> Object:
    lines = phrases.places
    return {
        "startLine": lines.line(start),
        "startColumn": start - text.rfind("\n", 0, start),
        "endLine": lines.line(end),
        "endColumn": end - text.rfind("\n", 0, end),
        "charOffset": start,
        "charLength": end - start,
    }


def _fix(finding: Finding, audit: Audit, phrases: Phrases) -> Object:
    change = finding.suggestion
    assert change is not None
    region = _region(change.start, change.end, audit.report.text, phrases)
    replacement: Object = {"deletedRegion": region, "insertedContent": {"text": change.replacement}}
    return {
        "description": {"text": phrases.suggestion(finding)},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(audit)}, "replacements": [replacement]}],
    }


def _uri(audit: Audit) -> str:
    """The path as a URI reference: relative paths stay relative."""
    from urllib.parse import quote

    path = Path(audit.report.path)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
