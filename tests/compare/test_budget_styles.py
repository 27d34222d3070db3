"""Budgets as different places write them: correct ones are silent, and a slip in them is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import gouji


def said(text: str) -> list[tuple[str, str]]:
    """What is found, as code and quote without white space."""
    found = gouji.check_text(text).findings
    roots = [each for each in found if each.cause is None and each.severity != "info"]
    return [(each.code, "".join(each.quote.split())) for each in roots]


YEARS = """某区园林局2024年部门预算

第一部分 2024年部门预算情况说明

四、部门“三公”经费财政拨款预算说明

2024年“三公”经费财政拨款预算19.10万元，比2023年“三公”经费财政拨款预算22.10万元减少3.00万元。其中：

1.公务接待费。2024年预算数0.00万元，比2023年预算数0.60万元减少0.60万元，主要原因是厉行节约。

2.公务用车购置和运行维护费。2024年预算数{cars}万元，其中，公务用车购置费2024年预算数0.00万元；公务用车运行维护费\
2024年预算数19.10万元，其中：公务用车加油8.20万元，公务用车维修5.60万元，公务用车保险3.90万元，公务用车其他1.40万元，\
比2023年预算数21.50万元减少{less}万元，主要原因是车辆减少。

第二部分 2024年部门预算报表

财政拨款“三公”经费支出表

单位：万元

{table}
"""
PIPES = """| 年度 | “三公”经费总额 | 因公出国费 | 公务接待费 | 公务用车小计 | 公务用车购置费 | 公务用车运行维护费 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| 2023 | 22.10 | 0.00 | 0.60 | 21.50 | 0.00 | 21.50 |
| 2024 | 19.10 | 0.00 | 0.00 | 19.10 | 0.00 | 19.10 |"""
LINES = """年度 “三公”经费财政拨款预算总额 因公出国（境）费用 公务接待费 公务用车购置和运行维护费
小计 公务用车购置费 公务用车运行维护费
2023 22.10 0.00 0.60 21.50 0.00 21.50
2024 19.10 0.00 0.00 19.10 0.00 19.10"""
FORMS = {"pipes": PIPES, "lines": LINES, "cells": "\n".join(LINES.replace("\n", " ").split())}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("cars", "less", "codes"),
    [("19.10", "2.40", []), ("21.50", "2.40", ["NN205"]), ("19.10", "2.60", ["NN201"])],
)
def test_a_table_of_three_expenses_with_a_row_for_each_year(
    form: str, cars: str, less: str, codes: list[str]
) -> None:
    found = said(YEARS.format(table=FORMS[form], cars=cars, less=less))
    assert [code for code, _ in found] == codes


def test_what_is_not_included_opens_no_list() -> None:
    text = """某县医保局2026年部门预算

第三部分 2026年部门预算情况说明

二、关于收入预算情况说明

某县医保局收入预算500.00万元，其中：
一般公共预算480.00万元，占96.00%；
国有资本经营预算0万元，占0%；
单位上年结余（不包括额度结余）20.00万元，占4.00%，比上年预算增加3.00万元。
"""
    assert said(text) == []


@pytest.mark.parametrize("label", ["上年结转结余 22.40 年终结转结余", "上年结转 22.40 结转下年"])
def test_a_label_behind_an_amount_is_the_other_sides(label: str) -> None:
    text = f"""某局2023年部门预算

第二部分 2023年度部门预算表

收支总表
单位：万元
收入 支出
项目 预算数 项目 预算数
一、一般公共预算拨款收入 900.00 一、教育支出 800.00
二、其他收入 77.60 二、社会保障和就业支出 120.00
 三、住房保障支出 80.00
本年收入合计 977.60 本年支出合计 1000.00
{label}
收入总计 1000.00 支出总计 1000.00

第三部分 2023年度部门预算情况说明

一、收支预算总体情况说明

2023年度收入、支出预算总计1000.00万元。上年结转结余为22.40万元。
"""
    assert said(text) == []
    verdicts = {each.verdict for each in gouji.check_text(text).assessments.values()}
    assert verdicts == {"consistent"}


WHOLE = """某区民政局2023年部门预算

部门预算编制说明

2023年，某区民政局支出预算1,240万元（基本支出{basic}万元（人员经费300.00万元，公用经费60.00万元），其余为项目支出）。\
支出预算中，一般公共预算拨款支出预算1,150万元；政府性基金拨款支出预算{fund}万元。

2023年部门政府性基金预算支出功能分类预算表

单位：元

| 功能分类科目编码 | 功能分类科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
| 229 | 其他支出 | 903,300 |  | 903,300 |
| 22960 | 彩票公益金安排的支出 | 903,300 |  | 903,300 |
| 2296002 | 用于社会福利的彩票公益金支出 | 903,300 |  | 903,300 |
| 合计 | | 903,300 |  | 903,300 |
"""


@pytest.mark.parametrize(
    ("basic", "fund", "codes"),
    [("360.00", "90", []), ("360.00", "155", ["NT101"]), ("340.00", "90", ["NN205"])],
)
def test_a_report_under_one_heading_speaks_of_the_tables_of_its_funds(
    basic: str, fund: str, codes: list[str]
) -> None:
    assert [code for code, _ in said(WHOLE.format(basic=basic, fund=fund))] == codes


NUMBERED = """某县委政法委2023年部门预算

