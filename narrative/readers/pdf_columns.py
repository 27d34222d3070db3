"""Tables without rules: their columns, told by what stands below each other, and their rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile

from .document import CellText
from .pdf_bands import bands_of
from .pdf_block import Block, Entry, Run, rejoined
from .pdf_heads import is_numbering, leaf_words, parted, spans_over, stretches
from .pdf_lines import joined
from .pdf_page import Glyph

_DASH = re.compile(r"[-—–－─]{1,2}")
_TOTAL = re.compile(r".{0,6}[总合小]计|[-—–－─]{1,2}")


def gone_on(before: Block, block: Block) -> Block | None:
    """The table that goes on with the one of the next page, None if their columns do not agree."""
    if not before.runs or not block.runs:
        return None
    head = {line.text for line in before.runs[0].lines[: _begin(before.runs[0])]}
    run = block.runs[0]
    cut = next((i for i, line in enumerate(run.lines) if line.text not in head), len(run.lines))
    rest = replace(run, lines=run.lines[cut:], entries=run.entries[cut:], data=run.data[cut:])
    if not rest.lines:
        return before
    leaves = len(
        stretches(leaf_words(_head_rows(before.runs[:1], [bands_of(before.runs[0])]), before.runs[0].frame))
    )
    least = leaves if leaves > 1 else len(_columns(_body(before.runs)))
    if len(_columns([*_body(before.runs), *_flat(rest.entries)])) < min(
        least, len(_columns(_flat(rest.entries)))
    ):
        return None
    joined_block = block_of((*before.runs, rest))
    if joined_block is None or (leaves > 1 and len(joined_block.xs) - 1 < leaves):
        return None
    return replace(joined_block, lead=before.lead, page=block.page)


def _flat(rows: Iterable[Sequence[Entry]]) -> list[Entry]:
    return [entry for row in rows for entry in row]


def _begin(run: Run) -> int:
    """The place of the first row of data."""
    rows = zip(run.data, run.entries, strict=True)
    return next((i for i, (data, row) in enumerate(rows) if data and not is_numbering(row)), len(run.lines))


def _parts(runs: Sequence[Run]) -> tuple[list[Entry], list[Entry]]:
    """The entries of the head and those below it; the head may go on in the second run, rows of numbers are aside."""
    rows = [(run.data[i], row) for run in runs for i, row in enumerate(run.entries)]
    begin = next((i for i, (data, row) in enumerate(rows) if data and not is_numbering(row)), len(rows))
    below = [row for _, row in rows[begin:] if not is_numbering(row)]
    return _flat(row for _, row in rows[:begin]), _flat(below)


def _body(runs: Sequence[Run]) -> list[Entry]:
    """The entries below the head."""
    return _parts(runs)[1]


def block_of(runs: tuple[Run, ...]) -> Block | None:
    """The table that lines make, None if they have one column only."""
    runs = _with_parted_heads(runs)
    first, last = runs[0], runs[-1]
    head, body = _parts(runs)
    bands = [bands_of(run) for run in runs]
    leaves = leaf_words(_head_rows(runs, bands), first.frame)
    edges = _with_head(_columns(body, leaves), body, leaves)
    if len(edges) < 2:
        return None
    xs = _boundaries(edges, leaves)
    own = {id(entry) for entry in head}
    heads = sum(
        1
        for _ in takewhile(
            lambda band: all(id(e) in own for e in band) and not is_numbering(band), chain(*bands)
        )
    )
    rows: list[list[CellText]] = []
    full: list[bool] = []
    for run, own_bands in zip(runs, bands, strict=True):
        page, before = run.lines[0].page, len(rows)
        more = [
            _row(band, xs, page, spans_over(band, xs) if n < heads - 1 else None)
            for n, band in enumerate(own_bands, before)
        ]
        rows = rejoined(rows, more, full)
        full = _full(more[-1], own_bands[-1], xs, body)
    return Block(last.lines[0].page, first.lines[0].top, last.lines[-1].y, xs, rows, ruled=False, runs=runs)


def _with_parted_heads(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs with the names of the head apart that stand over several columns of the rows."""
    head, body = _parts(runs)
    edges = _columns(body)
    parts = {id(entry): parted(entry, edges) for entry in head}
    if all(len(found) == 1 for found in parts.values()):
        return runs
    return tuple(
        replace(
            run,
            entries=tuple(
                tuple(part for entry in row for part in parts.get(id(entry), [entry])) for row in run.entries
            ),
        )
        for run in runs
    )


def _head_rows(runs: Sequence[Run], bands: Sequence[Sequence[Sequence[Entry]]]) -> list[list[Entry]]:
    """The rows of the head."""
    own = {id(entry) for entry in _parts(runs)[0]}
    rows = ([entry for entry in band if id(entry) in own] for band in chain(*bands))
    return [row for row in rows if row]


