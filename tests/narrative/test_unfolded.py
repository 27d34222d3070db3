"""Pages saved as a few long lines are read as if their line ends were still there."""

from __future__ import annotations

import pytest

from gouji.narrative.read import read_text
from gouji.narrative.unfolded import undoubled, unfolded

LINES = """第一部分 单位概况
一、主要职责
负责全县水利工程的建设和管理，承担全县防汛抗旱的日常工作，组织实施全县水资源的节约、保护和合理利用。
第二部分 2023年度单位决算表
支出决算表
公开03表
部门：某县水利局
单位：万元
项目
本年支出合计
基本支出
项目支出
功能分类科目编码
科目名称
栏次
1
2
3
合计
90.00
50.00
40.00
213
农林水支出
90.00
50.00
40.00
21303
水利
90.00
50.00
40.00
2130301
行政运行
50.00
50.00
2130305
水利工程建设
40.00
40.00
注：本表反映部门本年度各项支出情况。
第三部分 2023年度单位决算情况说明
一、支出决算情况说明
2023年度支出合计90.00万元，其中：基本支出50.00万元，占55.56%；项目支出40.00万元，占44.44%。
二、一般公共预算财政拨款支出决算情况说明
（一）总体情况
2023年度一般公共预算财政拨款支出90.00万元，主要用于水利工程。
第四部分 名词解释
"""
ASIDE = "本单位 2023 年度开展了 3 项工作：一是推进工程建设；二是加强日常管理；三是完善应急预案。" * 5


def shape(text: str) -> tuple[list[str], list[list[list[str]]], list[str]]:
    """What is read from a text, whatever its offsets: headings, cells and paragraphs."""
    report = read_text(text)
    cells = [[[cell.text for cell in row] for row in table.rows] for table in report.tables]
    return [each.title for each in report.sections], cells, [each.text for each in report.paragraphs]


@pytest.mark.parametrize("blank", [" ", "  ", "\u3000", "\xa0"])
def test_one_long_line_is_read_as_its_lines_are(blank: str) -> None:
    assert shape(LINES.replace("\n", blank)) == shape(LINES)


def test_a_line_for_each_part_is_read_as_its_lines_are() -> None:
    assert shape(LINES.replace("\n", " ").replace(" 第", "\n第")) == shape(LINES)


def test_offsets_are_those_of_the_text_as_it_came() -> None:
    text = LINES.replace("\n", " ")
    report = read_text(text)
    assert report.text == text
    cells = [cell for row in report.tables[0].rows for cell in row if cell.start is not None]
    assert cells and all(
        text[cell.start : cell.end].replace(" ", "") == cell.text.replace(" ", "") for cell in cells
    )


@pytest.mark.parametrize(
    "text",
    [LINES, ASIDE, f"2023年收入总计90.00万元，比上年增加10.00万元。 {ASIDE}", "年末 结余 9.00 " * 30],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert unfolded(text) is text


def test_a_heading_behind_a_sentence_begins_a_section() -> None:
    glued = LINES.replace("44.44%。\n", "44.44%。")
    assert shape(glued)[0] == shape(LINES)[0]


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n"])
def test_blank_lines_between_all_lines_say_nothing(end: str) -> None:
    rows = LINES.replace("\n合计\n", "\n\n合计\n").replace("\n213\n", "\n\n213\n").replace("\n213", "\n\n213")
    assert shape(rows.replace("\n", end)) == shape(rows.replace("\n", end[: len(end) // 2]))


def test_blank_lines_between_some_lines_are_kept() -> None:
    assert undoubled(LINES) is LINES
    assert undoubled(LINES.replace("\n", "\n\n", 20)) == LINES.replace("\n", "\n\n", 20)
