"""Every kind of table, printed with rules, is read as its text is; every number has its place on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from pypdfium2 import PdfDocument

from gouji.corpora.synthesis.formats.font import font_for
from gouji.corpora.synthesis.formats.pdf import Cover, Press, Sheet, printed
from gouji.corpora.synthesis.layouts import Style
from gouji.corpora.synthesis.layouts import printed as as_text
from gouji.narrative.readers.pdf import read_pdf
from gouji.narrative.readers.pdf_boxes import boxes
from gouji.narrative.tables import find_tables

from ..table_money import Department
from ..table_sheets import final_sheets
from .test_same_findings import SAMPLES

STYLES = {
    "commas": Style("tabs", comma=True),
    "split codes": Style("tabs", split=True, numbers=False),
    "line numbers": Style("tabs", lines=True),
    "dashes": Style("tabs", blanks="dash", total="missing"),
    "total last": Style("tabs", numbers=False, comma=True, total="last"),
}
PRESSES = {
    "ruled": Press(wide=True, cell=7),
    "heads repeated": Press(wide=True, cell=7, repeat=True, numbers="{}"),
    "wrapped": Press(wide=True, cell=7, narrow=0.5),
    "rules across": Press(wide=True, cell=7, across=True, repeat=True),
    "rules across, wrapped": Press(wide=True, cell=7, across=True, narrow=0.5, room=0.2),
}


def cells(text: str) -> list[tuple[str, list[list[str]]]]:
    return [
        (table.kind, [[re.sub(r"\s", "", cell.text) for cell in row] for row in table.rows[1:]])
        for table in find_tables(text)
    ]


@pytest.mark.parametrize("press", PRESSES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", [0, 1])
def test_every_kind_of_table(seed: int, style: str, press: str) -> None:
    text = as_text(final_sheets(Department(seed)), STYLES[style]).text
    document = read_pdf(printed(text, PRESSES[press]))
    assert not document.warnings
    assert cells(document.text) == cells(text)


@pytest.mark.parametrize(
    "press", [Press(), Press(wide=True, turn=90), Press(wide=True, turn=91), Press(ruled=False)]
)
def test_numbers_know_where_they_stand(press: Press) -> None:
    data = printed(SAMPLES["final-accounts"], press)
    document = read_pdf(data)
    numbers = list(re.finditer(r"\d[\d,]*\.\d\d", document.text))
    assert len(numbers) > 100
    pdf = PdfDocument(data)
    texts = {}
    for match, found in zip(numbers, boxes(data, document, [m.span() for m in numbers]), strict=True):
        assert len(found) == 1
        page, left, bottom, right, top = found[0]
        if page not in texts:
            texts[page] = pdf[page - 1].get_textpage()
        assert match[0] in texts[page].get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5)
    for each in texts.values():
        each.close()
    pdf.close()


WIDE = [
    ["科目编码", "项目", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出"],
    ["", "合计", "1,086.42", "760.18", "326.24", "", ""],
    ["201", "一般公共服务支出", "842.30", "588.16", "254.14", "", ""],
    ["2012901", "行政运行", "588.16", "588.16", "", "", ""],
    ["2012902", "一般行政管理事务", "254.14", "", "254.14", "", ""],
    ["208", "社会保障和就业支出", "244.12", "172.02", "72.10", "", ""],
]


@pytest.mark.parametrize("cut", [3, 4])
def test_columns_that_a_spreadsheet_prints_on_the_next_page(cut: int) -> None:
    left, right = [row[:cut] for row in WIDE], [row[cut:] for row in WIDE]
    sheet = Sheet(Press(), font_for("".join(map("".join, WIDE)) + "支出决算表单位：万元收入"))
    for title, rows in (("支出决算表", left), ("", right), ("收入决算表", left)):
        if sheet.y > sheet.top:
            sheet.turn_page()
        for line in (title, "单位：万元") if title else ():
            sheet.paragraph(line)
        sheet.y = sheet.top + 60
        sheet.table(rows)
    lines = read_pdf(sheet.finished()).text.strip("\n").split("\n")
    assert lines[2:8] == ["\t".join(row) for row in WIDE]
    assert lines[8:] == ["收入决算表", "单位：万元", *("\t".join(row) for row in left)]


LEVELS = [
    ["科目编码", "项目", "本年收入", "本年收入", "上年结转", "其他收入"],
    ["科目编码", "项目", "小计", "财政拨款", "上年结转", "其他收入"],
    ["", "合计", "1,086.42", "760.18", "326.24", "12.30"],
    *(
        [f"20129{n:02d}", f"第{n}项工作", f"{n}88.16", f"{n}54.14", f"{n}20.05", f"{n}.40"]
        for n in range(1, 7)
    ),
]


def pages_of(pages: list[tuple[str, list[list[str]], int]]) -> list[str]:
    """The lines read from pages with a title and a table each, whose first row is so many rows high."""
    sheet = Sheet(
        Press(), font_for("".join(map("".join, [*LEVELS, *BLOCKS])) + "基本办公费支出决算表单位：万元收入")
    )
    for title, rows, high in pages:
        if sheet.y > sheet.top:
            sheet.turn_page()
        for line in (title, "单位：万元") if title else ():
            sheet.paragraph(line)
        sheet.y = sheet.top + 60
        xs = [sheet.left + 90 * j for j in range(len(rows[0]) + 1)]
        for i, row in enumerate(rows):
            sheet.row(row, xs, [Cover(1)] * len(row), 18.0 if i else 18.0 * high, head=i < 2)
    return read_pdf(sheet.finished()).text.strip("\n").split("\n")


@pytest.mark.parametrize("columns", [(0, 1, 2, 3, 4, 5), (0, 1, 4, 5, 2, 3)])
def test_wide_sheets_with_heads_of_several_levels_on_one_page_only(columns: tuple[int, ...]) -> None:
    rows = [[row[j] for j in columns] for row in LEVELS]
    left, right = [row[:4] for row in rows], [row[4:] for row in rows]
    if columns[2] == 2:
        whole = pages_of([("收入决算表", left, 1), ("", right[1:], 2)])
    else:
        whole = pages_of([("收入决算表", left[1:], 2), ("", right, 1)])
    assert whole[4:] == ["\t".join(row) for row in rows[2:]]
    assert {len(line.split("\t")) for line in whole[2:4]} == {6}


@pytest.mark.parametrize("repeat", [True, False])
def test_wide_sheets_printed_down_first(repeat: bool) -> None:
    left, right = [row[:4] for row in LEVELS], [row[4:] for row in LEVELS]
    title, head = ("收入决算表", 2) if repeat else ("", 0)
    lower = [part[:head] + part[5:] for part in (left, right)]
    whole = pages_of(
        [("收入决算表", left[:5], 1), (title, lower[0], 1), ("", right[:5], 1), ("", lower[1], 1)]
    )
    assert [line for line in whole if "." in line] == ["\t".join(row) for row in LEVELS[2:]]
    assert all("\t" in line or line in ("收入决算表", "单位：万元") for line in whole)


BLOCKS = [
    ["科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"],
    *(
        [f"301{n:02d}", f"第{n}项工资", f"{n}.54", f"302{n:02d}", f"第{n}项商品", f"{n}.05"]
        for n in range(1, 13)
    ),
]


@pytest.mark.parametrize("title", ["", "办公费支出表"])
def test_a_right_part_with_names_of_its_own_goes_on_with_the_left_one_if_it_has_no_title(title: str) -> None:
    left, right = [row[:3] for row in BLOCKS], [[*row[3:5], "", row[5]] for row in BLOCKS]
    lines = pages_of([("基本支出表", left, 1), (title, right, 1)])
    beside = "\t".join([*left[1], *right[1]])
    assert (beside in lines) is not bool(title)
    assert ("\t".join(left[1]) in lines) is bool(title)


def test_a_table_that_goes_on_downwards_has_no_right_part() -> None:
    rows = [row[:3] for row in BLOCKS]
    lines = pages_of([("基本支出表", rows, 1), ("", [row[3:] for row in BLOCKS], 1)])
    assert "\t".join(BLOCKS[1][:3]) in lines
    assert "\t".join(BLOCKS[1][3:]) in lines


def test_ends_of_titles_that_the_next_page_prints_are_not_read_twice() -> None:
    sheet = Sheet(Press(), font_for("".join(map("".join, WIDE)) + "支出决算表部门：单位"))
    left, right = [row[:4] for row in WIDE], [row[4:] for row in WIDE]
    for part, x in ((left, 400.0), (right, 400.0 - 358.0)):
        if part is right:
            sheet.turn_page()
        sheet.canvas.saveState()
        frame = sheet.canvas.beginPath()
        frame.rect(sheet.left, 0, 358.0, sheet.height)
        sheet.canvas.clipPath(frame, stroke=0)
        sheet.text("支出决算表", x, sheet.top + 20, 12)
        sheet.canvas.restoreState()
        if part is left:
            sheet.text("部门：支出单位", sheet.left, sheet.top + 40, 12)
        sheet.y = sheet.top + 60
        sheet.table(part)
    lines = read_pdf(sheet.finished()).text.strip("\n").split("\n")
    assert lines[0].replace(" ", "") == "支出决算表"
    assert lines[1:] == ["部门：支出单位", *("\t".join(row) for row in WIDE)]


CONTENTS = [
    ("第一部分 单位概况", 3),
    ("一、主要职责", 3),
    ("二、机构设置", 4),
    ("第二部分 部门决算表", 5),
    ("一、收入支出决算总表", 5),
    ("二、收入决算表", 6),
    ("第三部分 部门决算情况说明", 10),
    ("一、收入支出决算总体情况说明", 10),
    ("第四部分 名词解释", 14),
]


def listed(title: str, lines: Sequence[tuple[str, int | str]]) -> bytes:
    """A page of names with numbers at its right end."""
    sheet = Sheet(Press(), font_for("".join([title, *(name for name, _ in lines)])))
    sheet.paragraph(title)
    for name, number in lines:
        sheet.text(name, sheet.left, sheet.y + 12, 12)
        sheet.text(str(number), 480, sheet.y + 12, 12)
        sheet.y += 22
    return sheet.finished()


@pytest.mark.parametrize("title", ["目录", "目次", "部门决算"])
def test_a_contents_page_without_leaders_is_no_table(title: str) -> None:
    assert not read_pdf(listed(title, CONTENTS)).tables


def test_the_second_page_of_a_contents_is_no_table() -> None:
    """Nothing calls it so; some of its numbers touch the names."""
    rest = [
        ("四、收入预算情况说明", 8),
        ("五、支出预算情况说明9", ""),
        ("六、其他重要事项情况说明", 10),
        ("附件名词解释", 12),
    ]
    assert not read_pdf(listed("", rest)).tables


@pytest.mark.parametrize("amounts", [("12", "3", "7", "5"), ("1.10", "2.20", "3.30", "9.05")])
def test_amounts_of_parts_are_no_pages(amounts: tuple[str, ...]) -> None:
    parts = zip(("一、工资情况", "二、公用情况", "三、资本情况", "四、其他情况"), amounts, strict=True)
    assert read_pdf(listed("支出情况表", list(parts))).tables


def test_numbers_of_things_are_no_pages() -> None:
    things = [("一、机要用车", 1), ("二、应急用车", 2), ("三、执法用车", 2), ("四、其他用车", 5)]
    assert read_pdf(listed("车辆情况表", things)).tables
