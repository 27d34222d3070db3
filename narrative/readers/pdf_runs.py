"""Tables without rules: which lines of a page are one, told by entries that stand apart from each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from .pdf_bands import BESIDE, WRAPPED
from .pdf_block import BEGINS, Block, Entry, Run, entry_of
from .pdf_columns import block_of
from .pdf_frames import OPEN, Frame, stretches_in
from .pdf_lines import Segment, TextLine
from .pdf_page import Glyph
from .pdf_touching import parted

_PROSE_HEAD = re.compile(r"(?:情况|说明|解释|概况|职责|职能)$")
PRINTED = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?(?:[上下]午)?\d{0,2}:\d\d|(?:https?|file)[:：]//")
"""How the lines begin that a browser prints at the ends of a page: the time, the address."""
_NOT_HEAD = re.compile(
    rf"单位[:：]|部门[:：]|表$|表（续）$|^第.{{1,3}}部分|^[（(]?注[:：]|。$|；$|^(?:{PRINTED.pattern})"
)
_AFTER = re.compile(r"^[（(]?(?:注|说明|备注)[:：]|^公开\d+表$|单位[:：]|表$")
"""How a line alone reads that stands below a table: its note, the number or the title of the next one."""
_HEAD = re.compile(
    r"合计|项目|科目|编码|名称|预算|决算|金额|支出|收入|小计|总计|经费|[数费额]$|^[类款项]$|行次|栏次"
)
_CONTENTS = re.compile(r"^目[录次]")
_LISTED = re.compile(rf"第[一二三四五六七八九十]+部分|附件|{BEGINS.pattern}")
_PAGED = re.compile(r"(.*[^\d.,，．])(\d{1,3})")
_TITLED = re.compile(r"(?:说明|解释|情况|概况|职责|职能|设置|构成|表)$")
_FEWEST = 4  # lines of a contents page
_MANY = 8  # lines of one that is not called so
_TIGHT = 0.42  # the least gap, in heights, between two entries of which one is a number
_FAR = 3.4  # the most that rows of one table lie apart, in heights
_LARGE = 1.25  # lines alone that are larger than the next by more are titles and running heads
_PAGE = 20_000.0  # points that no page is higher than
_LONG = 0.62  # the part of the page's width that a line of a table that has one entry only may take


def blocks_of(
    lines: Sequence[TextLine], width: float, frames: Sequence[Frame] = ()
) -> tuple[list[Block], list[TextLine]]:
    """The tables among the lines of a page, told by frames of rules or by entries apart, and the lines in none."""
    lines = parted(lines)
    entries = [_entries(line) for line in lines]
    data = [_is_data(row) or _is_beside(lines, entries, i) for i, row in enumerate(entries)]
    if not any(data):
        return [], list(lines)
    blocks: list[Block] = []
    used: set[int] = set()
    bare = _runs(lines, entries, data, width)
    for first, last, frame in _framed(bare, lines, entries, data, width, frames):
        run = Run(
            tuple(lines[first:last]), tuple(map(tuple, entries[first:last])), tuple(data[first:last]), frame
        )
        block = None if _lists_pages(run, lines[max(first - 3, 0) : first + 1]) else block_of((run,))
        if block is not None:
            blocks.append(block)
            used.update(range(first, last))
    return blocks, [line for i, line in enumerate(lines) if i not in used]


def _lists_pages(run: Run, above: Sequence[TextLine]) -> bool:
    """Whether a run is a contents page set without leaders: names in order, each with the number of a page."""
    if any(len(row) > 2 for row in run.entries):
        return False
    lines = [_PAGED.fullmatch("".join(entry.text for entry in row)) for row in run.entries]
    pages = [line[2] for line in lines if line]
    rows = zip(run.entries, lines, strict=True)
    if len(pages) < _FEWEST or any(row[-1].numeric and not line for row, line in rows):
        return False
    named = any(_CONTENTS.search(line.text) for line in above) or len(pages) >= _MANY
    named = named or sum(bool(line and _TITLED.search(line[1])) for line in lines) * 4 > len(lines) * 3
    listed = sum(bool(_LISTED.match(row[0].text)) for row in run.entries)
    return named and listed * 3 > len(run.entries) * 2 and all(int(a) <= int(b) for a, b in pairwise(pages))


def _framed(
    bare: Sequence[tuple[int, int]],
    lines: Sequence[TextLine],
    entries: Sequence[Sequence[Entry]],
    data: Sequence[bool],
    width: float,
    frames: Sequence[Frame],
) -> list[tuple[int, int, Frame]]:
    """The stretches of lines with the frames that they stand in, as long as the longer of both."""
    found = [(first, last, OPEN) for first, last in bare]
    for frame in frames:
        for first, last, rules in stretches_in(
            frame, lines, lambda i: _is_plain(lines[i], entries[i], width)
        ):
            if not any(data[first:last]):
                continue
            met = [each for each in found if each[0] < last and each[1] > first]
            low, high = min(first, *(a for a, _, _ in met), first), max(last, *(b for _, b, _ in met), last)
            while low < first and len(entries[low]) == 1:  # a line alone above the rules names no column
                low += 1
            found = [each for each in found if each not in met]
            limit = min((a for a, _, _ in found if a >= high), default=len(lines))
            found.append((low, _tail(lines, entries, low, high - 1, limit), rules))
    return sorted(found, key=lambda each: each[0])


def head_run(lines: Sequence[TextLine], size: float) -> Run | None:
    """The head that stands in the last of these lines, if those are set as a table of this size is.

    Its entries stand higher than any of the next page.
    """
    first = len(lines)
    while first and abs(lines[first - 1].size - size) < 0.05 * size:
        row = _entries(lines[first - 1])
        if len(row) < 2 and not _HEAD.search(lines[first - 1].text):
            break
        if _NOT_HEAD.search(lines[first - 1].text):
            break
        first -= 1
    rows = tuple(
        tuple(replace(entry, y=entry.y - _PAGE) for entry in _entries(line)) for line in lines[first:]
    )
    if not any(len(row) > 1 for row in rows):
        return None
    return Run(tuple(lines[first:]), rows, (False,) * len(rows))


def _entries(line: TextLine) -> list[Entry]:
    found: list[Entry] = []
    for segment in line.segments:
        found += _split(segment, line)
    return found


def _split(segment: Segment, line: TextLine) -> list[Entry]:
    """The segment cut at narrower gaps that have a number on a side.

    In a line of prose set to its full width all characters have gaps: theirs is twice taken off.
    """
    glyphs = segment.glyphs
    cuts = _gaps_at_digits(glyphs, _TIGHT * line.size)
    if len(cuts) > 1:
        usual = median(b[1] - a[2] for a, b in pairwise(glyphs))
        cuts = _gaps_at_digits(glyphs, _TIGHT * line.size + 2 * usual) if usual > 0 else cuts
    if len(cuts) == 1:
        return [entry_of(glyphs, segment.x0, segment.x1, line.y)]
    parts = [glyphs[a:b] for a, b in pairwise([*cuts, len(glyphs)])]
    entries = [entry_of(part, part[0].x0, part[-1].x1, line.y) for part in parts]
    if sum(entry.numeric for entry in entries) * 2 < len(entries):
        return [entry_of(glyphs, segment.x0, segment.x1, line.y)]
    return entries


def _gaps_at_digits(glyphs: Sequence[Glyph], least: float) -> list[int]:
    """0 and the places behind gaps that are wider than the least and have a digit on a side."""
    return [0] + [
        i
        for i, (a, b) in enumerate(pairwise(glyphs), 1)
        if b[1] - a[2] > least and (a.char.isdigit() or b.char.isdigit())
    ]


def _is_data(row: Sequence[Entry]) -> bool:
    """Whether a line is a row of data: a label or a code and numbers apart from it, or several numbers."""
    numbers = sum(entry.numeric for entry in row)
    return len(row) > 1 and numbers > 0 and not any(len(e.text) > 30 or e.text.endswith("。") for e in row)


def _is_beside(lines: Sequence[TextLine], entries: Sequence[Sequence[Entry]], i: int) -> bool:
    """Whether a lone number stands in the middle of the lines of a wrapped name."""
    if len(entries[i]) != 1 or not entries[i][0].numeric:
        return False
    near = [j for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return any(
        abs(lines[j].y - lines[i].y) < BESIDE * lines[i].size and not entries[j][0].numeric for j in near
    )


def _runs(
    lines: Sequence[TextLine], entries: Sequence[Sequence[Entry]], data: Sequence[bool], width: float
) -> list[tuple[int, int]]:
    """The stretches of lines that are a table each: head, rows, and what stands between the rows."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if not data[i]:
            i += 1
            continue
        last, j = i, i + 1
        while j < len(lines) and _is_inside(lines, entries, data, j, width):
            if data[j]:
                last = j
            elif j - last > 5 and not (
                _stands_below(entries[j], entries[i : last + 1]) or _is_listed(lines[j], lines[i])
            ):
                break
            j += 1
        tail = _tail(lines, entries, i, last, j)
        floor = runs[-1][1] if runs else 0
        first = top = _listed_above(lines, entries, floor, i, tail)
        while first > floor and top - first < 8 and _is_head(lines, entries, first - 1, width):
            first -= 1
        if sum(data[i:tail]) > 1 or (len(entries[i]) > 2 and (first < i or i == 0)):
            runs.append((first, tail))
        i = tail
    return runs


