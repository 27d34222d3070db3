"""An amount of a project that its form contradicts, and what its own sentence says of the same amount."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..model import Evidence, Finding
from .gaps import RATES, Follower

_BY_FORM = "PF506"
_OF_UNIT = "NT102"


def told_by_form(evidence: Evidence, findings: list[Finding]) -> Iterator[Follower]:
    """One wrong amount: its wrong unit says more than the form does, and a rate computed with it says less."""
    by_form = {name: each for each in findings if each.code == _BY_FORM for name in _claims(evidence, each)}
    for finding in findings if by_form else ():
        if finding.code == _OF_UNIT and finding.claims and finding.claims[0] in by_form:
            yield by_form[finding.claims[0]], finding
        elif finding.code in RATES:
            root = next((by_form[name] for name in finding.claims[1:] if name in by_form), None)
            if root is not None:
                mended = finding.suggestion is not None and root.start <= finding.suggestion.start < root.end
                yield (root, finding) if mended else (finding, root)


def _claims(evidence: Evidence, finding: Finding) -> Iterator[str]:
    """The claims whose numbers stand in a finding's quote."""
    claims = evidence.claims
    for each in claims[bisect_left(claims, finding.start, key=lambda claim: claim.start) :]:
        if each.start >= finding.end:
            return
        yield each.id
