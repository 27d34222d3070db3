"""Heads, rows and places of tables that are printed oddly."""

from __future__ import annotations

import pytest

from gouji.narrative.model import Table
from gouji.narrative.tables import find_tables


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows[1:]]


def names(table: Table) -> list[str]:
    return [path[-1] for path in table.columns]


BESIDE = """\
  “三公”经费支出表                       政府采购预算表
部门：临江市渔业中心 单位：万元          部门：临江市渔业中心 单位：元
  项目            上年数   本年数        采购类别   预算金额
  合计              3.00     2.50        合计         900.00
  公务接待费        1.00     0.50        货物类       400.00
  公务用车运行费    2.00     2.00        服务类       500.00

一、收支说明
"""


def test_tables_beside_each_other_are_two() -> None:
    fees, bought = find_tables(BESIDE)
    assert (fees.kind, fees.unit, bought.kind, bought.unit) == ("three-public", "万元", "procurement", "元")
    assert grid(fees) == [
        ["合计", "3.00", "2.50"],
        ["公务接待费", "1.00", "0.50"],
        ["公务用车运行费", "2.00", "2.00"],
    ]
    assert grid(bought) == [["合计", "900.00"], ["货物类", "400.00"], ["服务类", "500.00"]]
    cell = bought.rows[2][1]
    assert cell.start is not None and BESIDE[cell.start : cell.end] == "400.00"


def test_a_line_of_titles_alone_is_no_pair_of_tables() -> None:
    assert (
        find_tables("目录\n  收入支出决算总表      收入决算表\n  支出决算表    “三公”经费支出表\n一、说明\n")
        == ()
    )


def test_a_caption_above_a_title_is_no_row_of_the_table_before() -> None:
    first, second = find_tables(
        "部门收入总表\n项目 合计 事业收入\n合计 3.00 3.00\n\n单位：元部门名称：临江市渔业中心\n预算公开03表\n"
        "部门支出总表\n项目 合计 基本支出\n合计 2.00 2.00\n"
    )
    assert (len(first.rows), second.unit) == (2, "元")


def test_years_parted_by_line_breaks_are_columns() -> None:
    (table,) = find_tables(
        "一般公共预算支出表\n科目编码 科目名称 2030\n年预算数 2031\n年预算数\n合计 基本支出 项目支出 增减额 增减%\n"
        "208 社会保障和就业支出 5.00 6.00 4.00 2.00 1.00 20.00%\n"
    )
    assert names(table)[2:] == ["2030年预算数", "本年支出合计", "基本支出", "项目支出", "增减额", "增减%"]


def test_two_years_in_a_summary_table_are_two_columns_a_side() -> None:
    (table,) = find_tables(
        "收入支出决算总表\n收入\n支出\n项目\n2030年决算数\n2031年决算数\n项目\n2030年决算数\n2031年决算数\n"
        "一、财政拨款收入\n7.00\n8.00\n一、教育支出\n6.00\n9.00\n"
    )
    assert table.columns[1:] == (
        ("收入", "2030年决算数"), ("收入", "2031年决算数"), ("支出", "2030年决算数"), ("支出", "2031年决算数"),
    )  # fmt: skip


def test_a_word_of_the_head_torn_around_others_is_a_column() -> None:
    (table,) = find_tables(
        "收入决算表\n附属单位上\n项目 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 其他收入\n缴收入\n"
        "208 社会保障和就业支出 9.00 8.00 0.00 0.00 0.00 0.00 1.00\n"
    )
    assert names(table)[-2:] == ["附属单位上缴收入", "其他收入"]


def test_carried_over_funds_may_stand_first() -> None:
    (table,) = find_tables(
        "部门收入总表\n单位编码 单位名称 总计 上年结转结余 本年收入\n"
        "小计 一般公共预算 政府性基金 小计 一般公共预算 政府性基金\n"
        "1 2 3 4 5 6 7\n合计 9.00 1.00 1.00 0.00 8.00 5.00 3.00\n"
    )
    assert [path[0] for path in table.columns[-6:]] == ["上年结转结余"] * 3 + ["本年收入"] * 3


