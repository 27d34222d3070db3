"""Tables that a file holds as pictures or embedded workbooks: not read, and said so."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image

from gouji.corpora.synthesis.formats.office import docx
from gouji.narrative.readers.docx import document
from gouji.narrative.readers.html import document as page


def with_picture(width: float) -> bytes:
    book, picture, out = Document(), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (900, 600), "white").save(picture, "PNG")
    book.add_paragraph("部门收入总表")
    picture.seek(0)
    book.add_picture(picture, width=Cm(width))
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("width", "said"), [(14, True), (3, False)])
def test_a_picture_as_large_as_a_table_is_mentioned_and_a_seal_is_not(width: float, said: bool) -> None:
    found = document(with_picture(width))
    assert any("图片（1张）" in warning for warning in found.warnings) is said


def test_an_embedded_workbook_is_mentioned() -> None:
    shape = '<v:shape style="width:400pt;height:300pt"/>'
    book = '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/>'
    spaces = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    body = f"<w:p><w:r><w:t>正文。</w:t></w:r></w:p><w:p><w:r><w:object {spaces}>{shape}{book}</w:object></w:r></w:p>"
    assert any("Excel表格（1个）" in warning for warning in document(docx(body)).warnings)


@pytest.mark.parametrize(
    ("table", "said"), [("", True), ("<table><tr><td>甲</td><td>1.00</td></tr></table>", False)]
)
def test_a_page_without_tables_but_with_pictures(table: str, said: bool) -> None:
    html = (
        f"<html><head><meta charset='utf-8'></head><body><p>正文。</p><img src='1.png'>{table}</body></html>"
    )
    assert any("图片（1张）" in warning for warning in page(html.encode()).warnings) is said
