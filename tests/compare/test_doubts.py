"""Each reason not to accuse: where it holds, where it does not, and where a number testifies against it."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit, gather
from gouji.compare.doubts import REASONS, Doubts
from gouji.compare.doubts.case import Case
from gouji.extract.model import Claim, Figure
from gouji.narrative.read import read_text

TABLES = """第二部分 2024年度部门决算表

收入支出决算总表

单位：万元

| 收入 | 决算数 | 支出 | 决算数 |
| --- | ---: | --- | ---: |
| 一、一般公共预算财政拨款收入 | 7340.55 | 一、农林水支出 | 7912.35 |
| 二、其他收入 | 571.80 |  |  |
| 本年收入合计 | 7912.35 | 本年支出合计 | 7912.35 |
| 年初结转和结余 | 210.00 | 年末结转和结余 | 210.00 |
| 总计 | 8122.35 | 总计 | 8122.35 |

一般公共预算财政拨款支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | 7340.55 | 2772.66 | 4567.89 |
| 2130305 | 水利工程建设 | 4567.89 |  | 4567.89 |
| 2130304 | 水利行业业务管理 | 2772.66 | 2772.66 |  |
| 2130399 | 其他水利支出 |  |  |  |

项目支出表

单位：万元

| 项目名称 | 合计 |
| --- | ---: |
| 灌区改造 | 4567.89 |

公用经费表

单位：万元

| 科目编码 | 科目名称 | 合计 | ？ |
| --- | --- | ---: | ---: |
| 30201 | 办公费 | 36.25 | 12.40 |

第三部分 2024年度部门决算情况说明

"""
FISCAL = """第二部分 2024年度部门决算表

财政拨款收入支出决算总表

单位：万元

| 收入 | 决算数 | 支出 | 合计 | 一般公共预算财政拨款 |
| --- | ---: | --- | ---: | ---: |
| 一、一般公共预算财政拨款 | 7340.55 | 一、农林水支出 | 7550.55 | 7550.55 |
| 本年收入合计 | 7340.55 | 本年支出合计 | 7550.55 | 7550.55 |
| 年初财政拨款结转和结余 | 410.25 | 年末财政拨款结转和结余 | 200.25 | 200.25 |
| 总计 | 7750.80 | 总计 | 7750.80 | 7750.80 |

第三部分 2024年度部门决算情况说明

