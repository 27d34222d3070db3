"""Which cells of the tables are at fault: identities that do not hold where the others of their kind do.

One wrong cell breaks several identities, within its table and across tables; the cell whose correction mends
most of them and breaks none is named once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ...extract.interval import Agreement, base_signed
from ...extract.model import FACTORS, Figure
from ..diagnosis import written_slip
from ..model import Evidence
from ..once import once
from .crossings import crossings
from .equation import Identity, Judged, Scope
from .grids import grids
from .identities import judged
from .levels import without_unnamed
from .lost import Lost, lost_rows
from .turned_rows import Turned, turned_rows

_TOGETHER = {"total": "codes"}
"""Families that stand or fall together: a table whose codes were not read rightly has no grand total by codes."""
ENOUGH = 4
"""Two identities of a table that hold and say something, or more of those with one part, show that it was read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell, the identities that its correction mends, and what it should be, in 元 (None: not certain)."""

    cell: Figure
    broken: tuple[Identity, ...]
    right: Decimal | None

    @property
    def scope(self) -> Scope:
        """Between tables for a class that another table contradicts; else within a table, if an identity is."""
        scopes = {each.scope for each in self.broken}
        if any(each.scope == "classes" and each.total is self.cell for each in self.broken):
            return "classes"
        return next(scope for scope in ("table", "classes", "tables") if scope in scopes)


@dataclass(frozen=True, slots=True)
class Account:
    """All identities of a report's tables: those of some amount that hold, the credible faults, what is rounded."""

    holding: tuple[Identity, ...]
    faults: tuple[Fault, ...]
    rounded: tuple[Identity, ...]


@once
def account(evidence: Evidence) -> Account:
    """Judge every identity of the report's tables."""
    groups: dict[tuple[str, str], list[Judged]] = {}
    told = judged(evidence)
    for grid in grids(evidence):
        table = grid.table
        for each, how in without_unnamed(grid, told[table]):
            groups.setdefault((table, _TOGETHER.get(each.family, each.family)), []).append((each, how))
    for each in crossings(grids(evidence)):
        groups.setdefault(("", each.family), []).append((each, each.agreement))
    if same := groups.get(("", "same")):
        groups["", "same"] = [each for each in same if not _printed_in_both(evidence, *each)]
    holding = [
        each for members in groups.values() for each, how in members if how != "differs" and not each.empty
    ]
    rounded = [each for members in groups.values() for each, how in members if how == "rounding"]
    proof: Counter[str] = Counter()
    for each in holding:
        proof[each.total.place.table] += 2 if each.telling else 1
    astray: tuple[Lost | Turned, ...] = (*lost_rows(evidence), *turned_rows(evidence))
    credible = [
        each
        for key, members in groups.items()
        for each in _credible(key, members, holding, proof, evidence)
        if not any(row.explains(each) for row in astray)
    ]
    faults = tuple(_faults(credible, holding, evidence)) if credible else ()
    return Account(tuple(holding), faults, tuple(rounded))


@once
def _stated(evidence: Evidence) -> dict[Decimal, set[str]]:
    """Every amount of the tables and the prose, in 元, with where it stands: the tables' ids, ``""`` for the prose."""
    found: dict[Decimal, set[str]] = {}
    for figure in evidence.figures:
        if figure.quantity.unit in FACTORS and figure.quantity.value:
            found.setdefault(figure.quantity.yuan, set()).add(figure.place.table)
    for claim in evidence.claims:
        if claim.type == "amount" and claim.quantity.unit in FACTORS and claim.column != "prior":
            found.setdefault(claim.quantity.yuan, set()).add("")
    return found


def _slipped(each: Identity, evidence: Evidence) -> Fault | None:
    """The one cell that a slip of the pen explains, if the report states elsewhere what it should be."""
    cells, stated = {cell.id: cell for cell in each.cells}, _stated(evidence)
    found = [
        Fault(cells[name], (each,), right)
        for name, right in each.corrections().items()
        if stated.get(right, set()) - {cells[name].place.table}
        and written_slip(base_signed(cells[name].quantity)[0], right)
    ]
    return found[0] if len(found) == 1 else None


def _credible(
    key: tuple[str, str],
    members: list[Judged],
    holding: list[Identity],
    proof: Counter[str],
    evidence: Evidence,
) -> list[Identity]:
    """The broken identities of a family, unless so many are broken that the table was not read rightly.

    ``proof`` is how much each table's identities that hold say for its reading.
    """
    broken = [each for each, how in members if how == "differs"]
    if not broken:
        return []
    said = [each for each, _ in members if not each.empty]
    if key[1].startswith("classes-"):
        few = len(broken) * 2 < len(said) or len(broken) == len(said) == 1
        return broken if few else []
    if key[1] == "same":
        across = set(_adding_across(evidence))
        return [each for each in broken if all(_well_read(cell, holding, across) for cell in each.cells)]
    one = key[1] != "rows" and _of_one_cell(broken)
    few = one or len(broken) * 3 <= max(len(said), 3)
    if key[1] == "rows" and not any(each.telling and how != "differs" for each, how in members):
        broken = [each for each in broken if written_slip(base_signed(each.total.quantity)[0], each.sum)]
    kept = proof[key[0]] if key[0] else proof.total()
    slipped = one or (len(broken) == 1 and _slipped(broken[0], evidence) is not None)
    sure = kept >= ENOUGH or (kept and slipped)
    return broken if sure and few and not _row_lost(broken) else []


