"""Files made to harm: one line and exit status 2 from the program, and nothing in them is run or fetched."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest

from gouji.cli.main import run as gouji
from gouji.corpora.synthesis.formats.office import as_docx, docx, parts_of, zipped
from gouji.corpora.synthesis.formats.workbook import as_workbook_and_text
from gouji.narrative.read import read
from gouji.narrative.readers.sheet import document as sheets

from .test_pdf_damaged import CATALOG, FONT, PAGES, WORDS, built, outcome, page, stream, with_content
from .test_same_findings import SAMPLES
from .test_sheet import xlsx

PARTS = parts_of(SAMPLES["final-accounts"])
GOOD = with_content(WORDS)
TYPES = {"[Content_Types].xml": b"<x/>"}
LAUGHS = b"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a0 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 12)
)
EXTERNAL = b"<?xml version='1.0'?><!DOCTYPE d SYSTEM 'http://127.0.0.1:9/x.dtd'><d/>"


def lying(name: str, content: bytes) -> bytes:
    """A zip whose directory and header both say that the member has ten bytes."""
    data = bytearray(zipped({name: content}, level=9))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


def cells(count: int) -> bytes:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 1000 + "</w:tr>"
    return docx(f"<w:tbl>{row * (count // 1000)}</w:tbl>")


MADE = {
    "many entries.zip": lambda: zipped({f"{i}.txt": b"" for i in range(6000)}),
    "large member.zip": lambda: zipped({"a.txt": bytes(101 * 1024 * 1024)}, level=1),
    "ratio.zip": lambda: zipped({"a.txt": bytes(60_000_000)}, level=9),
    "all together.zip": lambda: zipped({f"{i}.txt": bytes(range(256)) * 370_000 for i in range(3)}, level=1),
    "size that lies.zip": lambda: lying("a.txt", bytes(60_000_000)),
    "ratio.docx": lambda: zipped({**TYPES, "word/document.xml": b" " * 60_000_000}, level=9),
    "laughs.docx": lambda: zipped({**TYPES, "word/document.xml": LAUGHS + b"]><d>&a11;</d>"}),
    "laughs.xlsx": lambda: zipped({**TYPES, "xl/workbook.xml": LAUGHS + b"]><d>&a11;</d>"}),
    "laughs.ods": lambda: zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": LAUGHS + b"]><d>&a11;</d>",
        }
    ),
    "external.docx": lambda: zipped({**TYPES, "word/document.xml": EXTERNAL}),
    "cells.docx": lambda: cells(1_000_000),
    "deep.docx": lambda: docx("<w:sdt><w:sdtContent>" * 100_000 + "</w:sdtContent></w:sdt>" * 100_000),
    "upwards.zip": lambda: zipped({"../../a.txt": "支出3.50万元。".encode()}),
    "deep.html": lambda: b"<html><body>" + b"<table><tr><td>" * 100_000 + "支出".encode(),
    "no table.pdf": lambda: GOOD[: GOOD.index(b"xref\n0 ")],
    "not a pdf.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("name", MADE)
def test_one_line_and_status_2(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    path.write_bytes(MADE[name]())
    before = time.process_time()
    assert gouji(["check", str(path)]) == 2
    assert time.process_time() - before < 20
    out, err = capsys.readouterr()
    assert not out and err.count("\n") == 1 and name in err


OBJECTS = built(CATALOG, PAGES, page(), stream(WORDS), FONT, *[b"<< /A [1 2 3] >>"] * 100_000)
BROKEN = {
    "100000 objects": OBJECTS,
    "a place of the table beyond the end": GOOD.replace(b"startxref\n", b"startxref\n9"),
    "places that are wrong": GOOD.replace(b"00000 n", b"00009 n").replace(b"000000", b"000001"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_page_is_still_read(name: str) -> None:
    """The text is found again where the table of objects is broken, and among many objects."""
    assert "12.30" in outcome(BROKEN[name])


SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>支出决算表</t></is></c></row>
<row r="2"><c r="A2" t="str"><f>{formula}</f><v>合计</v></c><c r="B2"><f>1+1</f><v>7.25</v></c>
<c r="C2"><f>1+1</f></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize("formula", ["cmd|'/c calc'!A0", 'WEBSERVICE("http://127.0.0.1:9/")', "1/0"])
def test_formulas_are_never_run(formula: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved as shown is read, even where the formula would give something else; the rest is unknown."""
    _forbid(monkeypatch)
    found = sheets(xlsx(SHEET.format(formula=formula)))
    assert found.text.splitlines()[1].rstrip("\t") == "合计\t7.25\t#"
    assert any("公式" in warning for warning in found.warnings)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_macros_and_links_are_passed_over(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forbid(monkeypatch)
    plain = as_docx(PARTS) if form == "docx" else as_workbook_and_text(PARTS)[0]
    clean, armed = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    clean.write_bytes(plain)
    armed.write_bytes(_armed(plain, "word" if form == "docx" else "xl"))
    assert read(armed).text == read(clean).text


def _armed(data: bytes, folder: str) -> bytes:
    """The file with a macro and a template to be fetched from elsewhere."""
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(data)) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    relation = (
        b'<Relationship Id="rIdX" TargetMode="External" Target="http://127.0.0.1:9/x.dotm" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    for name in files:
        if name.endswith(".rels"):
            files[name] = files[name].replace(b"</Relationships>", relation)
    return zipped({**files, f"{folder}/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(3000)})


def _forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection and no other program."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was run or fetched")

    for place in ("socket.socket.connect", "subprocess.Popen.__init__", "os.system"):
        monkeypatch.setattr(place, refuse)
