"""Excel's XML of 2003 (.xls or .xml), as accounting systems export it: numbers as shown."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .document import Draft
from .package import parsed
from .sheet import UNKNOWN, Sheet
from .shown import shown

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_S = f"{{{_SPACE}}}"
_HIDDEN = "{urn:schemas-microsoft-com:office:excel}Visible"
_NAMED = {
    "Standard": "#,##0.00",
    "Fixed": "0.00",
    "Percent": "0.00%",
    "General Number": "",
    "Currency": "#,##0.00",
}
_FURTHEST = 16_384


def sheets(data: bytes, draft: Draft) -> Iterator[Sheet]:
    """The sheets in order, hidden ones marked. Raises UnreadableDocument or LimitExceeded."""
    root = parsed(data, path=draft.path)
    formats = {
        style.get(f"{_S}ID", ""): form.get(f"{_S}Format", "")[:400]
        for style in root.iter(f"{_S}Style")
        for form in style.iterchildren(f"{_S}NumberFormat")
    }
    for source in root.iterchildren(f"{_S}Worksheet"):
        seen = next(source.iter(_HIDDEN), None)
        sheet = Sheet(source.get(f"{_S}Name", ""), hidden=seen is not None)
        for table in source.iterchildren(f"{_S}Table"):
            _fill(sheet, table, formats, draft)
        yield sheet


def _fill(sheet: Sheet, table: etree._Element, formats: dict[str, str], draft: Draft) -> None:
    at = 0
    for column in table.iterchildren(f"{_S}Column"):
        at = _number(column, "Index") or at + 1
        if column.get(f"{_S}Hidden") == "1":
            sheet.hidden_columns.update(range(at - 1, min(at + _number(column, "Span"), _FURTHEST)))
        at += _number(column, "Span")
    row = 0
    for source in table.iterchildren(f"{_S}Row"):
        row = _number(source, "Index") or row + 1
        if source.get(f"{_S}Hidden") == "1":
            sheet.hidden_rows.add(row - 1)
        _cells(sheet, source, row - 1, formats, draft)
        row += _number(source, "Span")


def _cells(sheet: Sheet, source: etree._Element, row: int, formats: dict[str, str], draft: Draft) -> None:
    column = 0
    for cell in source.iterchildren(f"{_S}Cell"):
        column = _number(cell, "Index") or column + 1
        text = _text(cell, formats)
        if text:
            draft.count(1)
            sheet.cells[row, column - 1] = text
        across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
        if across or down:
            sheet.merged.append((row, column - 1, row + down, column - 1 + across))
        column += across


def _text(cell: etree._Element, formats: dict[str, str]) -> str:
    """What a cell shows."""
    data = cell.find(f"{_S}Data")
    if data is None:
        return UNKNOWN if cell.get(f"{_S}Formula") else ""
    text = "".join(str(part) for part in data.itertext())
    kind = data.get(f"{_S}Type")
    if kind == "Error":
        return UNKNOWN
    if kind != "Number":
        return text
    form = formats.get(cell.get(f"{_S}StyleID", ""), "")
    return shown(text.strip()[:60], _NAMED.get(form, form))


def _number(element: etree._Element, name: str) -> int:
    text = element.get(f"{_S}{name}", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
