"""Where a range of a document's text stands on the pages of its PDF: what is needed to mark it there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from ctypes import byref, c_double
from typing import NamedTuple

from .document import Document
from .pdf_page import char_of


class Box(NamedTuple):
    """A rectangle on a page (from 1) in PDF points, the page's own axes, y upwards."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def boxes(
    data: bytes, document: Document, ranges: Iterable[tuple[int, int]], *, password: str | None = None
) -> list[list[Box]]:
    """For each range of the document's text its rectangles, one for each run of characters that follow one another.

    ``data`` must be the file that the document was read from. What was recognised on a picture has no rectangles.
    """
    from pypdfium2 import PdfDocument, raw

    wanted = [_places(document, start, end) for start, end in ranges]
    pages: dict[int, dict[int, str]] = defaultdict(dict)
    for runs in wanted:
        for number, first, text in runs:
            pages[number].update(enumerate(text, first))
    known: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    pdf = PdfDocument(data, password=password)
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    for number, places in pages.items():
        page = pdf[number - 1]
        text_page = raw.FPDFText_LoadPage(page.raw)
        for place, char in places.items():
            if char_of(raw.FPDFText_GetUnicode(text_page, place)) == char and raw.FPDFText_GetCharBox(
                text_page, place, byref(left), byref(right), byref(bottom), byref(top)
            ):
                known[number, place] = (left.value, bottom.value, right.value, top.value)
        raw.FPDFText_ClosePage(text_page)
        page.close()
    pdf.close()
    return [[box for run in runs if (box := _around(run, known)) is not None] for runs in wanted]


def _places(document: Document, start: int, end: int) -> list[tuple[int, int, str]]:
    """The runs (page, pdfium's number of the first character, text) that stand in a range of the text."""
    found: list[tuple[int, int, str]] = []
    for anchor in document.places(start, end):
        page, _, number = anchor.place[5:].partition("#")
        found.append((int(page), int(number) + anchor.offset, document.text[anchor.start : anchor.end]))
    return found


def _around(
    run: tuple[int, int, str], known: dict[tuple[int, int], tuple[float, float, float, float]]
) -> Box | None:
    number, first, text = run
    places = range(first, first + len(text))
    sides = [known[number, place] for place in places if (number, place) in known]
    if not sides:
        return None
    lefts, bottoms, rights, tops = zip(*sides, strict=True)
    return Box(number, min(lefts), min(bottoms), max(rights), max(tops))
