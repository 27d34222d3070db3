"""Changes in the prose of a budget: against last year's column of a table, and those of “三公” against their total."""

from __future__ import annotations

import pytest

import gouji

TABLE = """第二部分 2024年部门预算表

一般公共预算“三公”经费支出表

单位：万元

| 项目 | 2023年预算数 | 2024年预算数 |
| --- | ---: | ---: |
| 合计 | 51.00 | 47.20 |
| 因公出国（境）费 | 0.00 | 0.00 |
| 公务用车购置及运行维护费 | 40.00 | 38.00 |
| 公务接待费 | 11.00 | 9.20 |

第三部分 2024年部门预算情况说明

四、“三公”经费情况说明

"""
TOTAL = "2024年“三公”经费预算47.20万元，比2023年减少3.80万元。其中：公务用车购置及运行维护费38.00万元，"
PLANNED = (
    "因公出国（境）费0万元；公务用车购置及运维费5.2万元（其中：公务用车购置费0万元，公务用车运行维护费5.2万元）；"
    "公务接待费1.2万元。"
)


def said(prose: str, tables: str = TABLE) -> list[tuple[str, str]]:
    """What is found, as code and quote."""
    found = gouji.check_text(f"某市司法局2024年部门预算\n\n{tables}{prose}\n").findings
    return [(each.code, each.quote) for each in found if each.cause is None and each.severity != "info"]


@pytest.mark.parametrize(
    ("prose", "code"),
    [
        ("比2023年减少2.00万元；公务接待费9.20万元，比2023年减少1.80万元。", ""),
        ("比2023年减少2.00万元；公务接待费9.20万元，比2023年增加1.80万元，主要原因是来访增加。", "NN204"),
        ("比2023年预算减少2.00万元；公务接待费9.20万元，比2023年预算减少1.30万元。", "NN201"),
        ("比2023年减少2.00万元；公务接待费9.20万元，比2023年执行数增加0.70万元。", ""),
        ("比2023年减少2.00万元；公务接待费9.20万元，比2022年增加0.70万元。", ""),
    ],
)
def test_a_change_is_held_against_last_years_column(prose: str, code: str) -> None:
    assert [each for each, _ in said(TOTAL + prose)] == ([code] if code else [])


def test_where_most_changes_disagree_with_the_column_they_are_against_something_else() -> None:
    prose = TOTAL.replace("3.80", "1.10") + "比2023年减少0.60万元；公务接待费9.20万元，比2023年减少0.50万元。"
    assert said(prose) == []


@pytest.mark.parametrize(
    ("changes", "quotes"),
    [
        (
            "减少0.8万元，其中：因公出国（境）费与上年持平；公务用车运维费减少0.5万元；公务接待费减少0.3万元。",
            [],
        ),
        (
            "减少1.9万元，其中：因公出国（境）费与上年持平；公务用车运维费减少0.5万元；公务接待费减少0.3万元。",
            ["减少1.9万元"],
        ),
        ("减少1.9万元，其中：公务用车运维费减少0.5万元；公务接待费减少0.3万元。", []),
        (
            "减少1.9万元，其中：公务用车运维费减少0.5万元；公务接待费减少0.3万元，因公出国（境）费未安排。",
            [],
        ),
    ],
)
def test_changes_of_three_expenses_add_up_where_the_others_stayed(changes: str, quotes: list[str]) -> None:
    head = "第三部分 情况说明\n\n四、“三公”经费预算情况\n\n我部门“三公”经费预算安排6.4万元，其中"
    found = said(f"{head}{PLANNED}与2023年相比{changes}", tables="")
    assert [code for code, _ in found] == ["NN214"] * len(quotes)
    assert all(part in quote for part, (_, quote) in zip(quotes, found, strict=True))


GENERAL = """第二部分 2024年部门预算表

一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 2023年执行数 | 2024年预算数 | 增减额 |
| --- | --- | ---: | ---: | ---: |
| 2130313 | 水文测报 | 450.20 | 430.10 | -20.10 |
|  | 合计 | 450.20 | 430.10 | -20.10 |

第三部分 2024年部门预算情况说明

一、一般公共预算支出情况说明

"""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("比2023年执行数减少20.10万元", ""),
        ("比2023年执行数减少21.00万元", "NT101"),
        ("比2023年预算数减少35.30万元", ""),
    ],
)
def test_a_change_against_the_budget_is_not_held_against_what_was_spent(change: str, code: str) -> None:
    found = said(f"2024年一般公共预算当年拨款430.10万元，{change}，主要是项目减少。", tables=GENERAL)
    assert [each for each, _ in found] == ([code] if code else [])
