"""Which reader reads what; zips of a report's parts, attachments, and what needs LibreOffice."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from gouji.cli.main import run as gouji
from gouji.corpora.synthesis.formats.office import as_docx, as_html, parts_of, zipped
from gouji.corpora.synthesis.formats.workbook import as_workbook_and_text
from gouji.narrative.errors import DocumentError, LimitExceeded, UnreadableDocument
from gouji.narrative.formats import format_of
from gouji.narrative.read import read
from gouji.narrative.readers import package

from .test_same_findings import SAMPLES
from .test_sheet import ODS

TEXT = SAMPLES["final-accounts"]
PARTS = parts_of(TEXT)
WORKBOOK, PROSE = as_workbook_and_text(PARTS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (as_docx(PARTS), "a.doc", "docx"), (as_html(PARTS), "a.xls", "html"), (WORKBOOK, "a.zip", "xlsx"),
        (zipped({"a.txt": "x"}), "a.docx", "zip"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "x", "odt"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.xls", "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "a.doc", "xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"), (OLE, "a.wps", "wps"),
        (OLE, "a.bin", "ole"),
        (b"{\\rtf1 x}", "a.doc", "rtf"), (b"%PDF-1.4", "a.txt", "pdf"), (b"text", "a.txt", "txt"),
        (b"text", "a", None),
        (b"\n<!DOCTYPE HTML><html>", "a", "html"), (b"<?xml version='1.0'?><html xmlns='x'>", "a", "html"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>", "a.txt", "mhtml"), (b"PK\x03\x04", "a.docx", "docx"),
    ],
)  # fmt: skip
def test_content_tells_before_the_name(data: bytes, name: str, form: str | None) -> None:
    assert format_of(data, name) == form


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_zip_is_read_in_the_order_of_names_with_the_narrative_first(tmp_path: Path) -> None:
    files = {
        "附件10.txt": "第十。",
        "附件2.txt": "第二。",
        "说明.txt": PROSE,
        "__MACOSX/._说明.txt": b"\0",
        "图.png": b"\x89PNG",
    }
    report = read(put(tmp_path, "a.zip", zipped(files)))
    assert report.format == "zip"
    assert report.text.startswith(PROSE.decode()[:20])
    assert report.text.index("第二。") < report.text.index("第十。")
    assert any("图.png" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({"../a.txt": PROSE}, "不安全"), ({"/etc/a.txt": PROSE}, "不安全"), ({"b\\..\\a.txt": PROSE}, "不安全"),
        ({"b.zip": zipped({"c.zip": zipped({"d.txt": PROSE})})}, "读不了"),
        ({"a.png": b"\x89PNG"}, "没有可以读"), ({}, "没有可以读"),
        ({"甲.txt": TEXT.encode(), "乙.txt": TEXT.encode()}, "2份报告"), ({"a.docx": b"PK\x03\x04"}, "读不了"),
    ],
)  # fmt: skip
def test_zips_that_are_refused(files: dict[str, bytes], word: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=word) as caught:
        read(put(tmp_path, "a.zip", zipped(files)))
    assert "\n" not in str(caught.value)


def test_a_zip_that_is_called_a_workbook_is_a_damaged_workbook(tmp_path: Path) -> None:
    for name in ("附表.xlsx", "附表.ods", "报告.docx"):
        with pytest.raises(UnreadableDocument, match="已损坏或不完整；请重新下载或另存"):
            read(put(tmp_path, name, zipped({"x.bin": b"x"})))


def test_a_zip_within_is_read_but_none_deeper(tmp_path: Path) -> None:
    files = {
        "说明.txt": PROSE,
        "附表.zip": zipped({"附表.xlsx": WORKBOOK, "更深.zip": zipped({"x.txt": b"x"})}),
    }
    report = read(put(tmp_path, "a.zip", zipped(files)))
    assert len(report.tables) == len(read(put(tmp_path, "b.xlsx", WORKBOOK)).tables)
    assert any("更深.zip" in warning for warning in report.warnings)


def test_the_workbook_of_another_year_is_not_used(tmp_path: Path) -> None:
    year = re.search(r"20\d\d", PROSE.decode())
    assert year is not None
    names = [f"{year[0]}年公开表.xlsx", f"{int(year[0]) - 1}年公开表.xlsx"]
    files = {"说明.txt": PROSE, **dict.fromkeys(names, WORKBOOK)}
    report = read(put(tmp_path, "a.zip", zipped(files)))
    assert len(report.tables) == len(read(put(tmp_path, "b.xlsx", WORKBOOK)).tables)
    assert any("没有用" in warning and names[1] in warning for warning in report.warnings)
    alone = read(put(tmp_path, "c.zip", zipped({"说明.txt": PROSE, names[1]: WORKBOOK})))
    assert len(alone.tables) == len(report.tables)


@pytest.mark.parametrize(("encoding", "held"), [("gbk", b"BBBB"), ("utf-8", b"BBBBBB")])
def test_names_without_their_encoding(encoding: str, held: bytes, tmp_path: Path) -> None:
    data = zipped({"AAAA.txt": PROSE, f"{held.decode()}.png": b"\x89PNG"})
    data = data.replace(held, "图样".encode(encoding))
    report = read(put(tmp_path, "a.zip", data))
    assert any("图样.png" in warning for warning in report.warnings)


def test_bombs(tmp_path: Path) -> None:
    for files in ({"a.txt": bytes(60_000_000)}, {f"{i}.txt": b"" for i in range(6000)}):
        with pytest.raises(LimitExceeded):
            read(put(tmp_path, "a.zip", zipped(files, level=9)))


def test_too_many_cells_are_refused_before_they_are_parsed(tmp_path: Path) -> None:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 1000 + "</w:tr>"
    from gouji.corpora.synthesis.formats.office import docx

    path = put(tmp_path, "a.docx", docx(f"<w:tbl>{row * 1000}</w:tbl>"))
    before = time.process_time()
    with pytest.raises(LimitExceeded):
        read(path)
    assert time.process_time() - before < 3


@pytest.mark.parametrize("inside", ['<!ENTITY a "b">', '<!ENTITY x SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(inside: str, tmp_path: Path) -> None:
    xml = f"<?xml version='1.0'?><!DOCTYPE d [{inside}]><d>&a;</d>"
    for encoding in ("utf-8", "utf-16"):
        files = {"[Content_Types].xml": b"<x/>", "word/document.xml": xml.encode(encoding)}
        with pytest.raises(UnreadableDocument):
            read(put(tmp_path, "a.docx", zipped(files)))


def test_tables_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, tables = put(tmp_path, "a.txt", PROSE), put(tmp_path, "b.xlsx", WORKBOOK)
    assert gouji(["check", str(report), "--tables", str(tables), "--format", "json"]) == 1
    assert '"tables": []' not in capsys.readouterr().out
    for arguments in (["check", str(report), str(report)], ["check", "-"]):
        assert gouji([*arguments, "--tables", str(tables)]) == 2
    assert gouji(["check", str(report), "--tables", str(put(tmp_path, "c.txt", "没有表格。".encode()))]) == 2
    assert "没有找到表格" in capsys.readouterr().err


def test_sheets_named_after_a_report_without_tables_are_found(tmp_path: Path) -> None:
    path = put(tmp_path, "报告.docx", as_docx(PROSE.decode().split("\n")))
    assert not read(path).tables
    put(tmp_path, "报告附表.xlsx", WORKBOOK)
    put(tmp_path, "别的.xlsx", WORKBOOK)
    report = read(path)
    assert len(report.tables) == 9
    assert any("报告附表.xlsx" in warning and "别的" not in warning for warning in report.warnings)


def test_a_workbook_of_its_own_is_read(tmp_path: Path) -> None:
    ods = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS})
    report = read(put(tmp_path, "a.ods", ods))
    assert (report.format, len(report.tables)) == ("ods", 1)
    assert any("情况说明" in warning for warning in report.warnings)


def test_the_limits_are_what_they_say() -> None:
    assert package.LARGEST <= package.MOST_BYTES
