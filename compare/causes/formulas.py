"""The equations that a report states: what copies a cell, what adds up, which rate follows from which numbers.

Each is a function of the repairs made so far; what is not repaired stands as written, or as its cell has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cached_property

from ...extract.interval import (
    Agreement,
    Interval,
    change_over_prior,
    completion_from_change,
    copies,
    customary,
    growth_from_change,
    growth_from_prior,
    rate_agrees,
    share_of,
    sums_to,
)
from ...extract.model import FACTORS, Claim, Figure, Quantity
from ..model import Evidence, Finding
from ..prose.lists import Sum, quantities
from ..prose.relations import SURE, Rows, all_customs, beside, main_figure, operand, readings, rows_of
from .search import Equation, Repairs

Choices = Callable[[Repairs], tuple[Quantity, ...]]
SMALL = Decimal("0.01")


def cell_name(figure: Figure) -> str:
    """The variable of a cell."""
    return f"cell:{figure.id}"


class Formulas:
    """Makes the equations of one report."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.customs = all_customs(evidence)
        self._rates: dict[str, Equation | None] = {}

    @cached_property
    def _rows(self) -> Rows:
        return rows_of(self.evidence)

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

    def copy(self, claim: Claim) -> Equation | None:
        """The claim repeats its cell; None where it has none."""
        link = self.evidence.links.get(claim.id)
        if link is None or link.probability < SURE or not link.figures:
            return None
        figure = main_figure(link)
        if (figure.quantity.unit in FACTORS) != (claim.quantity.unit in FACTORS):
            return None
        mine, cell = self.exactly(claim), cell_name(figure)

        def holds(made: Repairs) -> bool:
            source = made[cell].value if cell in made else figure.quantity
            return copies(mine(made), source) != "differs"

        return Equation(f"copy:{claim.id}", (claim.id, cell), holds)

    def cells(self, name: str, total: Figure, parts: tuple[Figure, ...]) -> Equation:
        """A cell is the sum of others, or equals another."""
        filled = tuple(part for part in parts if part.quantity.value)

        def value(figure: Figure, made: Repairs) -> Quantity:
            return made[cell_name(figure)].value if cell_name(figure) in made else figure.quantity

        def holds(made: Repairs) -> bool:
            return sums_to(value(total, made), [value(part, made) for part in filled]) != "differs"

        return Equation(name, tuple(map(cell_name, (total, *filled))), holds)

    def total(self, listed: Sum) -> Equation:
        """A total of the prose is the sum of its parts."""
        customs = self.customs
        members = (listed.total, *listed.parts)
        own = dict(zip((claim.id for claim in members), quantities(members, customs), strict=True))

        def value(claim: Claim, made: Repairs) -> Quantity:
            return made[claim.id].value if claim.id in made else own[claim.id]

        def holds(made: Repairs) -> bool:
            return (
                sums_to(value(listed.total, made), [value(part, made) for part in listed.parts]) != "differs"
            )

        return Equation(f"sum:{listed.total.id}:{listed.parts[0].id}", tuple(own), holds)

    def at_most(self, parts: tuple[Claim, ...], whole: Claim) -> Equation:
        """Parts that are not all of a whole are no more than it."""
        members, limit = [self.exactly(part) for part in parts], self.exactly(whole)

        def holds(made: Repairs) -> bool:
            return sum((each(made).yuan for each in members), Decimal(0)) <= limit(made).yuan

        return Equation(f"within:{parts[0].id}:{whole.id}", (*(each.id for each in parts), whole.id), holds)

    def rate(self, rate: Claim) -> Equation | None:
        """A rate follows from its operands; None where they are not known."""
        if rate.id not in self._rates:
            self._rates[rate.id] = self._rate(rate)
        return self._rates[rate.id]

    def _rate(self, rate: Claim) -> Equation | None:
        if rate.type == "growth-rate":
            return self._growth(rate)
        roles = (("part",), ("whole",)) if rate.type == "share" else (("actual",), ("budget",))
        top, bottom = (operand(self.evidence, rate, *names) for names in roles)
        if top is None:
            return None
        if bottom is not None:
            return self._quotient(rate, (top, bottom), share_of)
        apart = operand(self.evidence, rate, "change")
        if apart is not None:
            sign = apart.direction
            return self._quotient(
                rate, (apart, top), lambda moved, now: completion_from_change(moved, now, sign)
            )
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

    def share(self, share: Claim, part: Claim, whole: Quantity) -> Equation:
        """A share of an amount that only a table shows."""
        return self._fits(share, (part,), self.written(part), lambda made: (whole,), share_of)

    def _quotient(
        self, rate: Claim, operands: tuple[Claim, Claim], compute: Callable[..., Interval | None]
    ) -> Equation:
        first, second = (self.written(claim) for claim in operands)
        return self._fits(rate, operands, first, second, compute)

    def _over_cells(
        self, rate: Claim, top: Claim, columns: tuple[str, ...], compute: Callable[..., Interval | None]
    ) -> Equation | None:
        """A rate over what the row of its operand's cell shows in another column."""
        shown = beside(self.evidence, top, columns, self._rows)
        if not shown:
            return None
        fixed = tuple(reading.quantity for reading in shown)
        return self._fits(rate, (top,), self.written(top), lambda made: fixed, compute)

    def _fits(
        self,
        rate: Claim,
        operands: tuple[Claim, ...],
        first: Choices,
        second: Choices,
        compute: Callable[..., Interval | None],
    ) -> Equation:
        stated = self.exactly(rate)

        def agreements(made: Repairs) -> Iterator[Agreement]:
            said = stated(made)
            for top in first(made):
                for bottom in second(made):
                    bounds = compute(top, bottom)
                    if bounds is not None:
                        yield rate_agrees(said, bounds)

        def holds(made: Repairs) -> bool:
            return any(each != "differs" for each in agreements(made))

        def closely(made: Repairs) -> bool:
            return "equal" in agreements(made)

        return Equation(f"rate:{rate.id}", (rate.id, *(claim.id for claim in operands)), holds, closely)

    def difference(self, change: Claim) -> Equation | None:
        """A change lies between its two levels; None where they are not stated."""
        level = operand(self.evidence, change, "level")
        prior = operand(self.evidence, change, "prior", "budget")
        if level is None or prior is None:
            return None
        moved, now, then = (self.exactly(claim) for claim in (change, level, prior))

        def holds(made: Repairs) -> bool:
            more, less = sorted((now(made), then(made)), key=lambda quantity: quantity.yuan, reverse=True)
            return sums_to(more, (less, moved(made))) != "differs"

        return Equation(f"change:{change.id}", (change.id, level.id, prior.id), holds)

    def compared(self, finding: Finding, actual: Claim) -> Equation | None:
        """决算大于（小于、等于）预算, or no reason where the two are the same."""
        budget = self.evidence.by_id.get(finding.claims[1]) if len(finding.claims) > 1 else None
        if budget is None or {actual.type, budget.type} != {"amount"}:
            return None
        spent, planned = self.exactly(actual), self.exactly(budget)
        less = any(word in finding.stated for word in ("小", "低", "少"))
        more = any(word in finding.stated for word in ("大", "高", "多", "超"))
        same = finding.code == "ST402" or not (less or more)

        def holds(made: Repairs) -> bool:
            now, then = spent(made).yuan, planned(made).yuan
            if same:
                return abs(now - then) <= SMALL * max(now, then)
            return now < then if less else now > then

        return Equation(f"compared:{finding.id}", (actual.id, budget.id), holds)