def test_tables_without_a_form_are_read_by_their_words() -> None:
    (table,) = find_tables(
        "部门固定资产占用情况表\n项目\n数量\n价值（万元）\n1.房屋\n2\n30.00\n2.车辆\n1\n5.00\n"
    )
    assert names(table) == ["项目", "数量", "价值（万元）"]
    assert grid(table) == [["1.房屋", "2", "30.00"], ["2.车辆", "1", "5.00"]]


def test_torn_words_name_no_column() -> None:
    (table,) = find_tables("车辆情况表\n项目\n当年部门预\n算安排数\n轿车\n2.00\n3.00\n客车\n1.00\n4.00\n")
    assert set(names(table)[1:]) == {"？"}


def test_whole_numbers_open_the_data_of_a_table_of_counts() -> None:
    (table,) = find_tables(
        "国有资产占用情况表\n资产项目\n数量\n办公用房（平方米）\n6820\n公务用车（辆）\n5\n其他车辆\n3\n"
    )
    assert grid(table) == [["办公用房（平方米）", "6820"], ["公务用车（辆）", "5"], ["其他车辆", "3"]]


def test_the_code_of_a_class_whose_name_stands_below() -> None:
    (table,) = find_tables(
        "支出总表\n科目编码 科目名称 合计 基本支出 项目支出\n210 20.95 20.95 0\n卫生健康\n支出\n"
        "21011 行政事业单位医疗 20.95 20.95 0\n"
        "2101103 20.95 20.95 0\n公务员医疗\n补助\n合计 20.95 20.95 0\n"
    )
    assert [row[:2] for row in grid(table)] == [
        ["210", "卫生健康支出"], ["21011", "行政事业单位医疗"], ["2101103", "公务员医疗补助"], ["", "合计"],
    ]  # fmt: skip


def test_remarks_behind_the_amounts_name_no_project() -> None:
    (table,) = find_tables(
        "项目支出表\n项目类别 项目名称 合计 绩效目标\n合计 9.00\n"
        "特定目标类 水库除险 4.00 完工率100%\n特定目标类 鱼苗放流 5.00 放流两次\n"
    )
    assert grid(table) == [["合计", "9.00"], ["水库除险", "4.00"], ["鱼苗放流", "5.00"]]


def test_a_blank_name_in_the_row_of_totals_shifts_no_amount() -> None:
    (table,) = find_tables(
        "支出决算表\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n"
        "合计 — 9.00 4.00 5.00\n208 社会保障和就业支出 9.00 4.00 5.00\n"
    )
    assert grid(table)[0] == ["", "合计", "9.00", "4.00", "5.00"]


@pytest.mark.parametrize("stub", ["201\t一般公共服务支出", "201\t\t\t一般公共服务支出"])
@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_blank_name_in_the_row_of_totals_counts_where_columns_are_lost(stub: str, lost: int) -> None:
    end = "\t" * (3 - lost)
    blank = "\t" * stub.count("\t")
    text = (
        "支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出 "
        "上缴上级支出 经营支出 对附属单位补助支出\n"
        f"合计{blank}\t86.40\t50.20\t36.20{end}\n{stub}\t86.40\t50.20\t36.20{end}\n"
        f"{stub.replace('201', '20101')}\t86.40\t50.20\t36.20{end}\n"
    )
    (table,) = find_tables(text)
    assert [row[2:5] for row in grid(table)] == [["86.40", "50.20", "36.20"]] * 3


def test_funds_without_the_last_word_are_a_kind() -> None:
    (table,) = find_tables(
        "部门预算政府基金预算财政拨款支出表\n项目 合计 基本支出 项目支出\n合计 1.00 0.00 1.00\n"
    )
    assert table.kind == "government-fund"


def cells(*rows: list[str]) -> str:
    """Rows with one cell a line behind a tab and an empty line between them, as pasted from a web page."""
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows) + "\n"


