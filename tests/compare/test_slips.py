"""How a number may have been miswritten."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.compare.audit import audit
from gouji.compare.diagnosis import written_slip
from gouji.compare.slips import is_telling, undone, unusual
from gouji.extract.interval import Interval
from gouji.extract.model import Quantity
from gouji.narrative.read import read_text


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


@pytest.mark.parametrize(
    ("stated", "bounds", "right"),
    [
        ("249.80", ("24.97", "24.99"), "24.98"),
        ("2.498", ("24.97", "24.99"), "24.98"),
        ("557.64", ("55.00", "62.00"), "57.64"),
        ("4.98", ("24.97", "24.99"), "24.98"),
        ("42.98", ("24.97", "24.99"), "24.98"),
        ("31.40", ("24.97", "24.99"), None),
    ],
)
def test_a_rate_is_undone_into_what_the_amounts_allow(
    stated: str, bounds: tuple[str, str], right: str | None
) -> None:
    rate = Quantity(Decimal(stated), "%", Decimal("0.01"))
    found = undone(rate, Interval(*map(Decimal, bounds)), Decimal("0.01"))
    assert (None if found is None else str(found)) == right


def test_more_decimals_than_such_numbers_have_are_unusual() -> None:
    cent, whole = Decimal("0.01"), Decimal(1)
    assert unusual(Decimal("22.213"), cent) and unusual(Decimal("1393.3"), whole)
    assert not unusual(Decimal("3207.500"), cent) and not unusual(Decimal("22.1"), cent)


@pytest.mark.parametrize(("stated", "right"), [("-25.00%", "-20.00%"), ("－21.00%", "-20.00%")])
def test_a_rate_below_zero_keeps_its_sign(stated: str, right: str) -> None:
    prose = f"公务接待费全年预算数1.00万元，决算数0.80万元，预决算差异率{stated}，主要原因是：接待批次减少。"
    result = audit(read_text(f"第二部分 2024年度部门决算情况说明\n\n七、“三公”经费\n\n{prose}\n"))
    (finding,) = [each for each in result.findings if each.code == "NN201"]
    assert finding.suggestion is not None
    assert (finding.expected, finding.suggestion.replacement) == (right, right)
    assert f"应为{right}" in finding.message
    assert finding.workings.endswith(f"={right}")
