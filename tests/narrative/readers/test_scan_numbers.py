"""Numbers that OCR saw, and which of them are doubted although every character is sure."""

from __future__ import annotations

import pytest

from gouji.narrative.readers.scan_engine import Char
from gouji.narrative.readers.scan_numbers import Line, doubted

SIZE = 20.0


def line(text: str, *, holes: tuple[int, ...] = (), before: float = 0.0, after: float = 0.0) -> Line:
    """A line of digits half as wide as high; before the characters ``holes`` there is room for one more."""
    x, chars = before, []
    for i, char in enumerate(text):
        x += SIZE / 2 if i in holes else 0
        chars.append(Char(char, x + SIZE / 4, 1.0))
        x += SIZE / 2
    return (0, 0, round(x + after), round(SIZE)), chars


@pytest.mark.parametrize(
    "text", ["1,097.34", "47.15", "2210201", "0", "2023年度支出1097.34万元，占3.5%", "3.2.1", "12"]
)
def test_numbers_as_they_are_written_are_believed(text: str) -> None:
    ((_, chars),) = doubted([line(text)], [SIZE])
    assert {char.sureness for char in chars} == {1.0}


@pytest.mark.parametrize(
    "seen",
    [
        line("9,36"),
        line("1097,34.2"),
        line("S2.84"),
        line("1O.5"),
        line("109734", holes=(4,)),
        line("221020", after=SIZE / 2),
        line("21020", before=SIZE / 2),
    ],
)
def test_numbers_with_holes_or_written_wrongly_are_doubted(seen: Line) -> None:
    ((_, chars),) = doubted([seen], [SIZE])
    assert {char.sureness for char in chars if char.char.isalnum()} == {0.0}


def test_a_number_with_other_decimals_than_all_others_is_doubted() -> None:
    texts = ["1.25", "13.50", "7.00", "1,060.183", "2.10", "9.99", "8.88"]
    found = doubted([line(text) for text in texts], [SIZE] * len(texts))
    assert [chars[0].sureness for _, chars in found] == [1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0]
