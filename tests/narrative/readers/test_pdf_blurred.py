"""Numbers of ruled tables that no one can read are doubted."""

from __future__ import annotations

import pytest

from gouji.narrative.readers.pdf_blurred import blurred
from gouji.narrative.readers.pdf_drawing import Rule
from gouji.narrative.readers.pdf_grid import grids
from gouji.narrative.readers.pdf_page import Glyph


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (((52.0, "甲"), (120.0, "12.40")), set()),
        (((52.0, "甲"), (120.0, "####")), {2, 3, 4, 5}),
        (((120.0, "合计"), (122.0, "12.40")), {0, 3}),
        (((120.0, "合计"), (122.0, "支出")), set()),
        (((120.0, "合计"), (140.0, "12.40")), set()),
    ],
)
def test_numbers_upon_others_and_signs_for_them(texts, places: set[int]) -> None:
    glyphs: list[Glyph] = []
    place = 0
    for x, text in texts:
        for char in text:
            wide = 5.0 if char.isascii() else 10.0
            glyphs.append(Glyph(char, x, x + wide, 112.0, 10.0, place))
            x, place = x + wide, place + 1
        place += 1
    rules = [Rule(True, y, 50, 170) for y in (100.0, 116.0)] + [
        Rule(False, x, 100, 116) for x in (50, 110, 170)
    ]
    found, _ = grids(rules, glyphs)
    assert blurred(found) == places
