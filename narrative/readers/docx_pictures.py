"""What a Word document shows and no reader of its text sees: tables pasted as pictures, and embedded workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from .docx_runs import MC
from .numerals import W

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_SHAPES = "{urn:schemas-microsoft-com:vml}"
_EMU = 12_700
"""How many of the units of drawings make a point."""
_WIDE, _HIGH = 220, 70
"""A picture of at least this many points may be a table; seals, logos and signatures are smaller."""
_SIDE = re.compile(r"(width|height)\s*:\s*(\d{1,5}(?:\.\d{1,5})?)\s*(pt|in|cm|mm|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}


def unseen(root: etree._Element) -> list[str]:
    """What is to be said about embedded workbooks and large pictures, a line each."""
    books = sum("Excel" in found.get("ProgID", "") for found in root.iter(f"{_OFFICE}OLEObject"))
    pictures = sum(wide >= _WIDE and high >= _HIGH for wide, high in _sizes(root))
    found = []
    if books:
        found.append(
            f"文档嵌入了Excel表格（{books}个），没有读；请把表格转成 Word 表格，或另存后用 --tables 给出"
        )
    if pictures:
        found.append(f"文档有图片（{pictures}张），其中的文字没有读；如果是表格，请用 --tables 给出表格文件")
    return found


def _sizes(root: etree._Element) -> Iterator[tuple[float, float]]:
    """Width and height of each picture, in points."""
    for drawing in root.iter(f"{W}drawing"):
        extent = next(drawing.iter(f"{_WP}extent"), None)
        if extent is not None and next(drawing.iter(_PICTURE), None) is not None:
            yield _emu(extent.get("cx", "")), _emu(extent.get("cy", ""))
    for pict in root.iter(f"{W}pict"):
        if next(pict.iterancestors(f"{MC}Fallback"), None) is not None:
            continue
        for shape in pict.iter(f"{_SHAPES}shape"):
            if next(shape.iter(f"{_SHAPES}imagedata"), None) is not None:
                sides = {m[1]: float(m[2]) * _POINTS[m[3]] for m in _SIDE.finditer(shape.get("style", ""))}
                yield sides.get("width", 0.0), sides.get("height", 0.0)


def _emu(text: str) -> float:
    return int(text) / _EMU if text.isascii() and text.isdigit() and len(text) < 12 else 0.0
