"""Words of heads that run over the edges of their cell: a spreadsheet prints them over the rows above and below.

What is printed of such a cell follows in the page's own order, line below line in the middle of the cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import record
from .pdf_page import Glyph

_AMOUNT = re.compile(r"\d\.\d")
_GAP = 3  # the most places in the page's own order between two lines of a cell: line ends have numbers of their own
_EVEN = 0.4  # points that the distances of a cell's lines differ by
_CLOSE = (0.7, 1.8)  # heights of a character between two lines of a cell
_MIDDLE = 0.4  # heights of a character that words lie off the middle of their cell


@record
class Box:
    """A cell: its sides in points, its first row and the one below it, the characters within its edges."""

    left: float
    right: float
    top: float
    bottom: float
    above: int
    below: int
    glyphs: list[Glyph]


Line = list[Glyph]


def put_back(boxes: Sequence[Box]) -> None:
    """Put the lines of heads that stand in a cell above or below into the cell in whose middle all of them stand.

    ``boxes`` are the cells of a table in reading order.
    """
    first = next((box.below - 1 for box in boxes if _AMOUNT.search("".join([g.char for g in box.glyphs]))), 0)
    near = [box for box in boxes if box.above <= first] if first else []
    home = {glyph.place: box for box in near for glyph in box.glyphs}
    loose = sorted((g for box in near for g in box.glyphs), key=lambda glyph: glyph.place)
    for stack in _stacks(_lines(loose)):
        if len({id(home[line[0].place]) for line in stack}) < 2:
            continue
        for box in near:
            if box.below <= first and _is_in_middle(stack, box) and _is_spilt(stack, box, home):
                _move([glyph for line in stack for glyph in line], box, home)
                break


def _lines(glyphs: Sequence[Glyph]) -> list[Line]:
    found: list[Line] = []
    for glyph in glyphs:
        last = found[-1][-1] if found else None
        if last and glyph.place == last.place + 1 and abs(glyph.y - last.y) < 0.3 * last.size:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _stacks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow each other evenly, each below the one before."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _follows(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [stack for stack in found if len(stack) > 1]


def _follows(stack: Sequence[Line], line: Line) -> bool:
    last = stack[-1]
    pitch = line[0].y - last[0].y
    if line[0].place - last[-1].place > _GAP or not _CLOSE[0] < pitch / last[0].size < _CLOSE[1]:
        return False
    even = len(stack) < 2 or abs(last[0].y - stack[-2][0].y - pitch) < _EVEN
    return even and line[0].x0 < last[-1].x1 and line[-1].x1 > last[0].x0


def _is_in_middle(stack: Sequence[Line], box: Box) -> bool:
    """Whether lines of words stand in the middle of a cell, none wider than it is."""
    off = _MIDDLE * stack[0][0].size
    if any(glyph.char.isdigit() for line in stack for glyph in line):
        return False
    if abs((stack[0][0].middle + stack[-1][0].middle) / 2 - (box.top + box.bottom) / 2) > off:
        return False
    if any(abs((line[0].x0 + line[-1].x1 - box.left - box.right) / 2) > off for line in stack):
        return False
    return all(line[0].x0 > box.left - 2 and line[-1].x1 < box.right + 2 for line in stack)


def _is_spilt(stack: Sequence[Line], box: Box, home: dict[int, Box]) -> bool:
    """Whether lines are no rows of their own: two fit the cell, an edge runs through one or one is on other words."""
    if sum(box.top < line[0].middle < box.bottom for line in stack) > 1:
        return True
    if any(_is_over(line, edge) for line in stack for edge in (box.top, box.bottom)):
        return True
    own = {glyph.place for line in stack for glyph in line}
    return any(
        other.place not in own and _is_on(line, other)
        for line in stack
        for other in home[line[0].place].glyphs
    )


def _is_on(line: Line, other: Glyph) -> bool:
    """Whether another character stands where a line does."""
    near = abs(other.y - line[0].y) < 0.7 * line[0].size
    return near and other.x0 < line[-1].x1 and other.x1 > line[0].x0


def _is_over(line: Line, edge: float) -> bool:
    """Whether an edge runs through the words."""
    return line[0].y - 0.75 * line[0].size < edge < line[0].y - 0.05 * line[0].size


def _move(glyphs: Sequence[Glyph], box: Box, home: dict[int, Box]) -> None:
    for glyph in glyphs:
        home[glyph.place].glyphs.remove(glyph)
        home[glyph.place] = box
    box.glyphs.extend(glyphs)
