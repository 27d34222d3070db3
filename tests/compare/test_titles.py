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


def test_the_cover_and_the_title_of_the_tables_are_enough() -> None:
    """Where prose names no year at all."""
    text = TEXT.replace("{year}年度", "本年度")
    odd = audit(read_text(text.format(title="2023年度部门决算情况说明"), format="md")).findings
    assert [each.code for each in odd] == ["NN208"]
    assert not audit(read_text(text.format(title="2024年度部门决算情况说明"), format="md")).findings


def test_comparisons_with_the_year_before_show_which_title_is_odd() -> None:
    """Where prose names no year of its own, what it compares with tells whose it is."""
    text = TEXT.format(title="2023年度部门决算情况说明", year="本").replace(
        "# 某县水务局2024年度部门决算\n", ""
    )
    told = text.replace("210.26万元。", "210.26万元，较2023年度增加10.00万元。") + (
        "\n二、机关运行经费情况说明\n\n支出20.00万元，比2023年增加1.00万元。\n"
        "\n三、政府采购情况说明\n\n采购10.00万元，比2023年减少1.00万元。\n"
    )
    quotes = [
        "".join(each.quote.split())
        for each in audit(read_text(told, format="md")).findings
        if each.code == "NN208"
    ]
    assert any("情况说明" in quote for quote in quotes)


BUDGET = """# 某县水务局2025年部门预算

第二部分 2025年部门预算情况说明

一、收支预算总体情况

2025年收支总预算620.41万元。

二、收入预算情况

2025年收入预算620.41万元。

三、支出预算情况

2025年支出预算620.41万元，其中：基本支出410.15万元，项目支出210.26万元。

四、机关运行经费安排情况

{cost}
"""


@pytest.mark.parametrize(
    ("cost", "odd"),
    [
        ("2024年本部门机关运行经费预算25.00万元，上年为25.00万元，比上年持平。", True),
        ("2024年本部门机关运行经费预算25.00万元，比上年增加1.00万元。", True),
        ("2025年本部门机关运行经费预算25.00万元，比上年增加1.00万元。", False),
        ("2024年本部门机关运行经费预算25.00万元，本年安排25.00万元，与上年持平。", False),
        ("2024年本部门机关运行经费预算25.00万元，实际执行24.00万元，比上年减少1.00万元。", False),
        ("2024年机关运行经费支出24.00万元，比上年减少1.00万元。", False),
    ],
)
def test_what_a_budget_says_of_its_own_year_under_the_last(cost: str, odd: bool) -> None:
    report = read_text(BUDGET.format(cost=cost), format="md")
    found = [each for each in audit(report).findings if each.code == "NN208"]
    assert [each.expected for each in found] == (["2025年"] if odd else [])
