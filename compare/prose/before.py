"""Changes against a year that only the tables show: 比上年减少1万元, where the table has a column of last year.

A column of 执行数 says nothing of a change against 预算 and the reverse. Where more changes disagree with the tables
than agree with them, the prose compares with something else, and none is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from ...extract.cues import in_reason
from ...extract.interval import Agreement, customary, sums_to
from ...extract.model import FACTORS, Claim, Figure
from ..model import Evidence
from ..once import once
from ..wording import squeeze
from .growth import growths
from .relations import RANK, Reading, all_customs, beside, operand, readings, rows_of

_REACH = 60
_DONE, _PLANNED = re.compile("执行|决算|实际"), re.compile("预算")
_YEAR = re.compile(r"20\d\d(?=年)")
_FAR = 400
_COMPARED = re.compile("比|较|与|同|原因|因")
_BASES = re.compile(
    r"(?:比|较)(?P<base>(?:20\d\d年|上年|上一年|去年|年初|全年|预算)[^，。；\d]{0,12}?)(?=增|减|下降|上升|提高|降低|压)"
)
_BASE = re.compile(r"(?:比|较|与|同|和)(?P<base>(?:20\d\d年|上年|上一年|去年)[^，。；]{0,16})$")


@dataclass(frozen=True, slots=True)
class Change:
    """A change with both levels: this year's and the one that the table shows for the year before."""

    claim: Claim
    level: Claim
    now: Reading
    then: Reading
    agreement: Agreement
    named: bool
    """Whether the words say that it is a budget, or what was spent, that they compare with."""

    @property
    def direction(self) -> int:
        """Which way the tables moved: 1, −1, or 0."""
        moved = self.now.quantity.yuan - self.then.quantity.yuan
        return (moved > 0) - (moved < 0)


@once
def changes(evidence: Evidence) -> dict[str, Change]:
    """The changes by claim that stand without a rate and whose base only a table shows; none if most disagree."""
    paired = {growth.change.id for growth in growths(evidence) if growth.change}
    found = {
        each.claim.id: each
        for claim in evidence.claims
        if claim.type == "change-amount" and claim.direction and claim.id not in paired
        for each in _change(evidence, claim)
    }
    wrong = sum(each.agreement == "differs" for each in found.values())
    return found if wrong * 2 <= len(found) or wrong == 1 else {}


def _change(evidence: Evidence, claim: Claim) -> Iterator[Change]:
    level = operand(evidence, claim, "level")
    if level is None or operand(evidence, claim, "prior", "budget") or level.quantity.unit not in FACTORS:
        return
    base = _base(evidence, claim)
    shown = [then for then in beside(evidence, level, ("prior",), rows_of(evidence)) if _same(base, then)]
    if not base or len(shown) != 1:
        return
    customs = all_customs(evidence)
    stated = customary(claim, customs)
    tried: list[tuple[Agreement, Reading, Reading]] = []
    for now, then in product(readings(evidence, level, customs), shown):
        more, less = sorted((now, then), key=lambda reading: -reading.quantity.yuan)
        tried.append((sums_to(more.quantity, (less.quantity, stated)), now, then))
    if tried:
        agreement, now, then = min(tried, key=lambda each: RANK[each[0]])
        yield Change(claim, level, now, then, agreement, bool(re.search("[预决]算|执行", base)))


def _base(evidence: Evidence, claim: Claim) -> str:
    """What the change is against, as far as it is the year before; else empty."""
    before = squeeze(evidence.report.text[max(claim.clause[0], claim.start - _REACH) : claim.start])
    verb = re.split("增加|减少|增长|下降|压缩|压减|降低|提高|上升|增|减", before)
    match = (_BASE.search(verb[-2]) if len(verb) > 1 else None) or _announced(evidence, claim, before)
    if match is None:
        return ""
    year = _YEAR.search(match["base"])
    last = evidence.report.year is not None and (year is None or int(year[0]) == evidence.report.year - 1)
    return match["base"] if last else ""


def _announced(evidence: Evidence, claim: Claim, clause: str) -> re.Match[str] | None:
    """The year before that the paragraph compares with, where a clause has no words of its own for it.

    预算20万元，较上年减少1万元，其中：接待费减少1万元: parts of what was said of the total, in later sentences too.
    """
    if _COMPARED.search(clause):
        return None
    start = next(each.start for each in evidence.report.sections if each.id == claim.section)
    told = squeeze(evidence.report.text[max(start, claim.start - _FAR) : claim.start])
    bases = list(_BASES.finditer(told))
    among = told.find("其中", bases[-1].end()) >= 0 if bases else False
    return bases[-1] if among and not in_reason(re.split("[。；]", told)[-1]) else None


def _same(base: str, then: Reading) -> bool:
    """Whether words and column do not contradict each other: one of a budget, the other of what was spent."""
    head = "".join(then.figure.column_path) if then.figure else ""
    done, planned = _DONE.search(head), _PLANNED.search(head) and not _DONE.search(head)
    if _DONE.search(base):
        return not planned
    return not (done and _PLANNED.search(base))


def another_basis(evidence: Evidence, claim: Claim, figure: Figure) -> bool:
    """Whether a change against a budget stands beside a column that compares with what was spent, or the reverse."""
    base = _base(evidence, claim) if claim.type == "change-amount" and figure.column == "change" else ""
    if not base:
        return False
    before = [
        "".join(row.column_path)
        for row in evidence.figures
        if row.place.table == figure.place.table and row.column == "prior"
    ]
    heads = "".join(before) or "".join(figure.column_path)
    done = _DONE.search(heads) is not None
    return done if _PLANNED.search(base) else bool(_DONE.search(base)) and not done
