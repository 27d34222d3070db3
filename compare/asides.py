"""What prose outside the narrative says against itself: annexes (整体支出绩效自评报告), the part on duties and staff,
and long cells of 绩效 tables.

Its years and bases are its own: only what follows from one and the same sentence is held against it, and nothing is
compared with a table of the report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..extract.claims import claims
from ..narrative.model import Cell, Paragraph, Report, Section, Table
from .model import Evidence, Finding, Judgement, Severity
from .once import once
from .wording import squeeze

CHECKS = ("NN201", "NN202", "NN203", "NN205")
"""What is computed again from one sentence alone."""

TABLES = ("performance-department", "performance-project", "performance-target", "project")
SHORTEST = 25
"""A cell of fewer characters is no sentence with two numbers."""
SURENESS = 0.75
"""The confidence of what an aside says against itself: at most this."""
_NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")
_HANZI = re.compile(r"[一-鿿]")
_STOP = re.compile(r"[。！？]")


@once
def asides(evidence: Evidence) -> Evidence:
    """The claims of all prose outside the narrative, without a table to hold them against."""
    report = evidence.report
    spoken = [each for each in report.paragraphs if each.part == "annex"]
    spoken += [replace(each, part="annex") for each in report.paragraphs if each.part == "organisation"]
    spoken += _cells(report)
    aside = replace(report, paragraphs=tuple(spoken), tables=())
    said = claims(aside, parts=("annex",)) if spoken else ()
    return Evidence(aside, said, (), {}, {claim.id: claim for claim in said})


def in_asides(
    evidence: Evidence,
    check: Callable[[Evidence], Iterator[Judgement | Finding]],
    known: Iterable[Finding],
) -> Iterator[Finding]:
    """What a check finds in the asides within one sentence each, but for what the narrative repeats (``known``)."""
    said = {(each.code, each.stated, each.expected) for each in known}
    for each in check(asides(evidence)):
        if not isinstance(each, Finding) or (each.code, each.stated, each.expected) in said:
            continue
        if _of_one_sentence(evidence, each):
            yield _told(each)


def _of_one_sentence(evidence: Evidence, finding: Finding) -> bool:
    """Whether a finding and all it rests on stand in one sentence."""
    places = [(finding.start, finding.end)]
    places += [(each.start, each.end or 0) for each in finding.evidence if each.start is not None]
    start, end = min(start for start, _ in places), max(end for _, end in places)
    return _STOP.search(evidence.report.text, start, end) is None


def _told(finding: Finding) -> Finding:
    """A finding of an aside among those of the report, whose claims it knows nothing of."""
    severity: Severity = "warning" if finding.severity == "error" else finding.severity
    return replace(finding, severity=severity, claims=(), confidence=min(finding.confidence, SURENESS))


def _cells(report: Report) -> Iterator[Paragraph]:
    """Cells that hold sentences, as paragraphs of the section in which their table stands."""
    starts = [section.start for section in report.sections]
    for table in report.tables:
        if table.kind in TABLES:
            at = bisect_right(starts, table.start) - 1
            section = report.sections[at] if at >= 0 else None
            for row in table.rows:
                for cell in row:
                    if len(cell.text) >= SHORTEST:
                        yield from _paragraph(report, table, cell, section)


def _paragraph(report: Report, table: Table, cell: Cell, section: Section | None) -> Iterator[Paragraph]:
    """A cell of words with two numbers or more, if it is printed in one piece."""
    if cell.start is None or cell.end is None or section is None:
        return
    text = squeeze(report.text[cell.start : cell.end])
    if len(_NUMBER.findall(text)) >= 2 and len(_HANZI.findall(text)) > len(text) // 3:
        offsets = tuple(i for i in range(cell.start, cell.end) if not report.text[i].isspace())
        yield Paragraph(f"{table.id}-{cell.start}", text, offsets, section.id, "annex", table.page)
