"""Rows of PDF tables: cut in two by a page's end or a narrow column, told by rules across, by halves of a line."""

from __future__ import annotations

import pytest

from gouji.corpora.synthesis.formats.font import font_for
from gouji.corpora.synthesis.formats.pdf import Press, Sheet, printed
from gouji.narrative.readers.document import CellText
from gouji.narrative.readers.pdf import read_pdf
from gouji.narrative.readers.pdf_block import Entry, entry_of, is_torn, rejoined, text_of
from gouji.narrative.readers.pdf_heads import leaf_words
from gouji.narrative.readers.pdf_page import Glyph

TABLE = """支出决算表
单位：万元
科目编码\t项目\t本年支出合计\t基本支出\t项目支出
\t合计\t1,086.42\t760.18\t326.24
2012901\t行政运行\t588.16\t588.16\t
2012999\t其他群众团体事务支出（含离退休人员管理机构）\t254.14\t\t254.14
2080505\t机关事业单位基本养老保险缴费支出\t109.10\t109.10\t
2089999\t其他社会保障和就业支出\t72.10\t\t72.10
2210201\t住房公积金\t62.92\t62.92\t
"""


@pytest.mark.parametrize("narrow", [0.6, 0.75, 1.0])
@pytest.mark.parametrize("room", [0.05, 0.4, 0.9])
@pytest.mark.parametrize("across", [True, False])
def test_wrapped_names_stay_with_their_row(across: bool, room: float, narrow: float) -> None:
    press = Press(ruled=across, across=across, room=room, narrow=narrow, cell=9)
    lines = read_pdf(printed(TABLE, press)).text.split("\n")
    assert [line for line in TABLE.split("\n")[3:-1] if line not in lines] == []


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("31,537,366", ".30"),
        ("3,636,258.", "33"),
        ("1,348,144.9", "9"),
        ("103,39", "4.65"),
        ("31,537,", "366.30"),
    ],
)
def test_numbers_torn_in_two(upper: str, lower: str) -> None:
    assert is_torn(upper, lower)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("12.50", "3.25"),
        ("1,200", "350"),
        ("", "12.50"),
        ("12.50", ""),
        ("3", "12.50"),
        ("201", "20129"),
        ("-", "1,973.42"),
    ],
)
def test_numbers_of_two_rows(upper: str, lower: str) -> None:
    assert not is_torn(upper, lower)


def row(*texts: str) -> list[CellText]:
    return [CellText([(text, "page/1#0")], 1, 1) for text in texts]


@pytest.mark.parametrize(
    ("last", "first", "full", "whole"),
    [
        (("某某局", "1,200.", "3.5"), ("", "50", ""), (False, False, False), ("某某局", "1,200.50", "3.5")),
        (("（三）储备", "", ""), ("支出", "", ""), (True, False, False), ("（三）储备支出", "", "")),
        (("（三）储备", "", ""), ("支出", "", ""), (False, False, False), None),
        (("（三）储备", "", ""), ("（四）其他", "", ""), (True, False, False), None),
        (("（三）储备", "", ""), ("支出", "2.50", ""), (True, False, False), None),
        (("（三）储备", "", ""), ("合计", "", ""), (True, False, False), None),
    ],
)
def test_rows_cut_by_the_end_of_a_page(
    last: tuple[str, ...], first: tuple[str, ...], full: tuple[bool, ...], whole: tuple[str, ...] | None
) -> None:
    rows = rejoined([row(*last)], [row(*first)], full)
    texts = [tuple(text_of(cell) for cell in each) for each in rows]
    assert texts == ([whole] if whole else [last, first])


XS = (60.0, 110.0, 210.0, 280.0, 350.0, 420.0)
ROWS = [
    ("201", "一般公共服务支出", "588.16", "300.10", "288.06"),
    ("20129", "群众团体事务", "588.16", "300.10", "288.06"),
    ("2012901", "行政运行", "300.10", "300.10", ""),
    ("2012999", "其他群众团体事务支出", "288.06", "", "288.06"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "109.10", "109.10", ""),
    ("2089999", "其他社会保障和就业支出", "72.10", "", "72.10"),
]


def lines_across(sheet: Sheet, rows: list[tuple[str, ...]]) -> None:
    """Rows between rules from side to side; codes are set in lines of five digits, names of nine characters."""
    for row_ in rows:
        sheet.rule(XS[0], sheet.y, XS[-1], sheet.y)
        folds = [row_[0][:5], row_[0][5:]], [row_[1][:9], row_[1][9:]]
        for n in (0, 1):
            for j, part in enumerate((folds[0][n], folds[1][n])):
                sheet.text(part, XS[j] + 3, sheet.y + 11 + 10 * n, 8)
        for j, amount in enumerate(row_[2:], 2):
            sheet.text(amount, XS[j + 1] - 3 - 4 * len(amount), sheet.y + 11, 8)
        sheet.y += 26
    sheet.rule(XS[0], sheet.y, XS[-1], sheet.y)


def across(running: str = "") -> Sheet:
    words = "".join(map("".join, ROWS)) + "支出总表部门名称单位：万元科目编码项目合计基"
    return Sheet(Press(running=running), font_for(words))


