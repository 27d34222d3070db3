"""Slips in numbers: units, digits, other figures, rates, sums and counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations, islice
from random import Random

from ...compare.diagnosis import swapped_digits
from ...compare.model import Kind
from ...compare.prose.lists import agreement, enumerations
from ...compare.prose.relations import all_customs
from ...extract.interval import plain, significant, written_step
from ...extract.model import FACTORS
from .model import Change, Edit, Site, Source
from .sites import evidence_of

_NUMBER = re.compile(r"(?:百\s*分\s*之\s*)?(?P<number>[\d０-９][\d０-９.．,，\s]*)")
"""A number with what may stand before it (百分之)."""
LEAST_DIGITS = 3
FAR = Decimal("0.02")
"""A rate, or the operand of one, is changed by at least this part, so that rounding cannot hide it."""
MOST_PAIRS = 40
ROUNDED = 2
"""Amounts no further apart than so many last digits may stand for each other: 0.03 for 0.04 is rounding."""
OF_RATES: tuple[Kind, ...] = ("share", "growth", "completion")


def unit_slips(source: Source, random: Random) -> Iterator[Change]:
    """元 for 万元, 万元 for 元, and the amount in 元 with 万元 behind it."""
    for site in _amounts(source):
        if not (site.celled or site.rates) or site.unit not in ("元", "万元"):
            continue
        printed = source.text[site.start : site.end]
        number = _number(source, site)
        if not number or site.unit not in printed:
            continue
        other = "元" if site.unit == "万元" else "万元"
        yield _change(source, site, number + other, "unit", ("unit",))
        if site.unit == "万元":
            many = plain((site.value * 10_000).quantize(Decimal(1)))
            yield _change(source, site, many + site.unit, "ten-thousandfold", ("unit", "amount"))


def amount_slips(source: Source, random: Random) -> Iterator[Change]:
    """Slips of the pen and figures of other cells, in amounts that repeat a cell."""
    for site in _amounts(source):
        if site.celled and significant(site.value) >= LEAST_DIGITS:
            for slip, value in _slipped(site):
                yield _change(source, site, _written(source, site, value), slip, ("amount",))
            for value in site.neighbours:
                yield _change(source, site, _written(source, site, value), "other-figure", ("amount",))


def swapped_items(source: Source, random: Random) -> Iterator[Change]:
    """Two amounts of one section and column, each in the other's place; of a total and its part the sum tells."""
    groups: dict[str, list[Site]] = {}
    for site in _amounts(source):
        if site.celled:
            groups.setdefault(site.group, []).append(site)
    for sites in groups.values():
        pairs = list(islice(combinations(sites, 2), MOST_PAIRS))
        for first, second in pairs:
            mine, other = (source.text[site.start : site.end] for site in (first, second))
            alike = first.unit == second.unit and _bare(mine) == _bare(other)
            least = ROUNDED * max(written_step(site.value) for site in (first, second))
            if abs(first.value - second.value) > least and alike:
                edits = (Edit(first.start, first.end, other), Edit(second.start, second.end, mine))
                yield Change(("amount", "sum"), "swapped", edits, mine)


def _bare(printed: str) -> bool:
    """Whether a number prints no unit of its own (分别为0.01、0.03万元): a lost one would be a second defect."""
    return printed[-1:].isdigit()


def exchanged_amounts(source: Source, random: Random) -> Iterator[Change]:
    """A total and one of its parts, which no table prints, each in the other's place: only their sum tells."""
    evidence = evidence_of(source.audit)
    customs = all_customs(evidence)
    bare = {
        site.start for site in _amounts(source) if not site.celled and significant(site.value) >= LEAST_DIGITS
    }
    for listed in enumerations(evidence):
        total = listed.total
        if not listed.closed or listed.silent or agreement(listed, customs) != "equal":
            continue
        for part in listed.parts:
            same = part.quantity.unit == total.quantity.unit and part.quantity.value != total.quantity.value
            if same and {part.start, total.start} <= bare:
                mine, other = (source.text[each.start : each.end] for each in (total, part))
                if _bare(mine) != _bare(other):
                    continue
                edits = (Edit(total.start, total.end, other), Edit(part.start, part.end, mine))
                yield Change(("amount", "sum", *OF_RATES), "swapped", edits, mine)


