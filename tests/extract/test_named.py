"""The codes of tables that print the names of 科目 alone."""

from __future__ import annotations

import pytest

from gouji.extract.named import named_codes


@pytest.mark.parametrize(
    ("labels", "codes"),
    [
        ("合计 教育支出 普通教育 小学教育", {1: "205", 2: "20502", 3: "2050202"}),
        (
            "一般公共服务支出 政府办公厅（室）及相关机构事务 行政运行 统计信息事务 行政运行",
            {0: "201", 1: "20103", 2: "2010301", 3: "20105", 4: "2010501"},
        ),
        ("其他支出 彩票公益金安排的支出 用于体育事业的彩票公益金支出", {0: "229", 1: "22960", 2: "2296003"}),
        (
            "工资福利支出 基本工资 对个人和家庭的补助 退休费 人员经费合计",
            {0: "301", 1: "30101", 2: "303", 3: "30302"},
        ),
        ("教育支出 普通教育 某县第一小学", {}),
        ("教育支出 住房保障支出 普通教育", {}),
        ("教育支出 普通教育", {}),
    ],
)
def test_levels_by_name_and_order(labels: str, codes: dict[int, str]) -> None:
    assert {i: each.code for i, each in named_codes(labels.split()).items()} == codes


def test_a_name_of_many_codes_is_sure_only_beneath_its_group() -> None:
    beneath = named_codes(["一般公共服务支出", "统计信息事务", "行政运行"])
    alone = named_codes(["一般公共服务支出", "行政运行", "机关服务"])
    assert [beneath[i].sure for i in range(3)] == [True, True, True]
    assert [alone[i].sure for i in range(3)] == [True, False, False]
    assert beneath[2].above == (0, 1)
    assert alone[2].above == (0,)


def test_more_rows_of_a_name_than_there_are_codes_have_none() -> None:
    assert named_codes(["行政运行"] * 400) == {}
