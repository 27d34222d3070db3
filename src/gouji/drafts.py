"""Two drafts of one report: which findings are fixed, which are new, which are still there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .compare.causes.fingerprint import Anchors
from .compare.causes.roots import roots
from .compare.model import Audit, Finding


@dataclass(frozen=True, slots=True)
class Drafts:
    """Two audits and what became of the roots of the older; ``still`` pairs a finding with its successor.

    A finding whose number was changed but is wrong again is still there. A root that is now the consequence
    of another finding is neither fixed nor new: it stands under its cause.
    """

    old: Audit
    new: Audit
    fixed: tuple[Finding, ...]
    added: tuple[Finding, ...]
    still: tuple[tuple[Finding, Finding], ...]


def compare_drafts(old: Audit, new: Audit) -> Drafts:
    """Match the findings of two drafts: by fingerprint, then by what and where they are."""
    before = {finding.id: finding for finding in old.findings}
    remaining = {finding.id for finding in new.findings}
    pairs = {each.id: before[each.id] for each in roots(new) if each.id in before}
    gone = [finding for finding in roots(old) if finding.id not in remaining]
    fresh = [finding for finding in roots(new) if finding.id not in before]
    for finding, predecessor in _changed(old, new, gone, fresh):
        pairs[finding.id] = predecessor
        gone.remove(predecessor)
        fresh.remove(finding)
    still = tuple((pairs[each.id], each) for each in roots(new) if each.id in pairs)
    return Drafts(old, new, tuple(gone), tuple(fresh), still)


def _changed(
    old: Audit, new: Audit, gone: Iterable[Finding], fresh: Iterable[Finding]
) -> list[tuple[Finding, Finding]]:
    """Findings of one place and kind whose stated number differs: (new, old) pairs, in order of the text."""
    waiting: dict[str, list[Finding]] = {}
    before = Anchors(old.report, old.claims, old.figures)
    for finding in gone:
        waiting.setdefault(before.of(finding), []).append(finding)
    now = Anchors(new.report, new.claims, new.figures)
    return [(finding, candidates.pop(0)) for finding in fresh if (candidates := waiting.get(now.of(finding)))]
