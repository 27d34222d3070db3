"""Which number a correction mends, and in which form: of two that could be wrong, the likelier."""

from __future__ import annotations

import pytest

import gouji
from gouji.compare.audit import audit
from gouji.narrative.read import read_text

from .planted import check, roots


def test_each_wrong_unit_has_its_replacement() -> None:
    audit = check(
        ("支出决算为58.90万元，完成年初", "支出决算为58.90元，完成年初"),
        ("事业收入22.00万元", "事业收入22.00元"),
    )
    found = roots(audit)
    assert [each.kind for each in found] == ["unit", "unit"]
    assert [each.suggestion and each.suggestion.replacement for each in found] == ["22.00万元", "58.90万元"]


def test_a_budget_in_no_table_is_mended_by_its_list_and_its_rate() -> None:
    audit = check(("年初预算为105.00万元", "年初预算为150.00万元"))
    (root,) = roots(audit)
    assert root.suggestion is not None and root.suggestion.replacement == "105.00万元"
    assert "颠倒" in root.diagnosis
    assert len([each for each in audit.findings if each.cause == root.id]) >= 2


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
