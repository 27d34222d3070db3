"""Items whose path is written with dots or strokes, and what was overspent on them."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text

TABLES = """某县种子站2024年度部门决算
一般公共预算财政拨款支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t712.46\t512.31\t200.15
213\t农林水支出\t712.46\t512.31\t200.15
21301\t农业农村\t712.46\t512.31\t200.15
2130104\t事业运行\t512.31\t512.31\t
2130109\t农产品质量安全\t200.15\t\t200.15
五、一般公共预算财政拨款支出决算情况说明
（三）具体情况
"""
NAMES = (
    "农林水支出·农业农村·农产品质量安全（2130109）：",
    "农林水支出/农业农村/农产品质量安全（2130109）。",
    "农林水支出-农业农村-农产品质量安全：",
    "农林水支出•农业农村•农产品质量安全，",
    "农林水支出（类）农业农村（款）农产品质量安全（项）：",
)


def said(prose: str) -> list[tuple[str, str]]:
    """The checks that speak, but for rounding, and what of."""
    found = audit(read_text(TABLES + prose + "\n")).findings
    return [(each.code, each.stated) for each in found if each.severity != "info" and each.cause is None]


@pytest.mark.parametrize("name", NAMES)
def test_a_path_of_names_is_an_item(name: str) -> None:
    assert said(f"1.{name}支出决算200.15万元。") == []
    assert said(f"1.{name}支出决算230.15万元。") == [("NT101", "230.15万元")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "over", ["超支16.15万元", "超支了16.15万元", "超支额为16.15万元", "超出16.15万元", "多支出16.15万元"]
)
def test_what_was_overspent_is_no_item(name: str, over: str) -> None:
    told = f"1.{name}年初预算184.00万元，决算200.15万元，完成年初预算的108.78%，{over}，较2023年决算"
    assert said(f"{told}160.12万元增加40.03万元，增长25.00%。") == []
    assert [code for code, _ in said(f"{told}180.12万元增加40.03万元，增长25.00%。")] != []


@pytest.mark.parametrize("rate", ["超支率8.78%", "超支8.78%"])
def test_a_rate_of_overspending_is_that_over_the_budget(rate: str) -> None:
    told = "1.农产品质量安全：年初预算184.00万元，决算200.15万元，超支16.15万元，"
    assert said(f"{told}{rate}。") == []
