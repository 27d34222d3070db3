"""Names behind a number of a list and a code of 科目."""

from __future__ import annotations

import pytest

from gouji.extract.subjects import clean_label


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("1．2011301行政运行", "行政运行"),
        ("12.2013105-专项业务", "专项业务"),
        ("3.302商品和服务支出", "商品和服务支出"),
        ("2、301-工资福利支出", "工资福利支出"),
        ("（四）2080505—机关事业单位基本养老保险缴费支出", "机关事业单位基本养老保险缴费支出"),
        ("1.300万元的项目", "1.300万元的项目"),
        ("3.2024年项目支出", "3.2024年项目支出"),
    ],
)
def test_numbers_and_codes_in_front_are_no_part_of_the_name(label: str, name: str) -> None:
    assert clean_label(label) == name
