"""The terminal: what must stand there, what must not, and lines that fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from gouji.writers.places import Places, squeezed
from gouji.writers.style import Style
from gouji.writers.text import render
from gouji.writers.words import WORDS
from gouji.writers.wrap import wrap


def shown(audit, **style) -> str:
    return "".join(render([audit], Style(**style)))


def test_a_finding_comes_with_its_quote_cell_workings_and_suggestion(audit) -> None:
    text = shown(audit)
    assert "青石县测绘院 2023年度 部门决算" in text
    assert "发现 1 处错误、1 处疑点、1 处提示" in text
    assert "1. 错误 文字中的数与表中的数不一致  第5行 [NT101 r1]" in text
    assert "原文  住房保障支出决算为【38.60万元】，增长5.00%，占总支出的1.23%。" in text
    assert "表中  支出决算表 › 住房保障支出 › 合计 = 36.80万元" in text
    assert "判断  数字6与8写颠倒" in text
    assert "建议  将“38.60万元”改为“36.80万元”" in text
    assert "━━ 一、支出情况说明" in text


def test_consequences_stand_under_their_cause_and_are_not_counted(audit) -> None:
    lines = shown(audit).splitlines()
    root = next(i for i, line in enumerate(lines) if line.startswith("1. 错误"))
    following = next(i for i, line in enumerate(lines) if "· 第6行 占比与金额不符：1.23%" in line)
    second = next(i for i, line in enumerate(lines) if line.startswith("2. 疑点"))
    assert root < following < second


def test_rounding_is_a_count_unless_asked_for(audit) -> None:
    assert "第3行" not in shown(audit)
    assert "另有 1 处提示" in shown(audit)
    assert "提示 文字中的数与表中的数不一致  第3行 [NT101 r3]" in shown(audit, verbose=True)
    assert "另有 1 处提示" not in shown(audit, verbose=True)


def test_suppressed_findings_are_counted_apart_and_shown_with_the_reason(audit) -> None:
    assert "已忽略的问题" not in shown(audit, verbose=True)
    assert "（另有 1 处由此连带，列在各自原因之下；另有 1 处已忽略，不计在内）" in shown(audit, width=200)
    assert "第6行 文字中的数与表中的数不一致：占总支出——已人工复核" in shown(audit)


def test_what_was_only_suppressed_is_not_said_to_be_absent(audit) -> None:
    excused = replace(
        audit, findings=tuple(replace(each, cause=None, suppressed="已核实") for each in audit.findings[:1])
    )
    assert "没有其他需要修改之处（另有 1 处已忽略，不计在内）" in shown(excused, width=200)


def test_coverage_says_what_was_not_checked(audit) -> None:
    text = shown(audit)
    assert "有数字 3 个：识别 3 个，在表中找到出处 1 个，已核对 1 个" in text
    assert "无法核对 2 个：上年数不在本报告 1；总额未写明 1" in text
    assert "注意  第2个表格无法读取" in text


def test_a_report_without_findings_says_so(silent_audit) -> None:
    assert "未发现需要修改之处" in shown(silent_audit)


def test_workings_and_message_are_left_out_where_they_repeat_what_is_shown(audit) -> None:
    text = shown(audit)
    assert "计算" not in text
    assert "说明  说明中的金额与表中不一致" in text
    novel = replace(audit.findings[0], workings="36.80万元+1.00万元=37.80万元")
    assert "计算  36.80万元+1.00万元=37.80万元" in shown(replace(audit, findings=(novel,)))


def test_a_cell_is_shown_by_its_labels_not_as_a_quote(audit) -> None:
    cell = replace(audit.findings[2], evidence=audit.findings[0].evidence)
    text = shown(replace(audit, findings=(cell,)), verbose=True)
    assert "原文" not in text
    assert "支出决算表 › 住房保障支出 › 合计 = 36.80万元" in text


def test_a_unit_that_the_cell_has_itself_stands_once(audit) -> None:
    finding = audit.findings[0]
    measured = replace(finding.evidence[0], text="36.80万元")
    text = shown(replace(audit, findings=(replace(finding, evidence=(measured,)),)))
    assert "合计 = 36.80万元" in text
    assert "万元万元" not in text


def test_what_stands_in_a_table_without_a_title_is_listed_under_it(audit) -> None:
    table = audit.report.tables[0]
    report = replace(audit.report, tables=(replace(table, title=""), *audit.report.tables[1:]))
    inside = replace(audit.findings[0], start=table.start, end=table.start + 1, claims=())
    text = shown(replace(audit, report=report, findings=(inside,)))
    assert "━━ 表（没有标题）\n" in text


def test_an_unknown_check_is_shown_by_its_message(audit) -> None:
    unknown = replace(audit.findings[0], code="XX999")
    assert "1. 错误 说明中的金额与表中不一致  第5行 [XX999 r1]" in shown(replace(audit, findings=(unknown,)))


def test_english_words_for_the_frame(audit) -> None:
    text = shown(audit, lang="en")
    assert "errors: 1, warnings: 1, notes: 1" in text
    assert "1. error: number differs from the table  line 5 [NT101 r1]" in text
    assert "suggestion  replace “38.60万元” by “36.80万元”" in text


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    for key in WORDS["zh"]:
        names = [
            sorted(part.split("}")[0] for part in WORDS[lang][key].split("{")[1:]) for lang in ("zh", "en")
        ]
        assert names[0] == names[1], key


def test_colour_only_where_asked_for(audit) -> None:
    assert "\x1b" not in shown(audit)
    assert "\x1b[1;31m错误" in shown(audit, colour=True)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(audit, width: int) -> None:
    assert max(map(cell_len, shown(audit, width=width, verbose=True).splitlines())) <= width


@given(
    st.text(alphabet="支出决算为（）。，、 1234.5%ab", max_size=200), st.integers(10, 60), st.integers(0, 6)
)
def test_wrapping_keeps_every_character_and_the_width(plain: str, width: int, hang: int) -> None:
    lines = wrap(Text(plain), width, hang=hang)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(plain.split())
    assert all(cell_len(line.plain) <= width - (hang if number else 0) for number, line in enumerate(lines))


def test_wrapping_keeps_numbers_whole_and_commas_with_what_they_follow() -> None:
    lines = [line.plain for line in wrap(Text("支出合计1234.56万元，增长5.00%。"), 16)]
    assert lines == ["支出合计", "1234.56万元，增", "长5.00%。"]


def test_lines_are_counted_from_one(audit) -> None:
    places = Places(audit)
    text = audit.report.text
    assert [places.line(text.index(part)) for part in ("表一", "项目", "一、支出情况", "增长")] == [
        1,
        2,
        4,
        6,
    ]


def test_squeezed_joins_wrapped_hanzi_and_parts_words() -> None:
    assert squeezed("基本支\n出 合计\n2023\n年 ") == "基本支出 合计2023 年"
