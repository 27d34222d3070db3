"""A file or a text to a :class:`~gouji.narrative.model.Report`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from .errors import DocumentError, LimitExceeded, MissingDocument, UnreadableDocument, UnsupportedFormat
from .identity import identity
from .model import Paragraph, Report, Section, Table
from .prose import prose
from .readers.markdown import is_markdown
from .readers.text import decode
from .tables import find_tables

LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""

_NOW = "目前可读 .txt 和 .md"
_SUFFIXES = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".mkd": "md"}
_OTHERS = {
    ".pdf": "PDF", ".docx": "Word（.docx）", ".doc": "Word（.doc）", ".wps": "WPS（.wps）", ".rtf": "RTF",
    ".odt": "ODT", ".html": "网页（HTML）", ".htm": "网页（HTML）", ".mhtml": "网页（MHTML）", ".ods": "ODS",
    ".xlsx": "Excel（.xlsx）", ".xls": "Excel（.xls）", ".et": "WPS（.et）", ".csv": "CSV", ".ofd": "OFD",
    ".ppt": "PowerPoint", ".pptx": "PowerPoint", ".zip": "压缩包", ".rar": "压缩包", ".7z": "压缩包",
    ".png": "图片", ".jpg": "图片", ".jpeg": "图片", ".tif": "图片", ".tiff": "图片", ".bmp": "图片",
}  # fmt: skip
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word、Excel 或压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word、Excel 或 WPS，也可能是加密的 Office 文件"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
)
_HTML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|\?xml)", re.IGNORECASE)
_AMOUNT = re.compile(r"\d[\d.,，]{0,24}\s{0,4}[百千万亿]{0,3}元")


def read(path: str | Path, *, password: str | None = None) -> Report:
    """Read the report at ``path``: plain text or Markdown, in UTF-8, UTF-16 or GB18030.

    ``password`` is for formats that can be locked; text has none. Raises a DocumentError of one line.
    """
    del password
    name = str(path)
    data = _bytes(Path(path), name)
    form = _format(Path(path), data, name)
    text, warnings = decode(data, path=name)
    if form is None:
        form = "md" if is_markdown(text) else "txt"
    return read_text(text, path=name, sha256=hashlib.sha256(data).hexdigest(), format=form, warnings=warnings)


def read_text(
    text: str,
    *,
    path: str = "-",
    sha256: str | None = None,
    format: str = "txt",
    warnings: Sequence[str] = (),
) -> Report:
    """Read a report from its text, whose every index is kept. ``warnings`` are those of the decoding.

    Raises UnreadableDocument if there is nothing in it, LimitExceeded if it is too long.
    """
    if not text.strip("\ufeff \t\r\n\f\u3000"):
        raise UnreadableDocument(path, "没有任何文字", "请提供报告的全文")
    if len(text) > LIMIT:
        raise _too_large(path)
    markdown = format == "md" or (path == "-" and is_markdown(text))
    tables = find_tables(text)
    sections, paragraphs = prose(text, _gaps(tables), markdown=markdown)
    who = identity(text)
    return Report(
        path=path,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        format="md" if markdown else format,
        text=text,
        organisation=who.organisation,
        year=who.year,
        kind=who.kind,
        sections=sections,
        paragraphs=paragraphs,
        tables=tables,
        warnings=(*warnings, *_warnings(text, tables, sections, paragraphs)),
    )


def _bytes(path: Path, name: str) -> bytes:
    """The content of the file, at most :data:`LIMIT` bytes of it."""
    try:
        if path.is_dir():
            raise MissingDocument(name, "这是文件夹，不是报告文件", "请给出其中一份报告的路径")
        with path.open("rb") as handle:
            data = handle.read(LIMIT + 1)
    except FileNotFoundError:
        raise MissingDocument(name, "找不到这个文件", "请检查路径和文件名") from None
    except PermissionError:
        raise MissingDocument(name, "没有读取权限", "请修改文件权限，或复制到可读的位置") from None
    except (OSError, ValueError) as error:
        kind = error.__class__.__name__
        raise MissingDocument(name, f"无法打开（{kind}）", "请检查路径和存储介质") from None
    if len(data) > LIMIT:
        raise _too_large(name)
    return data


def _too_large(name: str) -> LimitExceeded:
    return LimitExceeded(name, f"超过{LIMIT // 1024 // 1024}MB的上限", "请确认是不是一份报告，或拆分后检查")


def _format(path: Path, data: bytes, name: str) -> str | None:
    """``txt`` or ``md`` by suffix, None if the text must tell; known other formats are refused."""
    suffix = path.suffix.lower()
    found = next((label for magic, label in _MAGIC if data.startswith(magic)), None)
    if found is None and _HTML.match(data[:512]):
        found = "网页（HTML）"
    if found is None and data and suffix not in _SUFFIXES:
        found = _OTHERS.get(suffix)
    if found is not None:
        remedy = f"{_NOW}，请把正文和表格另存为文本后再检查"
        raise UnsupportedFormat(name, f"暂不支持这种格式：{found}", remedy)
    return _SUFFIXES.get(suffix)


def _gaps(tables: Sequence[Table]) -> list[tuple[int, int]]:
    """The ranges of the tables, sorted, with overlaps merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((table.start, table.end) for table in tables):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _warnings(
    text: str, tables: Sequence[Table], sections: Sequence[Section], paragraphs: Sequence[Paragraph]
) -> tuple[str, ...]:
    """What the reading did not find, said so that nobody takes silence for agreement."""
    found: list[str] = []
    if not tables:
        found.append("未找到表格，正文中的数字无法与表格核对，只核对正文自身")
    if not any(section.part == "narrative" for section in sections):
        if any(paragraph.part == "narrative" for paragraph in paragraphs):
            found.append("未找到“情况说明”的标题，全文按情况说明检查")
        else:
            found.append("未找到情况说明，没有可以核对的正文")
    if not _AMOUNT.search(text) and not tables:
        found.append("全文未见金额，可能不是预算或决算报告")
    return tuple(found)


__all__ = ["LIMIT", "DocumentError", "read", "read_text"]
