"""A file or a text to a :class:`~gouji.narrative.model.Report`."""

from __future__ import annotations

import hashlib
import re
import stat
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from .dispatch import load, load_tables
from .errors import DocumentError, LimitExceeded, MissingDocument, UnreadableDocument
from .formats import SHEETS
from .halved import as_printed, halved
from .identity import identity
from .model import Paragraph, Report, Section, Table, TextRange
from .prose import prose
from .readers.document import Document, TableRange, joined
from .readers.markdown import is_markdown
from .selftest import selftest
from .tables import find_tables
from .unfolded import undoubled, unfolded

LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""

_AMOUNT = re.compile(r"\d[\d.,，]{0,24}\s{0,4}[百千万亿]{0,3}元")


def read(path: str | Path, *, password: str | None = None, tables: Sequence[str | Path] = ()) -> Report:
    """Read the report at ``path``: text, Markdown, Word, PDF, a web page, a spreadsheet, or a zip of its parts.

    ``password`` opens a locked PDF; ``tables`` are files whose tables belong to the report, such as its spreadsheets.
    Raises a DocumentError of one line.
    """
    name = str(path)
    if name.strip() and Path(path).is_dir():
        return _folder(Path(path), password, tables)
    data = _bytes(Path(path), name)
    document = load(data, name, password=password)
    attached = [
        load_tables(_bytes(Path(table), str(table)), str(table), password=password) for table in tables
    ]
    if not attached and not document.tables and document.format not in SHEETS:
        attached = _beside(Path(path), document, password)
    return _with_tables(document, attached, data, name)


def read_content(
    data: bytes, name: str, *, tables: Sequence[tuple[str, bytes]] = (), password: str | None = None
) -> Report:
    """Read the report in ``data`` as :func:`read` does a file's; ``tables`` are names and contents of attachments.

    ``name`` is only its suffix and what errors call it: no file is opened by it. Raises a DocumentError of one line.
    """
    if max(len(data), *(len(content) for _, content in tables), 0) > LIMIT:
        raise _too_large(name)
    document = load(data, name, password=password)
    attached = [load_tables(content, title, password=password) for title, content in tables]
    return _with_tables(document, attached, data, name)


def _with_tables(document: Document, attached: Sequence[Document], data: bytes, name: str) -> Report:
    own = len(document.text)
    if attached:
        warnings = (warning for other in attached for warning in other.warnings)
        unread = (part for other in attached for part in other.unread)
        whole = joined(document, attached)
        document = replace(
            whole, warnings=(*document.warnings, *warnings), unread=(*document.unread, *unread)
        )
    return read_document(document, path=name, sha256=hashlib.sha256(data).hexdigest(), own=own)


def _folder(path: Path, password: str | None, tables: Sequence[str | Path]) -> Report:
    """The report whose parts are the files of a folder."""
    from .folder import document_of

    if tables:
        raise MissingDocument(str(path), "文件夹里已有附表，不能再加 --tables", "请把附表放进文件夹")
    document, sha256 = document_of(path, content_of, password=password)
    return read_document(document, path=str(path), sha256=sha256)


def reports_at(path: str | Path, *, password: str | None = None) -> tuple[str, ...]:
    """The reports that a path stands for: itself, or those in a folder. Raises a DocumentError."""
    if not str(path).strip() or not Path(path).is_dir():
        return (str(path),)
    from .folder import reports_in

    return reports_in(Path(path), content_of, password=password)


def content_of(path: Path) -> bytes:
    """The content of a file. Raises a DocumentError."""
    return _bytes(path, str(path))


def read_document(
    document: Document, *, path: str = "-", sha256: str | None = None, own: int | None = None
) -> Report:
    """Read a report from what a reader made of its file; ``own`` as for :func:`read_text`."""
    report = read_text(
        document.text,
        path=path,
        sha256=sha256,
        format=document.format,
        warnings=document.warnings,
        own=own,
        ranges=document.tables,
    )
    if document.doubts or document.unread:
        doubts = tuple(TextRange(start, end) for start, end in document.doubts)
        report = replace(report, doubts=doubts, unread=document.unread)
    return paged(report, document.pages) if document.pages else report


