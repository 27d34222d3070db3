"""Error localization against brute force on small systems, and its bounds on hostile ones."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from gouji.compare.causes.search import MOST, SLACK, STEPS, Equation, Repair, components, explain
from gouji.extract.model import Quantity


def repair(variable: str, value: int, cost: int) -> Repair:
    return Repair(variable, Quantity(Decimal(value), None, Decimal(1)), cost)


def total(name: str, written: dict[str, int], whole: str, parts: tuple[str, ...]) -> Equation:
    """whole = Σ parts, of the numbers as written or repaired."""

    def holds(made: object) -> bool:
        assert isinstance(made, dict)

        def value(each: str) -> Decimal:
            return made[each].value.value if each in made else Decimal(written[each])

        return value(whole) == sum((value(part) for part in parts), Decimal(0))

    return Equation(name, (whole, *parts), holds)


def brute(equations: list[Equation], options: dict[str, list[Repair]]) -> set[frozenset[Repair]]:
    """All best explanations, by trying everything."""
    found: dict[frozenset[Repair], int] = {}
    for size in range(MOST + 1):
        for names in combinations(sorted(options), size):
            for chosen in product(*(options[name] for name in names)):
                made = {each.variable: each for each in chosen}
                if all(each.holds(made) for each in equations):
                    found[frozenset(chosen)] = sum(each.cost for each in chosen)
    if not found:
        return set()
    best = min(found.values())
    near = {each for each, cost in found.items() if cost <= best + SLACK}
    return {each for each in near if not any(other < each for other in near)}


NUMBERS = st.integers(1, 9)


@given(st.lists(NUMBERS, min_size=7, max_size=7), st.data())
def test_search_finds_what_brute_force_finds(numbers: list[int], data: st.DataObject) -> None:
    names = list("abcdefg")
    written = dict(zip(names, numbers, strict=True))
    equations = [
        total("one", written, "a", ("b", "c")),
        total("two", written, "d", ("b", "e")),
        total("three", written, "f", ("e", "g")),
    ]
    options = {
        name: [
            repair(name, value, data.draw(st.sampled_from((80, 100, 110, 150, 260))))
            for value in data.draw(st.lists(st.integers(1, 18), max_size=3, unique=True))
        ]
        for name in names
    }
    result = explain(equations, options, steps=100_000)
    assert {frozenset(each) for each in result.sets} == brute(equations, options)


def test_one_change_that_mends_two_sums_is_preferred_to_two() -> None:
    written = {"a": 9, "b": 4, "c": 3, "d": 8, "e": 2}
    equations = [total("one", written, "a", ("b", "c")), total("two", written, "d", ("b", "e"))]
    options = {
        "a": [repair("a", 7, 100)],
        "b": [repair("b", 6, 110)],
        "d": [repair("d", 6, 100)],
    }
    assert [[each.variable for each in chosen] for chosen in explain(equations, options).sets] == [["b"]]


def test_equally_good_explanations_are_all_given() -> None:
    written = {"a": 9, "b": 4, "c": 3}
    options = {"a": [repair("a", 7, 100)], "b": [repair("b", 6, 110)], "c": [repair("c", 5, 160)]}
    result = explain([total("one", written, "a", ("b", "c"))], options)
    assert [chosen[0].variable for chosen in result.sets] == ["a", "b"]


def test_a_hostile_system_costs_no_more_than_its_bound() -> None:
    names = [f"v{i}" for i in range(60)]
    written = dict.fromkeys(names, 1)
    equations = [total(f"e{i}", written, names[i], tuple(names[i + 1 : i + 20])) for i in range(0, 40)]
    options = {name: [repair(name, value, 100) for value in range(2, 30)] for name in names}
    result = explain(equations, options)
    assert result.steps == STEPS
    assert not result.sets


def test_components_are_joined_by_shared_variables() -> None:
    written = dict.fromkeys("abcdef", 1)
    first, other, apart = (
        total("first", written, "a", ("b",)),
        total("other", written, "b", ("c",)),
        total("apart", written, "d", ("e", "f")),
    )
    assert components([first, apart, other]) == [[first, other], [apart]]
