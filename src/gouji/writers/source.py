"""The file that an audit was made of, for the writers that mark it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..compare.model import Audit
from ..narrative.errors import DocumentError, UnreadableDocument, UnsupportedFormat
from ..narrative.readers.document import Document


@dataclass(frozen=True, slots=True)
class Source:
    """A report's own file: its content, and the password that opens it."""

    data: bytes
    password: str | None = None


def source_of(audit: Audit, *, password: str | None = None) -> Source:
    """The file read once more. Raises a DocumentError if it is gone or another one by now."""
    report = audit.report
    try:
        data = Path(report.path).read_bytes()
    except OSError:
        raise UnsupportedFormat(
            report.path, "没有可以加批注的文件", "请先存为文件，或改用 --format html"
        ) from None
    if sha256(data).hexdigest() != report.sha256:
        raise UnreadableDocument(report.path, "核对期间文件被改动", "请重新核对")
    return Source(data, password)


def document_of(audit: Audit, source: Source | None, form: str, what: str) -> Document:
    """What the reader makes of the file, which knows where each piece of text stands in it.

    Raises UnsupportedFormat if the report is not a ``form``, which is called ``what``.
    """
    from ..narrative.dispatch import load

    report = audit.report
    if report.format != form or source is None:
        problem = f"--format {form} 在原文件上加批注，只用于 {what}"
        raise UnsupportedFormat(report.path, problem, _instead(report.format))
    document = load(source.data, report.path, password=source.password)
    if not report.text.startswith(document.text):
        raise DocumentError(report.path, "核对所用的文字与文件不符", "请重新核对")
    return document


def _instead(form: str) -> str:
    if form in ("doc", "wps", "rtf", "odt"):
        return "请先另存为 .docx，或改用 --format html、xlsx、markdown"
    own = f"{form}、" if form in ("docx", "pdf") else ""
    return f"这份报告可用 --format {own}html、xlsx、markdown"
