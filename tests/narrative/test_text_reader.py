"""Bytes to text, and every input that cannot be read: one line, saying what to do."""

from __future__ import annotations

import codecs
import pickle
from pathlib import Path

import pytest

import gouji.narrative.read as reading
from gouji.narrative.errors import (
    DocumentError,
    LimitExceeded,
    MissingDocument,
    UnreadableDocument,
    UnsupportedFormat,
)
from gouji.narrative.read import read, read_text
from gouji.narrative.readers.text import decode

TEXT = "一、收入情况说明\r\n2023年度收入合计35.20万元，其中：财政拨款收入35.20万元，占100%。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"])
def test_encodings_without_a_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_stays_in_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)) == ("\ufeff" + TEXT, ())


def test_a_few_broken_bytes_are_a_warning() -> None:
    data = (TEXT * 40).encode()
    text, warnings = decode(data[:500] + b"\xff" + data[500:])
    assert "\ufffd" in text
    assert len(warnings) == 1
    assert "无法按UTF-8解码" in warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t",
        codecs.BOM_UTF8 + b"\n",
        bytes(range(256)) * 40,
        b"\x00\x01\x02" * 100,
        "réservé à l'été".encode("latin-1") * 9,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        decode(data, path="a.txt")


@pytest.mark.parametrize(
    ("name", "data", "error", "word"),
    [
        ("a.pdf", b"%PDF-1.7\n", UnreadableDocument, "PDF"),
        ("a.txt", b"%PDF-1.7\n", UnreadableDocument, "PDF"),
        ("a.docx", b"PK\x03\x04rest", UnreadableDocument, "损坏"),
        ("a.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", UnsupportedFormat, "旧版"),
        ("a.txt", b"<!DOCTYPE html><html></html>", UnreadableDocument, "文字"),
        ("a.csv", "项目,金额\n".encode(), UnsupportedFormat, "CSV"),
        ("a.txt", b"", UnreadableDocument, "空"),
        ("a.txt", bytes(range(256)), UnreadableDocument, "二进制"),
    ],
)
def test_bad_files_give_one_line(
    tmp_path: Path, name: str, data: bytes, error: type[DocumentError], word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read(path)
    message = str(caught.value)
    assert name in message
    assert word in message
    assert "\n" not in message
    assert caught.value.remedy in message


def test_missing_file_folder_and_odd_names(tmp_path: Path) -> None:
    for path, word in ((tmp_path / "none.txt", "找不到"), (tmp_path, "文件夹"), (Path("a\0b"), "无法打开")):
        with pytest.raises(MissingDocument, match=word):
            read(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MissingDocument, match="权限"):
        read(path)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT", 64)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 65)
    with pytest.raises(LimitExceeded, match="上限"):
        read(path)
    with pytest.raises(LimitExceeded):
        read_text("字" * 65)


def test_errors_cross_processes() -> None:
    error = UnreadableDocument("a.txt", "文件是空的", "换一份")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, UnreadableDocument)
    assert str(again) == str(error)


def test_a_file_keeps_its_text_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "报告.md"
    path.write_bytes(codecs.BOM_UTF8 + TEXT.encode())
    report = read(path)
    assert report.text == "\ufeff" + TEXT
    assert report.format == "md"
    assert len(report.sha256) == 64


def test_what_was_not_found_is_said() -> None:
    report = read_text("今天天气很好。")
    assert len(report.warnings) == 3
    for word in ("未找到表格", "未找到情况说明", "全文未见金额"):
        assert any(word in warning for warning in report.warnings)


def test_a_pasted_sentence_is_narrative() -> None:
    report = read_text("2023年度支出合计35.20万元，其中：基本支出30.20万元，项目支出5万元。")
    assert [paragraph.part for paragraph in report.paragraphs] == ["narrative"]
    assert not any("金额" in warning for warning in report.warnings)


def test_nothing_at_all() -> None:
    with pytest.raises(UnreadableDocument):
        read_text(" \ufeff\n")


def test_markdown_in_a_text_file_is_read_as_such(tmp_path: Path) -> None:
    """Who saves Markdown as .txt has its headings all the same; a lone # is none."""
    text = "# 某局2024年度部门决算\n\n## 第三部分 情况说明\n\n### 五、政府采购支出情况说明\n\n政府采购支出9.00万元。\n"
    path = tmp_path / "报告.txt"
    path.write_text(text, encoding="utf-8")
    report = read(path)
    assert report.format == "md"
    assert [section.number for section in report.sections][-1] == "五"
    path.write_text(
        "某局2024年度部门决算\n\n#\n\n五、政府采购支出情况说明\n\n政府采购支出9.00万元。\n", encoding="utf-8"
    )
    assert read(path).format == "txt"
