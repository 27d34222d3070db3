"""Tab-separated tables whose lines have lost the blank cells at their end."""

from __future__ import annotations

import re

import pytest

from gouji.narrative.model import Table
from gouji.narrative.tables import find_tables

SPENT = """项目支出预算表
单位：万元
项目名称\t合计\t一般公共预算\t政府性基金预算\t财政专户管理资金
合计\t90.00\t50.00\t30.00\t10.00
校舍维修\t50.00\t50.00
健身路径\t30.00\t\t30.00
保育费支出\t10.00\t\t\t10.00
"""
EMPTY = """国有资本经营预算支出表
单位：万元
序号\t功能分类科目\t\t合计\t基本支出\t项目支出
\t科目编码\t科目名称\t\t\t
栏次\t1\t2\t3\t4\t5
1\t\t合计
本表无数据
"""
SHIFTED = """一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t90.00\t30.00\t60.00
2010301\t行政运行\t30.00\t30.00
2010302\t一般行政管理事务\t60.00\t\t60.00
"""


def amounts(table: Table) -> dict[str, list[str]]:
    """The texts of the value cells by the name of their row."""
    rows = table.rows[table.header_rows :]
    stubs = table.stub_columns
    return {row[stubs - 1].text: [cell.text for cell in row[stubs:]] for row in rows}


def test_blank_cells_at_the_end_of_rows_are_put_back() -> None:
    (table,) = find_tables(SPENT)
    assert amounts(table) == {
        "合计": ["90.00", "50.00", "30.00", "10.00"],
        "校舍维修": ["50.00", "50.00", "", ""],
        "健身路径": ["30.00", "", "30.00", ""],
        "保育费支出": ["10.00", "", "", "10.00"],
    }
    assert all(len(cell.columns) == 1 for row in table.rows for cell in row)


def test_the_number_of_the_only_row_is_no_amount() -> None:
    (table,) = find_tables(EMPTY)
    assert all(not text for row in amounts(table).values() for text in row)


@pytest.mark.parametrize("text", [SHIFTED, re.sub("\t+", "\t", SPENT)])
def test_where_cells_may_have_moved_nothing_is_put_back(text: str) -> None:
    (table,) = find_tables(text)
    cells = [cell for row in table.rows[table.header_rows :] for cell in row]
    assert all(
        cell.text in ("90.00", "50.00", "30.00", "10.00", "60.00") for cell in cells if len(cell.columns) > 1
    )
    assert any(len(cell.columns) > 1 for cell in cells)
