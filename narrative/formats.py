"""Which format a file has: by its content first, by its name second."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath

TEXTS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".mkd": "md"}
"""Formats that are text, by suffix."""

READABLE = (
    "txt、md、docx、pdf、html、mhtml、xlsx、xls、ods、zip"
    "（doc、wps、rtf、odt 需要安装 LibreOffice；扫描件和图片需要 gouji[ocr]）"
)
SHEETS = frozenset(("xlsx", "xls", "ods"))
"""Formats of spreadsheets."""

UNREAD = {
    "ofd": "OFD", "ppt": "PowerPoint", "pptx": "PowerPoint", "rar": "RAR 压缩包", "7z": "7z 压缩包", "gz": "gz 压缩包",
    "encrypted": "加密的 Office 文件", "csv": "CSV", "ole": "旧版 Office 文件，但不是 Word 或 Excel",
}  # fmt: skip
"""Formats that are known and not read, with what to call them."""
UNRELATED = frozenset(("image", "csv", "ppt", "pptx", "gz", "ole"))
"""Formats that may be passed over among the parts of a report: seals, logos, lists, whatever a computer leaves."""

_NAMES = {
    ".pdf": "pdf", ".docx": "docx", ".doc": "doc", ".wps": "wps", ".rtf": "rtf", ".odt": "odt", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".mhtml": "mhtml", ".mht": "mhtml", ".ods": "ods", ".xlsx": "xlsx",
    ".xlsm": "xlsx", ".xls": "xls", ".et": "xls", ".csv": "csv", ".ofd": "ofd", ".ppt": "ppt", ".pptx": "pptx",
    ".zip": "zip", ".rar": "rar",
    ".7z": "7z", ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image", ".bmp": "image",
    ".gif": "image", ".webp": "image",
}  # fmt: skip
SUFFIXES = frozenset((*TEXTS, *(suffix for suffix, form in _NAMES.items() if form not in (*UNREAD, "image"))))
"""Suffixes of files that can be read, but for pictures: among other files they are seals and logos."""

LIKELY = frozenset((*SUFFIXES, ".ofd", ".rar", ".7z"))
"""Suffixes of what may be a report or a part of one: those three cannot be read, which must be said."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gz"),
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--[^<>]{0,400}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I
)
_XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml\b")
_MAIL = re.compile(rb"^[a-z-]{2,40}:")


def format_of(data: bytes, name: str) -> str | None:
    """The format of a file, a word as in the results; None for text that does not say whether it is Markdown."""
    suffix = PurePath(name).suffix.lower()
    found = next((form for magic, form in _MAGIC if data.startswith(magic)), None)
    if found is not None:
        return found
    if b"%PDF-" in data[:1024] and not _HTML.match(data[:512]):
        return "pdf"
    if data.startswith(_ZIP):
        return _zipped(data, _NAMES.get(suffix, "zip"))
    if data.startswith(_OLE):
        return _compound(data, suffix)
    if _is_mail(data):
        return "mhtml"
    if _HTML.match(data[:1024]):
        return "html"
    if _XML.match(data[:256]):
        return _markup(data, suffix)
    return TEXTS.get(suffix) if suffix in TEXTS else _NAMES.get(suffix) if data else None


def is_office(name: str) -> bool:
    """Whether a file's name says that a zip is a document or workbook, not an archive."""
    return _NAMES.get(PurePath(name).suffix.lower()) in ("docx", "odt", "xlsx", "ods")


def _is_mail(data: bytes) -> bool:
    """Whether a file begins with the head of a mail, as pages saved whole (.mhtml) do."""
    head = data[:8192].lstrip(b"\xef\xbb\xbf\r\n").lower()
    return bool(_MAIL.match(head)) and b"mime-version:" in head and b"text/html" in data[:65536].lower()


def _zipped(data: bytes, named: str) -> str:
    """What a zip holds, told by the names of its members."""
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as bundle:
            names = bundle.namelist()
            mime = (
                bundle.read(names[0])
                if names[:1] == ["mimetype"] and bundle.infolist()[0].file_size < 200
                else b""
            )
    except Exception:  # a broken archive provokes a dozen kinds of errors
        return named
    if mime:
        kind = mime.decode("ascii", "replace").rpartition(".")[2]
        return {"text": "odt", "spreadsheet": "ods"}.get(kind.partition("-")[0], "zip")
    package = "[Content_Types].xml" in names or "_rels/.rels" in names
    for mark, form in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("OFD.xml", "ofd")):
        if any(name.startswith(mark) for name in names) and (package or form in ("ofd", named)):
            return form
    return named if package else "zip"


def _compound(data: bytes, suffix: str) -> str:
    """What an OLE file holds, told by the names in its directory."""
    marks = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
    for mark, form in marks:
        if mark.encode("utf-16-le") in data:
            return form
    if "PowerPoint Document".encode("utf-16-le") in data:
        return "ppt"
    named = _NAMES.get(suffix, "ole")
    return named if named in ("doc", "wps", "xls") else "ole"


def _markup(data: bytes, suffix: str) -> str | None:
    """A page with an XML declaration, or Word's or Excel's own XML."""
    head = data[:4096].lower()
    if b"<html" in head:
        return "html"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xls"
    if b'progid="word.document"' in head or b"schemas.microsoft.com/office/word/2003" in head:
        return "doc"
    return TEXTS.get(suffix) or _NAMES.get(suffix) or "html"
