"""The heads of tables without rules: which words name one column, and over which columns others stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .pdf_block import Entry
from .pdf_frames import OPEN, Frame

_ASKEW = 0.3  # what a column over which no head stands costs, as a part of its width
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
        found = [e for e in found if any(_over(e, n) for n in numbered) or not _is_between(e, words)]
    return found + [entry for entry in numbers if not any(_over(entry, word) for word in found)]


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
        under = len(stretches([low for low in row if _over(entry, low)]))
        askew = any(_over(entry, low) and not _on_axis(entry, low) for low in row)
        if under > 1 or askew or (y > reach and (under or len(row) > 1.5 * len(rows[own]))):
            return True
    return False


def _goes_on(upper: Entry, entry: Entry) -> bool:
    """Whether an entry of the same row is a further line of a name."""
    return upper.y < entry.y and _over(upper, entry) and _on_axis(upper, entry)


def _on_axis(entry: Entry, low: Entry) -> bool:
    """Whether two lines are set as those of one wrapped name are: about one axis, or from one place on."""
    middles = entry.x0 + entry.x1 - low.x0 - low.x1
    return abs(middles) < 2 * _AXIS or abs(entry.x0 - low.x0) < _AXIS


def _over(entry: Entry, low: Entry) -> bool:
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
