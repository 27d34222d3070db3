"""How far two annotators agree: Cohen's κ on claims that both marked, positive agreement on what each marked.

Positive agreement is 2·both / (2·both + one alone); its interval is Wilson's on both / (both + one alone), mapped over.
κ's interval is Wilson's on the observed agreement with that by chance held fixed (Cohen 1960), so that full agreement
of few claims does not look certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..study.rates import NOTHING, Estimate, wilson
from .model import Annotation, ClaimLabel, FindingLabel
from .quotes import Span, Squeezed, overlap, shared

VALUE = {
    "amount", "unit", "share", "growth", "direction", "completion", "sum", "rounding", "cross-table", "table-sum"
}  # fmt: skip
"""The kinds that are of one family: a number is wrong, whatever its name."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One measure: ``cases`` that it is computed from."""

    name: str
    cases: int
    estimate: Estimate

    def text(self) -> str:
        """In Chinese, on one line."""
        if self.estimate.rate != self.estimate.rate:
            return f"{self.name}：无法计算（{self.cases} 例）"
        low, high = self.estimate.low, self.estimate.high
        return f"{self.name}：{self.estimate.rate:.3f}（95% 区间 {low:.3f}–{high:.3f}，{self.cases} 例）"


def agreement(one: Annotation, other: Annotation, text: str) -> tuple[Agreement, ...]:
    """All measures for two annotations of the report that reads ``text``."""
    pairs = matched_claims(one.claims, other.claims)
    amounts = [(a, b) for a, b in pairs if a.type == b.type == "amount"]
    alone = len(one.claims) + len(other.claims) - 2 * len(pairs)
    found = [_serious(annotation) for annotation in (one, other)]
    both = len(matched_findings(found[0], found[1], Squeezed(text)))
    return (
        _positive("数据是否标出（一致率）", len(pairs), alone),
        _kappa("数据的类型（κ）", [(a.type, b.type) for a, b in pairs]),
        _kappa("数据的列（κ，金额）", [(a.column or "", b.column or "") for a, b in amounts]),
        _kappa("数据的判断（κ）", [(a.verdict, b.verdict) for a, b in pairs]),
        _positive("错误和疑点（一致率）", both, len(found[0]) + len(found[1]) - 2 * both),
    )


def matched_claims(
    ours: Sequence[ClaimLabel], theirs: Sequence[ClaimLabel]
) -> list[tuple[ClaimLabel, ClaimLabel]]:
    """Each claim with at most one of the other's, those that share most first."""
    options = sorted(
        (-shared((a.start, a.end), (b.start, b.end)), i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if a.start < b.end and b.start < a.end
    )
    return [(ours[i], theirs[j]) for i, j in _one_to_one([(i, j) for _, i, j in options])]


def matched_findings(
    ours: Sequence[FindingLabel], theirs: Sequence[FindingLabel], report: Squeezed
) -> list[tuple[FindingLabel, FindingLabel]]:
    """Findings whose quotes overlap and whose kinds are of one family, those of the same kind first."""
    places = [[_places(each, report) for each in some] for some in (ours, theirs)]
    options = sorted(
        (a.kind != b.kind, a.severity != b.severity, i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if _families(a) & _families(b) and overlap(places[0][i], places[1][j])
    )
    return [(ours[i], theirs[j]) for i, j in _one_to_one([(i, j) for _, _, i, j in options])]


def kappa(pairs: Sequence[tuple[str, str]]) -> Estimate:
    """Cohen's κ of two raters' labels with its interval; NaN without cases, or if both gave all the same label."""
    count = len(pairs)
    if not count:
        return NOTHING
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / count**2
    if chance == 1:
        return NOTHING
    same = wilson(sum(a == b for a, b in pairs), count)
    return Estimate(*((part - chance) / (1 - chance) for part in same))


def positive(both: int, alone: int) -> Estimate:
    """2·both / (2·both + alone) with its interval; NaN if nothing was marked."""
    if not both + alone:
        return NOTHING
    return Estimate(*(2 * part / (1 + part) for part in wilson(both, both + alone)))


def _kappa(name: str, pairs: Sequence[tuple[str, str]]) -> Agreement:
    return Agreement(name, len(pairs), kappa(pairs))


def _positive(name: str, both: int, alone: int) -> Agreement:
    return Agreement(name, both + alone, positive(both, alone))


def _one_to_one(options: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    left: set[int] = set()
    right: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for i, j in options:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((i, j))
    return chosen


def _serious(annotation: Annotation) -> list[FindingLabel]:
    return [finding for finding in annotation.findings if finding.severity != "info"]


def _families(finding: FindingLabel) -> set[bool]:
    return {kind in VALUE for kind in (finding.kind, *(finding.alt_kinds or ()))}


def _places(finding: FindingLabel, report: Squeezed) -> list[Span]:
    if finding.start is not None and finding.end is not None:
        return [(finding.start, finding.end)]
    return report.places(finding.quote)