def operand_slips(source: Source, random: Random) -> Iterator[Change]:
    """Slips of the pen in amounts that stand in no table but that a rate is computed from."""
    for site in source.sites:
        if (
            site.celled
            or not site.rates
            or site.unit not in FACTORS
            or significant(site.value) < LEAST_DIGITS
        ):
            continue
        for slip, value in _slipped(site):
            if abs(value - site.value) > max(2 * FAR, site.spare) * site.value:
                yield _change(
                    source,
                    site,
                    _written(source, site, value),
                    slip,
                    ("amount", "growth", "completion", "share", "sum", "direction"),
                )


def rate_slips(kind: Kind, type: str) -> Callable[[Source, Random], Iterator[Change]]:
    """The planter of wrong rates of one type."""

    def planter(source: Source, random: Random) -> Iterator[Change]:
        for site in source.sites:
            if site.type != type or not site.rates or site.unit != "%":
                continue
            options = [(slip, value) for slip, value in _slipped(site) if _apart(site, value)]
            near = [other.value for other in source.sites if other.type == type and _apart(site, other.value)]
            options += [("other-figure", value) for value in near[:MOST_PAIRS]]
            for slip, value in options:
                yield _change(source, site, _written(source, site, value), slip, (kind,))

    return planter


def sum_slips(source: Source, random: Random) -> Iterator[Change]:
    """A part or a total of a complete list that stands in no table."""
    for site in source.sites:
        if site.celled or not site.summed or site.type != "amount" or significant(site.value) < LEAST_DIGITS:
            continue
        for slip, value in _slipped(site):
            yield _change(source, site, _written(source, site, value), slip, ("sum", "amount", *OF_RATES))


def counts(source: Source, random: Random) -> Iterator[Change]:
    """A count that is the sum of others, or that a cell shows, one or two off."""
    for site in source.sites:
        if site.type == "count" and (site.celled or site.summed) and site.value < 1000:
            for off in (1, 2):
                text = _written(source, site, site.value + off)
                yield _change(source, site, text, "miscounted", ("count", "sum", "amount"))


def _amounts(source: Source) -> Iterator[Site]:
    return (site for site in source.sites if site.type == "amount" and site.unit in FACTORS)


def _apart(site: Site, value: Decimal) -> bool:
    """Whether a rate is clearly another, and none that the rounded operands allow (0.03 of 0.14 may be 24.13 %)."""
    step = written_step(site.value)
    low, high = site.bounds or (site.value, site.value)
    far = abs(value - site.value) > max(FAR * site.value, Decimal("0.1"))
    return far and not low - 2 * step <= value <= high + 2 * step


def _slipped(site: Site) -> Iterator[tuple[str, Decimal]]:
    """The slips of the pen that a number allows; one that leaves nothing of it is none."""
    return ((slip, value) for slip, value in _changed(site) if value)


def _changed(site: Site) -> Iterator[tuple[str, Decimal]]:
    text = plain(site.value)
    for value in swapped_digits(site.value):
        yield "transposed-digits", value
    places = [i for i, char in enumerate(text) if char.isdigit()]
    whole = text.split(".")[0]
    for i in places[: len(whole)]:
        if len(whole) > 1:
            yield "dropped-digit", Decimal(text[:i] + text[i + 1 :])
        yield "doubled-digit", Decimal(text[: i + 1] + text[i:])
    for power in (Decimal(10), Decimal("0.1")):
        yield "moved-point", site.value * power


def _number(source: Source, site: Site) -> str:
    match = _NUMBER.match(source.text[site.start : site.end])
    return match["number"].rstrip() if match else ""


def _written(source: Source, site: Site, value: Decimal) -> str:
    """``value`` written with as many decimals as the number there, and its unit as printed."""
    printed = source.text[site.start : site.end]
    number = _number(source, site)
    places = max(-int(site.value.as_tuple().exponent), 0)
    shown = (
        value.quantize(Decimal(1).scaleb(-places))
        if value == value.quantize(Decimal(1).scaleb(-places))
        else value.normalize()
    )
    before = printed.find(number)
    return printed[:before] + plain(shown) + printed[before + len(number) :]


def _change(source: Source, site: Site, text: str, slip: str, answers: tuple[Kind, ...]) -> Change:
    return Change(answers, slip, (Edit(site.start, site.end, text),), source.text[site.start : site.end])
