"""Two tables set beside each other by blanks, their titles on one line: the left one's lines, then the right one's."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from .textlines import Line
from .titles import is_title, squeeze

_TITLES = re.compile(r"^\s*(\S[^\t]*?表(?:[（(][^（()）]*[）)])?)[ \u3000]{3,}(\S[^\t]*表\S*)\s*$")
_SEGMENT = re.compile(r"\S+(?: \S+)*")
_WIDEST = 400  # characters of a line of theirs
_MOST = 400  # lines of such a pair of tables


def apart(lines: list[Line]) -> list[Line]:
    """The lines with those of tables beside each other cut in two, all of the left side before those of the right."""
    if not any("   " in line.text and _titles(line.text) for line in lines):
        return lines
    found: list[Line] = []
    i = 0
    while i < len(lines):
        titles = _titles(lines[i].text)
        end = _end(lines, i) if titles else i
        edge = _edge(lines[i:end])
        if edge:
            halves = [_halves(line, edge) for line in lines[i:end]]
            found += [left for left, _ in halves] + [right for _, right in halves]
            i = end
        else:
            found.append(lines[i])
            i += 1
    return found


def _titles(text: str) -> bool:
    """Whether a line holds two titles of tables far from each other."""
    if "   " not in text or text.count("表") < 2 or len(text) > _WIDEST:
        return False
    found = _TITLES.match(text)
    return found is not None and is_title(found[1]) and is_title(found[2])


def _end(lines: list[Line], i: int) -> int:
    """The line after the pair of tables: an empty one, or the next pair of titles."""
    for j in range(i + 1, min(len(lines), i + _MOST)):
        if not lines[j].flat or _titles(lines[j].text):
            return j
    return min(len(lines), i + _MOST)


def _edge(lines: list[Line]) -> int:
    """The printed column where the right table begins: no words cross it, some begin there; 0 if there is none."""
    if len(lines) < 3:
        return 0
    segments = [_segments(line.text) for line in lines]
    covered = {column for row in segments for start, end in row for column in range(start, end + 1)}
    starts = {start for row in segments for start, _ in row}
    second = min(row[1][0] for row in segments[:2] if len(row) > 1)
    edges = [start for start in starts if 0 < start <= second and start - 1 not in covered]
    return max(edges, default=0)


def _segments(text: str) -> list[tuple[int, int]]:
    """Where the words of a line begin and end in print, words apart by two blanks and more taken as several."""
    columns = _columns(text)
    return [(columns[m.start()], columns[m.end()]) for m in _SEGMENT.finditer(text)]


def _columns(text: str) -> list[int]:
    """The printed column of each character, and of the end."""
    found = [0]
    for char in text:
        found.append(found[-1] + (2 if east_asian_width(char) in "WF" else 1))
    return found


def _halves(line: Line, edge: int) -> tuple[Line, Line]:
    columns = _columns(line.text)
    cut = next((k for k, column in enumerate(columns) if column >= edge), len(line.text))
    left, right = line.text[:cut], line.text[cut:]
    return (
        Line(line.start, line.start + cut, left, squeeze(left)),
        Line(line.start + cut, line.end, right, squeeze(right)),
    )
