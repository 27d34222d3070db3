"""The report around its mismatches as equations, and the repairs that would restore them.

One equation for each finding that numbers contradict each other, and one for every agreement that a repair might
break. Variables are claims (by id), cells (``cell:`` and id) and, for each finding, ``!`` and its id: repairing that
one means that the finding stands by itself (a rate miscalculated, a word reversed, a reason missing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import islice

from ..extract.interval import (
    Customs,
    Interval,
    change_over_prior,
    copies,
    customary,
    factor,
    growth_from_change,
    growth_from_prior,
    rate_agrees,
    share_of,
    sums_to,
    to_unit,
)
from ..extract.model import FACTORS, Claim, Figure, Quantity
from .grids import grids
from .identities import Identity, identities
from .lists import Sum, agreement, enumerations, item_lists, quantities
from .model import Evidence, Finding
from .relations import (
    SURE,
    Rows,
    all_customs,
    beside,
    first_figure,
    main_figure,
    operand,
    readings,
    rows_of,
)
from .search import Equation, Repair, Repairs
from .slips import CELL, UNIT, cost_of, meant

RATES = ("growth-rate", "share", "completion-rate")
OWN: dict[str, int] = {"NN201": 150, "NN202": 150, "NN203": 150, "NN204": 100, "ST402": 110}
"""What it costs to leave a finding as it is: a rate miscalculated, a direction reversed, a reason forgotten."""
UNEXPLAINED = 260
"""A sum that does not add up, for no reason that is known."""
SMALL = Decimal("0.01")
MOST_OPTIONS = 24
FINDINGS = ("NT101", "NT102", "NN201", "NN202", "NN203", "NN204", "NN205", "ST402", "TT301", "TT302", "TT303")
"""The checks whose findings are equations that do not hold."""

Choices = Callable[[Repairs], tuple[Quantity, ...]]


def cell_name(figure: Figure) -> str:
    """The variable of a cell."""
    return f"cell:{figure.id}"


def own_name(finding: Finding) -> str:
    """The variable of a finding by itself."""
    return f"!{finding.id}"


@dataclass(slots=True, eq=False)
class _Frame:
    """What equations are made of."""

    evidence: Evidence
    customs: Customs

    def written(self, claim: Claim) -> Choices:
        """The claim's number as repaired, else in each way in which it may be read."""
        own = tuple(reading.quantity for reading in readings(self.evidence, claim, self.customs))

        def choices(made: Repairs) -> tuple[Quantity, ...]:
            return (made[claim.id].value,) if claim.id in made else own

        return choices

    def exactly(self, claim: Claim) -> Callable[[Repairs], Quantity]:
        """The claim's number as repaired or as written, to its customary step."""
        own = customary(claim, self.customs)
        return lambda made: made[claim.id].value if claim.id in made else own


@dataclass(frozen=True, slots=True)
class System:
    """Violated equations by their finding; the agreements around and the repairs, by variable."""

    violated: dict[str, Equation]
    around: dict[str, list[Equation]]
    options: dict[str, list[Repair]]


