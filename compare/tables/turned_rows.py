"""Two rows of 科目 whose amounts stand in each other's place in one table: it adds up as before, the others disagree.

Tables are compared two by two. Where both print the two amounts crosswise, one of them has them exchanged. The general
budget's table is also a part of the table of all spending: a row of it that is larger than the whole, and that one
exchange of neighbours sets right, shows the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from ...extract.interval import copies, significant
from ...extract.model import Figure, Quantity
from ...narrative.record import record
from ..once import once
from .equation import Identity
from .grids import Grid, grids
from .totals import NATURES, columns_of, only_tables

if TYPE_CHECKING:
    from ..model import Evidence

KINDS = ("income", "expenditure", "general-expenditure")
LEAST_DIGITS = 3
"""Shorter amounts stand crosswise by chance."""
LEAST_PEERS = 2
"""So many other rows must be as they should before one that is not shows an exchange."""
Codes = tuple[str, str]


@record
class Turned:
    """Two rows exchanged in the table of ``mine``: the first row's amount there is ``mine``, in another ``other``.

    ``second`` and ``against`` are those of the second row. ``sure``: a third table, or the prose, shows that the table
    of ``mine`` is the wrong one; ``alike``: the amounts stand crosswise to the last digit.
    """

    codes: Codes
    mine: Figure
    other: Figure
    second: Figure
    against: Figure
    cells: tuple[Figure, ...]
    sure: bool
    alike: bool

    def explains(self, each: Identity) -> bool:
        """Whether an identity between tables fails for the exchange: it holds one of the two rows, not both."""
        tables = {self.mine.place.table} if self.sure else {self.mine.place.table, self.other.place.table}
        rows = {cell.code for cell in each.cells if cell.place.table in tables and cell.code in self.codes}
        return each.scope != "table" and len(rows) == 1


@once
def turned_rows(evidence: Evidence) -> tuple[Turned, ...]:
    """Each pair of rows once, at the table that is wrong if that is known."""
    tables = only_tables(grids(evidence))
    coded = [tables[kind] for kind in KINDS if kind in tables]
    found: dict[Codes, Turned] = {}
    for left, right in combinations(coded, 2):
        for each in _crosswise(evidence, left, right, coded):
            if each.codes not in found or (each.sure and not found[each.codes].sure):
                found[each.codes] = each
    spending, general = tables.get("expenditure"), tables.get("general-expenditure")
    if spending and general:
        taken = {code for codes in found for code in codes}
        for each in _exceeding(evidence, spending, general, coded):
            if not taken & set(each.codes):
                found[each.codes] = each
    return tuple(found.values())


def _crosswise(evidence: Evidence, left: Grid, right: Grid, coded: list[Grid]) -> Iterator[Turned]:
    """Rows of one 款, or 类, with each other's total in the other table."""
    mine, other = _totals(left), _totals(right)
    shared = [code for code in mine if code in other and _long(mine[code]) and _long(other[code])]
    apart = [code for code in shared if copies(mine[code].quantity, other[code].quantity) == "differs"]
    waiting: dict[tuple[object, ...], str] = {}
    for code in apart:
        level = (code[:-2] if len(code) > 3 else "", len(code))
        first = waiting.pop((*level, other[code].quantity.yuan, mine[code].quantity.yuan), None)
        if first is None:
            waiting[*level, mine[code].quantity.yuan, other[code].quantity.yuan] = code
        else:
            yield _turned(evidence, (left, right), (first, code), coded, alike=True)