部门预算收支总表
单位：万元
收入 支出
序号 项目 金额 项目 金额
1 一般公共预算拨款收入 {income} 一般公共服务支出 410.20
2 政府性基金预算拨款收入 公共安全支出 75.40
3 事业收入 住房保障支出 14.40
4 本年收入合计 500.00 本年支出合计 500.00
5 上年结转结余 年终结转结余
6 收入总计 500.00 支出总计 500.00

部门预算一般公共预算财政拨款支出表
单位：万元
序号 科目编码 科目名称 合计 基本支出 项目支出
1 合计 500.00 300.00 200.00
2 201 一般公共服务支出 410.20 285.60 124.60
3 20136 其他共产党事务支出 410.20 285.60 124.60
4 2013601 行政运行 285.60 285.60
5 2013602 一般行政管理事务 124.60 124.60
6 204 公共安全支出 75.40 75.40
7 20402 公安 75.40 75.40
8 2040299 其他公安支出 75.40 75.40
9 221 住房保障支出 14.40 14.40
10 22102 住房改革支出 14.40 14.40
11 2210201 住房公积金 14.40 14.40

二、部门预算安排的总体情况

2023年支出预算500.00万元，其中基本支出300.00万元，项目支出200.00万元。
"""


def in_cells(text: str) -> str:
    """The tables with a cell a line."""
    head, mark, prose = text.partition("\n二、")
    return "\n".join(head.split(" ")) + mark + prose


@pytest.mark.parametrize("form", [str, in_cells])
@pytest.mark.parametrize(("income", "codes"), [("500.00", []), ("508.00", ["TT301"])])
def test_numbers_of_rows_are_no_amounts(form: Callable[[str], str], income: str, codes: list[str]) -> None:
    assert [code for code, _ in said(form(NUMBERED.format(income=income)))] == codes


UNITS = """某市文旅局2023年部门预算

第二部分 2023年部门预算情况说明

三、一般公共预算当年拨款情况说明

（二）一般公共预算当年拨款结构情况

文化旅游体育与传媒支出{culture}万元，占88.00%，住房保障支出60.00万元，占12.00%。

（三）一般公共预算当年拨款具体使用情况

文化旅游体育与传媒支出（类）文化和旅游（款）行政运行（项）2023年预算数为300.00万元。

第三部分 2023年部门预算表

财政拨款收支预算总表
单位：万元
收入 支出
项目 2023年预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算
一、本年收入 500.00 一、本年支出 540.00 540.00
一般公共预算拨款收入 500.00 一般公共服务支出
政府性基金预算拨款收入 教育支出
国有资本经营预算拨款收入 科学技术支出
一、上年结转 40.00 文化旅游体育与传媒支出 480.00 480.00
一般公共预算拨款收入 40.00 住房保障支出 60.00 60.00
收入总计 540.00 支出总计 540.00 540.00

一般公共预算支出预算表
单位：万元
项目 合计 基本支出 项目支出
科目编码 单位代码 单位名称（科目）
类 款 项
合计 500.00 360.00 140.00
207 01 01 331301 行政运行 300.00 300.00
207 01 04 331301 图书馆 140.00 140.00
221 02 01 331301 住房公积金 60.00 60.00
"""


@pytest.mark.parametrize(("culture", "codes"), [("440.00", []), ("404.00", ["NN202"])])
def test_codes_of_units_are_no_amounts_and_a_summary_may_hold_what_was_carried_over(
    culture: str, codes: list[str]
) -> None:
    assert [code for code, _ in said(UNITS.format(culture=culture))] == codes


def test_parts_of_what_a_fund_spends_are_of_that_fund() -> None:
    text = """某县中医院2021年单位预算

三、单位预算情况说明

2021年一般公共预算财政拨款收入200.00万元，一般公共预算财政拨款支出200.00万元，比2020年增加20.00万元。其中：\
基本支出150.00万元，比2020年增加8.00万元；项目支出50.00万元，比2020年增加12.00万元。

2、政府采购情况。本单位政府采购预算总额900万元：政府采购货物预算600万元、政府采购工程预算100万元、政府采购服务预算200万元；\
其中一般公共预算拨款政府采购40万元：政府采购货物预算40万元、政府采购工程预算0万元、政府采购服务预算0万元。

一般公共预算财政拨款支出预算表

单位：万元

| 科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
| 2100202 | 中医（民族）医院 | 200.00 | 150.00 | 50.00 |
|  | 合计 | 200.00 | 150.00 | 50.00 |

单位支出总表

单位：万元

| 科目编码 | 科目名称 | 总计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
| 2100202 | 中医（民族）医院 | 3000.00 | 2500.00 | 500.00 |
|  | 合计 | 3000.00 | 2500.00 | 500.00 |

政府采购预算明细表

单位：万元

| 项目编号 | 总计 | 一般公共预算拨款收入 | 事业收入预算 |
| --- | ---: | ---: | ---: |
| 合计 | 900.00 | 40.00 | 860.00 |
| 货物类 | 600.00 | 40.00 | 560.00 |
| 工程类 | 100.00 |  | 100.00 |
| 服务类 | 200.00 |  | 200.00 |
"""
    assert said(text) == []
    assert [code for code, _ in said(text.replace("支出150.00万元，", "支出105.00万元，"))] == ["NT101"]
