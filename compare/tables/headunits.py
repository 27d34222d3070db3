"""Tables whose head prints the wrong unit: their amounts are those of the other tables and of the prose, times 10⁴.

The amounts are read in the unit that the rest of the report proves, so that one wrong word makes one finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ...extract.interval import significant
from ...extract.model import FACTORS, Claim, Figure, Quantity
from ...narrative.model import Table
from ..slips import TELLING

OTHER = {"元": "万元", "万元": "元"}
LEAST = 3
"""So many different amounts of a table must be those of others in the other unit, and none as it is printed."""
SHARE = 8
"""And one of so many: long lists of small amounts share some with long tables by chance."""
MOST = 4
"""More tables in the wrong unit are no slips: the report has two sets of tables."""
TRIFLE = 100_000
"""元. Where two tables contradict each other alone, it is the one of so little that is in the wrong unit."""
PLACES = 2
"""A table's total that so many others (prose too) show in the other unit, and none as printed, is telling."""
LEAST_DIGITS = 3
UNIQUE = 10_000
"""Hundreds of 元: greatest amounts from here on are alike by no chance."""
SMALL = 10
"""Amounts of less than so many hundred 元 are equal only to the last 元: rounded, all of them are alike."""
_HUNDREDTH = Decimal("0.01")
_HALF = Decimal("0.5")
_PROSE = "prose"


class Amount(NamedTuple):
    """An amount, with how many hundreds of 元 (0.01万元) it is as printed (``key``) and in the other unit (``turned``).

    ``telling``: it has too many digits to be another's by chance. A tuple, for the sake of sets of them.
    """

    value: Decimal
    unit: str
    step: Decimal
    approximate: bool
    key: int
    turned: int
    telling: bool


Amounts = dict[str, set[Amount]]
"""The amounts of each table."""


def misprinted(figures: Iterable[Figure], claims: Iterable[Claim]) -> dict[str, str]:
    """The tables in whose heads the unit is wrong, with the right one; the one that most speaks for it first.

    What is read in the right unit no longer speaks against the tables that repeat it.
    """
    every, amounts = _amounts(figures)
    totals = _totals(every, figures, claims)
    said = {_key(each.quantity) for each in claims if each.quantity.unit in FACTORS and _long(each.quantity)}
    said -= {_key(each.quantity) for each in claims if _is_trifle(each.quantity)}
    sure = _against_prose(amounts, said)
    if len(sure) >= LEAST and set(sure.values()) == {"万元"}:
        sure |= {table: "万元" for table, own in totals.items() if table != _PROSE and _trifling(own)}
    found = dict(sure)
    for table in sure:
        _read_right(table, amounts, totals)
    for _ in range(len(totals) if sure else MOST):
        spread = Counter(key for own in (*map(_keys, amounts.values()), said) for key in own)
        wrong = {table: shared for table, own in amounts.items() if (shared := _shared(own, spread)) >= LEAST}
        keys = {table: _keys(own) for table, own in totals.items()}
        told = {table for table in set(totals) - set(found) if _total_shown(table, totals, keys)}
        wrong = dict.fromkeys(told, LEAST) | wrong
        if not wrong:
            return found
        tied = {
            name for name in set(wrong) - told if _tied(name, wrong, amounts) and not _trifling(totals[name])
        }
        if tied == set(wrong):
            return found
        table = max(set(wrong) - tied, key=lambda name: (wrong[name], name))
        if table in found:
            return sure
        found[table] = OTHER[next(each.unit or "" for each in totals[table])]
        _read_right(table, amounts, totals)
    return sure


def unprinted(tables: Iterable[Table], figures: Sequence[Figure], claims: Iterable[Claim]) -> dict[str, str]:
    """The tables that print no unit and are not in the usual one, with theirs.

    The prose states two amounts of one of them in the other unit, and next to none of any as it is in the usual one.
    """
    bare = {table.id for table in tables if table.unit is None}
    if not bare:
        return {}
    _, amounts = _amounts([each for each in figures if each.place.table in bare])
    said = {_key(each.quantity) for each in claims if each.quantity.unit in FACTORS and _long(each.quantity)}
    units = {each.unit for own in amounts.values() for each in own}
    turned = {table: len(_turned_keys(own) & said) for table, own in amounts.items()}
    printed = {table: len(_keys(own) & said) for table, own in amounts.items()}
    most = max(turned.values(), default=0)
    if len(units) != 1 or most < PLACES or sum(turned.values()) < LEAST * sum(printed.values()):
        return {}
    unit = OTHER[units.pop()]
    return {table: unit for table in bare if turned.get(table, 0) >= printed.get(table, 0)}


def _read_right(table: str, *kept: Amounts) -> None:
    for sets in kept:
        sets[table] = {
            each._replace(unit=OTHER[each.unit], key=each.turned, turned=each.key)
            for each in sets.get(table, ())
        }


def _against_prose(amounts: Amounts, said: set[int]) -> dict[str, str]:
    """The tables of which the prose states several amounts in the other unit and none as printed, with that unit.

    So are heads found that are wrong alike: a head is written once, the prose's unit each time. Where the head's 元
    makes amounts that a public body may spend, the prose may be wrong throughout, and nothing is said.
    """
    return {
        table: OTHER[unit]
        for table, own in amounts.items()
        for unit in {each.unit for each in own}
        if len({each.unit for each in own}) == 1
        and (unit == "万元" or _trifling(own))
        and not _keys(own) & said
        and len(_turned_keys(own) & said) >= max(LEAST, len(own) / SHARE)
    }


