"""Rates and shares that follow from a wrong cell."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from .gaps import RATES, Follower, cells_of


def from_wrong_cell(findings: list[Finding]) -> Iterator[Follower]:
    """A rate computed with a cell that the sums of its own table show to be wrong."""
    tables = (each for each in findings if each.code.startswith("TT") and each.expected)
    sure = (each for each in tables if each.severity == "error" or (each.diagnosis and each.suggestion))
    wrong = {cells[0]: each for each in sure if (cells := cells_of(each))}
    for finding in findings:
        root = None
        if wrong and finding.code in RATES:
            root = next((wrong[cell] for cell in cells_of(finding) if cell in wrong), None)
        if root is not None and root.stated in finding.workings:
            yield finding, root
