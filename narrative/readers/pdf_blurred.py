"""Cells whose number cannot be read: printed upon others, or the #### that a spreadsheet shows for want of room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from .pdf_grid import Grid
from .pdf_lines import rows_of
from .pdf_page import Glyph


def blurred(grids: Iterable[Grid]) -> set[int]:
    """The numbers of the characters that cannot be read with certainty, of all cells of the tables of a page."""
    found: set[int] = set()
    for grid in grids:
        for cell in grid.cells:
            glyphs = cell.glyphs
            if len(glyphs) < 2:
                continue
            if glyphs[0].char == "#" == glyphs[-1].char:
                found.update(glyph.place for glyph in glyphs)
            elif glyphs[-1].place - glyphs[0].place != len(glyphs) - 1 and any(g.char == "." for g in glyphs):
                found.update(_overprinted(glyphs))
    return found


def _overprinted(glyphs: Sequence[Glyph]) -> Iterable[int]:
    """The characters of a cell with an amount that stand for more than half upon others, if one of both is a digit."""
    for row in rows_of(glyphs):
        for a, b in pairwise(row):
            together = a.char + b.char
            if b.x0 + b.x1 < 2 * a.x1 and together.isalnum() and not together.isalpha():
                yield from (a.place, b.place)
