"""Cells of tables as figures: value, unit, step, path, and what they are about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.extract.cells import cell_step, cell_value, plain_label
from gouji.extract.figures import figures, with_settled_tables
from gouji.extract.model import Figure
from gouji.narrative.model import Report
from gouji.narrative.tables import find_tables


def read(text: str, *, year: int = 2024, kind: str = "final-accounts") -> dict[tuple[str, str], Figure]:
    """The figures of a text by their text and the last word of their column."""
    report = Report(
        path="a.txt", sha256="", format="text", text=text, organisation="某市渔业局", year=year,
        kind="budget" if kind == "budget" else "final-accounts",
        sections=(), paragraphs=(), tables=find_tables(text),
    )  # fmt: skip
    found = figures(with_settled_tables(report))
    return {(figure.row_path[-1], figure.column_path[-1]): figure for figure in found}


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("1,234.50", "1234.50", "0.01"),
        ("－3.2", "-3.2", "0.1"),
        ("１２", "12", "1"),
        ("3辆", "3", "1"),
        ("7.5 %", "7.5", "0.1"),
    ],
)
def test_a_cell_is_read_as_it_is_written(text: str, value: str, step: str) -> None:
    assert (cell_value(text), cell_step(text)) == (Decimal(value), Decimal(step))


def test_a_word_is_no_number() -> None:
    assert cell_value("合计") is None and cell_value("2024年度") is None


def test_labels_without_numerals() -> None:
    assert [plain_label(text) for text in ("一、 教 育 支 出", "其中:（1）印刷费")] == ["教育支出", "印刷费"]


def test_items_stand_under_their_class() -> None:
    found = read(
        "支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n"
        "205 教育支出 3.00 2.00 1.00\n20502 普通教育 3.00 2.00 1.00\n2050202 小学教育 3.00 2.00 1.00\n"
    )
    figure = found["小学教育", "项目支出"]
    assert (figure.row_path, figure.code) == (("教育支出", "普通教育", "小学教育"), "2050202")
    assert (figure.facets.flow, figure.facets.nature, figure.facets.item) == (
        "expenditure",
        "project",
        "小学教育",
    )
    assert (figure.column, figure.quantity.unit, figure.blank) == ("actual", "万元", False)


def test_the_finest_step_of_a_column_holds_for_all_its_cells() -> None:
    found = read(
        "收入决算表\n单位：元\n项目 本年收入合计 财政拨款收入\n合计 3.25 3.25\n2050202 小学教育 3.2 3.2\n"
    )
    assert found["小学教育", "本年收入合计"].quantity.step == Decimal("0.01")
    assert found["合计", "财政拨款收入"].quantity.unit == "元"


def test_both_sides_of_a_summary_table_know_their_flow() -> None:
    found = read(
        "收入支出决算总表\n单位：万元\n收入 支出\n项目 行次 决算数 项目 行次 决算数\n栏次 1 栏次 2\n"
        "一、一般公共预算财政拨款收入 1 8.00 一、教育支出 30 8.00\n总计 2 8.00 总计 31 8.00\n"
    )
    assert found["教育支出", "决算数"].facets.flow == "expenditure"
    assert found["一般公共预算财政拨款收入", "决算数"].facets.flow == "income"
    assert found["一般公共预算财政拨款收入", "决算数"].facets.fund == "general"


def test_a_blank_cell_is_a_figure_of_nothing() -> None:
    found = read(
        "支出决算表\n\n| 项目 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|\n"
        "| 合计 | 2.00 | 2.00 |  |\n| 甲 | 2.00 | 2.00 |  |\n"
    )
    figure = found["合计", "项目支出"]
    assert (figure.blank, figure.start, figure.quantity.value) == (True, None, Decimal(0))


def test_the_column_of_last_year_is_prior_and_changes_keep_their_sign() -> None:
    found = read(
        "一般公共预算支出表\n单位：万元\n"
        "科目编码 科目名称 2023年执行数 2024年预算数 增减额 增减%\n小计 基本支出 项目支出\n栏次 1 2 3 4 5 6\n"
        "合计 9.00 7.00 4.00 3.00 -2.00 -22.22\n",
        kind="budget",
    )
    assert found["合计", "2023年执行数"].column == "prior"
    assert (found["合计", "增减额"].column, found["合计", "增减额"].signed) == ("change", Decimal("-2.00"))
    assert found["合计", "基本支出"].column == "budget"


def test_a_row_that_names_the_organisation_is_the_total() -> None:
    found = read(
        "收入总表\n单位：万元\n单位名称 合计 一般公共预算 政府性基金预算\n栏次 1 2 3\n某市渔业局 7.00 4.00 3.00\n",
        kind="budget",
    )
    assert found["合计", "一般公共预算"].quantity.value == Decimal("4.00")


def test_an_open_number_names_the_other_columns_where_it_may_stand() -> None:
    found = read("支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n合计 5.00 5.00\n")
    assert any(figure.alternatives for figure in found.values())


def test_counts_are_in_their_own_unit() -> None:
    found = read(
        "国有资产占用情况表\n单位：元\n资产项目\n数量\n办公用房（平方米）\n6820\n公务用车（辆）\n5\n其他车辆\n3\n电脑\n9\n"
    )
    assert {label: figure.quantity.unit for (label, _), figure in found.items()} == {
        "办公用房（平方米）": "平方米", "公务用车（辆）": "辆", "其他车辆": "辆", "电脑": "个",
    }  # fmt: skip


def test_a_unit_in_the_head_of_a_column_is_its_own() -> None:
    found = read("资产情况表\n单位：元\n项目\n数量\n价值（万元）\n1.房屋\n2\n30.00\n2.车辆\n1\n5.00\n")
    assert found["房屋", "价值（万元）"].quantity.unit == "万元"


def test_the_level_of_an_item_is_no_unit() -> None:
    found = read(
        "支出总表\n单位：万元\n项目 合计 基本支出 项目支出\n行政运行（项） 3.00 2.00 1.00\n合计 3.00 2.00 1.00\n"
    )
    assert {figure.quantity.unit for figure in found.values()} == {"万元"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2024年年初预算数", "budget"),
        ("2024年决算数", "actual"),
        ("2023年决算数", "prior"),
        ("2023年某市渔业局", "prior"),
        ("年初预算数", "budget"),
    ],
)
def test_a_row_that_is_a_year_or_a_period_holds_it_in_all_columns(row: str, column: str) -> None:
    found = read(
        "“三公”经费支出表\n单位：万元\n项目\t合计\t因公出国（境）费\t公务接待费\n"
        f"{row}\t3.00\t2.00\t1.00\n2024年\t4.00\t2.50\t1.50\n"
    )
    (label,) = {row for row, _ in found} - {"2024年"}
    assert {found[label, name].column for name in ("合计", "公务接待费")} == {column}
    assert found[label, "公务接待费"].facets.item == "公务接待费"


def test_a_project_behind_the_name_of_its_unit_is_called_by_its_own() -> None:
    found = read(
        "项目支出表\n单位：万元\n项目单位 项目名称 合计 财政拨款\n某市渔业局增殖放流与养护 9.00 9.00\n合计 9.00 9.00\n",
        kind="budget",
    )
    assert any(row == "增殖放流与养护" for row, _ in found)
