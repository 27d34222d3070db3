"""A finding's fingerprint: what is wrong and where, in the report's words; no offset, number or page.

The same defect keeps it when text elsewhere changes: paragraphs come or go, sections are renumbered, lines are
wrapped, other figures of the same sentence are corrected.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from ...extract.model import Claim, Figure
from ...narrative.model import Report
from ..model import Evidence, Finding
from ..wording import squeeze

_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])"
)
_DIGITS = re.compile(r"[\d.,，%]+")
_LENGTH = 12


def identified(evidence: Evidence, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with their ids; of several that say the same of the same place, the later are numbered."""
    anchors = Anchors(evidence.report, evidence.claims, evidence.figures)
    seen: dict[str, int] = {}
    for finding in findings:
        mark = _mark(f"{anchors.of(finding)}|{squeeze(finding.stated)}")
        seen[mark] = seen.get(mark, 0) + 1
        yield replace(finding, id=mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


class Anchors:
    """What findings of one report are about, without the wrong number itself."""

    def __init__(self, report: Report, claims: tuple[Claim, ...], figures: tuple[Figure, ...]) -> None:
        self._figures = figures
        self._claims = {claim.id: claim for claim in claims}
        self._sections = {section.id: section for section in report.sections}
        self._titles = {table.id: _words(table.title) for table in report.tables}

    @cached_property
    def _by_place(self) -> dict[tuple[str, int, int], Figure]:
        return {(each.place.table, each.place.row, each.place.column): each for each in self._figures}

    def of(self, finding: Finding) -> str:
        """The check, the section or table, and the subject of a finding."""
        return "|".join((finding.code, finding.kind, *self._place(finding)))

    def _place(self, finding: Finding) -> Iterator[str]:
        claim = self._claims.get(finding.claims[0]) if finding.claims else None
        if finding.section is not None:
            yield "/".join(self._path(finding.section))
        if claim is not None:
            yield from (squeeze(claim.subject), claim.type, claim.column)
        elif finding.section is not None:
            yield squeeze(finding.quote)
        else:
            yield from self._cell(finding)

    def _path(self, section: str | None) -> Iterator[str]:
        while section is not None and section in self._sections:
            yield _words(_NUMBERED.sub("", squeeze(self._sections[section].title)))
            section = self._sections[section].parent

    def _cell(self, finding: Finding) -> Iterator[str]:
        cell = next((item for item in finding.evidence if item.what == "cell" and item.table), None)
        if cell is None or cell.table is None or cell.row is None or cell.column is None:
            yield squeeze(finding.quote)
            return
        yield self._titles.get(cell.table, "")
        figure = self._by_place.get((cell.table, cell.row, cell.column))
        if figure is None:
            yield squeeze(finding.quote)
        else:
            yield from ("/".join((figure.code or "", *figure.row_path)), "/".join(figure.column_path))


def _words(title: str) -> str:
    return _DIGITS.sub("", squeeze(title))
