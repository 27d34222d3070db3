"""What is left from last year: a sentence, a table, the year that is compared with, the two years exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from ...compare.prose.relations import operand
from ...extract.interval import plain, significant
from ...extract.model import FACTORS, Claim, Figure
from .cells import sound
from .model import Change, Edit, Source
from .sites import evidence_of
from .words import prose

LEAST_DIGITS = 3
FAR = 5
LEAST_CELLS = 8
"""Hundredths by which last year's amount differs from this year's."""
_BASE = re.compile(
    r"(?:比|较|与|同)(?P<year>20\d\d)年(?:度)?(?:相比)?[，,]?[^。；\d]{0,16}(?:增加|减少|增长|下降)"
)


def old_sentences(source: Source, random: Random) -> Iterator[Change]:
    """A sentence on an item as last year's report had it: both amounts of last year, and the rate that follows."""
    evidence = evidence_of(source.audit)
    sites = {site.start: site for site in source.sites}
    for rate in evidence.claims:
        right = source.audit.assessments[rate.id].verdict == "consistent"
        if rate.type != "completion-rate" or not right or rate.start not in sites:
            continue
        actual, budget = operand(evidence, rate, "actual"), operand(evidence, rate, "budget")
        if not actual or not budget or not {actual.start, budget.start} <= set(sites):
            continue
        if sites[actual.start].celled and _plain(source, actual, budget, rate):
            yield _as_last_year(source, random, actual, budget, rate)


def _plain(source: Source, *claims: Claim) -> bool:
    """Whether the numbers are printed without any separators, long enough, and money in one unit."""
    money = {each.quantity.unit for each in claims[:2]}
    printed = all(
        source.text[each.start : each.end].startswith(plain(each.quantity.value)) for each in claims
    )
    long = all(significant(each.quantity.value) >= LEAST_DIGITS for each in claims[:2])
    return printed and long and len(money) == 1 and money <= set(FACTORS)


def _as_last_year(source: Source, random: Random, actual: Claim, budget: Claim, rate: Claim) -> Change:
    values = [
        (each.quantity.value * (100 + random.randrange(FAR, 30)) / 100).quantize(each.quantity.step)
        for each in (actual, budget)
    ]
    values.append((values[0] / values[1] * 100).quantize(rate.quantity.step))
    claims = (actual, budget, rate)
    edits = tuple(_written(each, plain(value)) for each, value in zip(claims, values, strict=True))
    return Change(("amount", "year"), "old-sentence", edits, source.text[actual.start : actual.end])


def _written(claim: Claim, number: str) -> Edit:
    own = len(plain(claim.quantity.value))
    return Edit(claim.start, claim.start + own, number)


def compared_years(source: Source, random: Random) -> Iterator[Change]:
    """比2022年度增加 in the final accounts of 2024, where the other comparisons are with 2023."""
    year = source.audit.report.year
    if year is None:
        return
    found = [
        (paragraph, match)
        for paragraph in prose(source)
        for match in _BASE.finditer(paragraph.text)
        if int(match["year"]) == year - 1
    ]
    for paragraph, match in found if len(found) > LEAST_DIGITS else ():
        place = paragraph.place(*match.span("year"))
        edit = Edit(place.start, place.end, str(year - 2))
        yield Change(("year",), "compared-year", (edit,), str(year - 1))


def turned_years(source: Source, random: Random) -> Iterator[Change]:
    """This year's amount and last year's, both stated in one sentence, each in the other's place."""
    evidence = evidence_of(source.audit)
    celled = {site.start: site for site in source.sites if site.celled}
    seen: set[int] = set()
    for change in evidence.claims:
        if change.type not in ("change-amount", "growth-rate"):
            continue
        now, then = operand(evidence, change, "level"), operand(evidence, change, "prior")
        if not now or not then or now.start not in celled or now.start in seen:
            continue
        if not source.free(then.start, then.end) or not change.quantity.value:
            continue
        seen.add(now.start)
        mine, other = (source.text[each.start : each.end] for each in (now, then))
        if now.quantity.unit == then.quantity.unit and mine != other and mine[-1:] == other[-1:]:
            edits = (Edit(now.start, now.end, other), Edit(then.start, then.end, mine))
            yield Change(("amount", "direction", "growth"), "turned-years", edits, mine)


def old_tables(source: Source, random: Random) -> Iterator[Change]:
    """A whole table as last year's report had it: it adds up in itself, and nothing else shows its amounts."""
    for grid in sound(source):
        cells = [each for each in grid.cells.values() if each.start is not None and each.quantity.value]
        if len(cells) < LEAST_CELLS or not all(_bare(source, each) for each in cells):
            continue
        edits = tuple(
            Edit(each.start, each.end, plain(each.quantity.value * 2))
            for each in cells
            if each.start is not None and each.end is not None
        )
        yield Change(("cross-table", "amount", "table-sum"), "old-table", edits, "")


def _bare(source: Source, figure: Figure) -> bool:
    """Whether a cell is free of findings, of no certain place in doubt, and printed as a plain number."""
    if figure.start is None or figure.end is None or figure.alternatives or figure.signed < 0:
        return False
    return source.free(figure.start, figure.end) and "%" not in figure.text
