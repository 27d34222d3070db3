"""Budgets of towns and of departments with units: natures below each other, 本级 beside 合计, lists of one fund."""

from __future__ import annotations

import pytest

import gouji


def said(text: str) -> list[tuple[str, str]]:
    """What is found, as code and quote without white space."""
    found = gouji.check_text(text).findings
    roots = [each for each in found if each.cause is None and each.severity != "info"]
    return [(each.code, "".join(each.quote.split())) for each in roots]


TOWN = """某镇人民政府2024年部门预算

第二部分 2024年部门预算表

支出总体情况表
单位：万元
项目\t2024年预算
一、基本支出\t{basic}
{first}工资福利支出\t{wages}
商品和服务支出\t40.50
对个人和家庭的补助\t9.50
二、项目支出\t70.00
商品和服务支出\t{goods}
资本性支出\t45.00
三、事业单位经营支出\t0.00
本年支出合计\t220.00
支出总计\t220.00

一般公共预算基本支出情况表（按支出经济分类科目）
单位：万元
经济科目编码\t经济科目名称\t2024年预算
\t合计\t150.00
{a}301{b}\t工资福利支出\t100.00
{a}30101{b}\t基本工资\t60.00
{a}30102{b}\t津贴补贴\t40.00
{a}302{b}\t商品和服务支出\t40.50
{a}30201{b}\t办公费\t{office}
{a}30211{b}\t差旅费\t15.50
{a}303{b}\t对个人和家庭的补助\t9.50
{a}30305{b}\t生活补助\t9.50
"""
TOWN_RIGHT = {
    "basic": "150.00",
    "wages": "100.00",
    "goods": "25.00",
    "office": "25.00",
    "first": "",
    "a": "[",
    "b": "]",
}


@pytest.mark.parametrize("brackets", ["[]", "【】", "（）", "〔〕", ("", "")])
@pytest.mark.parametrize("first", ["", "其中："])
def test_a_town_whose_natures_stand_below_each_other_is_silent(brackets: str, first: str) -> None:
    assert said(TOWN.format(**{**TOWN_RIGHT, "first": first, "a": brackets[0], "b": brackets[1]})) == []


@pytest.mark.parametrize(
    ("slip", "codes"),
    [
        ({"wages": "110.00"}, ["TT301"]),
        ({"goods": "52.00"}, ["TT301"]),
        ({"office": "52.00"}, ["TT301"]),
        ({"office": "52.00", "a": "【", "b": "】"}, ["TT301"]),
    ],
)
def test_a_slip_in_a_class_below_its_nature_is_found(slip: dict[str, str], codes: list[str]) -> None:
    found = said(TOWN.format(**{**TOWN_RIGHT, **slip}))
    assert [code for code, _ in found] == codes
    total = {"wages": "150.00", "goods": "70.00", "office": "40.50"}[next(iter(slip))]
    assert found[0][1] in (total, next(iter(slip.values())))


DEPARTMENT = """某州文化局2024年部门预算公开说明

第二部分 部门预算收支情况

三、预算单位收入情况

2024年部门财务总收入460.00万元，其中：一般公共预算{general}万元，事业收入40.00万元，其他收入{other}万元。

四、预算单位支出情况

2024年部门预算总支出460.00万元。

{lead}

1.文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）2024年年初预算{library}万元，主要用于免费开放。

2.文化旅游体育与传媒支出（类）文物（款）博物馆（项）2024年年初预算{museum}万元，主要用于馆藏保护。

第三部分 预算公开表

部门收入预算表
单位：万元
部门（单位）名称\t合计\t一般公共预算\t政府性基金预算\t事业收入\t其他收入
合计\t460.00\t400.00\t\t40.00\t20.00
某州文化局\t250.00\t250.00\t\t\t
某州图书馆\t90.00\t90.00\t\t\t
某州博物馆\t120.00\t60.00\t\t40.00\t20.00

部门支出预算表
单位：万元
科目编码\t科目名称\t合计\t财政拨款支出\t其中：基本支出\t其中：项目支出\t其他资金支出
207\t文化旅游体育与传媒支出\t460.00\t400.00\t360.00\t40.00\t60.00
20701\t文化和旅游\t340.00\t340.00\t340.00\t\t
2070101\t行政运行\t250.00\t250.00\t250.00\t\t
2070104\t图书馆\t90.00\t90.00\t90.00\t\t
20702\t文物\t120.00\t60.00\t20.00\t40.00\t60.00
2070205\t博物馆\t120.00\t60.00\t20.00\t40.00\t60.00
合计\t\t460.00\t400.00\t360.00\t40.00\t60.00
"""
DEPARTMENT_RIGHT = {
    "general": "400.00",
    "other": "20.00",
    "library": "90.00",
    "museum": "60.00",
    "lead": "财政拨款安排支出按功能科目分类情况：",
}
LEADS = [
    "财政拨款安排支出按功能科目分类情况：",
    "财政拨款支出按功能分类说明如下：",
    "2024年财政拨款支出主要用于以下方面：",
]


