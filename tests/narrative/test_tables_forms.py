"""Forms that print more than names and amounts: codes of units, flows by nature, 机构运行信息."""

from __future__ import annotations

import pytest

from gouji.narrative.model import Table
from gouji.narrative.tables import find_tables

BY_UNIT = """\
部门支出总表
单位：元
项目\t\t\t\t\t合计\t基本支出\t项目支出
科目编码\t\t\t单位代码\t单位名称（科目）\t\t\t
类\t款\t项\t\t\t\t\t
\t\t\t\t合计\t450.00\t350.00\t100.00
\t\t\t215001\t云江市林业局本级\t450.00\t350.00\t100.00
208\t05\t99\t215001\t其他行政事业单位养老支出\t150.00\t150.00\t
213\t02\t02\t215001\t一般行政管理事务\t100.00\t\t100.00
213\t02\t01\t215001\t行政运行\t200.00\t200.00\t
"""
WHOLE_CODES = """\
部门支出总表
单位：元
科目编码\t单位代码\t科目名称\t合计\t基本支出\t项目支出
\t\t合计\t450.00\t350.00\t100.00
\t215001\t云江市林业局本级\t450.00\t350.00\t100.00
2080599\t215001\t其他行政事业单位养老支出\t150.00\t150.00\t
2130202\t215\t一般行政管理事务\t100.00\t\t100.00
2130201\t215001\t行政运行\t200.00\t200.00\t
"""


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows[1:]]


ROWS = [
    ["", "合计", "450.00", "350.00", "100.00"],
    ["", "云江市林业局本级", "450.00", "350.00", "100.00"],
    ["2080599", "其他行政事业单位养老支出", "150.00", "150.00", ""],
    ["2130202", "一般行政管理事务", "100.00", "", "100.00"],
    ["2130201", "行政运行", "200.00", "200.00", ""],
]


@pytest.mark.parametrize("text", [BY_UNIT, WHOLE_CODES])
def test_the_code_of_a_unit_beside_that_of_a_subject_is_no_amount(text: str) -> None:
    (table,) = find_tables(text)
    assert grid(table) == ROWS


@pytest.mark.parametrize("mark", [" ", "\n"])
def test_nor_where_blanks_or_lines_part_the_cells(mark: str) -> None:
    (table,) = find_tables(BY_UNIT.replace("\t", mark))
    assert [row[:3] for row in grid(table)][2:] == [row[:3] for row in ROWS[2:]]


@pytest.mark.parametrize("mark", ["\t", " ", "\n"])
def test_codes_of_units_within_one_another_are_no_amounts(mark: str) -> None:
    (table,) = find_tables(
        f"部门收入总表\n单位：元\n单位代码{mark}单位名称{mark}合计{mark}一般公共预算\n"
        f"合计{mark}900.00{mark}900.00\n215{mark}215001{mark}云江市林业局本级{mark}600.00{mark}600.00\n"
        f"215{mark}215902{mark}云江市种苗站{mark}300.00{mark}300.00\n"
    )
    assert {cell for row in grid(table) for cell in row} >= {"900.00", "600.00", "300.00"}
    assert not {"215", "215001", "215902"} & {cell for row in grid(table) for cell in row}


FLOWS = """\
一般公共预算财政拨款收入支出决算表
部门：云江县林业局
单位：元
项目 年初结转和结余 本年收入 本年支出 年末结转和结余
科目编码 科目名称 合计 基本支出结转 项目支出结转和结余 合计 基本支出 项目支出
合计 基本支出 项目支出 合计 基本支出结转 项目支出结转和结余
小计 人员经费 公用经费 项目支出结转 项目支出结余
栏次 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
合计 5.00 0.00 5.00 90.00 70.00 20.00 92.00 70.00 60.00 10.00 22.00 3.00 0.00 3.00 0.00
213 农林水支出 5.00 0.00 5.00 90.00 70.00 20.00 92.00 70.00 60.00 10.00 22.00 3.00 0.00 3.00 0.00
"""


def test_what_one_fund_spent_stands_beside_what_it_had_and_what_is_left() -> None:
    (table,) = find_tables(FLOWS)
    columns = {path: cell.text for path, cell in zip(table.columns, table.rows[2], strict=True)}
    assert table.kind == "general-expenditure"
    assert columns["年初结转和结余", "合计"] == "5.00"
    assert columns["本年支出", "合计"] == "92.00"
    assert columns["本年支出", "基本支出", "人员经费"] == "60.00"
    assert columns["年末结转和结余", "项目支出结转和结余", "项目支出结转"] == "3.00"


def test_a_summary_of_the_general_budget_stays_one() -> None:
    (table,) = find_tables(
        "一般公共预算财政拨款收支总表\n单位：万元\n收入\t\t支出\t\n项目\t金额\t项目\t金额\n"
        "本年收入\t9.00\t本年支出\t9.00\n收入总计\t9.00\t支出总计\t9.00\n"
    )
    assert table.kind == "fiscal-income-expenditure"