def _full(
    row: Sequence[CellText], band: Sequence[Entry], xs: Sequence[float], body: Sequence[Entry]
) -> list[bool]:
    """Of each cell of a row whether its last line is as long as any in its column."""
    found, j = [], 0
    for cell in row:
        low, high = xs[j], xs[j + cell.columns]
        own = [entry for entry in band if low <= (entry.x0 + entry.x1) / 2 <= high]
        edge = max((entry.x1 for entry in body if low <= (entry.x0 + entry.x1) / 2 <= high), default=high)
        last = max(own, key=lambda entry: entry.y, default=None)
        found.append(last is not None and last.x1 + 0.5 * last.glyphs[-1].size > edge)
        j += cell.columns
    return found


def _boundaries(edges: Sequence[tuple[float, float]], leaves: Sequence[Entry]) -> tuple[float, ...]:
    """Where columns begin and the last one ends: a head stands in the middle of its column."""
    found = [edges[-1][1]]
    for before, edge in reversed(list(pairwise(edges))):
        heads = [e for e in leaves if e.x0 < edge[1] and e.x1 > edge[0]]
        low, high = before[1], edge[0]
        middle = (low + high) / 2
        if heads:
            middle = min(e.x0 for e in heads) + max(e.x1 for e in heads) - found[-1]
        found.append(min(max(middle, low), high))
    return (edges[0][0], *reversed(found))


def _columns(body: Sequence[Entry], leaves: Sequence[Entry] = ()) -> list[tuple[float, float]]:
    """The columns of rows of data; words for totals and dashes set apart from a column's entries are of it."""
    edges = stretches(body)
    own: list[list[Entry]] = [[] for _ in edges]
    for entry in body:
        for k in _covered(edges, (entry.x0, entry.x1)):
            own[k].append(entry)
    totals = [all(_TOTAL.fullmatch(entry.text) for entry in entries) for entries in own]
    apart = [a.isdisjoint(b) for a, b in pairwise({entry.y for entry in entries} for entries in own)]
    found: list[tuple[float, float]] = []
    open_ = False  # whether the last one found goes on with the next
    for k, edge in enumerate(edges):
        left = k > 0 and apart[k - 1] and not totals[k - 1]
        if found and (open_ or (totals[k] and left)):
            found[-1] = (found[-1][0], edge[1])
            open_ = False
        else:
            found.append(edge)
            right = k + 1 < len(edges) and apart[k]
            open_ = right and (
                not totals[k + 1] if totals[k] else k > 0 and _is_left_of(own[k], own[k + 1], leaves)
            )
    return found


def _is_left_of(words: Sequence[Entry], amounts: Sequence[Entry], leaves: Sequence[Entry]) -> bool:
    """Whether words and dashes are of the column of the amounts at their right: a sheet sets texts to the left."""
    written = all(_DASH.fullmatch(entry.text) or not entry.numeric for entry in words)
    low, high = min(entry.x0 for entry in words), max(entry.x1 for entry in amounts)
    heads = sum(low < (leaf.x0 + leaf.x1) / 2 < high for leaf in leaves)
    return written and len(words) > 1 and heads < 2 and all(entry.numeric for entry in amounts)


def _with_head(
    edges: list[tuple[float, float]], body: Sequence[Entry], leaves: Sequence[Entry]
) -> list[tuple[float, float]]:
    """The columns as their heads have them.

    A head in the middle of a wide column need not stand over what is set at the column's side: it is taken for the
    column beside it that no other head stands over. What then is left are columns that are blank throughout.
    """
    words = stretches(leaves)
    named = {k for place in words for k in _covered(edges, place)}
    apart = [place for place in words if not _covered(edges, place)]
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


def _covered(edges: Sequence[tuple[float, float]], place: tuple[float, float]) -> list[int]:
    return [k for k, (low, high) in enumerate(edges) if place[0] < high and place[1] > low]


def _parted(edges: Sequence[tuple[float, float]], k: int, place: tuple[float, float]) -> bool:
    """Whether another column stands between column ``k`` and a place."""
    low, high = min(edges[k][1], place[1]), max(edges[k][0], place[0])
    return any(j != k and a >= low and b <= high for j, (a, b) in enumerate(edges))


def _widened(found: list[tuple[float, float]], head: Sequence[Entry]) -> list[tuple[float, float]]:
    """The columns as wide as the words of the head that stand over one of them only."""
    for entry in head:
        covered = _covered(found, (entry.x0, entry.x1))
        if len(covered) == 1:
            k = covered[0]
            left = found[k - 1][1] if k else entry.x0
            right = found[k + 1][0] if k + 1 < len(found) else entry.x1
            found[k] = (min(found[k][0], max(entry.x0, left)), max(found[k][1], min(entry.x1, right)))
    return found


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
    covered = [
        j
        for j in range(len(xs) - 1)
        if min(entry.x1, xs[j + 1]) - max(entry.x0, xs[j]) > _share(entry, xs, j)
    ]
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