def _of_one_cell(broken: list[Identity]) -> bool:
    """Whether one slip of the pen explains them all, two at least: a 小计 that fits neither its total nor its parts."""
    return len(broken) > 1 and any(
        len(fault.broken) == len(broken)
        and fault.right
        and written_slip(base_signed(fault.cell.quantity)[0], fault.right)
        for fault in mends(broken)
    )


def _printed_in_both(evidence: Evidence, each: Identity, how: Agreement) -> bool:
    """Whether totals differ and the other table prints both: a column was taken for another one."""
    if how != "differs":
        return False
    texts = {table.id: evidence.report.text[table.start : table.end] for table in evidence.report.tables}
    return any(
        _prints(texts.get(other.place.table, ""), one.text.strip())
        for one, other in ((each.total, each.parts[0]), (each.parts[0], each.total))
    )


def _prints(text: str, number: str) -> bool:
    return len(number) > 3 and bool(re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d.,])", text))


def _well_read(cell: Figure, holding: list[Identity], across: set[str]) -> bool:
    """Whether the cell's column is proved by its own table: across its row, or down to the total that it is."""
    own = [each for each in holding if each.scope == "table" and any(part is cell for part in each.cells)]
    if cell.table_kind in ("expenditure", "general-expenditure", "income"):
        down = any(each.total is cell and each.family == "total" and each.telling for each in own)
        return cell.id in across or down or any(each.family == "rows" for each in own)
    return bool(own)


def _adding_across(evidence: Evidence) -> Iterator[str]:
    """The first numbers of rows that are the sum of all the others, in whichever columns those stand."""
    for grid in grids(evidence):
        rows: dict[int, list[Figure]] = {}
        for place in sorted(grid.cells):
            if not grid.cells[place].blank:
                rows.setdefault(place[0], []).append(grid.cells[place])
        for total, *parts in rows.values():
            added = Identity("rows", total, tuple(parts)).agreement != "differs"
            if len(parts) > 1 and not total.alternatives and added:
                yield total.id


def _row_lost(broken: list[Identity]) -> bool:
    """Whether one total exceeds its parts in several columns: a row was not read rather than a number wrong."""
    short = [each for each in broken if each.family in ("codes", "total", "classes")]
    rows = [each.total.place.row for each in short if base_signed(each.total.quantity)[0] > each.sum]
    return len(rows) != len(set(rows))


def _faults(broken: list[Identity], holding: list[Identity], evidence: Evidence) -> Iterator[Fault]:
    left = list(broken)
    touching = Counter(cell for each in holding for cell in {figure.id for figure in each.cells})
    while left:
        best = _culprit(left, touching)
        if best is None:
            break
        yield best
        left = [each for each in left if each not in best.broken]
    for each in left:
        yield _slipped(each, evidence) or Fault(each.total, (each,), None)


def _culprit(broken: list[Identity], touching: Mapping[str, int]) -> Fault | None:
    """The cell that one correction sets right in most broken identities, two at least, and breaks fewest.

    ``touching`` is how many identities that hold now a change of each cell would break.
    """
    several = sorted(mends(broken), key=lambda item: -len(item.broken))
    explaining: dict[int, list[Fault]] = {}
    for fault in several:
        for each in fault.broken:
            explaining.setdefault(id(each), []).append(fault)
    for fault in several:
        own = touching.get(fault.cell.id, 0)
        shared = (other for each in fault.broken for other in explaining[id(each)] if other is not fault)
        rivals = (other for other in shared if len(other.broken) == len(fault.broken))
        if all(touching.get(rival.cell.id, 0) > own for rival in rivals):
            return fault
    return None


def mends(broken: list[Identity]) -> Iterator[Fault]:
    """The corrections that set several identities right, to within their rounding."""
    wanted: dict[str, list[tuple[Identity, Decimal]]] = {}
    cells: dict[str, Figure] = {}
    for each in broken:
        cells |= {figure.id: figure for figure in each.cells}
        for name, right in each.corrections().items():
            wanted.setdefault(name, []).append((each, right))
    for name, options in wanted.items():
        if len(options) < 2:
            continue
        best: tuple[Identity, ...] = ()
        value = Decimal(0)
        for first, right in sorted(options, key=lambda option: option[0].slack):
            same = tuple(each for each, other in options if abs(other - right) <= first.slack + each.slack)
            if len(same) > len(best):
                best, value = same, right
        if len(best) > 1:
            yield Fault(cells[name], best, value)
