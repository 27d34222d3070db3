"""How a number may have been miswritten."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.compare.diagnosis import written_slip
from gouji.compare.slips import is_telling


@pytest.mark.parametrize(
    ("stated", "right", "words"),
    [
        ("417.27", "471.27", "相邻两位数字颠倒"),
        ("5.07", "5.70", "相邻两位数字颠倒"),
        ("200.72", "20.72", "多写了一位数字"),
        ("12.334", "12.34", "多写了一位数字"),
        ("0.72", "20.72", "漏写了一位数字"),
        ("143.50", "1243.5", "漏写了一位数字"),
        ("6.0", "60", "小数点错位"),
        ("126.07", "123.07", "写错了一位数字"),
        ("0.66", "0.60", ""),
        ("0.66", "0.6", ""),
        ("13.00", "12.00", ""),
        ("52.10", "52.10", ""),
    ],
)
def test_a_slip_is_named_as_the_number_is_written(stated: str, right: str, words: str) -> None:
    assert written_slip(Decimal(stated), Decimal(right)) == words


@pytest.mark.parametrize(
    ("stated", "right"), [("417.27", "471.27"), ("1234.5", "12345"), ("3124.77", "314.77")]
)
def test_a_long_number_tells_of_itself(stated: str, right: str) -> None:
    assert is_telling(Decimal(stated), Decimal(right))


@pytest.mark.parametrize(
    ("stated", "right"), [("25.0", "52.0"), ("1284.56", "1234.56"), ("300.00", "3000.00")]
)
def test_a_short_number_or_a_wrong_digit_does_not(stated: str, right: str) -> None:
    assert not is_telling(Decimal(stated), Decimal(right))
