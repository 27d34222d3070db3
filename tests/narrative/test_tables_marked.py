"""Tables that the file itself marks come out as they stand there."""

from __future__ import annotations

import pytest

from gouji.extract.cells import cell_value
from gouji.narrative.model import Table
from gouji.narrative.readers.document import CellText, Draft
from gouji.narrative.tables import find_tables

Cells = list[tuple[str, int, int] | str]


def found(*parts: str | list[Cells]) -> tuple[Table, ...]:
    """The tables of a document of paragraphs and tables, whose cells are (text, rows, columns) or a text."""
    draft = Draft("a.docx", "docx")
    for part in parts:
        if isinstance(part, str):
            draft.line([(part, "")])
        else:
            draft.table([[_cell(cell) for cell in row] for row in part])
    document = draft.document()
    return find_tables(document.text, document.tables)


def _cell(cell: tuple[str, int, int] | str) -> CellText:
    text, rows, columns = (cell, 1, 1) if isinstance(cell, str) else cell
    return CellText([(text, "")] if text else [], columns, rows)


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows[1:]]


def test_a_head_of_three_levels_names_every_column() -> None:
    (table,) = found(
        "部门支出总表",
        "单位：万元",
        [
            [("科目编码", 3, 1), ("科目名称", 3, 1), ("合计", 3, 1), ("本年支出", 1, 4)],
            [("基本支出", 1, 2), ("项目支出", 1, 2)],
            ["人员经费", "公用经费", "其他运转类", "特定目标类"],
            ["207", "文化旅游体育与传媒支出", "90.00", "50.00", "20.00", "", "20.00"],
            ["20702", "文物", "90.00", "50.00", "20.00", "", "20.00"],
        ],
    )
    assert table.columns[2:] == (
        ("合计",),
        ("本年支出", "基本支出", "人员经费"),
        ("本年支出", "基本支出", "公用经费"),
        ("本年支出", "项目支出", "其他运转类"),
        ("本年支出", "项目支出", "特定目标类"),
    )
    assert grid(table)[0] == ["207", "文化旅游体育与传媒支出", "90.00", "50.00", "20.00", "", "20.00"]
    assert all(cell.columns == (j,) for row in table.rows[1:] for j, cell in enumerate(row))


def test_levels_of_a_code_beside_the_numbers_of_columns_and_the_total_are_of_the_head() -> None:
    (table,) = found(
        "支出决算表",
        "单位：万元",
        [
            [("项目", 1, 4), ("本年支出合计", 3, 1), ("基本支出", 3, 1), ("项目支出", 3, 1)],
            [("功能分类科目编码", 2, 3), ("科目名称", 2, 1)],
            [],
            [("类", 2, 1), ("款", 2, 1), ("项", 2, 1), "栏次", "1", "2", "3"],
            ["合计", "90.00", "50.00", "40.00"],
            [("20702", 1, 3), "文物", "90.00", "50.00", "40.00"],
        ],
    )
    assert [path[-1] for path in table.columns[2:]] == ["本年支出合计", "基本支出", "项目支出"]
    assert grid(table) == [
        ["", "合计", "90.00", "50.00", "40.00"],
        ["20702", "文物", "90.00", "50.00", "40.00"],
    ]


def test_tables_that_follow_each_other_without_titles_stay_apart() -> None:
    first, second, years, third = found(
        "下列各表为补充资料。",
        [["项目", "2030年", "2031年"], ["会议费", "3.00", "4.00"], ["培训费", "1.00", "2.00"]],
        [["资产名称", "数量", "金额"], ["房屋", "2", "30.00"], ["车辆", "1", "5.00"]],
        [["支出", "2030", "2031"], ["水费", "6.00", "7.00"]],
        "部门收入总表",
        [["项目", "合计", "事业收入"], ["合计", "9.00", "9.00"]],
    )
    assert [row[0] for row in grid(first)] == ["会议费", "培训费"]
    assert [row[0] for row in grid(second)] == ["房屋", "车辆"]
    assert [path[-1] for path in second.columns] == ["项目", "数量", "金额"]
    assert grid(years)[-1] == ["水费", "6.00", "7.00"]
    assert (third.title, third.kind, len(third.rows)) == ("部门收入总表", "income", 2)
    assert first.end <= second.start and second.end <= years.start <= third.start


