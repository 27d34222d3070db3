"""A year not brought up to date: what the numbers of its sentence show, and the year that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding
from .gaps import Follower


def same_year(findings: list[Finding]) -> Iterator[Follower]:
    """One wrong year, which the numbers of its sentence show, and the year that it is compared with."""
    shown = {each.suggestion.start: each for each in findings if each.code == "NN208" and each.suggestion}
    for finding in findings:
        if finding.code == "NN217" and finding.suggestion and finding.suggestion.start in shown:
            yield finding, shown[finding.suggestion.start]
