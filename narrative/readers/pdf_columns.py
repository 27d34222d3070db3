"""Tables without rules: lines whose words stand in columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from .document import CellText
from .pdf_block import Block, Entry, Run
from .pdf_lines import Segment, TextLine, joined
from .pdf_page import Glyph

_NOT_HEAD = re.compile(r"单位[:：]|部门[:：]|表$|表（续）$|^第.{1,3}部分|^[（(]?注[:：]|。$|；$")
_HEAD = re.compile(r"合计|项目|科目|编码|名称|预算|决算|金额|支出|收入|小计|总计|经费|[数费额]$|^[类款项]$|行次|栏次")
_TIGHT = 0.42  # the least gap, in heights, between two entries of which one is a number
_WRAPPED = 1.45  # the most that lines of one cell lie apart, in heights
_FAR = 3.4  # the most that rows of one table lie apart, in heights
_LONG = 0.62  # the part of the page's width that a line of a table that has one entry only may take


def blocks_of(lines: Sequence[TextLine], width: float) -> tuple[list[Block], list[TextLine]]:
    """The tables among the lines of a page, and the lines that are in none."""
    entries = [_entries(line) for line in lines]
    data = [_is_data(row) for row in entries]
    if not any(data):
        return [], list(lines)
    blocks: list[Block] = []
    used: set[int] = set()
    for first, last in _runs(lines, entries, data, width):
        run = Run(tuple(lines[first:last]), tuple(map(tuple, entries[first:last])), tuple(data[first:last]))
        block = _block((run,))
        if block is not None:
            blocks.append(block)
            used.update(range(first, last))
    return blocks, [line for i, line in enumerate(lines) if i not in used]


def gone_on(before: Block, block: Block) -> Block | None:
    """The table that goes on with the one of the next page, None if their columns do not agree."""
    if not before.runs or not block.runs:
        return None
    head = {line.text for line in before.runs[0].lines[: _begin(before.runs[0])]}
    run = block.runs[0]
    cut = next((i for i, line in enumerate(run.lines) if line.text not in head), len(run.lines))
    rest = Run(run.lines[cut:], run.entries[cut:], run.data[cut:])
    if not rest.lines:
        return before
    own, more = len(_edges(_body(before.runs))), len(_edges(_flat(rest.entries)))
    if len(_edges([*_body(before.runs), *_flat(rest.entries)])) < max(own, more):
        return None
    joined_block = _block((*before.runs, rest))
    return None if joined_block is None else replace(joined_block, lead=before.lead, page=block.page)


def _entries(line: TextLine) -> list[Entry]:
    found: list[Entry] = []
    for segment in line.segments:
        found += _split(segment, line)
    return found


def _split(segment: Segment, line: TextLine) -> list[Entry]:
    """The segment cut at narrower gaps that have a number on a side."""
    glyphs, cuts = segment.glyphs, [0]
    for i, (a, b) in enumerate(pairwise(glyphs), 1):
        gap = b.x0 - a.x1
        if gap > _TIGHT * line.size and (a.char.isdigit() or b.char.isdigit()):
            cuts.append(i)
    if len(cuts) == 1:
        return [Entry(glyphs, segment.x0, segment.x1, line.y)]
    parts = [glyphs[a:b] for a, b in pairwise([*cuts, len(glyphs)])]
    entries = [Entry(part, part[0].x0, part[-1].x1, line.y) for part in parts]
    if sum(entry.numeric for entry in entries) * 2 < len(entries):
        return [Entry(glyphs, segment.x0, segment.x1, line.y)]
    return entries


def _is_data(row: Sequence[Entry]) -> bool:
    """Whether a line is a row of data: a label or a code and numbers apart from it, or several numbers."""
    numbers = sum(entry.numeric for entry in row)
    return len(row) > 1 and numbers > 0 and not any(len(e.text) > 30 or e.text.endswith("。") for e in row)


def _flat(rows: Iterable[Sequence[Entry]]) -> list[Entry]:
    return [entry for row in rows for entry in row]


def _begin(run: Run) -> int:
    """The place of the first row of data."""
    rows = zip(run.data, run.entries, strict=True)
    return next((i for i, (data, row) in enumerate(rows) if data and not _is_numbering(row)), len(run.lines))


def _body(runs: Sequence[Run]) -> list[Entry]:
    """The entries below the head."""
    return _flat((*runs[0].entries[_begin(runs[0]) :], *(row for run in runs[1:] for row in run.entries)))


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
        if sum(data[i:tail]) > 1 or (len(entries[i]) > 2 and (first < i or i == 0)):
            runs.append((first, tail))
        i = tail
    return runs


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


def _trails(lines: Sequence[TextLine], entries: Sequence[Sequence[Entry]], j: int) -> bool:
    """Whether a line after the last row of data is the rest of its words."""
    close = lines[j].y - lines[j - 1].y < _WRAPPED * lines[j].size
    return close and all(len(entry.text) < 16 and not entry.numeric for entry in entries[j])


def _is_head(lines: Sequence[TextLine], entries: Sequence[Sequence[Entry]], i: int, width: float) -> bool:
    if lines[i + 1].y - lines[i].y > _FAR * max(lines[i].size, lines[i + 1].size):
        return False
    if not _is_plain(lines[i], entries[i], width):
        return False
    return len(entries[i]) > 1 or (bool(_HEAD.search(lines[i].text)) and len(lines[i].text) < 26)


def _block(runs: tuple[Run, ...]) -> Block | None:
    """The table that lines make, None if they have one column only."""
    first, body = runs[0], _body(runs)
    begin = _begin(first)
    edges = _with_head(_edges(body), body, _flat(first.entries[:begin]))
    if len(edges) < 2:
        return None
    xs = (edges[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(edges)), edges[-1][1])
    start = first.lines[begin].y if begin < len(first.lines) else first.lines[-1].y + 1
    rows: list[list[CellText]] = []
    for run in runs:
        bands = _bands(run)
        heads = sum(all(e.y < start for e in band) and not _is_numbering(band) for band in bands) if run is first else 0
        page = run.lines[0].page
        rows += [_row(band, xs, page, _spread(band, xs) if n < heads - 1 else None) for n, band in enumerate(bands)]
    return Block(runs[-1].lines[0].page, first.lines[0].top, runs[-1].lines[-1].y, xs, rows, ruled=False, runs=runs)


def _edges(entries: Sequence[Entry]) -> list[tuple[float, float]]:
    """The columns: stretches that entries cover, between the gaps that none reaches into."""
    found: list[tuple[float, float]] = []
    for low, high in sorted((entry.x0, entry.x1) for entry in entries):
        if found and low < found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def _is_numbering(row: Sequence[Entry]) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3."""
    numbers = [entry.text for entry in sorted(row, key=lambda entry: entry.x0) if entry.numeric]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _with_head(
    edges: list[tuple[float, float]], body: Sequence[Entry], head: Sequence[Entry]
) -> list[tuple[float, float]]:
    """The columns as their heads have them.

    A head in the middle of a wide column need not stand over what is set at the column's side: it is taken for the column
    beside it that no other head stands over. What then is left are columns that are blank throughout.
    """
    leaves = _leaves(head)
    named = {k for entry in leaves for k in _covered(edges, entry)}
    apart = _edges([entry for entry in leaves if not _covered(edges, entry)])
    found = list(edges)
    for k, edge in enumerate(edges):
        if k in named or not apart:
            continue
        near = [place for place in apart if not _parted(edges, k, place)]
        lefts, rights = [p for p in near if p[1] <= edge[0]][-1:], [p for p in near if p[0] >= edge[1]][:1]
        order = lefts + rights if _is_right(edge, body) else rights + lefts
        if order:
            apart.remove(order[0])
            found[k] = (min(edge[0], order[0][0]), max(edge[1], order[0][1]))
    return _widened(sorted([*found, *apart]), leaves)


