"""Which sums down a table may accuse anything where codes or heads were not printed, or not read.

Of a table without codes, whose levels were read off the names:
a row that was taken for one of another level or group leaves traces: a total differs from its parts by just the
amount of some row, or in several columns at once, or several totals differ. A row that was not read at all makes a
difference that no slip of the pen explains.
"""

from __future__ import annotations

from ...extract.interval import base_signed
from ..diagnosis import written_slip
from .equation import Identity, Judged
from .grids import Grid

_DOWN = ("codes", "total")
UNNAMED = "？"
"""What stands for the head of a column that was not read."""
_MOST = 2
"""An amount of a 款 that is wrong breaks the sum of its 项 and that of its 类; what breaks more is misread."""


def believable(grid: Grid, told: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """What the table's identities tell, without the sums down if they do not hold because of its levels."""
    broken = [each for each, how in told if how == "differs" and each.family in _DOWN]
    rows = {each.total.place.row for each in broken}
    few = len(broken) <= _MOST and len(rows) == len(broken)
    if few and all(_is_slip(each) and not _is_row(grid, each) for each in broken):
        return told
    return tuple((each, how) for each, how in told if each.family not in _DOWN)


def without_unnamed(grid: Grid, told: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """The same without the sums down a column whose head was not read, unless they show that it holds amounts.

    It may hold rates, which do not add up; its sums say nothing of the table's other columns.
    """
    unnamed = {column for column, path in grid.columns.items() if path[-1:] == (UNNAMED,)}
    idle = {column for column in unnamed if not _adds_up(told, column)}
    if not idle:
        return told
    return tuple((each, how) for each, how in told if each.family not in _DOWN or _column(each) not in idle)


def _adds_up(told: tuple[Judged, ...], column: int) -> bool:
    """Whether the sums of a column hold, three for each that does not, and two at least."""
    mine = [how for each, how in told if each.family in _DOWN and _column(each) == column and each.telling]
    broken = sum(how == "differs" for how in mine)
    return len(mine) - broken >= max(2, 3 * broken)


def _column(each: Identity) -> int:
    return each.total.place.column


def _is_slip(each: Identity) -> bool:
    """Whether a slip in one of the amounts explains the difference."""
    cells = {figure.id: base_signed(figure.quantity)[0] for figure in each.cells}
    return any(written_slip(cells[name], right) for name, right in each.corrections().items())


def _is_row(grid: Grid, each: Identity) -> bool:
    """Whether the difference is what some row of the table amounts to."""
    gap = abs(base_signed(each.total.quantity)[0] - each.sum)
    return any(
        abs(base_signed(figure.quantity)[0] - gap) <= each.slack
        for (_, column), figure in grid.cells.items()
        if column == _column(each) and figure.quantity.value
    )
