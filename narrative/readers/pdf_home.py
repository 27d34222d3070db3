"""Which cell of a ruled table words are of: a spreadsheet prints them over the edges of theirs.

What runs over lies on, or beneath, what the cell beside it holds; each is drawn in one go, so that its characters
follow each other in the page's own order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pdf_grid import GridCell
    from .pdf_page import Glyph

_DIGITS = frozenset("0123456789.,-")
_NUMBER, _WORDS = 0.25, 0.12  # heights that characters of a number, and of words, lie apart or on each other
_TOUCHING = 0.02  # heights between characters of one text that the page's own order parts
_BACK = 4  # so many runs, less one, may lie between them
_ODD = 0.04  # heights that gaps within one text differ by
_PADDING = 0.6  # heights of a character that words keep from the edge at which they are set
_MIDDLE = 0.3  # heights of a character that words lie off the middle of their cell


def runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters that were drawn one behind the other without a gap, other text upon them or not."""
    found: list[list[Glyph]] = []
    run: list[Glyph] = []
    place, base, end = -2, 0.0, 0.0
    for glyph in glyphs:
        char, x0, x1, y, size, at = glyph
        if at == place + 1 and y == base:
            number = char in _DIGITS and run[-1][0] in _DIGITS
            if abs(x0 - end) < (_NUMBER if number else _WORDS) * size:
                run.append(glyph)
                place, end = at, x1
                continue
        run = next((each for each in found[:-_BACK:-1] if _is_end(each[-1], glyph)), [])
        if not run:
            found.append(run)
        run.append(glyph)
        place, base, end = at, y, x1
    return found


def _is_end(last: Glyph, glyph: Glyph) -> bool:
    """Whether a character stands right behind another of its line."""
    return last[3] == glyph[3] and abs(glyph[1] - last[2]) < _TOUCHING * glyph[4]


def homes(
    run: list[Glyph], cells: Sequence[GridCell], xs: Sequence[float]
) -> Iterator[tuple[GridCell, list[Glyph]]]:
    """The parts of a run and the cell of each; ``cells`` are those of its row, one for each of the columns ``xs``."""
    first, last = _column(run[0], xs), _column(run[-1], xs)
    if cells[first] is cells[last]:
        yield cells[first], run
        return
    cuts = {i for i in (_crossing(run, xs[k]) for k in range(first + 1, last + 1)) if _may_end(run, i)}
    for a, b in pairwise(sorted({0, *cuts, *_odd_gaps(run), _amount_at(run), len(run)})):
        yield _home(run[a:b], cells, xs), run[a:b]


def _amount_at(run: Sequence[Glyph]) -> int:
    """The place of an amount behind words: a name does not end with one, so that two cells touch by chance."""
    at = len(run)
    while at and run[at - 1].char in _DIGITS:
        at -= 1
    return at if any(glyph.char == "." for glyph in run[at:]) else 0


def _odd_gaps(run: Sequence[Glyph]) -> list[int]:
    """The places where characters lie nearer or farther apart than the others: two cells touch by chance."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    usual = median(gaps)
    return [i for i, gap in enumerate(gaps, 1) if abs(gap - usual) > _ODD * run[i].size]


def _column(glyph: Glyph, xs: Sequence[float]) -> int:
    return bisect_right(xs, (glyph.x0 + glyph.x1) / 2, 1, len(xs) - 1) - 1


def _crossing(run: Sequence[Glyph], edge: float) -> int:
    """The place of the first character behind an edge."""
    return next((i for i, glyph in enumerate(run) if glyph.x0 + glyph.x1 >= 2 * edge), len(run))


def _may_end(run: Sequence[Glyph], at: int) -> bool:
    """Whether a cell may end in front of a character: where a number begins or ends, or has its two decimals."""
    if not 0 < at < len(run):
        return False
    before, behind = run[at - 1].char in _DIGITS, run[at].char in _DIGITS
    return before != behind or (before and at > 2 and run[at - 3].char == ".")


def _home(run: Sequence[Glyph], cells: Sequence[GridCell], xs: Sequence[float]) -> GridCell:
    """The cell at whose edge, or about whose middle, a run is set; of words that tell nothing, the first."""
    low, high, size = run[0].x0, run[-1].x1, run[0].size
    first, last = _column(run[0], xs), _column(run[-1], xs)
    left, right = cells[first], cells[last]
    if left is right:
        return left
    begins = low - xs[left.column] < _PADDING * size
    ends = xs[right.column + right.columns] - high < _PADDING * size
    if begins != ends:
        return left if begins else right
    for cell in cells[first : last + 1]:
        if abs(xs[cell.column] + xs[cell.column + cell.columns] - low - high) < 2 * _MIDDLE * size:
            return cell
    if all(glyph.char in _DIGITS for glyph in run):
        return cells[bisect_right(xs, (low + high) / 2, 1, len(xs) - 1) - 1]
    return left
