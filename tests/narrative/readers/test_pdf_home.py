"""Words of ruled tables that run over the edges of their cell are of the cell at whose edge or middle they are set."""

from __future__ import annotations

import pytest

from gouji.narrative.readers.pdf_block import ruled_block, text_of
from gouji.narrative.readers.pdf_drawing import Rule
from gouji.narrative.readers.pdf_grid import grids
from gouji.narrative.readers.pdf_page import Glyph

WIDTH, SIZE, PAD = 60.0, 10.0, 2.0
Text = tuple[int, str, str]
"""The column, how it is set there (left, centre, right), the words; ``|`` in them: pdfium numbers what follows last."""


def row_of(texts: list[Text], columns: int = 4) -> list[str]:
    """The cells of a row as read, whose texts are printed in one line each, over what stands beside it."""
    glyphs: list[Glyph] = []
    late: list[tuple[str, float]] = []
    place = 0
    for column, how, words in texts:
        chars = words.replace("|", "")
        length = sum(5.0 if char.isascii() else SIZE for char in chars)
        left = 50 + WIDTH * column
        x = {"left": left + PAD, "right": left + WIDTH - PAD - length}.get(how, left + (WIDTH - length) / 2)
        for i, char in enumerate(chars):
            if "|" in words and i >= words.index("|"):
                late.append((char, x))
            else:
                glyphs.append(Glyph(char, x, x + (5.0 if char.isascii() else SIZE), 112.0, SIZE, place))
                place += 1
            x += 5.0 if char.isascii() else SIZE
        place += 1
    glyphs += [Glyph(char, x, x + SIZE, 112.0, SIZE, place + i) for i, (char, x) in enumerate(late)]
    right = 50 + WIDTH * columns
    rules = [Rule(True, y, 50, right) for y in (100.0, 116.0, 132.0)]
    rules += [Rule(False, 50 + WIDTH * j, 100, 132) for j in range(columns + 1)]
    (grid,), outside = grids(rules, glyphs)
    assert not outside
    return [text_of(cell) for cell in ruled_block(grid, 1).rows[0]]


@pytest.mark.parametrize(
    "texts",
    [
        [(0, "left", "古籍修复人员养老保险缴费"), (1, "right", "516.50"), (2, "right", "8.20")],
        [(0, "left", "古籍修复人员养|老保险缴费"), (1, "right", "516.50"), (2, "right", "8.20")],
        [(0, "left", "古籍修复人员养老保险缴费"), (3, "right", "77.10")],
        [(0, "centre", "合计"), (1, "centre", "政府性基金预算拨款"), (2, "centre", "国有资本经营预算拨款")],
        [(0, "centre", "小计"), (1, "centre", "馆舍修缮维护购置费"), (2, "centre", "库房")],
        [(0, "left", "甲"), (1, "right", "9,123,456,780.25"), (2, "right", "3.00")],
        [(0, "left", "甲"), (1, "right", "3.00"), (2, "right", "9,123,456,780.25")],
        [(0, "left", "2070114"), (1, "left", "古籍保护"), (2, "right", "3.00")],
    ],
)
def test_each_text_is_of_its_own_cell(texts: list[Text]) -> None:
    found = row_of(texts)
    wanted = {column: words.replace("|", "") for column, _, words in texts}
    assert found == [wanted.get(column, "") for column in range(4)]


def test_cells_that_touch_are_two() -> None:
    """A code fills its cell and the name behind it begins without a gap."""
    glyphs = [Glyph(char, 50 + 6 * k, 56 + 6 * k, 112.0, SIZE, k) for k, char in enumerate("2070114990")]
    glyphs += [
        Glyph(char, 110 + 10 * k, 120 + 10 * k, 112.0, SIZE, 10 + k) for k, char in enumerate("古籍保护")
    ]
    rules = [Rule(True, y, 50, 170) for y in (100.0, 116.0)] + [
        Rule(False, x, 100, 116) for x in (50, 110, 170)
    ]
    (grid,), _ = grids(rules, glyphs)
    assert [text_of(cell) for cell in ruled_block(grid, 1).rows[0]] == ["2070114990", "古籍保护"]
