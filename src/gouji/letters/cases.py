"""The findings of a screening by organisation, those with most errors first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..compare.model import Severity

if TYPE_CHECKING:
    from ..corpora.screening.results import Results

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_FETCHED = 4096
_OWN = "coalesce(given_organisation, organisation, path)"
_CHOSEN = f"""
create or replace table chosen as
select f.*, {_OWN} as owner, coalesce(region, '') as place
from findings f join reports r using (path)
where f.root and r.duplicate_of is null and list_contains(?, f.severity) and f.confidence >= ?
"""
_RANKED = """
create or replace table ranked as
select owner, place, row_number() over (
    order by count(*) filter (severity = 'error') desc, count(*) filter (severity = 'warning') desc,
             count(*) desc, owner, place
) as rank
from chosen group by owner, place
"""
_LISTED = f"""
create or replace table listed as
select k.rank, r.path, coalesce(given_year, year) as year, kind, r.checked, r.unverifiable, r.unread
from reports r join ranked k on {_OWN} = k.owner and coalesce(region, '') = k.place
where r.duplicate_of is null
"""
_REPORTS = "select * from listed where rank <= ? order by rank, path"
_CASES = """
select k.rank, owner, place, path, code, severity, message, heading, page, line, quote, stated, expected,
       workings, diagnosis, replacement
from chosen join ranked k using (owner, place) where k.rank <= ?
order by k.rank, path, start, "end", id
"""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the organisation: how much of it was checked, and which parts could not be read."""

    path: str
    year: int | None
    kind: str
    checked: int
    unverifiable: int
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A finding as screening kept it."""

    path: str
    code: str
    severity: Severity
    message: str
    heading: str
    page: int | None
    line: int | None
    quote: str
    stated: str
    expected: str
    workings: str
    diagnosis: str
    replacement: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """An organisation, its reports and what was found in them; ``rank`` 1 has most errors."""

    rank: int
    name: str
    region: str
    reports: tuple[ReportRow, ...]
    cases: tuple[Case, ...]

    def count(self, severity: Severity) -> int:
        """How many findings of a severity."""
        return sum(case.severity == severity for case in self.cases)

    @property
    def wrong(self) -> tuple[ReportRow, ...]:
        """The reports in which something was found."""
        paths = {case.path for case in self.cases}
        return tuple(report for report in self.reports if report.path in paths)


def dossiers(
    results: Results,
    *,
    least: Severity = "warning",
    minimum_confidence: float = 0.0,
    top: int | None = None,
) -> Iterator[Dossier]:
    """The organisations with findings of at least that severity and confidence, the worst first.

    Only roots count: not what was suppressed or follows from another. One name in two regions is two organisations.
    """
    connection = results.connection
    severities = list(SEVERITIES[: SEVERITIES.index(least) + 1])
    connection.execute(_CHOSEN, [severities, minimum_confidence])
    connection.execute(_RANKED)
    connection.execute(_LISTED)
    last = top or 2**31
    reports = groupby(_rows(connection.cursor(), _REPORTS, last), key=lambda row: row[0])
    cases = groupby(_rows(connection.cursor(), _CASES, last), key=lambda row: row[0])
    for (rank, own), (_, found) in zip(reports, cases, strict=True):
        rows = [_report(*row[1:]) for row in own]
        findings = list(found)
        yield Dossier(rank, findings[0][1], findings[0][2], tuple(rows), tuple(map(_case, findings)))


def _rows(cursor: Any, query: str, last: int) -> Iterator[tuple[Any, ...]]:
    cursor.execute(query, [last])
    while rows := cursor.fetchmany(_FETCHED):
        yield from rows


def _report(
    path: str, year: int | None, kind: str, checked: int, unverifiable: int, unread: list[str] | None
) -> ReportRow:
    return ReportRow(path, year, kind, checked, unverifiable, tuple(unread or ()))


def _case(row: tuple[Any, ...]) -> Case:
    path, code, severity, message, heading, page, line, *texts, replacement = row[3:]
    quote, stated, expected, workings, diagnosis = (text or "" for text in texts)
    return Case(
        path, code, severity, message, heading or "", page, line, quote, stated, expected, workings, diagnosis,
        replacement,
    )  # fmt: skip
