"""Which cell a claim speaks of: by words, section and table, never by the value alone."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text

TABLES = """第二部分 2023年度部门决算表

支出决算表
单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
|  | 合计 | 900.00 | 500.00 | 400.00 |
| 2050201 | 学前教育 | 300.00 | 100.00 | 200.00 |
| 2050202 | 小学教育 | 600.00 | 400.00 | 200.00 |

一般公共预算财政拨款支出决算表
单位：万元

| 科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
|  | 合计 | 880.00 | 490.00 | 390.00 |
| 2050201 | 学前教育 | 290.00 | 95.00 | 195.00 |
| 2050202 | 小学教育 | 590.00 | 395.00 | 195.00 |

财政拨款“三公”经费支出决算表
单位：万元

| 项目 | 预算数 | 决算数 |
|---|---|---|
| 合计 | 9.00 | 7.00 |
| 1.因公出国（境）费 | 0.00 | 0.00 |
| 2.公务用车购置及运行维护费 | 6.00 | 5.00 |
| 3.公务接待费 | 3.00 | 2.00 |

第三部分 2023年度部门决算情况说明

"""


def linked(prose: str, number: str) -> tuple[str, tuple[str, ...], str] | None:
    """(table kind, row path, cell text) of the first cell of the claim with this number."""
    report = audit(read_text(TABLES + prose))
    claim = next(c for c in report.claims if report.report.text[c.start : c.end].startswith(number))
    link = report.links.get(claim.id)
    return (link.figures[0].table_kind, link.figures[0].row_path, link.figures[0].text) if link else None


@pytest.mark.parametrize(
    ("prose", "number", "expected"),
    [
        (
            "三、支出决算情况说明\n\n2023年度支出合计911.00万元，其中：基本支出500.00万元。\n",
            "911",
            ("expenditure", "900.00"),
        ),
        (
            "三、支出决算情况说明\n\n2023年度支出合计900.00万元，其中：基本支出511.00万元。\n",
            "511",
            ("expenditure", "500.00"),
        ),
        (
            "五、一般公共预算财政拨款支出决算情况说明\n\n2023年度一般公共预算财政拨款支出900.00万元。\n",
            "900",
            ("general-expenditure", "880.00"),
        ),
        (
            "五、一般公共预算财政拨款支出决算情况说明\n\n（三）具体情况\n\n"
            "1.教育支出（类）普通教育（款）学前教育（项）。年初预算为300万元，支出决算为300.00万元。\n",
            "300.00",
            ("general-expenditure", "290.00"),
        ),
        (
            "九、财政拨款“三公”经费支出决算情况说明\n\n2023年度“三公”经费支出预算为9万元，支出决算为8.00万元。\n",
            "8.00",
            ("three-public", "7.00"),
        ),
        (
            "九、财政拨款“三公”经费支出决算情况说明\n\n公务接待费支出决算为5.00万元。\n",
            "5.00",
            ("three-public", "2.00"),
        ),
    ],
)
def test_words_lead_to_the_cell_even_if_its_value_differs(
    prose: str, number: str, expected: tuple[str, str]
) -> None:
    found = linked(prose, number)
    assert found is not None
    assert (found[0], found[2]) == expected


def test_the_prior_year_is_no_cell_of_this_year() -> None:
    assert linked("三、支出决算情况说明\n\n2022年度支出合计为911.00万元。\n", "911") is None


def test_an_unknown_item_has_no_cell() -> None:
    prose = "五、一般公共预算财政拨款支出决算情况说明\n\n农林水支出（类）水利（款）防汛（项）。支出决算为66.00万元。\n"
    assert linked(prose, "66") is None


def test_a_misspelt_item_still_finds_its_row() -> None:
    item = "教育支出（类）普通教育（款）小学校教育（项）。支出决算为590.00万元。"
    prose = f"五、一般公共预算财政拨款支出决算情况说明\n\n{item}\n"
    found = linked(prose, "590")
    assert found is not None and found[1][-1] == "小学教育"


def test_the_total_of_three_public_is_not_the_total_of_all_spending() -> None:
    prose = "九、财政拨款“三公”经费支出决算情况说明\n\n全年共计支出880.00万元。\n"
    found = linked(prose, "880")
    assert found is None or found[0] == "three-public"


NAMESAKES = """一般公共预算财政拨款支出决算表
单位：万元

| 科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
|  | 合计 | 90.00 | 90.00 | 0.00 |
| 2010301 | 行政运行 | 60.00 | 60.00 | 0.00 |
| 2013101 | 行政运行 | 30.00 | 30.00 | 0.00 |

第三部分 2023年度部门决算情况说明

五、一般公共预算财政拨款支出决算情况说明

（三）具体情况

"""


@pytest.mark.parametrize(
    ("item", "verdict"),
    [
        ("行政运行支出决算为66.00万元。", "unverifiable"),
        ("行政运行支出决算为30.00万元。", "consistent"),
        ("行政运行（2013101）支出决算为66.00万元。", "inconsistent"),
        (
            "1.一般公共服务支出（类）党委办公厅（室）及相关机构事务（款）行政运行（项）。支出决算为66.00万元。",
            "inconsistent",
        ),
    ],
)
def test_one_name_of_two_codes_is_told_apart_only_by_code_or_parents(item: str, verdict: str) -> None:
    report = audit(read_text(NAMESAKES + item + "\n"))
    assert report.assessments[report.claims[-1].id].verdict == verdict


def _set(scale: int) -> str:
    return f"""收入支出决算总表
