"""Counts of 三公 against the rows of 相关统计数: people are no groups, and each row is found by what it counts."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text

REPORT = """第二部分 2024年度部门决算表

财政拨款“三公”经费支出决算表

单位：万元

| 项目 | 预算数 | 决算数 |
|---|---:|---:|
| 合计 | 10.00 | 9.00 |
| 1.因公出国（境）费 | 2.00 | 1.00 |
| 2.公务用车购置及运行维护费 | 5.00 | 4.00 |
| （1）公务用车购置费 | 1.00 | 1.00 |
| （2）公务用车运行维护费 | 4.00 | 3.00 |
| 3.公务接待费 | 3.00 | 4.00 |
| 二、相关统计数 |  |  |
| 1.因公出国（境）团组数（个） |  | 2 |
| 2.因公出国（境）人次数（人） |  | 5 |
| 3.公务用车购置数（辆） |  | 1 |
| 4.公务用车保有量（辆） |  | 6 |
| 5.国内公务接待批次（个） |  | 30 |
| 6.国内公务接待人次（人） |  | 260 |

第三部分 2024年度部门决算情况说明

九、“三公”经费支出决算情况说明

"""


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("因公出国（境）费支出1.00万元，全年安排因公出国（境）团组2个，累计5人次。", ["consistent"] * 3),
        ("公务用车购置费1.00万元，购置公务用车1辆。", ["consistent"] * 2),
        ("公务用车保有量为6辆。", ["consistent"]),
        ("公务用车保有量为9辆。", ["inconsistent"]),
        ("公务接待费4.00万元，国内公务接待30批次、260人次。", ["consistent"] * 3),
        (
            "因公出国（境）费支出1.00万元，因公出国（境）团组2个，累计7人次。",
            ["consistent", "consistent", "inconsistent"],
        ),
        ("年末公务用车保有9辆。", ["inconsistent"]),
        ("主要原因是规范派车，年末公务用车保有9辆。", ["inconsistent"]),
        ("公务接待费4.00万元，国内公务接待30批次，累计接待620人次。", ["consistent"] * 2 + ["inconsistent"]),
        (
            "国内公务接待30批次，累计接待260人次，其中外事接待0批次，累计接待0人次。",
            ["consistent", "consistent", "unverifiable", "unverifiable"],
        ),
        # of two numbers of guests either may be of a part
        (
            "上半年国内公务接待11批次、95人次，下半年国内公务接待20批次、160人次。",
            ["unverifiable"] * 4,
        ),
        ("公务接待费4.00万元，国内公务接待约250人次。", ["consistent"] * 2),
    ],
)
def test_counts(sentence: str, verdicts: list[str]) -> None:
    result = audit(read_text(f"{REPORT}{sentence}\n", format="md"))
    assert [result.assessments[claim.id].verdict for claim in result.claims] == verdicts


@pytest.mark.parametrize("row", ["组织培训次数（个）", "召开会议次数(次)", "培训次数（个）"])
def test_people_are_no_occasions(row: str) -> None:
    tables = REPORT.replace("5.国内公务接待批次（个）", row).replace(
        "6.国内公务接待人次（人）", "参加人次（人）"
    )
    name = row.split("次数")[0]
    result = audit(read_text(f"{tables}全年{name}30个，{name}260人次。\n", format="md"))
    assert [result.assessments[claim.id].verdict for claim in result.claims if claim.type == "count"][1] != (
        "inconsistent"
    )
