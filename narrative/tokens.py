"""The words of a table region: labels, codes, numbers and blank cells, in hard rows where the layout marks them.

Layouts: Markdown pipes and tab-separated rows (cells are certain), one cell a line with a tab before each
(Word), and soft layouts in which white space separates what stands in one row or in one column and blank
cells have vanished.
"""

from __future__ import annotations

import re
from typing import Literal

from .cells import TokenKind, pieces_of, read_cell
from .furniture import is_page
from .record import record
from .stacked import unwrapped
from .textlines import Line, is_note
from .titles import squeeze


@record
class Token:
    """One cell or word of a table; ``line`` counts lines of the text, ``row`` hard rows and ``column`` the cells of
    one (−1 in soft layouts).
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    line: int
    row: int = -1
    column: int = -1

    @property
    def flat(self) -> str:
        """The text without white space."""
        return squeeze(self.text)


_WORD = re.compile(r"[^\s\u3000\xa0]+")
_MEASURE = frozenset("家个名人次辆台项天份年月日万元分%％号户件批套亩") | {
    "年度",
    "万元",
    "人次",
    "年末",
    "年初",
    "公里",
}
_YEAR_MARK = re.compile(r"年(?!初|末|终)")
_COUNTED = frozenset(["家", "个", "名", "次", "辆", "台", "项", "件", "批", "套", "户", "人次"])
_FILLED = re.compile(r"\S[^\t]*\t+[^\t\s]")
_WIDEST = 40
"""More cells than this no row has: where empty lines are fewer, they do not part the rows."""
UNIT_LINE = re.compile(r"单位[:：]?(?:人民币)?([百千万亿]*元)|[（(]([百千万亿]*元)[）)]")


def layout_of(lines: list[Line]) -> Literal["pipes", "tabs", "cells", "soft"]:
    """How the lines of a region hold their cells."""
    filled = [line for line in lines if line.flat]
    barred = [line for line in filled if "|" in line.text]
    piped = sum(line.text.count("|") >= 2 for line in barred)
    framed = sum(line.flat.startswith("|") and line.flat.endswith("|") for line in barred)
    if piped * 2 > len(filled) or (framed > 1 and framed * 3 > len(filled)):
        return "pipes"
    tabs = [line.text for line in filled if "\t" in line.text]
    led = sum(text.rfind("\t") == 0 for text in tabs)
    if led * 10 >= 6 * len(filled):
        apart = sum(not line.text for line in lines)
        return "cells" if apart * _WIDEST >= led else "soft"
    tabbed = sum("\t" in text[1:] for text in tabs)
    rows = sum(text.count("\t") > 1 for text in tabs)
    return (
        "tabs"
        if tabbed > 1 and (tabbed * 2 > len(filled) or (rows > 1 and rows * 3 > len(filled)))
        else "soft"
    )


def tokens_of(lines: list[Line], layout: str, *, marked: bool = False) -> list[Token]:
    """The tokens of a region's lines, notes under the table left out; ``marked`` if the file marks the rows."""
    body = without_notes(lines, marked=marked)
    if layout == "pipes":
        return _hard(body, "|")
    if layout == "tabs":
        return _hard(body, "\t")
    if layout == "cells":
        return _led(body)
    return unwrapped(
        [(line, _soft(line, i)) for i, line in enumerate(body) if line.flat and not is_page(line)]
    )


def without_idle(tokens: list[Token]) -> list[Token]:
    """The tokens without the columns that hold nothing in any row, such as those that merged cells alone make."""
    busy = {token.column for token in tokens if token.text}
    return [token for token in tokens if token.column in busy]


def without_notes(lines: list[Line], *, marked: bool) -> list[Line]:
    """The lines of a table without its notes; rows with codes behind them are kept."""
    for i, line in enumerate(lines):
        if is_note(line.flat) and i > 1 and not (marked and "\t" in line.text and _FILLED.search(line.text)):
            rest = [j for j in range(i + 1, len(lines)) if re.match(r"^\d{3,7}", lines[j].flat)]
            return lines[:i] + ([] if not rest else lines[rest[0] :])
    return lines