def _shared(own: set[Amount], spread: Counter[int]) -> int:
    """How many of a table's amounts are those of others in the other unit; none if any is as it is printed."""
    keys = _keys(own)
    if len({each.unit for each in own}) != 1 or any(spread[key] > 1 for key in keys):
        return 0
    shared = sum(spread[key] > 0 for key in _turned_keys(own) - keys)
    return shared if shared * SHARE >= len(own) else 0


def _amounts(figures: Iterable[Figure]) -> tuple[Amounts, Amounts]:
    """All amounts of each table; and those that tell something and stand in their columns for certain."""
    every: Amounts = {}
    telling: Amounts = {}
    for figure in figures:
        if figure.quantity.unit in OTHER and figure.quantity.value:
            amount, table = _amount(figure.quantity), figure.place.table
            every.setdefault(table, set()).add(amount)
            if amount.telling and not figure.alternatives:
                telling.setdefault(table, set()).add(amount)
    return every, telling


def _totals(every: Amounts, figures: Iterable[Figure], claims: Iterable[Claim]) -> Amounts:
    """All amounts of each table, with the sums of its classes where it prints no total; and those of the prose."""
    classes: dict[tuple[str, str], list[Quantity]] = {}
    for figure in figures:
        amount = figure.quantity
        known = len(figure.code or "") == 3 and not figure.alternatives
        if known and amount.unit in OTHER and amount.value:
            classes.setdefault((figure.place.table, "".join(figure.column_path[-1:])), []).append(amount)
    for (table, _), parts in classes.items():
        whole = sum((part.value for part in parts), Decimal(0))
        if len(parts) > 1 and len({part.unit for part in parts}) == 1:
            every[table].add(_amount(parts[0].of(whole)))
    stated = (each.quantity for each in claims if each.quantity.unit == "万元" and each.quantity.value)
    spoken = set(map(_amount, stated))
    return every | ({_PROSE: spoken} if spoken else {})


def _total_shown(table: str, totals: Amounts, keys: dict[str, set[int]]) -> bool:
    """Whether others show a table's greatest amount in the other unit, and nothing of it as it is printed.

    Two tables must, or one and the prose, which then must show another amount as well. Of other tables than those of
    trifles half of the amounts must be shown so, unless the greatest has so many digits that chance makes none alike.
    ``keys`` are those of the amounts.
    """
    own = totals[table]
    if table == _PROSE or len({each.unit for each in own}) != 1:
        return False
    top = max(own, key=lambda each: each.value)
    turned, others = top.turned, {name: each for name, each in keys.items() if name != table}
    if len(top.value.as_tuple().digits) < LEAST_DIGITS or turned < SMALL:
        return False
    places = [name for name, each in others.items() if turned in each]
    if len(places) < PLACES:
        return False
    shown = sum(any(amount.turned in each for each in others.values()) for amount in own)
    alone = _PROSE in places and len(places) == PLACES and shown < PLACES
    if alone or _as_printed(own, {name: totals[name] for name in others}, others):
        return False
    return _trifling(own) or shown * 2 >= len(own) or turned >= UNIQUE


def _as_printed(own: set[Amount], others: Amounts, keys: dict[str, set[int]]) -> bool:
    """Whether another table shows an amount as this one prints it."""
    exact = {_yuan(each) for name, amounts in others.items() if name != _PROSE for each in amounts}
    return any(
        _yuan(each) in exact or (each.key >= SMALL and any(each.key in found for found in keys.values()))
        for each in own
    )


def _tied(table: str, wrong: Iterable[str], amounts: Amounts) -> bool:
    """Whether a table and another contradict each other, and nothing else speaks for either."""
    right = _turned_keys(amounts.get(table, ()))
    return any(other != table and right & _keys(amounts.get(other, ())) for other in wrong)


def _trifling(own: Iterable[Amount]) -> bool:
    """Whether amounts are stated, in 元, that are less than any public body spends in a year."""
    return all(map(_is_trifle, own))


def _is_trifle(amount: Amount | Quantity) -> bool:
    return amount.unit == "元" and amount.value < TRIFLE


def _amount(quantity: Quantity) -> Amount:
    value, unit = quantity.value, quantity.unit or "元"
    return Amount(value, unit, quantity.step, quantity.approximate, *_read(value, unit))


@lru_cache(maxsize=4096)
def _read(value: Decimal, unit: str) -> tuple[int, int, bool]:
    """By hundreds of 元 as printed and in the other unit, and whether it tells: tables repeat each other's amounts."""
    key, turned = (int(value * FACTORS[each] * _HUNDREDTH + _HALF) for each in (unit, OTHER[unit]))
    return key, turned, significant(value) >= TELLING


def _keys(amounts: Iterable[Amount]) -> set[int]:
    return {each.key for each in amounts}


def _turned_keys(amounts: Iterable[Amount]) -> set[int]:
    return {each.turned for each in amounts}


def _yuan(amount: Amount) -> Decimal:
    return amount.value * FACTORS[amount.unit]


def in_right_units(figures: tuple[Figure, ...], units: dict[str, str]) -> tuple[Figure, ...]:
    """The figures with the amounts of those tables read in the right unit."""
    return tuple(
        replace(each, quantity=replace(each.quantity, unit=units[each.place.table]))
        if each.place.table in units and each.quantity.unit in OTHER
        else each
        for each in figures
    )


def _long(quantity: Quantity) -> bool:
    return bool(quantity.value) and significant(quantity.value) >= TELLING


def _key(quantity: Quantity) -> int:
    """An amount by hundreds of 元 (0.01万元)."""
    return int(quantity.yuan * _HUNDREDTH + _HALF)
