"""What the prose of a budget says of a project by its full name, wherever it says so, against the project's row."""

from __future__ import annotations

import pytest

import gouji

TABLES = """第二部分 2024年部门预算表

收支总表

单位：万元

| 收入 |  | 支出 |  |
| --- | ---: | --- | ---: |
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款收入 | 277.60 | 一、教育支出 | 277.60 |
| 收入总计 | 277.60 | 支出总计 | 277.60 |

项目支出表

单位：万元

| 项目名称 | 合计 | 一般公共预算 | 单位资金 |
| --- | ---: | ---: | ---: |
| 合计 | 157.20 | 150.20 | 7.00 |
| 旧桥修缮专项 | 92.60 | 92.60 |  |
| 操场看台改造 | 57.60 | 57.60 |  |
| 食堂设备更新 | 7.00 |  | 7.00 |

第三部分 2024年部门预算情况说明

"""


def said(prose: str) -> list[tuple[str, str]]:
    """What is found, as code and quote."""
    found = gouji.check_text(f"某县教育局2024年部门预算\n\n{TABLES}{prose}\n").findings
    return [(each.code, each.quote) for each in found if each.cause is None and each.severity != "info"]


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        (
            "二、支出说明\n\n2024年项目支出157.20万元，主要为旧桥修缮专项92.60万元、操场看台改造57.60万元等。",
            False,
        ),
        (
            "二、支出说明\n\n2024年项目支出157.20万元，主要为旧桥修缮专项96.20万元、操场看台改造57.60万元等。",
            True,
        ),
        ("八、绩效情况\n\n（二）旧桥修缮专项。预算92.60万元，用于桥面、护栏维修。", False),
        ("八、绩效情况\n\n（二）旧桥修缮专项。预算96.20万元，用于桥面、护栏维修。", True),
        ("八、绩效情况\n\n1.操场看台改造：2024年预算安排57.60万元，用于看台维修。", False),
        ("八、绩效情况\n\n1.操场看台改造：2024年预算安排56.70万元，用于看台维修。", True),
        ("八、绩效情况\n\n1.操场看台改造。累计投资560.70万元，2024年建成。", False),
        ("八、绩效情况\n\n1.操场跑道改造。预算56.70万元，用于跑道维修。", False),
    ],
)
def test_a_project_named_in_full_is_held_against_its_row(prose: str, *, wrong: bool) -> None:
    assert [code for code, _ in said(prose)] == (["NT101"] if wrong else [])
