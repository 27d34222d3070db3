"""Tables without rules: lines whose words stand in columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .document import CellText
from .pdf_block import Block, columns_of
from .pdf_lines import Segment, TextLine, joined
from .pdf_page import Glyph

_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%％]?")
_DASH = re.compile(r"[-—–－─]{1,2}")
_NOT_HEAD = re.compile(r"单位[:：]|部门[:：]|表$|表（续）$|^第.{1,3}部分|^[（(]?注[:：]|。$|；$")
_HEAD = re.compile(r"合计|项目|科目|编码|名称|预算|决算|金额|支出|收入|小计|总计|经费|[数费额]$|^[类款项]$|行次|栏次")
_TIGHT = 0.42  # the least gap, in heights, between two entries of which one is a number
_WRAPPED = 1.45  # the most that lines of one cell lie apart, in heights
_FAR = 3.4  # the most that rows of one table lie apart, in heights
_LONG = 0.62  # the part of the page's width that a line of a table that has one entry only may take


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a row."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    y: float

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def numeric(self) -> bool:
        return bool(_NUMBER.fullmatch(self.text) or _DASH.fullmatch(self.text))


def blocks_of(lines: Sequence[TextLine], width: float, *, hint: Block | None = None) -> tuple[list[Block], list[TextLine]]:
    """The tables among the lines of a page, and the lines that are in none.

    ``hint`` is the table that the page before ends with: what stands in its columns goes on with it.
    """
    entries = [_entries(line) for line in lines]
    data = [_is_data(row) for row in entries]
    if sum(data) < 2:
        return [], list(lines)
    blocks: list[Block] = []
    used: set[int] = set()
    for first, last in _runs(lines, entries, data, width):
        block = _block(lines, entries, data, first, last, hint if not blocks else None)
        if block is not None:
            blocks.append(block)
            used.update(range(first, last))
    return blocks, [line for i, line in enumerate(lines) if i not in used]


def _entries(line: TextLine) -> list[_Entry]:
    found: list[_Entry] = []
    for segment in line.segments:
        found += _split(segment, line)
    return found


def _split(segment: Segment, line: TextLine) -> list[_Entry]:
    """The segment cut at narrower gaps that have a number on a side."""
    glyphs, cuts = segment.glyphs, [0]
    for i, (a, b) in enumerate(pairwise(glyphs), 1):
        gap = b.x0 - a.x1
        if gap > _TIGHT * line.size and (a.char.isdigit() or b.char.isdigit()):
            cuts.append(i)
    if len(cuts) == 1:
        return [_Entry(glyphs, segment.x0, segment.x1, line.y)]
    parts = [glyphs[a:b] for a, b in pairwise([*cuts, len(glyphs)])]
    entries = [_Entry(part, part[0].x0, part[-1].x1, line.y) for part in parts]
    if sum(entry.numeric for entry in entries) * 2 < len(entries):
        return [_Entry(glyphs, segment.x0, segment.x1, line.y)]
    return entries


def _is_data(row: Sequence[_Entry]) -> bool:
    """Whether a line is a row of data: a label or a code and numbers apart from it, or several numbers."""
    numbers = sum(entry.numeric for entry in row)
    return len(row) > 1 and numbers > 0 and not any(len(e.text) > 30 or e.text.endswith("。") for e in row)


def _runs(
    lines: Sequence[TextLine], entries: Sequence[Sequence[_Entry]], data: Sequence[bool], width: float
) -> list[tuple[int, int]]:
    """The stretches of lines that are a table each: head, rows, and what stands between the rows."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if not data[i]:
            i += 1
            continue
        last, j = i, i + 1
        while j < len(lines) and j - last < 6 and _is_inside(lines, entries, data, j, width):
            if data[j]:
                last = j
            j += 1
        tail = last + 1
        while tail < j and _trails(lines, entries, tail):
            tail += 1
        first = i
        floor = runs[-1][1] if runs else 0
        while first > floor and i - first < 8 and _is_head(lines, entries, first - 1, width):
            first -= 1
        if sum(data[i:tail]) > 1 or (sum(data[i:tail]) == 1 and len(entries[i]) > 2 and first < i):
            runs.append((first, tail))
        i = tail
    return runs


def _is_inside(
    lines: Sequence[TextLine], entries: Sequence[Sequence[_Entry]], data: Sequence[bool], j: int, width: float
) -> bool:
    gap = lines[j].y - lines[j - 1].y
    if gap > _FAR * max(lines[j].size, lines[j - 1].size):
        return False
    return data[j] or _is_plain(lines[j], entries[j], width)


def _is_plain(line: TextLine, row: Sequence[_Entry], width: float) -> bool:
    """Whether a line without numbers may be a row or a part of one."""
    return not _NOT_HEAD.search(line.text) and (len(row) > 1 or line.x1 - line.x0 < _LONG * width)


def _trails(lines: Sequence[TextLine], entries: Sequence[Sequence[_Entry]], j: int) -> bool:
    """Whether a line after the last row of data is the rest of its words."""
    close = lines[j].y - lines[j - 1].y < _WRAPPED * lines[j].size
    return close and len(entries[j]) == 1 and len(entries[j][0].text) < 16 and not entries[j][0].numeric


