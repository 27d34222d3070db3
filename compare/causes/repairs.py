"""The repairs that the search may choose from: what a slip may have changed, and what a finding by itself implies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from ...extract.interval import Interval, custom_key, customary, factor, significant, to_unit
from ...extract.model import FACTORS, Claim, Quantity
from ..linking.index import index_of
from ..model import Finding
from ..prose.lists import Sum
from ..prose.paragraphs import alongside
from ..prose.relations import first_figure
from ..prose.units import usual_unit
from ..slips import CELL, TELLING, UNIT, cost_of, meant, undone, unusual
from .equations import RATES, Equations, own_name
from .formulas import cell_name
from .search import Equation, Repair

OWN: dict[str, int] = {"NN201": 150, "NN202": 150, "NN203": 150, "NN204": 100, "ST402": 110}
"""What it costs to leave a finding as it is: a rate miscalculated, a direction reversed, a reason forgotten."""
KNOWN = 90
"""What it costs if the finding itself says how the rate was miscalculated: over this year's number, upside down."""
UNEXPLAINED = 260
"""A sum that does not add up, for no reason that is known."""
MOST_OPTIONS = 24
PRINTED = 40
"""So much likelier is a number that a table shows, or the sentence itself."""
ODD = 60
"""So much less likely is a number with more decimals than such numbers have: a moved point seldom came from it."""
LOOSE = 30
"""So much less likely is a number that fits only but for rounding."""
STRANGE = 30
"""So much less likely is an explanation that leaves a rate as no rate of its kind usually is."""
_USUAL: dict[str, tuple[int, int]] = {
    "completion-rate": (10, 300),
    "growth-rate": (0, 300),
    "share": (0, 100),
}
"""Between which percentages rates mostly lie."""
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)")


