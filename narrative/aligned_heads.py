"""The head of a table whose columns are kept by blanks alone: which columns each of its words stands over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from .forms import head_words
from .record import record
from .titles import squeeze
from .tokens import Token

_CENTRED = 4
"""By twice so much less well a word of the head may stand in the middle of more columns than in that of fewer."""
_YEAR = re.compile(r"^20\d\d年度?")
_SIDES = frozenset(("收入", "支出"))
_NEAR = 3
"""So far beside its column a word of the head may stand."""


@record
class Piece:
    """A word and the columns of print from ``left`` to ``right`` that it takes; ``line`` counts lines."""

    text: str
    start: int
    end: int
    line: int
    left: int
    right: int


Band = tuple[int, int]
"""A column of the table: the columns of print that it takes."""
Cells = dict[int, list[Piece]]
"""The words of a row by column."""


def stacks_of(rows: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Words of the head that stand above one another, as the lines of one word do; those over several are left out."""
    stacks: list[list[Piece]] = []
    reach = -1
    for piece in sorted(_narrow(rows), key=attrgetter("left")):
        if stacks and piece.left < reach:
            stacks[-1].append(piece)
            reach = max(reach, piece.right)
        else:
            stacks.append([piece])
            reach = piece.right
    return stacks


def _narrow(rows: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The words of the head over one column: not over several words of a row below, nor over a word that is."""
    narrow: list[Piece] = []
    wide: list[Piece] = []
    for i in range(len(rows) - 1, -1, -1):
        for piece in rows[i]:
            several = _SIDES.issuperset(map(_flat, rows[i])) or any(
                len(_under(piece, row)) > 1 for row in rows[i + 1 :]
            )
            (wide if several or _under(piece, wide) else narrow).append(piece)
    return narrow


def _flat(piece: Piece) -> str:
    return squeeze(piece.text)


def _under(piece: Piece, others: Sequence[Piece]) -> list[Piece]:
    return [other for other in others if piece.left < other.right and other.left < piece.right]


def touched(words: Sequence[Piece], bands: Sequence[Band]) -> list[int]:
    return [
        j for j, (left, right) in enumerate(bands) if any(w.left < right and left < w.right for w in words)
    ]


def nearest(piece: Piece, bands: Sequence[Band]) -> int:
    return max(range(len(bands)), key=lambda j: min(piece.right, bands[j][1]) - max(piece.left, bands[j][0]))


def blank_columns(stacks: Sequence[Sequence[Piece]], bands: Sequence[Band]) -> list[Band]:
    """The columns that have a word in the head and nothing in any row."""
    headed = {j for stack in stacks for j in touched(stack, bands)}
    found = []
    for stack in stacks:
        left, right = min(piece.left for piece in stack), max(piece.right for piece in stack)
        beside = [
            j
            for j, band in enumerate(bands)
            if j not in headed and max(band[0] - right, left - band[1]) < _NEAR
        ]
        if not beside and not touched(stack, bands):
            found.append((left, right))
    return found


def head_cells(
    rows: Sequence[Sequence[Piece]],
    stacks: Sequence[Sequence[Piece]],
    bands: Sequence[Band],
    valued: Sequence[bool],
) -> list[Token]:
    """The cells of the head, a word in every column that it stands over.

    A column without amounts (``valued`` tells) and without a word is one of the codes': it goes on with the word to its
    left.
    """
    pieces = [piece for row in rows for piece in row]
    own = {id(piece): touched([piece], bands) for piece in pieces}
    for stack in stacks:
        under = touched(stack, bands) or [nearest(stack[0], bands)]
        own.update((id(piece), under) for piece in stack if len(under) == 1)
    wide = _widened(stacks, own, bands)
    over = {key: columns for row in rows for key, columns in _over(row, own, pieces, wide).items()}
    headed = {j for columns in over.values() for j in columns}
    found: list[Token] = []
    for row, words in enumerate(rows):
        cells = {j: piece for piece in words for j in over[id(piece)]}
        for j in range(1, len(bands)):
            if j not in headed and not valued[j] and j - 1 in cells:
                cells[j] = cells[j - 1]
        for j in range(len(bands)):
            at = cells.get(j)
            if at is None:
                found.append(Token("blank", "", words[0].start, words[0].start, words[0].line, row, j))
            else:
                found.append(Token("label", at.text, at.start, at.end, at.line, row, j))
    return found


def _widened(
    stacks: Sequence[Sequence[Piece]], own: dict[int, list[int]], bands: Sequence[Band]
) -> list[Band]:
    """The columns with the words of the head that stand over them alone."""
    wide = list(bands)
    for piece in (piece for stack in stacks for piece in stack):
        if len(own[id(piece)]) == 1:
            j = own[id(piece)][0]
            wide[j] = (min(wide[j][0], piece.left), max(wide[j][1], piece.right))
    return wide


def _over(
    row: Sequence[Piece], own: dict[int, list[int]], pieces: Sequence[Piece], bands: Sequence[Band]
) -> dict[int, list[int]]:
    """The columns that each word of a row of the head stands over.

    Words stand in the middle of their columns; or all of them where their first column begins, up to the next word.
    """
    firsts = [own[id(piece)][0] if own[id(piece)] else -1 for piece in row]
    led = all(j >= 0 and abs(bands[j][0] - piece.left) < 2 for j, piece in zip(firsts, row, strict=True))
    if led and len(row) > 1:
        free = _free(row[0].line, own, pieces, len(bands))
        spans = [
            [j for j in range(first, end) if j in own[id(piece)] or free[j]]
            for piece, first, end in zip(row, firsts, [*firsts[1:], len(bands)], strict=True)
        ]
        covered = {j for span in spans for j in span}
        if all(span == list(range(span[0], span[-1] + 1)) for span in spans) and all(
            j in covered for j, loose in enumerate(free) if loose
        ):
            return {id(piece): span for piece, span in zip(row, spans, strict=True)}
    return {id(piece): _reach(piece, own, pieces, bands) for piece in row}


def _free(line: int, own: dict[int, list[int]], pieces: Sequence[Piece], count: int) -> list[bool]:
    """Of each column whether its words all stand below a line of the head."""
    below = {j for piece in pieces if piece.line > line for j in own[id(piece)]}
    taken = {j for piece in pieces if piece.line <= line for j in own[id(piece)]}
    return [j in below and j not in taken for j in range(count)]


def _reach(
    piece: Piece, own: dict[int, list[int]], pieces: Sequence[Piece], bands: Sequence[Band]
) -> list[int]:
    """The columns that a word of the head stands over: its own and, if it is in their middle, those beside them."""
    mine = own[id(piece)]
    if not mine or _YEAR.sub("", _flat(piece)) not in head_words():
        return mine
    free = _free(piece.line, own, [other for other in pieces if other is not piece], len(bands))
    first, last = mine[0], mine[-1]
    if not all(free[first : last + 1]):
        return mine
    low = next((j + 1 for j in range(first, -1, -1) if not free[j]), 0)
    high = next((j for j in range(last, len(bands)) if not free[j]), len(bands))
    spans = [(a, b) for a in range(low, first + 1) for b in range(last, high)]
    middle = piece.left + piece.right
    off = {(a, b): abs(bands[a][0] + bands[b][1] - middle) for a, b in spans}
    a, b = max(
        (span for span in spans if off[span] < min(off.values()) + _CENTRED),
        key=lambda span: span[1] - span[0],
    )
    return list(range(a, b + 1))
