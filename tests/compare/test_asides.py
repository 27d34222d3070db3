"""Prose outside the narrative: what is right stays silent, one planted slip within a sentence is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.compare.model import Finding
from gouji.narrative.read import read_text

ANNEXES = Path(__file__).parent / "annexes"

PLANTED = (
    ("project", "预算执行率97%", "预算执行率79%", ""),
    ("project", "占预算5万元的52%", "占预算5万元的25%", "NN203"),
    ("department", "人员经费500.50万元", "人员经费505.50万元", "NN205"),
    ("department", "占三公经费的83.33%", "占三公经费的33.83%", "NN202"),
    ("department", "增加180万元，增长12%", "增加180万元，增长21%", "NN201"),
    ("department", "完成年初预算的110%", "完成年初预算的101%", "NN203"),
    ("department", "执行率为95%；2023年", "执行率为59%；2023年", "NN203"),
    ("department", "执行率为98.21%", "执行率为89.21%", "NN203"),
    ("department", "公用经费180万元，人均", "公用经费180万元，公用经费控制率180%，人均", ""),
)
"""(annex, what it says, what stands there instead, the check that sees it), if any."""


@cache
def text_of(name: str) -> str:
    """A report's text."""
    return (ANNEXES / f"{name}.md").read_text(encoding="utf-8")


def test_a_whole_section_and_its_annex_stay_silent() -> None:
    found = audit(read_text(text_of("assessed"), format="md")).findings
    assert [each.message for each in found if each.severity != "info"] == []


ASSESSED = (
    ("预算执行率95%，预算调整率24%", "预算执行率95%，预算调整率42%", "PF504"),
    ("完成预算的86.1%", "完成预算的81.6%", "NN203"),
    ("完成预算的96.5%", "完成预算的69.5%", "NN203"),
    ("支出率95%。\n\n截至", "支出率59%。\n\n截至", "NN203"),
    ("产出指标50分，得49分", "产出指标50分，得94分", "PF504"),
)
"""(what it says, what stands there instead, the check that sees it)"""


@pytest.mark.parametrize(("said", "planted", "code"), ASSESSED)
def test_one_slip_in_it(said: str, planted: str, code: str) -> None:
    text = text_of("assessed")
    assert text.count(said) == 1
    found = audit(read_text(text.replace(said, planted), format="md")).findings
    assert [each.code for each in found if each.severity != "info"] == [code]


def findings(text: str) -> list[Finding]:
    """What is found in a text's annex."""
    return [
        each for each in audit(read_text(text, format="md")).findings if each.start > text.index("名词解释")
    ]


@pytest.mark.parametrize("name", ["project", "department"])
def test_what_is_right_stays_silent(name: str) -> None:
    assert [each.message for each in findings(text_of(name))] == []


@pytest.mark.parametrize(("name", "said", "planted", "code"), PLANTED)
def test_one_planted_slip(name: str, said: str, planted: str, code: str) -> None:
    text = text_of(name)
    assert text.count(said) == 1
    found = findings(text.replace(said, planted))
    assert [(each.code, each.severity) for each in found] == ([(code, "warning")] if code else [])


def test_the_annex_is_no_claim() -> None:
    report = read_text(text_of("project"), format="md")
    claims = audit(report).claims
    assert [claim.quantity.value for claim in claims] == [900]


def test_repeated_in_the_annex_it_is_one_defect() -> None:
    wrong = "2024年预算数为300万元，执行数为270万元，执行率为95%。"
    text = text_of("department").replace("本年收入合计900.00万元。", "本年收入合计900.00万元。" + wrong)
    text += f"\n8.{wrong}\n"
    assert [each.code for each in audit(read_text(text, format="md")).findings] == ["NN203"]


TABLE = """第二部分 2024年度部门决算表

部门整体支出绩效自评情况表

| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| 部门预算总额（万元） | 100.00 | 150.00 | 120.00 | 10 | 80.00% | 8.00 |
| 就业服务 | 新增就业3000人 |  |  | {said} |  |  |
| 总分 |  |  |  | 100 |  | 90.00 |

第三部分 2024年度部门决算情况说明

十三、预算绩效情况说明

绩效自评得分90.00分。
"""


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("全年预算80万元，执行76万元，执行率95%；新增就业3500人，较上年增加500人，增长16.67%。", []),
        ("全年预算80万元，执行72万元，执行率95%；新增就业3500人，较上年增加500人，增长16.67%。", ["NN203"]),
        ("培训补贴支出76万元，其中技能培训50万元，创业培训26万元，较上年增加6万元，增长8.57%。", []),
        ("培训补贴支出76万元，较上年增加6万元，增长5.87%，共培训2000人次。", ["NN201"]),
        ("总投资6亿元。预算80万元。完成投资5亿元，投产企业3家，新增产值2亿元，完成率95%，超额完成。", []),
    ],
)
def test_cells_that_hold_sentences(said: str, codes: list[str]) -> None:
    found = audit(read_text(TABLE.format(said=said), format="md")).findings
    assert [each.code for each in found] == codes
