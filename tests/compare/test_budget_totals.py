"""Totals of budgets: of 财政拨款 and of all money, of one fund and of all, with and without a carry-over."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.compare.model import Finding
from gouji.narrative.read import read_text


def found(text: str) -> list[Finding]:
    """The findings above rounding that are roots."""
    return [
        each for each in audit(read_text(text)).findings if each.severity != "info" and each.cause is None
    ]


def said(text: str) -> list[tuple[str, str | None]]:
    return [(each.code, each.expected) for each in found(text)]


TOTALS = """某县文化馆2024年部门预算
一、收支预算总体说明
2024年收支总预算512.60万元。
二、财政拨款收支预算说明
{prose}
三、部门预算表
收支总表
单位：万元
收入\t预算数\t支出\t预算数
一、一般公共预算拨款收入\t451.30\t一、文化旅游体育与传媒支出\t512.60
二、其他收入\t61.30\t\t
本年收入合计\t512.60\t本年支出合计\t512.60
收入总计\t512.60\t支出总计\t512.60
财政拨款收支总表
单位：万元
收入\t预算数\t支出\t合计\t一般公共预算\t政府性基金预算
一、一般公共预算拨款\t451.30\t一、文化旅游体育与传媒支出\t451.30\t451.30\t
二、政府性基金预算拨款\t\t\t\t\t
收入总计\t451.30\t支出总计\t451.30\t451.30\t
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "某县文化馆2024年财政拨款收支总预算{}万元。收入包括：一般公共预算拨款451.30万元。",
        "2024年财政拨款收入预算{}万元。2024年财政拨款支出预算451.30万元。",
        "财政拨款收入总计{}万元，其中一般公共预算拨款451.30万元。",
    ],
)
def test_all_money_is_not_that_of_the_treasury(sentence: str) -> None:
    assert said(TOTALS.format(prose=sentence.format("451.30"))) == []
    assert ("NT101", "451.30万元") in said(TOTALS.format(prose=sentence.format("512.60")))


def test_a_total_of_the_treasury_stands_alone() -> None:
    """Where the section does not say the cell's amount too, the words may mean the other total."""
    assert said(TOTALS.format(prose="2024年财政拨款收支总预算512.60万元。")) == []


PROJECTS = """某县妇联2024年部门预算
一、一般公共预算拨款支出预算
2024年一般公共预算拨款支出预算186.40万元（含上年结转12.40万元），具体安排情况如下：
（一）基本支出：2024年年初预算数为100.00万元。
（二）项目支出：2024年年初预算数为86.40万元。其中：{projects}。
二、部门预算表
项目支出预算表
单位：万元
项目名称\t合计\t一般公共预算拨款\t上年结转
合计\t86.40\t74.00\t12.40
妇女维权工作经费\t45.61\t33.21\t12.40
家庭教育活动经费\t28.37\t28.37\t
儿童规划监测\t12.42\t12.42\t
"""
RIGHT = "妇女维权工作经费45.61万元，家庭教育活动经费28.37万元，儿童规划监测12.42万元"


def test_projects_with_what_was_carried_over_accuse_nobody() -> None:
    assert said(PROJECTS.format(projects=RIGHT)) == []


def test_a_row_with_one_amount_accuses_whichever_column_is_meant() -> None:
    wrong = RIGHT.replace("28.37", "38.37")
    assert ("NT101", "28.37万元") in said(PROJECTS.format(projects=wrong))


ITEMS = """某县医院2024年单位预算
一、一般公共预算当年拨款情况说明
（一）一般公共预算当年拨款规模
2024年一般公共预算当年拨款{total}万元。
（二）财政拨款支出具体使用情况
1.卫生健康支出（类）公立医院（款）综合医院（项）2024年预算数为260.30万元。
2.卫生健康支出（类）公共卫生（款）重大公共卫生服务（项）2024年预算数为72.80万元。
3.住房保障支出（类）住房改革支出（款）住房公积金（项）2024年预算数为66.90万元。
二、单位预算表
单位收支总表
单位：万元
收入\t预算数\t支出\t预算数
一、一般公共预算拨款收入\t378.50\t一、卫生健康支出\t333.10
二、事业收入\t\t二、住房保障支出\t66.90
本年收入合计\t378.50\t本年支出合计\t400.00
上年结转\t21.50\t结转下年\t
收入总计\t400.00\t支出总计\t400.00
"""


def test_items_may_hold_what_was_carried_over() -> None:
    assert said(ITEMS.format(total="378.50")) == []
    assert "NN205" in {code for code, _ in said(ITEMS.format(total="374.20"))}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（五）国有资产占有使用情况。截至2021年12月31日，本部门共有车辆9辆。", 1),
        ("（五）国有资产占有使用情况。截至2023年12月31日，本部门共有车辆9辆。", 0),
        ("（五）国有资产占有使用情况。截至2021年12月31日，本部门共有车辆9辆。2024年拟购置车辆0辆。", 1),
        # some budgets are drawn up before the year's end
        ("（五）国有资产占有使用情况。截至2022年12月31日，本部门共有车辆9辆。", 0),
        ("（五）国有资产占有使用情况。截至2021年12月31日，本部门共有车辆9辆，2023年报废1辆。", 0),
    ],
)
def test_assets_of_years_ago(words: str, found: int) -> None:
    text = (
        f"某县交通运输局2024年部门预算\n第二部分 2024年部门预算情况说明\n六、其他重要事项情况说明\n{words}\n"
    )
    findings = audit(read_text(text)).findings
    assert len([each for each in findings if each.code == "NN208"]) == found
