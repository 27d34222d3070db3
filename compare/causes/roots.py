"""Which findings count: the roots. Consequences and suppressed findings do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Audit, Finding, Severity


def roots(audit: Audit) -> list[Finding]:
    """The findings that count, in report order."""
    counting = (finding for finding in audit.findings if finding.cause is None and finding.suppressed is None)
    return sorted(counting, key=lambda finding: (finding.start, finding.end))


def counts(audit: Audit) -> Counter[Severity]:
    """How many root findings there are of each severity."""
    return Counter(finding.severity for finding in roots(audit))


def alarming(audit: Audit) -> bool:
    """Whether there is something to act on: a root finding of severity error or warning."""
    return any(finding.severity != "info" for finding in roots(audit))


def root_of(audit: Audit) -> dict[str, str]:
    """The root that each finding which has a cause follows from, both by their ids."""
    causes = {finding.id: finding.cause for finding in audit.findings}
    return {name: _root(cause, causes) for name, cause in causes.items() if cause is not None}


def resting(audit: Audit) -> frozenset[str]:
    """The findings whose correction was computed with what is wrong at their root, so that it must not be followed.

    The other item of a swap, or a copy of the same slip, has a root too, but a correction of its own.
    """
    every = {finding.id: finding for finding in audit.findings}
    pairs = ((every[name], every.get(root)) for name, root in root_of(audit).items())
    return frozenset(found.id for found, root in pairs if root is not None and _uses(found, root))


def _uses(finding: Finding, root: Finding) -> bool:
    if set(finding.claims) & set(root.claims):
        return True
    places = ((each.start, each.end) for each in finding.evidence if each.start is not None and each.end)
    return any(start < root.end and root.start < end for start, end in places)


def consequences(audit: Audit) -> dict[str, list[Finding]]:
    """The findings that follow from each root, by the root's id, in report order."""
    causes = {finding.id: finding.cause for finding in audit.findings}
    following: dict[str, list[Finding]] = {}
    for finding in sorted(audit.findings, key=lambda finding: (finding.start, finding.end)):
        if finding.cause is not None and finding.suppressed is None:
            following.setdefault(_root(finding.cause, causes), []).append(finding)
    return following


def _root(cause: str, causes: dict[str, str | None]) -> str:
    seen = {cause}
    while (above := causes.get(cause)) is not None and above not in seen:
        cause = above
        seen.add(cause)
    return cause
