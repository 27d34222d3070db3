"""Rows of 科目 that a table lacks: other tables print them, and its sums miss just what stands there.

Only where nothing else can explain it: the table adds up otherwise, and no line or number of it stayed unread.
A page of a PDF may always hold a row that was not seen, so that PDFs are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...extract.interval import significant
from ...extract.model import Figure
from ...narrative.model import Paragraph
from ..model import Evidence
from ..once import once
from .equation import Identity
from .grids import Grid, ancestor, grids, is_total, label, row_label
from .identities import judged
from .totals import columns_of, only_tables

KINDS = ("income", "expenditure", "general-expenditure")
FUNDS = ("government-fund", "state-capital")
"""Tables whose rows the table of all expenditure prints as well."""
ENOUGH = 4
"""Identities of a table that hold, those that say something counted twice, show that it was read.

Not asked for where the missing amount is just the row's: with it the sum holds, and that shows it.
"""
LEAST_ROWS = 3
LEAST_DIGITS = 3
"""Shorter amounts are equal by chance."""
LEAST_PEERS = 2
"""So many other rows of a level must all show what is below them before one without looks bare."""
_MONEY = re.compile(r"\d[万亿]?元")
_POINTED = re.compile(r"\d\.\d")


@dataclass(frozen=True, slots=True)
class Lost:
    """The row ``code`` that a table lacks: ``row`` is its amount in another table, ``whole`` the sum that needs it.

    ``broken`` are the table's sums that miss it; none where ``whole`` simply shows nothing below it. ``beside`` are
    cells of the rows between which it belongs; ``alike``: what is missing is what the other table prints.
    """

    code: str
    row: Figure
    whole: Figure
    beside: tuple[Figure, ...]
    broken: tuple[Identity, ...]
    alike: bool

    def explains(self, each: Identity) -> bool:
        """Whether an identity fails for want of this row: a sum of its table, or a class that another table shows."""
        if each in self.broken:
            return True
        parts = {part.place.table for part in each.parts}
        same = all((part.code or "").startswith(self.code[:3]) for part in each.parts)
        return each.scope == "classes" and parts == {self.whole.place.table} and same


@once
def lost_rows(evidence: Evidence) -> tuple[Lost, ...]:
    """One row at most for each table: where two are missing, it was probably not read rightly."""
    if evidence.report.format == "pdf":
        return ()
    tables = only_tables(grids(evidence))
    coded = [tables[kind] for kind in KINDS if kind in tables and not tables[kind].named]
    found = []
    for grid in coded:
        others = [each for each in coded if each is not grid]
        if grid.kind == "expenditure":
            others += [tables[kind] for kind in FUNDS if kind in tables and not tables[kind].named]
        mine = list(_lost(evidence, grid, others))
        found += mine if len(mine) == 1 else []
    return tuple(found)


def _lost(evidence: Evidence, grid: Grid, others: Iterable[Grid]) -> Iterator[Lost]:
    """The rows of other tables that this one lacks, and that its sums or its other rows ask for.

    Where it prints no total, its end may not have been read: then a row must stand behind, and the amounts be alike.
    """
    columns = columns_of(grid)
    if len(columns) != 1 or len(grid.codes) < LEAST_ROWS or not _read_through(evidence, grid):
        return
    whole = any(is_total(figure) for figure in grid.cells.values())
    lacking: dict[str, dict[str, list[tuple[Figure, Grid]]]] = {}
    for other in others:
        for code, row in _leaves(other, max(map(len, grid.codes))):
            within = whole or code < max(grid.codes)
            if code not in grid.codes and within and not _unread(evidence, grid, row):
                parent = ancestor(code, grid.codes) or ""
                lacking.setdefault(parent, {}).setdefault(code, []).append((row, other))
    for codes in lacking.values():
        asked = list(_asked(evidence, grid, columns[0], codes))
        yield from asked if len(asked) == 1 else ()
        if not asked and len(codes) == 1:
            rows = next(iter(codes.values()))
            lost = _missed(evidence, grid, columns[0], rows[0][0], alike=False) if whole else None
            lost = lost or _bare(grid, columns[0], *rows[0])
            yield from (lost,) if lost is not None and (whole or lost.alike) else ()


def _asked(
    evidence: Evidence, grid: Grid, column: int, codes: Mapping[str, list[tuple[Figure, Grid]]]
) -> Iterator[Lost]:
    """The rows whose amount is just what a sum lacks."""
    for rows in codes.values():
        found = (_missed(evidence, grid, column, row) for row, _ in rows if _telling(row))
        lost = next((each for each in found if each is not None), None)
        if lost is not None:
            yield lost


def _leaves(grid: Grid, depth: int) -> Iterator[tuple[str, Figure]]:
    """The codes of that depth with their amounts in the only column of totals."""
    columns = columns_of(grid)
    for code, row in grid.codes.items() if len(columns) == 1 else ():
        figure = grid.sure(row, columns[0])
        if len(code) == depth and figure is not None and not figure.blank:
            yield code, figure


def _telling(figure: Figure) -> bool:
    return significant(figure.quantity.value) >= LEAST_DIGITS and figure.signed > 0


def _missed(evidence: Evidence, grid: Grid, column: int, row: Figure, *, alike: bool = True) -> Lost | None:
    """The row, if the sum it belongs to exceeds its parts, by just its amount if ``alike``, and all the rest holds."""
    parent = ancestor(row.code or "", grid.codes)
    told = judged(evidence)[grid.table]
    mine = [(each, how) for each, how in told if _sums_for(each, parent)]
    broken = tuple(each for each, how in mine if how == "differs")
    rest = [(each, how) for each, how in told if not _sums_for(each, parent) and not each.empty]
    proof = sum(2 if each.telling else 1 for each, _ in rest)
    whole = next((each for each in broken if each.total.place.column == column), None)
    if whole is None or (proof < ENOUGH and not alike) or any(how == "differs" for _, how in rest):
        return None
    gaps = {each.total.place.column: each.total.quantity.yuan - each.sum for each in broken}
    gap = gaps.pop(column)
    fits = abs(gap - row.quantity.yuan) <= whole.slack if alike else gap > whole.slack
    if not fits or any(each < 0 for each in gaps.values()):
        return None
    return Lost(row.code or "", row, whole.total, _beside(grid, column, row.code or ""), broken, alike)


def _sums_for(each: Identity, parent: str | None) -> bool:
    if parent is None:
        return each.family == "total"
    return each.family == "codes" and each.total.code == parent


def _bare(grid: Grid, column: int, row: Figure, other: Grid) -> Lost | None:
    """The row, if the one above it shows an amount and nothing below, where all its like show something."""
    code = row.code or ""
    parent = ancestor(code, grid.codes)
    whole = grid.sure(grid.codes[parent], column) if parent else None
    if parent is None or whole is None or whole.blank or not whole.quantity.value:
        return None
    if sum(each.startswith(parent) and len(each) == len(code) for each in other.codes) != 1:
        return None
    peers = [each for each in grid.codes if len(each) == len(parent) and each != parent]
    shown = all(any(each.startswith(peer) and each != peer for each in grid.codes) for peer in peers)
    own = any(each.startswith(parent) and each != parent for each in grid.codes)
    if len(peers) < LEAST_PEERS or not shown or own:
        return None
    return Lost(code, row, whole, _beside(grid, column, code), (), whole.quantity.yuan == row.quantity.yuan)


def _beside(grid: Grid, column: int, code: str) -> tuple[Figure, ...]:
    """The cells before and behind the place where the code belongs."""
    order = sorted(grid.codes)
    near = ([each for each in order if each < code][-1:], [each for each in order if each > code][:1])
    found = (grid.cells.get((grid.codes[each], column)) for side in near for each in side)
    return tuple(each for each in found if each is not None and each.start is not None)


def _read_through(evidence: Evidence, grid: Grid) -> bool:
    """Whether every number with a decimal point in the table's text became a figure."""
    table = next(each for each in evidence.report.tables if each.id == grid.table)
    printed = len(_POINTED.findall(evidence.report.text[table.start : table.end]))
    read = sum(bool(_POINTED.search(each.text)) for each in grid.cells.values())
    return printed <= read


def _said(paragraph: Paragraph, at: int) -> bool:
    """Whether a place is that of a word of a sentence with an amount of money, not of a stray line of a table."""
    within = paragraph.offsets[0] <= at <= paragraph.offsets[-1]
    return within and bool(_MONEY.search(paragraph.text, paragraph.index(at)))


def _unread(evidence: Evidence, grid: Grid, row: Figure) -> bool:
    """Whether the row's code stands outside tables and prose, or its code or name in this table without being read."""
    text, code = evidence.report.text, row.code or ""
    places = [match.start() for match in re.finditer(rf"{code}(?<!\d{code})(?!\d)", text)]
    own = next(each for each in evidence.report.tables if each.id == grid.table)
    others = [each for each in evidence.report.tables if each is not own]
    spoken = [each for each in evidence.report.paragraphs if each.part == "narrative" and code in each.text]
    if not all(
        any(each.start <= at < each.end for each in others) or any(_said(each, at) for each in spoken)
        for at in places
    ):
        return True
    name = row_label(row)
    rows = {figure.place.row for figure in grid.cells.values() if name in row_label(figure)}
    return label(text[own.start : own.end]).count(name) > len(rows) or not name
