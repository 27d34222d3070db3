"""A year not brought up to date: what the numbers of its sentence show, and the year that it is compared with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..model import Evidence, Finding
from .gaps import Follower

_COMPUTED = ("NN201", "NN203", "NN204", "NN214", "NT101")


def same_year(findings: list[Finding]) -> Iterator[Follower]:
    """One wrong year, which the numbers of its sentence show, and the year that it is compared with."""
    shown = {each.suggestion.start: each for each in findings if each.code == "NN208" and each.suggestion}
    for finding in findings:
        if finding.code == "NN217" and finding.suggestion and finding.suggestion.start in shown:
            yield finding, shown[finding.suggestion.start]


def on_wrong_year(evidence: Evidence, findings: list[Finding]) -> Iterator[Follower]:
    """What is computed or compared with an amount that a wrong year at the head of its sentence makes last year's."""
    claims, text = evidence.claims, evidence.report.text
    taken: dict[str, Finding] = {}
    for finding in findings:
        place = finding.suggestion if finding.kind == "year" else None
        if place is None:
            continue
        stop = text.find("。", place.end)
        first = bisect_left(claims, place.end, key=lambda each: each.start)
        last = bisect_left(claims, stop if stop > 0 else len(text), key=lambda each: each.start)
        taken.update((each.id, finding) for each in claims[first:last] if each.column == "prior")
    for finding in findings:
        if finding.code in _COMPUTED and taken:
            root = next((taken[name] for name in finding.claims if name in taken), None)
            if root is not None:
                yield finding, root
