"""Sums and dates in budgets of which the cells agree with the prose only by chance."""

from __future__ import annotations

import pytest

import gouji

TABLES = """第二部分 2024年部门预算表

支出总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | 277.60 | 120.40 | 157.20 |
| 2010301 | 行政运行 | 120.40 | 120.40 |  |
| 2010302 | 一般行政管理事务 | 92.60 |  | 92.60 |
| 2120801 | 征地和拆迁补偿支出 | 64.60 |  | 64.60 |

一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | 213.00 | 120.40 | 92.60 |
| 2010301 | 行政运行 | 120.40 | 120.40 |  |
| 2010302 | 一般行政管理事务 | 92.60 |  | 92.60 |

部门固定资产占用情况表

截止时间：2023年12月31日

| 项目 | 数量 | 价值（金额单位：万元） |
| --- | ---: | ---: |
| 资产总额 | —— | 6842.17 |
| 1、房屋（平方米） | 4126 | 5120.83 |
| 2、其他固定资产 | —— | 1721.34 |

第三部分 2024年部门预算情况说明

"""


def said(prose: str) -> list[tuple[str, str]]:
    """What is found, as code and quote."""
    found = gouji.check_text(f"某街道办事处2024年部门预算\n\n{TABLES}{prose}\n").findings
    return [(each.code, each.quote) for each in found if each.cause is None and each.severity != "info"]


@pytest.mark.parametrize(("project", "codes"), [("157.20", []), ("92.60", ["NN205"])])
def test_the_part_of_one_fund_is_no_part_of_all_money(project: str, codes: list[str]) -> None:
    found = said(
        f"六、绩效情况\n\n纳入整体支出绩效目标的金额为277.60万元，其中，基本支出120.40万元，项目支出{project}万元。"
    )
    assert [code for code, _ in found] == codes


@pytest.mark.parametrize("day", ["2023年12月31日", "2023年底"])
def test_a_budget_tells_what_there_was_at_the_end_of_the_year_before(day: str) -> None:
    assert said(f"七、国有资产信息\n\n截至{day}，某街道办事处固定资产金额为6842.17万元（详见下表）。") == []


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ("。主要原因：人员增加。其中：基本支出120.40万元", []),
        ("，其中：基本支出120.40万元", []),
        ("，其中：基本支出124.00万元", ["NN205"]),
    ],
)
def test_what_an_item_consists_of_is_not_all_of_that_nature(parts: str, codes: list[str]) -> None:
    table = TABLES.replace("277.60 | 120.40 | 157.20", "298.60 | 141.40 | 157.20")
    table = table.replace("213.00 | 120.40 | 92.60", "234.00 | 141.40 | 92.60")
    row = "| 2010301 | 行政运行 | 120.40 | 120.40 |  |\n"
    table = table.replace(row, row + "| 2010350 | 事业运行 | 21.00 | 21.00 |  |\n")
    prose = f"二、一般公共预算支出情况\n\n1、2010301 行政运行120.40万元，比2023年增加2.00万元{parts}。"
    found = gouji.check_text(f"某街道办事处2024年部门预算\n\n{table}{prose}\n").findings
    wrong = [each.code for each in found if each.cause is None and each.severity != "info"]
    assert bool(wrong) == bool(codes)


CARRIED = """第二部分 2024年部门预算表

财政拨款收支总表

单位：万元

| 收入 |  | 支出 |  |
| --- | ---: | --- | ---: |
| 项目 | 金额 | 项目 | 合计 |
| 一、本年收入 | 1810.51 | 一、本年支出 | 1822.51 |
| （一）一般公共预算拨款 | 1810.51 | （一）教育支出 | 1822.51 |
| 二、上年结转 | 12.00 |  |  |
| （一）一般公共预算拨款 | 12.00 |  |  |
| 收入总计 | 1822.51 | 支出总计 | 1822.51 |

第三部分 2024年部门预算情况说明

四、财政拨款收支总表的说明

"""


def test_an_amount_may_say_that_it_holds_what_was_carried_over() -> None:
    prose = (
        "2024年财政拨款收支预算1822.51万元。收入分为：一般公共预算拨款1822.51万元（含上年结转12.00万元）。"
    )
    found = gouji.check_text(f"某县文化馆2024年部门预算\n\n{CARRIED}{prose}\n").findings
    assert [each.code for each in found if each.cause is None and each.severity != "info"] == []
