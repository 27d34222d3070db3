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
