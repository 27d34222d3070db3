"""Whole reports in several ways of saying it: nothing is wrong in them, and one planted error is found.

The prose of ``phrasings`` is free and its tables agree with it. Each of ``PLANTED`` changes one place.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.compare.model import Audit, Finding
from gouji.narrative.read import read_text

PHRASINGS = Path(__file__).parent / "phrasings"
ALARMS = ("error", "warning")
LEAST_CHECKED = 0.6

PLANTED = (
    ("budget_free", "预算收入770万元", "预算收入707万元"),
    ("budget_free", "0万元，上年结转20万元", "0万元，上年结转30万元"),
    ("budget_free", "总支出的58.44%", "总支出的85.44%"),
    ("budget_free", "万元（含上年结转20万元", "万元（含上年结转30万元"),
    ("budget_free", "万元增长9.09%", "万元增长9.90%"),
    ("budget_free", "行政运行320万元", "行政运行230万元"),
    ("budget_outlay", "支总预算770.00万元", "支总预算707.00万元"),
    ("budget_outlay", "基金预算拨款收入30.00万元", "基金预算拨款收入40.00万元"),
    ("budget_outlay", "万元，占58.4%", "万元，占85.4%"),
    ("budget_outlay", "元，增幅10.0%", "元，增幅20.0%"),
    ("budget_outlay", "健康支出25.00万元", "健康支出52.00万元"),
    ("budget_outlay", "元，增长9.09%", "元，增长9.90%"),
    ("budget_standard", "收入总计770万元", "收入总计707万元"),
    ("budget_standard", "，收入增加70万元，增长10%", "，收入增加70万元，增长20%"),
    ("budget_standard", "收入合计770万元", "收入合计707万元"),
    ("budget_standard", "0万元；事业收入20万元", "0万元；事业收入30万元"),
    ("budget_standard", "，其中：基本支出450万元", "，其中：基本支出540万元"),
    ("budget_standard", "万元，占41.56%", "万元，占14.56%"),
    ("final_free", "出总额达900万元", "出总额达100万元"),
    ("final_free", "财政拨款850万元", "财政拨款580万元"),
    ("final_free", "本支出为520万元", "本支出为250万元"),
    ("final_free", "万元，较上年增长25%", "万元，较上年增长52%"),
    ("final_free", "元，增长3.85%", "元，增长8.35%"),
    ("final_free", "项目支出290万元", "项目支出920万元"),
    ("final_rounded", "总计均为900.00万元", "总计均为100.00万元"),
    ("final_rounded", "拨款收入50.00万元", "拨款收入60.00万元"),
    ("final_rounded", "万元，占40.2%", "万元，占42.0%"),
    ("final_rounded", "0.00万元，占3.7%", "0.00万元，占7.3%"),
    ("final_rounded", "拨款支出50.00万元", "拨款支出60.00万元"),
    ("final_rounded", "出决算0万元，占0%", "出决算0万元，占1%"),
    ("final_short", "收入总计900万元", "收入总计100万元"),
    ("final_short", "拨款收入800万元", "拨款收入900万元"),
    ("final_short", "本年支出870万元", "本年支出780万元"),
    ("final_short", "元，卫生健康支出30万元", "元，卫生健康支出40万元"),
    ("final_short", "本年支出860万元", "本年支出680万元"),
    ("final_short", "万元增加210万元", "万元增加120万元"),
    ("final_standard", "总计均为900.00万元", "总计均为100.00万元"),
    ("final_standard", "其他收入10.00万元", "其他收入20.00万元"),
    ("final_standard", "万元，占40.23%", "万元，占42.03%"),
    ("final_standard", "支出增加210.00万元", "支出增加120.00万元"),
    ("final_standard", "类）支出640.00万元", "类）支出460.00万元"),
    ("final_standard", "初预算的103.85%", "初预算的130.85%"),
    (
        "final_standard",
        "决算数大于年初预算数的主要原因是退休人员增加",
        "决算数小于年初预算数的主要原因是退休人员增加",
    ),
    (
        "final_standard",
        "（项）。年初预算为150.00万元，支出决算为150.00万元",
        "（项）。年初预算为150.00万元，支出决算为105.00万元",
    ),
    ("final_standard", "基本工资、津贴补贴、机关事业单位", "基本工资、津贴补贴、奖金、机关事业单位"),
    (
        "final_standard",
        "公用经费70.00万元，主要包括：办公费、差旅费、",
        "公用经费70.00万元，主要包括：办公费、",
    ),
    ("final_standard", "水利工程运行与维护（项）", "水利工程运行及管护（项）"),
    ("final_standard", "应急保障用车2辆", "应急保障用车3辆"),
    ("final_standard", "授予小微企业合同金额60.00万元", "授予小微企业合同金额60.00元"),
    ("final_standard", "没有使用国有资本经营预算财政拨款支出", "没有使用政府性基金预算财政拨款支出"),
    ("final_short", "人员经费450万元、公用经费70万元，分别", "人员经费450万元、公用经费50万元，分别"),
    ("final_short", "比预算12万元少3万元", "比预算12万元多3万元"),
    ("final_rounded", "基本支出比上年增加40.00万元", "基本支出比上年增加70.00万元"),
    ("final_rounded", "完成预算102.6%", "完成预算102.6%，决算数小于预算数"),
    ("final_free", "支出7万元，节约1万元", "支出7万元，节约3万元"),
    ("budget_outlay", "清溪县林业局2025年收支总预算770.00万元", "清溪县林业局2024年收支总预算770.00万元"),
    ("budget_outlay", "林业草原防灾减灾（项）2025年", "林业草原防灾（项）2025年"),
    ("budget_free", "货物20万元、工程50万元", "货物20万元、工程40万元"),
)
"""(report, what it says, what is put there instead)"""


@cache
def text_of(name: str) -> str:
    """A report's text."""
    return (PHRASINGS / f"{name}.md").read_text(encoding="utf-8")


def check(text: str) -> Audit:
    """The audit of a text."""
    return audit(read_text(text, format="md"))


def alarms(found: Audit) -> list[Finding]:
    """Errors and warnings."""
    return [finding for finding in found.findings if finding.severity in ALARMS]


def touches(finding: Finding, start: int, end: int) -> bool:
    """Whether a finding or its evidence lies in a range of the text."""
    spans = [(finding.start, finding.end), *((item.start, item.end) for item in finding.evidence)]
    return any(a is not None and b is not None and a < end and start < b for a, b in spans)


@pytest.mark.parametrize("name", sorted(path.stem for path in PHRASINGS.glob("*.md")))
def test_nothing_is_wrong(name: str) -> None:
    found = check(text_of(name))
    assert [finding.message for finding in alarms(found)] == []
    assert found.coverage.checked >= LEAST_CHECKED * found.coverage.claims


@pytest.mark.parametrize(("name", "said", "planted"), PLANTED)
def test_one_planted_error_is_found(name: str, said: str, planted: str) -> None:
    text = text_of(name)
    assert text.count(said) == 1
    start = text.index(said)
    found = alarms(check(text.replace(said, planted)))
    assert any(touches(finding, start, start + len(planted)) for finding in found), [f.message for f in found]
