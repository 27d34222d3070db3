"""Sentences copied whole, whose numbers agree with one another and nothing else; two years in each other's place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...extract.interval import copies, significant
from ..model import Evidence, Finding
from ..prose.quotients import reckon_quotient
from ..prose.relations import all_customs, first_figure, operand
from .swaps import Swap

FEWEST = 4
"""So many amounts of the prose must differ from a table, and none agree, for it to be another year's."""
LEAST_CELLS = 2
"""So many are enough where another table contradicts it as well."""
LEAST_DIGITS = 3
_CROSS = ("TT302", "TT303")
_OLD = "文字中的数与这张表处处不符，整张表或这一节可能是上年的"
_TURNED = "本年数与上年数互换"
_WORDS = "完成率与句中两数相符，整句可能是上年的，或抄自别处"


def copied_sentences(evidence: Evidence, findings: list[Finding]) -> Iterator[Swap]:
    """An outturn that its cell contradicts, with the sum that its budget breaks."""
    wrong = _contradicted(findings)
    sums = [each for each in findings if each.code == "NN205" and each.claims]
    if not wrong or not sums:
        return
    customs, alone = all_customs(evidence), replace(evidence, links={})
    for rate in evidence.claims:
        actual, budget = operand(evidence, rate, "actual"), operand(evidence, rate, "budget")
        root = wrong.get(actual.id) if rate.type == "completion-rate" and actual else None
        if root is None or actual is None or budget is None or root.diagnosis:
            continue
        found = reckon_quotient(alone, rate, actual, budget, customs)
        broken = tuple(each for each in sums if budget.id in each.claims[1:])
        if found is not None and found.agreement != "differs" and len(broken) == 1:
            sums.remove(broken[0])
            yield Swap(replace(root, diagnosis=_WORDS), broken)


def turned_years(evidence: Evidence, findings: list[Finding]) -> Iterator[Swap]:
    """This year's amount and last year's in each other's place, with what is computed from the two."""
    wrong = _contradicted(findings)
    seen: set[str] = set()
    for change in evidence.claims if wrong else ():
        now, then = operand(evidence, change, "level"), operand(evidence, change, "prior")
        root = wrong.get(now.id) if now else None
        cell = first_figure(evidence, now) if now and root else None
        if root is None or now is None or then is None or cell is None or root.id in seen:
            continue
        if copies(then.quantity, cell.quantity) == "equal":
            seen.add(root.id)
            both = {now.id, then.id}
            following = tuple(
                each for each in findings if each.code.startswith("NN") and both & set(each.claims)
            )
            yield Swap(replace(root, diagnosis=_TURNED), following)


def _contradicted(findings: list[Finding]) -> dict[str, Finding]:
    """What the tables contradict, by the amount."""
    return {each.claims[0]: each for each in findings if each.code == "NT101" and each.claims}


def old_tables(evidence: Evidence, findings: list[Finding]) -> Iterator[Swap]:
    """A table with which no amount of the prose agrees that should: the table is another year's, or the section is."""
    apart: dict[str, list[Finding]] = {}
    for finding in findings:
        cell = finding.evidence[0] if finding.code == "NT101" and finding.evidence else None
        if cell is not None and cell.table is not None:
            apart.setdefault(cell.table, []).append(finding)
    shown: dict[str | None, list[Finding]] = {}
    for finding in findings if apart else ():
        if finding.code in _CROSS:
            for table in {item.table for item in finding.evidence}:
                shown.setdefault(table, []).append(finding)
    for table, members in apart.items():
        unexplained = [each.evidence[0] for each in members if not each.diagnosis]
        cells = {(each.row, each.column) for each in unexplained}
        across = shown.get(table, [])
        if len(cells) >= (LEAST_CELLS if across else FEWEST) and not _agrees(evidence, table):
            first, *others = (*across, *members)
            yield Swap(replace(first, diagnosis=_OLD), tuple(others))


def _agrees(evidence: Evidence, table: str) -> bool:
    """Whether any amount of the prose, long enough, is what the table shows in its place."""
    said = ((claim.quantity, first_figure(evidence, claim)) for claim in evidence.claims)
    return any(
        cell is not None
        and cell.place.table == table
        and significant(stated.value) >= LEAST_DIGITS
        and copies(stated, cell.quantity) == "equal"
        for stated, cell in said
    )