def _is_right(edge: tuple[float, float], body: Sequence[Entry]) -> bool:
    """Whether the entries of a column end below each other rather than begin so."""
    own = [entry for entry in body if entry.x0 >= edge[0] and entry.x1 <= edge[1]]
    lefts, rights = [entry.x0 for entry in own], [entry.x1 for entry in own]
    ragged, even = max(lefts) - min(lefts), max(rights) - min(rights)
    return even < ragged or (even == ragged and any(entry.numeric for entry in own))


def _leaves(head: Sequence[Entry]) -> list[Entry]:
    """The entries of a head without the rows that have much fewer of them than a row below."""
    counts: dict[float, int] = {}
    for entry in head:
        counts[entry.y] = counts.get(entry.y, 0) + 1
    return [e for e in head if not any(y > e.y and count > 1.5 * counts[e.y] for y, count in counts.items())]


def _covered(edges: Sequence[tuple[float, float]], entry: Entry) -> list[int]:
    return [k for k, (low, high) in enumerate(edges) if entry.x0 < high and entry.x1 > low]


def _parted(edges: Sequence[tuple[float, float]], k: int, place: tuple[float, float]) -> bool:
    """Whether another column stands between column ``k`` and a place."""
    low, high = min(edges[k][1], place[1]), max(edges[k][0], place[0])
    return any(j != k and a >= low and b <= high for j, (a, b) in enumerate(edges))


