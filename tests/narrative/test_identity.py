"""Whose report, of which year, of which kind."""

from __future__ import annotations

import pytest

from gouji.narrative.identity import Identity, identity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年度云岭体育局部门决算\n", Identity("云岭体育局", 2022, "final-accounts")),
        ("云岭体育局\n2023年部门预算\n目录\n", Identity("云岭体育局", 2023, "budget")),
        ("云岭体育局\n2023年部门综合预算公开说明\n目录\n", Identity("云岭体育局", 2023, "budget")),
        (
            "二〇二四年度部门决算\n部门：云岭体育局    单位：元",
            Identity("云岭体育局", 2024, "final-accounts"),
        ),
        ("单位：万元部门名称：云岭体育局\n2024年部门收支预算表\n", Identity("云岭体育局", 2024, "budget")),
        ("编制部门：云岭体育局 单位：元\n2025年部门支出预算总表\n", Identity("云岭体育局", 2025, "budget")),
        ("部门：（单位全称）   2024年度\n", Identity("", 2024, "unknown")),
        (
            "第一部分 云岭体育局概况\n2021年度部门决算情况说明\n",
            Identity("云岭体育局", 2021, "final-accounts"),
        ),
        ("收入1万元。\n", Identity("", None, "unknown")),
        (
            "云岭体育局\n2025年部门预算\n下属3个事业单位：竞赛管理中心、场馆中心、训练所；编制9个\n",
            Identity("云岭体育局", 2025, "budget"),
        ),
        (
            "云岭职业学校2025年单位预算\n一、单位概况\n学校开设8个专业\n",
            Identity("云岭职业学校", 2025, "budget"),
        ),
    ],
)
def test_identity(text: str, expected: Identity) -> None:
    assert identity(text) == expected


def test_the_year_before_is_not_the_year() -> None:
    text = "云岭体育局2024年部门预算\n与2023年预算相比增加\n2023年预算执行\n2023年度决算\n2024年收入预算表"
    assert identity(text).year == 2024
