"""Pages of a PDF that are pictures: which they are, and their reading by OCR where the extra is installed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from .pdf_drawing import Rule
from .pdf_page import Glyph, PageContent
from .scan_engine import is_installed

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

    from .scan_image import Picture

MOST_SCANS = 150
"""The most pages of one file that are read by OCR, at some seconds each."""
DPI = 200
"""Dots per inch at which pages are looked at."""
FEW = 20
"""Characters on a page that is mostly an image."""
_MOST_DOTS = 4_000  # of the longer side: pages larger than A2 are looked at in less detail
_LEAST = 100.0  # points: pages smaller than this hold nothing to read
_LARGE = 0.2  # the part of a page from which on a picture in it is worth reading
_STRANGE = re.compile(r"[\ufffd\ue000-\uf8ff]")

Area = tuple[float, float, float, float]


def is_garbled(page: PageContent) -> bool:
    """Whether the characters are not those that are seen: the font does not tell which they are."""
    return len(_STRANGE.findall("".join(glyph.char for glyph in page.glyphs))) * 50 > len(page.glyphs) > 0


def is_scan(page: PageContent) -> bool:
    """Whether the page is a picture without text."""
    return bool(page.pictures) and len(page.glyphs) < FEW


def unread_pictures(page: PageContent) -> list[Area]:
    """The large pictures on a page of text that no text lies over."""
    if page.turn or is_scan(page):
        return []
    large = [
        (x0, y0, x1, y1)
        for x0, y0, x1, y1 in page.pictures
        if (x1 - x0) * (y1 - y0) > _LARGE * page.width * page.height
    ]
    return [area for area in large if sum(1 for _ in _inside(page.glyphs, area)) < FEW]


def _inside(glyphs: Iterable[Glyph], area: Area) -> Iterable[Glyph]:
    x0, y0, x1, y1 = area
    return (g for g in glyphs if x0 <= (g.x0 + g.x1) / 2 <= x1 and y0 <= g.middle <= y1)


def with_pictures_read(page: PdfPage, content: PageContent) -> PageContent:
    """The content of the page with what its pictures show; as it was if there is nothing to read or no extra."""
    whole = is_scan(content) or is_garbled(content)
    areas = [] if whole or page.get_rotation() else unread_pictures(content)
    width, height = page.get_size()
    if not (whole or areas) or min(width, height) < _LEAST or not is_installed():
        return content
    from .scan_page import scanned_page

    seen = scanned_page(_rendered(page, width, height), content.number, width, height)
    return replace(seen, cut=content.cut) if whole else _added(content, seen, areas)


def _rendered(page: PdfPage, width: float, height: float) -> Picture:
    scale = min(DPI / 72, _MOST_DOTS / max(width, height, 1.0))
    bitmap = page.render(scale=scale)
    try:
        dots = bitmap.to_numpy().copy()
    finally:
        bitmap.close()
    return dots if dots.ndim == 2 else dots[:, :, 0] if dots.shape[2] == 1 else dots[:, :, :3]


def _added(content: PageContent, seen: PageContent, areas: list[Area]) -> PageContent:
    """The page with the characters and rules that lie in its pictures."""
    first = max((glyph.place for glyph in content.glyphs), default=-1) + 2
    chosen = {glyph.place: glyph for area in areas for glyph in _inside(seen.glyphs, area)}
    glyphs = [glyph._replace(place=first + glyph.place) for glyph in chosen.values()]
    rules = [rule for rule in seen.rules if any(_lies_in(rule, area) for area in areas)]
    sureness = {first + place: sure for place, sure in seen.sureness.items() if place in chosen}
    return replace(
        content,
        glyphs=[*content.glyphs, *glyphs],
        rules=[*content.rules, *rules],
        sureness=sureness,
    )


def _lies_in(rule: Rule, area: Area) -> bool:
    middle = (rule.low + rule.high) / 2
    x, y = (middle, rule.at) if rule.across else (rule.at, middle)
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]