def paged(report: Report, pages: Sequence[tuple[int, int]]) -> Report:
    """The report with the page on which each of its parts begins; ``pages`` are (offset, page) pairs in order."""
    starts = [offset for offset, _ in pages]

    def page(offset: int) -> int | None:
        at = bisect_right(starts, offset) - 1
        return pages[at][1] if at >= 0 else None

    return replace(
        report,
        sections=tuple(replace(section, page=page(section.start)) for section in report.sections),
        paragraphs=tuple(replace(each, page=page(each.offsets[0])) for each in report.paragraphs),
        tables=tuple(replace(table, page=page(table.start)) for table in report.tables),
    )


def _beside(path: Path, document: Document, password: str | None) -> list[Document]:
    """The spreadsheets next to a report without tables that are named after it (报告.docx, 报告附表.xls)."""
    if (
        "\t" in document.text
        or "|" in document.text
        or document.format not in ("docx", "doc", "wps", "rtf", "odt", "html")
    ):
        return []
    try:
        near = sorted(
            other
            for other in path.parent.iterdir()
            if other.suffix.lower() in (".xlsx", ".xls", ".ods", ".et")
        )
    except OSError:
        return []
    named = [other for other in near if other.stem.startswith(path.stem) and not other.name.startswith("~$")]
    found = [load_tables(_bytes(other, str(other)), str(other), password=password) for other in named]
    note = f"报告里没有表格，表格取自同一文件夹的{'、'.join(other.name for other in named)}"
    return [replace(found[0], warnings=(note, *found[0].warnings)), *found[1:]] if found else []


def read_text(
    text: str,
    *,
    path: str = "-",
    sha256: str | None = None,
    format: str = "txt",
    warnings: Sequence[str] = (),
    own: int | None = None,
    ranges: Sequence[TableRange] = (),
) -> Report:
    """Read a report from its text, whose every index is kept. ``warnings`` are those of the decoding.

    From ``own`` on the text is that of attachments, of which only the tables belong to the report. ``ranges`` are the
    tables that the file itself marks.

    Raises UnreadableDocument if there is nothing in it, LimitExceeded if it is too long.
    """
    if not text.strip("\ufeff \t\r\n\f\u3000"):
        raise UnreadableDocument(path, "没有任何文字", "请提供报告的全文")
    if len(text) > LIMIT:
        raise _too_large(path)
    markdown = format == "md" or (path == "-" and is_markdown(text))
    plain = halved(text)
    laid = plain if ranges else unfolded(undoubled(plain))
    tables = find_tables(laid, ranges)
    attachments = [] if own is None or own >= len(text) else [(own, len(text))]
    gaps = _gaps([*((table.start, table.end) for table in tables), *attachments])
    sections, paragraphs = prose(laid, gaps, markdown=markdown)
    who = identity(plain, path)
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
        tables=as_printed(tables, text) if plain is not text else tables,
        warnings=(*warnings, *_warnings(plain, tables, sections, paragraphs), *selftest(plain, tables)),
    )


def _bytes(path: Path, name: str) -> bytes:
    """The content of the file, at most :data:`LIMIT` bytes of it."""
    if not name.strip():
        raise MissingDocument("（空）", "没有写路径", "请给出报告文件的路径")
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise MissingDocument(
                name or "（空的路径）", "这是文件夹，不是报告文件", "请给出其中一份报告的路径"
            )
        if not stat.S_ISREG(mode):
            raise MissingDocument(
                name, "这是管道或设备，不是文件", "请先存为文件；管道中的文字请用 gouji check -"
            )
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


def _gaps(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges, sorted, with overlaps merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
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
    if not tables and not _AMOUNT.search(text):
        found.append("全文未见金额，可能不是预算或决算报告")
    return tuple(found)


__all__ = ["LIMIT", "DocumentError", "paged", "read", "read_content", "read_document", "read_text"]