def _widened(found: list[tuple[float, float]], head: Sequence[Entry]) -> list[tuple[float, float]]:
    """The columns as wide as the words of the head that stand over one of them only."""
    for entry in head:
        covered = _covered(found, entry)
        if len(covered) == 1:
            k = covered[0]
            left = found[k - 1][1] if k else entry.x0
            right = found[k + 1][0] if k + 1 < len(found) else entry.x1
            found[k] = (min(found[k][0], max(entry.x0, left)), max(found[k][1], min(entry.x1, right)))
    return found


def _spread(band: Sequence[Entry], xs: Sequence[float]) -> list[tuple[int, int]] | None:
    """The columns that the words of an upper row of a head stand over, each in the middle of its own.

    None if they do not add up to the whole width.
    """
    spans: list[tuple[int, int]] = []
    j = 0
    for low, high in _edges(band):
        end = 2 * (low + high) / 2 - xs[j] if j < len(xs) - 1 else xs[-1]
        stop = min(range(j + 1, len(xs)), key=lambda k: abs(xs[k] - end), default=0)
        if not stop or xs[stop] < high - 2 or xs[j] > low + 2:
            return None
        spans.append((j, stop))
        j = stop
    return spans if j == len(xs) - 1 else None


def _bands(run: Run) -> list[list[Entry]]:
    """The entries of each row: lines of wrapped words go with the row that they are near to."""
    marks = [line.y for line, data in zip(run.lines, run.data, strict=True) if data]
    pitch = median(b - a for a, b in pairwise(marks)) if len(marks) > 1 else 99.0
    bands: list[list[Entry]] = []
    previous: TextLine | None = None
    for line, entries, data in zip(run.lines, run.entries, run.data, strict=True):
        near = previous is not None and line.y - previous.y < min(_WRAPPED * line.size, 0.8 * pitch)
        if near and not (data and any(entry.numeric for entry in bands[-1])):
            bands[-1] += entries
        else:
            bands.append(list(entries))
        previous = line
    return bands


def _row(
    band: Sequence[Entry], xs: Sequence[float], page: int, spread: Sequence[tuple[int, int]] | None = None
) -> list[CellText]:
    """The cells of a row; an entry that reaches over several columns covers them."""
    spans: dict[int, int] = {}
    held: dict[int, list[Entry]] = {}
    for entry in band:
        j, count = _place(entry, xs)
        for low, high in spread or ():
            if xs[low] - 2 <= entry.x0 and entry.x1 <= xs[high] + 2:
                j, count = low, high - low
        spans[j] = max(spans.get(j, 1), count)
        held.setdefault(j, []).append(entry)
    row: list[CellText] = []
    j = 0
    while j < len(xs) - 1:
        reach = min([j + spans.get(j, 1), *(k for k in held if k > j)]) if j in held else j + 1
        row.append(CellText(_words(held.get(j, ()), page), reach - j, 1))
        j = reach
    return row


def _place(entry: Entry, xs: Sequence[float]) -> tuple[int, int]:
    """The column that an entry stands in and how many it covers."""
    covered = [j for j in range(len(xs) - 1) if min(entry.x1, xs[j + 1]) - max(entry.x0, xs[j]) > _share(entry, xs, j)]
    if len(covered) > 1 and not entry.numeric:
        return covered[0], len(covered)
    return min(max(bisect_right(xs, (entry.x0 + entry.x1) / 2) - 1, 0), len(xs) - 2), 1


def _share(entry: Entry, xs: Sequence[float], j: int) -> float:
    """How much of a column an entry must cover, in points, to be said to stand in it."""
    return 0.3 * min(entry.x1 - entry.x0, xs[j + 1] - xs[j])


def _words(entries: Sequence[Entry], page: int) -> list[tuple[str, str]]:
    lines: dict[float, list[Glyph]] = {}
    for entry in entries:
        lines.setdefault(entry.y, []).extend(entry.glyphs)
    return joined([sorted(lines[y], key=lambda glyph: glyph.x0) for y in sorted(lines)], page)
