"""Prints texts with tab-separated tables as PDF, in the ways that offices print them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from .font import font_for
from .office import merges

NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")
DASHES = ("-", "—")
Rows = list[list[str]]


@dataclass(frozen=True)
class Press:
    """One way of printing. ``turn``: 0; 90 for text set upwards; 91 for the same on a page that is shown turned.

    ``across``: rules under the rows alone. ``room``: what stays free above and below the words of a cell, in heights.
    """

    ruled: bool = True
    wide: bool = False
    turn: int = 0
    running: str = ""
    numbers: str = ""
    repeat: bool = False
    size: float = 12.0
    cell: float = 8.0
    indent: bool = True
    right: bool = True
    narrow: float = 1.0
    align: str = "left"
    encrypt: str = ""
    across: bool = False
    room: float = 0.9


@dataclass
class Sheet:
    """A document under way."""

    press: Press
    font: str
    buffer: BytesIO = field(default_factory=BytesIO)
    page: int = 0
    y: float = 0.0

    def __post_init__(self) -> None:
        self.width, self.height = landscape(A4) if self.press.wide else A4
        swapped = self.press.turn == 90  # reportlab itself swaps the sides of a page that is shown turned
        self.canvas = self.blank((self.height, self.width) if swapped else (self.width, self.height))
        self.left, self.right, self.top, self.bottom = 60.0, self.width - 60, 70.0, self.height - 70
        self.turn_page()

    def blank(self, size: tuple[float, float]) -> Canvas:
        return Canvas(self.buffer, pagesize=size, encrypt=self.press.encrypt or None, invariant=1)

    def turn_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        if self.press.turn == 91:
            self.canvas.setPageRotation(90)
        if self.press.turn in (90, 91):
            self.canvas.translate(self.height, 0)
            self.canvas.rotate(90)
        if self.press.running:
            self.text(self.press.running, self.left, 40, 9)
        if self.press.numbers:
            self.text(self.press.numbers.format(self.page), self.width / 2 - 10, self.height - 36, 9)
        self.y = self.top

    def text(self, words: str, x: float, y: float, size: float) -> None:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.height - y, words)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def need(self, room: float) -> bool:
        """Turn the page if there is no room; True if that was so."""
        if self.y + room <= self.bottom:
            return False
        self.turn_page()
        return True

    def paragraph(self, words: str) -> None:
        """A paragraph; short ones without an end mark are printed as titles are if ``align`` says so."""
        size = self.press.size
        long = len(words) > 40 or words.endswith("。")
        width = self.right - self.left
        indent = 2 * size if long and self.press.indent else 0.0
        lines = folded(words, size, width, indent)
        for i, line in enumerate(lines):
            self.need(1.6 * size)
            self.y += 1.6 * size
            x = self.left + (indent if i == 0 else 0)
            if not long and self.press.align == "centre" and len(lines) == 1:
                x = (self.left + self.right - width_of(line, size)) / 2
            self.text(line, x, self.y, size)
        self.y += 4

    def apart(self, words: list[str]) -> None:
        """A line of entries that stand far from each other."""
        size = self.press.cell + 1
        self.need(1.6 * size)
        self.y += 1.6 * size
        places = [self.left, (self.left + self.right) / 2 - 20, self.right - width_of(words[-1], size)]
        for word, x in zip(words, places if len(words) == 3 else (places[0], places[2]), strict=True):
            self.text(word, x, self.y, size)
        self.y += 4

    def table(self, rows: Rows) -> None:
        heads = head_rows(rows)
        widths = self.widths(rows)
        xs = [self.left]
        for width in widths:
            xs.append(xs[-1] + width)
        covers = covering(rows)
        for i, row in enumerate(rows):
            height = self.height_of(row, widths, covers[i])
            if self.need(height) and self.press.repeat and i >= heads:
                for k in range(heads):
                    self.row(rows[k], xs, covers[k], self.height_of(rows[k], widths, covers[k]), head=True)
            self.row(row, xs, covers[i], height, head=i < heads)
        self.y += 6

    def widths(self, rows: Rows) -> list[float]:
        room = self.right - self.left
        size = self.press.cell
        fixed, flexible = [], []
        for j in range(len(rows[0])):
            cells = [row[j] for row in rows]
            numeric = [width_of(c, size) for c in cells if NUMBER.fullmatch(c)]
            words = [width_of(c, size) for c in cells if not NUMBER.fullmatch(c)]
            fixed.append(max(numeric, default=0) + 1.6 * size)
            label = min(max(words, default=0), 15 * size) * self.press.narrow
            flexible.append(max(0.0, label - fixed[-1] + 1.6 * size))
        spare = room - sum(fixed)
        assert spare > 0, "the table is too wide for the page"
        return [a + b * spare / (sum(flexible) or 1) for a, b in zip(fixed, flexible, strict=True)]

    def height_of(self, row: list[str], widths: list[float], cover: list[Cover]) -> float:
        size = self.press.cell
        most = max(
            len(folded(row[j], size, sum(widths[j : j + each.columns]) - size))
            for j, each in enumerate(cover)
            if each.columns
        )
        return most * 1.2 * size + self.press.room * size

    def row(self, row: list[str], xs: list[float], cover: list[Cover], height: float, *, head: bool) -> None:
        size = self.press.cell
        for j, each in enumerate(cover):
            if not each.columns:
                continue
            x0, x1 = xs[j], xs[j + each.columns]
            lines = folded(row[j], size, x1 - x0 - size)
            y = self.y + (height - len(lines) * 1.2 * size) / 2
            for line in lines:
                y += 1.2 * size
                long = width_of(line, size)
                number = bool(NUMBER.fullmatch(row[j]) or row[j] in DASHES) and self.press.right
                x = x0 + (x1 - x0 - long) / 2 if head else x1 - long - size / 2 if number else x0 + size / 2
                self.text(line, x, y - 0.25 * size, size)
            if self.press.ruled:
                if each.begins:
                    self.rule(x0, self.y, x1, self.y)
                if each.ends:
                    self.rule(x0, self.y + height, x1, self.y + height)
                if not self.press.across:
                    self.rule(x0, self.y, x0, self.y + height)
                    self.rule(x1, self.y, x1, self.y + height)
        self.y += height

    def finished(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def width_of(words: str, size: float) -> float:
    """The width of words in the font of the tests, in points."""
    return sum(0.5 if ord(char) < 127 else 1.0 for char in words) * size


def folded(words: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """The words in lines no wider than ``width``; numbers stay whole, as word processors keep them."""
    lines, line, room = [], "", width - indent
    for token in re.findall(r"[\d.,%A-Za-z]+[，。；：、）]?|.[，。；：、）”]*", words):
        if line and width_of(line + token, size) > room:
            lines.append(line)
            line, room = "", width
        line += token
    return [*lines, line]


def head_rows(rows: Rows) -> int:
    for i, row in enumerate(rows):
        if row[0].startswith("栏次"):
            return i + 1
    return next((i for i, row in enumerate(rows) if any(re.search(r"\d\.\d\d", cell) for cell in row)), 1)


class Cover(NamedTuple):
    """How many columns a cell covers, 0 for none of its own; whether it begins and ends in this row."""

    columns: int = 0
    begins: bool = True
    ends: bool = True


def covering(rows: Rows) -> list[list[Cover]]:
    """What each cell of each row covers."""
    found = []
    sizes = merges(rows)
    inside = {
        (i + n, j): (columns, n, height) for (i, j), (height, columns) in sizes.items() for n in range(height)
    }
    for i, row in enumerate(rows):
        covers, j = [Cover()] * len(row), 0
        while j < len(row):
            columns, n, height = inside.get((i, j), (1, 0, 1))
            covers[j] = Cover(columns, n == 0, n == height - 1)
            j += columns
        found.append(covers)
    return found


def printed(text: str, press: Press) -> bytes:
    """The text as a PDF."""
    sheet = Sheet(press, font_for("".join(sorted(set(text + press.running)))))
    fill(sheet, text)
    return sheet.finished()


def fill(sheet: Sheet, text: str) -> None:
    """Print the text on the sheet's pages."""
    lines = [line for line in text.split("\n") if line.strip()]
    for tabs, group in groupby(lines, key=lambda line: line.count("\t")):
        rows = [line.split("\t") for line in group]
        if not tabs:
            for row in rows:
                sheet.paragraph(row[0].strip())
        elif len(rows) == 1 and len(rows[0]) < 4 and "：" in rows[0][-1]:
            sheet.apart(rows[0])
        else:
            sheet.table(rows)
