"""Shares whose whole only a table states."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text

TEXT = """第二部分 2023年度部门决算表
一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t\t1,086.42\t760.18\t326.24
201\t一般公共服务支出\t1,086.42\t760.18\t326.24
2012901\t行政运行\t760.18\t760.18\t
2012902\t一般行政管理事务\t326.24\t\t326.24
第三部分 2023年度部门决算情况说明
十、预算绩效情况说明
对2023年度项目支出开展绩效自评，共涉及项目6个，资金{amount}万元，占一般公共预算项目支出总额的{share}%。
"""


@pytest.mark.parametrize(
    ("amount", "share", "verdict"),
    [("326.24", "100", "consistent"), ("163.12", "50", "consistent"), ("300.00", "100", "unverifiable")],
)
def test_a_whole_that_only_the_table_states_confirms(amount: str, share: str, verdict: str) -> None:
    result = audit(read_text(TEXT.format(amount=amount, share=share)))
    (claim,) = (claim for claim in result.claims if claim.type == "share")
    assert result.assessments[claim.id].verdict == verdict
    assert not [finding for finding in result.findings if finding.severity != "info"]
