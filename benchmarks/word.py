"""Word: milliseconds to read and to check a document of twenty tables, and one of 288 cells a table, in a warm process.

python benchmarks/word.py
"""

from __future__ import annotations

import io
import zipfile
from functools import partial

from pdf import median

import gouji
from gouji.narrative.readers.docx import document

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出", "经营支出")


def cell(text: str) -> str:
    return f"<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(rows: int) -> str:
    lines = ["".join(map(cell, HEAD))]
    for n in range(rows - 1):
        amounts = (f"{3 * n + 3}.00", f"{n + 1}.00", f"{2 * n + 2}.00", "")
        lines.append("".join(map(cell, (f"20{80501 + n}", "其他支出", *amounts))))
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def report(tables: int, rows: int) -> bytes:
    """A Word document with so many tables of so many rows of six cells."""
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = "".join(
        paragraph.format("支出总表") + paragraph.format("单位：万元") + table(rows) for _ in range(tables)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("[Content_Types].xml", "<Types/>")
        bundle.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def main() -> None:
    for rows in (16, 48):
        data = report(20, rows)
        reading = median(partial(document, data))
        whole = median(partial(gouji.check_bytes, data, path="a.docx"))
        print(f"20 tables of {6 * rows} cells: read {reading:.0f} ms; whole check {whole:.0f} ms")


if __name__ == "__main__":
    main()
