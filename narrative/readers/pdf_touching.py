"""Cells that touch: an amount at the right end of its column, and the name that begins the next one behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .pdf_lines import Segment, TextLine, chars_of

_MEETING = re.compile(
    r"\d\.\d\d(?="
    r"(?![万亿元个倍台辆人次批张平余多左以吨亩米]|分(?!配)|公里|公顷|小时|立方)[（(]?[\u4e00-\u9fff]"
    r"|\d{3}(?:\d\d)?(?:[\u4e00-\u9fff]|$))"
)
"""An amount with all its decimals and, without a gap, a name or the code of one; words for units follow in prose."""
_ALONE = re.compile(r"-?[\d,]+\.\d\d")
_EVEN = 0.8  # points that beginnings of one column may lie apart
_ENOUGH = 3  # lines in which something begins at one place behind something else


def parted(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines of a page with such cells as segments of their own, if they begin at one place in several lines.

    Beginnings of lines are no proof: all lines of prose begin at one place.
    """
    meetings = [[_meetings(segment, k) for k, segment in enumerate(line.segments)] for line in lines]
    if sum(any(row) for row in meetings) < 2:
        return lines
    begun = [
        [segment.x0 for segment in line.segments[1:]]
        + [segment.glyphs[i].x0 for segment, own in zip(line.segments, row, strict=True) for i in own]
        for line, row in zip(lines, meetings, strict=True)
    ]
    met = {
        segment.glyphs[i].x0
        for line, row in zip(lines, meetings, strict=True)
        for segment, own in zip(line.segments, row, strict=True)
        for i in own
    }
    if not any(_begins(begun, x) for x in met):
        return lines
    return [_cut(line, row) if any(row) else line for line, row in zip(lines, meetings, strict=True)]


def _meetings(segment: Segment, nth: int) -> list[int]:
    """The characters of a line's nth segment that begin a cell behind an amount, which begins no line."""
    text = segment.text
    if len(text) != len(segment.glyphs):
        return []
    ends = [match.end() for match in _MEETING.finditer(text)]
    return ends if nth else [end for end in ends if not _ALONE.fullmatch(text[:end])]


def _begins(begun: Sequence[Sequence[float]], x: float) -> bool:
    """Whether something begins at a place in enough lines."""
    return sum(any(abs(x0 - x) < _EVEN for x0 in row) for row in begun) >= _ENOUGH


def _cut(line: TextLine, meetings: Sequence[Sequence[int]]) -> TextLine:
    segments: list[Segment] = []
    for segment, cuts in zip(line.segments, meetings, strict=True):
        for a, b in pairwise([0, *cuts, len(segment.glyphs)]):
            glyphs = segment.glyphs[a:b]
            end = segment.x1 if b == len(segment.glyphs) else glyphs[-1].x1
            segments.append(Segment(glyphs, glyphs[0].x0, end, chars_of(glyphs)))
    return replace(line, segments=tuple(segments))
