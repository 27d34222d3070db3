"""Tables without upright rules: which lines, and which entries of them, are one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from .pdf_block import BEGINS, Entry, Run, is_torn
from .pdf_heads import is_numbering, on_axis, stands_over
from .pdf_lines import TextLine

WRAPPED = 1.45
"""The most that lines of one cell lie apart, in heights."""
BESIDE = 0.95
"""Lines nearer than this, in heights, stand beside each other: one in the middle of the two of a wrapped cell."""
_FAR = 2.2  # the most that lines of one cell lie apart, in heights, where the upper one is full
_WIDE = 4.5  # the least width, in heights, of words whose end tells where their column ends
_EVEN = 1.5  # points that lines lie apart which begin at one place
_CODES = (5, 7)  # the digits of a code that may be cut in two
_MANY = 5  # rules that are no longer those of a head and an end alone


def bands_of(run: Run) -> list[list[Entry]]:
    """The entries of each row: those between two rules, if there is one under each row, or lines near each other."""
    if not run.frame.ys:
        return _near(run.lines, run.entries, run.data)
    levels = [
        _level(run, line.segments[0].x0, line.segments[0].x1, line.y, line.size)[0] for line in run.lines
    ]
    each = _is_under_each(run, levels)
    found: list[list[Entry]] = []
    for level in sorted(set(levels)):
        own = [i for i, at in enumerate(levels) if at == level]
        inside = 0 < level < len(run.frame.ys)
        if run.frame.is_cut(level) or (each and inside):
            found += _parted(run, [entry for i in own for entry in run.entries[i]])
        else:
            found += _near(
                [run.lines[i] for i in own], [run.entries[i] for i in own], [run.data[i] for i in own]
            )
    return found


def _level(run: Run, low: float, high: float, y: float, size: float) -> tuple[int, int]:
    return run.frame.level((low + high) / 2, y - 0.3 * size, size)


def _is_under_each(run: Run, levels: Sequence[int]) -> bool:
    """Whether a rule stands under each row: between two rules there is but one number to a column."""
    rows: dict[int, list[Sequence[Entry]]] = {}
    for level, data, entries in zip(levels, run.data, run.entries, strict=True):
        if data and not is_numbering(entries) and 0 < level < len(run.frame.ys):
            rows.setdefault(level, []).append(entries)
    enough = len(rows) > 1 or len(run.frame.ys) >= _MANY
    return enough and not any(_is_below(a, b) for own in rows.values() for a, b in pairwise(own))


def _is_below(upper: Sequence[Entry], lower: Sequence[Entry]) -> bool:
    """Whether a line has another number below one of the line above, not the rest of that."""
    return any(
        a.numeric
        and b.numeric
        and a.x0 < b.x1
        and b.x0 < a.x1
        and not (is_torn(a.text, b.text) or _is_torn_code(a, b))
        for a in upper
        for b in lower
    )


def _is_torn_code(upper: Entry, lower: Entry) -> bool:
    """Whether a code was cut in two by the end of a line; amounts below each other end, not begin, at one place."""
    whole = upper.text + lower.text
    even = abs(upper.x0 - lower.x0) < _EVEN and upper.x1 > lower.x1 + _EVEN
    return even and whole.isdigit() and len(whole) in _CODES


def torn_off(upper: Sequence[Entry], lower: Sequence[Entry]) -> bool:
    """Whether a line holds the rest of a number of the line above, and no number of its own."""
    rests = [
        (a.text, b.text)
        for b in lower
        for a in upper
        if a.x0 < b.x1 and b.x0 < a.x1 and (b.text[0].isdigit() or b.text[0] in ".,")
    ]
    return bool(rests) and all(is_torn(a, b) for a, b in rests)


def _parted(run: Run, entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries between two long rules, parted by the shorter ones between these."""
    rows: dict[int, list[Entry]] = {}
    for entry in entries:
        level = _level(run, entry.x0, entry.x1, entry.y, entry.glyphs[0].size)
        rows.setdefault(level[1], []).append(entry)
    return [rows[key] for key in sorted(rows)]


