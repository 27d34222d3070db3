"""Budgets item by item: two economic classifications side by side, and changes written one 项 a paragraph."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text


def said(text: str) -> list[tuple[str, str]]:
    """The codes and quotes of the findings above rounding."""
    found = audit(read_text(text)).findings
    return [(each.code, each.quote) for each in found if each.severity != "info"]


OWN_FIRST = """部门预算支出经济分类科目\t\t政府预算支出经济分类科目\t\t合计\t人员经费\t公用经费
科目编码\t科目名称\t科目编码\t科目名称\t\t\t
\t合计\t\t\t130.00\t110.00\t20.00
301\t工资福利支出\t501\t机关工资福利支出\t110.00\t110.00\t
30101\t基本工资\t50101\t工资奖金津补贴\t60.00\t60.00\t
30102\t津贴补贴\t50101\t工资奖金津补贴\t50.00\t50.00\t
302\t商品和服务支出\t502\t机关商品和服务支出\t20.00\t\t20.00
30201\t办公费\t50201\t办公经费\t12.00\t\t12.00
30216\t培训费\t50203\t培训费\t8.00\t\t8.00
"""
OWN_LAST = """政府预算支出经济分类科目\t\t部门预算支出经济分类科目\t\t合计\t人员经费\t公用经费
科目编码\t科目名称\t科目编码\t科目名称\t\t\t
\t合计\t\t\t130.00\t110.00\t20.00
501\t机关工资福利支出\t301\t工资福利支出\t110.00\t110.00\t
50101\t工资奖金津补贴\t30101\t基本工资\t60.00\t60.00\t
50101\t工资奖金津补贴\t30102\t津贴补贴\t50.00\t50.00\t
502\t机关商品和服务支出\t302\t商品和服务支出\t20.00\t\t20.00
50201\t办公经费\t30201\t办公费\t12.00\t\t12.00
50203\t培训费\t30216\t培训费\t8.00\t\t8.00
"""
SPLIT = """类\t款\t部门经济科目名称\t类\t款\t政府经济科目名称\t合计\t人员经费\t公用经费
\t\t合计\t\t\t\t130.00\t110.00\t20.00
301\t\t工资福利支出\t501\t\t机关工资福利支出\t110.00\t110.00\t
301\t01\t基本工资\t501\t01\t工资奖金津补贴\t60.00\t60.00\t
301\t02\t津贴补贴\t501\t01\t工资奖金津补贴\t50.00\t50.00\t
302\t\t商品和服务支出\t502\t\t机关商品和服务支出\t20.00\t\t20.00
302\t01\t办公费\t502\t01\t办公经费\t12.00\t\t12.00
302\t16\t培训费\t502\t03\t培训费\t8.00\t\t8.00
"""
PIPED = "".join(f"| {line.replace(chr(9), ' | ')} |\n" for line in OWN_FIRST.splitlines())
ONE = """部门经济科目\t政府经济科目\t合计\t人员经费\t公用经费
合计\t\t130.00\t110.00\t20.00
301工资福利支出\t501机关工资福利支出\t110.00\t110.00\t
30101基本工资\t50101工资奖金津补贴\t60.00\t60.00\t
30102津贴补贴\t50101工资奖金津补贴\t50.00\t50.00\t
302商品和服务支出\t502机关商品和服务支出\t20.00\t\t20.00
30201办公费\t50201办公经费\t12.00\t\t12.00
30216培训费\t50203培训费\t8.00\t\t8.00
"""
SIDE_BY_SIDE = """某县水库管理所2023年单位预算
四、一般公共预算基本支出情况
2023年一般公共预算基本支出130.00万元。其中：工资福利支出110.00万元，主要包括基本工资60.00万元、津贴补贴{paid}万元；\
商品和服务支出20.00万元，主要用于办公费{office}万元、培训费8.00万元等。
一般公共预算基本支出表
单位：万元
"""


@pytest.mark.parametrize("table", [OWN_FIRST, OWN_LAST, SPLIT, PIPED, ONE])
@pytest.mark.parametrize(
    ("paid", "office", "wrong"),
    [("50.00", "12.00", ""), ("50.00", "21.00", "21.00"), ("30.00", "12.00", "30.00")],
)
def test_items_beside_those_of_the_government_are_read(
    table: str, paid: str, office: str, wrong: str
) -> None:
    found = said(SIDE_BY_SIDE.format(paid=paid, office=office) + table)
    assert bool(found) is bool(wrong), found
    assert all(wrong in quote for _, quote in found)


LIST = """某市渔业站2025年单位预算
二、一般公共预算当年拨款情况
（一）规模变化情况
2025年一般公共预算当年拨款300.00万元，比上年预算数增加{all}万元，主要是人员变动。
（三）具体使用情况
1.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）40.00万元，\
比上年预算数{one}3.00万元。
2.卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）20.00万元，{health}。
3.农林水支出（类）农业农村（款）事业运行（项）210.00万元，比上年预算数{two}18.50万元{rate}。
4.住房保障支出（类）住房改革支出（款）住房公积金（项）30.00万元，比上年预算数增加2.20万元。
"""


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, ""),
        ({"one": "增加"}, "增加3.00万元"),
        ({"two": "减少"}, "减少18.50万元"),
        ({"all": "15.70"}, ""),  # a 项 of last year that is no more
        ({"health": "与上年预算数一致"}, ""),
        ({"health": "与上年预算数一致", "all": "17.70", "two": "减少"}, "减少18.50万元"),
        ({"health": "主要用于医疗保险", "two": "减少"}, ""),  # what became of it is not said
        ({"two": "减少", "rate": "，下降8.10%"}, ""),  # the rate supports the direction
    ],
)
def test_the_changes_of_all_items_make_up_that_of_the_total(fields: dict[str, str], wrong: str) -> None:
    plain = {"all": "16.10", "one": "减少", "two": "增加", "health": "比上年预算数减少1.60万元", "rate": ""}
    if fields == {"health": "与上年预算数一致"}:
        fields = {**fields, "all": "17.70"}
    found = said(LIST.format_map(plain | fields))
    assert [code for code, _ in found] == (["NN214"] if wrong else []), found
    assert not wrong or wrong in found[0][1]
