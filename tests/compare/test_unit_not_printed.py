"""Tables without a printed unit are read in the one in which the prose states their amounts."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit, gather
from gouji.narrative.read import read_text

TEXT = """青岚市古籍保护中心2023年度部门决算

第二部分 2023年度部门决算表

支出决算表
{unit}
科目编码\t项目\t本年支出合计\t基本支出\t项目支出
\t合计\t5836400.00\t2514900.00\t3321500.00
207\t文化旅游体育与传媒支出\t5836400.00\t2514900.00\t3321500.00
20702\t文物\t5836400.00\t2514900.00\t3321500.00

政府采购支出表
{unit}
项目\t合计
合计\t316500.00
货物\t316500.00

第三部分 2023年度部门决算情况说明

三、支出决算情况说明

2023年度支出合计{whole}，其中：基本支出251.49万元，项目支出332.15万元。

九、政府采购支出情况

2023年度政府采购支出总额31.65万元。
"""


def alarms(text: str) -> list[str]:
    found = audit(read_text(text)).findings
    return [each.quote for each in found if each.severity in ("error", "warning") and each.cause is None]


@pytest.mark.parametrize("unit", ["单位：元", "（表格）"])
def test_amounts_in_yuan_are_no_slips_of_the_prose(unit: str) -> None:
    assert not alarms(TEXT.format(unit=unit, whole="583.64万元"))


@pytest.mark.parametrize("unit", ["单位：元", "（表格）"])
def test_a_slip_of_the_prose_is_told(unit: str) -> None:
    found = alarms(TEXT.format(unit=unit, whole="5836400万元"))
    assert len(found) == 1 and "5836400万元" in found[0]


@pytest.mark.parametrize(("spoken", "unit"), [("251.49", "元"), ("251.94", "万元")])
def test_one_amount_proves_no_unit(spoken: str, unit: str) -> None:
    text = TEXT.format(unit="（表格）", whole="583.64万元").replace("251.49", spoken)
    text = text.replace("332.15", "331.70").replace("总额31.65", "总额31.56")
    assert {each.quantity.unit for each in gather(read_text(text)).figures} == {unit}