def _hard(lines: list[Line], mark: str) -> list[Token]:
    found: list[Token] = []
    row = -1
    first, last = _framed(lines) if mark == "|" else (False, False)
    for i, line in enumerate(lines):
        if not line.flat or (mark == "|" and not line.flat.strip("|-—:：+ ")):
            continue
        if mark not in line.text:
            found += _soft(line, i) if mark == "\t" and not UNIT_LINE.search(line.text) else []
            continue
        row += 1
        at = line.start
        cells = line.text.split(mark)
        if first and not cells[0].strip():
            at += len(cells.pop(0)) + 1
        if last and not cells[-1].strip():
            cells.pop()
        for column, cell in enumerate(cells):
            found += cell_tokens(cell, at, i, row, column)
            at += len(cell) + 1
    return found


def _framed(lines: list[Line]) -> tuple[bool, bool]:
    """Whether rows begin, and whether they end, with a bar of the table's frame: all of the head and most others do.

    Without such a frame a bar at the end stands beside a blank cell.
    """
    barred = [line.flat for line in lines if line.flat.count("|") > 1]
    first = [flat.startswith("|") for flat in barred]
    last = [flat.endswith("|") for flat in barred]
    return _mostly(first), _mostly(last)


def _mostly(framed: list[bool]) -> bool:
    return all(framed[:3]) and sum(framed) * 10 >= 9 * len(framed)


def _led(lines: list[Line]) -> list[Token]:
    """One cell a line, rows apart by an empty line: a tab in front of every cell, or of all but the first of a row."""
    found: list[Token] = []
    row, blank = 0, True
    bare = _bare_starts(lines)
    for i, line in enumerate(lines):
        if not line.text:
            blank = True
            continue
        row += blank and (bare or line.text.startswith("\t"))
        if line.text.startswith("\t"):
            if bare and blank:
                found.append(Token("blank", "", line.start, line.start, i, row))
            found += cell_tokens(line.text[1:], line.start + 1, i, row)
        elif line.flat:
            found += cell_tokens(line.text, line.start, i, row)
        blank = False
    return found


def _bare_starts(lines: list[Line]) -> bool:
    """Whether rows begin with a cell that has no tab in front: a blank one is then an empty line more."""
    texts = [line.text for line in lines]
    starts = [i for i in range(2, len(texts)) if texts[i] and not texts[i - 1]]
    bare = sum(not texts[i].startswith("\t") for i in starts)
    return bare > sum(texts[i].startswith("\t") and bool(texts[i - 2]) for i in starts)


def cell_tokens(cell: str, at: int, line: int, row: int, column: int = -1) -> list[Token]:
    """The tokens of one certain cell: one, or a code and its name."""
    text = cell.strip()
    start = at + (cell.index(text) if text else 0)
    kind, first, cut, name = read_cell(text)
    if not cut:
        return [Token(kind, text, start, start + len(text), line, row, column)]
    if kind == "code":
        return [Token(kind, text[first:cut], start + first, start + cut, line, row, column)]
    return [
        Token("code", text[first:cut], start + first, start + cut, line, row, column),
        Token("label", text[name:], start + name, start + len(text), line, row, column),
    ]


def _soft(line: Line, i: int) -> list[Token]:
    """The tokens of a line whose cells are separated by white space only."""
    tokens: list[Token] = []
    for found in _WORD.finditer(line.text):
        word, at = found.group(), line.start + found.start()
        for kind, first, last in pieces_of(word):
            tokens.append(Token(kind, word[first:last], at + first, at + last, i))
    return _merge(tokens) if len(tokens) > 1 else tokens


def _merge(pieces: list[Token]) -> list[Token]:
    """Single characters set apart (项 目, 收 入 总 计) become one label; a number and its measure word, too."""
    merged: list[Token] = []
    for token in pieces:
        last = merged[-1] if merged else None
        if last and token.kind == "label" and last.kind == "label" and len(token.flat) == 1 and _spaced(last):
            merged[-1] = _joined("label", last, token)
        elif (
            last
            and last.kind == "number"
            and (token.text in ("%", "％") or (token.text in _COUNTED and "." not in last.text))
        ):
            merged[-1] = _joined("number", last, token)
        elif (
            last
            and last.kind == "number"
            and (token.text in _MEASURE or (_YEAR_MARK.match(token.text) and "." not in last.text))
        ):
            merged[-1] = _joined("label", last, token)
        else:
            merged.append(token)
    return merged


def _spaced(token: Token) -> bool:
    return all(len(word) == 1 for word in token.text.split())


def _joined(kind: TokenKind, a: Token, b: Token) -> Token:
    gap = " " * max(0, b.start - a.end)
    return Token(kind, a.text + gap + b.text, a.start, b.end, a.line, a.row)
