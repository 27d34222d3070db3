"""Tables whose columns are kept by blanks alone, as ``pdftotext -layout`` prints them: cells by where they stand.

What stands above one another in the rows with amounts is a column. Words of the head belong to the column that they, or
the words above and below them, touch; one that lies in the middle of several columns with words of their own below
stands over all of them. A word of the head that touches no column stands over one that is blank in all rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from operator import attrgetter

from .aligned_heads import Band, Cells, Piece, blank_columns, head_cells, nearest, stacks_of, touched
from .labels import NUMERAL, TOTALS, key_of
from .lexicon import names
from .lines import printed_width
from .textlines import Line
from .titles import squeeze
from .tokens import UNIT_LINE, Token, cell_tokens

_WORD = re.compile(
    r"-?\d[\d,]{0,20}\.\d{2}(?= [一-鿿（“]{2})|[^\s\u3000\xa0]+(?: (?![\d-])[^\s\u3000\xa0\d-][^\s\u3000\xa0]*)*"
)
"""Words with one blank between them; behind an amount one blank parts it from the name beside it."""
_NUMBER = re.compile(r"-?\d[\d,]{0,20}(?:\.\d{1,6})?%?$")
_AMOUNT = re.compile(r"-?\d[\d,]{0,20}\.\d{1,6}%?$")
_EDGES: tuple[Callable[[Piece], int], ...] = (
    attrgetter("right"),
    attrgetter("left"),
    lambda piece: (piece.left + piece.right) // 2,
)
_LONGEST, _DEEPEST = 1000, 30
"""So many characters a line has at most, and so many lines the head."""


def aligned(lines: Sequence[Line]) -> tuple[list[Token], list[Token]] | None:
    """The cells of head and data in rows and columns; None if the amounts do not stand in columns.

    A Hanzi is as wide as two digits in print, and as wide as one for some tools: counted rightly the amounts end, begin
    or have their middle at the fewest columns of print, and the fewest words of the head stand over none of them.
    """
    spaced = any("  " in line.text.strip() for line in lines)
    if not spaced or any(len(line.text) > _LONGEST for line in lines):
        return None
    counts = [[_pieces(line, i, width) for i, line in enumerate(lines)] for width in (printed_width, len)]
    valued = [i for i, row in enumerate(counts[0]) if any(_AMOUNT.match(piece.text) for piece in row)]
    if not valued or not any("  " in lines[i].text.strip() for i in valued):
        return None
    rows = min(counts, key=lambda rows: (_edges([rows[i] for i in valued]), _apart(rows, valued)))
    return _aligned(lines, rows, valued)


def _aligned(
    lines: Sequence[Line], rows: Sequence[Sequence[Piece]], valued: Sequence[int]
) -> tuple[list[Token], list[Token]] | None:
    first = _first(rows, valued[0])
    captions = [i for i in range(first) if UNIT_LINE.search(lines[i].flat)]
    head = [row for row in rows[max(captions, default=-1) + 1 : first] if row]
    filled = _bands([piece for i in valued for piece in rows[i]])
    amounts = [piece for i in valued for piece in rows[i] if _AMOUNT.match(piece.text)]
    if len(head) > _DEEPEST or any(map(_numbered, head)) or not _lined(amounts, filled):
        return None
    stacks = stacks_of(head)
    if not all(
        touched([piece for stack in stacks for piece in stack], [band]) for band in _holding(amounts, filled)
    ):
        return None
    bands = sorted(filled + blank_columns(stacks, filled))
    said = {squeeze(lines[i].text) for i in range(first)}
    again = {i for i in range(first, len(rows)) if squeeze(lines[i].text) in said}
    placed = [_placed(rows[i], bands) for i in range(first, len(rows)) if rows[i] and i not in again]
    data = None if len(bands) < 3 or None in placed else _rows([cells for cells in placed if cells])
    if data is None:
        return None
    cells = head_cells(head, stacks, bands, [band in _holding(amounts, bands) for band in bands])
    numbers = sum(piece.text.isdigit() for row in head for piece in row)
    return (cells, _tokens(data, len(bands))) if sum(t.text.isdigit() for t in cells) == numbers else None


def _numbered(row: Sequence[Piece]) -> bool:
    """Whether a line above the first amount is a row all the same: 行次 beside 四、住房保障支出, without amount."""
    words = [squeeze(piece.text) for piece in row]
    return any(word.isdigit() for word in words) and any(NUMERAL.match(word) for word in words)


def _apart(rows: Sequence[Sequence[Piece]], valued: Sequence[int]) -> int:
    """How many words of the head stand over nothing."""
    above = range(max(valued[0] - _DEEPEST, 0), valued[0])
    captions = (i for i in above if any(UNIT_LINE.search(piece.text) for piece in rows[i]))
    head = [row for row in rows[max(captions, default=above.start - 1) + 1 : valued[0]] if row]
    return len(blank_columns(stacks_of(head), _bands([piece for i in valued for piece in rows[i]])))


def _edges(rows: Sequence[Sequence[Piece]]) -> int:
    """At how many columns of print the amounts are lined up."""
    amounts = [piece for row in rows for piece in row if _AMOUNT.match(piece.text)]
    return min(len({edge(piece) for piece in amounts}) for edge in _EDGES)


def _pieces(line: Line, i: int, width: Callable[[str], int]) -> list[Piece]:
    found = []
    for word in _WORD.finditer(line.text):
        left = width(line.text[: word.start()])
        right = left + width(word[0])
        found.append(Piece(word[0], line.start + word.start(), line.start + word.end(), i, left, right))
    return found


def _bands(pieces: Sequence[Piece]) -> list[Band]:
    """The columns of print that something stands in, in runs; totals, which stand in the middle, make none."""
    bands: list[Band] = []
    for piece in sorted(pieces, key=attrgetter("left")):
        if squeeze(piece.text) in TOTALS:
            continue
        if bands and piece.left < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], piece.right))
        else:
            bands.append((piece.left, piece.right))
    return bands


def _holding(amounts: Sequence[Piece], bands: Sequence[Band]) -> set[Band]:
    """The columns that hold an amount."""
    return {bands[nearest(piece, bands)] for piece in amounts}


def _lined(amounts: Sequence[Piece], bands: Sequence[Band]) -> bool:
    """Whether nearly all amounts of each column end, begin or have their middle at one column of print."""
    for left, right in bands:
        column = [piece for piece in amounts if left <= piece.left and piece.right <= right]
        if column and not any(_agree([edge(piece) for piece in column]) for edge in _EDGES):
            return False
    return True


def _agree(places: Sequence[int]) -> bool:
    usual, _ = Counter(places).most_common(1)[0]
    return sum(abs(place - usual) < 2 for place in places) * 10 >= 9 * len(places)


def _placed(row: Sequence[Piece], bands: Sequence[Band]) -> Cells | None:
    """The words of a row by column; None if an amount shares its column with anything else."""
    cells: Cells = {}
    for piece in row:
        cells.setdefault(nearest(piece, bands), []).append(piece)
    mixed = any(len(cell) > 1 and any(_NUMBER.match(piece.text) for piece in cell) for cell in cells.values())
    return None if mixed else cells


def _first(rows: Sequence[Sequence[Piece]], valued: int) -> int:
    """The first line of the data: that with the first amount, or one before it if a name around it begins there."""
    around = rows[valued - 1 : valued + 2]
    if valued and len(around) == 3 and around[0] and len(around[0]) == len(around[2]):
        pairs = zip(around[0], around[2], strict=True)
        return valued - all(key_of(squeeze(a.text + b.text)) in names() for a, b in pairs)
    return valued


def _rows(placed: Sequence[Cells]) -> list[Cells] | None:
    """The rows, names that go on in other lines put together; None if only some rows are left without a name."""
    rows: list[Cells] = []
    i = 0
    while i < len(placed):
        around = _around(*placed[i : i + 3]) if i + 2 < len(placed) else None
        if around is not None:
            rows.append(around)
        elif rows and _goes_on(rows[-1], placed[i]):
            rows[-1] = _both(rows[-1], placed[i])
        else:
            rows.append(placed[i])
        i += 3 if around is not None else 1
    named = [any(not _NUMBER.match(_text(words)) for words in cells.values()) for cells in rows]
    return rows if all(named) or not any(named) else None


def _around(above: Cells, row: Cells, below: Cells) -> Cells | None:
    """A row whose names stand around its amounts, in the lines above and below, as one; None if it is none."""
    if above.keys() != below.keys() or not any(_AMOUNT.match(_text(words)) for words in row.values()):
        return None
    whole = {j: [*above[j], *row.get(j, []), *below[j]] for j in above}
    known = all(key_of(_text(words)) in names() for words in whole.values())
    return {**row, **whole} if known else None


def _both(cells: Cells, more: Cells) -> Cells:
    return {j: [*cells.get(j, []), *more.get(j, [])] for j in sorted({*cells, *more})}


def _text(words: Sequence[Piece]) -> str:
    return squeeze("".join(piece.text for piece in words))


def _tokens(rows: Sequence[Cells], count: int) -> list[Token]:
    return [
        token
        for i, cells in enumerate(rows)
        for j in range(count)
        for token in _cell(cells.get(j, []), i, j, cells)
    ]


def _goes_on(above: Cells, cells: Cells) -> bool:
    """Whether a line has nothing but the rest of names that stand in the row above."""
    for j, words in cells.items():
        flat, before = _text(words), _text(above.get(j, []))
        if _NUMBER.match(flat) or not before or _NUMBER.match(before) or NUMERAL.match(flat):
            return False
        if flat in names() and key_of(before) in names() and key_of(before + flat) not in names():
            return False
    return True


def _cell(words: Sequence[Piece], row: int, column: int, cells: Cells) -> list[Token]:
    if not words:
        first = next(iter(cells.values()))[0]
        return [Token("blank", "", first.start, first.start, first.line, row, column)]
    return [
        token for piece in words for token in cell_tokens(piece.text, piece.start, words[0].line, row, column)
    ]