"""
BUILT = ("水利工程建设", "本年支出合计")
RUN = ("水利行业业务管理", "本年支出合计")
ALL = ("合计", "本年支出合计")

HOLDING: tuple[tuple[str, str, tuple[str, str]], ...] = (
    ("bare-brackets", "水利工程建设支出4567.89万元（{}万元）。", BUILT),
    ("holds-another", "水利工程建设支出（含水利行业业务管理）{}万元。", BUILT),
    ("names-no-total", "防汛物资连续三年安排：2024年{}万元。", ALL),
    ("bare-flow", "2024年举办培训班3次，支出{}万元。", ALL),
    ("compared-with", "结余比水利工程建设的{}万元多。", BUILT),
    ("last-year-in-brackets", "水利工程建设支出（2023年已付{}万元）。", BUILT),
    ("of-carried", "年末结转9000万元，其中水利工程建设{}万元。", BUILT),
    ("of-change", "支出增加额中，水利工程建设{}万元。", BUILT),
    ("within-reason", "支出减少，主要原因是灌区验收，少付{}万元。", BUILT),
    ("behind-count", "购置水泵12台{}万元。", BUILT),
    ("narrower", "水利工程建设结转{}万元。", BUILT),
    ("said-already", "水利工程建设支出4567.89万元，实际支出{}万元。", BUILT),
    ("name-passed-on", "水利工程建设支出3999.99万元，实际支出{}万元。", BUILT),
)
"""Reasons that a telling number outweighs: the name, a sentence (the number for {}), and the cell."""

SILENT: tuple[tuple[str, str, tuple[str, str]], ...] = (
    ("bare-brackets", "水利工程建设支出{}万元（含税）。", BUILT),
    ("holds-another", "水利工程建设支出（含防汛）{}万元。", BUILT),
    ("names-no-total", "2024年支出共计{}万元。", ALL),
    ("bare-flow", "2024年全年支出{}万元。", ALL),
    ("bare-flow", "2024年举办培训班3次，本年支出合计{}万元。", ALL),
    ("compared-with", "水利工程建设支出{}万元。", BUILT),
    ("last-year-in-brackets", "水利工程建设支出（本年{}万元）。", BUILT),
    ("of-carried", "年末结转9000万元。水利工程建设支出{}万元。", BUILT),
    ("of-change", "支出增加。水利工程建设{}万元。", BUILT),
    ("within-reason", "支出减少，主要原因是灌区验收，水利工程建设{}万元。", BUILT),
    ("behind-count", "购置水泵12台。支出{}万元。", BUILT),
    ("narrower", "水利工程建设项目支出{}万元。", BUILT),
    ("narrower", "水利工程建设类{}万元。", BUILT),
    ("said-already", "水利行业业务管理支出4567.89万元，水利工程建设支出{}万元。", BUILT),
    ("said-already", "水利行业业务管理支出4567.89万元，实际支出{}万元。", RUN),
    ("name-passed-on", "水利工程建设支出3999.99万元，水利工程建设再支出{}万元。", BUILT),
    ("of-other-money", "一般公共预算水利工程建设支出{}万元。", BUILT),
    ("of-other-money", "财政拨款水利工程建设支出{}万元。", BUILT),
)


def case_of(sentence: str, number: str, cell: tuple[str, str], tables: str = TABLES) -> Case:
    evidence = gather(read_text(f"{tables}一、支出情况说明\n\n{sentence.format(number)}\n"))
    return Case(
        evidence, claim_of(evidence.claims, number, evidence.report.text), figure_of(evidence.figures, cell)
    )


def claim_of(claims: tuple[Claim, ...], number: str, text: str) -> Claim:
    return next(each for each in claims if text[each.start : each.end].startswith(number))


def figure_of(figures: tuple[Figure, ...], cell: tuple[str, str]) -> Figure:
    return next(
        each for each in figures if (each.row_path[-1:], each.column_path[-1:]) == ((cell[0],), (cell[1],))
    )


def holds(name: str, case: Case) -> bool:
    return next(reason for reason in REASONS if reason.name == name).holds(case)


@pytest.mark.parametrize(("name", "sentence", "cell"), HOLDING)
def test_it_holds(name: str, sentence: str, cell: tuple[str, str]) -> None:
    case = case_of(sentence, "2772.66", cell)
    assert holds(name, case)
    assert Doubts(case.evidence).why(case.claim, case.figure)


@pytest.mark.parametrize(("name", "sentence", "cell"), SILENT)
def test_it_does_not_hold(name: str, sentence: str, cell: tuple[str, str]) -> None:
    assert not holds(name, case_of(sentence, "2772.66", cell))


@pytest.mark.parametrize(("name", "sentence", "cell"), HOLDING)
def test_a_slip_of_just_this_cell_outweighs_it(name: str, sentence: str, cell: tuple[str, str]) -> None:
    slip = "4657.89" if cell == BUILT else "7430.55"
    case = case_of(sentence, slip, cell)
    assert Doubts(case.evidence).why(case.claim, case.figure) == ""


@pytest.mark.parametrize("number", ["4597.89", "4567.39", "28.60"])
def test_a_wrong_digit_or_a_short_number_does_not(number: str) -> None:
    case = case_of("支出增加额中，水利工程建设{}万元。", number, BUILT)
    assert Doubts(case.evidence).why(case.claim, case.figure)


@pytest.mark.parametrize(
    ("name", "sentence", "number", "cell"),
    [
        ("head-unread", "办公费{}万元。", "21.40", ("办公费", "？")),
        ("far-apart", "水利工程建设每月{}元。", "1200", BUILT),
        ("cell-blank", "其他水利支出{}万元。", "4567.89", ("其他水利支出", "本年支出合计")),
        ("fund-not-printed", "政府性基金预算支出{}万元。", "4657.89", ("灌区改造", "合计")),
        ("of-other-money", "一般公共预算财政拨款支出{}万元。", "7340.15", ("本年支出合计", "决算数")),
        ("of-other-money", "财政拨款水利工程建设支出{}万元。", "4600.00", BUILT),
        ("in-parts", "水利工程建设{}万元，其中当年4567.89万元、结转32.11万元。", "4600.00", BUILT),
        ("another-total", "支出{}万元。", "7912.35", ALL),
        ("bare-total", "合计{}万元。", "4000.00", ALL),
        ("names-another", "水利行业业务管理{}万元。", "2772.66", BUILT),
        ("speaks-of-another", "用于水利行业业务管理等，共付{}万元。", "2772.66", BUILT),
        ("the-rest", "其他{}万元。", "2772.66", ("其他水利支出", "本年支出合计")),
    ],
)
def test_the_others_hold(name: str, sentence: str, number: str, cell: tuple[str, str]) -> None:
    assert holds(name, case_of(sentence, number, cell))


WHOLE, PROJECT = ("总计", "一般公共预算财政拨款"), ("灌区改造", "合计")


@pytest.mark.parametrize(
    ("name", "doubted", "plain", "number", "cell", "tables"),
    [
        ("holds-carried", "一般公共预算支出{}万元。", "财政拨款支出{}万元。", "7340.55", WHOLE, FISCAL),
        (
            "other-side",
            "财政拨款收支总预算{}万元。",
            "财政拨款支出{}万元。",
            "7550.55",
            ("总计", "合计"),
            FISCAL,
        ),
        (
            "of-several-projects",
            "灌区改造项目，安排{}万元用于渠道，4000.00万元用于泵站。",
            "灌区改造项目，安排{}万元用于渠道，3000.00万元用于泵站。",
            "567.89",
            PROJECT,
            TABLES,
        ),
        (
            "nature-passed-on",
            "项目支出5000.00万元；从功能看，水利工程建设{}万元。",
            "项目支出5000.00万元；从功能看，水利工程建设项目支出{}万元。",
            "4567.89",
            ("水利工程建设", "项目支出"),
            TABLES,
        ),
    ],
)
def test_words_that_leave_the_cell_open(
    name: str, doubted: str, plain: str, number: str, cell: tuple[str, str], tables: str
) -> None:
    assert holds(name, case_of(doubted, number, cell, tables))
    assert not holds(name, case_of(plain, number, cell, tables))


def test_a_table_of_no_known_kind_accuses_nobody() -> None:
    assert holds("table-unknown", case_of("办公费{}万元。", "21.40", ("办公费", "合计")))
    assert not holds("table-unknown", case_of("水利工程建设{}万元。", "21.40", BUILT))


def test_every_reason_has_a_name_and_words_of_its_own() -> None:
    assert len({reason.name for reason in REASONS}) == len(REASONS)
    assert all(reason.message for reason in REASONS)


def test_a_change_of_another_level_is_in_doubt() -> None:
    text = """第二部分 2025年部门预算表

