"""Columns whose order the head does not tell are put where the sums of full rows have them, or stay unread."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from gouji.extract.arranged import arranged
from gouji.extract.settle import settle
from gouji.narrative.model import Table
from gouji.narrative.tables import find_tables

WORDS = {
    "prior": "2030年执行数",
    "total": "小计",
    "basic": "基本支出",
    "project": "项目支出",
    "change": "增减额",
}
ROLES = {word: key for key, word in WORDS.items()} | {"本年支出合计": "total", "上年数": "prior"}
ORDERS = [order for order in permutations(WORDS) if abs(order.index("basic") - order.index("project")) == 1]


def read(text: str) -> Table:
    (table,) = settle(tuple(map(arranged, find_tables(text))))
    return table


def outlay(seed: int) -> list[tuple[str, dict[str, str]]]:
    rng = Random(seed)
    rows = []
    for code, name in (("208", "社会保障和就业支出"), ("213", "农林水支出"), ("221", "住房保障支出")):
        basic, prior = rng.randint(100, 99999), rng.randint(100, 99999)
        project = 0 if code == "221" else rng.randint(100, 99999)
        total = basic + project
        cents = {"prior": prior, "total": total, "basic": basic, "project": project, "change": total - prior}
        rows.append((f"{code} {name}", {key: f"{value / 100:.2f}" for key, value in cents.items()}))
    return rows


@pytest.mark.parametrize("zeros", [True, False])
@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_a_head_in_any_order(order: tuple[str, ...], zeros: bool) -> None:
    rows = outlay(len("".join(order[:2])))
    lines = [
        " ".join((label, *(values[key] for key in order if zeros or values[key] != "0.00")))
        for label, values in rows
    ]
    head = "科目编码 科目名称 " + " ".join(WORDS[key] for key in order)
    table = read("\n".join(("一般公共预算支出表", "单位：万元", head, *lines)))
    names = [ROLES.get(path[-1], "") for path in table.columns]
    for row, (_, values) in zip(table.rows[1:], rows, strict=True):
        sure = {
            names[cell.columns[0]]: cell.text
            for cell in row[2:]
            if cell.start is not None and len(cell.columns) == 1
        }
        assert sure.items() <= values.items()
        assert len(sure) >= (5 if zeros else 3)


def test_a_torn_head_is_put_right_by_the_sums() -> None:
    table = read(
        "一般公共预算支出表\n单位：万元\n科目编码 科目名称 2030年执行数 2031年预\n算数项目支出 基本支出 小计 2031年预\n"
        "算数比203\n0年执行数增\n减额\n"
        "208 社会保障和就业支出 70.00 50.00 30.00 80.00 10.00\n"
        "213 农林水支出 9.00 6.00 2.00 8.00 -1.00\n"
        "221 住房保障支出 5.00 0.00 5.50 5.50 0.50\n"
    )
    assert [path[-1] for path in table.columns[2:]] == [
        "上年数",
        "项目支出",
        "基本支出",
        "本年支出合计",
        "增减额",
    ]


def test_columns_that_fit_in_no_order_are_unread() -> None:
    table = read(
        "支出总表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出 备用数\n"
        "208 社会保障和就业支出 70.00 51.00 33.00 1.00\n213 农林水支出 9.00 6.00 2.50 2.00\n"
    )
    assert {path[-1] for path in table.columns[2:]} == {"？"}


def test_one_slip_does_not_move_a_column() -> None:
    rows = "".join(f"2080{n}01 项目 {n + 3}.00 {n}.00 3.00\n" for n in range(1, 6))
    table = read(f"支出总表\n科目编码 科目名称 合计 基本支出 项目支出\n{rows}2080901 项目 9.00 2.00 3.00\n")
    assert [path[-1] for path in table.columns[2:]] == ["本年支出合计", "基本支出", "项目支出"]


@pytest.mark.parametrize("values", ["9.00 1.00 3.00 5.00 2.00 3.00", "9.00 1.00 5.00 2.00 3.00 3.00"])
@pytest.mark.parametrize("fees", ["公务接待费 公务用车购置及运行费", "公务用车购置及运行费 公务接待费"])
def test_the_reception_stands_where_the_sums_have_it(fees: str, values: str) -> None:
    table = read(
        f"“三公”经费支出表\n单位：万元\n合计 因公出国（境）费 {fees}\n小计 公务用车购置费 公务用车运行费\n{values}\n"
    )
    at = next(j for j, path in enumerate(table.columns) if "接待" in path[-1])
    assert table.rows[1][at].text == "3.00"


def test_two_equal_amounts_of_the_three_costs_are_told_by_the_change_and_the_total() -> None:
    table = read(
        "“三公”经费支出表\n单位：万元\n项目\n上年数\n本年数\n增减额\n合计\n6.50\n6.00\n-0.50\n1.因公出国（境）费\n"
        "2.公务用车购置及运行维护费\n4.75\n4.75\n其中：公务用车购置费\n公务用车运行维护费\n4.75\n4.75\n3.公务接待费\n1.75\n1.25\n-0.50\n"
    )
    row = next(row for row in table.rows if row[0].text.startswith("2."))
    assert [(cell.text, cell.columns) for cell in row[1:]] == [("4.75", (1,)), ("4.75", (2,)), ("", (3,))]


def test_projects_of_two_funds_are_told_by_the_totals() -> None:
    table = read(
        "项目支出表\n项目类别 项目名称 项目单位 合计 一般公共预算 政府性基金预算\n合计 9.00 7.00 2.00\n"
        "特定目标类 水库除险 渔业发展服务中心 4.00 4.00\n特定目标类 鱼苗放流 渔业发展服务中心 3.00 3.00\n"
        "其他运转类 渔港维护 渔业发展服务中心 2.00 2.00\n"
    )
    assert [row[0].text for row in table.rows[2:]] == ["水库除险", "鱼苗放流", "渔港维护"]
    assert [[cell.text for cell in row[1:]] for row in table.rows[2:]] == [
        ["4.00", "4.00", ""], ["3.00", "3.00", ""], ["2.00", "", "2.00"],
    ]  # fmt: skip