class Report:
    """Builds the equations of one report; nothing is computed before it is asked for."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._frame = _Frame(evidence, all_customs(evidence))
        self._suspect: set[str] = set()

    @cached_property
    def _sums(self) -> dict[str, list[Sum]]:
        """The complete lists by each of their members."""
        found: dict[str, list[Sum]] = {}
        for listed in (*enumerations(self.evidence), *item_lists(self.evidence)):
            if listed.closed:
                for claim in (listed.total, *listed.parts):
                    found.setdefault(claim.id, []).append(listed)
        return found

    @cached_property
    def _rates(self) -> dict[str, list[Claim]]:
        """The rates by each of their operands."""
        found: dict[str, list[Claim]] = {}
        for claim in self.evidence.claims:
            if claim.type in RATES:
                for item in claim.operands:
                    found.setdefault(item.claim, []).append(claim)
        return found

    @cached_property
    def _identities(self) -> dict[str, list[Identity]]:
        """The identities of the tables by each of their cells."""
        found: dict[str, list[Identity]] = {}
        for grid in grids(self.evidence):
            for each in identities(grid):
                for figure in (each.total, *each.parts):
                    if figure.quantity.value:
                        found.setdefault(figure.id, []).append(each)
        return found

    @cached_property
    def _copying(self) -> dict[str, list[Claim]]:
        """The claims that speak of each cell."""
        found: dict[str, list[Claim]] = {}
        for claim in self.evidence.claims:
            figure = first_figure(self.evidence, claim)
            if figure is not None:
                found.setdefault(figure.id, []).append(claim)
        return found

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The cells by the name of their variable."""
        return {cell_name(figure): figure for figure in self.evidence.figures}

    @cached_property
    def _rows(self) -> Rows:
        return rows_of(self.evidence)

    @cached_property
    def _places(self) -> dict[tuple[str, int, int], Figure]:
        return {(each.place.table, each.place.row, each.place.column): each for each in self.evidence.figures}

    def system(self, findings: Sequence[Finding]) -> System:
        """The equations that the findings violate, with what surrounds them."""
        violated = {
            finding.id: equation for finding in findings if (equation := self._violated(finding)) is not None
        }
        touched = sorted({name for equation in violated.values() for name in equation.variables})
        around = {name: [each for each in self._around(name) if each.holds({})] for name in touched}
        return System(violated, around, self._options(violated, findings))

    # What the findings violate

    def _violated(self, finding: Finding) -> Equation | None:
        if finding.code not in FINDINGS:
            return None
        equation = self._equation(finding)
        if equation is None:
            return None
        own = own_name(finding)
        holds = equation.holds
        return Equation(own, (*equation.variables, own), lambda made: own in made or holds(made))

    def _equation(self, finding: Finding) -> Equation | None:
        if finding.code.startswith("TT"):
            return self._of_cells(finding)
        claim = self.evidence.by_id.get(finding.claims[0]) if finding.claims else None
        if claim is None:
            return None
        if finding.code in ("NT101", "NT102"):
            return self._copy(claim) or self._unit(finding, claim)
        if finding.code == "NN205":
            listed = self._listed(finding)
            return self._sum(listed) if listed else None
        if finding.code in ("NN204", "ST402"):
            return self._compared(finding, claim) or self._turned(finding)
        if claim.type in RATES:
            return self._rate(claim)
        return self._difference(claim) or self._grown(finding)

    def _unit(self, finding: Finding, claim: Claim) -> Equation | None:
        """A unit that only other numbers prove wrong: it holds once the unit is mended."""
        return Equation(f"unit:{finding.id}", (claim.id,), lambda made: claim.id in made)

    def _listed(self, finding: Finding) -> Sum | None:
        names = set(finding.claims)
        return next(
            (
                listed
                for listed in self._sums.get(finding.claims[0], ())
                if listed.total.id == finding.claims[0] and {part.id for part in listed.parts} <= names
            ),
            None,
        )

    def _cited(self, finding: Finding) -> list[Figure]:
        """The cells that a finding rests on."""
        return [
            figure
            for item in finding.evidence
            if item.table is not None
            and item.row is not None
            and item.column is not None
            and (figure := self._places.get((item.table, item.row, item.column))) is not None
        ]

    def _of_cells(self, finding: Finding) -> Equation | None:
        figures = self._cited(finding)
        if len(figures) < 2 or finding.kind == "rounding":
            return None
        if finding.code != "TT301":
            return self._cells(f"cells:{finding.id}", figures[0], tuple(figures[1:]))
        sums = [
            self._cells(f"cells:{finding.id}:{i}", each.total, each.parts)
            for i, each in enumerate(self._broken(figures))
        ]
        names = dict.fromkeys(name for each in sums for name in each.variables)
        holding = tuple(each.holds for each in sums)
        return (
            Equation(f"cells:{finding.id}", tuple(names), lambda made: all(holds(made) for holds in holding))
            if sums
            else None
        )

    def _broken(self, figures: list[Figure]) -> list[Identity]:
        """The identity that a finding is about; for a cell that breaks two, both."""
        shown = {figure.id for figure in figures}
        broken = [each for each in self._identities.get(figures[0].id, ()) if each.agreement == "differs"]
        whole = [each for each in broken if shown >= self._members(each)]
        return whole[:1] or [each for each in broken if each.total.id in shown]

    def _members(self, each: Identity) -> set[str]:
        return {figure.id for figure in (each.total, *each.parts) if figure.quantity.value}

    def _grown(self, finding: Finding) -> Equation | None:
        """The rate that a finding about a change cites."""
        rates = (self.evidence.by_id.get(name) for name in finding.claims)
        rate = next((each for each in rates if each is not None and each.type == "growth-rate"), None)
        return self._rate(rate) if rate is not None else None

    def _turned(self, finding: Finding) -> Equation:
        """A direction that only another number, or another word, can set right; two opposite words only the latter."""
        alone = Equation(f"turned:{finding.id}", (), lambda made: False)
        claims = [each for name in finding.claims if (each := self.evidence.by_id.get(name))]
        words = {each.direction for each in claims if each.type in ("growth-rate", "change-amount")}
        equation = self._grown(finding)
        if equation is None or {1, -1} <= words:
            return alone
        holds, names = equation.holds, equation.variables
        return replace(equation, holds=lambda made: any(name in made for name in names) and holds(made))

    # The equations themselves

    def _copy(self, claim: Claim) -> Equation | None:
        link = self.evidence.links.get(claim.id)
        if link is None or link.probability < SURE or not link.figures:
            return None
        figure = main_figure(link)
        if (figure.quantity.unit in FACTORS) != (claim.quantity.unit in FACTORS):
            return None
        mine, cell = self._frame.exactly(claim), cell_name(figure)

        def holds(made: Repairs) -> bool:
            source = made[cell].value if cell in made else figure.quantity
            return copies(mine(made), source) != "differs"

        return Equation(f"copy:{claim.id}", (claim.id, cell), holds)

    def _cells(self, name: str, total: Figure, parts: tuple[Figure, ...]) -> Equation:
        filled = tuple(part for part in parts if part.quantity.value)

        def value(figure: Figure, made: Repairs) -> Quantity:
            return made[cell_name(figure)].value if cell_name(figure) in made else figure.quantity

        def holds(made: Repairs) -> bool:
            return sums_to(value(total, made), [value(part, made) for part in filled]) != "differs"

        return Equation(name, tuple(map(cell_name, (total, *filled))), holds)

    def _sum(self, listed: Sum) -> Equation:
        customs = self._frame.customs
        members = (listed.total, *listed.parts)
        own = dict(zip((claim.id for claim in members), quantities(members, customs), strict=True))

        def value(claim: Claim, made: Repairs) -> Quantity:
            return made[claim.id].value if claim.id in made else own[claim.id]

        def holds(made: Repairs) -> bool:
            return (
                sums_to(value(listed.total, made), [value(part, made) for part in listed.parts]) != "differs"
            )

        return Equation(f"sum:{listed.total.id}:{listed.parts[0].id}", tuple(own), holds)

    def _rate(self, rate: Claim) -> Equation | None:
        if rate.type == "growth-rate":
            return self._growth(rate)
        roles = (("part",), ("whole",)) if rate.type == "share" else (("actual",), ("budget",))
        top, bottom = (operand(self.evidence, rate, *names) for names in roles)
        if top is None:
            return None
        if bottom is not None:
            return self._quotient(rate, (top, bottom), share_of)
        return self._over_cells(rate, top, ("budget", "adjusted-budget"), share_of)

    def _growth(self, rate: Claim) -> Equation | None:
        change, level, prior = (
            operand(self.evidence, rate, *roles) for roles in (("change",), ("level",), ("prior", "budget"))
        )
        sign = rate.direction or (change.direction if change else 0) or 1
        if change and prior:
            return self._quotient(rate, (change, prior), change_over_prior)
        if change and level:
            return self._quotient(
                rate, (change, level), lambda moved, now: growth_from_change(moved, now, sign)
            )

        def grown(now: Quantity, then: Quantity) -> Interval | None:
            bounds = growth_from_prior(now, then)
            return bounds if bounds is None or sign > 0 else Interval(-bounds.high, -bounds.low)

        if level and prior:
            return self._quotient(rate, (level, prior), grown)
        return self._over_cells(rate, level, ("prior",), grown) if level else None

    def _quotient(
        self, rate: Claim, operands: tuple[Claim, Claim], compute: Callable[..., Interval | None]
    ) -> Equation:
        first, second = (self._frame.written(claim) for claim in operands)
        return self._fits(rate, operands, first, second, compute)

    def _over_cells(
        self, rate: Claim, top: Claim, columns: tuple[str, ...], compute: Callable[..., Interval | None]
    ) -> Equation | None:
        """A rate over what the row of its operand's cell shows in another column."""
        shown = beside(self.evidence, top, columns, self._rows)
        if not shown:
            return None
        fixed = tuple(reading.quantity for reading in shown)
        return self._fits(rate, (top,), self._frame.written(top), lambda made: fixed, compute)

    def _fits(
        self,
        rate: Claim,
        operands: tuple[Claim, ...],
        first: Choices,
        second: Choices,
        compute: Callable[..., Interval | None],
    ) -> Equation:
        stated = self._frame.exactly(rate)

        def holds(made: Repairs) -> bool:
            said = stated(made)
            for top in first(made):
                for bottom in second(made):
                    bounds = compute(top, bottom)
                    if bounds is not None and rate_agrees(said, bounds) != "differs":
                        return True
            return False

        return Equation(f"rate:{rate.id}", (rate.id, *(claim.id for claim in operands)), holds)

    def _difference(self, change: Claim) -> Equation | None:
        level = operand(self.evidence, change, "level")
        prior = operand(self.evidence, change, "prior", "budget")
        if level is None or prior is None:
            return None
        moved, now, then = (self._frame.exactly(claim) for claim in (change, level, prior))

        def holds(made: Repairs) -> bool:
            more, less = sorted((now(made), then(made)), key=lambda quantity: quantity.yuan, reverse=True)
            return sums_to(more, (less, moved(made))) != "differs"

        return Equation(f"change:{change.id}", (change.id, level.id, prior.id), holds)

    def _compared(self, finding: Finding, actual: Claim) -> Equation | None:
        """决算大于（小于、等于）预算, or no reason where the two are the same."""
        budget = self.evidence.by_id.get(finding.claims[1]) if len(finding.claims) > 1 else None
        if budget is None or {actual.type, budget.type} != {"amount"}:
            return None
        spent, planned = self._frame.exactly(actual), self._frame.exactly(budget)
        less = any(word in finding.stated for word in ("小", "低", "少"))
        more = any(word in finding.stated for word in ("大", "高", "多", "超"))
        same = finding.code == "ST402" or not (less or more)

        def holds(made: Repairs) -> bool:
            now, then = spent(made).yuan, planned(made).yuan
            if same:
                return abs(now - then) <= SMALL * max(now, then)
            return now < then if less else now > then

        return Equation(f"compared:{finding.id}", (actual.id, budget.id), holds)

    # What holds around a variable

    def _around(self, name: str) -> Iterator[Equation]:
        if name.startswith("cell:"):
            for each in self._identities.get(name.removeprefix("cell:"), ()):
                place = each.total.place
                yield self._cells(f"id:{each.family}:{place}", each.total, each.parts)
            for claim in self._copying.get(name.removeprefix("cell:"), ()):
                yield from self._some(self._copy(claim))
        elif claim := self.evidence.by_id.get(name):
            yield from self._some(self._copy(claim))
            for rate in self._rates.get(name, ()):
                yield from self._some(self._rate(rate))
            if claim.type in RATES:
                yield from self._some(self._rate(claim))
            for listed in self._sums.get(name, ()):
                if not listed.silent and agreement(listed, self._frame.customs) != "differs":
                    yield self._sum(listed)

    def _some(self, equation: Equation | None) -> Iterator[Equation]:
        if equation is not None:
            yield equation

    # Repairs

    def _options(self, violated: dict[str, Equation], findings: Sequence[Finding]) -> dict[str, list[Repair]]:
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
        claim = self.evidence.by_id.get(finding.claims[0]) if finding.claims else None
        if finding.code in ("NT101", "NT102") and claim is not None:
            yield from self._to_cell(finding, claim)
            return
        nothing = Quantity(Decimal(0), None, Decimal(1))
        yield Repair(own_name(finding), nothing, self._own_cost(finding, claim), figure=False)
        for name in equation.variables:
            if name.startswith("cell:"):
                yield from self._solved_cell(finding, name)
            elif name in self.evidence.by_id:
                yield from islice(self._solved(finding, equation, self.evidence.by_id[name]), MOST_OPTIONS)

    def _own_cost(self, finding: Finding, claim: Claim | None) -> int:
        if claim is not None and claim.type in RATES and finding.suggestion and finding.code != "NN204":
            right = finding.suggestion.replacement.rstrip("%％")
            if right.replace(".", "", 1).isdigit():
                return min(cost_of(claim.quantity.value, Decimal(right))[0], OWN[finding.code])
        return OWN.get(finding.code, UNEXPLAINED)

    def _to_cell(self, finding: Finding, claim: Claim) -> Iterator[Repair]:
        """The claim as its cell has it, or the cell as the claim."""
        figure = first_figure(self.evidence, claim)
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
            yield Repair(cell_name(figure), replace(figure.quantity, value=other), cost + CELL, words)

    def _solved_cell(self, finding: Finding, name: str) -> Iterator[Repair]:
        """What a cell would have to be for an identity that it breaks to hold."""
        figure = self.figures[name]
        cells = self._cited(finding)
        if finding.code == "TT301":
            pairs = [(each.total, each.parts) for each in self._broken(cells)]
        else:
            pairs = [(cells[0], tuple(cells[1:]))]
        for total, parts in pairs:
            added = sum((part.quantity.yuan for part in parts), Decimal(0))
            right = added if figure.id == total.id else figure.quantity.yuan + total.quantity.yuan - added
            if right > 0 and figure.id in {each.id for each in (total, *parts)}:
                value = right / factor(figure.quantity.unit)
                cost, words = cost_of(figure.quantity.value, value)
                yield Repair(name, replace(figure.quantity, value=value), cost + CELL, words)

    def _solved(self, finding: Finding, equation: Equation, claim: Claim) -> Iterator[Repair]:
        """Numbers that one may have meant and that make the equation hold."""
        quantity = customary(claim, self._frame.customs)
        if claim.type in RATES or self._confirmed(claim):
            return
        if finding.code == "NN205":
            yield from self._added(finding, claim)
            return
        for value in dict.fromkeys(meant(quantity.value)):
            cost, words = cost_of(quantity.value, value)
            repair = Repair(claim.id, replace(quantity, value=value), cost, words)
            if equation.holds({claim.id: repair}):
                yield repair
        for unit in ("元", "万元"):
            repair = Repair(claim.id, replace(quantity, unit=unit), UNIT, f"“{unit}”写成了“{quantity.unit}”")
            if (
                quantity.unit in ("元", "万元")
                and unit != quantity.unit
                and equation.holds({claim.id: repair})
            ):
                yield repair

    def _confirmed(self, claim: Claim) -> bool:
        """Whether a cell that no table check accuses shows the claim's number: then it is not the one to change."""
        copy = self._copy(claim)
        return copy is not None and copy.holds({}) and copy.variables[1] not in self._suspect

    def _added(self, finding: Finding, claim: Claim) -> Iterator[Repair]:
        """The number that makes a list add up."""
        listed = self._listed(finding)
        if listed is None or listed.silent:
            return
        money = listed.total.type == "amount"

        def size(each: Claim) -> Decimal:
            return each.quantity.yuan if money else each.quantity.value

        added = sum(map(size, listed.parts), Decimal(0))
        right = added if claim.id == listed.total.id else size(claim) + size(listed.total) - added
        if right >= 0:
            value = right / (factor(claim.quantity.unit) if money else Decimal(1))
            cost, words = cost_of(claim.quantity.value, value)
            quantity = customary(claim, self._frame.customs)
            yield Repair(claim.id, replace(quantity, value=value), cost, words)
