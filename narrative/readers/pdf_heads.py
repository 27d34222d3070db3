"""The heads of tables without rules: which words name one column, and over which columns others stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from .pdf_block import Entry, entry_of
from .pdf_frames import OPEN, Frame

_ASKEW = 0.3  # what a column over which no head stands costs, as a part of its width
_MEETING = 0.12  # the least gap, in heights, between names that meet
_FAR = 20_000.0  # points that no page is wide: columns may be blank throughout behind the last one
_AXIS = 2.0  # points that the lines of one name are out of line
_ROW = 1.7  # the least that rows of a head lie apart, in heights


def stretches(entries: Sequence[Entry]) -> list[tuple[float, float]]:
    """The columns: stretches that entries cover, between the gaps that none reaches into."""
    found: list[tuple[float, float]] = []
    for low, high in sorted((entry.x0, entry.x1) for entry in entries):
        if found and low < found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def parted(entry: Entry, edges: Sequence[tuple[float, float]]) -> list[Entry]:
    """The names in an entry of a head, cut where columns meet: names that fill their columns have next to no gap.

    Words with equal gaps throughout are one name set wide; about digits printers leave a gap of themselves.
    """
    if (
        entry.numeric
        or len(entry.text) != len(entry.glyphs)
        or not any(low < entry.x1 and high > entry.x0 for low, high in edges)
    ):
        return [entry]
    gaps = [b.x0 - a.x1 for a, b in pairwise(entry.glyphs)]
    least = max(_MEETING * entry.glyphs[0].size, 2 * median(gaps)) if gaps else 0.0
    between = [(a[1] - 1, b[0] + 1) for a, b in pairwise([*edges, (_FAR, _FAR)])]
    cuts = [0]
    for i, gap in enumerate(gaps, 1):
        middle = entry.glyphs[i].x0 - gap / 2
        plain = entry.text[i - 1].isascii() or entry.text[i].isascii()
        if gap > least and not plain and any(low <= middle <= high for low, high in between):
            cuts.append(i)
    parts = [entry.glyphs[a:b] for a, b in pairwise([*cuts, len(entry.glyphs)])]
    if min(map(len, parts)) < 2:
        return [entry]
    return [entry_of(part, part[0].x0, part[-1].x1, entry.y) for part in parts]


def is_numbering(row: Sequence[Entry]) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3, or 1 2 3 alone."""
    numbers = [entry.text for entry in sorted(row, key=lambda entry: entry.x0) if entry.numeric]
    named = any(entry.text in ("栏次", "行次") for entry in row)
    return len(numbers) > 1 - named and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def leaf_words(head: Sequence[Sequence[Entry]], frame: Frame = OPEN) -> list[Entry]:
    """The entries of a head without those that stand over others; numbers of columns where nothing else is said."""
    numbered = [entry for row in head if is_numbering(row) for entry in row]
    numbers = [entry for entry in numbered if entry.numeric]
    words = {min(entry.y for entry in row): row for row in head if not is_numbering(row)}
    found: list[Entry] = []
    for y, row in words.items():
        over = [entry for entry in row if _is_parent(entry, y, words, frame)]
        found += [e for e in row if e not in over and not any(_goes_on(upper, e) for upper in over)]
    if numbered:  # a head between two lower ones that no column's number stands under is the head of both
        found = [e for e in found if any(stands_over(e, n) for n in numbered) or not _is_between(e, words)]
    return found + [entry for entry in numbers if not any(stands_over(entry, word) for word in found)]


def _is_between(entry: Entry, rows: Mapping[float, Sequence[Entry]]) -> bool:
    lower = [row for y, row in rows.items() if y > entry.y]
    return any(min(e.x1 for e in row) < entry.x0 and max(e.x0 for e in row) > entry.x1 for row in lower)


def _is_parent(entry: Entry, own: float, rows: Mapping[float, Sequence[Entry]], frame: Frame) -> bool:
    """Whether an entry of the row at ``own`` stands over several others, or over one that is no line of its words."""
    size = max(glyph.size for glyph in entry.glyphs)
    reach = entry.y + _ROW * size
    rule = frame.is_over(entry.x0, entry.x1, entry.y, size)
    lower = [low for y, row in rows.items() if y > own for low in row]
    if rule and sum(rule.low <= low.x0 and low.x1 <= rule.high for low in lower) > 1:
        return True
    for y, row in rows.items():
        if y <= own:
            continue
        under = len(stretches([low for low in row if stands_over(entry, low)]))
        askew = any(stands_over(entry, low) and not on_axis(entry, low) for low in row)
        if under > 1 or askew or (y > reach and (under or len(row) > 1.5 * len(rows[own]))):
            return True
    return False


def _goes_on(upper: Entry, entry: Entry) -> bool:
    """Whether an entry of the same row is a further line of a name."""
    return upper.y < entry.y and stands_over(upper, entry) and on_axis(upper, entry)


def on_axis(entry: Entry, low: Entry) -> bool:
    """Whether two lines are set as those of one wrapped name are: about one axis, or from one place on."""
    middles = entry.x0 + entry.x1 - low.x0 - low.x1
    return abs(middles) < 2 * _AXIS or abs(entry.x0 - low.x0) < _AXIS


def stands_over(entry: Entry, low: Entry) -> bool:
    """Whether two entries have a part of their width in common."""
    return entry.x0 < low.x1 and entry.x1 > low.x0


def spans_over(band: Sequence[Entry], xs: Sequence[float]) -> list[tuple[int, int]] | None:
    """The columns that the words of an upper row of a head stand over, each as near as can be to the middle of its own.

    None if they do not fit.
    """
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for low, high in stretches(band):
        found: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for at, (cost, spans) in best.items():
            for a in range(at, len(xs) - 1):
                if xs[a] > low + 2:
                    break
                for b in range(a + 1, len(xs)):
                    askew = abs(xs[a] + xs[b] - low - high) / 2
                    total = cost + askew + _ASKEW * (xs[a] - xs[at])
                    if xs[b] >= high - 2 and (b not in found or total < found[b][0]):
                        found[b] = (total, [*spans, (a, b)])
        best = found
    ends = [(cost + _ASKEW * (xs[-1] - xs[b]), spans) for b, (cost, spans) in best.items()]
    return min(ends)[1] if ends else None
