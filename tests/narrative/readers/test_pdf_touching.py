"""PDF tables without upright rules in which an amount ends where the next column's name begins."""

from __future__ import annotations

import pytest

from gouji.corpora.synthesis.formats.font import font_for
from gouji.corpora.synthesis.formats.pdf import Press, Sheet
from gouji.narrative.readers.pdf import read_pdf
from gouji.narrative.readers.pdf_lines import lines_of
from gouji.narrative.readers.pdf_page import Glyph
from gouji.narrative.readers.pdf_touching import parted

SUMMARY = [
    ("一、财政拨款收入", "1,203.55", "一、教育支出", "1,104.20"),
    ("二、事业收入", "76.10", "二、社会保障和就业支出", "98.31"),
    ("三、经营收入", "", "三、卫生健康支出", "41.02"),
    ("四、其他收入", "15.07", "四、住房保障支出", "55.30"),
    ("本年收入合计", "1,294.72", "本年支出合计", "1,298.83"),
    ("上年结转", "4.11", "结转下年", ""),
    ("收入总计", "1,298.83", "支出总计", "1,298.83"),
]
CODED = [
    ("301", "工资福利支出", "880.40", "302", "商品和服务支出", "61.03"),
    ("30101", "基本工资", "402.20", "30201", "办公费", "8.23"),
    ("30102", "津贴补贴", "310.00", "30202", "印刷费", "0.00"),
    ("30103", "奖金", "168.20", "30205", "水费", "52.80"),
]


def sheet_of(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]], *, ruled: bool) -> bytes:
    """A sheet as a spreadsheet prints it: names at the left, amounts at the right end of their columns, no margins."""
    width = 450 / len(head)
    sheet = Sheet(Press(), font_for("".join([title, "单位：万元", *head, *map("".join, rows)])))
    sheet.paragraph(title)
    sheet.paragraph("单位：万元")
    for row in (head, *rows):
        if ruled:
            sheet.rule(sheet.left, sheet.y, sheet.left + width * len(head), sheet.y)
        for j, words in enumerate(row):
            size = sum(4.0 if char.isascii() else 8.0 for char in words)
            amount = row is not head and words[-3:-2] == "."
            x = sheet.left + width * (j + 1) - 1 - size if amount else sheet.left + width * j + 1
            sheet.text(words, x + 20 if row is head else x, sheet.y + 11, 8)
        sheet.y += 15
    if ruled:
        sheet.rule(sheet.left, sheet.y, sheet.left + width * len(head), sheet.y)
    return sheet.finished()


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("title", "head", "rows"),
    [
        ("部门收支总表", ("项目", "预算数", "项目", "预算数"), SUMMARY),
        ("基本支出表", ("科目编码", "科目名称", "金额") * 2, CODED),
    ],
)
def test_an_amount_and_the_name_behind_it_are_two_cells(
    title: str, head: tuple[str, ...], rows: list[tuple[str, ...]], ruled: bool
) -> None:
    lines = read_pdf(sheet_of(title, head, rows, ruled=ruled)).text.split("\n")
    assert [row for row in rows if "\t".join(row) not in lines] == []


def line_of(words: str, x: float, y: float) -> list[Glyph]:
    found = []
    for k, char in enumerate(words):
        found.append(Glyph(char, x, x + (4.0 if char.isascii() else 8.0), y, 8.0, k))
        x = found[-1].x1
    return found


@pytest.mark.parametrize(
    "texts",
    [
        ("1.20办公费用较多", "3.40印刷费用较多", "5.60差旅费用较多"),  # lines that begin with an amount
        ("其中一般公共预算1.20万元", "其中政府性基金预算1.20万元", "国有资本经营预算共1.20万元"),
        ("一、数量指标9.20分", "二、质量指标8.00分", "三、时效指标7.50分"),  # a unit at one place
        ("共1.20项目经费", "其中3.40项目经费", "另有5.60项目经费"),  # at three places
    ],
)
def test_words_behind_amounts_in_prose_stay_with_them(texts: tuple[str, ...]) -> None:
    glyphs = [glyph for n, words in enumerate(texts) for glyph in line_of(words, 90, 100 + 14 * n)]
    lines = lines_of(glyphs, 1)
    assert parted(lines) is lines


HEAD = ("科目名称", "一般公共预算拨款", "政府性基金预算款", "国有资本经营预算")
FUNDS = [
    ("合计", "1,294.72", "76.10", ""),
    ("教育支出", "1,104.20", "", ""),
    ("城乡社区支出", "190.52", "76.10", ""),
]


def narrow(pages: list[list[tuple[str, ...]]], *, printed_by_browser: bool = False) -> bytes:
    """Pages of rows in columns hardly wider than the names of the head."""
    words = "".join(map("".join, [*HEAD, *map("".join, FUNDS)]))
    sheet = Sheet(Press(), font_for(words + "财政拨款支出表单位：万元某某局2024年部门预算"))
    for n, rows in enumerate(pages):
        if n:
            sheet.turn_page()
        if printed_by_browser:
            sheet.text(f"2025/3/{n + 1} 10:22", sheet.left, 40, 8)
            sheet.text("某某局2024年部门预算", 300, 40, 8)
            sheet.text("https://www.example.org/a.html", sheet.left, sheet.height - 30, 8)
            sheet.text(f"{n + 1}/2", 500, sheet.height - 30, 8)
        if not n:
            sheet.paragraph("财政拨款支出表")
            sheet.paragraph("单位：万元")
        sheet.y = max(sheet.y, 55.0)
        for row in rows:
            x = sheet.left
            for j, text in enumerate(row):
                width = 67.0 if j else 90.0
                size = sum(4.0 if char.isascii() else 8.0 for char in text)
                at = x + 1.5 if j == 0 or row is HEAD else x + width - 1.5 - size
                sheet.text(text, at, sheet.y + 11, 8)
                x += width
            sheet.y += 17
    return sheet.finished()


def test_names_of_a_head_that_meet_are_apart_where_the_columns_are() -> None:
    lines = read_pdf(narrow([[HEAD, *FUNDS]])).text.split("\n")
    assert [row for row in (HEAD, *FUNDS) if "\t".join(row) not in lines] == []


def test_what_a_browser_prints_at_the_ends_of_pages_is_no_row() -> None:
    text = read_pdf(narrow([[HEAD, *FUNDS[:2]], [*FUNDS[1:], *FUNDS[1:]]], printed_by_browser=True)).text
    table = [line for line in text.split("\n") if "\t" in line]
    assert table == ["\t".join(row) for row in (HEAD, *FUNDS[:2], *FUNDS[1:], *FUNDS[1:])]