def _exceeding(evidence: Evidence, spending: Grid, general: Grid, coded: list[Grid]) -> Iterator[Turned]:
    """Rows of the general budget larger than those of all spending, which only one exchange sets right."""
    natures = [(_amounts(spending, nature), _amounts(general, nature)) for nature in (None, *NATURES)]
    wholes, parts = natures[0]
    depth = max(map(len, wholes), default=0)
    shared = [code for code in wholes if code in parts and len(code) == depth]
    over = [code for code in shared if _exceeds(parts[code], wholes[code])]
    if not over or len(shared) - len(over) < LEAST_PEERS or len(over) > 2:
        return
    mended = []
    for one in over:
        siblings = [code for code in wholes if code[:-2] == one[:-2] and code != one and len(code) == depth]
        fitting = [code for code in siblings if all(_fit(*pair, one, code) for pair in natures)]
        if len(fitting) == 1 and set(over) <= {one, *fitting} and _long(wholes[fitting[0]]):
            mended.append((one, fitting[0]))
    if mended and mended[0][1] in parts:
        yield _turned(evidence, (spending, general), mended[0], coded, alike=False)


def _fit(wholes: dict[str, Figure], parts: dict[str, Figure], one: str, two: str) -> bool:
    """Whether neither row of the part is larger than the whole once the rows of the whole are exchanged."""
    pairs = ((parts.get(one), wholes.get(two)), (parts.get(two), wholes.get(one)))
    return not any(part and whole and _exceeds(part, whole) for part, whole in pairs)


def _exceeds(part: Figure, whole: Figure) -> bool:
    larger = part.quantity.yuan > whole.quantity.yuan
    return larger and _long(part) and copies(part.quantity, whole.quantity) == "differs"


def _turned(
    evidence: Evidence, pair: tuple[Grid, Grid], codes: Codes, coded: list[Grid], *, alike: bool
) -> Turned:
    """The pair with the table first that is wrong."""
    one, two = codes
    wrong = next((i for i in (0, 1) if _borne_out(evidence, pair[1 - i], pair[i], codes, coded)), None)
    left, right = (pair[1], pair[0]) if wrong == 1 else pair
    mine, other = _totals(left), _totals(right)
    rows = {left.codes[one], left.codes[two]}
    cells = tuple(
        figure for (row, _), figure in sorted(left.cells.items()) if row in rows and not figure.blank
    )
    return Turned(codes, mine[one], other[one], mine[two], other[two], cells, wrong is not None, alike)


def _borne_out(evidence: Evidence, right: Grid, wrong: Grid, codes: Codes, coded: list[Grid]) -> bool:
    """Whether a third table, or what the prose says of the two items, is as one table has it and not the other."""
    mine, other = _totals(right), _totals(wrong)
    third = [_totals(each) for each in coded if each is not right and each is not wrong]
    if any(all(code in each and _alike(each[code], mine[code]) for code in codes) for each in third):
        return True
    said = _said(evidence)
    told = [(claim, code) for code in codes for claim in said.get(code, ())]
    partner = dict(zip(codes, reversed(codes), strict=True))
    agree = any(_is(claim, mine[code]) or _is(claim, other[partner[code]]) for claim, code in told)
    return agree and not any(_is(claim, other[code]) for claim, code in told)


@once
def _said(evidence: Evidence) -> dict[str, list[Quantity]]:
    """What the prose says of each code, by the cell that it is linked to."""
    found: dict[str, list[Quantity]] = {}
    for claim in evidence.claims:
        link = evidence.links.get(claim.id) if claim.type == "amount" and claim.column != "prior" else None
        if link is not None and link.certain and link.figures[0].code:
            found.setdefault(link.figures[0].code, []).append(claim.quantity)
    return found


def _totals(grid: Grid) -> dict[str, Figure]:
    """The amounts of the rows of codes in the only column of totals."""
    return _amounts(grid, None)


def _amounts(grid: Grid, nature: str | None) -> dict[str, Figure]:
    columns = columns_of(grid, nature)
    rows = grid.codes.items() if len(columns) == 1 else ()
    found = {code: grid.sure(row, columns[0]) for code, row in rows if row not in grid.unsure}
    return {code: figure for code, figure in found.items() if figure and not figure.blank}


def _long(figure: Figure) -> bool:
    return significant(figure.quantity.value) >= LEAST_DIGITS


def _alike(one: Figure, two: Figure) -> bool:
    return _is(one.quantity, two)


def _is(stated: Quantity, figure: Figure) -> bool:
    return copies(stated, figure.quantity) == "equal"
