"""Ruled tables: the cells that the lines of a page enclose, merged ones as spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .pdf_drawing import Rule
from .pdf_home import homes, runs
from .pdf_page import Glyph
from .pdf_spilt import Box, put_back

_SNAP = 3.0  # points: lines nearer than this are one
_REACH = 4.0  # points: how far from each other lines may end and still meet
_SPREAD = 5.0  # points: the most that lines taken for one lie apart
_OPEN = 8.0  # points: how far lines run beyond the outermost crossing one where the table's side is left open
_MOST_PAIRS = 4_000_000  # crossings that are looked at on one page
_MOST_CELLS = 60_000  # of one table

Places = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its upper left corner in rows and columns, how many of them it covers, the characters in it."""

    row: int
    column: int
    rows: int
    columns: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the places of its lines between columns ``xs`` and rows ``ys``, and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]


class TooManyRules(Exception):
    """A page has more lines than a table can have."""


def grids(rules: Sequence[Rule], glyphs: Iterable[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """The ruled tables of a page, from top to bottom, and the characters outside them.

    Raises TooManyRules if there are too many lines to tell.
    """
    across = merged([rule for rule in rules if rule.across])
    down = merged([rule for rule in rules if not rule.across])
    if len(across) * len(down) > _MOST_PAIRS:
        raise TooManyRules
    bare = [grid for grid in (_grid(*group) for group in _groups(across, down)) if grid is not None]
    bare.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    outside = _filled(bare, glyphs)
    for grid in bare:
        put_back(_boxes(grid))
    return [grid for grid in bare if any(cell.glyphs for cell in grid.cells)], outside


def merged(rules: list[Rule]) -> list[Rule]:
    """Lines that lie on one another or go on from one another as one."""
    found: list[Rule] = []
    level: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if level and (rule.at - level[-1].at > _SNAP or rule.at - level[0].at > _SPREAD):
            found += _one_level(level)
            level = []
        level.append(rule)
    return found + _one_level(level)


def _one_level(level: list[Rule]) -> list[Rule]:
    if not level:
        return []
    weight = sum(rule.high - rule.low for rule in level) or 1.0
    at = sum(rule.at * (rule.high - rule.low) for rule in level) / weight
    found: list[Rule] = []
    for rule in sorted(level, key=lambda rule: rule.low):
        if found and rule.low - found[-1].high <= _REACH:
            found[-1] = Rule(rule.across, at, found[-1].low, max(found[-1].high, rule.high))
        else:
            found.append(Rule(rule.across, at, rule.low, rule.high))
    return [rule for rule in found if rule.high - rule.low > 4]


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that cross or meet, put together."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, level in enumerate(across):
        low, high, at = level.low - _REACH, level.high + _REACH, level.at
        for j, rule in enumerate(down):
            if low <= rule.at <= high and rule.low - _REACH <= at <= rule.high + _REACH:
                a, b = root(i), root(len(across) + j)
                if a != b:
                    parent[a] = b
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*across, *down)):
        members.setdefault(root(i), ([], []))[i >= len(across)].append(rule)
    return list(members.values())


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The table that lines make; None if they enclose fewer than two cells."""
    xs, ys = _levels(rule.at for rule in down), _levels(rule.at for rule in across)
    if not xs or not ys:
        return None
    xs = _with_ends(xs, min(rule.low for rule in across), max(rule.high for rule in across))
    ys = _with_ends(ys, min(rule.low for rule in down), max(rule.high for rule in down))
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > _MOST_CELLS:
        return None
    right, under = _walls(xs, ys, across, down)
    return Grid(tuple(xs), tuple(ys), tuple(_cells(rows, columns, right, under)))


def _levels(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _with_ends(levels: list[float], low: float, high: float) -> list[float]:
    """The levels with one more at an end that the crossing lines run beyond: no line closes the table there."""
    before, after = levels[0] - low > _OPEN, high - levels[-1] > _OPEN
    return [*([low] if before else []), *levels, *([high] if after else [])]


def _walls(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> tuple[Places, Places]:
    """Which cells have a line on their right, and which one under them."""
    right: Places = set()
    under: Places = set()
    for rule in down:
        j = bisect_right(xs, rule.at + _SNAP) - 2
        for i in range(len(ys) - 1):
            if rule.low - 1 <= (ys[i] + ys[i + 1]) / 2 <= rule.high + 1:
                right.add((i, j))
    for rule in across:
        i = bisect_right(ys, rule.at + _SNAP) - 2
        for j in range(len(xs) - 1):
            if rule.low - 1 <= (xs[j] + xs[j + 1]) / 2 <= rule.high + 1:
                under.add((i, j))
    return right, under


def _cells(rows: int, columns: int, right: Places, under: Places) -> Iterable[GridCell]:
    """The cells: each as wide and then as high as no line cuts it."""
    taken: Places = set()
    for i in range(rows):
        for j in range(columns):
            if (i, j) in taken:
                continue
            last = j
            while last + 1 < columns and (i, last) not in right and (i, last + 1) not in taken:
                last += 1
            low = i
            while low + 1 < rows and _goes_down(low, j, last, right, under, taken):
                low += 1
            if low > i or last > j:
                taken.update((r, c) for r in range(i, low + 1) for c in range(j, last + 1))
            yield GridCell(i, j, low - i + 1, last - j + 1)


def _goes_down(low: int, first: int, last: int, right: Places, under: Places, taken: Places) -> bool:
    """Whether a cell that reaches row ``low`` goes on into the row below."""
    if any((low, c) in under or (low + 1, c) in taken for c in range(first, last + 1)):
        return False
    return not any((low + 1, c) in right for c in range(first, last))


def _filled(tables: list[Grid], glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Put each character into its cell; those in no table are returned."""
    owners = [(grid.xs, grid.ys, _owners(grid)) for grid in tables]
    if not owners:
        return list(glyphs)
    outside: list[Glyph] = []
    for run in runs(glyphs):
        x, y = (run[0][1] + run[-1][2]) / 2, run[0].middle
        for xs, ys, owner in owners:
            if ys[0] - 1 <= y <= ys[-1] + 1 and xs[0] - 2 <= x <= xs[-1] + 2:
                for cell, part in homes(run, owner[bisect_right(ys, y, 1, len(ys) - 1) - 1], xs):
                    cell.glyphs.extend(part)
                break
        else:
            outside += run
    return outside


def _boxes(grid: Grid) -> list[Box]:
    xs, ys = grid.xs, grid.ys
    found = []
    for cell in grid.cells:
        right, below = cell.column + cell.columns, cell.row + cell.rows
        found.append(Box(xs[cell.column], xs[right], ys[cell.row], ys[below], cell.row, below, cell.glyphs))
    return found


def _owners(grid: Grid) -> list[list[GridCell]]:
    """The cells of each row, as often as they cover columns."""
    found = [[grid.cells[0]] * (len(grid.xs) - 1) for _ in grid.ys[1:]]
    for cell in grid.cells:
        for i in range(cell.row, cell.row + cell.rows):
            found[i][cell.column : cell.column + cell.columns] = [cell] * cell.columns
    return found
