"""One reader for each format: a file's bytes to a :class:`~gouji.narrative.readers.document.Document`.

Readers are imported when they are needed, so that a text costs none of them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from .errors import UnreadableDocument, UnsupportedFormat
from .formats import READABLE, SHEETS, SUFFIXES, UNREAD, UNRELATED, format_of
from .readers.document import Document
from .readers.markdown import is_markdown
from .readers.text import decode

MOST_ZIPS = 5
"""The most zips that are read within a zip."""
_DEEP = "文件内部的嵌套过深"


def load(data: bytes, name: str, *, password: str | None = None) -> Document:
    """The document in ``data``; ``name`` is the file's, for its suffix and for errors. Raises a DocumentError."""
    form = format_of(data, name)
    try:
        return _read(data, name, form, password)
    except (RecursionError, MemoryError):
        raise UnreadableDocument(name, _DEEP, "请用 Word 打开后另存，或把正文和表格复制到新文件") from None


def load_tables(data: bytes, name: str, *, password: str | None = None) -> Document:
    """The tables of an attachment: a spreadsheet, or whatever else can be read and has tables."""
    found = load(data, name, password=password)
    blank = not any(character.isdigit() for character in found.text)
    if blank or (found.format not in SHEETS and "\t" not in found.text and "|" not in found.text):
        raise UnreadableDocument(name, "里面没有找到表格", "--tables 应给出含有表格的文件，如 .xlsx")
    unread = tuple(f"{PurePath(name).name}/{part}" for part in found.unread)
    return replace(found, unread=unread) if unread else found


def _read(data: bytes, name: str, form: str | None, password: str | None) -> Document:
    if form == "docx":
        from .readers.docx import document

        return document(data, path=name)
    if form == "pdf":
        from .readers.pdf import read_pdf

        return read_pdf(data, path=name, password=password)
    if form == "image":
        from .readers.image import document as seen

        return seen(data, path=name)
    if form in ("html", "mhtml"):
        from .readers.html import document as page

        return page(data, path=name)
    if form is not None and form in SHEETS:
        from .readers.sheet import document as workbook

        return workbook(data, path=name, form=form)
    if form in ("doc", "wps", "rtf", "odt"):
        from .readers.office import document as converted

        return converted(data, path=name, form=form)
    if form == "zip":
        return _bundle(data, name, password)
    if form in (None, "txt", "md"):
        return _text(data, name, form)
    label = UNREAD.get(form or "", form or "")
    remedy = "请取消密码后再检查" if form == "encrypted" else f"可读的格式：{READABLE}"
    raise UnsupportedFormat(name, f"不支持这种格式：{label}", remedy)


def _text(data: bytes, name: str, form: str | None) -> Document:
    text, warnings = decode(data, path=name)
    return Document(text, "md" if form == "md" or is_markdown(text) else "txt", warnings)


def _bundle(data: bytes, name: str, password: str | None, *, nested: bool = False) -> Document:
    """The parts of a report in a zip; a zip in it is read as its parts are, but none that is ``nested`` deeper."""
    from .readers.archive import document

    within = 0

    def part(content: bytes, inner: str) -> Document | None:
        nonlocal within
        form = format_of(content, inner)
        within += form == "zip"
        if (
            form in UNRELATED
            or (form == "zip" and (nested or within > MOST_ZIPS))
            or (form is None and PurePath(inner).suffix.lower() not in SUFFIXES)
        ):
            return None
        if form == "zip":
            return _bundle(content, inner, password, nested=True)
        return load(content, inner, password=password)

    return document(data, path=name, reader=part)
