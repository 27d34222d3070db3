"""The year that stands over a list of several paragraphs."""

from __future__ import annotations

from gouji.extract.claims import claims
from gouji.narrative.read import read_text

_ASSETS = """某县文化馆2024年部门预算
第三部分 2024年部门预算情况说明
三、国有资产占用使用情况
截至2023年底，某县文化馆占用使用国有资产总体情况为
1.房屋864.50平方米，价值213.64万元。
2.车辆3辆，价值31.27万元；其中：一般公务用车3辆，价值31.27万元。
3.办公家具价值15.42万元。
2024年部门预算安排购置办公设备经费8.00万元。
"""


def test_a_list_is_of_the_year_that_its_announcement_opens_with() -> None:
    found = claims(read_text(_ASSETS))
    amounts = [(str(each.quantity.value), each.column) for each in found if each.type == "amount"]
    assert amounts == [
        ("213.64", "prior"), ("31.27", "prior"), ("31.27", "prior"), ("15.42", "prior"), ("8.00", "budget"),
    ]  # fmt: skip


def test_a_list_under_no_year_is_of_the_budget() -> None:
    text = _ASSETS.replace("截至2023年底，", "")
    found = claims(read_text(text))
    assert {each.column for each in found if each.type == "amount"} == {"budget"}