def test_a_total_far_behind_three_sides_is_its_amount() -> None:
    (table,) = find_tables(
        "一般公共预算基本支出表\n单位：万元\n"
        + "科目编码\t科目名称\t预算数\t科目编码\t科目名称\t预算数\t科目编码\t科目名称\t预算数\n"
        + "301\t工资福利支出\t30.00\t302\t商品和服务支出\t12.00\t310\t资本性支出\t3.00\n"
        + "30101\t基本工资\t30.00\t30201\t办公费\t12.00\t31002\t办公设备购置\t3.00\n"
        + "合计\t\t\t\t\t\t\t\t45.00\n"
    )
    assert [row[1:] for row in grid(table)[-1:]] == [["合计", "45.00"]]


def test_a_total_named_once_for_each_of_two_codings_is_one_row() -> None:
    (table,) = find_tables(
        "一般公共预算支出经济分类汇总表\n单位：万元\n"
        + cells(
            ["部门预算支出经济分类", "", "", "政府预算支出经济分类", "", "", "合计", "基本支出", "项目支出"],
            ["类", "款", "科目名称", "类", "款", "科目名称", "", "", ""],
            ["", "", "合计", "", "", "合计", "42.00", "30.00", "12.00"],
            ["301", "", "工资福利支出", "501", "", "机关工资福利支出", "30.00", "30.00", ""],
            ["302", "", "商品和服务支出", "502", "", "机关商品和服务支出", "12.00", "", "12.00"],
        )
    )
    assert [row[2:] for row in grid(table) if "合计" in row[1]] == [["42.00", "30.00", "12.00"]]


def test_column_numbers_under_the_head_of_a_later_page_are_no_row() -> None:
    head = [["项目", "本年支出合计", "基本支出"], ["栏次", "1", "2"]]
    (table,) = find_tables(
        "支出决算表\n单位：万元\n"
        + cells(*head, ["2050201", "学前教育", "9.10", "9.10"], ["2050202", "小学教育", "3.40", "3.40"])
        + "\n"
        + cells(*head, ["2050203", "初中教育", "5.20", "5.20"], ["2050204", "高中教育", "1.70", "1.70"])
    )
    assert [row[0] for row in grid(table)] == ["2050201", "2050202", "2050203", "2050204"]


def test_the_number_of_a_line_without_a_name_is_no_amount() -> None:
    rows = [["收入", "", "", "支出", "", ""], ["项目", "行次", "金额", "项目", "行次", "金额"]]
    rows += [
        [f"{n}、事业收入", str(i), f"{i}.50", f"{n}、教育支出", str(i + 8), "4.25"]
        for i, n in enumerate("一二三", 1)
    ]
    rows += [[f"{n}、其他收入", str(i), "", "", str(i + 8), ""] for i, n in enumerate("四五", 4)]
    rows += [
        ["本年收入合计", "6", "7.50", "本年支出合计", "14", "12.75"],
        ["总计", "7", "12.75", "总计", "15", "12.75"],
    ]
    (table,) = find_tables("收入支出决算总表\n单位：万元\n" + cells(*rows))
    assert not {"12", "13"} & {cell for row in grid(table) for cell in row}


def test_a_last_row_keeps_the_place_of_its_total_where_blanks_behind_are_lost() -> None:
    (table,) = find_tables(
        "支出总表\n单位：万元\n"
        + cells(
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "上缴上级支出", "对附属单位补助支出"],
            ["2050201", "学前教育", "9.10", "4.00", "5.10", "", ""],
            ["2050202", "小学教育", "3.40", "", "3.40", "", ""],
            ["合计", "", "12.50", "4.00", "8.50", "", ""],
        ).rstrip()
    )
    assert [cell for cell in grid(table)[-1] if cell] == ["合计", "12.50", "4.00", "8.50"]
    assert grid(table)[-1][2] == "12.50"


def test_whole_amounts_that_look_like_codes_are_amounts() -> None:
    (table,) = find_tables(
        "支出决算表\n单位：万元\n"
        + cells(
            ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
            ["208", "社会保障和就业支出", "229", "208", "21"],
            ["20805", "行政事业单位养老支出", "229", "208", "21"],
            ["221", "住房保障支出", "302", "302", ""],
        )
    )
    assert grid(table)[0] == ["208", "社会保障和就业支出", "229", "208", "21"]
    assert grid(table)[2] == ["221", "住房保障支出", "302", "302", ""]


