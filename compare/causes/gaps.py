"""By how much findings say that a table is off: equal gaps in one table are one cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...extract.model import FACTORS
from ..model import Exhibit, Finding
from ..wording import squeeze

Follower = tuple[Finding, Finding]
"""A finding and the one that it follows from."""
Spot = tuple[str | None, int | None, int | None]
MOST_GAPS = 50
"""A table off by more different amounts is not off by one row."""
FAR = Decimal("0.2")
"""An amount of the prose that is off by such a part of what its cell should be is wrong whatever the cell says."""
TELLING = 3
"""So many digits make amounts that two rows do not share by chance."""
RATES = ("NN201", "NN202", "NN203")
"""The checks of rates that are computed from amounts: growth, shares, completion."""
_AMOUNT = re.compile(r"(\d[\d,，]*(?:\.\d+)?)(亿元|万元|千元|元)?")


def gap_of(finding: Finding) -> Iterator[tuple[str, Decimal]]:
    """Each table of the finding's cells with by how much it shows more than the rest, in 元; none if that is 0."""
    stated, expected = _yuan(finding.stated), _yuan(finding.expected)
    if stated is None or expected is None or stated == expected:
        return
    tables = [item.table for item in finding.evidence if item.what == "cell" and item.table is not None]
    for table in dict.fromkeys(tables):
        own = table == tables[0] and not finding.claims
        yield table, stated - expected if own else expected - stated


def step_of(finding: Finding) -> Decimal:
    """To how many 元 the finding's number is stated."""
    match = _AMOUNT.fullmatch(squeeze(finding.stated))
    if match is None:
        return Decimal(0)
    decimals = len(match[1].partition(".")[2])
    return Decimal(1).scaleb(-decimals) * FACTORS.get(match[2] or "元", Decimal(1))


def _yuan(text: str) -> Decimal | None:
    """The one amount that the text is, or the sum of several, in 元."""
    matches = [_AMOUNT.fullmatch(part) for part in squeeze(text).split("+")]
    found = [match for match in matches if match is not None]
    if len(found) < len(matches):
        return None
    return sum((_size(match) for match in found), Decimal(0))


def _size(match: re.Match[str]) -> Decimal:
    return Decimal(match[1].replace(",", "").replace("，", "")) * FACTORS.get(match[2] or "元", Decimal(1))


def spot_of(item: Exhibit) -> Spot:
    """The cell of an exhibit."""
    return (item.table, item.row, item.column)


def cells_of(finding: Finding) -> list[Spot]:
    """The cells that are printed among a finding's evidence."""
    return [spot_of(item) for item in finding.evidence if item.what == "cell" and item.start is not None]


def slipped_itself(finding: Finding, cell: Finding) -> bool:
    """Whether an amount of the prose has a slip of its own, beside that of its cell: it is not what that should be."""
    stated, right = _yuan(finding.stated), _yuan(cell.expected)
    if not finding.diagnosis or stated is None or right is None:
        return False
    return abs(stated - right) > FAR * right


def same_whole(findings: list[Finding]) -> Iterator[Follower]:
    """One total that several of its parts are larger than: it is the total that is wrong, once."""
    seen: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if finding.code == "NN205" and finding.severity == "warning" and len(finding.claims) == 2:
            root = seen.setdefault((finding.claims[1], finding.expected), finding)
            if root is not finding:
                yield finding, root


def same_gap(findings: list[Finding]) -> Iterator[Follower]:
    """A row changed with all its sums: other tables and the prose differ from the table by the same amount."""
    gaps: dict[str, dict[Decimal, Finding]] = {}
    for finding in sorted(findings, key=lambda each: each.suggestion is None):
        if finding.code.startswith("TT"):
            keys = list(gap_of(finding))
            near = (
                _as_far(gaps.get(table, {}), gap, finding) or _turned(gaps.get(table, {}), gap, finding)
                for table, gap in keys
            )
            root = next((each for each in near if each is not None), None)
            if root is not None:
                yield finding, root
            for table, gap in keys:
                if len(gaps.setdefault(table, {})) < MOST_GAPS:
                    gaps[table].setdefault(gap, finding)
    yield from _row_and_sums(findings)
    for finding in findings:
        if finding.code == "NT101" and gaps:
            for table, gap in gap_of(finding):
                known = gaps.get(table, {})
                near = (root for other, root in known.items() if abs(other - gap) < _least(finding, root))
                root = known.get(gap) or next(near, None) or _turned(known, gap, finding)
                if root is not None:
                    yield finding, root
                    break


def _as_far(known: dict[Decimal, Finding], gap: Decimal, finding: Finding) -> Finding | None:
    """The finding of the same gap, but for the rounding of all the cells that the two compare."""
    found = (root for other, root in known.items() if abs(other - gap) < _spare(finding) + _spare(root))
    return known.get(gap) or next(found, None)


def _least(finding: Finding, root: Finding) -> Decimal:
    """By less than this two gaps differ if they are one: the last digit stated, or the rounding of the root's cells."""
    return max(step_of(finding), min(_spare(root) + step_of(finding) / 2, abs(_gap(root)) / 4))


def _gap(finding: Finding) -> Decimal:
    return next((gap for _, gap in gap_of(finding)), Decimal(0))


def _turned(known: dict[Decimal, Finding], gap: Decimal, finding: Finding) -> Finding | None:
    """The finding of the reverse gap between the same two amounts: the rows of a table were exchanged."""
    if len(_digits_of(finding)) < TELLING:
        return None
    mine = sorted(filter(None, (_yuan(finding.stated), _yuan(finding.expected))))
    for other, root in known.items():
        theirs = sorted(filter(None, (_yuan(root.stated), _yuan(root.expected))))
        spare = max(step_of(finding), step_of(root))
        turned = other * gap < 0 and len(mine) == len(theirs) == 2
        if turned and all(abs(one - two) <= spare for one, two in zip(mine, theirs, strict=True)):
            return root
    return None


def _digits_of(finding: Finding) -> str:
    return re.sub(r"\D|0+$", "", finding.stated.partition("万")[0]).lstrip("0")


def _spare(finding: Finding) -> Decimal:
    return step_of(finding) * len(finding.evidence) / 2


def _nearest(known: dict[Decimal, Finding], gap: Decimal, spare: Decimal) -> Finding | None:
    """The finding of the same gap, but for rounding."""
    if gap in known:
        return known[gap]
    return next((root for other, root in known.items() if abs(other - gap) < spare), None)


def _row_and_sums(findings: list[Finding]) -> Iterator[Follower]:
    """Two cells of one table that the prose contradicts by the same amount: one, and a sum above or beside it."""
    seen: dict[str, dict[Decimal, Finding]] = {}
    for finding in findings:
        cell = next((item for item in finding.evidence if item.what == "cell"), None)
        found = next(gap_of(finding), None) if finding.code == "NT101" else None
        if cell is not None and found is not None:
            table, gap = found
            known = seen.setdefault(table, {})
            root = _nearest(known, gap, min(step_of(finding), abs(gap) / 4))
            if root is not None and spot_of(root.evidence[0]) != spot_of(cell):
                yield finding, root
            elif root is None and len(known) < MOST_GAPS:
                known[gap] = finding
