"""Puts paragraphs of prose on the page: wrapped lines, blanks around numbers, and where each number came to stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .printing import Print
from .said import Piece, Said

_NOT_FIRST = "，。、；：）”%.,！？"


@dataclass(frozen=True, slots=True)
class Typography:
    """``width``: characters a line, 0 for none; ``gap``: between lines; ``spaced``: blanks between Hanzi and digits.

    ``torn``: a line may end in the middle of a number.
    """

    width: int = 0
    gap: str = "\n"
    indent: str = ""
    spaced: bool = False
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A number of the prose with its place in the text and the section that it stands in."""

    said: Said
    start: int
    end: int
    section: str
    sentence: str


def paragraphs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces paragraph by paragraph: line breaks in text separate them."""
    held: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Said):
            held.append(piece)
            continue
        first, *others = piece.split("\n")
        held.append(first)
        for other in others:
            yield held
            held = [other]
    yield held


def typeset(out: Print, pieces: list[Piece], typography: Typography, section: str) -> list[Placed]:
    """Put a paragraph and say where its numbers stand."""
    text = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    if not text:
        return []
    put = typography.indent
    offset = [0] * (len(text) + 1)
    line = len(put)
    for i, char in enumerate(text):
        before = text[i - 1] if i else ""
        if typography.width and line >= typography.width and _may_break(before, char, typography.torn):
            put += typography.gap
            line = 0
        elif typography.spaced and i and _border(before, char):
            put += " "
        offset[i] = len(put)
        put += char
        line += 1
    start = out.length
    out.put(put + typography.gap)
    placed, at = [], 0
    for piece in pieces:
        length = len(piece if isinstance(piece, str) else piece.text)
        if isinstance(piece, Said):
            where = start + offset[at], start + offset[at + length - 1] + 1
            placed.append(Placed(piece, *where, section, _sentence(text, at, at + length)))
        at += length
    return placed


def _may_break(before: str, char: str, torn: bool) -> bool:
    if torn and before.isdigit() and char.isdigit():
        return True
    return char not in _NOT_FIRST and not (before in "0123456789.," and char in "0123456789.,%")


def _border(before: str, char: str) -> bool:
    return ("一" <= before <= "鿿" and char.isdigit()) or (before.isdigit() and "一" <= char <= "鿿")


def _sentence(text: str, start: int, end: int) -> str:
    """The clause around a number, for quoting."""
    first = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    last = min((at for mark in "。；" if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[first:last]
