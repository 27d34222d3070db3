"""What rests on doubtful readings (by OCR, of tables that do not add up): no error, no verdict against a number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from ..extract.model import Claim, Figure
from ..narrative.model import CellRef, Table
from .model import Evidence, Exhibit, Finding, Judgement

REASON = "读取没有把握（OCR 识别不清或表格可能读错）"
_NOTE = "（相关文字读取没有把握，请核对原件。）"
_ABSENCES = ("missing-section", "missing-explanation", "zero-statement")
_AMOUNT = re.compile(r"\d\.\d")
_MUCH = 0.02
"""The part of the text from which on doubts also touch what was not found: it may have been there."""


def tempered(
    evidence: Evidence,
    judgements: tuple[Judgement, ...],
    findings: tuple[Finding, ...],
    *,
    misread: frozenset[str] = frozenset(),
) -> tuple[tuple[Judgement, ...], tuple[Finding, ...]]:
    """The judgements and findings with those that rest on doubtful readings made unverifiable and information.

    ``misread`` are the tables that most likely were.
    """
    if not evidence.report.doubts and not misread:
        return judgements, findings
    doubts = _Doubts(evidence, misread)
    softened = {finding: doubts.touch(finding) for finding in findings}
    touched = {name for finding, soft in softened.items() if soft for name in finding.claims}
    judged = tuple(
        replace(each, verdict="unverifiable", reason=REASON)
        if each.verdict == "inconsistent" and (each.claim in touched or doubts.touch_claim(each.claim))
        else each
        for each in judgements
    )
    return judged, tuple(_information(finding) if soft else finding for finding, soft in softened.items())


def _information(finding: Finding) -> Finding:
    return replace(
        finding,
        severity="info",
        confidence=min(finding.confidence, 0.3),
        message=finding.message + _NOTE,
        suggestion=None,
    )


class _Doubts:
    """The doubtful ranges of one report, and what touches them."""

    def __init__(self, evidence: Evidence, misread: frozenset[str]) -> None:
        self.evidence = evidence
        self.tables = {table.id: table for table in evidence.report.tables}
        self.starts = [doubt.start for doubt in evidence.report.doubts]
        self.ends = [doubt.end for doubt in evidence.report.doubts]
        length = sum(doubt.end - doubt.start for doubt in evidence.report.doubts)
        self.many = length > _MUCH * len(evidence.report.text)
        self.unclear = misread | {table.id for table in evidence.report.tables if self._is_unclear(table)}

    def within(self, start: int | None, end: int | None) -> bool:
        """Whether a doubtful character stands in a range."""
        if start is None or end is None:
            return False
        at = bisect_right(self.ends, start)
        return at < len(self.starts) and self.starts[at] < end

    def _is_unclear(self, table: Table) -> bool:
        """Whether the head of a table below its title is in doubt, so that its columns are, or much of the rest."""
        cells = (cell.start for row in table.rows[table.header_rows :] for cell in row)
        first = min((start for start in cells if start is not None), default=table.end)
        if self.within(self._below_title(table), self._line(first)[0]):
            return True
        return self._doubtful(table.start, table.end) > _MUCH * (table.end - table.start)

    def _below_title(self, table: Table) -> int:
        return self.evidence.report.text.find("\n", table.start, table.end) + 1 or table.start

    def _line(self, at: int) -> tuple[int, int]:
        """The line of the text around a place: in what OCR has read, a row of a table."""
        text = self.evidence.report.text
        end = text.find("\n", at)
        return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)

    def _doubtful(self, start: int, end: int) -> int:
        """How many doubtful characters stand in a range."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return sum(min(self.ends[i], end) - max(self.starts[i], start) for i in range(first, last))

    def touch(self, finding: Finding) -> bool:
        """Whether a finding rests on a doubtful character, or on the absence of what may not have been read."""
        if finding.kind in _ABSENCES and self.many:
            return True
        if self.within(finding.start, finding.end) or any(map(self.touch_claim, finding.claims)):
            return True
        added = finding.code.startswith("TT")
        return any(self._touch_exhibit(item, added) for item in finding.evidence)

    def _touch_exhibit(self, item: Exhibit, added: bool) -> bool:
        if item.what == "text" or item.table is None or item.row is None or item.column is None:
            return self.within(item.start, item.end)
        return self.touch_cell(CellRef(item.table, item.row, item.column), added=added)

    def touch_cell(self, place: CellRef, *, added: bool) -> bool:
        """Whether a cell's table or row is in doubt; of a sum, anything in its column and any label or code.

        A row whose label was misread is missing from the sum.
        """
        table = self.tables.get(place.table)
        if table is None or table.id in self.unclear:
            return table is not None
        if added:
            return self._doubtful(self._below_title(table), table.end) > self._in_other_columns(table, place)
        starts = [cell.start for cell in table.rows[place.row] if cell.start is not None]
        return bool(starts) and self.within(*self._line(min(starts)))

    def _in_other_columns(self, table: Table, place: CellRef) -> int:
        """How many doubtful characters stand in amounts of other columns."""
        return sum(
            self._doubtful(cell.start, cell.end)
            for row in table.rows
            for j, cell in enumerate(row)
            if j != place.column and cell.start is not None and cell.end and _AMOUNT.search(cell.text)
        )

    def touch_claim(self, name: str) -> bool:
        """Whether a claim, what it is computed from, or a cell that one of those speaks of is in doubt."""
        claim = self.evidence.by_id[name]
        operands = (self.evidence.by_id.get(operand.claim) for operand in claim.operands)
        return any(self._touch_one(each) for each in (claim, *operands) if each is not None)

    def _touch_one(self, claim: Claim) -> bool:
        if self.within(claim.start, claim.end):
            return True
        link = self.evidence.links.get(claim.id)
        figures: tuple[Figure, ...] = link.figures[: link.near] if link else ()
        return any(self.touch_cell(figure.place, added=False) for figure in figures)
