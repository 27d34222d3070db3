"""Tables whose head prints the wrong unit: their amounts are those of the other tables and of the prose, times 10⁴.

The amounts are read in the unit that the rest of the report proves, so that one wrong word makes one finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ..extract.model import FACTORS, Claim, Figure, Quantity
from .slips import TELLING

OTHER = {"元": "万元", "万元": "元"}
LEAST = 3
"""So many different amounts of a table must be those of others in the other unit, and none as it is printed."""
SHARE = 8
"""And one of so many: long lists of small amounts share some with long tables by chance."""
MOST = 4
"""More tables in the wrong unit are no slips: the report has two sets of tables."""
TRIFLE = 100_000
"""元. Where two tables contradict each other alone, it is the one of so little that is in the wrong unit."""
_HUNDRED = Decimal(100)


def misprinted(figures: Iterable[Figure], claims: Iterable[Claim]) -> dict[str, str]:
    """The tables in whose heads the unit is wrong, with the right one; the one that most speaks for it first.

    What is read in the right unit no longer speaks against the tables that repeat it.
    """
    amounts: dict[str, set[Quantity]] = {}
    for figure in figures:
        if figure.quantity.unit in OTHER and not figure.alternatives and _long(figure.quantity):
            amounts.setdefault(figure.place.table, set()).add(figure.quantity)
    said = {_key(each.quantity) for each in claims if each.quantity.unit in FACTORS and _long(each.quantity)}
    said -= {_key(each.quantity) for each in claims if _trifling({each.quantity})}
    found: dict[str, str] = {}
    for _ in range(MOST):
        spread = Counter(key for own in (*map(_keys, amounts.values()), said) for key in own)
        wrong = {table: shared for table, own in amounts.items() if (shared := _shared(own, spread)) >= LEAST}
        if not wrong:
            return found
        tied = {name for name in wrong if _tied(name, wrong, amounts) and not _trifling(amounts[name])}
        if tied == set(wrong):
            return found
        table = max(set(wrong) - tied, key=lambda name: (wrong[name], name))
        if table in found:
            return {}
        amounts[table] = {_turned(each) for each in amounts[table]}
        found[table] = next(each.unit or "" for each in amounts[table])
    return {}


def _shared(own: set[Quantity], spread: Counter[int]) -> int:
    """How many of a table's amounts are those of others in the other unit; none if any is as it is printed."""
    keys = _keys(own)
    if len({each.unit for each in own}) != 1 or any(spread[key] > 1 for key in keys):
        return 0
    shared = sum(spread[key] > 0 for key in _keys({_turned(each) for each in own}) - keys)
    return shared if shared * SHARE >= len(own) else 0


def _tied(table: str, wrong: Iterable[str], amounts: dict[str, set[Quantity]]) -> bool:
    """Whether a table and another contradict each other, and nothing else speaks for either."""
    right = _keys({_turned(each) for each in amounts[table]})
    return any(other != table and right & _keys(amounts[other]) for other in wrong)


def _trifling(own: set[Quantity]) -> bool:
    """Whether amounts are stated, in 元, that are less than any public body spends in a year."""
    return all(each.unit == "元" and each.value < TRIFLE for each in own)


def _turned(quantity: Quantity) -> Quantity:
    return replace(quantity, unit=OTHER[quantity.unit or "元"])


def _keys(amounts: Iterable[Quantity]) -> set[int]:
    return {_key(each) for each in amounts}


def in_right_units(figures: tuple[Figure, ...], units: dict[str, str]) -> tuple[Figure, ...]:
    """The figures with the amounts of those tables read in the right unit."""
    return tuple(
        replace(each, quantity=replace(each.quantity, unit=units[each.place.table]))
        if each.place.table in units and each.quantity.unit in OTHER
        else each
        for each in figures
    )


def _long(quantity: Quantity) -> bool:
    return len(quantity.value.normalize().as_tuple().digits) >= TELLING


def _key(quantity: Quantity) -> int:
    """An amount by hundreds of 元 (0.01万元)."""
    return int((quantity.yuan / _HUNDRED).to_integral_value(ROUND_HALF_UP))
