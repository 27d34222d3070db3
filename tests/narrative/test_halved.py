"""Digits of full width are read as ordinary ones; what is printed stays as it is printed."""

from __future__ import annotations

import pytest

import gouji
from gouji.narrative.halved import halved

REPORT = """某院２０２３年度部门决算
第二部分 ２０２３年度部门决算表
支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t１６０．００\t１００．００\t６０．００
２０４\t公共安全支出\t１３０．００\t８０．００\t５０．００
２２１\t住房保障支出\t３０．００\t２０．００\t１０．００
第三部分 ２０２３年度部门决算情况说明
三、支出决算情况说明
２０２３年度本年支出合计１６０．００万元，其中：基本支出１００．００万元，项目支出６６．００万元。
"""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("２０２３年增长９．５６％", "2023年增长9.56%"),
        ("１．２０２３年度收入", "1．2023年度收入"),
        ("１．行政运行", "1．行政运行"),
        ("１，２３４．５０万元，３人", "1,234.50万元，3人"),
    ],
)
def test_halved(text: str, read: str) -> None:
    assert halved(text) == read


def test_a_text_without_them_is_the_same() -> None:
    text = "2023年度，1.行政运行。"
    assert halved(text) is text


def test_year_and_tables_are_read_and_cells_stay_as_printed() -> None:
    audit = gouji.check_text(REPORT)
    cells = [
        cell for table in audit.report.tables for row in table.rows for cell in row if cell.start is not None
    ]
    assert audit.report.year == 2023
    assert "１６０．００" in {cell.text for cell in cells}
    wrong = next(finding for finding in audit.findings if finding.code == "NT101")
    assert (wrong.severity, wrong.suggestion and wrong.suggestion.replacement) == ("error", "60.00万元")
