"""What was read with doubt accuses nobody, but may agree."""

from __future__ import annotations

from dataclasses import replace

from gouji.compare.audit import audit
from gouji.compare.legibility import REASON
from gouji.compare.model import Audit
from gouji.narrative.model import TextRange
from gouji.narrative.read import read_text

TEXT = """第二部分 2023年度部门决算表
支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t\t1,086.42\t760.18\t326.24
201\t一般公共服务支出\t905.22\t588.16\t317.06
2012901\t行政运行\t588.16\t588.16\t
2012902\t一般行政管理事务\t317.06\t\t317.06
208\t社会保障和就业支出\t118.28\t109.10\t9.18
2080505\t机关事业单位基本养老保险缴费支出\t118.28\t109.10\t9.18
221\t住房保障支出\t62.92\t62.92\t
2210201\t住房公积金\t62.92\t62.92\t
第三部分 2023年度部门决算情况说明
一、支出决算情况说明
2023年度支出合计1086.42万元，其中：基本支出760.18万元，占69.97%；项目支出336.24万元，占30.03%。
"""


def with_doubt(word: str) -> Audit:
    """The audit of the text with doubt in the last place where the word stands."""
    start = TEXT.rindex(word)
    return audit(replace(read_text(TEXT), doubts=(TextRange(start, start + len(word)),)))


def alarms(result: Audit) -> list[str]:
    return [finding.stated for finding in result.findings if finding.severity != "info"]


def test_without_doubt_the_claim_is_wrong() -> None:
    assert "336.24万元" in alarms(audit(read_text(TEXT)))


def test_a_doubtful_number_is_not_verifiable() -> None:
    result = with_doubt("336.24")
    assert "336.24万元" not in alarms(result)
    (claim,) = (claim for claim in result.claims if str(claim.quantity.value) == "336.24")
    assert result.assessments[claim.id].verdict == "unverifiable"
    assert result.assessments[claim.id].reason == REASON
    assert REASON in result.coverage.unverifiable
    (finding,) = (finding for finding in result.findings if finding.stated == "336.24万元")
    assert (finding.severity, finding.suggestion) == ("info", None)


def test_a_doubtful_cell_or_head_accuses_no_claim() -> None:
    for word in ("326.24", "项目支出\n合计"[:4]):
        start = TEXT.index(word)
        report = replace(read_text(TEXT), doubts=(TextRange(start, start + len(word)),))
        assert "336.24万元" not in alarms(audit(report)), word


def test_a_doubt_elsewhere_changes_nothing() -> None:
    assert alarms(with_doubt("69.97")) == alarms(audit(read_text(TEXT)))


def test_a_doubtful_number_that_agrees_is_consistent() -> None:
    result = with_doubt("760.18")
    (claim,) = (claim for claim in result.claims if str(claim.quantity.value) == "760.18")
    assert result.assessments[claim.id].verdict == "consistent"


BASIC = """第二部分 2023年度部门决算表
一般公共预算财政拨款基本支出决算表
单位：万元
科目编码\t科目名称\t决算数
301\t工资福利支出\t60.50
30101\t基本工资\t40.10
30102\t津贴补贴\t20.40
302\t商品和服务支出\t31.25
30201\t办公费\t10.20
30202\t印刷费\t5.05
130207\t邮电费\t16.00
303\t对个人和家庭的补助\t8.88
30301\t离休费\t3.33
30302\t退休费\t5.55
合计\t\t100.63
"""


def test_a_doubtful_code_excuses_a_sum_that_lacks_its_row() -> None:
    start = BASIC.index("130207")
    assert any(finding.code == "TT301" for finding in audit(read_text(BASIC)).findings)
    report = replace(read_text(BASIC), doubts=(TextRange(start, start + 1),))
    assert alarms(audit(report)) == []