@pytest.mark.parametrize("lead", LEADS)
def test_a_line_that_leads_a_list_says_its_fund(lead: str) -> None:
    assert said(DEPARTMENT.format(**{**DEPARTMENT_RIGHT, "lead": lead})) == []


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize(
    "slip", [{"general": "440.00"}, {"other": "29.00"}, {"museum": "66.00"}, {"library": "99.00"}]
)
def test_a_slip_beside_the_own_units_row_and_in_such_a_list_is_found(lead: str, slip: dict[str, str]) -> None:
    found = said(DEPARTMENT.format(**{**DEPARTMENT_RIGHT, "lead": lead, **slip}))
    assert [code for code, _ in found] == ["NT101"]
    assert next(iter(slip.values())) in found[0][1]


CLASSES = """某职业学院2024年单位预算

四、单位预算编制说明

财政拨款支出主要内容如下：

1.{open}社会保障和就业支出{shut}20.50万元，主要用于{pension}。

2.{open}卫生健康支出{shut}8.10万元，{medical}。

3.{open}住房保障支出{shut}9.30万元，主要用于{housing}支出。
"""
CLASSES_RIGHT = {
    "open": "“",
    "shut": "”科目",
    "pension": "单位缴纳的基本养老保险费和职业年金",
    "medical": "主要用于单位基本医疗保险缴费",
    "housing": "按规定缴纳的住房公积金",
}


@pytest.mark.parametrize(("open", "shut"), [("“", "”科目"), ("", ""), ("", "（类）"), ("", "2024年预算")])
@pytest.mark.parametrize(
    "words",
    [
        {},
        {"pension": "离退休人员经费和在职人员住房公积金"},
        {"medical": "比上年增加1.00万元，用于医疗保险和住房公积金"},
        {"medical": "主要用于保障职工待遇"},
        {"housing": "职工养老保险和住房公积金"},
    ],
)
def test_what_a_class_is_for_is_left_alone(open: str, shut: str, words: dict[str, str]) -> None:
    text = CLASSES.format(**{**CLASSES_RIGHT, **words, "open": open, "shut": shut})
    assert [each for each in said(text) if each[0] == "NN209"] == []


@pytest.mark.parametrize(("open", "shut"), [("“", "”科目"), ("", ""), ("", "（类）"), ("", "2024年预算")])
@pytest.mark.parametrize(
    "words",
    [
        {"pension": "单位缴纳的住房公积金"},
        {"medical": "主要用于缴纳职工住房公积金"},
        {"medical": "比上年增加1.00万元，主要用于购房补贴"},
        {"housing": "单位缴纳的职业年金"},
        {"housing": "职工基本医疗保险"},
    ],
)
def test_the_use_of_another_class_is_found(open: str, shut: str, words: dict[str, str]) -> None:
    found = said(CLASSES.format(**{**CLASSES_RIGHT, **words, "open": open, "shut": shut}))
    assert [code for code, _ in found if code == "NN209"] == ["NN209"]
