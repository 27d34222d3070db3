"""The year in the title of a part, where no other title but that of the tables names one."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text

TEXT = """# 某县水务局2024年度部门决算

第一部分 2024年度部门决算表

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | 620.41 | 410.15 | 210.26 |
| 2130301 | 行政运行 | 410.15 | 410.15 |  |
| 2130302 | 一般行政管理事务 | 210.26 |  | 210.26 |

第二部分 {title}

一、支出决算情况说明

{year}年度支出合计620.41万元，其中：基本支出410.15万元，项目支出210.26万元。
"""


def found(title: str, year: int = 2024) -> list[str]:
    report = read_text(TEXT.format(title=title, year=year), format="md")
    return ["".join(each.quote.split()) for each in audit(report).findings if each.code == "NN208"]


@pytest.mark.parametrize("title", ["2023年度部门决算情况说明", "2025年度部门决算情况说明"])
def test_another_year_in_the_title_of_a_part(title: str) -> None:
    assert any(title in quote for quote in found(title))


def test_the_right_year_and_none() -> None:
    assert not found("2024年度部门决算情况说明")
    assert not found("部门决算情况说明")


def test_a_part_that_speaks_of_the_other_year_throughout_is_not_accused_by_its_title() -> None:
    assert not any("情况说明" in quote for quote in found("2023年度部门决算情况说明", 2023))
