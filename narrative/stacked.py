"""Names wrapped over the lines above and below their numbers, as pdftotext -layout prints centred cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from .labels import key_of
from .lexicon import names
from .lines import printed_width
from .textlines import Line

if TYPE_CHECKING:
    from .tokens import Token

Row: TypeAlias = "list[tuple[int, Token]]"
"""The tokens of a line, each with its column: in print, or in characters as some tools count it."""


def unwrapped(lines: Sequence[tuple[Line, Sequence[Token]]]) -> list[Token]:
    """The tokens line by line, where names that stand around their numbers come before them, side by side."""
    alone = [_names_only(found) for _, found in lines]
    ordered: list[Token] = []
    i = 0
    while i < len(lines):
        joined = None
        if i + 2 < len(lines) and alone[i] and alone[i + 2]:
            joined = _as_one(lines[i : i + 3])
        ordered += joined or lines[i][1]
        i += 3 if joined else 1
    return ordered


def _as_one(around: Sequence[tuple[Line, Sequence[Token]]]) -> list[Token] | None:
    """Three lines as one if the names in the first go on in the third, around the numbers between them."""
    (_, above), (_, middle), (_, below) = around
    if len(above) != len(below) or not any([token.kind == "number" for token in middle]):
        return None
    return _joined(*map(_printed, around)) or _joined(*map(_counted, around))


def _printed(line: tuple[Line, Sequence[Token]]) -> Row:
    text, start = line[0].text, line[0].start
    return [(printed_width(text[: token.start - start]), token) for token in line[1]]


def _counted(line: tuple[Line, Sequence[Token]]) -> Row:
    return [(token.start - line[0].start, token) for token in line[1]]


def _joined(above: Row, middle: Row, below: Row) -> list[Token] | None:
    """The three lines as one, if every name above goes on below to a known name and nothing else stands there."""
    line = middle[0][1].line
    pieces: list[tuple[int, int, Token]] = []
    rest = list(middle)
    for (column, first), (under, last) in zip(above, below, strict=True):
        between = [each for each in rest if abs(each[0] - column) < 2]
        whole = [first, *(token for _, token in between), last]
        if abs(column - under) > 1 or any(token.kind != "label" for _, token in between):
            return None
        if key_of("".join(token.flat for token in whole)) not in names():
            return None
        rest = [each for each in rest if each not in between]
        pieces += [(column, order, replace(token, line=line)) for order, token in enumerate(whole)]
    pieces += [(column, 0, token) for column, token in rest]
    return [token for _, _, token in sorted(pieces, key=lambda piece: piece[:2])]


def _names_only(row: Sequence[Token]) -> bool:
    return bool(row) and all([token.kind == "label" for token in row])
