"""One defect is one finding: what is said of it, what follows from it, which explanations stand side by side."""

from __future__ import annotations

import pytest

import gouji
from gouji.compare.causes.explanations import MOST_NAMED

from .planted import SAMPLE, check, roots


def test_the_sample_is_right() -> None:
    assert roots(check()) == []


def test_exchanged_digits_of_a_change_are_one_finding_with_its_repetitions() -> None:
    """620 万元 after a decrease of 124 is 16.67 % down; 142 would be 18.64 %."""
    wrong = "比上年减少142.00万元，下降16.67%"
    text = (
        "第三部分  2024年度部门决算情况说明\n\n一、收入支出决算总体情况说明\n"
        f"2024年度收、支总计均为620.00万元，{wrong}。\n\n"
        f"三、支出决算情况说明\n2024年度支出合计620.00万元，{wrong}。\n"
    )
    audit = gouji.check_text(text)
    (root,) = roots(audit)
    assert "颠倒" in root.diagnosis
    assert "124.00万元" in root.diagnosis
    assert root.suggestion is not None
    assert text[root.suggestion.start : root.suggestion.end] == "142.00万元"
    assert root.suggestion.replacement == "124.00万元"
    assert [each.code for each in audit.findings if each.cause == root.id] == ["NN201"]
    places = [text.find(wrong), text.rfind(wrong)]
    assert all(
        any(item.start is not None and abs(item.start - place) < 40 for item in root.evidence)
        or abs(root.start - place) < 40
        for place in places
    )


def test_the_item_that_leaves_out_its_budget_is_named() -> None:
    audit = check(
        ("年初预算为598.00万元，支出决算为612.48万元，完成年初预算的102.42%。", "支出决算为612.48万元。"),
        ("年初预算为40.00万元，支出决算为41.26万元，完成年初预算的103.15%。", "支出决算为41.26万元。"),
    )
    assert any("合计638" in each.expected for each in roots(audit) if each.code == "NN205")


def test_a_wrong_cell_is_the_cause_of_what_prose_and_sums_say_of_it() -> None:
    row = "文物保护\n\t58.90\n"
    assert row in SAMPLE
    wrong = SAMPLE.replace(row, row.replace("58.90", "58.09"), 1)
    (root,) = roots(gouji.check_text(wrong))
    assert root.code == "TT301"
    assert root.stated == "58.09万元"
    assert root.suggestion is not None and root.suggestion.replacement == "58.90"


def test_an_amount_under_the_name_of_another_item_is_a_wrong_name() -> None:
    audit = check(("文物（款）文物保护（项）", "文物（款）图书馆（项）"))
    assert [each.kind for each in roots(audit)][-1] == "label"
    assert any(each.expected == "文物保护" for each in roots(audit))


def test_of_many_equally_good_explanations_three_are_examples_and_none_is_preferred() -> None:
    text = (
        "2024年度部门决算\n\n第三部分 2024年度部门决算情况说明\n\n"
        "五、一般公共预算财政拨款支出决算情况说明\n\n"
        "1.农林水支出（类）水利（款）防汛（项）。年初预算为81.00万元，支出决算为81.00万元，"
        "决算数大于年初预算数的主要原因是项目追加。\n"
    )
    (root,) = roots(gouji.check_text(text))
    assert "无法判定是哪一种，例如表述应为持平；或者" in root.diagnosis
    assert root.diagnosis.count("；或者") == MOST_NAMED - 1
    assert root.suggestion is None


def test_a_wrong_unit_is_not_said_again_of_the_firms_that_sold() -> None:
    text = (
        "第三部分  2024年度部门决算情况说明\n\n十一、政府采购支出情况说明\n"
        "2024年度政府采购支出总额520.00元，其中：政府采购货物支出20.00万元、政府采购服务支出500.00万元。"
        "授予中小企业合同金额520.00万元，占政府采购支出总额的100%。\n"
    )
    (root,) = roots(gouji.check_text(text))
    assert root.kind == "unit"


def test_a_wrong_part_of_a_change_is_not_said_again_of_the_changes_that_add_up() -> None:
    text = (
        "第三部分  2024年度部门决算情况说明\n\n九、“三公”经费支出决算情况说明\n"
        "公务用车购置及运行维护费决算数70.00万元，比年初预算数85.00万元减少15.00万元。其中，公务用车购置费决算数36.00万元，"
        "比年初预算数38.00万元减少12.00万元；公务用车运行维护费决算数34.00万元，比年初预算数47.00万元减少13.00万元。\n"
    )
    (root,) = roots(gouji.check_text(text))
    assert root.code == "NN201"


def test_a_part_that_a_table_shows_otherwise_is_a_wrong_amount() -> None:
    """The list tells it by its sum, a table says what it should be: the part took the total's number."""
    table = (
        "第二部分  2024年度部门预算表\n\n财政拨款收支总表\n单位：万元\n"
        "项目\t预算数\n一般公共预算拨款收入\t755.31\n上年结转\t132.23\n收入总计\t887.54\n\n"
    )
    said = (
        "四、财政拨款收支总表的说明\n2024年财政拨款收支总预算887.54万元。"
        "收入包括：一般公共预算当年拨款收入{}万元、上年结转132.23万元。\n"
    )
    heading = "第三部分  2024年度单位预算情况说明\n\n"
    assert not roots(gouji.check_text(table + heading + said.format("755.31")))
    (root,) = roots(gouji.check_text(table + heading + said.format("887.54")))
    assert (root.code, root.kind) == ("NN205", "amount")


