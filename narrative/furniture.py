"""Page furniture inside tables: running heads and page numbers that a page break leaves between two rows."""

from __future__ import annotations

import re
from collections import Counter

from .textlines import Line

_RUNNING = re.compile(r"^.{2,40}20\d\d年度?.{0,10}(?:预算|决算)(?:公开|报告|说明|情况|文本|草案)*$")
_PAGE = re.compile(r"^(?:[-—–]*\d{1,3}[-—–]*|第\d{1,3}页(?:共\d{1,3}页)?|\d{1,3}/\d{1,3})$")
_LONGEST = 10
"""Characters of a page number without white space: 第123/共123页."""
_DASHED = re.compile(r"^(?:[-—–]\s*\d{1,3}\s*[-—–]|第?\s*\d{1,3}\s*[/页]\s*(?:共?\s*\d{1,3}\s*页?)?)$")


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines with running heads and page numbers blanked: a line repeated next to numbers that count up."""
    heads = _running_heads(lines)
    if not heads and not any(map(is_page, lines)):
        return lines
    kept = list(lines)
    for i, line in enumerate(lines):
        if line.flat in heads:
            kept[i] = _blank(line)
            for j in _beside(lines, i):
                kept[j] = _blank(lines[j])
        elif is_page(line):
            kept[i] = _blank(line)
    return kept


def is_page(line: Line) -> bool:
    """Whether a line holds nothing but the number of a page: - 3 -, 第3页 共9页, 3/9."""
    flat = line.flat
    return 0 < len(flat) <= _LONGEST and "." not in flat and _DASHED.match(line.text.strip()) is not None


def _running_heads(lines: list[Line]) -> set[str]:
    counts = Counter(line.flat for line in lines if 8 < len(line.flat) < 50)
    often = {flat for flat, times in counts.items() if times > 2 and _RUNNING.match(flat)}
    beside: Counter[str] = Counter()
    for i, line in enumerate(lines if often else ()):
        if line.flat in often:
            beside[line.flat] += bool(_beside(lines, i))
    return {flat for flat in often if beside[flat] * 2 > counts[flat]}


def _beside(lines: list[Line], i: int) -> list[int]:
    """The line next to line i, above or below, that holds nothing but a page number."""
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(lines) and not lines[j].flat and abs(j - i) < 4:
            j += step
        if 0 <= j < len(lines) and _PAGE.match(lines[j].flat):
            return [j]
    return []


def _blank(line: Line) -> Line:
    return Line(line.start, line.end, "", "")