单位：万元

| 项目 | 决算数 | 项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | {scale}10.40 | 一、教育支出 | {scale}12.60 |
| 本年收入合计 | {scale}10.40 | 本年支出合计 | {scale}12.60 |
| 年初结转和结余 | 7.30 | 年末结转和结余 | 5.10 |
| 总计 | {scale}17.70 | 总计 | {scale}17.70 |

"""


@pytest.mark.parametrize(("said", "wrong"), [("317.70", 0), ("371.70", 1)])
def test_prose_behind_the_tables_of_a_unit_is_about_those_it_copies(said: str, wrong: int) -> None:
    """The department's tables come first, a unit's follow; the nearest are not those that the prose is about."""
    text = (
        "第二部分 2023年度部门决算表\n\n"
        + _set(3)
        + _set(8)
        + "第三部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n"
        + f"2023年度收、支总计均为{said}万元。本年收入合计310.40万元。本年支出合计312.60万元。\n"
    )
    found = [each for each in audit(read_text(text)).findings if each.severity == "error"]
    assert [each.code for each in found] == ["NT101"] * wrong
    assert all(each.expected == "317.70万元" for each in found)


UNCODED = """第二部分 2023年度部门决算表

一般公共预算财政拨款支出决算表
单位：万元

| 项目 | 小计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 合计 | 90.00 | 90.00 | 0.00 |
{rows}

第三部分 2023年度部门决算情况说明

五、一般公共预算财政拨款支出决算情况说明

（三）具体情况

1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。支出决算为60.00万元。

2.一般公共服务支出（类）党委办公厅（室）及相关机构事务（款）行政运行（项）。支出决算为30.00万元。
"""


@pytest.mark.parametrize(
    "rows",
    [
        "| 行政运行 | 60.00 | 60.00 | 0.00 |\n| 行政运行 | 30.00 | 30.00 | 0.00 |",
        "| 一般公共服务支出 | 90.00 | 90.00 | 0.00 |\n"
        "| 政府办公厅（室）及相关机构事务 | 60.00 | 60.00 | 0.00 |\n| 行政运行 | 60.00 | 60.00 | 0.00 |\n"
        "| 党委办公厅（室）及相关机构事务 | 30.00 | 30.00 | 0.00 |\n| 行政运行 | 30.00 | 30.00 | 0.00 |",
    ],
)
def test_rows_of_one_name_without_codes_accuse_nobody(rows: str) -> None:
    report = audit(read_text(UNCODED.format(rows=rows)))
    assert [each.verdict for each in report.assessments.values()] == ["consistent", "consistent"]


def test_rows_of_one_name_are_told_apart_by_the_groups_above_them() -> None:
    rows = (
        "| 一般公共服务支出 | 90.00 | 90.00 | 0.00 |\n"
        "| 政府办公厅（室）及相关机构事务 | 60.00 | 60.00 | 0.00 |\n| 行政运行 | 60.00 | 60.00 | 0.00 |\n"
        "| 党委办公厅（室）及相关机构事务 | 30.00 | 30.00 | 0.00 |\n| 行政运行 | 30.00 | 30.00 | 0.00 |"
    )
    report = audit(read_text(UNCODED.format(rows=rows).replace("支出决算为30.00", "支出决算为39.00")))
    assert [each.verdict for each in report.assessments.values()] == ["consistent", "inconsistent"]


BASIC = """一般公共预算财政拨款基本支出决算表
单位：万元

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
|  | 合计 | 490.00 | 410.00 | 80.00 |
| 301 | 工资福利支出 | 410.00 | 410.00 |  |
| 302 | 商品和服务支出 | 80.00 |  | 80.00 |

第三部分 2023年度部门决算情况说明

"""


@pytest.mark.parametrize(("number", "cell"), [("410.00", "410.00"), ("80.00", "80.00"), ("12.00", None)])
def test_the_basic_table_confirms_what_staff_and_offices_cost_of_all_money(
    number: str, cell: str | None
) -> None:
    """An equal amount is confirmed there; another is not held against it, as own money may be in it."""
    prose = (
        "三、支出决算情况说明\n\n2023年支出合计900.00万元，其中基本支出502.00万元，包括人员经费410.00万元、日常公用经费80.00万元，"
        "公用经费中另有12.00万元由自有资金负担；项目支出398.00万元。\n"
    )
    report = audit(read_text(TABLES.replace("第三部分 2023年度部门决算情况说明\n\n", "") + BASIC + prose))
    claim = next(c for c in report.claims if report.report.text[c.start : c.end].startswith(number))
    link = report.links.get(claim.id)
    basic = [f.text for f in link.figures if f.table_kind == "basic-expenditure"] if link else []
    assert basic[:1] == ([cell] if cell else [])
