"""PDF: a copy of the report's own file with each finding's number highlighted, and the cell it disagrees with.

The copy is the original's bytes with the annotations appended, so that every page stays as it was; a damaged file is
written anew. A highlight's note
says what a comment in Word says; colours tell the severity, grey that the reviewer dismissed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..compare.model import Audit, Exhibit, Finding
from ..narrative.readers.pdf_boxes import Box, boxes
from .phrases import Entry, Phrases
from .source import Source, document_of
from .style import Style

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

AUTHOR = "gouji"
_COLOURS = {"error": (255, 150, 138), "warning": (255, 200, 70), "info": (150, 200, 255)}
_CELL, _SETTLED = (190, 160, 250), (210, 210, 210)
_PAD, _PIN = 1.0, 18.0  # points


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to highlight, with its note."""

    start: int
    end: int
    colour: tuple[int, int, int]
    name: str
    note: str
    page: int | None = None


def make(audit: Audit, style: Style, source: Source | None = None) -> bytes:
    """The marked copy. Raises a DocumentError if the report was not read from a PDF."""
    from pypdfium2 import PdfDocument, raw

    document = document_of(audit, source, "pdf", "PDF 报告")
    assert source is not None
    found = list(marks(audit, style))
    places = boxes(source.data, document, [(m.start, m.end) for m in found], password=source.password)
    pdf = PdfDocument(source.data, password=source.password)
    try:
        pinned: Counter[int] = Counter()
        for mark, some in zip(found, places, strict=True):
            if not some and mark.page is not None and mark.page <= len(pdf):
                _pin(pdf, mark.page, pinned[mark.page], mark)
                pinned[mark.page] += 1
            for page in sorted({box.page for box in some}):
                _highlight(pdf, page, [box for box in some if box.page == page], mark)
        copy = _saved(pdf, raw.FPDF_INCREMENTAL)
        return copy if _is_whole(copy, len(pdf), source) else _saved(pdf, raw.FPDF_NO_INCREMENTAL)
    finally:
        pdf.close()


def _saved(pdf: PdfDocument, flags: int) -> bytes:
    out = BytesIO()
    pdf.save(out, flags=flags)
    return out.getvalue()


def _is_whole(copy: bytes, pages: int, source: Source) -> bool:
    """Whether the copy opens: what is appended to a damaged file does not mend it."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(copy, password=source.password)
    except PdfiumError:
        return False
    count = len(pdf)
    pdf.close()
    return count == pages and b"startxref" in source.data[-2048:]


def marks(audit: Audit, style: Style) -> Iterator[Mark]:
    """The findings' own places, and the first cell that each disagrees with."""
    phrases = Phrases(audit, style.lang, style.remarks)
    for entry in phrases.entries():
        finding = entry.finding
        lines = phrases.note(entry)
        settled = phrases.remark(finding).status == "dismissed"
        colour = _SETTLED if settled else _COLOURS[finding.severity]
        yield Mark(finding.start, finding.end, colour, finding.id, "\n".join(lines), finding.page)
        cell = None if settled else opposite(finding)
        if cell is not None and cell.start is not None and cell.end is not None:
            note = f"{lines[0]}\n{_points_to(entry, phrases)}"
            yield Mark(cell.start, cell.end, _CELL, f"{finding.id}-cell", note)


def opposite(finding: Finding) -> Exhibit | None:
    """The first cell of the evidence that is not the finding's own place."""
    cells = (each for each in finding.evidence if each.what == "cell" and each.start is not None)
    return next((cell for cell in cells if cell.start != finding.start), None)


def _points_to(entry: Entry, phrases: Phrases) -> str:
    return phrases.words["disagrees"].format(place=entry.place, quote=entry.quote)


def _highlight(pdf: PdfDocument, number: int, some: list[Box], mark: Mark) -> None:
    """One annotation on one page, with a quadrilateral for each box."""
    from pypdfium2 import raw

    page = pdf[number - 1]
    annotation = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_HIGHLIGHT)
    sides = [_padded(box) for box in some]
    for left, bottom, right, top in sides:
        quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
    lefts, bottoms, rights, tops = zip(*sides, strict=True)
    raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(min(lefts), max(tops), max(rights), min(bottoms)))
    _finish(raw, annotation, mark)
    page.close()


def _pin(pdf: PdfDocument, number: int, count: int, mark: Mark) -> None:
    """A note in the corner of the page, for what stands on a picture: below those that are there already."""
    from pypdfium2 import raw

    page = pdf[number - 1]
    left, _, _, top = page.get_cropbox()
    at = top - _PIN - (_PIN + 4) * count
    annotation = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_TEXT)
    raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left + 6, at, left + 6 + _PIN, at - _PIN))
    _finish(raw, annotation, mark)
    page.close()


def _finish(raw: Any, annotation: Any, mark: Mark) -> None:
    """Colour, author, name and note."""
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *mark.colour, 255)
    for key, text in (("Contents", mark.note), ("T", AUTHOR), ("NM", mark.name)):
        raw.FPDFAnnot_SetStringValue(annotation, key.encode(), _wide(text))
    raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    raw.FPDFPage_CloseAnnot(annotation)


def _padded(box: Box) -> tuple[float, float, float, float]:
    """The box, a little higher than its ink; not wider, so that it touches no other character."""
    return box.left, box.bottom - _PAD, box.right, box.top + _PAD


def _wide(text: str) -> Any:
    from ctypes import POINTER, c_ushort, cast, create_string_buffer

    buffer = create_string_buffer(text.encode("utf-16-le", "replace") + b"\0\0")
    return cast(buffer, POINTER(c_ushort))
