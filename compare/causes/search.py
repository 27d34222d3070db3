"""The smallest, most likely set of changes that makes every equation hold: error localization by best-first search.

The method of official statistics (Fellegi and Holt 1976), with a cost for each change instead of a count: how
unlikely the slip is that the change undoes. Pure: it knows equations and repairs, not reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from ...extract.model import Quantity
from ...narrative.record import record

MOST = 7
"""No explanation changes more figures than this."""
STEPS = 400
"""So many states are looked at before the search gives up; a typical report needs fewer than thirty."""
SLACK = 20
"""Explanations whose costs differ by no more than this are equally good."""


@record
class Repair:
    """Give ``variable`` another ``value``. ``cost`` in hundredths: a swapped pair of digits costs 100.

    ``figure``: it changes a figure of the report; at most :data:`MOST` of an explanation do.
    """

    variable: str
    value: Quantity
    cost: int
    words: str = ""
    figure: bool = True


Repairs = Mapping[str, Repair]
"""What was changed, by variable; everything else stands as written."""


@record
class Equation:
    """``holds`` under the repairs made so far; it depends on ``variables`` only. ``closely``: without any rounding."""

    name: str
    variables: tuple[str, ...]
    holds: Callable[[Repairs], bool]
    closely: Callable[[Repairs], bool] | None = None


@dataclass(frozen=True, slots=True)
class Explanations:
    """The best sets of repairs, all equally good; none if there are too many possibilities or none at all.

    ``steps`` is how many states were looked at.
    """

    sets: tuple[tuple[Repair, ...], ...]
    steps: int


def explain(
    equations: Sequence[Equation],
    options: Mapping[str, Sequence[Repair]],
    *,
    most: int = MOST,
    steps: int = STEPS,
) -> Explanations:
    """The cheapest sets of at most ``most`` repairs under which all ``equations`` hold.

    Exact: every explanation changes some variable of any one equation that does not hold yet, so branching on
    those of the one with the fewest repairs loses none. Stops after ``steps`` states, then without an answer unless
    one was found already.
    """
    search = _Search(equations, options)
    heap: list[tuple[int, int, int, tuple[Repair, ...]]] = [(0, 0, 0, ())]
    order, seen, found = count(1), {frozenset[Repair]()}, list[tuple[int, tuple[Repair, ...]]]()
    looked = 0
    while heap and looked < steps:
        least, _, cost, chosen = heappop(heap)
        if found and least > found[0][0] + SLACK:
            break
        looked += 1
        made = {repair.variable: repair for repair in chosen}
        broken = search.broken(made)
        if not broken:
            found.append((cost, chosen))
            continue
        ahead = cost + search.at_least(broken, made)
        if ahead > least:
            heappush(heap, (ahead, next(order), cost, chosen))
            continue
        for repair in search.fewest(broken, made):
            after = frozenset((*chosen, repair))
            if after not in seen and sum(each.figure for each in after) <= most:
                seen.add(after)
                spent = cost + repair.cost
                heappush(heap, (max(least, spent), next(order), spent, (*chosen, repair)))
    return Explanations(_smallest(found), looked)


class _Search:
    """The equations with what is known of them so far."""

    def __init__(self, equations: Sequence[Equation], options: Mapping[str, Sequence[Repair]]) -> None:
        self._equations, self._options = equations, options
        self._memory: dict[tuple[str, tuple[Repair | None, ...]], bool] = {}

    def broken(self, made: Repairs) -> list[Equation]:
        """The equations that do not hold."""
        return [equation for equation in self._equations if not self._holds(equation, made)]

    def _holds(self, equation: Equation, made: Repairs) -> bool:
        key = (equation.name, tuple(map(made.get, equation.variables)))
        if key not in self._memory:
            self._memory[key] = equation.holds(made)
        return self._memory[key]

    def branches(self, equation: Equation, made: Repairs) -> Iterator[Repair]:
        """The repairs of one equation's variables that are not made yet."""
        for variable in equation.variables:
            if variable not in made:
                yield from self._options.get(variable, ())

    def fewest(self, broken: Sequence[Equation], made: Repairs) -> list[Repair]:
        """The repairs of the equation that leaves least choice."""
        return min((list(self.branches(equation, made)) for equation in broken), key=len)

    def at_least(self, broken: Sequence[Equation], made: Repairs) -> int:
        """What the equations that share no variable cost at least, each by itself."""
        total, taken = 0, set[str]()
        for equation in broken:
            if not taken & set(equation.variables):
                costs = [repair.cost for repair in self.branches(equation, made)]
                total += min(costs, default=0)
                taken.update(equation.variables)
        return total


def _smallest(found: list[tuple[int, tuple[Repair, ...]]]) -> tuple[tuple[Repair, ...], ...]:
    """Without those that change more than another one needs to."""
    sets = [frozenset(chosen) for _, chosen in found]
    return tuple(
        chosen for (_, chosen), own in zip(found, sets, strict=True) if not any(other < own for other in sets)
    )


def components(equations: Sequence[Equation]) -> list[list[Equation]]:
    """Equations that share variables, directly or by way of others, in the order given."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for equation in equations:
        for variable in equation.variables[1:]:
            above[root(variable)] = root(equation.variables[0])
    groups: dict[str, list[Equation]] = {}
    for equation in equations:
        groups.setdefault(root(equation.variables[0]), []).append(equation)
    return list(groups.values())