def named(sheet: Sheet) -> None:
    """The title and a head of one row."""
    for line in ("支出总表", "单位：万元"):
        sheet.paragraph(line)
    sheet.rule(XS[0], sheet.y, XS[-1], sheet.y)
    for j, word in enumerate(("科目编码", "项目", "合计", "基本支出", "项目支出")):
        sheet.text(word, (XS[j] + XS[j + 1]) / 2 - 4 * len(word), sheet.y + 11, 8)
    sheet.y += 16


def test_codes_wrapped_between_rules_across() -> None:
    sheet = across()
    named(sheet)
    lines_across(sheet, ROWS)
    lines = read_pdf(sheet.finished()).text.split("\n")
    assert ["\t".join(each) for each in ROWS if "\t".join(each) not in lines] == []


def test_the_second_line_of_a_head_over_two_columns_names_none_of_them() -> None:
    def entry(words: str, middle: float, y: float) -> Entry:
        x0 = middle - 4 * len(words)
        glyphs = tuple(Glyph(char, x0 + 8 * k, x0 + 8 * k + 8, y, 8.0, k) for k, char in enumerate(words))
        return entry_of(glyphs, x0, x0 + 8 * len(words), y)

    head = [
        [entry("执行数", 300, 100), entry("本年预算数比上年执行", 400, 95), entry("数", 400, 106)],
        [entry("增减额", 370, 120), entry("增减率", 430, 120)],
    ]
    assert [each.text for each in leaf_words(head)] == ["执行数", "增减额", "增减率"]


@pytest.mark.parametrize("ruled", [True, False])
def test_running_heads_are_no_heads_of_tables_that_go_on(ruled: bool) -> None:
    sheet = across()
    for page in range(4):
        if page:
            sheet.turn_page()
        sheet.text("部门预算", sheet.left, 58, 14)
        if page == 0:
            named(sheet)
        if ruled:
            lines_across(sheet, [(f"{201 + page}{row_[0][3:]}", *row_[1:]) for row_ in ROWS])
            continue
        for row_ in ROWS:
            for j, word in enumerate((f"{201 + page}{row_[0][3:]}", row_[1][:9], *row_[2:])):
                x = XS[j] + 3 if j < 2 else XS[j + 1] - 3 - 4 * len(word)
                sheet.text(word, x, sheet.y + 11, 8)
            sheet.y += 16
    lines = read_pdf(sheet.finished()).text.strip("\n").split("\n")
    assert len([line for line in lines if "." in line]) == 4 * len(ROWS)
    assert [line for line in lines[3:] if "." not in line] == []


def test_dashes_at_the_other_side_of_their_column_are_of_it() -> None:
    """A spreadsheet sets numbers to the right and the dash, which is a text to it, to the left."""
    rows = [
        ("主管部门", "评价合计", "9,000.00", "100", "96.00"),
        ("年度资金", "其中拨款", "500.00", "－", "－"),
        ("三级指标", "指标名称", "", "分值", "得分"),
        ("产出指标", "开展次数", "7,500.00", "20", "18.00"),
    ]
    sheet = Sheet(
        Press(), font_for("".join(map("".join, rows)) + "项目支出绩效自评表单位：元科目名称金额分值得分")
    )
    for line in ("项目支出绩效自评表", "单位：元"):
        sheet.paragraph(line)
    for j, word in enumerate(("科目", "名称", "金额", "分值", "得分")):
        sheet.text(word, (XS[j] + XS[j + 1]) / 2 - 4 * len(word), sheet.y + 11, 8)
    for row_ in rows:
        sheet.y += 16
        for j, word in enumerate(row_):
            right = any(map(str.isdigit, word))
            sheet.text(word, XS[j + 1] - 3 - 4 * len(word) if right else XS[j] + 3, sheet.y + 11, 8)
    lines = read_pdf(sheet.finished()).text.split("\n")
    assert ["\t".join(each) for each in rows if "\t".join(each) not in lines] == []


def test_words_under_a_head_of_their_own_are_a_column() -> None:
    """Though no row has both words and an amount at their right."""
    rows = [
        ("2010101", "行政运行", "", "12.00", "3.00"),
        ("2010102", "培训支出", "未安排", "", "4.00"),
        ("2010103", "其他支出", "未安排", "", "5.00"),
        ("2010104", "会议支出", "", "9.00", "6.00"),
    ]
    head = ("编码", "项目", "说明", "金额", "小计")
    sheet = Sheet(Press(), font_for("".join(map("".join, [head, *rows])) + "支出决算表单位：万元"))
    for line in ("支出决算表", "单位：万元"):
        sheet.paragraph(line)
    for j, word in enumerate(head):
        sheet.text(word, (XS[j] + XS[j + 1]) / 2 - 4 * len(word), sheet.y + 11, 8)
    for row_ in rows:
        sheet.y += 16
        for j, word in enumerate(row_):
            right = j > 1 and any(map(str.isdigit, word))
            sheet.text(word, XS[j + 1] - 3 - 4 * len(word) if right else XS[j] + 3, sheet.y + 11, 8)
    lines = read_pdf(sheet.finished()).text.split("\n")
    assert ["\t".join(each) for each in (head, *rows) if "\t".join(each) not in lines] == []
