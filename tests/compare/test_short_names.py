"""Short names in sections with a table of their own are confirmed by it, zeros too; only another sort's row accuses."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text

REPORT = """第二部分 2023年度部门决算表

财政拨款“三公”经费支出决算表
单位：万元

| 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 |  |  | 公务接待费 |
| --- | --- | --- | --- | --- | --- |
|  |  | 小计 | 公务用车购置费 | 公务用车运行维护费 |  |
| 9.00 | 0.00 | 8.00 | 3.00 | 5.00 | 1.00 |

政府采购情况表
单位：万元

| 项目 | 采购金额 |
| --- | --- |
| 合计 | 7.00 |
| A货物 | 7.00 |
| B工程 | |

第三部分 2023年度部门决算情况说明
一、“三公”经费支出情况说明
“三公”支出9.00万元，其中接待支出1.00万元，出国支出0万元，车辆支出8.00万元（购置3.00万元、运行维护5.00万元）。
二、采购情况说明
全年采购7.00万元，其中货物{goods}万元，工程0万元。
"""


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        ("1.00万元", "1.00"),
        ("0万元", "0.00"),
        ("8.00万元", "8.00"),
        ("3.00万元", "3.00"),
        ("5.00万元", "5.00"),
    ],
)
def test_short_names_of_expenses_meet_their_cells(number: str, cell: str) -> None:
    result = audit(read_text(REPORT.format(goods="7.00")))
    claim = next(c for c in result.claims if result.report.text[c.start : c.end] == number)
    assert result.links[claim.id].figures[0].text == cell


def test_sorts_of_purchases_meet_theirs_blanks_too() -> None:
    result = audit(read_text(REPORT.format(goods="7.00")))
    linked = {c.subject: result.links[c.id].figures[0] for c in result.claims if c.id in result.links}
    assert linked["货物"].row_path == ("A货物",) and linked["工程"].blank
    assert not [finding for finding in result.findings if finding.severity != "info"]


def test_a_sort_that_differs_from_the_table_is_no_error_unless_a_slip_explains_it() -> None:
    result = audit(read_text(REPORT.format(goods="6.50")))
    claim = next(c for c in result.claims if c.subject == "货物")
    assert result.assessments[claim.id].verdict == "unverifiable"


def test_the_row_of_another_sort_confirms_nothing() -> None:
    text = REPORT.replace("| B工程 | |", "| B工程 | 2.30 |\n| C服务 | 1.70 |").replace(
        "| A货物 | 7.00", "| A货物 | 3.00"
    )
    said = text.format(goods="2.30").replace("工程0万元", "工程3.00万元，服务1.70万元")
    result = audit(read_text(said))
    verdicts = {claim.subject: result.assessments[claim.id].verdict for claim in result.claims[-3:]}
    assert list(verdicts.values()) == ["inconsistent", "inconsistent", "consistent"], verdicts


def test_a_row_without_an_amount_does_not_hide_the_sort_below_it() -> None:
    """A table that lost its blanks runs 工程 and 服务 together: the row is of neither, and its amount is linked."""
    text = (
        "第一部分 2023年部门预算表\n\n部门政府采购预算\n单位：万元\n采购目\n录序号\n采购项目类别\n计量单位\n数量\n"
        "总计\n当年安排资金\n合计\n31.06\n31.06\nA\n货物\n批\n9.86\n9.86\nB\n工程\n批\nC\n服务\n批\n21.20\n21.20\n\n"
        "第二部分 2023年部门预算说明\n\n五、政府采购预算情况\n"
        "2023年安排政府采购预算31.06万元，其中货物类9.86万元、服务类21.20万元，未安排工程类采购。\n"
    )
    checked = audit(read_text(text))
    (services,) = (each for each in checked.claims if each.subject == "服务类")
    assert str(checked.links[services.id].figures[0].quantity.value) == "21.20"
