"""Numbers whose column the text does not tell, settled by the sums of rows, of columns and of other tables."""

from __future__ import annotations

from gouji.extract.settle import settle
from gouji.narrative.model import Table
from gouji.narrative.tables import find_tables

OUTLAY = "支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出 经营支出\n栏次 1 2 3 4\n"
GENERAL = "一般公共预算财政拨款支出决算表\n单位：万元\n科目编码 科目名称 小计 基本支出 项目支出\n栏次 1 2 3\n"
FUND = (
    "政府性基金预算财政拨款收入支出决算表\n单位：万元\n"
    "科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余\n小计 基本支出 项目支出\n"
)


def tables(*texts: str) -> tuple[Table, ...]:
    return settle(find_tables("\n".join(texts)))


def places(table: Table) -> dict[str, dict[str, tuple[str, ...]]]:
    """Of each row, by its code or label, where its numbers may stand."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in table.rows[1:]:
        key = row[0].text or row[1].text
        found[key] = {
            c.text: tuple(table.columns[j][-1] for j in c.columns) for c in row[2:] if c.start is not None
        }
    return found


def test_several_columns_are_settled_by_what_they_add_up_to() -> None:
    (table,) = tables(
        f"{OUTLAY}合计 9.00 4.00 3.00 2.00\n2130104 事业运行 4.00 4.00\n2130108 病虫害控制 5.00 3.00 2.00\n"
    )
    assert places(table)["2130108"] == {
        "5.00": ("本年支出合计",),
        "3.00": ("项目支出",),
        "2.00": ("经营支出",),
    }


def test_columns_that_are_empty_in_the_total_are_empty_in_every_row() -> None:
    (table,) = tables(
        GENERAL + "合计 9.00 4.00 5.00\n2130104 事业运行 4.00 4.00\n2130108 病虫害控制 5.00 5.00\n"
    )
    assert places(table)["2130104"]["4.00"] == ("本年支出合计",) or places(table)["2130104"] == {
        "4.00": ("基本支出",)
    }
    certain = [
        cell
        for row in table.rows[1:]
        for cell in row[2:]
        if cell.start is not None and len(cell.columns) == 1
    ]
    assert len(certain) == 7


def test_sums_down_the_columns_tell_which_rows_are_basic() -> None:
    (table,) = tables(
        GENERAL + "合计 16.00 7.00 9.00\n2130104 事业运行 7.00 7.00\n"
        "2130108 病虫害控制 5.00 5.00\n2210201 住房公积金 4.00 4.00\n"
    )
    rows = {row[0].text: [cell.text for cell in row[2:]] for row in table.rows[1:]}
    assert rows["2130104"] == ["7.00", "7.00", ""]
    assert rows["2130108"] == ["5.00", "", "5.00"]


def test_of_two_ways_the_one_that_pays_pensions_out_of_basic_costs_is_taken() -> None:
    (table,) = tables(
        GENERAL + "合计 40.03 20.01 20.02\n2050803 培训支出 6.40 6.40\n2120501 环境卫生 13.61 13.61\n"
        "2080501 离退休 2.60 2.60\n2080505 养老保险缴费 17.42 17.42\n"
    )
    rows = {row[0].text: [cell.text for cell in row[2:]] for row in table.rows[1:]}
    assert rows["2080501"] == ["2.60", "2.60", ""]
    assert rows["2120501"] == ["13.61", "", "13.61"]


def test_what_two_ways_can_explain_stays_open() -> None:
    (table,) = tables(
        GENERAL + "合计 10.00 5.00 5.00\n2130104 事业运行 5.00 5.00\n2130108 病虫害控制 5.00 5.00\n"
    )
    assert [cell.columns for cell in table.rows[2] if cell.start is not None][-1] == (3, 4)


def test_a_wrong_sum_settles_nothing() -> None:
    (table,) = tables(OUTLAY + "合计 9.00 4.00 3.00\n2130104 事业运行 4.00 4.00\n")
    assert places(table)["合计"]["4.00"] != ("项目支出",)
    assert len(places(table)["合计"]["4.00"]) > 1


def test_a_sibling_table_tells_where_the_same_item_stands() -> None:
    whole = GENERAL.replace("一般公共预算财政拨款", "") + (
        "合计 10.00 5.00 5.00\n2130104 事业运行 5.00 5.00\n2130108 病虫害控制 5.00 5.00\n"
    )
    part = (
        "一般公共预算财政拨款支出决算表\n单位：万元\n\n"
        "| 科目编码 | 项目 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
        "| 2130104 | 事业运行 | 5.00 | | 5.00 |\n| 2130108 | 病虫害控制 | 5.00 | 5.00 | |\n"
    )
    outlay, _ = tables(whole, part)
    assert [[cell.text for cell in row[2:]] for row in outlay.rows[2:]] == [
        ["5.00", "", "5.00"],
        ["5.00", "5.00", ""],
    ]
    assert all(len(cell.columns) == 1 for row in outlay.rows[1:] for cell in row[2:])


def test_what_is_unknown_in_a_sibling_is_not_taken_for_nothing() -> None:
    fiscal = (
        "财政拨款收入支出决算总表\n单位：万元\n收入 支出\n"
        "项目 金额 项目 合计 一般公共预算财政拨款 政府性基金预算财政拨款 "
        "国有资本经营预算财政拨款\n"
        "一、一般公共预算财政拨款 20.00 一、教育支出 20.00 20.00\n本年收入合计 23.00 本年支出合计 23.00 20.00 3.00\n"
    )
    fund = FUND + "合计 3.00 3.00 3.00\n"
    summary, _ = tables(fiscal, fund)
    total = next(row for row in summary.rows if row[0].text == "本年支出合计")
    (three,) = (cell for cell in total if cell.text == "3.00")
    assert summary.columns.index(("支出", "政府性基金预算财政拨款")) in three.columns


def test_the_carry_over_of_a_fund_must_balance() -> None:
    (table,) = tables(FUND + "合计 2.00 9.00 7.00 7.00 4.00\n")
    found = {c.text: c.columns for c in table.rows[1] if c.start is not None}
    names = [path[0] for path in table.columns]
    assert (found["2.00"], found["9.00"]) == ((names.index("年初结转和结余"),), (names.index("本年收入"),))
    assert found["4.00"] == (names.index("年末结转和结余"),)


def test_tables_without_open_numbers_are_left_as_they_are() -> None:
    found = find_tables(
        "收入决算表\n\n| 项目 | 合计 | 财政拨款收入 |\n|---|---|---|\n| 合计 | 1.00 | 1.00 |\n| 甲 | 1.00 | 1.00 |\n"
    )
    assert settle(found) is found


def test_a_row_with_more_numbers_than_can_be_tried_stays_open() -> None:
    (table,) = tables(OUTLAY + "合计 " + "3.00 " * 3000 + "\n2130104 事业运行 4.00 4.00\n")
    assert len(table.columns) < 80
    assert any(len(cell.columns) > 1 for cell in table.rows[1])