def _near(
    lines: Sequence[TextLine], entries_of: Sequence[Sequence[Entry]], data_of: Sequence[bool]
) -> list[list[Entry]]:
    """The entries of each row where no rules tell: what stands beside, goes on with, or is near the line above."""
    marks = [line.y for line, data in zip(lines, data_of, strict=True) if data]
    pitch = median(b - a for a, b in pairwise(marks)) if len(marks) > 1 else 99.0
    edges = _word_edges([entry for entries in entries_of for entry in entries])
    bands: list[list[Entry]] = []
    begun = False  # whether rows of data have been met
    for i, (line, entries, data) in enumerate(zip(lines, entries_of, data_of, strict=True)):
        gap = line.y - lines[i - 1].y if i else 99.0
        band = bands[-1] if bands else []
        beside = gap < BESIDE * line.size
        below = i + 1 < len(lines) and data_of[i + 1] and lines[i + 1].y - line.y < BESIDE * line.size
        near = gap < min(WRAPPED * line.size, 0.8 * pitch) or (not below and _goes_on(band, entries, edges))
        alone = not (data and any(entry.numeric for entry in band))
        own = not begun and (is_numbering(entries) or _is_own_row(band, entries, data))
        beside = beside and not own and not _is_below(band, entries)
        near = near and not own and alone and not any(BEGINS.match(entry.text) for entry in entries)
        if beside or near or torn_off(band, entries):
            band += entries
        else:
            bands.append(list(entries))
        begun = begun or data
    return bands


def _is_lower_row(band: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """Whether a line of a head is a row of its own: it names columns that nothing above does.

    In one row, what has one line only would stand in the middle of those that have two.
    """
    far = [e for e in band if entries[0].y - e.y > BESIDE * e.glyphs[0].size]
    near = [e for e in band if e not in far]
    own = [e for e in entries if not any(e.x0 < other.x1 and other.x0 < e.x1 for other in (*far, *near))]
    return bool(far) and bool(own)


def _is_own_row(band: Sequence[Entry], entries: Sequence[Entry], data: bool) -> bool:
    """Whether a line above the second row of data is a row of its own, however near the line above."""
    if data:
        return _is_under_names(band, entries)
    return _is_lower_row(band, entries) or _is_askew(band, entries)


def _is_askew(band: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """Whether a line of a head stands below names out of line with them: names of their parts, no further words."""
    above = [e for e in band if entries[0].y - e.y > BESIDE * e.glyphs[0].size]
    return any(
        not (e.numeric or upper.numeric) and stands_over(upper, e) and not on_axis(upper, e)
        for e in entries
        for upper in above
    )


def _is_under_names(band: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """Whether numbers stand right below words, each its own: those are the head's, however near it ends."""
    words = [entry for entry in band if not entry.numeric]
    named = [e for e in entries if e.numeric and any(e.x0 < w.x1 and w.x0 < e.x1 for w in words)]
    return len(named) > 1


def _word_edges(entries: Sequence[Entry]) -> dict[int, float]:
    """How far the words reach to the right that begin at one place, by whole points of that."""
    edges: dict[int, float] = {}
    for entry in entries:
        if not entry.numeric and entry.x1 - entry.x0 > _WIDE * entry.glyphs[0].size:
            key = round(entry.x0)
            for near in (key - 1, key, key + 1):
                edges[near] = max(edges.get(near, 0.0), entry.x1)
    return edges


def _goes_on(band: Sequence[Entry], entries: Sequence[Entry], edges: Mapping[int, float]) -> bool:
    """Whether each word of a line goes on with one above that had no room left, and none begins a name."""
    words = [entry for entry in entries if not entry.numeric]
    return bool(words) and all(
        not BEGINS.match(word.text) and any(_is_full_above(other, word, edges) for other in band)
        for word in words
    )


def _is_full_above(upper: Entry, lower: Entry, edges: Mapping[int, float]) -> bool:
    if abs(upper.x0 - lower.x0) > 1.5 or upper.numeric:
        return False
    size = upper.glyphs[-1].size
    return lower.y - upper.y < _FAR * size and upper.x1 + size > edges.get(round(upper.x0), 9e9)