class Options:
    """Proposes repairs of one report's violated equations."""

    def __init__(self, report: Equations) -> None:
        self._report = report
        self._evidence = report.evidence
        self._customs = report.formulas.customs
        self._suspect: set[str] = set()

    def options(self, violated: dict[str, Equation], findings: Sequence[Finding]) -> dict[str, list[Repair]]:
        """All repairs worth trying, by variable; a cell's only where a check of tables accuses it."""
        options: dict[str, list[Repair]] = {}
        seen: set[tuple[str, Quantity]] = set()
        self._suspect = {
            name
            for finding in findings
            if finding.code.startswith("TT") and finding.id in violated
            for name in violated[finding.id].variables
        }
        for finding in findings:
            equation = violated.get(finding.id)
            if equation is None:
                continue
            for repair in self._repairs(finding, equation):
                allowed = not repair.variable.startswith("cell:") or repair.variable in self._suspect
                if allowed and (repair.variable, repair.value) not in seen:
                    seen.add((repair.variable, repair.value))
                    options.setdefault(repair.variable, []).append(repair)
        return options

    def _repairs(self, finding: Finding, equation: Equation) -> Iterator[Repair]:
        """Ways to make one violated equation hold."""
        claim = self._evidence.by_id.get(finding.claims[0]) if finding.claims else None
        if finding.code in ("NT101", "NT102") and claim is not None:
            yield from self._to_cell(finding, claim)
            return
        if claim is not None and claim.type == "change-amount":
            yield from self._recomputed(finding, claim)
        nothing = Quantity(Decimal(0), None, Decimal(1))
        yield Repair(own_name(finding), nothing, self._own_cost(finding, claim), figure=False)
        if finding.code == "NN210":
            return  # any smaller part would do: only what else it contradicts tells of the right one
        for name in equation.variables:
            if name.startswith("cell:"):
                yield from self._solved_cell(finding, name)
            elif name in self._evidence.by_id:
                yield from islice(self._solved(finding, equation, self._evidence.by_id[name]), MOST_OPTIONS)

    def _own_cost(self, finding: Finding, claim: Claim | None) -> int:
        if claim is None or claim.type not in RATES or finding.code == "NN204" or finding.bounds is None:
            return OWN.get(finding.code, UNEXPLAINED)
        if finding.diagnosis and finding.suggestion:
            return KNOWN
        rate, bounds = claim.quantity, Interval(*finding.bounds)
        step = self._customs.get(custom_key(claim), rate.step)
        right = undone(rate, bounds, step)
        cost = OWN[finding.code] if right is None else min(cost_of(rate.value, right)[0], OWN[finding.code])
        cost -= PRINTED if unusual(rate.value, step) else 0
        stranger = _strange(claim, bounds.low) and not _strange(claim, rate.value)
        return cost + (STRANGE if stranger else 0)

    def _to_cell(self, finding: Finding, claim: Claim) -> Iterator[Repair]:
        """The claim as its cell has it, or the cell as the claim."""
        figure = first_figure(self._evidence, claim)
        if figure is None or (figure.quantity.unit in FACTORS) != (claim.quantity.unit in FACTORS):
            unit = finding.expected.lstrip("0123456789.,，")
            yield Repair(claim.id, replace(claim.quantity, unit=unit or claim.quantity.unit), UNIT)
            return
        own = claim.quantity
        value = figure.quantity.value
        if own.unit in FACTORS:
            value = to_unit(figure.quantity.yuan, own.unit, min(own.step, Decimal("0.01")))
        unit_slip = finding.code == "NT102"
        cost, words = (UNIT, "") if unit_slip else cost_of(own.value, value)
        yield Repair(
            claim.id, Quantity(value, own.unit, min(own.step, Decimal("0.01"))), min(cost, 110), words
        )
        if not unit_slip and not figure.blank and own.value:
            other = own.yuan / factor(figure.quantity.unit) if own.unit in FACTORS else own.value
            cost, words = cost_of(figure.quantity.value, other)
            yield Repair(cell_name(figure), figure.quantity.of(other), cost + CELL, words)

    def _recomputed(self, finding: Finding, claim: Claim) -> Iterator[Repair]:
        """The change that follows from this year's and last year's number; a wrong digit may have been written."""
        right = _AMOUNT.fullmatch(finding.suggestion.replacement) if finding.suggestion else None
        if right is None or right["unit"] != claim.quantity.unit or self._confirmed(claim):
            return
        value = Decimal(right["number"].replace(",", ""))
        cost, words = cost_of(claim.quantity.value, value)
        yield Repair(claim.id, customary(claim, self._customs).of(value), cost, words)

    def _solved_cell(self, finding: Finding, name: str) -> Iterator[Repair]:
        """What a cell would have to be for an identity that it breaks to hold."""
        figure = self._report.figures[name]
        cells = self._report.cited(finding)
        if finding.code == "TT301":
            pairs = [(each.total, each.parts) for each in self._report.broken(cells)]
        else:
            pairs = [(cells[0], tuple(cells[1:]))]
        for total, parts in pairs:
            added = sum((part.quantity.yuan for part in parts), Decimal(0))
            right = added if figure.id == total.id else figure.quantity.yuan + total.quantity.yuan - added
            if right > 0 and figure.id in {each.id for each in (total, *parts)}:
                value = right / factor(figure.quantity.unit)
                value = _slip_near(figure.quantity, value, len(parts)) or value
                cost, words = cost_of(figure.quantity.value, value)
                yield Repair(name, figure.quantity.of(value), cost + CELL, words)

    def _solved(self, finding: Finding, equation: Equation, claim: Claim) -> Iterator[Repair]:
        """Numbers that one may have meant and that make the equation hold."""
        quantity = customary(claim, self._customs)
        if claim.type in RATES or self._confirmed(claim):
            return
        if finding.code == "NN205":
            yield from self._added(finding, equation, claim)
            return
        left = STRANGE if self._leaves_strange(finding) else 0
        for value in dict.fromkeys(meant(quantity.value)):
            tried = Repair(claim.id, quantity.of(value), UNEXPLAINED)
            if claim.type == "count" and value % 1:
                continue  # nobody counts 0.2 vehicles
            if equation.holds({claim.id: tried}):
                cost, words = cost_of(quantity.value, value)
                cost += left + self._likelihood(claim, tried.value)
                if equation.closely and not equation.closely({claim.id: tried}):
                    cost += LOOSE
                yield replace(tried, cost=cost, words=words)
        for unit in ("元", "万元") if self._tells(finding) else ():
            cost = UNIT + (ODD if quantity.unit == usual_unit(self._evidence) else 0)
            repair = Repair(claim.id, replace(quantity, unit=unit), cost, f"“{unit}”写成了“{quantity.unit}”")
            if (
                quantity.unit in ("元", "万元")
                and unit != quantity.unit
                and equation.holds({claim.id: repair})
            ):
                yield repair

    def _tells(self, finding: Finding) -> bool:
        """Whether a rate has digits enough to tell of a unit: any few 元 are 0.01 % of what is counted in 万元."""
        rate = self._evidence.by_id[finding.claims[0]]
        return rate.type not in RATES or rate.quantity.value >= 1 or significant(rate.quantity.value) > 1

    def _leaves_strange(self, finding: Finding) -> bool:
        """Whether the rate as stated is strange and the one recomputed is not."""
        claim = self._evidence.by_id[finding.claims[0]]
        if claim.type not in RATES or finding.bounds is None:
            return False
        return _strange(claim, claim.quantity.value) and not _strange(claim, finding.bounds[0])

    def _likelihood(self, claim: Claim, right: Quantity) -> int:
        """How much the way it is written, and where else it stands, adds to the cost of a number."""
        step = self._customs.get(custom_key(claim), claim.quantity.step)
        mended = unusual(claim.quantity.value, step) and not unusual(right.value, step)
        odd = unusual(right.value, step) and not unusual(claim.quantity.value, step)
        return (ODD if odd else 0) - (PRINTED if mended or self._printed(claim, right) else 0)

    def _printed(self, claim: Claim, right: Quantity) -> bool:
        """Whether a table, or the sentence, shows the number perhaps meant, long enough to be no coincidence."""
        if significant(right.value) < TELLING:
            return False
        said = (each.quantity for each in alongside(self._evidence, claim) if each.type == claim.type)
        same = any(each.value == right.value and each.unit == right.unit for each in said)
        return same or any(index_of(self._evidence).equal(right, claim.start))

    def _confirmed(self, claim: Claim) -> bool:
        """Whether a cell that no table check accuses shows the claim's number: then it is not the one to change."""
        copy = self._report.formulas.copy(claim)
        return copy is not None and copy.holds({}) and copy.variables[1] not in self._suspect

    def _added(self, finding: Finding, equation: Equation, claim: Claim) -> Iterator[Repair]:
        """The number that makes a list add up; of money rather one that a slip explains, but for rounding."""
        listed = self._report.listed(finding)
        if listed is None or listed.silent:
            return
        money = listed.total.type == "amount"

        def size(each: Claim) -> Decimal:
            return each.quantity.yuan if money else each.quantity.value

        added = sum(map(size, listed.parts), Decimal(0))
        right = added if claim.id == listed.total.id else size(claim) + size(listed.total) - added
        if right >= 0:
            value = right / (factor(claim.quantity.unit) if money else Decimal(1))
            slipped = self._slipped(equation, claim, value, _reach(listed, claim)) if money else None
            yield slipped or self._repair(claim, value)

    def _slipped(self, equation: Equation, claim: Claim, exact: Decimal, reach: Decimal) -> Repair | None:
        """The likeliest slip that makes the list add up as well as its rounding allows; none if the exact one is.

        What is further than ``reach`` from the exact number makes it add up never.
        """
        if claim.type == "count" or cost_of(claim.quantity.value, exact)[1]:
            return None  # counts are exact: no other number makes them add up
        own = customary(claim, self._customs)
        tried = (
            Repair(claim.id, own.of(value), UNEXPLAINED)
            for value in dict.fromkeys(meant(claim.quantity.value))
            if abs(value - exact) <= reach
        )
        holding = (
            self._repair(claim, each.value.value) for each in tried if equation.holds({claim.id: each})
        )
        return min(holding, key=lambda each: (each.cost, abs(each.value.value - exact)), default=None)

    def _repair(self, claim: Claim, value: Decimal) -> Repair:
        """A claim with the value that was perhaps meant."""
        cost, words = cost_of(claim.quantity.value, value)
        return Repair(claim.id, customary(claim, self._customs).of(value), cost, words)


def _slip_near(stated: Quantity, right: Decimal, parts: int) -> Decimal | None:
    """What one slip turned into the cell, if that is no further from ``right`` than so many rounded parts may be."""
    if cost_of(stated.value, right)[1]:
        return None
    spare = stated.step * (parts + 1) / 2
    near = (value for value in dict.fromkeys(meant(stated.value)) if abs(value - right) < spare)
    likely = (value for value in near if cost_of(stated.value, value)[1])
    return min(likely, key=lambda value: (cost_of(stated.value, value)[0], abs(value - right)), default=None)


def _reach(listed: Sum, claim: Claim) -> Decimal:
    """How far from its exact number one of a list may be at most for the list to add up, in the claim's unit."""
    members = (listed.total, *listed.parts)
    steps = [each.quantity.step * factor(each.quantity.unit) for each in members]
    return (sum(steps, Decimal(0)) / 2 + 2 * max(steps)) / factor(claim.quantity.unit)


def _strange(claim: Claim, value: Decimal) -> bool:
    """Whether such a rate is out of the ordinary; shares above 100 % there cannot be."""
    low, high = _USUAL[claim.type]
    return not low <= value <= high
