"""PDF by pdfium: text in reading order, ruled and unruled tables, each character's page and number on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import LimitExceeded, LockedDocument, UnreadableDocument
from .document import Document, Draft
from .pdf_beside import put_beside
from .pdf_block import ruled_block
from .pdf_blurred import blurred
from .pdf_flow import Item, Sheet, joined_tables, without_furniture, write
from .pdf_frames import frames_of
from .pdf_grid import TooManyRules, grids
from .pdf_lines import TextLine, lines_of
from .pdf_page import PageContent, page_content
from .pdf_runs import blocks_of
from .pdf_scans import MOST_SCANS, with_pictures_read
from .pdf_warnings import doubts, nothing, warnings

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 2_000
"""The most pages of one file that are read."""
MOST_GLYPHS = 4_000_000
"""The most characters of one file that are read."""


def read_pdf(data: bytes, *, path: str = "-", password: str | None = None) -> Document:
    """The document in a PDF file.

    Raises LockedDocument if it needs a password that was not given or is wrong, UnreadableDocument if it is damaged or
    has no text, LimitExceeded if it has too many pages or characters.
    """
    pdf = _opened(data, path, password)
    try:
        contents = _contents(pdf, path)
    finally:
        pdf.close()
    return document_of(contents, path, "pdf")


def _opened(data: bytes, path: str, password: str | None) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data, password=password)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == 4 or "assword" in str(error):
            if password is None:
                raise LockedDocument(path, "PDF 已加密，需要密码", "请用 --password 给出打开密码") from None
            raise LockedDocument(path, "PDF 的密码不对", "请检查 --password 给出的打开密码") from None
        if code == 5:
            raise LockedDocument(path, "PDF 的加密方式不受支持", "请先解除加密再检查") from None
        raise UnreadableDocument(path, "PDF 已损坏，无法打开", "请重新下载或重新导出") from None


def _contents(pdf: PdfDocument, path: str) -> list[PageContent]:
    """The pages in order; those that cannot be loaded come back empty."""
    from pypdfium2 import PdfiumError

    count = len(pdf)
    if count < 1:
        raise UnreadableDocument(path, "PDF 没有页面", "请重新下载或重新导出")
    if count > MOST_PAGES:
        raise LimitExceeded(path, f"PDF 超过{MOST_PAGES}页的上限", "请确认是不是一份报告，或拆分后检查")
    found: list[PageContent] = []
    total = scans = 0
    for number in range(1, count + 1):
        try:
            page = pdf[number - 1]
        except PdfiumError:
            found.append(PageContent(number, 0.0, 0.0, 0, [], [], (), cut=True))
            continue
        content = page_content(page, number)
        if scans < MOST_SCANS:
            content = with_pictures_read(page, content)
            scans += bool(content.sureness)
        page.close()
        total += len(content.glyphs)
        if total > MOST_GLYPHS:
            raise LimitExceeded(path, "PDF 的文字过多", "请确认是不是一份报告，或拆分后检查")
        found.append(content)
    return found


def document_of(contents: list[PageContent], path: str, form: str) -> Document:
    """The document that pages make. Raises UnreadableDocument if nothing stands on them."""
    draft = Draft(path, form)
    sheets: list[Sheet] = []
    for content in contents:
        sheets.append(_sheet(content, draft))
    kept, _ = without_furniture(sheets)
    flow = joined_tables(put_beside(kept))
    write(draft, flow, {content.number: content.width for content in contents})
    draft.pages = _pages(draft)
    draft.doubts = doubts(draft, contents, sheets)
    draft.warnings += warnings(contents, sheets)
    if not draft.length:
        raise UnreadableDocument(path, *nothing(contents))
    return draft.document()


def _sheet(content: PageContent, draft: Draft) -> Sheet:
    """The page's tables and lines in order."""
    try:
        ruled, outside = grids(content.rules, content.glyphs)
    except TooManyRules:
        ruled, outside = [], content.glyphs
        draft.warnings.append(f"第{content.number}页的线条过多，未按表格线识别表格")
    lines = lines_of(outside, content.number)
    bare, rest = blocks_of(lines, content.width, frames_of([*content.rules, *content.shades], ruled))
    items: list[Item] = [*(ruled_block(grid, content.number) for grid in ruled), *bare, *rest]
    items.sort(key=_order)
    return Sheet(content.number, content.width, content.height, tuple(items), frozenset(blurred(ruled)))


def _order(item: Item) -> tuple[float, float]:
    if isinstance(item, TextLine):
        return item.y - 0.3 * item.size, item.x0
    return item.top, item.xs[0]


def _pages(draft: Draft) -> list[tuple[int, int]]:
    """Where each page begins in the text."""
    found: list[tuple[int, int]] = []
    for anchor in draft.anchors:
        number = int(anchor.place[5 : anchor.place.index("#")])
        if not found or found[-1][1] < number:
            found.append((anchor.start, number))
    return found
