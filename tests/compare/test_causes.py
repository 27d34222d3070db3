"""One defect is one finding: what is said of it, what follows from it, which explanations stand side by side."""

from __future__ import annotations

from importlib.resources import files

import pytest

import gouji
from gouji.compare.audit import audit
from gouji.compare.causes.explanations import MOST_NAMED
from gouji.compare.model import Audit, Finding
from gouji.narrative.read import read_text

SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts-correct.txt").read_text(encoding="utf-8")


def check(*changes: tuple[str, str]) -> Audit:
    """The sample with each first text replaced by the second, which must stand there once."""
    text = SAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return gouji.check_text(text)


def roots(audit: Audit) -> list[Finding]:
    return [each for each in audit.findings if each.cause is None and each.severity != "info"]


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


def test_exchanged_items_are_one_finding_with_what_speaks_for_each_explanation() -> None:
    (root,) = roots(
        check(
            ("支出决算为58.90万元，完成年初预算的98.17%", "支出决算为26.42万元，完成年初预算的44.03%"),
            ("支出决算为26.42万元，完成年初预算的102.40%", "支出决算为58.90万元，完成年初预算的228.29%"),
        )
    )[:1]
    assert root.diagnosis.startswith("两项金额互换，或两项名称互换")
    assert "“文物保护”为58.90万元" in root.diagnosis
    assert "÷60.00万元=44.03%" in root.diagnosis
    assert root.suggestion is None


def test_exchanged_amounts_whose_rates_stayed_are_a_plain_exchange() -> None:
    audit = check(
        ("支出决算为58.90万元，完成年初预算", "支出决算为26.42万元，完成年初预算"),
        ("支出决算为26.42万元，完成年初预算的102.40%", "支出决算为58.90万元，完成年初预算的102.40%"),
    )
    (root,) = roots(audit)
    assert root.diagnosis == "两项金额互换"
    assert root.suggestion is not None and root.suggestion.replacement == "58.90万元"


def test_a_budget_in_no_table_is_mended_by_its_list_and_its_rate() -> None:
    audit = check(("年初预算为105.00万元", "年初预算为150.00万元"))
    (root,) = roots(audit)
    assert root.suggestion is not None and root.suggestion.replacement == "105.00万元"
    assert "颠倒" in root.diagnosis
    assert len([each for each in audit.findings if each.cause == root.id]) >= 2


def test_the_item_that_leaves_out_its_budget_is_named() -> None:
    audit = check(
        ("年初预算为598.00万元，支出决算为612.48万元，完成年初预算的102.42%。", "支出决算为612.48万元。"),
        ("年初预算为40.00万元，支出决算为41.26万元，完成年初预算的103.15%。", "支出决算为41.26万元。"),
    )
    assert any("合计638" in each.expected for each in roots(audit) if each.code == "NN205")


def test_each_wrong_unit_has_its_replacement() -> None:
    audit = check(
        ("支出决算为58.90万元，完成年初", "支出决算为58.90元，完成年初"),
        ("事业收入22.00万元", "事业收入22.00元"),
    )
    found = roots(audit)
    assert [each.kind for each in found] == ["unit", "unit"]
    assert [each.suggestion and each.suggestion.replacement for each in found] == ["22.00万元", "58.90万元"]


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


@pytest.mark.parametrize(
    ("works", "slip"), [("74.93", "小数点错位"), ("744.93", "")], ids=["a-moved-point", "a-doubled-digit"]
)
def test_a_slip_is_named_where_the_parts_add_up_but_for_rounding(works: str, slip: str) -> None:
    """74.93 + 230.71 is 305.64, a last digit off 305.65: the slip was made in a number of that list."""
    service = "23.071" if slip else "230.71"
    text = (
        "第三部分  2024年度部门预算情况说明\n\n十、政府采购情况说明\n"
        f"2024年政府采购预算总额305.65万元，其中：政府采购货物预算0万元、政府采购工程预算{works}万元、"
        f"政府采购服务预算{service}万元。\n"
    )
    (root,) = roots(gouji.check_text(text))
    assert root.suggestion is not None
    assert root.suggestion.replacement == ("230.71万元" if slip else "74.93万元")
    assert root.diagnosis.startswith("“政府采购服务”小数点错位" if slip else "“政府采购工程”多写")
    assert root.diagnosis.endswith("，加总即相符")


def test_a_report_in_whole_numbers_is_corrected_in_whole_numbers() -> None:
    """The cell's 310.46 is 310 in a report whose every amount is a whole number."""
    text = (
        "第二部分  2024年度部门决算表\n\n支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 项目支出\n"
        "合计 1728.87 1310.46 418.41\n2010301 行政运行 1310.46 1310.46 0.00\n"
        "2010302 一般行政管理事务 418.41 0.00 418.41\n\n"
        "第三部分  2024年度部门决算情况说明\n\n三、支出决算情况说明\n"
        "2024年度支出合计1729万元，其中：基本支出1301万元，项目支出418万元。\n"
    )
    (root,) = roots(gouji.check_text(text))
    assert root.code == "NT101"
    assert root.suggestion is not None
    assert root.suggestion.replacement == "1310万元"


