"""How wide lines are set: what tells a line that ends a paragraph from one that was wrapped after a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .lines import Line, printed_width

INDENTED = 3
"""The least columns of white space that set a line in."""

_INDENT = 4  # the units by which a paragraph's first line is usually set in
_LOOK_BACK = 16  # the lines of a paragraph whose width tells how wide it is set
_END_MARKS = frozenset("。；！？：:;!?:")
_CLOSERS = "”’」』）)》"
_FIRST_TOKEN = re.compile(r"[\w.,%]+(?:[，。、；：！？）”%])*|.[，。、；：！？）”％]*", re.ASCII)
_EVEN = 0.01
"""Full lines that differ by less than this part of their size are even: one more Hanzi in fifty."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of full lines, in units of print or in characters; 0 where none can tell.

    ``outdented``: only the first lines of paragraphs are set in, so that a line set in starts one.
    """

    width: int
    by_characters: bool = False
    outdented: bool = False


def is_ended(flat: str) -> bool:
    """Whether a line ends in an end mark or a colon, closing quotes and brackets aside."""
    return flat.rstrip(_CLOSERS)[-1:] in _END_MARKS


def measure(lines: list[Line]) -> Measure:
    """How wide full lines are where the text is wrapped: in print, or in characters if that fits better."""
    open_lines = [line for line in lines if line.units >= 24 and not line.cells and not is_ended(line.flat)]
    if not open_lines:
        return Measure(0)
    candidates = [_fit([line.units for line in open_lines]), _fit([len(line.flat) for line in open_lines])]
    by_characters = candidates[1][1] < candidates[0][1] > _EVEN
    width = candidates[by_characters][0]
    longer = sum((len(line.flat) if by_characters else line.units) > width * 1.12 + 4 for line in lines)
    return Measure(width if longer <= 0.04 * len(lines) else 0, by_characters, _is_outdented(lines))


def _is_outdented(lines: list[Line]) -> bool:
    """Whether lines that go on with a sentence are not set in."""
    after = [
        line.indent >= INDENTED
        for last, line in pairwise(lines)
        if last.units >= 24 and not last.cells and not is_ended(last.flat)
    ]
    return bool(after) and sum(after) <= 0.2 * len(after)


def _fit(sizes: list[int]) -> tuple[int, float]:
    """The usual size of full lines and how far, in parts of it, the upper two thirds lie from it."""
    upper = sorted(sizes)[len(sizes) // 3 :]
    middle = median(upper)
    return int(middle), sum(abs(size - middle) for size in upper) / len(upper) / middle


def is_full(group: list[Line], line: Line, measure: Measure) -> bool:
    """Whether the last line of ``group`` had no room for the first word of ``line``."""
    last = group[-1]
    match = _FIRST_TOKEN.match(line.flat)
    token = match.group() if match else line.flat[:1]
    units, count = last.units + printed_width(token), len(last.flat) + len(token)
    need = count if measure.by_characters else units
    indent = _INDENT // 2 if measure.by_characters else _INDENT
    if len(group) == 1:
        if measure.width:
            return need > measure.width - indent - 1
        return not is_ended(line.flat) and abs(line.units - last.units) <= _INDENT
    before = group[-_LOOK_BACK:-1]
    own = max(len(each.flat) if measure.by_characters else each.units for each in before)
    if measure.width and own >= measure.width - 2 * indent:
        return need > measure.width - 1
    return units > max(each.units for each in before) - 1 or count > max(len(each.flat) for each in before)
