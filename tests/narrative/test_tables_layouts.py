"""The same tables, printed in every layout, must give the same cells: never a wrong certain column."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from gouji.corpora.synthesis.layouts import printed
from gouji.corpora.synthesis.printing import Print, Style, Truth
from gouji.corpora.synthesis.styles import STYLES as USUAL
from gouji.extract.settle import settle
from gouji.narrative.labels import key_of
from gouji.narrative.lines import printed_width
from gouji.narrative.model import Cell, Table
from gouji.narrative.tables import find_tables

from .budget_sheets import budget_sheets
from .table_money import Department
from .table_print import in_columns
from .table_sheets import final_sheets

STYLES = {
    **USUAL,
    "pipes-bare": Style("pipes", bare=True, split=True),
    "pipes-bare-lines": Style("pipes", bare=True, lines=True, comma=True),
    "led-bare": Style("led", bare=True, split=True),
    "led-bare-lines": Style("led", bare=True, lines=True),
}
EXACT = tuple(name for name, style in STYLES.items() if style.blanks != "vanished")


def placed(tables: tuple[Table, ...]) -> dict[int, tuple[Table, tuple[Cell, ...], Cell]]:
    return {
        c.start: (t, row, c)
        for t in tables
        for row in t.rows[1:]
        for c in row[t.stub_columns :]
        if c.start is not None
    }


def complaints(out: Print, *, exact: bool) -> list[str]:
    """What was read otherwise than printed."""
    tables = settle(find_tables(out.text))
    at = placed(tables)
    said = []
    for start, truth in out.truth.items():
        if start not in at:
            said.append(f"lost: {truth}")
            continue
        table, row, cell = at[start]
        said += [
            f"{what}: {truth} read as {[c.text for c in row]} {cell.columns}"
            for what in wrong(table, row, cell, truth, exact)
        ]
    return said + strangers(out, tables)


def wrong(table: Table, row: tuple[Cell, ...], cell: Cell, truth: Truth, exact: bool) -> list[str]:
    said = []
    if cell.text != truth.text:
        said.append("text")
    if table.kind != truth.kind:
        said.append(f"kind {table.kind}")
    if truth.label and key_of(row[table.stub_columns - 1].text) != key_of(truth.label):
        said.append("label")
    if (row[0].text if table.stub_columns == 2 else "") != truth.code:
        said.append("code")
    fits = [bool(re.search(truth.pattern, "".join(table.columns[j]))) for j in cell.columns]
    if not any(fits):
        said.append(f"column {[table.columns[j] for j in cell.columns]}")
    elif exact and len(fits) > 1:
        said.append("open")
    return said


def strangers(out: Print, tables: tuple[Table, ...]) -> list[str]:
    """Numbers in cells that were never printed as amounts, and blanks said for certain where a number was printed."""
    said = [
        f"stranger {c.text!r}"
        for start, (_, _, c) in placed(tables).items()
        if start not in out.truth and re.search(r"\d", c.text)
    ]
    for table in tables:
        for row in table.rows[1:]:
            truths = [out.truth[c.start] for c in row if c.start in out.truth]
            if len({t.row for t in truths}) > 1:
                said.append(f"rows run together: {[t.label for t in truths]}")
            for j, cell in enumerate(row):
                if j >= table.stub_columns and cell.start is None and cell.columns:
                    path = "".join(table.columns[j])
                    said += [f"blank for certain: {t} {path}" for t in truths if re.search(t.pattern, path)]
    return said


TITLES = {
    "numbered": "表{number}：{title}",
    "annex": "附件2-{number}：{title}",
    "item": "{number}.{title}",
    "list": "（{number}）{title}",
    "dated": "2024年度{title}",
    "owned": "临江市渔业发展服务中心2024年{title}",
    "with-number": "{title} 公开{number:02}表",
    "with-number-in-brackets": "{title}（公开{number:02}表）",
    "below-number": "公开{number:02}表\n{title}",
    "torn": "{head}\n{tail}",
    "spaced": "{spaced}",
    "starred": "**{title}**",
    "hashed": "### {title}",
    "without-word": "公开{number:02}表\n{bare}",
    "with-unit": "{title}  部门：临江市渔业发展服务中心",
}


@pytest.mark.parametrize("levels", ["类款项", "项", "类项"])
@pytest.mark.parametrize("name", STYLES)
def test_final_accounts_read_alike_in_every_layout(name: str, levels: str) -> None:
    for seed in range(3):
        department = Department(seed, levels=levels, zeros=seed == 1, unit="元" if seed == 2 else "万元")
        out = printed(final_sheets(department), STYLES[name])
        assert complaints(out, exact=name in EXACT or seed == 1) == []


@pytest.mark.parametrize("levels", ["类款项", "项"])
@pytest.mark.parametrize("name", STYLES)
def test_budgets_read_alike_in_every_layout(name: str, levels: str) -> None:
    for seed in range(6):
        department = Department(seed, levels=levels, zeros=seed % 2 == 1, unit="元" if seed == 2 else "万元")
        out = printed(budget_sheets(department), STYLES[name])
        assert complaints(out, exact=name in EXACT or seed % 2 == 1) == []


@pytest.mark.parametrize("width", [printed_width, len])
@pytest.mark.parametrize("style", [Style("rows"), Style("rows", split=True, lines=True, comma=True)])
def test_columns_of_print_are_the_columns_of_the_table(style: Style, width: Callable[[str], int]) -> None:
    for seed in range(4):
        department = Department(seed, zeros=seed == 1, unit="元" if seed == 2 else "万元")
        for sheets in (final_sheets(department), budget_sheets(department)):
            out = in_columns(sheets, style, width)
            assert complaints(out, exact=seed != 2) == []


@pytest.mark.parametrize("layout", ["rows", "cells", "tabs", "led"])
@pytest.mark.parametrize("name", TITLES)
def test_tables_are_found_under_every_manner_of_title(name: str, layout: str) -> None:
    blanks = "vanished" if layout in ("rows", "cells") else "kept"
    for seed, sheets in ((3, final_sheets(Department(3))), (4, budget_sheets(Department(4)))):
        if name == "without-word" and seed == 4:
            continue
        out = printed(sheets, Style(layout, blanks=blanks, title=TITLES[name]))
        assert complaints(out, exact=False) == [], seed


@pytest.mark.parametrize("name", [name for name in STYLES if name not in EXACT])
def test_a_slip_in_a_number_never_makes_a_wrong_column_certain(name: str) -> None:
    for seed in range(4):
        rng = random.Random(seed)
        department = Department(seed, levels=rng.choice(("类款项", "项", "类项")))
        out = printed((final_sheets, budget_sheets)[seed % 2](department), STYLES[name])
        slip(out, rng)
        assert complaints(out, exact=False) == []


def slip(out: Print, rng: random.Random) -> None:
    """Change one digit of one printed number."""
    start = rng.choice(sorted(out.truth))
    old = out.truth[start].text
    i = rng.choice([i for i, character in enumerate(old) if character.isdigit()])
    digit = rng.choice([d for d in "123456789" if d != old[i]])
    out.truth[start] = replace(out.truth[start], text=old[:i] + digit + old[i + 1 :])
    out.parts[:] = [out.text[: start + i] + digit + out.text[start + i + 1 :]]


@pytest.mark.parametrize("name", ["rows", "cells-vanished", "rows-split"])
def test_sums_settle_most_numbers_whose_blanks_have_vanished(name: str) -> None:
    sure = total = 0
    for seed in range(8):
        out = printed(final_sheets(Department(seed)), STYLES[name])
        found = placed(settle(find_tables(out.text)))
        sure += sum(len(found[start][2].columns) == 1 for start in out.truth)
        total += len(out.truth)
    assert sure > 0.9 * total


HEAD_ABOVE = """第三部分  2031年度单位决算表
— 4 —
公开03表 青禾市档案服务中心 金额单位：万元
项目 本年支出合计 基本支出 项目支出
科目名称
支出决算表
合计 71.50 41.50 30.00
208 社会保障和就业支出 41.50 41.50 0.00
20805 41.50 41.50 0.00
行政事业单位养老
支出
2080502 事业单位离退休 41.50 41.50 0.00
公开05表 青禾市档案服务中心 金额单位：万元
项目 小计 基本支出 项目支出
一般公共预算财政拨款支出决算表
合计 60.25 40.25 20.00
208 社会保障和就业支出 60.25 40.25 20.00
"""


def test_a_head_printed_above_its_title_is_of_the_table_below() -> None:
    first, second = find_tables(HEAD_ABOVE)
    assert [path[-1] for path in first.columns[2:]] == ["本年支出合计", "基本支出", "项目支出"]
    assert [path[-1] for path in second.columns[3:]] == ["基本支出", "项目支出"]
    assert first.end <= second.start
    assert first.rows[-1][1].text == "事业单位离退休"


def test_a_name_below_its_amounts_is_of_their_row() -> None:
    row = next(row for row in find_tables(HEAD_ABOVE)[0].rows if row[0].text == "20805")
    assert [cell.text for cell in row][1:] == ["行政事业单位养老支出", "41.50", "41.50", "0.00"]


def test_a_name_that_is_not_the_codes_own_stays_apart() -> None:
    text = HEAD_ABOVE.replace("行政事业单位养老\n支出", "青禾路口的旧仓库")
    row = next(row for row in find_tables(text)[0].rows if row[0].text == "20805")
    assert row[1].text == ""


def test_three_public_by_last_year_and_this_year() -> None:
    text = (
        "部门预算财政拨款“三公”经费支出表\n单位：万元\n项目\n上年数\n本年数\n增减额\n"
        "合计\n9.10\n8.40\n-0.70\n3.公务接待费\n9.10\n8.40\n-0.70\n"
    )
    (table,) = find_tables(text)
    assert [path[-1] for path in table.columns] == ["项目", "上年数", "本年数", "增减额"]


def test_of_two_years_beside_each_other_either_may_be_empty() -> None:
    parts = "合计\n因公出国（境）费\n公务用车购置及运行维护费\n公务接待费\n小计\n公务用车购置费\n公务用车运行维护费\n"
    text = (
        f"一般公共预算“三公”经费支出表\n单位：万元\n2023年预算数\n2024年预算数\n{parts * 2}7.92\n7.92\n7.92\n"
    )
    (table,) = find_tables(text)
    reach = [cell.columns for cell in table.rows[-1] if cell.text]
    assert len(table.columns) == 13
    assert {1, 7} <= set(reach[0])


def test_project_funds_with_a_bare_budget_column() -> None:
    text = (
        "项目支出绩效自评表\n（2024年度）\n项目名称\t古桥修缮\n"
        "项目预算执行情况（万元）\t预算数\t执行数\t执行率\t分值\t得分\n"
        "年度资金总额\t160.00\t140.00\t87.50%\t10\t8.75\n其中：财政拨款\t160.00\t140.00\t87.50%\t-\t-\n"
        "总分\t\t\t\t100\t97.75\n"
    )
    (table,) = find_tables(text)
    assert [path[-1] for path in table.columns] == ["项目", "预算数", "执行数", "执行率", "分值", "得分"]
    assert [cell.text for cell in table.rows[1]] == [
        "年度资金总额",
        "160.00",
        "140.00",
        "87.50%",
        "10",
        "8.75",
    ]


THREE_AND_TWO = "“三公”经费合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 会议费 培训费"
EACH_COUNT = (
    "因公出国（境）团组数（个） 2 公务用车保有量（辆） 5\n组织培训次数（个） 7 参加培训人次（人） 310\n"
)


@pytest.mark.parametrize("mark", [" ", "\n", "\n\t"])
def test_meetings_and_training_stand_in_both_halves_and_counts_below_are_a_table(mark: str) -> None:
    rows = (
        "预算数 决算数",
        f"{THREE_AND_TWO} {THREE_AND_TWO}",
        "小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费",
        "9.00 1.00 5.00 0.00 5.00 3.00 2.00 8.00 7.50 1.00 4.50 0.00 4.50 2.00 1.50 6.40",
        "相关统计数\n项目 统计数 项目 统计数",
        EACH_COUNT.strip(),
    )
    lead = mark.strip("\n ")
    body = "\n".join(lead + line.replace(" ", mark) for row in rows for line in row.split("\n"))
    money, counts = find_tables(f"财政拨款“三公”经费、会议费和培训费支出决算表\n单位：万元\n{body}\n")
    heads = ["".join(path) for path in money.columns[1:]]
    values = dict(zip(heads, [cell.text for cell in money.rows[1][1:]], strict=True))
    assert values["预算数培训费"] == "8.00"
    assert values["决算数合计"] == "7.50"
    assert values["决算数会议费"] == "1.50"
    assert counts.kind == money.kind == "three-public"
    assert [cell.text for cell in counts.rows[-1]] == ["参加培训人次（人）", "310"]
