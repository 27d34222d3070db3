"""Sentences copied whole, whose numbers agree with one another and nothing else; two years in each other's place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...extract.interval import copies, significant
from ..model import Evidence, Exhibit, Finding, Severity
from ..prose.quotients import reckon_quotient
from ..prose.relations import all_customs, first_figure, operand
from ..tables.faults import account
from ..wording import table_titles
from .swaps import Swap

FEWEST = 4
"""So many amounts of the prose must differ from a table, and none agree, for it to be another year's."""
LEAST_CELLS = 2
"""So many are enough where another table contradicts it as well."""
LEAST_DIGITS = 3
_CROSS = ("TT302", "TT303")
_OLD = "文字中的数与这张表处处不符，整张表或这一节可能是上年的"
_OLD_TABLE = "与别处都不符，整张表可能是上年的"
_TURNED = "本年数与上年数互换"
_BUDGET = "写成了本段的预算数"
"""What an outturn looks like where last year's was as planned: the budget's sum shows that both are old."""
_WORDS = "完成率与句中两数相符，整句可能是上年的，或抄自别处"


def copied_sentences(evidence: Evidence, findings: list[Finding]) -> Iterator[Swap]:
    """An outturn that its cell contradicts, with what its budget's cell or sum says: the rate of the two holds."""
    wrong = _contradicted(findings)
    sums = [each for each in findings if each.code == "NN205" and each.claims] if wrong else []
    customs, alone = all_customs(evidence), replace(evidence, links={})
    for rate in evidence.claims if wrong else ():
        actual, budget = operand(evidence, rate, "actual"), operand(evidence, rate, "budget")
        root = wrong.get(actual.id) if rate.type == "completion-rate" and actual else None
        if root is None or actual is None or budget is None:
            continue
        found = reckon_quotient(alone, rate, actual, budget, customs)
        own = wrong.get(budget.id)
        broken = tuple(each for each in sums if budget.id in each.claims)
        following = (*((own,) if own and not own.diagnosis else ()), *broken)
        if root.diagnosis and not (root.diagnosis == _BUDGET and broken):
            continue
        if found is not None and found.agreement != "differs" and following and len(broken) <= 1:
            sums = [each for each in sums if each not in broken]
            yield Swap(replace(root, diagnosis=_WORDS), following)


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
                each
                for each in findings
                if (each.code.startswith("NN") and both & set(each.claims)) or each is wrong.get(then.id)
            )
            yield Swap(replace(root, diagnosis=_TURNED), following)


def _contradicted(findings: list[Finding]) -> dict[str, Finding]:
    """What the tables contradict, by the amount."""
    return {each.claims[0]: each for each in findings if each.code == "NT101" and each.claims}


def old_tables(evidence: Evidence, findings: list[Finding]) -> Iterator[Swap]:
    """A table with which nothing agrees that should: the table is another year's, or what is said of it is."""
    apart: dict[str, list[Finding]] = {}
    for finding in findings:
        cell = finding.evidence[0] if finding.code == "NT101" and finding.evidence else None
        if cell is not None and cell.table is not None:
            apart.setdefault(cell.table, []).append(finding)
    shown: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code in _CROSS:
            for table in sorted({item.table for item in finding.evidence if item.table is not None}):
                shown.setdefault(table, []).append(finding)
    for table in dict.fromkeys((*apart, *shown)):
        members, across = apart.get(table, []), shown.get(table, [])
        cells = {_spot(each.evidence[0]) for each in members if not each.diagnosis}
        cells |= {_spot(item) for each in across for item in each.evidence if item.table == table}
        enough = LEAST_CELLS if across or _one_paragraph(evidence, members) else FEWEST
        if len(cells) >= enough and not _agrees(evidence, table):
            first, *others = (*across, *members)
            diagnosis = f"《{table_titles(evidence)[table]}》{_OLD_TABLE}" if across else _OLD
            severity: Severity = "error" if members else first.severity
            yield Swap(replace(first, diagnosis=diagnosis, severity=severity), tuple(others))


def _spot(item: Exhibit) -> tuple[int | None, int | None]:
    return item.row, item.column


def _one_paragraph(evidence: Evidence, findings: list[Finding]) -> bool:
    """Whether all that contradicts a table is said in one breath, with no slip that would explain any of it."""
    paragraphs = {evidence.by_id[each.claims[0]].paragraph for each in findings if each.claims}
    return len(paragraphs) == 1 and not any(each.diagnosis for each in findings)


def _agrees(evidence: Evidence, table: str) -> bool:
    """Whether an amount of the prose, long enough, is what the table shows in its place, or another table's is."""
    if any(
        each.scope != "table" and any(cell.place.table == table for cell in each.cells)
        for each in account(evidence).holding
    ):
        return True
    said = ((claim.quantity, first_figure(evidence, claim)) for claim in evidence.claims)
    return any(
        cell is not None
        and cell.place.table == table
        and significant(stated.value) >= LEAST_DIGITS
        and copies(stated, cell.quantity) == "equal"
        for stated, cell in said
    )
