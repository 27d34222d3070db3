"""The self-test of a reading: announced tables, amounts that no cell holds."""

from __future__ import annotations

from dataclasses import replace

from gouji.narrative.read import read_text
from gouji.narrative.selftest import selftest

CONTENTS = """目录
第二部分 2023年度部门决算表
一、收入支出决算总表……3
二、支出决算表……4
三、政府性基金预算财政拨款收入支出决算表……5
第二部分 2023年度部门决算表
"""
TABLES = """收入支出决算总表
单位：万元
项目\t决算数\t项目\t决算数
一、一般公共预算财政拨款收入\t81.20\t一、教育支出\t80.10
本年收入合计\t81.20\t本年支出合计\t80.10
总计\t81.20\t总计\t81.20
支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t\t80.10\t60.10\t20.00
205\t教育支出\t80.10\t60.10\t20.00
"""
FUND = """政府性基金预算财政拨款收入支出决算表
单位：万元
科目编码\t科目名称\t年初结转\t本年收入\t本年支出\t年末结转
合计\t\t1.00\t2.00\t3.00\t0.00
"""


def test_an_announced_table_is_missed() -> None:
    (warning,) = (word for word in read_text(CONTENTS + TABLES).warnings if "目录" in word)
    assert warning == "目录列有《政府性基金预算财政拨款收入支出决算表》，正文中没有读到，相关的数无法核对"
    assert not [word for word in read_text(CONTENTS + TABLES + FUND).warnings if "目录" in word]


def test_without_any_table_only_that_is_said() -> None:
    assert selftest(CONTENTS, ()) == ()


def test_amounts_that_no_cell_holds_are_counted() -> None:
    report = read_text(TABLES)
    assert selftest(report.text, report.tables) == ()
    cut = replace(report.tables[1], rows=report.tables[1].rows[:-1])
    assert selftest(report.text, (report.tables[0], cut)) == (
        "《支出决算表》有6个金额，其中3个没有读进单元格",
    )
