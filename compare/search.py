"""The smallest, most likely set of changes that makes every equation hold: error localization by best-first search.

The method of official statistics (Fellegi and Holt 1976), with a cost for each change instead of a count: how unlikely the
slip is that the change undoes. Pure: it knows equations and repairs, not reports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from ..extract.model import Quantity

MOST = 4
"""No explanation changes more figures than this."""
STEPS = 300
"""So many states are looked at before the search gives up; a typical report needs fewer than thirty."""
SLACK = 20
"""Explanations whose costs differ by no more than this are equally good."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Give ``variable`` another ``value``. ``cost`` in hundredths: a swapped pair of digits costs 100."""

    variable: str
    value: Quantity
    cost: int
    words: str = ""


Repairs = Mapping[str, Repair]
"""What was changed, by variable; everything else stands as written."""


@dataclass(frozen=True, slots=True)
class Equation:
    """``holds`` under the repairs made so far; it depends on ``variables`` only."""

    name: str
    variables: tuple[str, ...]
    holds: Callable[[Repairs], bool]


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

    Exact: every explanation changes some variable of the first equation that does not hold yet, so branching on
    those loses none. Stops after ``steps`` states, then without an answer unless one was found already.
    """
    memory: dict[tuple[str, tuple[Repair | None, ...]], bool] = {}
    heap: list[tuple[int, int, tuple[Repair, ...]]] = [(0, 0, ())]
    order, seen, found = count(1), {frozenset[Repair]()}, list[tuple[int, tuple[Repair, ...]]]()
    looked = 0
    while heap and looked < steps:
        cost, _, chosen = heappop(heap)
        if found and cost > found[0][0] + SLACK:
            return Explanations(_smallest(found), looked)
        looked += 1
        made = {repair.variable: repair for repair in chosen}
        broken = next((each for each in equations if not _holds(each, made, memory)), None)
        if broken is None:
            found.append((cost, chosen))
            continue
        if len(chosen) == most:
            continue
        for variable in broken.variables:
            for repair in () if variable in made else options.get(variable, ()):
                after = frozenset((*chosen, repair))
                if after not in seen:
                    seen.add(after)
                    heappush(heap, (cost + repair.cost, next(order), (*chosen, repair)))
    return Explanations(_smallest(found), looked)


def _holds(
    equation: Equation, made: Repairs, memory: dict[tuple[str, tuple[Repair | None, ...]], bool]
) -> bool:
    key = (equation.name, tuple(made.get(variable) for variable in equation.variables))
    if key not in memory:
        memory[key] = equation.holds(made)
    return memory[key]


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