def _is_listed(line: TextLine, row: TextLine) -> bool:
    """Whether a line is set as a table's row is and begins as names in numbered lists do."""
    return abs(line.size - row.size) < 0.05 * row.size and any(
        BEGINS.match(segment.text) for segment in line.segments
    )


def _is_inside(
    lines: Sequence[TextLine], entries: Sequence[Sequence[Entry]], data: Sequence[bool], j: int, width: float
) -> bool:
    gap = lines[j].y - lines[j - 1].y
    if gap > _FAR * max(lines[j].size, lines[j - 1].size):
        return False
    return data[j] or _is_plain(lines[j], entries[j], width)


def _is_plain(line: TextLine, row: Sequence[Entry], width: float) -> bool:
    """Whether a line without numbers may be a row or a part of one."""
    return not _NOT_HEAD.search(line.text) and (len(row) > 1 or line.x1 - line.x0 < _LONG * width)


def _stands_below(row: Sequence[Entry], rows: Sequence[Sequence[Entry]]) -> bool:
    """Whether all entries begin where entries of the rows above do."""
    starts = [entry.x0 for above in rows for entry in above]
    return all(any(abs(entry.x0 - start) < 2 for start in starts) for entry in row)


def _pitch(lines: Sequence[TextLine]) -> float:
    """How far most lines lie apart that do not stand beside each other, 0 if there are no two."""
    gaps = sorted(gap for a, b in pairwise(lines) if (gap := b.y - a.y) >= BESIDE * b.size)
    return gaps[len(gaps) // 2] if gaps else 0.0


def _tail(
    lines: Sequence[TextLine], entries: Sequence[Sequence[Entry]], first: int, last: int, limit: int
) -> int:
    """The line after the table's last: wrapped words and rows without numbers below the last row of data are of it."""
    begin = max(first - 2, 0)
    pitch = _pitch(lines[begin : last + 1])
    tail = last + 1
    while tail < limit:
        gap = lines[tail].y - lines[tail - 1].y
        short = all(len(entry.text) < 20 and not entry.numeric for entry in entries[tail])
        wrapped = gap < WRAPPED * lines[tail].size
        listed = (
            last - begin > 1
            and gap < 1.2 * pitch
            and abs(lines[tail].size - lines[last].size) < 0.05 * lines[last].size
            and not _NOT_HEAD.search(lines[tail].text)
            and _stands_below(entries[tail], entries[first : last + 1])
        )
        after = _PROSE_HEAD.search(lines[tail].text) or _AFTER.search(lines[tail].text)
        if not short or not (wrapped or listed) or after:
            break
        tail += 1
    return tail


def _listed_above(
    lines: Sequence[TextLine], entries: Sequence[Sequence[Entry]], floor: int, first: int, tail: int
) -> int:
    """The line of the first row: rows without numbers stand above the first row of data, most of all on a new page."""
    pitch = _pitch(lines[first:tail])
    top = first
    while top > floor and tail - first > 3:
        line, row = lines[top - 1], entries[top - 1]
        if lines[top].y - line.y > 1.2 * pitch or abs(line.size - lines[first].size) > 0.05 * line.size:
            break
        if _NOT_HEAD.search(line.text) or not _stands_below(row, entries[first:tail]):
            break
        top -= 1
    return top


def _is_head(lines: Sequence[TextLine], entries: Sequence[Sequence[Entry]], i: int, width: float) -> bool:
    if lines[i + 1].y - lines[i].y > _FAR * max(lines[i].size, lines[i + 1].size):
        return False
    if not _is_plain(lines[i], entries[i], width):
        return False
    if len(entries[i]) == 1 and lines[i].size > _LARGE * lines[i + 1].size:
        return False
    if lines[i + 1].y - lines[i].y < BESIDE * lines[i].size:
        return True
    return len(entries[i]) > 1 or (bool(_HEAD.search(lines[i].text)) and len(lines[i].text) < 26)
