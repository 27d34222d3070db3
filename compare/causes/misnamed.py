"""An amount under the name of another item: not the amount is wrong but the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ...extract.interval import copies
from ...extract.model import Claim, Figure
from ..findings import cell_exhibit
from ..model import Evidence, Finding, Suggestion
from ..once import once
from ..prose.relations import first_figure
from ..tables.grids import row_label
from ..wording import squeeze
from .gaps import Follower

DEPTH = 7
"""The number of digits of the code of a 项."""
_AMOUNTS = ("NT101", "NN206")
_RATES = ("NN201", "NN203", "NN204")
LOOK_BACK = 400
"""The name of an item stands no further before its amount."""


def misnamed(evidence: Evidence, findings: list[Finding]) -> Iterator[Finding]:
    """Mismatches of an item whose amount is that of an item the prose does not name, rewritten.

    The item named must have its own amount elsewhere in the prose, under the same name: then this one is a copy.
    """
    suspects = [each for each in findings if each.code == "NT101" and each.claims]
    if not suspects:
        return
    spoken, columns = _spoken(evidence), _columns(evidence)
    for finding in suspects:
        claim = evidence.by_id.get(finding.claims[0])
        figure = first_figure(evidence, claim) if claim else None
        if claim is None or figure is None or len(claim.path) < 2 or len(figure.code or "") != DEPTH:
            continue
        said = [each for each in spoken.get(figure.code or "", ()) if each.paragraph != claim.paragraph]
        others = list(_others(claim, figure, columns, spoken))
        if said and len(others) == 1:
            yield _rewritten(evidence, finding, claim, figure, others[0])


def same_name(findings: Iterable[Finding]) -> Iterator[Follower]:
    """One wrong name, which each of its amounts shows."""
    seen: dict[tuple[int, int], Finding] = {}
    for finding in findings:
        root = seen.setdefault((finding.start, finding.end), finding)
        if root is not finding:
            yield finding, root


def under_wrong_name(evidence: Evidence, findings: list[Finding]) -> Iterator[Follower]:
    """What is said of the amounts that stand under a wrong name, by the cells of another row than the one meant."""
    named = {claim: finding for finding in findings if finding.kind == "label" for claim in finding.claims}
    for finding in findings if named else ():
        cells = [(each.table, each.row) for each in finding.evidence if each.what == "cell"]
        compared = finding.code in _AMOUNTS or (finding.code in _RATES and cells)
        root = next((named[claim] for claim in finding.claims if claim in named), None)
        if root is None or root.id == finding.id or finding.kind == "label" or not compared:
            continue
        if root.expected not in [_rows(evidence).get(cell) for cell in cells[:1]]:
            yield finding, root


@once
def _rows(evidence: Evidence) -> dict[tuple[str | None, int | None], str]:
    """The labels of the tables' rows."""
    return {(each.place.table, each.place.row): row_label(each) for each in evidence.figures}


def _spoken(evidence: Evidence) -> dict[str, list[Claim]]:
    """The claims that repeat a cell, by the code of its item."""
    found: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        figure = first_figure(evidence, claim)
        if figure is None or len(figure.code or "") != DEPTH or claim.type != "amount":
            continue
        if copies(claim.quantity, figure.quantity) != "differs":
            found.setdefault(figure.code or "", []).append(claim)
    return found


Columns = dict[tuple[str, int], list[Figure]]


def _columns(evidence: Evidence) -> Columns:
    """The cells of items by table and column."""
    found: Columns = {}
    for figure in evidence.figures:
        if len(figure.code or "") == DEPTH and figure.quantity.value:
            found.setdefault((figure.place.table, figure.place.column), []).append(figure)
    return found


def _others(
    claim: Claim, figure: Figure, columns: Columns, spoken: dict[str, list[Claim]]
) -> Iterator[Figure]:
    """Cells of the same column with the claim's amount, of items that the prose leaves out."""
    for other in columns.get((figure.place.table, figure.place.column), ()):
        unspoken = other.code != figure.code and (other.code or "") not in spoken
        if unspoken and copies(claim.quantity, other.quantity) == "equal":
            yield other


def _same_item(evidence: Evidence, claim: Claim) -> Iterator[str]:
    """The other amounts of the item."""
    for other in evidence.claims:
        if other.paragraph == claim.paragraph and other.path == claim.path and other.type == claim.type:
            yield other.id


@lru_cache(maxsize=256)
def _torn(name: str) -> re.Pattern[str]:
    """A name wherever lines end in it."""
    return re.compile(r"\s*".join(map(re.escape, name)))


def _rewritten(evidence: Evidence, finding: Finding, claim: Claim, figure: Figure, other: Figure) -> Finding:
    wrong, right = (squeeze(each.row_path[-1]) for each in (figure, other))
    text = evidence.report.text
    places = list(_torn(wrong).finditer(text, max(claim.start - LOOK_BACK, 0), claim.start))
    start, end = places[-1].span() if places else (finding.start, finding.end)
    amount = text[claim.start : claim.end]
    message = (
        f"项名“{wrong}”与金额不符：{squeeze(amount)}是“{right}”的数，“{wrong}”另有一项；项名应为“{right}”。"
    )
    return replace(
        finding,
        kind="label",
        claims=tuple(dict.fromkeys((claim.id, *_same_item(evidence, claim)))),
        message=message,
        start=start,
        end=end,
        quote=text[start:end],
        stated=wrong,
        expected=right,
        diagnosis=f"项名写成了“{wrong}”",
        suggestion=Suggestion(start, end, right) if places else None,
        evidence=(cell_exhibit(other), *finding.evidence),
    )
