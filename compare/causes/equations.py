"""The report around its mismatches as equations, and the repairs that would restore them.

One equation for each finding that numbers contradict each other, and one for every agreement that a repair might
break. Variables are claims (by id), cells (``cell:`` and id) and, for each finding, ``!`` and its id: repairing that
one means that the finding stands by itself (a rate miscalculated, a word reversed, a reason missing).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...extract.model import Claim, Figure
from ..model import Evidence, Finding
from ..prose.item_lists import item_lists
from ..prose.lists import Sum, agreement, enumerations
from ..prose.relations import first_figure, operand
from ..tables.equation import Identity
from ..tables.identities import judged
from .formulas import Formulas, cell_name
from .search import Equation

MOST_VARIABLES = 100
"""Of longer sums nobody can say which part is wrong."""
RATES = ("growth-rate", "share", "completion-rate")
FINDINGS = (
    "NT101",
    "NT102",
    "NN201",
    "NN202",
    "NN203",
    "NN204",
    "NN205",
    "NN210",
    "ST402",
    "TT301",
    "TT302",
    "TT303",
)
"""The checks whose findings are equations that do not hold."""


def own_name(finding: Finding) -> str:
    """The variable of a finding by itself."""
    return f"!{finding.id}"


@dataclass(frozen=True, slots=True)
class System:
    """Violated equations by their finding, and the agreements around each variable."""

    violated: dict[str, Equation]
    around: dict[str, list[Equation]]


class Equations:
    """Builds the equations of one report; nothing is computed before it is asked for."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.formulas = Formulas(evidence)
        self._as_written: dict[tuple[str, tuple[str, ...]], bool] = {}

    @cached_property
    def _sums(self) -> dict[str, list[Sum]]:
        """The complete lists by each of their members."""
        found: dict[str, list[Sum]] = {}
        for listed in (*enumerations(self.evidence), *item_lists(self.evidence)):
            if listed.closed and len(listed.parts) < MOST_VARIABLES:
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
    def _changes(self) -> dict[str, list[Claim]]:
        """The stated changes by themselves and by each of the amounts that they lie between."""
        found: dict[str, list[Claim]] = {}
        for claim in self.evidence.claims:
            if claim.type == "change-amount":
                for name in (claim.id, *(item.claim for item in claim.operands)):
                    found.setdefault(name, []).append(claim)
        return found

    @cached_property
    def _identities(self) -> dict[str, list[Identity]]:
        """The identities of the tables by each of their cells."""
        found: dict[str, list[Identity]] = {}
        for members in judged(self.evidence).values():
            for each, _ in members:
                if len(each.parts) >= MOST_VARIABLES:
                    continue
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
    def _places(self) -> dict[tuple[str, int, int], Figure]:
        return {(each.place.table, each.place.row, each.place.column): each for each in self.evidence.figures}

    def system(self, findings: Sequence[Finding]) -> System:
        """The equations that the findings violate, with what surrounds them."""
        violated = {
            finding.id: equation for finding in findings if (equation := self._violated(finding)) is not None
        }
        touched = sorted({name for equation in violated.values() for name in equation.variables})
        around = {name: [each for each in self._around(name) if self._stands(each)] for name in touched}
        return System(violated, around)

    # What the findings violate

    def _violated(self, finding: Finding) -> Equation | None:
        if finding.code not in FINDINGS:
            return None
        equation = self._equation(finding)
        if equation is None or len(equation.variables) > MOST_VARIABLES:
            return None
        own = own_name(finding)
        holds = equation.holds
        return Equation(
            own, (*equation.variables, own), lambda made: own in made or holds(made), equation.closely
        )

    def _equation(self, finding: Finding) -> Equation | None:
        if finding.code.startswith("TT"):
            return self._of_cells(finding)
        claim = self.evidence.by_id.get(finding.claims[0]) if finding.claims else None
        if claim is None:
            return None
        if finding.code in ("NT101", "NT102"):
            return self.formulas.copy(claim) or self._unit(finding, claim)
        listed = self.listed(finding) if finding.code == "NN205" else None
        if listed is not None:
            return self.formulas.total(listed)
        if finding.code in ("NN205", "NN210"):
            *parts, whole = (self.evidence.by_id[name] for name in finding.claims)
            return self.formulas.at_most(tuple(parts), whole) if parts and whole.type == "amount" else None
        if finding.code in ("NN204", "ST402"):
            return self.formulas.compared(finding, claim) or self._turned(finding)
        if claim.type in RATES:
            return self.formulas.rate(claim) or self._over_shown(finding, claim)
        return self.formulas.difference(claim) or self._grown(finding)

    def _over_shown(self, finding: Finding, share: Claim) -> Equation | None:
        """A share of a total that the finding cites from a table."""
        part, cited = operand(self.evidence, share, "part"), self.cited(finding)
        whole = cited[-1].quantity if cited else None
        return self.formulas.share(share, part, whole) if part is not None and whole is not None else None

    def _unit(self, finding: Finding, claim: Claim) -> Equation | None:
        """A unit that only other numbers prove wrong: it holds once the unit is mended."""
        return Equation(f"unit:{finding.id}", (claim.id,), lambda made: claim.id in made)

    def listed(self, finding: Finding) -> Sum | None:
        names = set(finding.claims)
        return next(
            (
                listed
                for listed in self._sums.get(finding.claims[0], ())
                if listed.total.id == finding.claims[0] and {part.id for part in listed.parts} <= names
            ),
            None,
        )

    def cited(self, finding: Finding) -> list[Figure]:
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
        figures = self.cited(finding)
        if len(figures) < 2 or finding.kind == "rounding":
            return None
        if finding.code != "TT301":
            return self.formulas.cells(f"cells:{finding.id}", figures[0], tuple(figures[1:]))
        sums = [
            self.formulas.cells(f"cells:{finding.id}:{i}", each.total, each.parts)
            for i, each in enumerate(self.broken(figures))
        ]
        names = dict.fromkeys(name for each in sums for name in each.variables)
        holding = tuple(each.holds for each in sums)
        return (
            Equation(f"cells:{finding.id}", tuple(names), lambda made: all(holds(made) for holds in holding))
            if sums
            else None
        )

    def broken(self, figures: list[Figure]) -> list[Identity]:
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
        return self.formulas.rate(rate) if rate is not None else None

    def _turned(self, finding: Finding) -> Equation:
        """A direction that only another number, or another word, can set right; two opposite words only the latter."""
        alone = Equation(f"turned:{finding.id}", (), lambda made: False)
        claims = [each for name in finding.claims if (each := self.evidence.by_id.get(name))]
        words = {each.direction for each in claims if each.type in ("growth-rate", "change-amount")}
        equation = (
            self.formulas.difference(claims[0]) if claims and claims[0].type == "change-amount" else None
        )
        equation = equation or self._grown(finding)
        if equation is None or {1, -1} <= words:
            return alone
        holds, names = equation.holds, equation.variables
        return replace(equation, holds=lambda made: any(name in made for name in names) and holds(made))

    # What holds around a variable

    def _around(self, name: str) -> Iterator[Equation]:
        if name.startswith("cell:"):
            for each in self._identities.get(name.removeprefix("cell:"), ()):
                yield self.formulas.cells(f"id:{each.family}:{each.total.id}", each.total, each.parts)
            for claim in self._copying.get(name.removeprefix("cell:"), ()):
                yield from self._some(self.formulas.copy(claim))
        elif said := self.evidence.by_id.get(name):
            yield from self._some(self.formulas.copy(said))
            for rate in self._rates.get(name, ()):
                yield from self._some(self.formulas.rate(rate))
            for change in self._changes.get(name, ()):
                yield from self._some(self.formulas.difference(change))
            if said.type in RATES:
                yield from self._some(self.formulas.rate(said))
            for listed in self._sums.get(name, ()):
                if not listed.silent and agreement(listed, self.formulas.customs) != "differs":
                    yield self.formulas.total(listed)

    def _stands(self, equation: Equation) -> bool:
        """Whether the numbers as written agree; each variable of an equation asks again."""
        key = (equation.name, equation.variables)
        if key not in self._as_written:
            self._as_written[key] = equation.holds({})
        return self._as_written[key]

    def _some(self, equation: Equation | None) -> Iterator[Equation]:
        if equation is not None:
            yield equation