RUNNING = [
    ["项目", "预算数", "决算统计数", "项目", "决算统计数"],
    ["一、“三公”经费支出", "9.00", "8.40", "二、机关运行经费", "31.50"],
    ["（一）支出合计", "9.00", "8.40", "（一）行政单位", "31.50"],
    ["1．公务用车购置及运行维护费", "8.00", "7.60", "三、国有资产占用情况", ""],
    ["2．公务接待费", "1.00", "0.80", "（一）车辆数合计（辆）", "3"],
    ["（二）相关统计数", "—", "", "1．应急保障用车", "2"],
    ["1．公务用车保有量（辆）", "—", "3", "2．其他用车", "1"],
    ["2．国内公务接待人次（人）", "—", "96", "四、政府采购支出信息", ""],
    ["3．国（境）外公务接待人次（人）", "—", "", "（一）政府采购支出合计", "12.30"],
]


@pytest.mark.parametrize("mark", ["\t", "\n", " "])
def test_both_halves_of_what_keeps_an_office_running(mark: str) -> None:
    rows = "\n".join(mark.join(cell for cell in row if cell or mark != " ") for row in RUNNING)
    (table,) = find_tables(f"机构运行信息表\n单位：万元\n{rows}\n")
    found = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows[1:]}
    assert table.kind == "three-public"
    assert found["二、机关运行经费"] == ["", "", "31.50"]
    assert found["1．应急保障用车"] == ["", "", "2"]
    assert found["2．国内公务接待人次（人）"] == ["", "96", ""]
    assert found["（一）政府采购支出合计"] == ["", "", "12.30"]


BY_FUND = """\
部门支出预算表
单位：元
科目编码 科目名称 合计 一般公共预算 政府性基金预算 国有资本经营预算 财政专户管理的支出 单位资金
小计 基本支出 项目支出 小计 事业支出 事业单位经营支出 上级补助支出 附属单位补助支出 其他支出
213 农林水支出 95.00 60.00 40.00 20.00 25.00 5.00 1.00 4.00 3.00 0.00 0.00 0.00 1.00
"""
BY_FISCAL = """\
部门支出预算表
单位：元
科目编码 科目名称 合计 财政拨款 单位资金
小计 基本支出 项目支出 其他收入
213 农林水支出 95.00 90.00 60.00 30.00 5.00
"""


def by_column(text: str) -> dict[str, str]:
    (table,) = find_tables(text)
    return {"/".join(path): cell.text for path, cell in zip(table.columns, table.rows[1], strict=True)}


def test_spending_by_fund_of_which_the_last_is_parted_too() -> None:
    found = by_column(BY_FUND)
    assert (found["项目"], found["合计"]) == ("农林水支出", "95.00")
    assert (found["一般公共预算/小计"], found["一般公共预算/项目支出"]) == ("60.00", "20.00")
    assert (found["单位资金/小计"], found["单位资金/其他支出"]) == ("4.00", "1.00")


def test_what_the_treasury_pays_is_a_part_of_all_that_is_spent() -> None:
    found = by_column(BY_FISCAL)
    assert (found["合计"], found["财政拨款/小计"], found["单位资金"]) == ("95.00", "90.00", "5.00")


def test_income_of_the_year_with_money_of_the_body_s_own_in_parts() -> None:
    found = by_column(
        "部门收入预算表\n单位：元\n部门（单位）代码 部门（单位）名称 合计 本年收入 上年结转结余\n"
        "小计 一般公共预算 政府性基金预算 国有资本经营预算 财政专户管理资金 单位资金\n"
        "小计 事业收入 事业单位经营收入 上级补助收入 附属单位上缴收入 其他收入\n"
        "合计 99.00 95.00 60.00 25.00 5.00 1.00 4.00 3.00 0.00 0.00 0.00 1.00 4.00\n"
    )
    assert (found["合计"], found["本年收入/小计"], found["上年结转结余"]) == ("99.00", "95.00", "4.00")
    assert (found["本年收入/单位资金/小计"], found["本年收入/单位资金/其他收入"]) == ("4.00", "1.00")


def test_columns_numbered_from_the_code_on() -> None:
    found = by_column(
        "一般公共预算支出预算表（按功能科目分类）\n单位：元\n"
        "部门预算支出功能分类科目 合计 基本支出 项目支出\n科目编码 科目名称 小计 人员经费 公用经费\n"
        "1 2 3 4 5 6 7\n213 农林水支出 60.00 40.00 30.00 10.00 20.00\n"
    )
    assert list(found.values())[2:] == ["60.00", "40.00", "30.00", "10.00", "20.00"]
    assert found["项目支出"] == "20.00"
