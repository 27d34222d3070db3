"""An audit as rows: the columns of each folder and how they are filled. Knows nothing of Parquet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, cast

from ...compare.causes.roots import counts
from ...compare.model import Assessment, Audit, Finding, Severity
from ...extract.model import Claim
from ...narrative.model import Report, Section
from ...version import __version__
from .model import Row, Screened

Type = Literal["text", "integer", "decimal", "real", "flag", "texts"]


def _typed(names: str) -> dict[str, Type]:
    """Columns in order, written ``name`` or ``name:type``."""
    pairs = (name.partition(":") for name in names.split())
    return {name: cast(Type, kind or "text") for name, _, kind in pairs}


SOURCE = _typed("path sha256")
"""Columns that begin every row."""

GIVEN = _typed("duplicate_of region level sector given_year:integer given_organisation")
"""Columns of ``reports`` and ``errors`` after those of the source: what the manifest says."""

REPORT = _typed(
    "format organisation year:integer kind profile characters:integer tables:integer numbers:integer claims:integer "
    "linked:integer checked:integer unverifiable:integer findings:integer errors:integer warnings:integer "
    "notes:integer checklist:texts "
    "reading_warnings:texts unread:texts gouji rules model"
)
CLAIM = _typed(
    "id start:integer end:integer text type subject column year:integer value:decimal unit direction:integer verdict "
    "reason expected section section_kind page:integer line:integer table row:integer "
    "table_column:integer cell confidence:real rule"
)
FINDING = _typed(
    "id code rule kind severity message section heading page:integer line:integer start:integer end:integer "
    "quote stated expected workings diagnosis replacement confidence:real cause suppressed root:flag"
)
TABLE = _typed(
    "id title kind unit page:integer start:integer end:integer rows:integer columns:integer header_rows:integer "
    "figures:integer"
)
ERROR = _typed("reason message")

_LINE = re.compile("\n")
_RULES = ("narrative", "extract", "compare")
_NOT_ASSESSED = Assessment("unverifiable")


def screened(audit: Audit) -> Screened:
    """All rows of one audit."""
    roots = counts(audit)
    sections = {section.id: section for section in audit.report.sections}
    lines = [found.start() for found in _LINE.finditer(audit.report.text)]
    return Screened(
        report=_report(audit, roots),
        errors=roots["error"],
        warnings=roots["warning"],
        claims=tuple(_claim(claim, audit, sections.get(claim.section), lines) for claim in audit.claims),
        findings=tuple(_finding(finding, audit.report) for finding in audit.findings),
        tables=tuple(_tables(audit)),
        checked=audit.coverage.checked,
        unverifiable=sum(audit.coverage.unverifiable.values()),
        unread=audit.coverage.unread,
    )


def _report(audit: Audit, roots: Counter[Severity]) -> Row:
    report, coverage = audit.report, audit.coverage
    return (
        report.format, report.organisation or None, report.year, report.kind, audit.profile, len(report.text),
        len(report.tables), coverage.numbers, coverage.claims, coverage.linked, coverage.checked,
        sum(coverage.unverifiable.values()), len(audit.findings), roots["error"], roots["warning"], roots["info"],
        [f"{item.outcome}:{item.item}" for item in audit.checklist], list(coverage.warnings),
        list(coverage.unread), __version__, rule_version(), model_version(),
    )  # fmt: skip


def _claim(claim: Claim, audit: Audit, section: Section | None, lines: list[int]) -> Row:
    found = audit.assessments.get(claim.id, _NOT_ASSESSED)
    link = audit.links.get(claim.id)
    figure = link.figures[0] if link else None
    cell = figure and (figure.place.table, figure.place.row, figure.place.column, figure.text)
    return (
        claim.id, claim.start, claim.end, audit.report.text[claim.start : claim.end], claim.type, claim.subject,
        claim.column, claim.year, _decimal(claim.quantity.value), claim.quantity.unit, claim.direction,
        found.verdict, found.reason, found.expected, section.number if section else None,
        section.kind if section else None, claim.page,
        bisect_left(lines, claim.start) + 1 if claim.page is None else None,
        *(cell or (None, None, None, None)), claim.confidence,
        claim.rule,
    )  # fmt: skip


def _finding(finding: Finding, report: Report) -> Row:
    line = report.text.count("\n", 0, finding.start) + 1 if finding.page is None else None
    return (
        finding.id, finding.code, finding.rule, finding.kind, finding.severity, finding.message, finding.section,
        _heading(finding, report), finding.page, line, finding.start, finding.end, finding.quote,
        finding.stated, finding.expected, finding.workings, finding.diagnosis,
        finding.suggestion.replacement if finding.suggestion else None, finding.confidence, finding.cause,
        finding.suppressed, finding.cause is None and finding.suppressed is None,
    )  # fmt: skip


def _heading(finding: Finding, report: Report) -> str | None:
    """The table that a finding stands in, else the innermost heading above it."""
    for table in report.tables:
        if table.start <= finding.start < table.end:
            return f"表：{' '.join(table.title.split())}"
    around = [section for section in report.sections if section.start <= finding.start < section.end]
    last = max(around, key=lambda section: section.start, default=None)
    return " ".join(f"{last.number} {last.title}".split()) if last else None


def _tables(audit: Audit) -> Iterator[Row]:
    figures: dict[str, int] = {}
    for figure in audit.figures:
        figures[figure.place.table] = figures.get(figure.place.table, 0) + (not figure.blank)
    for table in audit.report.tables:
        yield (
            table.id, table.title, table.kind, table.unit, table.page, table.start, table.end, len(table.rows),
            len(table.columns), table.header_rows, figures.get(table.id, 0),
        )  # fmt: skip


def _decimal(value: Decimal) -> Decimal | None:
    """The value if it fits DECIMAL(38, 8), the type of its column; None if not (its text is there verbatim)."""
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -8 and abs(value) < 10**28 else None


@cache
def rule_version() -> str:
    """Which rules made a result: a digest over the code and the data of reading, extracting and comparing."""
    digest = sha256()
    for layer in _RULES:
        for name, content in sorted(_content(files(f"gouji.{layer}"), layer)):
            digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


@cache
def model_version() -> str:
    """Which trained weights stood beside the rules: a digest of them (docs/model-card.md)."""
    digest = sha256()
    for name in ("link.json", "link.npz"):
        digest.update((files("gouji.extract.trained") / name).read_bytes())
    return f"link-{digest.hexdigest()[:8]}"


def _content(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        inner = f"{name}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _content(entry, inner)
        elif entry.name.endswith((".py", ".tsv", ".toml", ".json", ".npz", ".txt")):
            yield inner, entry.read_bytes()
