"""NT107 on budgets, whose items are told one by one too."""

from __future__ import annotations

import re

from gouji import check_text

TABLE = """一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
| 合计 |  | 290.00 | 200.00 | 90.00 |
| 208 | 社会保障和就业支出 | 30.00 | 30.00 | 0.00 |
| 20805 | 行政事业单位养老支出 | 30.00 | 30.00 | 0.00 |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 20.00 | 20.00 | 0.00 |
| 2080506 | 机关事业单位职业年金缴费支出 | 10.00 | 10.00 | 0.00 |
| 213 | 农林水支出 | 240.00 | 150.00 | 90.00 |
| 21303 | 水利 | 240.00 | 150.00 | 90.00 |
| 2130301 | 行政运行 | 150.00 | 150.00 | 0.00 |
| 2130314 | 防汛 | 90.00 | 0.00 | 90.00 |
| 221 | 住房保障支出 | 20.00 | 20.00 | 0.00 |
| 22102 | 住房改革支出 | 20.00 | 20.00 | 0.00 |
| 2210201 | 住房公积金 | 20.00 | 20.00 | 0.00 |"""
PROSE = """三、一般公共预算支出情况

（三）具体使用情况

1.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）2024年预算数为20.00万元，用于保障工作需要。

2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）2024年预算数为10.00万元，用于保障工作需要。

3.农林水支出（类）水利（款）行政运行（项）2024年预算数为150.00万元，用于保障工作需要。

4.农林水支出（类）水利（款）防汛（项）2024年预算数为90.00万元，用于保障工作需要。

5.住房保障支出（类）住房改革支出（款）住房公积金（项）2024年预算数为20.00万元，用于保障工作需要。"""


def _left_out(prose: str) -> list[str]:
    parts = (
        "清河县水利局2024年度部门预算",
        "第二部分 2024年部门预算表",
        TABLE,
        "第三部分 2024年部门预算情况说明",
    )
    findings = check_text("\n\n".join((*parts, prose))).findings
    return [finding.expected for finding in findings if finding.code == "NT107"]


def test_every_item_is_told() -> None:
    assert _left_out(PROSE) == []


def test_the_item_without_a_paragraph_is_named() -> None:
    for name in ("防汛", "行政运行", "住房公积金"):
        found = _left_out(re.sub(rf"(?m)^\d\.[^\n]*{name}（项）[^\n]*\n*", "", PROSE))
        assert len(found) == 1 and name in found[0]


def test_a_class_told_as_a_whole_leaves_nothing_out() -> None:
    whole = re.sub("（款）住房公积金（项）2024年", "（款）2024年", PROSE)
    assert whole != PROSE and _left_out(whole) == []
