"""Two things in each other's place, or a text in another year's: one finding, not one for each number."""

from __future__ import annotations

import gouji

from .planted import check, roots


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


SPENDING = """\
第二部分 2024年度部门决算表

收入支出决算总表

单位：万元

| 收入项目 | 金额 | 支出项目 | 金额 |
| --- | ---: | --- | ---: |
| 财政拨款收入 | 321.83 | 农林水支出 | 321.83 |
| 本年收入合计 | 321.83 | 本年支出合计 | 321.83 |

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | {} | {} | {} |
| 213 | 农林水支出 | {} | {} | {} |
| 2130101 | 行政运行 | {} | {} | {} |

第三部分 2024年度部门决算情况说明

三、支出决算情况说明

2024年度支出合计321.83万元，其中：基本支出188.64万元，占58.61%；项目支出133.19万元，占41.39%。
"""


def test_a_table_that_other_tables_and_the_prose_contradict_is_one_finding() -> None:
    assert not roots(gouji.check_text(SPENDING.format(*("321.83", "188.64", "133.19") * 3)))
    (root,) = roots(gouji.check_text(SPENDING.format(*("296.47", "171.52", "124.95") * 3)))
    assert "上年" in root.diagnosis
    assert root.severity == "error"
