"""Sheets as ``pdftotext -layout`` prints them: every cell at its place, the blanks between them all that is left."""

from __future__ import annotations

from collections.abc import Callable

from gouji.corpora.synthesis.layouts import Cell, body_of, head_of, is_numbered, numbers_of
from gouji.corpora.synthesis.printing import Print, Style
from gouji.corpora.synthesis.sheets import Sheet

GAP = 2


def in_columns(sheets: list[Sheet], style: Style, width: Callable[[str], int]) -> Print:
    """The sheets one after another; ``width`` is how many columns of print a text takes."""
    out = Print(style)
    for sheet in sheets:
        out.put(f"\n{sheet.title}\n部门：{out.organisation}      单位：{sheet.unit}\n")
        _sheet(out, sheet, width)
        out.put("注：本表反映部门本年度有关情况。\n\n")
    return out


def _sheet(out: Print, sheet: Sheet, width: Callable[[str], int]) -> None:
    rows: list[list[Cell]] = [[cell for side in sides for cell in side] for sides in body_of(out, sheet)]
    count = len(rows[0])
    widths = [
        max([8, *(min(width(row[j][0]), 24) for row in rows if len(row) > j)]) + GAP for j in range(count)
    ]
    head = head_of(sheet, out.style)
    for level, words in enumerate(head):
        _line(
            out,
            [_spanned(head, level, j) if word else (j, 1, "", None) for j, word in enumerate(words)],
            widths,
            width,
        )
    if is_numbered(sheet, out.style):
        _line(out, [(j, 1, word, None) for j, word in enumerate(numbers_of(sheet, out.style))], widths, width)
    for row in rows:
        _line(out, [(j, 1, *cell) for j, cell in enumerate(row)], widths, width, data=True)


def _spanned(head: list[list[str]], level: int, j: int) -> tuple[int, int, str, None]:
    """A word of the head and how many columns it stands over: blank ones beside it with words below."""
    end = j + 1
    below = head[level + 1 :]
    while below and end < len(head[0]) and not head[level][end] and any(row[end] for row in below):
        end += 1
    return (j, end - j, head[level][j], None)


def _line(out, cells, widths, width, *, data=False):
    """A row, its cells wrapped: numbers at the right, names at the left, words of the head in the middle."""
    blocks = []
    for j, span, text, truth in cells:
        left, room = sum(widths[:j]), sum(widths[j : j + span]) - GAP
        blocks.append((left, room, _wrapped(text, room, width), truth))
    for i in range(max(len(lines) for _, _, lines, _ in blocks)):
        at = 0
        for left, room, lines, truth in blocks:
            text = lines[i] if i < len(lines) else ""
            if text:
                free = room - width(text)
                begin = left + (free if truth else 0 if data and not text.isdigit() else free // 2)
                out.put(" " * (begin - at))
                out.put(text, truth)
                at = begin + width(text)
        out.put("\n")


def _wrapped(text: str, room: int, width: Callable[[str], int]) -> list[str]:
    lines = [""]
    for char in text:
        if width(lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    return lines
