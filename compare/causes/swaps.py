"""Two items that show each other's amount: the amounts were exchanged, or the names, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ...extract.interval import plain, to_unit
from ...extract.model import FACTORS, Claim, Figure
from ..model import Evidence, Finding
from ..prose.paragraphs import alongside
from ..prose.quotients import reckon_quotient
from ..prose.relations import all_customs, first_figure, operand
from ..wording import amount, as_written, percent, squeeze
from .gaps import RATES, Follower


@dataclass(frozen=True, slots=True)
class Swap:
    """The first of two findings, rewritten, and what follows from it."""

    root: Finding
    followers: tuple[Finding, ...]


def swaps(evidence: Evidence, findings: list[Finding]) -> Iterator[Swap]:
    """Pairs of amounts that stand in each other's place."""
    waiting: dict[tuple[object, ...], Finding] = {}
    taken: set[str] = set()
    for finding in findings:
        if finding.code != "NT101" or not finding.claims or finding.claims[0] not in evidence.by_id:
            continue
        keys = list(_shown(evidence, evidence.by_id[finding.claims[0]]))
        firsts = (waiting.get((*place, cell, stated)) for *place, stated, cell in keys)
        first = next((each for each in firsts if each is not None and each.id not in taken), None)
        if first is not None:
            taken |= {first.id, finding.id}
            yield _swap(evidence, first, finding)
            continue
        for key in keys:
            waiting.setdefault(key, finding)


def exchanged_names(findings: Iterable[Finding]) -> Iterator[Swap]:
    """Pairs of names of items each of which should be the other's."""
    waiting: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if finding.kind != "label" or not finding.expected:
            continue
        said = squeeze(finding.quote)
        first = waiting.pop((finding.expected, said), None)
        if first is None:
            waiting[said, finding.expected] = finding
        elif first.id != finding.id:
            yield Swap(replace(first, diagnosis="两项名称互换"), (finding,))


def exchanged_rates(evidence: Evidence, findings: Iterable[Finding]) -> Iterator[Swap]:
    """Pairs of rates of one paragraph each of which is right of what the other is said of."""
    waiting: dict[tuple[str, str], list[tuple[Finding, Claim]]] = {}
    for finding in findings:
        rate = evidence.by_id.get(finding.claims[0]) if finding.code in RATES and finding.claims else None
        if rate is None or finding.bounds is None:
            continue
        open_ = waiting.setdefault((finding.code, rate.paragraph), [])
        first = next((each for each in open_ if _right(each[0], rate) and _right(finding, each[1])), None)
        if first is None:
            open_.append((finding, rate))
            continue
        open_.remove(first)
        yield Swap(replace(first[0], diagnosis=_diagnosis(evidence, first[1], rate)), (finding,))


def _right(finding: Finding, rate: Claim) -> bool:
    """Whether a rate is what a finding asks for."""
    low, high = finding.bounds or (Decimal(0), Decimal(0))
    return low - rate.quantity.step / 2 <= rate.quantity.value <= high + rate.quantity.step / 2


def _diagnosis(evidence: Evidence, *rates: Claim) -> str:
    """What was exchanged: the rates, where tables have the amounts; else it may have been these."""
    operands = {each.claim for rate in rates for each in rate.operands}
    return "两个比率互换" if operands <= evidence.links.keys() else "两个比率互换，或两项金额互换"


def _shown(evidence: Evidence, claim: Claim) -> Iterator[tuple[object, ...]]:
    """Column and unit with what is stated and what the cell shows, to each step that either may be written to."""
    figure = first_figure(evidence, claim)
    if figure is None or claim.quantity.unit not in FACTORS or figure.quantity.unit not in FACTORS:
        return
    unit, step = claim.quantity.unit, claim.quantity.step
    for each in dict.fromkeys((min(step, Decimal("0.01")), step)):
        shown = to_unit(figure.quantity.yuan, unit, each)
        yield claim.column, unit, claim.quantity.value.normalize(), shown.normalize()


def _swap(evidence: Evidence, first: Finding, second: Finding) -> Swap:
    one, two = (evidence.by_id[each.claims[0]] for each in (first, second))
    diagnosis = "两项金额互换"
    held = [words for claim in (one, two) for words in _held(evidence, claim)]
    named = all(claim.path for claim in (one, two))
    suggestion = first.suggestion
    if held and named:
        shown = "、".join(_row(evidence, claim) for claim in (one, two))
        amounts = f"金额互换：报表中{shown}"
        names = f"名称互换：按文中金额，{'、'.join(held)}仍成立"
        diagnosis = f"两项金额互换，或两项名称互换。{amounts}；{names}"
        suggestion = None
    return Swap(replace(first, diagnosis=diagnosis, suggestion=suggestion), (second,))


def _held(evidence: Evidence, claim: Claim) -> Iterator[str]:
    """The completion rates that hold with the amount as it is written."""
    customs = all_customs(evidence)
    for rate in alongside(evidence, claim):
        if rate.type != "completion-rate":
            continue
        actual, budget = operand(evidence, rate, "actual"), operand(evidence, rate, "budget")
        if actual is None or budget is None or actual.id != claim.id:
            continue
        alone = replace(evidence, links={})
        found = reckon_quotient(alone, rate, actual, budget, customs)
        if found is not None and found.agreement == "equal":
            rates = percent(found.value, rate.quantity.step)
            yield f"{amount(actual.quantity)}÷{amount(budget.quantity)}={rates}（{as_written(evidence, rate)}）"


def _row(evidence: Evidence, claim: Claim) -> str:
    figure: Figure | None = first_figure(evidence, claim)
    if figure is None:
        return as_written(evidence, claim)
    name = squeeze(figure.row_path[-1]) if figure.row_path else ""
    return f"“{name}”为{plain(figure.quantity.value)}{figure.quantity.unit or ''}"


def in_turned_rows(findings: Iterable[Finding]) -> Iterator[Follower]:
    """What the prose is told by a cell of two rows that were exchanged in their table."""
    rows = {
        (item.table, item.row): each
        for each in findings
        if each.code == "TT307"
        for item in each.evidence[:-2]
    }
    for finding in findings if rows else ():
        cell = next((item for item in finding.evidence if item.what == "cell"), None)
        root = rows.get((cell.table, cell.row)) if cell is not None and finding.code == "NT101" else None
        if root is not None:
            yield finding, root
