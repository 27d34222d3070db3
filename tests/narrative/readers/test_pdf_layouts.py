"""Every kind of table, printed with rules, is read as its text is; every number has its place on the page."""

from __future__ import annotations

import re

import pytest
from pypdfium2 import PdfDocument

from gouji.corpora.synthesis.formats.pdf import Press, printed
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