HEADING = "第三部分  2024年度部门决算情况说明\n\n一、收入支出决算总体情况说明\n"
OTHERS = (
    "会议费年初预算为10.00万元，支出决算为9.55万元，完成年初预算的95.50%。"
    "培训费年初预算为10.00万元，支出决算为8.55万元，完成年初预算的85.50%。\n"
)
SPENT = "机关运行经费年初预算为{budget}万元，支出决算为{actual}万元，完成年初预算的{rate}%。"


@pytest.mark.parametrize(
    ("budget", "actual", "rate", "right"),
    [
        ("56.20", "51.30", "9.128", "91.28%"),
        ("56.20", "51.30", "912.80", "91.28%"),
        ("56.20", "51.30", "1.28", "91.28%"),
        ("6.20", "51.30", "91.28", "56.20万元"),
        ("56.20", "51.30", "109.55", "91.28%"),
    ],
)
def test_of_a_rate_and_its_budget_the_one_is_mended_that_reads_oddly(
    budget: str, actual: str, rate: str, right: str
) -> None:
    """A rate in thousandths, or of nine hundred percent, is likelier wrong than the budget that would fit it."""
    (root,) = roots(
        gouji.check_text(HEADING + SPENT.format(budget=budget, actual=actual, rate=rate) + OTHERS)
    )
    assert root.suggestion is not None
    assert root.suggestion.replacement == right


def test_three_amounts_that_fit_each_other_leave_only_the_rate() -> None:
    said = "收入总计812.40万元，比2023年的650.00万元增加162.40万元，增长{}%。\n"
    for wrong in ("249.80", "224.98", "29.48"):
        (root,) = roots(gouji.check_text(HEADING + said.format(wrong) + OTHERS))
        assert root.suggestion is not None
        assert root.suggestion.replacement == "24.98%"
        assert root.diagnosis.startswith("比率")


def test_a_change_is_not_taken_for_one_with_more_decimals_than_others() -> None:
    said = "收入总计887.54万元，比上年增加552.23万元，增长6.25%。\n"
    (root,) = roots(gouji.check_text(HEADING + said + OTHERS))
    assert root.suggestion is not None
    assert root.suggestion.replacement == "52.23万元"


def test_a_rate_is_corrected_in_its_own_form_and_rounded_once() -> None:
    """100.46 of 280.21 are 35.8517 %, which is 35.9 %, though 35.85 % would round to 35.8 % half to even."""
    said = "机关运行经费179.75万元，比上年减少100.46万元，下降百分之61.4。\n"
    (root,) = roots(
        gouji.check_text(HEADING + said + "会议费9.50万元，比上年增加0.50万元，增长百分之5.6。\n")
    )
    assert root.suggestion is not None
    assert root.suggestion.replacement == "百分之35.9"


BOUGHT = (
    "十一、政府采购支出情况说明\n2024年度政府采购支出总额{total}万元，其中：政府采购货物支出137.31万元，政府采购工程支出0万元，"
    "政府采购服务支出0万元。授予中小企业合同金额{small}万元，占政府采购支出总额的{share}%。\n"
)


@pytest.mark.parametrize(
    ("total", "small", "share", "right"),
    [("17.31", "74.54", "54.29", "137.31万元"), ("137.31", "1373100", "100.00", "1373100元")],
)
def test_small_firms_over_the_total_follow_from_the_wrong_amount(
    total: str, small: str, share: str, right: str
) -> None:
    """What exceeds a total that is wrong is no second defect, nor is its share."""
    (root,) = roots(gouji.check_text(HEADING + BOUGHT.format(total=total, small=small, share=share)))
    assert root.suggestion is not None
    assert root.suggestion.replacement == right


def test_amounts_of_two_digits_reverse_no_growth() -> None:
    """0.07 down to 0.46 are 13.21 %; 17.34 % would fit an increase too, by chance."""
    (root,) = roots(gouji.check_text(HEADING + "会议费0.46万元，比上年减少0.07万元，下降17.34%。\n" + OTHERS))
    assert (root.code, root.kind) == ("NN201", "growth")


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


@pytest.mark.parametrize(
    ("elsewhere", "right"),
    [
        ("比上年减少12.36万元", "减少"),
        ("较上年增加12.36万元", "增长"),
        ("比上年减少12.63万元", None),
        ("一项比上年减少12.36万元，另一项比上年增加12.36万元", None),
    ],
)
def test_opposite_words_are_set_right_only_by_the_same_amount_elsewhere(
    elsewhere: str, right: str | None
) -> None:
    text = (
        "某站2024年度部门决算\n一、收入支出决算总体情况说明\n"
        "2024年度收、支总计5175.00万元，比上年增加12.36万元，下降0.24%。\n"
        f"四、财政拨款收入支出决算总体情况说明\n2024年度财政拨款收、支总计5175.00万元，{elsewhere}。\n"
    )
    (found,) = (each for each in audit(read_text(text)).findings if each.code == "NN204")
    assert (found.suggestion and found.suggestion.replacement) == right


