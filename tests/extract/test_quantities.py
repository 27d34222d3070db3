"""Numbers in prose: value, unit, step, and what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.extract.numerals import parse_chinese
from gouji.extract.quantities import numbers_in


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("共1,234.56万元", "1234.56", "万元", "0.01"),
        ("共1，234.56万元", "1234.56", "万元", "0.01"),
        ("共2,179,43.56元", "217943.56", "元", "0.01"),
        ("共１２３．４万元", "123.4", "万元", "0.1"),
        ("共1234.5 6万元", "1234.56", "万元", "0.01"),
        ("共1234. 56万元", "1234.56", "万元", "0.01"),
        ("支出12. 98万元", "12.98", "万元", "0.01"),
        ("支出9 .56万元", "9.56", "万元", "0.01"),
        ("共1,234. 5 6万元", "1234.56", "万元", "0.01"),
        ("共1,23 4.56万元", "1234.56", "万元", "0.01"),
        ("共1 234.56万元", "1234.56", "万元", "0.01"),
        ("占12. 5%", "12.5", "%", "0.1"),
        ("占12 .50%", "12.50", "%", "0.01"),
        ("总计12345 .67", "12345.67", None, "0.01"),
        ("预算2023 395.87万元", "395.87", "万元", "0.01"),
        ("第3. 12万元", "12", "万元", "1"),
        ("1. 12万元", "12", "万元", "1"),
        ("支出12.34 56.78万元", "56.78", "万元", "0.01"),
        ("床位320张，", "320", "张", "1"),
        ("公路12.5公里", "12.5", "公里", "0.1"),
        ("共12万元", "12", "万元", "1"),
        ("共3.5亿元", "3.5", "亿元", "0.1"),
        ("共30万，", "30", "万", "1"),
        ("占12.50％", "12.50", "%", "0.01"),
        ("占百分之十二点五", "12.5", "%", "0.1"),
        ("占百分之25.88，", "25.88", "%", "0.01"),
        ("增长百分之７", "7", "%", "1"),
        ("设备0台（套）", "0", "台（套）", "1"),
        ("接待5批次", "5", "批次", "1"),
        ("得分92.5分。", "92.5", "分", "0.1"),
        ("提高3.1个百分点", "3.1", "个百分点", "0.1"),
    ],
)
def test_one_quantity(text: str, value: str, unit: str | None, step: str) -> None:
    (number,) = numbers_in(text)
    assert number.quantity.value == Decimal(value)
    assert number.quantity.unit == unit
    assert number.quantity.step == Decimal(step)
    assert text[number.end :] in ("", "，", "。")


@pytest.mark.parametrize("text", ["约12万元", "近12万元", "12万元左右", "12余万元", "超过12万元"])
def test_approximate(text: str) -> None:
    (number,) = numbers_in(text)
    assert number.quantity.approximate


@pytest.mark.parametrize(
    "text",
    [
        "2023年度",
        "3月15日",
        "第3名",
        "财预〔2023〕12号",
        "24小时",
        "5个月",
        "3.完善制度",
        "4A景区",
        "“第2批9万元”",
        "1. 2023年",
        "15. 2023年度",
    ],
)
def test_no_quantity(text: str) -> None:
    assert numbers_in(text) == ()


def test_a_list_shares_the_last_unit() -> None:
    numbers = numbers_in("分别为10.5、3.2和0万元")
    assert [number.quantity.unit for number in numbers] == ["万元"] * 3
    assert [number.borrowed for number in numbers] == [True, True, False]


def test_a_threshold_is_skipped_and_its_count_kept() -> None:
    (number,) = numbers_in("单价100万元（含）以上设备2台（套）")
    assert number.quantity.value == 2


def test_a_minus_is_the_sign_not_the_value() -> None:
    (number,) = numbers_in("增长-5.2%")
    assert (number.sign, number.quantity.value) == (-1, Decimal("5.2"))


@pytest.mark.parametrize(
    ("text", "value"),
    [("十二", "12"), ("两百零五", "205"), ("三千", "3000"), ("一点五", "1.5"), ("二〇二三", "2023")],
)
def test_chinese_numerals(text: str, value: str) -> None:
    parsed = parse_chinese(text)
    assert parsed is not None
    assert parsed[0] == Decimal(value)


def test_chinese_numeral_before_the_name_of_bodies() -> None:
    (number,) = numbers_in("内设五个综合办事机构，负责日常工作")
    assert (number.quantity.value, number.quantity.unit) == (Decimal(5), "个")
