"""How often findings of a sort are right, as counted; and the severity that this allows.

``confidence.tsv`` holds the counts: for each check, severity and band of the check's own confidence the findings that
were right among those made on reports with planted and with annotated defects. ``benchmarks/calibrate.py`` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from .model import Finding, Severity

NAME = "confidence.tsv"
BANDS = (0.75, 0.9)
"""The check's own confidence is only asked whether it is below these."""
PRIOR, WEIGHT = 0.85, 10
"""What is believed of a sort never seen, and how many findings that belief is worth."""
HIGHEST = 0.99
CERTAIN = 0.75
"""An error must be right three times in four; otherwise it is a warning."""
LIKELY = 0.5
"""A warning must be right as often as not; otherwise it is information."""

Sort = tuple[str, str, int]
"""Check, severity, band."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of a sort were right, of how many."""

    right: int
    of: int

    @property
    def confidence(self) -> float:
        """The share of right ones, drawn towards what is believed of any finding where there were few."""
        return min(round((self.right + PRIOR * WEIGHT) / (self.of + WEIGHT), 2), HIGHEST)


def sort_of(finding: Finding) -> Sort:
    """The sort that a finding, as its check made it, is counted under."""
    return finding.code, finding.severity, sum(finding.confidence >= band for band in BANDS)


def calibrated(finding: Finding) -> Finding:
    """The finding with the confidence of its sort, and no graver than that allows; as it is if nothing is known."""
    count = _counts().get(sort_of(finding))
    if count is None:
        return finding
    return replace(finding, confidence=count.confidence, severity=severity_of(finding.severity, count))


def severity_of(severity: Severity, count: Count) -> Severity:
    """What a finding may be called that is right as often as counted."""
    if severity == "error" and count.confidence < CERTAIN:
        severity = "warning"
    return "info" if severity == "warning" and count.confidence < LIKELY else severity


@cache
def _counts() -> Mapping[Sort, Count]:
    lines = files(__package__).joinpath(NAME).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        (code, severity, int(band)): Count(int(right), int(of)) for code, severity, band, right, of in rows
    }


def as_lines(counts: Mapping[Sort, Count]) -> list[str]:
    """The table as it is shipped."""
    head = [
        "# How many findings were right: check, severity, band of the check's confidence, right, of.",
        "# Counted by benchmarks/calibrate.py on reports with planted and annotated defects.",
    ]
    rows = (
        "\t".join((*map(str, sort), str(count.right), str(count.of)))
        for sort, count in sorted(counts.items())
    )
    return [*head, *rows]
