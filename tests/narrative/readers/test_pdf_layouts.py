"""Every kind of table, printed with rules, is read as its text is; every number has its place on the page."""

from __future__ import annotations

import re

import pytest
from pypdfium2 import PdfDocument

from gouji.corpora.synthesis.formats.font import font_for
from gouji.corpora.synthesis.formats.pdf import Press, Sheet, printed
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