def test_a_table_cut_by_a_page_goes_on() -> None:
    rows: list[Cells] = [["项目", "合计", "基本支出"], ["甲", "3.00", "3.00"], ["乙", "4.00", "4.00"]]
    for more in ([["丙", "5.00", "5.00"]], [rows[0], ["丙", "5.00", "5.00"]]):
        (table,) = found("部门支出总表", rows, more)
        assert [row[0] for row in grid(table)][-1] == "丙"


@pytest.mark.parametrize("merged", [True, False])
def test_captions_inside_of_a_table_are_no_part_of_its_head(merged: bool) -> None:
    wide = 4 if merged else 1
    rest = [] if merged else ["", "", ""]
    (table,) = found(
        [
            [("一般公共预算支出表", 1, wide), *rest],
            [("部门：临江市渔业发展服务中心", 1, 2), "", "单位：元"],
            ["科目编码", "科目名称", "2030年执行数", "2031年预算数"],
            ["栏次", "", "1", "2"],
            ["213", "农林水支出", "10.00", "12.00"],
            ["21301", "农业农村", "10.00", "12.00"],
        ]
    )
    assert (table.kind, table.unit) == ("general-expenditure", "元")
    assert table.columns[2:] == (("2030年执行数",), ("2031年预算数",))
    assert grid(table)[0] == ["213", "农林水支出", "10.00", "12.00"]


