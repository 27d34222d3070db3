"""What is said around a word of direction that the amounts refute: the other word beside it, the reason behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..model import Finding
from .gaps import Follower

UNDECIDED = "方向一致"
"""What two words of direction should be, if nothing tells which of them is wrong."""
NEAR = 60
"""A reason begins this near, in characters, behind the words of its change."""


def around_turned(findings: list[Finding]) -> Iterator[Follower]:
    """The findings that follow from a turned word: put right, it agrees with the word and the reason beside it."""
    turned = sorted(
        (each for each in findings if each.code == "NN204" and each.expected != UNDECIDED),
        key=lambda each: (each.end, each.start),
    )
    ends = [each.end for each in turned]
    claims = {name: each for each in turned for name in each.claims}
    for finding in findings:
        if finding.code == "NN204" and finding.expected == UNDECIDED:
            root = next((claims[name] for name in finding.claims if name in claims), None)
            if root is not None and root.start < finding.end and finding.start < root.end:
                yield finding, root
        elif finding.code in ("NN213", "NN215"):
            at = bisect_left(ends, finding.start + 1) - 1
            if at >= 0 and finding.start - ends[at] <= NEAR and turned[at].section == finding.section:
                yield finding, turned[at]


def same_turn(findings: list[Finding]) -> Iterator[Follower]:
    """One word of direction that several comparisons refute."""
    seen: dict[tuple[str | None, str], Finding] = {}
    last: Finding | None = None
    for finding in findings:
        if finding.code == "NN204":
            keys = [(finding.section, name) for name in finding.claims]
            root = next((seen[key] for key in keys if key in seen), None)
            if root is None and last is not None and finding.start < last.end and last.start < finding.end:
                root = last
            last = finding
            if root is not None:
                yield finding, root
            for key in keys[:1]:
                seen.setdefault(key, finding)
