"""PDF: the same report, however it is printed, gives the same findings; pages, furniture and locks."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.corpora.synthesis.formats.office import as_tabs, parts_of
from gouji.corpora.synthesis.formats.pdf import Press, printed
from gouji.narrative.errors import DocumentError, LockedDocument, UnreadableDocument
from gouji.narrative.read import read, read_text
from gouji.narrative.readers.pdf import read_pdf

from .test_same_findings import SAMPLES, findings, variant

HEAD = "青岚市古籍保护中心部门决算"
PRESSES = {
    "ruled": Press(),
    "wide": Press(wide=True),
    "turned text": Press(wide=True, turn=90),
    "turned page": Press(wide=True, turn=91),
    "running heads": Press(running=HEAD, numbers="- {} -"),
    "repeated heads": Press(wide=True, repeat=True, running=HEAD, numbers="第{}页"),
    "wrapped cells": Press(narrow=0.5, numbers="{}"),
    "block paragraphs": Press(indent=False, size=14),
    "centred titles": Press(align="centre", size=16),
    "no rules": Press(ruled=False),
    "no rules, wide": Press(ruled=False, wide=True),
    "no rules, repeated heads": Press(ruled=False, wide=True, repeat=True, numbers="{}"),
    "no rules, to the left": Press(ruled=False, right=False),
    "no rules, wrapped cells": Press(ruled=False, narrow=0.5, wide=True),
}
TEXTS = {name: as_tabs(parts_of(text)).decode() for name, text in SAMPLES.items()}


def write(folder: Path, content: bytes) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", PRESSES)
def test_print_changes_no_finding(name: str, tmp_path: Path) -> None:
    text = SAMPLES["final-accounts"]
    result = audit(read(write(tmp_path, printed(text, PRESSES[name]))))
    assert findings(result) == findings(audit(read_text(text)))


@pytest.mark.parametrize("seed", range(20))
def test_slips_are_found_in_print(seed: int, tmp_path: Path) -> None:
    text = variant(TEXTS["final-accounts-correct"], seed)
    press = list(PRESSES.values())[seed % len(PRESSES)]
    result = audit(read(write(tmp_path, printed(text, press))))
    assert findings(result) == findings(audit(read_text(text)))


def test_tables_come_out_cell_by_cell() -> None:
    rows = [line for line in SAMPLES["final-accounts"].split("\n") if line.count("\t") > 3]
    for name in ("ruled", "repeated heads", "turned page", "no rules"):
        text = read_pdf(printed(SAMPLES["final-accounts"], PRESSES[name])).text.split("\n")
        missing = [row for row in rows if row not in text and re.search(r"\d\.\d\d", row)]
        assert not missing, name


def test_pages_and_places() -> None:
    document = read_pdf(printed(SAMPLES["final-accounts"], PRESSES["running heads"]))
    assert [number for _, number in document.pages] == list(range(1, len(document.pages) + 1))
    assert [offset for offset, _ in document.pages] == sorted({offset for offset, _ in document.pages})
    covered = sum(anchor.end - anchor.start for anchor in document.anchors)
    assert covered == len(re.sub(r"\s", "", document.text))
    assert HEAD not in document.text.split("\n")
    assert not re.search(r"(?m)^- \d+ -$", document.text)


def test_paragraphs_are_whole_and_apart() -> None:
    text = SAMPLES["final-accounts"]
    wanted = [
        re.sub(r"\s", "", line) for line in text.split("\n") if line.endswith("。") and "\t" not in line
    ]
    for name in ("ruled", "running heads", "block paragraphs", "turned text"):
        lines = {re.sub(r"\s", "", line) for line in read_pdf(printed(text, PRESSES[name])).text.split("\n")}
        assert [line for line in wanted if line not in lines] == [], name


def test_a_long_heading_is_no_part_of_the_paragraph_below() -> None:
    heading = "六、一般公共预算财政拨款基本支出决算情况的说明"
    body = "一般公共预算财政拨款基本支出808.82万元，其中人员经费651.68万元，公用经费157.14万元，与上年相比没有变化。"
    for size in (14, 16, 18):
        press = Press(indent=False, size=size)
        text = read_pdf(printed("\n".join([heading, body] * 4), press)).text
        assert text.split() == [heading, body] * 4


def test_a_lock_needs_its_key() -> None:
    content = printed("一、收入情况说明\n本年收入合计12.30万元。", Press(encrypt="abc"))
    assert "12.30万元" in read_pdf(content, password="abc").text
    with pytest.raises(LockedDocument, match="--password"):
        read_pdf(content)
    with pytest.raises(LockedDocument, match="密码不对"):
        read_pdf(content, password="wrong")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n"]
)
def test_damage_is_said_in_a_line(content: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        read_pdf(content, path="a.pdf")
    assert "\n" not in str(caught.value)


def test_a_page_without_text_is_no_report() -> None:
    with pytest.raises(UnreadableDocument, match="没有任何文字"):
        read_pdf(printed("", Press(running=" ")))


@pytest.mark.skipif(find_spec("pdfplumber") is None, reason="pdfplumber is not installed")
@pytest.mark.parametrize("name", ["ruled", "repeated heads", "wrapped cells"])
def test_cells_are_those_of_pdfplumber(name: str, tmp_path: Path) -> None:
    import pdfplumber

    from gouji.narrative.readers.pdf_grid import grids
    from gouji.narrative.readers.pdf_lines import rows_of
    from gouji.narrative.readers.pdf_page import page_content

    path = write(tmp_path, printed(SAMPLES["final-accounts"], PRESSES[name]))
    compared = 0
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(path)
    with pdfplumber.open(path) as oracle:
        for number, other in enumerate(oracle.pages):
            content = page_content(pdf[number], number + 1)
            tables, _ = grids(content.rules, content.glyphs)
            theirs = [table.extract(y_tolerance=5) for table in other.find_tables()]
            assert len(tables) == len(theirs)
            for table, cells in zip(tables, theirs, strict=True):
                for cell in table.cells:
                    own = "".join(glyph.char for row in rows_of(cell.glyphs) for glyph in row)
                    assert own == re.sub(r"\s", "", cells[cell.row][cell.column] or "")
                    compared += 1
    pdf.close()
    assert compared > 500