def _is_head(lines: Sequence[TextLine], entries: Sequence[Sequence[_Entry]], i: int, width: float) -> bool:
    if lines[i + 1].y - lines[i].y > _FAR * max(lines[i].size, lines[i + 1].size):
        return False
    if not _is_plain(lines[i], entries[i], width):
        return False
    return len(entries[i]) > 1 or (bool(_HEAD.search(lines[i].text)) and len(lines[i].text) < 26)


def _block(
    lines: Sequence[TextLine],
    entries: Sequence[Sequence[_Entry]],
    data: Sequence[bool],
    first: int,
    last: int,
    hint: Block | None,
) -> Block | None:
    begin = next(i for i in range(first, last) if data[i])
    edges = _edges([entry for i in range(begin, last) for entry in entries[i]])
    edges = _with_head(edges, [entry for i in range(first, begin) for entry in entries[i]])
    if len(edges) < 2:
        return None
    xs = columns_of(edges)
    if hint is not None and _fits(hint, [e for i in range(first, last) for e in entries[i]]):
        xs = hint.xs
    rows = [_row(band, xs, lines[first].page) for band in _bands(lines, entries, data, first, last)]
    top, bottom = lines[first].top, lines[last - 1].y
    return Block(lines[first].page, top, bottom, xs, rows, ruled=False)


def _edges(entries: Sequence[_Entry]) -> list[tuple[float, float]]:
    """The columns: stretches that entries cover, between the gaps that none reaches into."""
    found: list[tuple[float, float]] = []
    for entry in sorted(entries, key=lambda entry: entry.x0):
        if found and entry.x0 < found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], entry.x1))
        else:
            found.append((entry.x0, entry.x1))
    return found


def _with_head(edges: list[tuple[float, float]], head: Sequence[_Entry]) -> list[tuple[float, float]]:
    """The columns with those of which only the head tells, as they are blank throughout."""
    found = list(edges)
    for entry in sorted(head, key=lambda entry: (-entry.y, entry.x0)):
        if all(entry.x1 < low or entry.x0 > high for low, high in found):
            found.append((entry.x0, entry.x1))
            found.sort()
    for entry in sorted(head, key=lambda entry: -entry.y):
        covered = [k for k, (low, high) in enumerate(found) if entry.x0 < high and entry.x1 > low]
        if len(covered) == 1:
            k = covered[0]
            left = found[k - 1][1] if k else entry.x0
            right = found[k + 1][0] if k + 1 < len(found) else entry.x1
            found[k] = (min(found[k][0], max(entry.x0, left)), max(found[k][1], min(entry.x1, right)))
    return found


def _fits(hint: Block, entries: Sequence[_Entry]) -> bool:
    """Whether all entries lie within columns of the table on the page before."""
    xs = hint.xs
    for entry in entries:
        j = bisect_right(xs, (entry.x0 + entry.x1) / 2) - 1
        if not 0 <= j < len(xs) - 1 or entry.x0 < xs[j] - 6 or entry.x1 > xs[j + 1] + 6:
            return False
    return not hint.ruled


def _bands(
    lines: Sequence[TextLine], entries: Sequence[Sequence[_Entry]], data: Sequence[bool], first: int, last: int
) -> list[list[_Entry]]:
    """The entries of each row: lines of wrapped words go with the row that they are nearest to."""
    marks = [lines[i].y for i in range(first, last) if data[i]]
    pitch = median(b - a for a, b in pairwise(marks)) if len(marks) > 1 else 99.0
    bands: list[list[_Entry]] = []
    previous = -1
    for i in range(first, last):
        near = previous >= 0 and lines[i].y - lines[previous].y < min(_WRAPPED * lines[i].size, 0.8 * pitch)
        if near and not (data[i] and any(entry.numeric for entry in bands[-1])):
            bands[-1] += entries[i]
        else:
            bands.append(list(entries[i]))
        previous = i
    return bands


def _row(band: Sequence[_Entry], xs: Sequence[float], page: int) -> list[CellText]:
    """The cells of a row; an entry that reaches over several columns covers them."""
    spans: dict[int, int] = {}
    held: dict[int, list[_Entry]] = {}
    for entry in band:
        covered = [j for j in range(len(xs) - 1) if min(entry.x1, xs[j + 1]) - max(entry.x0, xs[j]) > _share(entry, xs, j)]
        middle = min(max(bisect_right(xs, (entry.x0 + entry.x1) / 2) - 1, 0), len(xs) - 2)
        j = covered[0] if len(covered) > 1 and not entry.numeric else middle
        spans[j] = max(spans.get(j, 1), len(covered) if len(covered) > 1 and not entry.numeric else 1)
        held.setdefault(j, []).append(entry)
    row: list[CellText] = []
    j = 0
    while j < len(xs) - 1:
        reach = min([j + spans.get(j, 1), *(k for k in held if k > j)]) if j in held else j + 1
        row.append(CellText(_words(held.get(j, ()), page), reach - j, 1))
        j = reach
    return row


def _share(entry: _Entry, xs: Sequence[float], j: int) -> float:
    """How much of a column an entry must cover, in points, to be said to stand in it."""
    return 0.3 * min(entry.x1 - entry.x0, xs[j + 1] - xs[j])


def _words(entries: Sequence[_Entry], page: int) -> list[tuple[str, str]]:
    lines: dict[float, list[Glyph]] = {}
    for entry in entries:
        lines.setdefault(entry.y, []).extend(entry.glyphs)
    return joined([sorted(lines[y], key=lambda glyph: glyph.x0) for y in sorted(lines)], page)