一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 上年预算数 | 增减额 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | 2349.62 | 2267.51 | 82.11 |
| 2210101 | 廉租住房 | 2349.62 | 2267.51 | 82.11 |

第三部分 2025年部门预算情况说明

"""
    for level, doubted in (("2314.58", True), ("2349.62", False)):
        sentence = f"一般公共预算支出{level}万元，比2024年预算数增加88.93万元。\n"
        evidence = gather(read_text(text + sentence))
        claim = claim_of(evidence.claims, "88.93", evidence.report.text)
        case = Case(evidence, claim, figure_of(evidence.figures, ("合计", "增减额")))
        assert holds("of-another-level", case) is doubted


HALVES = """第二部分 2024年度部门决算表

财政拨款“三公”经费支出决算表

单位：万元

| 项目 | 合计 | 公务接待费 | {} | {} |
| --- | ---: | ---: | ---: | ---: |
| 金额 | 21.37 | 3.24 | 20.97 | 2.84 |

第三部分 2024年度部门决算情况说明

一、“三公”经费支出决算情况说明

“三公”经费支出决算为{}万元。
"""


@pytest.mark.parametrize(
    ("heads", "number"),
    [
        (("合计", "公务接待费"), "20.97"),
        (("合计", "公务接待费"), "21.73"),
        (("？", "？"), "20.97"),
        (("决算数小计9", "公务接待费12"), "20.97"),
    ],
)
def test_halves_of_a_table_whose_heads_were_not_read(heads: tuple[str, str], number: str) -> None:
    """Which half is the budget and which the outturn is not known, so that neither accuses."""
    evidence = gather(read_text(HALVES.format(*heads, number)))
    claim = claim_of(evidence.claims, number, evidence.report.text)
    for figure in evidence.figures:
        if figure.text in ("21.37", "3.24"):
            assert Doubts(evidence).why(claim, figure) == "单元格所在列的表头没有读出"


def test_heads_that_tell_the_halves_apart() -> None:
    evidence = gather(read_text(HALVES.format("决算数", "执行率", "21.73")))
    claim = claim_of(evidence.claims, "21.73", evidence.report.text)
    (figure,) = (each for each in evidence.figures if each.text == "21.37")
    assert not Doubts(evidence).why(claim, figure)


def test_nor_do_they_deny_a_statement_of_absence() -> None:
    text = HALVES.replace("“三公”经费支出决算为{}万元。", "本单位没有“三公”经费支出。").replace(
        "20.97 | 2.84", "0.00 | 0.00"
    )
    kinds = {
        name: [each.kind for each in audit(read_text(text.format(*heads))).findings]
        for name, heads in HEADS.items()
    }
    assert "zero-statement" in kinds["told"] and "zero-statement" not in kinds["alike"]


HEADS = {"told": ("上年决算数", "上年接待费"), "alike": ("合计", "公务接待费")}