@pytest.mark.parametrize(
    "naming",
    [
        [["项目名称", "渔港维护经费"], ["主管部门", "临江市渔业发展服务中心"]],
        [
            ["项目名称：", "渔港维护经费", "", ""],
            ["主管部门", "渔业局", "实施单位（盖章）", "渔业发展服务中心"],
        ],
        [["项目名称", "渔港维护经费"], ["项目负责人", "鲁明"], ["联系电话", "5551234"]],
    ],
)
def test_a_form_names_its_project_in_a_table_above(naming: list[Cells]) -> None:
    (table,) = found(
        "项目支出绩效自评表",
        "单位：元",
        naming,
        [
            ["项目", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["年度资金总额", "1,200.00", "1,100.00", "990.00", "10", "90.00%", "9"],
        ],
    )
    assert (table.kind, table.title) == ("performance-project", "项目支出绩效自评表")
    assert grid(table) == [["年度资金总额", "1,200.00", "1,100.00", "990.00", "10", "90.00%", "9"]]


@pytest.mark.parametrize("row", [["主管部门", "90.00"], ["项目名称", "渔港", "金额", "90.00"]])
def test_a_small_table_with_amounts_names_no_project(row: Cells) -> None:
    tables = found("项目支出表", "单位：元", [row], [["项目名称", "合计"], ["房屋", "30.00"]])
    assert [table.title for table in tables] == ["项目支出表", ""]


def test_a_code_and_its_name_in_one_cell() -> None:
    (table,) = found(
        "一般公共预算支出表",
        [
            ["功能分类科目", "合计", "基本支出", "项目支出"],
            ["合计", "5.00", "3.00", "2.00"],
            ["208 社会保障和就业支出", "3.00", "3.00", ""],
            ["213 农林水支出", "2.00", "", "2.00"],
        ],
    )
    assert grid(table)[1] == ["208", "社会保障和就业支出", "3.00", "3.00", ""]
    assert [path[-1] for path in table.columns[2:]] == ["合计", "基本支出", "项目支出"]


def test_projects_are_named_by_their_names_alone() -> None:
    (table,) = found(
        "项目支出表",
        "单位：万元",
        [
            ["项目类别", "项目名称", "项目单位", "合计", "一般公共预算", "政府性基金预算", "备注"],
            [("合计", 1, 3), "9.00", "9.00", "", ""],
            [("特定目标类", 2, 1), "水库除险", "临江市渔业发展服务中心", "4.00", "4.00", "", "续建"],
            ["鱼苗放流", "临江市渔业发展服务中心", "5.00", "5.00", "", "新增"],
        ],
    )
    assert grid(table) == [
        ["合计", "9.00", "9.00", ""],
        ["水库除险", "4.00", "4.00", ""],
        ["鱼苗放流", "5.00", "5.00", ""],
    ]


def test_two_tables_beside_each_other_have_their_own_columns() -> None:
    (table,) = found(
        "收支总表",
        "单位：万元",
        [
            [("收入", 1, 2), ("支出", 1, 4)],
            [("项目", 2, 1), ("预算数", 2, 1), ("项目", 2, 1), ("预算数", 1, 3)],
            ["小计", "一般公共预算", "政府性基金预算"],
            ["一、一般公共预算拨款收入", "8.00", "一、教育支出", "9.00", "8.00", "1.00"],
            ["二、政府性基金预算拨款收入", "1.00", "二、农林水支出", "", "", ""],
        ],
    )
    assert table.columns[1:] == (
        ("收入", "预算数"),
        ("支出", "预算数", "小计"),
        ("支出", "预算数", "一般公共预算"),
        ("支出", "预算数", "政府性基金预算"),
    )


def test_a_row_like_a_note_does_not_end_a_table() -> None:
    (table,) = found(
        "收入总表",
        [["项目", "合计"], ["甲", "1.00"], ["备注：乙", "2.00"], ["丙", "3.00"], ["合计", "6.00"]],
        "后文是一句完整的话，不属于上面的表。",
    )
    assert grid(table)[-1] == ["合计", "6.00"]


def test_a_total_whose_name_reaches_over_the_next_side_has_the_amount_behind_it() -> None:
    (table,) = found(
        "一般公共预算财政拨款基本支出决算明细表",
        "单位：万元",
        [
            [("人员经费", 1, 3), ("公用经费", 1, 6)],
            ["科目编码", "科目名称", "决算数"] * 3,
            ["301", "工资福利支出", "50.00", "302", "商品和服务支出", "8.00", "310", "资本性支出", "2.00"],
            ["30101", "基本工资", "50.00", "30201", "办公费", "8.00", "31002", "办公设备购置", "2.00"],
            [("人员经费合计", 1, 2), "50.00", ("公用经费合计", 1, 5), "10.00"],
        ],
    )
    assert [[cell for cell in row if cell] for row in grid(table)[-2:]] == [
        ["人员经费合计", "50.00"],
        ["公用经费合计", "10.00"],
    ]


def test_a_caption_set_apart_in_a_table_of_its_own_belongs_to_the_table_below() -> None:
    (table,) = found(
        "部门收入总表",
        [["部门：临江市渔业发展服务中心", "单位：元"]],
        [["项目", "合计", "事业收入"], ["合计", "9.00", "9.00"]],
        "后文是一句完整的话，不属于上面的表。",
    )
    assert (table.title, table.unit, grid(table)) == ("部门收入总表", "元", [["合计", "9.00", "9.00"]])


@pytest.mark.parametrize("between", ["续表", "（续上表）", "单位：万元", "- 12 -", "接上表"])
def test_a_table_goes_on_behind_words_that_say_so(between: str) -> None:
    rows: list[Cells] = [["项目", "合计", "基本支出"], ["甲", "3.00", "3.00"]]
    (table,) = found("部门支出总表", rows, between, [rows[0], ["乙", "4.00", "4.00"]])
    assert grid(table) == [["甲", "3.00", "3.00"], ["乙", "4.00", "4.00"]]


def test_a_column_blank_on_one_page_is_not_lost_there() -> None:
    head: list[Cells] = [["项目", "合计", "基本支出", "经营支出", "项目支出"]]
    (table,) = found(
        "部门支出总表",
        [*head, ["201", "7.00", "3.00", "1.00", "3.00"], ["20103", "7.00", "3.00", "1.00", "3.00"]],
        [["205", "4.00", "", "", "4.00"], ["20508", "4.00", "", "", "4.00"]],
    )
    assert grid(table)[-1][-4:] == ["4.00", "", "", "4.00"]


def test_columns_that_only_another_table_of_the_same_grid_needs_are_none() -> None:
    (table, other) = found(
        [
            [("部门收入总表", 1, 6)],
            [("项目", 1, 2), ("合计", 1, 2), ("事业收入", 1, 2)],
            [("合计", 1, 2), ("9.00", 1, 2), ("9.00", 1, 2)],
            [("部门支出总表", 1, 6)],
            ["项目", ("合计", 1, 2), ("基本支出", 1, 2), "项目支出"],
            ["合计", ("9.00", 1, 2), ("8.00", 1, 2), "1.00"],
        ]
    )
    assert (table.columns[1:], grid(table)) == ((("合计",), ("事业收入",)), [["合计", "9.00", "9.00"]])
    assert other.columns[1:] == (("合计",), ("基本支出",), ("项目支出",))


def test_notes_behind_the_last_column_with_a_head_are_left_out() -> None:
    (table,) = found(
        "部门收入总表",
        [
            ["项目", "合计", "事业收入", "", ""],
            ["201 一般公共服务支出", "9.00", "9.00", "", "0"],
            ["205 教育支出", "4.00", "4.00", "待核", "0"],
        ],
    )
    assert [path[-1] for path in table.columns[2:]] == ["合计", "事业收入"]
    assert grid(table)[1] == ["205", "教育支出", "4.00", "4.00"]


@pytest.mark.parametrize("cell", ["￥9.00", "¥ 9.00", "9. 00", "９．００", "9 .00"])
def test_amounts_as_people_write_them(cell: str) -> None:
    (table,) = found("部门收入总表", [["项目", "合计"], ["合计", cell], ["甲", "￥-"], ["乙", "2.00"]])
    assert grid(table)[:2] == [["合计", cell], ["甲", ""]]
    assert cell_value(cell) == 9
    assert cell_value("9 00") is None


def test_an_amount_torn_by_the_end_of_its_line_is_one() -> None:
    draft = Draft("a.docx", "docx")
    cells = ["1,5\n44.30", "1544\n.30", "12.50\n13.00", "A\nB"]
    draft.table([[CellText([(cell, "")]) for cell in cells]])
    assert draft.document().text == "1,544.30\t1544.30\t12.50 13.00\tA B\n"


def test_titles_below_their_tables() -> None:
    income: list[Cells] = [["项目", "合计", "事业收入"], ["合计", "9.00", "9.00"]]
    outlay: list[Cells] = [["项目", "合计", "基本支出"], ["合计", "8.00", "8.00"]]
    parts = (
        "第二部分 2030年度部门决算表",
        income,
        "表1 部门收入总表（单位：万元）",
        outlay,
        "表2 部门支出总表（单位：元）",
    )
    first, second = found(*parts)
    assert [(table.title, table.kind, table.unit) for table in (first, second)] == [
        ("部门收入总表", "income", "万元"),
        ("部门支出总表", "expenditure", "元"),
    ]
    assert grid(second) == [["合计", "8.00", "8.00"]]
    above = found("部门收入总表", income, "部门支出总表", outlay, "后文是一句完整的话。")
    assert [table.title for table in above] == ["部门收入总表", "部门支出总表"]


@pytest.mark.parametrize("cell", ["#", "#REF!", "#DIV/0!", "########"])
def test_a_number_that_the_file_does_not_tell_is_neither_a_label_nor_nothing(cell: str) -> None:
    (table,) = found(
        "部门收入总表",
        "单位：万元",
        [
            ["科目编码", "科目名称", "合计", "事业收入"],
            ["201", "一般公共服务支出", cell, cell],
            ["205", "教育支出", cell, cell],
        ],
    )
    assert table.columns[2:] == (("合计",), ("事业收入",))
    assert grid(table)[0] == ["201", "一般公共服务支出", cell, cell] and cell_value(cell) is None


def test_a_table_of_self_assessment_has_its_funds_under_their_own_heads() -> None:
    (table,) = found(
        "项目支出绩效自评表",
        [
            [("项目名称", 1, 2), ("鱼苗放流", 1, 8)],
            [
                ("主管部门", 1, 2),
                ("临江市农业农村局", 1, 3),
                ("实施单位", 1, 2),
                ("临江市渔业发展服务中心", 1, 3),
            ],
            [
                ("项目资金（万元）", 3, 2),
                "",
                "年初预算数",
                "全年预算数",
                ("全年执行数", 1, 2),
                "分值",
                "执行率",
                "得分",
            ],
            ["年度资金总额", "40.00", "50.00", ("45.00", 1, 2), "10", "90.00%", "9"],
            ["其中：当年财政拨款", "40.00", "50.00", ("45.00", 1, 2), "—", "90.00%", "—"],
            [
                ("绩效指标", 2, 1),
                "一级指标",
                "二级指标",
                "三级指标",
                "年度指标值",
                "实际完成值",
                "分值",
                "得分",
                ("偏差原因", 1, 2),
            ],
            ["产出指标", "数量指标", "放流鱼苗", "≥20万尾", "22万尾", "90", "90", ("", 1, 2)],
            [("总分", 1, 6), "100", "99", ("", 1, 2)],
        ],
    )
    assert [path[-1] for path in table.columns[1:]] == [
        "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分",
    ]  # fmt: skip
    row = table.rows[1]
    assert [cell.text for cell in row] == ["年度资金总额", "40.00", "50.00", "45.00", "10", "90.00%", "9"]
    assert all(cell.columns == (j,) for j, cell in enumerate(row))
