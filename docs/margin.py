"""A page of a marked copy with its notes in the margin, as an HTML page to take a picture of."""

from __future__ import annotations

import ctypes
import html
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from pypdfium2 import PdfDocument, PdfPage, raw

WIDTH, SHEET, TALL = 1366, 780, 768
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE = """
body { margin: 0; background: #e9ecef; font: 12.5px/17px "WenQuanYi Zen Hei", "Noto Sans CJK SC", sans-serif; }
main { position: relative; height: 768px; overflow: hidden; }
main > * { position: absolute; }
img { left: 0; width: 780px; }
div { left: 800px; width: 536px; padding: 5px 10px; background: #fff8dc; border-left: 3px solid #d08a1d; }
i { background: #ffb74d66; border-bottom: 2px solid #d08a1d; box-sizing: border-box; }
svg { inset: 0; width: 1366px; height: 768px; } line { stroke: #d08a1d; stroke-dasharray: 3; }
"""


class Note(NamedTuple):
    """A note of a PDF page, in points from above: its upper edge, its right end and what it says."""

    top: float
    right: float
    text: str


def margin(path: Path, texts: Mapping[str, str] | None) -> Path:
    """The page with most notes, those with decisions first, as HTML beside the PDF.

    Its own marks are shown, or else ``texts`` by the first lines of the notes that speak of them.
    """
    pdf = PdfDocument(path)
    page = max(pdf, key=lambda each: sum(1 + 3 * ("\n处理：" in note.text) for note in notes(each)))
    scale = SHEET / page.get_width()
    low = max(min(notes(page)[0].top * scale - 90, page.get_height() * scale - TALL), 0)
    parts = [f'<img style="top:{-low}px" src="data:image/png;base64,{_picture(page, texts is None)}">']
    below = 0.0
    for note in notes(page):
        title, *lines = note.text.splitlines()
        at = max(note.top * scale - low - 8, below + 6)
        below = at + 18 + 17 * (1 + sum(1 + len(line) // 39 for line in lines))
        boxes = list(_boxes(page, (texts or {}).get(title, "")))
        x, y = (boxes[-1][2], boxes[-1][3]) if boxes else (note.right, note.top)
        parts += [
            f'<i style="left:{left * scale}px;top:{top * scale - low}px;'
            f'width:{(right - left) * scale}px;height:{(bottom - top) * scale}px"></i>'
            for left, top, right, bottom in boxes
        ]
        parts.append(
            f'<svg><line x1="{x * scale}" y1="{y * scale - low}" x2="800" y2="{at + 12}"/></svg>'
            f'<div style="top:{at}px"><b>{html.escape(title)}</b><br>{"<br>".join(map(html.escape, lines))}</div>'
        )
    made = path.with_suffix(".html")
    head = f'<!DOCTYPE html><meta charset="utf-8"><style>{_STYLE}</style>'
    made.write_text(f"{head}<main>{''.join(parts)}</main>", encoding="utf-8")
    return made


def _picture(page: PdfPage, marks: bool) -> str:
    out = BytesIO()
    page.render(scale=2.0, draw_annots=marks).to_pil().save(out, "PNG")
    return b64encode(out.getvalue()).decode()


def notes(page: PdfPage) -> list[Note]:
    """The notes of a page that say more than where another one is, from above."""
    height, found = page.get_height(), []
    for i in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, i)
        rectangle = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, rectangle)
        size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
        text = "\n".join(bytes(buffer).decode("utf-16-le").rstrip("\0").splitlines())
        if text.count("\n") > 1:
            found.append(Note(height - rectangle.top, rectangle.right, text))
        raw.FPDFPage_CloseAnnot(annotation)
    return sorted(found)


def _boxes(page: PdfPage, text: str) -> Iterator[tuple[float, float, float, float]]:
    """Where a text stands on a page, a box a line: left, top, right, bottom in points from above."""
    found, height = page.get_textpage(), page.get_height()
    whole = found.get_text_range()
    places = [i for i, char in enumerate(whole) if not char.isspace()]
    at = "".join(whole[i] for i in places).find("".join(text.split()))
    lines: list[list[tuple[float, float, float, float]]] = []
    for i in places[at : at + len("".join(text.split()))] if text and at >= 0 else ():
        left, bottom, right, top = found.get_charbox(i, loose=True)
        if not lines or left < lines[-1][-1][0]:
            lines.append([])
        lines[-1].append((left, height - top, right, height - bottom))
    for line in lines:
        lefts, tops, rights, bottoms = zip(*line, strict=True)
        yield min(lefts), min(tops), max(rights), max(bottoms)


def commented_text(path: Path) -> dict[str, str]:
    """What each comment of a Word file stands at, by the comment's first line."""
    with zipfile.ZipFile(path) as bundle:
        body = etree.fromstring(bundle.read("word/document.xml"))
        comments = etree.fromstring(bundle.read("word/comments.xml"))
    opened: dict[str, list[str]] = {}
    closed: set[str] = set()
    for each in body.iter(etree.Element):
        name = each.get(f"{_W}id", "")
        if each.tag == f"{_W}commentRangeStart":
            opened[name] = []
        elif each.tag == f"{_W}commentRangeEnd":
            closed.add(name)
        elif each.tag in (f"{_W}t", f"{_W}delText"):
            for other in opened.keys() - closed:
                opened[other].append(each.text or "")
    return {
        "".join(comment[0].itertext()): "".join(opened.get(comment.get(f"{_W}id", ""), ()))
        for comment in comments
    }
