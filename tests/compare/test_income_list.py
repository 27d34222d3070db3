"""The list of a budget's income, with what was carried over: which whole its shares have, which cell its amounts."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text

TABLES = """某县种子站2024年部门预算
部门收入总表
单位：万元
单位名称\t合计\t上年结转\t一般公共预算拨款\t事业收入\t其他收入
合计\t812.40\t36.15\t655.25\t80.75\t40.25
某县种子站\t812.40\t36.15\t655.25\t80.75\t40.25
财政拨款收支总表
单位：万元
收入\t预算数\t支出\t合计
一、本年收入\t655.25\t一、本年支出\t691.40
一般公共预算拨款\t655.25\t农林水支出\t691.40
二、上年结转\t36.15\t\t
收入总计\t691.40\t支出总计\t691.40
情况说明
一、收入预算情况说明
"""
PARTS = (
    ("上年结转{}万元", "4.45%"),
    ("一般公共预算拨款收入{}万元", "80.66%"),
    ("事业收入{}万元", "9.94%"),
    ("其他收入{}万元", "4.95%"),
)
AMOUNTS = ("36.15", "655.25", "80.75", "40.25")
OPENERS = ("2024年收入预算812.40万元，其中：", "某县种子站2024年收入总预算812.40万元。包括：")
JOINTS = (("，占{}", "；"), ("，占{}", "，"), ("（占{}）", "、"))


def said(amounts: tuple[str, ...], shares: dict[int, str], opener: str, joint: tuple[str, str]) -> list[str]:
    """The checks that speak, but for rounding."""
    parts = (
        words.format(amount) + joint[0].format(shares.get(at, share))
        for at, ((words, share), amount) in enumerate(zip(PARTS, amounts, strict=True))
    )
    text = f"{TABLES}{opener}{joint[1].join(parts)}。\n"
    found = audit(read_text(text)).findings
    return [each.code for each in found if each.severity != "info" and each.cause is None]


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("joint", JOINTS)
def test_a_share_of_another_total_is_wrong_where_the_list_is_whole(
    opener: str, joint: tuple[str, str]
) -> None:
    assert said(AMOUNTS, {}, opener, joint) == []
    of_fiscal_money = {3: "5.82%"}
    assert said(AMOUNTS, of_fiscal_money, opener, joint) == ["NN202"]


@pytest.mark.parametrize("joint", JOINTS)
def test_shares_that_are_all_of_another_total_are_not_accused(joint: tuple[str, str]) -> None:
    of_fiscal_money = {0: "5.23%", 1: "94.77%", 2: "11.68%", 3: "5.82%"}
    assert "NN202" not in said(AMOUNTS, of_fiscal_money, OPENERS[0], joint)


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("joint", JOINTS)
def test_an_amount_whose_share_is_that_of_the_cell_is_another_totals(
    opener: str, joint: tuple[str, str]
) -> None:
    with_carried = ("36.15", "691.40", "80.75", "40.25")
    assert said(with_carried, {}, opener, joint) == ["NT101"]
    assert "NT101" not in said(with_carried, {1: "85.11%"}, opener, joint)