def test_the_columns_of_both_sides_are_numbered_again_on_a_later_page() -> None:
    head = [["收入", "", "支出", ""], ["项目", "金额", "项目", "金额"], ["栏次", "1", "栏次", "2"]]
    (table,) = find_tables(
        "收入支出决算总表\n单位：万元\n"
        + cells(
            *head,
            ["一、事业收入", "12.75", "一、教育支出", "4.25"],
            ["二、经营收入", "", "二、科学技术支出", "8.50"],
        )
        + "\n"
        + cells(*head, ["本年收入合计", "12.75", "本年支出合计", "12.75"], ["总计", "12.75", "总计", "12.75"])
    )
    assert not {"1", "2"} & {cell for row in grid(table) for cell in row}
    assert len(grid(table)) == 8


def test_words_of_a_head_reach_no_further_than_those_above_them() -> None:
    (table,) = find_tables(
        "一般公共预算拨款“三公”经费及会议费、培训费支出预算表（不含上年结转）\n单位：万元\n"
        "单位编码\t单位名称\t2030年\t\t\t\t\t2031年\t\t\t\t\n"
        "\t\t合计\t“三公”经费\t\t\t会议费\t合计\t“三公”经费\t\t\t会议费\n"
        "\t\t\t小计\t公务接待费\t公务用车运行维护费\t\t\t小计\t公务接待费\t公务用车运行维护费\t\n"
        "\t合计\t9.00\t6.00\t2.00\t4.00\t3.00\t8.00\t5.00\t1.00\t4.00\t3.00\n"
        "101\t某局\t9.00\t6.00\t2.00\t4.00\t3.00\t8.00\t5.00\t1.00\t4.00\t3.00\n"
    )
    assert [path for path in table.columns if "会议费" in path] == [
        ("2030年", "会议费"),
        ("2031年", "会议费"),
    ]
    assert ("2031年", "合计") in table.columns


LED = """\
一般公共预算“三公”经费支出表
单位：万元
  2030年预算数                                                  2031年预算数
  合计      公务用车购置及运行费                    公务接待费  合计      公务用车购置及运行费                    公务接待费
            小计    公务用车购置费  公务用车运行费                        小计    公务用车购置费  公务用车运行费
    139.40  137.20                          137.20      132.20    138.10  136.00                          136.00      132.10
"""  # noqa: E501 - as wide as it is printed


def test_words_of_a_head_that_stand_where_their_columns_begin() -> None:
    (table,) = find_tables(LED)
    cells = {"".join(path): cell.text for path, cell in zip(table.columns, table.rows[1], strict=True)}
    assert cells["2030年预算数合计"] == "139.40"
    assert cells["2030年预算数公务接待费"] == "132.20"
    assert cells["2031年预算数合计"] == "138.10"
    assert cells["2031年预算数公务用车购置及运行费公务用车购置费"] == ""
    assert cells["2031年预算数公务用车购置及运行费公务用车运行费"] == "136.00"


def test_a_head_printed_again_on_the_next_page_is_no_row() -> None:
    head = "科目编码    科目名称        合计      项目支出\n"
    (table,) = find_tables(
        f"支出总表\n单位：万元\n{head}205         教育支出        5.00\n20502       普通教育        5.00\n"
        f"{head}206         科学技术支出    3.00          3.00\n20604       技术研究与开发  3.00          3.00\n"
    )
    assert [row[0] for row in grid(table)] == ["205", "20502", "206", "20604"]
    assert [row[2:] for row in grid(table)][1:3] == [["5.00", ""], ["3.00", "3.00"]]


