"""What the prose says of a project against the project's own table of self-assessment."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.compare.model import Audit
from gouji.narrative.read import read_text

SAID = """第三部分 2024年度部门决算情况说明
十三、预算绩效情况说明
{said}
"""
TABLE = """
项目支出绩效自评表
（2024年度）
项目名称\t{name}
主管部门\t青禾县交通局\t实施单位\t青禾县公路站
项目预算执行情况（万元）\t预算数\t执行数\t执行率\t分值\t得分
年度资金总额\t{budget}\t{spent}\t50.00%\t10\t5.00
其中：财政拨款\t{budget}\t{spent}\t50.00%\t-\t-
一级指标\t二级指标\t三级指标\t年度指标值\t全年实际值\t分值\t得分
产出指标\t数量指标\t修缮座数\t3座\t3座\t90\t{points}
总分\t\t\t\t\t100\t{total}
"""
BRIDGE = TABLE.format(name="古桥修缮项目", budget="160.00", spent="80.00", points="88.50", total="93.50")
ROADS = TABLE.format(name="农村公路养护", budget="420.00", spent="210.00", points="86.00", total="91.00")


def read(said: str, tables: str = BRIDGE + ROADS) -> Audit:
    return audit(read_text(SAID.format(said=said) + tables))


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("1.古桥修缮项目自评综述：根据设定的绩效目标，该项目自评得分为93.50分。", ["consistent"]),
        ("1.古桥修缮项目自评综述：根据设定的绩效目标，该项目自评得分为98.50分。", ["inconsistent"]),
        ("“农村公路养护”项目绩效自评得分91分，自评结论为优。", ["consistent"]),
        ("“农村公路养护”项目绩效自评得分95分，自评结论为优。", ["inconsistent"]),
        ("农村公路养护项目自评得分91分，全年预算数为420万元，执行数为210万元。", ["consistent"] * 3),
        ("农村公路养护项目自评得分91分，全年预算数为402万元。", ["consistent", "inconsistent"]),
        # another's score, another project, two projects: nothing is said
        ("农村公路养护项目财政评价得分88.60分。", ["unverifiable"]),
        ("校车补助项目自评得分95.60分。", ["unverifiable"]),
        ("古桥修缮、农村公路养护项目自评得分分别为95.50分。", ["unverifiable"]),
        ("古桥修缮项目产出指标自评得分88分。", ["unverifiable"]),
    ],
)
def test_of_a_named_project(said: str, verdicts: list[str]) -> None:
    result = read(said)
    numbers = [claim for claim in result.claims if claim.type in ("score", "amount")]
    assert [result.assessments[claim.id].verdict for claim in numbers] == verdicts


def test_of_two_tables_of_one_name_neither_is_meant() -> None:
    result = read("古桥修缮项目自评得分95.20分。", BRIDGE + BRIDGE.replace("93.50", "92.50"))
    assert [result.assessments[claim.id].verdict for claim in result.claims] == ["unverifiable"]
