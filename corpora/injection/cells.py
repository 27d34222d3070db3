"""Slips in tables: a cell that its sums contradict; a row changed with all its sums, which other tables contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from random import Random

from ...compare.diagnosis import swapped_digits
from ...compare.model import Kind
from ...compare.prose.relations import main_figure
from ...compare.tables.equation import Identity
from ...compare.tables.faults import account
from ...compare.tables.grids import Grid, grids, is_total
from ...compare.tables.identities import identities
from ...extract.interval import factor, plain, significant
from ...extract.model import Figure, Quantity
from ...extract.named import CODED
from .model import Change, Edit, Source
from .sites import CERTAIN, evidence_of

LEAST_HOLDING = 4
LEAST_DIGITS = 3
CHAINED = ("income", "expenditure", "general-expenditure")
MOST_LEAVES = 12


def table_sums(source: Source, random: Random) -> Iterator[Change]:
    """One cell of a table all of whose sums hold, with two digits exchanged or a digit doubled."""
    for grid in sound(source):
        holding = [each for each in identities(grid) if each.telling]
        cells = {figure.id: figure for each in holding for figure in _cells(each)}
        for figure in cells.values():
            if not _open(source, figure):
                continue
            for value in swapped_digits(figure.quantity.value):
                if abs(value - figure.quantity.value) > 9 * figure.quantity.step:
                    yield _change(figure, value, ("table-sum", "cross-table", "amount"), "transposed-digits")


def cross_tables(source: Source, random: Random) -> Iterator[Change]:
    """An item and all the sums above it raised alike: the table holds, the other tables or the prose say otherwise.

    A row that nothing else repeats cannot be found by any reader: one changed cell at least must stand in an
    identity between tables that holds, or be repeated by the prose, and be changed by more than the rounding of what
    repeats it (57703元 is 5.77万元, as 57700元 was).
    """
    repeated = repeats(source)
    for grid in sound(source):
        if grid.kind not in CHAINED:
            continue
        leaves = [code for code in grid.codes if len(code) == 7]
        for leaf in islice(leaves, MOST_LEAVES):
            raised = Decimal(random.randrange(3, 9))
            edits = _chain(source, grid, leaf, raised)
            seen = raised * factor(next(iter(grid.cells.values())).quantity.unit) / 2
            if any(repeated.get(edit.start, seen) < seen for edit in edits):
                yield Change(("cross-table", "table-sum", "amount"), "row-raised", edits, "")


def repeats(source: Source, *, alone: bool = False) -> dict[int, Decimal]:
    """Where the cells begin that another table must show alike, or that a sentence repeats, and how finely, in 元.

    ``alone``: only what shows a cell by itself, not a sum that it is a part of.
    """
    evidence = evidence_of(source.audit)
    found: dict[int, Decimal] = {}

    def repeat(cell: Figure, amounts: Iterable[Quantity]) -> None:
        if cell.start is not None:
            step = max(each.step * factor(each.unit) for each in amounts)
            found[cell.start] = min(step, found.get(cell.start, step))

    for each in account(evidence).holding:
        shown = each.scope != "table" and each.telling and (each.of_two or not alone)
        for cell in each.cells if shown else ():
            repeat(cell, (other.quantity for other in each.cells))
    for name, link in evidence.links.items():
        right = source.audit.assessments[name].verdict == "consistent"
        if link.figures and link.probability >= CERTAIN and right:
            repeat(main_figure(link), (evidence.by_id[name].quantity,))
    return found


def _chain(source: Source, grid: Grid, leaf: str, delta: Decimal) -> tuple[Edit, ...]:
    """The edits that raise a leaf, its ancestors and the total in the columns in which the leaf has amounts."""
    rows: dict[int, list[Figure]] = defaultdict(list)
    for figure in grid.cells.values():
        above = figure.code is not None and leaf.startswith(figure.code)
        if above or is_total(figure):
            rows[figure.place.row].append(figure)
    own = [each for each in grid.cells.values() if each.code == leaf and each.quantity.value]
    columns = {figure.place.column for figure in own}
    changed = [each for members in rows.values() for each in members if each.place.column in columns]
    if len(columns) != 2 or len(rows) < 2 or not all(_open(source, each) for each in changed):
        return ()
    return tuple(_edit(each, each.quantity.value + delta) for each in changed)


def sound(source: Source) -> Iterator[Grid]:
    """Tables whose sums, enough of them, all hold."""
    for grid in grids(evidence_of(source.audit)):
        if grid.kind not in (*CODED, "three-public"):
            continue
        telling = [each for each in identities(grid) if each.telling]
        if len(telling) >= LEAST_HOLDING and all(each.agreement == "equal" for each in telling):
            yield grid


def _cells(each: Identity) -> Iterator[Figure]:
    return (figure for figure in (each.total, *each.parts) if figure.quantity.value)


def _open(source: Source, figure: Figure) -> bool:
    """Whether the cell is printed, long enough for a slip, and free of findings."""
    if figure.start is None or figure.end is None or figure.alternatives or figure.blank:
        return False
    long = significant(figure.quantity.value) >= LEAST_DIGITS
    return long and figure.signed > 0 and source.free(figure.start, figure.end)


def _edit(figure: Figure, value: Decimal) -> Edit:
    assert figure.start is not None and figure.end is not None
    return Edit(figure.start, figure.end, plain(value))


def _change(figure: Figure, value: Decimal, answers: tuple[Kind, ...], slip: str) -> Change:
    return Change(answers, slip, (_edit(figure, value),), figure.text.strip())