SOURCES = """\
收支总表
部门：澧水县粮食服务中心
单位：万元
{}
收入总表
单位：万元
合计 90.00
"""
BY_CELLS = [
    *("收入", "支出", "项目", "本年预算", "项目", "本年预算", "一、一般公共预算拨款收入", "80.00"),
    *("一、一般公共服务支出", "15.00", "经费拨款", "70.00", "二、外交支出"),
    *("纳入一般公共预算管理的非税收入拨款", "10.00", "三、国防支出", "罚没收入", "10.00", "四、教育支出", "75.00"),
    *("二、政府性基金预算拨款收入", "10.00", "五、科学技术支出", "本年收入合计", "90.00", "本年支出合计", "90.00"),
]  # fmt: skip
BY_ROWS = """\
收入 支出
项目 本年预算 项目 本年预算
一、一般公共预算拨款收入 80.00 一、一般公共服务支出 15.00
经费拨款 70.00 二、外交支出
纳入一般公共预算管理的非税收入拨款 10.00 三、国防支出
罚没收入 10.00 四、教育支出 75.00
二、政府性基金预算拨款收入 10.00 五、科学技术支出
本年收入合计 90.00 本年支出合计 90.00
"""


@pytest.mark.parametrize("body", ["\n".join(BY_CELLS) + "\n", BY_ROWS])
def test_a_source_behind_an_empty_class_is_a_row_of_income(body: str) -> None:
    rows = {row[0]: row[1:] for row in grid(find_tables(SOURCES.format(body))[0])}
    assert rows["纳入一般公共预算管理的非税收入拨款"] == rows["罚没收入"] == ["10.00", ""]
    assert rows["二、外交支出"] == rows["三、国防支出"] == ["", ""]
    assert rows["四、教育支出"] == ["", "75.00"]


def test_figures_about_the_accounts_are_those_of_the_three_expenses() -> None:
    text = """\
部门决算相关信息统计表
公开08表
单位：万元
项目 统计数 项目 统计数
一、“三公”经费支出 — 二、机关运行经费 —
（一）支出合计 3.20 （一）行政单位 41.00
3.公务接待费 3.20 （二）参照公务员法管理事业单位 0.00
5.国内公务接待批次（个） 30 三、国有资产占用情况 —
6.国内公务接待人次（人） 260 （一）车辆数合计（辆） 1

一、说明
"""
    (table,) = find_tables(text)
    assert table.kind == "three-public"
    rows = {row[0]: [cell for cell in row[1:] if cell] for row in grid(table)}
    assert rows["5.国内公务接待批次（个）"] == ["30"] and rows["（一）车辆数合计（辆）"] == ["1"]


COUNTED = """\
一般公共预算“三公”经费支出表
单位：万元
“三公”经费  因公出国（境        公务用车购置及运行费        公务接待费
  合计      ）费
                  小计    公务用车购置  公务用车运行
                          费       费
  7.30       -    4.20       -    4.20    3.10
"""


def test_words_of_the_head_tell_how_wide_a_hanzi_is_where_one_row_does_not() -> None:
    (table,) = find_tables(COUNTED)
    cells = {path[-1]: cell.text for path, cell in zip(table.columns, table.rows[1], strict=True)}
    assert (cells["小计"], cells["公务接待费"]) == ("4.20", "3.10")
    assert [text for name, text in cells.items() if name.endswith("公务用车运行费")] == ["4.20"]


SIDE_BY_SIDE = """\
                              财政拨款收支预算总表
                                                              单位：万元
收        入                        支        出
项        目              预算数    项        目        预算数
一、本年收入               6,842.50 一、本年支出         8,025.50
一般公共预算拨款收入       6,842.50 教育支出                62.00
政府性基金预算拨款收入              科学技术支出           186.40
国有资本经营预算拨款收入            社会保障和就业支出   1,655.30
二、上年结转               1,183.00 卫生健康支出         6,121.80
收  入  总  计             8,025.50 支  出  总  计       8,025.50

第三部分 情况说明
"""


def test_one_blank_behind_an_amount_parts_it_from_the_name_beside_it() -> None:
    (table,) = find_tables(SIDE_BY_SIDE)
    rows = {row[0].text: [cell.text for cell in row[1:] if cell.text] for row in table.rows[1:]}
    assert rows["卫生健康支出"] == ["6,121.80"]
    assert rows["二、上年结转"] == ["1,183.00"]
