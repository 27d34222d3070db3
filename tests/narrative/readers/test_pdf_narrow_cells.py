"""Ruled tables of PDF whose columns are too narrow for their amounts."""

from __future__ import annotations

import pytest

from gouji.narrative.readers.pdf_block import appended, ruled_block, text_of
from gouji.narrative.readers.pdf_drawing import Rule
from gouji.narrative.readers.pdf_grid import grids
from gouji.narrative.readers.pdf_page import Glyph

WIDTH, SIZE, LINE = 48.0, 12.0, 14.0
ADVANCE = {".": 3.8, ",": 3.8}


def block(rows: list[list[str]], *, page: int = 1, width: float = WIDTH):
    """A table of cells of one width, the lines of a cell separated by blanks."""
    glyphs: list[Glyph] = []
    tops = [100.0]
    for row in rows:
        for j, cell in enumerate(row):
            for n, line in enumerate(cell.split()):
                x = 50 + j * width + 5.4
                for char in line:
                    wide = ADVANCE.get(char, 7.6 if char.isascii() else SIZE)
                    glyphs.append(Glyph(char, x, x + wide, tops[-1] + LINE * (n + 1), SIZE, len(glyphs)))
                    x += wide
        tops.append(tops[-1] + LINE * max(len(cell.split()) or 1 for cell in row) + 4)
    right = 50 + width * len(rows[0])
    rules = [Rule(True, y, 50, right) for y in tops]
    rules += [Rule(False, 50 + width * j, tops[0], tops[-1]) for j in range(len(rows[0]) + 1)]
    (grid,), outside = grids(rules, glyphs)
    assert not outside
    return ruled_block(grid, page)


def texts(rows) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [("1,091 .54", "1,091.54"), ("1,097. 34", "1,097.34"), ("895.2 0", "895.20"), ("-863.8 4", "-863.84")],
)
def test_an_amount_that_is_wrapped_is_one_amount(lines: str, whole: str) -> None:
    found = texts(block([["合计", lines, "22.00"], ["文化旅游 支出", "863.8 4", "1.00"]]).rows)
    assert found == [["合计", whole, "22.00"], ["文化旅游支出", "863.84", "1.00"]]


@pytest.mark.parametrize("lines", ["12.40 0", "12.40 30.15", "1,091 0"])
def test_rows_without_lines_between_them_stay_rows(lines: str) -> None:
    found = texts(block([["甲 乙", lines]]).rows)
    assert found == [["甲", lines.split()[0]], ["乙", lines.split()[1]]]


def test_an_amount_that_the_page_cuts_is_one_amount() -> None:
    before = block([["项目", "金额", "其中"], ["合计", "1,091", "1,060"]])
    after = block([["", ".54", ".18"], ["支出", "2.00", ""]], page=2)
    assert texts(appended(before, after).rows)[1:] == [
        ["合计", "1,091.54", "1,060.18"],
        ["支出", "2.00", ""],
    ]
    row = block([["", "0.54", ""], ["支出", "2.00", ""]], page=2)
    assert len(appended(before, row).rows) == 4