def test_parts_over_a_total_that_its_table_shows_otherwise_follow_from_it() -> None:
    table = (
        "第二部分  2024年度部门决算表\n\n支出决算表\n单位：万元\n"
        "项目\t本年支出合计\t基本支出\t项目支出\n合计\t1360.84\t27.40\t1333.44\n\n"
    )
    said = "三、支出决算情况说明\n本年支出合计136.84万元，其中：项目支出1333.44万元。\n"
    (root,) = roots(gouji.check_text(table + "第三部分  2024年度部门决算情况说明\n\n" + said))
    assert root.code == "NT101"
    assert root.suggestion is not None and root.suggestion.replacement == "1360.84万元"


@pytest.mark.parametrize("wrong", [1, 2, 5, 9])
def test_heads_that_are_wrong_alike_are_found_at_the_heads(wrong: int) -> None:
    """元 printed above amounts in 万元: the prose, which says 万元 each time, is not accused of it."""
    head = "单位：万元"
    parts = SAMPLE.split(head)
    text = "单位：元".join(parts[: wrong + 1]) + "".join(head + part for part in parts[wrong + 1 :])
    assert len(parts) == 10
    found = {each.code for each in roots(gouji.check_text(text))}
    assert found == {"TT305"}


def test_prose_that_is_wrong_throughout_is_not_defended_by_its_heads() -> None:
    """元 for 万元 in all of the prose: the tables print what a public body may spend."""
    before, _, after = SAMPLE.rpartition("第三部分")
    codes = {each.code for each in roots(gouji.check_text(f"{before}第三部分{after.replace('万元', '元')}"))}
    assert "TT305" not in codes
    assert "NT102" in codes


def test_two_slips_in_one_list_are_two_roots() -> None:
    """The total lost a digit and one of its items has two exchanged: neither follows from the other."""
    found = roots(
        check(("年初预算为1047.97万元", "年初预算为104.97万元"), ("年初预算为598.00", "年初预算为589.00"))
    )
    right = sorted(each.suggestion.replacement for each in found if each.suggestion)
    assert right == ["1047.97万元", "598.00万元"]


LEAVES = """\
第二部分 2024年度部门决算表

一般公共预算财政拨款支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | 471.83 | 300.00 | 171.83 |
| 2060201 | 机构运行 | 188.00 | 150.00 | 38.00 |
| 2060203 | 自然科学基金 | 133.83 | 40.00 | {one} |
| 2060206 | 专项基础科研 | 150.00 | 110.00 | {two} |

第三部分 2024年度部门决算情况说明

五、一般公共预算财政拨款支出决算情况说明

2024年度一般公共预算财政拨款支出471.83万元。
"""


def test_the_cell_that_one_slip_explains_is_named_where_its_total_agrees_with_others() -> None:
    """38.00 + 93.83 + 40.00 = 171.83; with 39.83 for 93.83 neither the row nor the column adds up."""
    (root,) = roots(gouji.check_text(LEAVES.format(one="39.83", two="40.00")))
    assert (root.code, root.stated, root.expected) == ("TT301", "39.83万元", "93.83万元")


def test_an_operand_that_its_row_prints_is_an_amount_not_a_share() -> None:
    """A share shows the wrong amount; what should stand there is printed under its own name."""
    head = "第三部分 2024年度部门决算情况说明\n\n十一、政府采购支出情况说明\n\n"
    table = (
        "政府采购支出情况表\n\n单位：万元\n\n| 项目 | 金额 |\n| --- | ---: |\n"
        "| 合计 | 132.90 |\n| 授予中小企业合同金额 | 26.58 |\n\n"
    )
    text = table + head + "政府采购支出总额132.90万元，其中：授予中小企业合同金额6.58万元，占20.00%。\n"
    assert [each.kind for each in roots(gouji.check_text(text))] == ["amount"]


@pytest.mark.parametrize(("said", "accused"), [("887.54", False), ("700.00", False), ("909.31", True)])
def test_what_was_carried_over_excuses_no_more_than_itself(said: str, accused: bool) -> None:
    """132.23 were carried over: the prose may count them in or leave them out, but no more."""
    text = (
        "第二部分  2024年度部门预算表\n\n财政拨款收支总表\n单位：万元\n"
        "项目\t预算数\n一般公共预算拨款收入\t755.31\n上年结转\t132.23\n收入总计\t887.54\n\n"
        "第三部分  2024年度单位预算情况说明\n\n四、财政拨款收支总表的说明\n"
        f"2024年一般公共预算财政拨款收入{said}万元。\n"
    )
    assert bool(roots(gouji.check_text(text))) is accused
