"""Numbered paragraphs that are no headings end the sections that they cannot be in."""

from __future__ import annotations

import pytest

from gouji.narrative.read import read_text

NESTED = """第三部分 2026年度部门预算情况说明
一、收支预算总体情况说明
（一）收入预算总计900.00万元。包括：
1.本年收入合计890.00万元。
（1）一般公共预算拨款收入800.00万元，与上年相比增加10.00万元。
（2）政府性基金预算拨款收入90.00万元，与上年相比持平。
2.上年结转结余为10.00万元。
（二）支出预算总计900.00万元。
二、“三公”经费说明
（一）公务接待费支出2.00万元。具体如下：
1.用于考察调研，1.00万元。
2.用于检查指导，1.00万元。
"""


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("增加10.00万元", "一般公共预算拨款收入"),
        ("与上年相比持平", "政府性基金预算拨款收入"),
        ("上年结转结余", "收支预算总体情况说明"),
        ("支出预算总计", "收支预算总体情况说明"),
        ("用于检查指导", "公务接待费支出"),
    ],
)
def test_a_list_within_a_list_ends_where_the_outer_one_goes_on(words: str, title: str) -> None:
    report = read_text(NESTED)
    sections = {section.id: section for section in report.sections}
    paragraph = next(paragraph for paragraph in report.paragraphs if words in paragraph.text)
    assert title.startswith(sections[paragraph.section].title)


MARKED = """# 某局2024年度部门决算

## 一、收入支出总体情况

总收入625.84万元。

**收入支出决算总表**

公开01表　单位：万元

| 收入项目 | 决算数 | 支出项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 612.02 | 一、一般公共服务支出 | 518.24 |
| 本年收入合计 | 612.02 | 本年支出合计 | 518.24 |

## 二、收入情况

本年收入合计614.63万元。

**收入决算表**

| 科目 | 本年收入合计 |
|---|---|
| 合计 | 614.63 |

**三、支出情况**

本年支出合计619.81万元。
"""


def test_a_heading_of_markdown_ends_the_table_before_it() -> None:
    report = read_text(MARKED, format="md")
    assert [section.number for section in report.sections if section.number] == ["一", "二", "三"]


def test_a_heading_on_the_staff_may_stand_before_its_text() -> None:
    text = "第一部分 部门概况\n一、部门职责\n审判案件。\n二、机构设置。本院内设立案庭、执行局2个机构。\n"
    text += "第二部分 2024年度部门决算情况说明\n"
    assert "机构设置" in [section.title for section in read_text(text).sections]
