"""From lines to words, from words to rows, from the words of a head to columns."""

from __future__ import annotations

import pytest

from gouji.narrative.blanks import settled_blanks, with_blanks
from gouji.narrative.codes import with_codes
from gouji.narrative.columns import leaves, summary_leaves
from gouji.narrative.furniture import without_furniture
from gouji.narrative.head import column_count, data_start, unit_of, without_repeats
from gouji.narrative.labels import is_organisation, key_of
from gouji.narrative.rows import Record, hard_records
from gouji.narrative.sides import sides_of
from gouji.narrative.soft_rows import soft_records
from gouji.narrative.textlines import split_lines
from gouji.narrative.tokens import Token, layout_of, tokens_of


def words(text: str) -> list[Token]:
    lines = split_lines(text)
    return tokens_of(lines, layout_of(lines))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.flat) for token in words(text)]


def read(text: str) -> list[tuple[str, str, list[str]]]:
    """The rows of a soft layout: code, label, values."""
    records = soft_records(words(text), paired=False, line_numbers=False, coded=True)
    return [(record.code, record.label, [value.text for value in record.values]) for record in records]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("| 甲 | 1 |\n|---|---|\n| 乙 | 2 |", "pipes"),
        ("甲\t1\t2\n乙\t\t3\n注", "tabs"),
        ("\t\t四、国防支出\t\n\t\t五、教育支出\t1.00\n一、甲\t1.00\t六、乙\t", "tabs"),
        ("\t甲\n\t1.00\n\n\t乙\n\t2.00", "cells"),
        ("\t甲\n\t1.00\n" * 30, "soft"),
        ("甲 1.00\n乙 2.00", "soft"),
    ],
)
def test_the_layout_is_seen_from_the_marks(text: str, layout: str) -> None:
    assert layout_of(split_lines(text)) == layout


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3878.84一、一般公共服务支出", [("number", "3878.84"), ("label", "一、一般公共服务支出")]),
        ("住房公积金12.50", [("label", "住房公积金"), ("number", "12.50")]),
        ("2080505机关养老缴费", [("code", "2080505"), ("label", "机关养老缴费")]),
        ("[2081002]老年福利 8.00", [("code", "2081002"), ("label", "老年福利"), ("number", "8.00")]),
        ("[30101] 基本工资 8.00", [("code", "30101"), ("label", "基本工资"), ("number", "8.00")]),
        ("（301） 工资福利支出", [("code", "301"), ("label", "工资福利支出")]),
        ("[218]", [("label", "[218]")]),
        ("12.345.67", [("number", "12.34"), ("number", "5.67")]),
        ("项 目 1，234.50 —", [("label", "项目"), ("number", "1，234.50"), ("blank", "—")]),
        ("收 入 总 计 -3.20", [("label", "收入总计"), ("number", "-3.20")]),
        ("车辆 3 辆", [("label", "车辆"), ("number", "3辆")]),
        ("2024 年度", [("label", "2024年度")]),
    ],
)
def test_words_that_stick_together_are_taken_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_cells_of_a_piped_row_are_certain_and_know_their_place() -> None:
    text = "| 2101101 行政单位医疗 | | 1.50 |\n|---|---|---|\n| x | y | z |"
    found = words(text)[:4]
    assert [(t.kind, text[t.start : t.end]) for t in found] == [
        ("code", "2101101"), ("label", "行政单位医疗"), ("blank", ""), ("number", "1.50"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["208 05 05 缴费支出 1.00", "208\n05\n05\n缴费支出\n1.00", "2080505\n缴费支出 1.00"]
)
def test_codes_are_put_together_from_their_levels(text: str) -> None:
    first = with_codes(words(text))[0]
    assert (first.kind, first.flat) == ("code", "2080505")


def test_amounts_are_not_taken_for_codes() -> None:
    assert [t.kind for t in with_codes(words("合计 301 302"))] == ["label", "number", "number"]


def test_a_wrapped_name_is_put_together_around_its_numbers() -> None:
    text = "机关事业单位基本养老保\n2080505 6.18 6.18\n险缴费支出\n210 卫生健康支出 2.71 2.71"
    assert read(text) == [
        ("2080505", "机关事业单位基本养老保险缴费支出", ["6.18", "6.18"]),
        ("210", "卫生健康支出", ["2.71", "2.71"]),
    ]


def test_a_name_wrapped_in_the_left_half_finds_its_end_behind_the_right_half() -> None:
    text = "一、一般公共预算财政\n3,853.20 一、一般公共服务支出\n拨款\n二、政府性基金预算财政拨款 2.00"
    assert [(label, values) for _, label, values in read(text)] == [
        ("一、一般公共预算财政拨款", ["3,853.20"]),
        ("一、一般公共服务支出", []),
        ("二、政府性基金预算财政拨款", ["2.00"]),
    ]


def test_the_code_of_a_unit_is_not_that_of_an_item() -> None:
    assert read("205001 某县教育局 3.00 3.00") == [("", "某县教育局", ["3.00", "3.00"])]
    assert is_organisation("某县教育局") and not is_organisation("教育支出")


def test_rows_with_levels_in_cells_of_their_own() -> None:
    tokens = words("208\t05\t\t养老支出\t1.00\n\t\t\t合计\t1.00\n208\t05\t05\t缴费支出\t1.00")
    records = hard_records(tokens, paired=False, line_numbers=False)
    assert [(record.code, record.label) for record in records] == [
        ("20805", "养老支出"), ("", "合计"), ("2080505", "缴费支出"),
    ]  # fmt: skip


def test_line_numbers_of_both_sides_are_left_out() -> None:
    tokens = words("一、甲收入 1 5.00 一、乙支出 30 4.00\n2 二、丙支出 31 1.00")
    records = soft_records(tokens, paired=False, line_numbers=True, coded=False)
    assert [[value.text for value in record.values] for record in records] == [["5.00"], ["4.00"], ["1.00"]]


def test_empty_lines_count_as_cells_where_the_whole_table_agrees() -> None:
    def settled(text: str) -> list[list[str]] | None:
        records = soft_records(with_blanks(words(text)), paired=False, line_numbers=False, coded=True)
        found = settled_blanks(records, [3] * len(records))
        return found and [[value.text for value in record.values] for record in found]

    assert settled("合计\n3.00\n\n3.00\n事业运行\n1.00\n\n1.00\n住房公积金\n2.00\n\n2.00") == [
        ["3.00", "", "3.00"], ["1.00", "", "1.00"], ["2.00", "", "2.00"],
    ]  # fmt: skip
    assert settled("合计\n3.00\n1.00\n2.00\n\n事业运行\n2.00\n2.00\n\n住房公积金\n1.00\n1.00") is None
    assert settled("合计\n3.00\n1.00\n2.00\n\n事业运行\n2.00\n\n2.00\n\n住房公积金\n1.00\n1.00\n\n\n其他\n1.00") == [
        ["3.00", "1.00", "2.00"], ["2.00", "", "2.00"], ["1.00", "1.00", ""], ["1.00", "", ""],
    ]  # fmt: skip
    assert settled("合计\n3.00\n3.00\n\n事业运行\n1.00\n1.00\n住房公积金\n2.00\n2.00") is None


def test_numerals_are_no_part_of_a_label() -> None:
    labels = ("（一）1.印刷费", "其中：教育支出", "十九、住房保障支出", "一般公共服务支出")
    assert [key_of(label) for label in labels] == [
        "印刷费", "教育支出", "住房保障支出", "一般公共服务支出"
    ]  # fmt: skip


def test_the_two_totals_of_a_summary_table_stand_one_on_each_side() -> None:
    labels = ("一、一般公共预算财政拨款收入", "一、教育支出", "年初结转和结余", "结转下年", "总计", "总计")
    records = [Record(labels=[Token("label", label, 0, 1, 0)]) for label in labels]
    assert sides_of(records) == [False, True, False, True, False, True]


@pytest.mark.parametrize(
    ("kind", "head", "names"),
    [
        ("expenditure", "本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出",
         "本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出"),
        ("expenditure", "合计 基本支出 项目支出 经营支出 上缴上级支出 对附属单位补助支出",
         "本年支出合计 基本支出 项目支出 经营支出 上缴上级支出 对附属单位补助支出"),
        ("expenditure", "对附属单位补 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 助支出",
         "本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出"),
        ("government-fund", "年初结转和结余 本年收入 本年支出 年末结转和结余 小计 基本支出 项目支出",
         "年初结转和结余 本年收入 小计 基本支出 项目支出 年末结转和结余"),
        ("general-expenditure", "2023年执行数 2024年预算数 小计 基本支出 项目支出 增减额 增减%",
         "2023年执行数 本年支出合计 基本支出 项目支出 增减额 增减%"),
        ("income", "合计 本年收入 上年结转结余 小计 一般公共预算 事业收入 小计 一般公共预算 单位资金",
         "合计 小计 一般公共预算 事业收入 小计 一般公共预算 单位资金"),
        ("income", "单位名称 合计 本年收入 上年结转结余 小计 一般公共预算 政府性基金预算 单位资金",
         "合计 小计 一般公共预算 政府性基金预算 单位资金 上年结转结余"),
        ("income", "单位名称 总计 上年结转 本年收入 小计 一般公共预算 单位资金",
         "合计 上年结转结余 小计 一般公共预算 单位资金"),
        ("expenditure", "科目编码 合计 一般公共预算 政府性基金预算 财政专户管理资金 单位资金 小计 基本支出 项目支出",
         "合计 小计 基本支出 项目支出 政府性基金预算财政拨款 财政专户管理资金 单位资金"),
        ("expenditure", "科目编码 科目名称 合计 基本支出 小计 人员经费 公用经费 项目支出",
         "本年支出合计 基本支出 人员经费 公用经费 项目支出"),
        ("general-expenditure", "科目名称 合计 基本支出 项目支出 小计 工资福利支出 商品和服务支出 对个人和家庭的补助",
         "本年支出合计 基本支出 工资福利支出 商品和服务支出 对个人和家庭的补助 项目支出"),
        ("general-expenditure", "科目名称 合计 基本支出 小计 工资福利支出 对个人和家庭的补助 商品和服务支出 项目支出",
         "本年支出合计 基本支出 工资福利支出 对个人和家庭的补助 商品和服务支出 项目支出"),
        ("project", "科目名称 项目名称 项目支出合计 工资福利支出 商品和服务支出 对个人和家庭的补助 其他支出",
         "合计 工资福利支出 商品和服务支出 对个人和家庭的补助 其他支出"),
        ("project", "项目名称 合计 302商品和服务支出 310资本性支出 301工资福利支出",
         "合计 商品和服务支出 资本性支出 工资福利支出"),
        ("project", "项目名称 合计 一般公共预算 政府性基金预算 单位资金", "合计 一般公共预算 政府性基金预算 单位资金"),
        ("economic-summary", "经济科目编码 政府预算支出经济科目编码 合计 人员经费支出 公用经费支出 专项业务经费支出",
         "本年支出合计 人员经费 公用经费 项目支出"),
        ("economic-summary", "科目编码 科目名称 总计 一般公共预算 政府性基金预算", "总计 一般公共预算 政府性基金预算"),
        ("three-public", "2023年预算数 2024年预算数", "2023年预算数 2024年预算数"),
        ("basic-expenditure", "科目编码 科目名称 合计 人员经费 公用经费", "合计 人员经费 公用经费"),
    ],
)  # fmt: skip
def test_columns_are_named_by_the_words_of_the_head(kind: str, head: str, names: str) -> None:
    assert [leaf.path[-1] for leaf in leaves(kind, head.split())] == names.split()


def test_parts_know_the_column_that_they_add_up_to() -> None:
    found = {
        leaf.key: leaf.parent
        for leaf in leaves("expenditure", ["合计", "基本支出", "人员经费", "公用经费", "项目支出"])
    }
    assert found == {
        "total": "",
        "basic": "total",
        "personnel": "basic",
        "public": "basic",
        "project": "total",
    }


def test_the_halves_of_a_table_of_the_three_public_costs() -> None:
    fees = [
        "合计",
        "因公出国（境）费",
        "公务用车购置及运行维护费",
        "小计",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    ]
    head = ["预算数", "决算数", *fees]
    found = leaves("three-public", head, count=12)
    assert [leaf.path[0] for leaf in found] == ["预算数"] * 6 + ["决算数"] * 6
    assert [leaf.path[-1] for leaf in found[:6]] == [
        "合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"
    ]  # fmt: skip


def test_the_funds_of_a_summary_table_keep_the_order_of_the_form() -> None:
    torn = [
        "收入",
        "支出",
        "政府性基",
        "国有资本",
        "一般公共预",
        "项目",
        "金额",
        "项目",
        "合计",
        "金预算",
        "经营预算",
    ]
    left, right = summary_leaves("fiscal-income-expenditure", torn)
    assert [leaf.key for leaf in (*left, *right)] == [
        "left0",
        "total",
        "general",
        "government-fund",
        "state-capital",
    ]


def test_the_data_begin_behind_the_numbers_of_the_columns() -> None:
    tokens = words("项目 合计 基本支出\n栏次 1 2\n渔港维护 3.00 2.00")
    at = data_start(tokens)
    assert (tokens[at].text, column_count(tokens[:at])) == ("渔港维护", 2)


def test_a_word_of_the_head_in_front_of_a_code_opens_no_data() -> None:
    tokens = words("项目 合计 事业收入\n经营收入\n201 一般公共服务支出 3.00")
    assert tokens[data_start(tokens)].text == "201"


def test_heads_that_are_printed_again_are_left_out_but_equal_labels_are_kept() -> None:
    body = split_lines(
        "科目编码\n科目名称\n合计\n201 甲 1.00\n科目编码\n科目名称\n合计\n202 乙 1.00\n合计 2.00"
    )
    assert [line.text for line in without_repeats(body) if line.text][3:] == [
        "201 甲 1.00",
        "202 乙 1.00",
        "合计 2.00",
    ]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    page = "{n}\n某县渔业局2024年度部门决算\n甲{n} 1.00\n"
    lines = without_furniture(split_lines("".join(page.format(n=n) for n in (4, 5, 6))))
    assert [line.text for line in lines if line.text] == ["甲4 1.00", "甲5 1.00", "甲6 1.00"]
    alone = split_lines("合计\n3\n其他支出\n4\n")
    assert without_furniture(alone) == alone


def test_the_unit_of_a_table() -> None:
    assert [unit_of(split_lines(text)) for text in ("金额单位：元", "收入决算表（万元）", "部门：某局")] == [
        "元",
        "万元",
        None,
    ]


def test_a_share_of_fiscal_money_in_a_form_without_funds_adds_no_column() -> None:
    words = ("项目名称", "预算金额", "其中：财政拨款", "绩效目标")
    assert not any("一般公共预算" in leaf.path for leaf in leaves("performance-project", words))