@pytest.mark.parametrize(("sorts", "right"), [((2, 3, 4), "9辆"), ((3, 0, 4), "7辆"), ((1, 2, 6), "9辆")])
def test_what_is_counted_is_whole(sorts: tuple[int, int, int], right: str) -> None:
    """No 0.2 vehicles make up for a list that is off by one."""
    official, urgent, other = sorts
    (root,) = roots(
        gouji.check_text(
            "第三部分  2024年度部门决算情况说明\n\n十、国有资产占用情况说明\n\n"
            f"截至2024年12月31日，共有车辆8辆，其中，机要通信用车{official}辆、应急保障用车{urgent}辆、其他用车{other}辆。\n"
        )
    )
    assert root.expected == right
    assert "0." not in root.diagnosis


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


def test_two_names_exchanged_are_one_finding() -> None:
    one, two = "文化和旅游（款）群众文化（项）。年初预算为92", "文物（款）文物保护（项）。年初预算为60"
    found = roots(
        check((one, one.replace("群众文化", "文物保护")), (two, two.replace("文物保护", "群众文化")))
    )
    assert [(each.code, each.expected, each.diagnosis) for each in found] == [
        ("NT104", "群众文化", "两项名称互换")
    ]


def test_a_sentence_left_from_last_year_is_one_finding() -> None:
    """Budget, outturn and rate agree with one another: 100.00 of 108.00 are 92.59 %."""
    old = "年初预算为92.00万元，支出决算为86.35万元，完成年初预算的93.86%"
    (root,) = roots(check((old, "年初预算为108.00万元，支出决算为100.00万元，完成年初预算的92.59%")))
    assert (root.code, root.expected) == ("NT101", "86.35万元")
    assert "整句可能是上年的" in root.diagnosis


ROWS = """\
第二部分 2024年度部门决算表

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | 471.83 | 300.00 | 171.83 |
| 2060201 | 机构运行 | 188.00 | 150.00 | 38.00 |
| 2060203 | 自然科学基金 | 133.83 | 40.00 | 93.83 |
| 2060206 | 专项基础科研 | 150.00 | 110.00 | 40.00 |

一般公共预算财政拨款支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | 471.83 | 300.00 | 171.83 |
| 2060201 | 机构运行 | {} | {} | {} |
| 2060203 | 自然科学基金 | {} | {} | {} |
| 2060206 | 专项基础科研 | 150.00 | 110.00 | 40.00 |

第三部分 2024年度部门决算情况说明

五、一般公共预算财政拨款支出决算情况说明

1．科学技术支出（类）基础研究（款）机构运行（项）。支出决算为188.00万元。

2．科学技术支出（类）基础研究（款）自然科学基金（项）。支出决算为133.83万元。
"""


def test_two_rows_of_a_table_exchanged_are_one_finding() -> None:
    one, two = ("188.00", "150.00", "38.00"), ("133.83", "40.00", "93.83")
    assert not roots(gouji.check_text(ROWS.format(*one, *two)))
    (root,) = roots(gouji.check_text(ROWS.format(*two, *one)))
    assert "互换" in root.diagnosis


EXPENSES = """\
第二部分 2024年度部门决算表

财政拨款“三公”经费支出决算表

单位：万元

| 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | 公务接待费 |
| ---: | ---: | ---: | ---: |
| {} | {} | {} | {} |

第三部分 2024年度部门决算情况说明

八、“三公”经费支出决算情况说明

2024年度“三公”经费支出决算为31.41万元，其中：因公出国（境）费12.36万元，公务用车购置及运行维护费15.18万元，公务接待费3.87万元。
"""


def test_a_table_of_another_year_is_one_finding() -> None:
    assert not roots(gouji.check_text(EXPENSES.format("31.41", "12.36", "15.18", "3.87")))
    (root,) = roots(gouji.check_text(EXPENSES.format("28.56", "10.72", "14.59", "3.25")))
    assert "处处不符" in root.diagnosis
    one_agrees = roots(gouji.check_text(EXPENSES.format("29.18", "10.72", "14.59", "3.87")))
    assert len(one_agrees) > 1


def test_two_years_exchanged_are_one_finding() -> None:
    said = "公务接待费{}万元，比上年{}万元减少1.24万元，下降24.27%。\n"
    head = EXPENSES.format("31.41", "12.36", "15.18", "3.87").rpartition("，公务接待费")[0] + "。\n\n"
    assert not roots(gouji.check_text(head + said.format("3.87", "5.11")))
    (root,) = roots(gouji.check_text(head + said.format("5.11", "3.87")))
    assert (root.code, root.diagnosis) == ("NT101", "本年数与上年数互换")


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
