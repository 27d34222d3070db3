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
        ("公务接待费4.00万元，接待30批次、206人次。", ["consistent", "consistent", "inconsistent"]),
        (
            "公务接待费4.00万元，国内公务接待30批次，其中接待考察团12批次。",
            ["consistent", "consistent", "unverifiable"],
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


HEADS = "“三公”经费合计 因公出国（境）费用 公务用车购置及运行维护费 公务接待费 会议费 培训费"
BESIDE = f"""第二部分 2024年度部门决算表

财政拨款“三公”经费、会议费和培训费支出决算表
单位：万元
预算数 决算数
{HEADS} {HEADS}
小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费
9.00 1.00 5.00 0.00 5.00 3.00 2.00 8.00 7.50 1.00 4.50 0.00 4.50 2.00 1.50 6.40
相关统计数
项目 统计数 项目 统计数
因公出国（境）团组数（个） 1 公务用车购置数（辆） 0
召开会议次数（个） 3 参加会议人次（人） 240
组织培训次数（个） 12 参加培训人次（人） 635

第三部分 2024年度部门决算情况说明

九、“三公”经费、会议费和培训费支出情况说明

"""


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("会议费支出决算1.50万元，全年召开会议3个，参加会议240人次。", ["consistent"] * 3),
        ("培训费支出决算6.40万元，组织培训12个，组织培训635人次。", ["consistent"] * 3),
        ("培训费支出决算6.40万元，组织培训12个，组织培训653人次。", ["consistent"] * 2 + ["inconsistent"]),
        ("培训费支出预算8.00万元，支出决算6.40万元。", ["consistent"] * 2),
        ("培训费支出预算8.00万元，支出决算6.04万元。", ["consistent", "inconsistent"]),
        ("公务用车购置支出决算0万元，购置公务用车0辆。", ["consistent"] * 2),
    ],
)
def test_meetings_and_training_beside_the_three(sentence: str, verdicts: list[str]) -> None:
    result = audit(read_text(f"{BESIDE}{sentence}\n"))
    assert [result.assessments[claim.id].verdict for claim in result.claims] == verdicts


@pytest.mark.parametrize("kinds", ["机要通信用车1辆、应急保障用车3辆、其他用车2辆", "救护车4辆、其他用车2辆"])
def test_no_part_of_a_car_is_suggested(kinds: str) -> None:
    said = f"某站2024年度部门决算\n十二、国有资产占用情况说明\n本单位共有车辆5辆，其中，{kinds}。\n"
    (found,) = (each for each in audit(read_text(said)).findings if each.cause is None)
    assert found.code == "NN205"
    assert "小数点" not in found.expected and "." not in found.expected


ASSETS = """第二部分 2024年度部门决算表

部门决算相关信息统计表

单位：万元

| 项目 | 统计数 | 项目 | 统计数 |
|---|---:|---|---:|
| 一、“三公”经费支出 | — | 三、国有资产占用情况 | — |
| （一）支出合计 | 0.00 | （一）车辆数合计（辆） | 7 |
| 1.公务接待费 | 0.00 | 1.特种专业技术用车 | 2 |

第三部分 2024年度部门决算情况说明

十二、国有资产占用情况说明

"""


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("截至2024年12月31日，本单位共有车辆7辆。", "consistent"),
        ("截至2024年12月31日，本单位共有车辆9辆。", "inconsistent"),
        # of two numbers either may be of a part
        ("截至2024年12月31日，本级共有车辆4辆，所属单位共有车辆5辆。", "unverifiable"),
        ("截至2024年12月31日，租用车辆4辆。", "unverifiable"),
    ],
)
def test_all_vehicles(sentence: str, verdict: str) -> None:
    result = audit(read_text(f"{ASSETS}{sentence}\n", format="md"))
    assert result.assessments[result.claims[0].id].verdict == verdict
