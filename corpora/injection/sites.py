"""Where a defect may go: numbers that an audit, or an annotation, found consistent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ...compare.model import Audit, Evidence
from ...compare.prose.item_lists import item_lists
from ...compare.prose.lists import agreement, enumerations
from ...compare.prose.relations import agrees_with, all_customs, main_figure
from ...extract.interval import to_unit
from ...extract.model import FACTORS, Claim, Figure
from .model import Site, Source

HIDDEN = 3
"""So many last digits of a rate, one beyond what is called rounding, hide a change of its operands."""
CERTAIN = 0.75
"""From this probability on a link accuses (see NT101)."""
MOST_NEIGHBOURS = 12
_DECIMALS = re.compile(r"\d(?:\s*[.．]\s*(\d+))?(?!.*\d)", re.DOTALL)
Bounds = Mapping[int, tuple[Decimal, Decimal]]
RATES = ("share", "growth-rate", "completion-rate")


def source_of(audit: Audit) -> Source:
    """The report with its own verdicts."""
    evidence = evidence_of(audit)
    sure = {name for name, each in audit.assessments.items() if each.verdict == "consistent"}
    taken = _taken(audit)
    sites = tuple(site for site in _sites(evidence, sure, _bounds(audit)) if not _within(site, taken))
    return Source(audit, sites, taken)


def annotated_source(audit: Audit, lines: Iterable[Mapping[str, object]]) -> Source:
    """The report with the verdicts of an annotation: claims in the form of ``*.claims.jsonl``, one mapping each.

    Claims that the program did not see are sites too; a figure to copy is then another of the same section.
    """
    gold = [line for line in lines if line["verdict"] == "consistent" and line.get("value")]
    used = Counter(str(name) for line in gold for name in _names(line.get("operands")))
    values: dict[object, list[Decimal]] = defaultdict(list)
    for line in gold:
        if line["type"] == "amount":
            values[line.get("section"), line.get("unit")].append(Decimal(str(line["value"])))
    taken = _taken(audit)
    bounds = _bounds(audit)
    every = (_annotated(audit.report.text, line, used, values, bounds) for line in gold)
    sites = tuple(site for site in every if not _within(site, taken))
    return Source(audit, sites, taken)


def _names(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _annotated(
    text: str,
    line: Mapping[str, object],
    used: Counter[str],
    values: Mapping[object, list[Decimal]],
    bounds: Bounds,
) -> Site:
    start, end = int(str(line["char_start"])), int(str(line["char_end"]))
    rate = line["type"] in RATES
    rates = bool(line.get("operands")) if rate else used[str(line["id"])]
    unit = line.get("unit")
    value = _as_fine_as(text[start:end], Decimal(str(line["value"])))
    beside = tuple(v for v in values.get((line.get("section"), unit), ()) if v != value)
    return Site(
        start=start,
        end=end,
        type=str(line["type"]),
        column=str(line.get("column") or "none"),
        value=value,
        unit=str(unit) if unit else None,
        celled=bool(line.get("cell") or line.get("cells")),
        rates=int(rates),
        summed=False,
        neighbours=beside[:MOST_NEIGHBOURS],
        group=f"{line.get('section')}|{line.get('column')}",
        bounds=bounds.get(start),
    )


def _as_fine_as(printed: str, value: Decimal) -> Decimal:
    """The value with the decimals that are printed: an annotation may hold 6.0 for 6家."""
    match = _DECIMALS.search(printed)
    fine = value.quantize(Decimal(1).scaleb(-len(match[1] or "") if match else 0))
    return fine if fine == value else value


def _bounds(audit: Audit) -> Bounds:
    """What the rounded operands of the rates allow, by where the rate stands."""
    told = ((claim.start, audit.assessments[claim.id].bounds) for claim in audit.claims)
    return {start: each for start, each in told if each is not None}


def evidence_of(audit: Audit) -> Evidence:
    """The evidence that an audit was made from."""
    by_id = {claim.id: claim for claim in audit.claims}
    return Evidence(audit.report, audit.claims, audit.figures, audit.links, by_id)


def _sites(evidence: Evidence, sure: set[str], bounds: Bounds) -> Iterator[Site]:
    customs = all_customs(evidence)
    rates, spare = _rates(evidence, sure), _spare(evidence, sure)
    summed = _summed(evidence)
    tables: dict[str, list[Figure]] = defaultdict(list)
    for figure in evidence.figures:
        tables[figure.place.table].append(figure)
    for claim in evidence.claims:
        if claim.id not in sure or not claim.quantity.value:
            continue
        link = evidence.links.get(claim.id)
        sure_link = link is not None and link.probability >= CERTAIN and bool(link.figures)
        cell = main_figure(link) if link is not None and sure_link else None
        celled = (
            cell is not None
            and not cell.alternatives
            and not cell.blank
            and agrees_with(claim, cell, customs) == "equal"
        )
        exact = (
            celled
            and cell is not None
            and claim.quantity.unit in FACTORS
            and cell.quantity.yuan == claim.quantity.yuan
        )
        beside = tuple(_neighbours(claim, cell, tables)) if cell and celled else ()
        yield Site(
            claim.start,
            claim.end,
            claim.type,
            claim.column,
            claim.quantity.value,
            claim.quantity.unit,
            celled,
            rates[claim.id],
            claim.id in summed,
            beside,
            f"{claim.section}|{claim.column}|{cell.place.table if cell else ''}",
            exact,
            bounds.get(claim.start),
            spare.get(claim.id, Decimal(0)),
        )


def _rates(evidence: Evidence, sure: set[str]) -> Counter[str]:
    """How many consistent rates each number takes part in; a rate with known operands takes part in its own.

    Where one operand is 0 the others may be anything: what falls to 0 falls by 100 %.
    """
    found: Counter[str] = Counter()
    for claim in evidence.claims:
        if claim.type in RATES and claim.id in sure and claim.operands:
            found[claim.id] += 1
            operands = [evidence.by_id[item.claim] for item in claim.operands if item.claim in evidence.by_id]
            if all(each.quantity.value for each in operands):
                found.update(each.id for each in operands)
    return found


def _spare(evidence: Evidence, sure: set[str]) -> dict[str, Decimal]:
    """For each operand the part of it that the rounding of the finest of its rates hides."""
    found: dict[str, Decimal] = {}
    for claim in evidence.claims:
        if claim.type in RATES and claim.id in sure and claim.quantity.value:
            part = HIDDEN * claim.quantity.step / claim.quantity.value
            for item in claim.operands:
                found[item.claim] = min(part, found.get(item.claim, part))
    return found


def _summed(evidence: Evidence) -> set[str]:
    customs = all_customs(evidence)
    found: set[str] = set()
    for listed in (*enumerations(evidence), *item_lists(evidence)):
        if listed.closed and not listed.silent and agreement(listed, customs) == "equal":
            found.update(claim.id for claim in (listed.total, *listed.parts))
    return found


def _neighbours(claim: Claim, figure: Figure, tables: Mapping[str, list[Figure]]) -> Iterator[Decimal]:
    """What else stands in the row and the column of the claim's cell, in the claim's unit.

    What rounds to the claim's number is no other: 1982.34万元 in two columns of a report that writes 1982万元.
    """
    if claim.quantity.unit not in FACTORS:
        return
    seen = {claim.quantity.value}
    for other in tables[figure.place.table]:
        near = other.place.row == figure.place.row or other.place.column == figure.place.column
        if not near or other.alternatives or not other.quantity.value or other.quantity.unit not in FACTORS:
            continue
        value = to_unit(other.quantity.yuan, claim.quantity.unit, min(claim.quantity.step, Decimal("0.01")))
        apart = abs(value - claim.quantity.value) >= claim.quantity.step
        if apart and value not in seen and len(seen) <= MOST_NEIGHBOURS:
            seen.add(value)
            yield value


def _taken(audit: Audit) -> tuple[tuple[int, int], ...]:
    """The lines of the text in which a finding stands, or on which it rests."""
    text = audit.report.text
    spans = [(finding.start, finding.end) for finding in audit.findings]
    spans += [
        (item.start, item.end)
        for finding in audit.findings
        for item in finding.evidence
        if item.start is not None and item.end is not None
    ]
    return tuple(sorted({_line(text, start, end) for start, end in spans}))


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)


def _within(site: Site, taken: tuple[tuple[int, int], ...]) -> bool:
    return any(begin < site.end and site.start < finish for begin, finish in taken)
