"""OpenDocument spreadsheets (.ods): the texts that the cells show."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .document import MOST_CELLS, Draft
from .package import Package, damaged
from .sheet import Sheet

_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_X = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = frozenset((f"{_T}table-cell", f"{_T}covered-table-cell"))
_GROUPS = frozenset(f"{_T}{name}" for name in ("table-row-group", "table-header-rows", "table-rows"))


def sheets(data: bytes, draft: Draft) -> Iterator[Sheet]:
    """The sheets in order, hidden ones marked. Raises UnreadableDocument or LimitExceeded."""
    root = Package(data, path=draft.path).xml("content.xml")
    if root is None:
        raise damaged(draft.path)
    invisible = {
        style.get(f"{_S}name", "")
        for style in root.iter(f"{_S}style")
        for properties in style.iterchildren(f"{_S}table-properties")
        if properties.get(f"{_T}display") == "false"
    }
    for table in root.iterfind(f"{_O}body/{_O}spreadsheet/{_T}table"):
        sheet = Sheet(table.get(f"{_T}name", ""), hidden=table.get(f"{_T}style-name", "") in invisible)
        _fill(sheet, table, draft)
        yield sheet


def _fill(sheet: Sheet, table: etree._Element, draft: Draft) -> None:
    number = 0
    for row in _rows(table):
        times = _number(row.get(f"{_T}number-rows-repeated"))
        cells = _cells(sheet, row, number)
        copies = min(times, 200) if cells else 0
        draft.count(copies * len(cells))
        for copy in range(copies):
            sheet.cells.update({(number + copy, column): text for column, text in cells.items()})
            if row.get(f"{_T}visibility") in ("collapse", "filter"):
                sheet.hidden_rows.add(number + copy)
        number += times


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{_T}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _cells(sheet: Sheet, row: etree._Element, number: int) -> dict[int, str]:
    """The texts of a row by column; merged cells are noted in the sheet."""
    found: dict[int, str] = {}
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _number(cell.get(f"{_T}number-columns-repeated"))
        text = "\n".join(_text(line) for line in cell.iterchildren(f"{_X}p"))
        if text.strip() and cell.tag == f"{_T}table-cell":
            found.update(dict.fromkeys(range(column, column + min(times, 200)), text))
        width, height = (_number(cell.get(f"{_T}number-{name}-spanned")) for name in ("columns", "rows"))
        if width > 1 or height > 1:
            sheet.merged.append((number, column, number + height - 1, column + width - 1))
        column += times
    return found


def _text(line: etree._Element) -> str:
    """A paragraph of a cell: blanks are elements of their own, notes are left out."""
    parts = [line.text or ""]
    for child in line:
        if child.tag == f"{_X}s":
            parts.append(" ")
        elif isinstance(child.tag, str) and not child.tag.startswith(_O):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _number(text: str | None) -> int:
    """How often or how far, 1 if nothing is said."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 8:
        return 1
    return min(max(int(text), 1), MOST_CELLS * 10)
