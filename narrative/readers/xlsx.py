"""Excel (.xlsx, .xlsm): sheets with their numbers as shown, out of the XML; formulas and macros are never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .document import Draft
from .package import Package, damaged
from .sheet import UNKNOWN, Sheet
from .shown import BUILT_IN, shown

_N = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share."""

    path: str
    strings: list[str]
    formats: list[str]
    from_1904: bool


def sheets(data: bytes, draft: Draft) -> Iterator[Sheet]:
    """The sheets in order, hidden ones marked. Raises UnreadableDocument or LimitExceeded."""
    package = Package(data, path=draft.path)
    named = (name for kind, name in package.relations("").values() if kind == "officeDocument")
    main = next(named, "xl/workbook.xml")
    root = package.xml(main)
    if root is None:
        raise damaged(draft.path)
    relations = package.relations(main)
    parts = {kind: name for kind, name in relations.values()}
    properties = root.find(f"{_N}workbookPr")
    book = _Book(
        path=draft.path,
        strings=_strings(package.xml(parts.get("sharedStrings", "xl/sharedStrings.xml"))),
        formats=_formats(package.xml(parts.get("styles", "xl/styles.xml"))),
        from_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )
    missing: list[str] = []
    entries = list(root.iter(f"{_N}sheet"))
    for entry in entries:
        name = entry.get("name", "")
        kind, part = relations.pop(entry.get(_ID, ""), ("worksheet", ""))
        content = package.xml(part) if kind == "worksheet" else None
        if content is None:
            missing += [name] if kind == "worksheet" else []
            continue
        sheet = Sheet(name, hidden=entry.get("state", "visible") != "visible")
        _fill(sheet, content, book, draft)
        yield sheet
    if missing and len(missing) == len(entries):
        raise damaged(draft.path)
    if missing:
        draft.warnings.append(f"工作簿已损坏，缺少工作表：{'、'.join(missing[:5])}；请重新下载或另存后再检查")


def _fill(sheet: Sheet, root: etree._Element, book: _Book, draft: Draft) -> None:
    view = root.find(f"{_N}sheetViews/{_N}sheetView")
    zeros = view is None or view.get("showZeros") not in ("0", "false")
    unsolved = row_number = 0
    for row in root.iter(f"{_N}row"):
        row_number = _number(row.get("r")) or row_number + 1
        if row.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(row_number - 1)
        column = -1
        for cell in row.iterchildren(f"{_N}c"):
            place = _PLACE.match(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            text = _text(cell, book)
            if not text and cell.get("t") != "str" and cell.find(f"{_N}f") is not None:
                unsolved, text = unsolved + 1, UNKNOWN
            if text and not (not zeros and cell.get("t") in (None, "n") and _is_zero(cell)):
                draft.count(1)
                sheet.cells[row_number - 1, column] = text
    if unsolved:
        draft.warnings.append(
            f"工作表“{sheet.name}”有{unsolved}个公式没有保存结果，没有读；请用 Excel 打开后保存"
        )
    for columns in root.iter(f"{_N}col"):
        if columns.get("hidden") in ("1", "true"):
            first, last = _number(columns.get("min")), _number(columns.get("max"))
            sheet.hidden_columns.update(range(max(first - 1, 0), min(last, 16384)))
    for merge in root.iter(f"{_N}mergeCell"):
        corners = [_PLACE.match(corner) for corner in merge.get("ref", "").split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            (left, top), (right, bottom) = ((_column(c[1]), int(c[2]) - 1) for c in corners if c)
            sheet.merged.append((top, left, bottom, right))


def _text(cell: etree._Element, book: _Book) -> str:
    """What a cell shows. Raises UnreadableDocument if its text is one that the workbook does not hold."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{_N}is")
        return _string(inline) if inline is not None else ""
    value = cell.findtext(f"{_N}v") or ""
    if not value:
        return ""
    if kind == "s":
        at = _number(value.strip())
        if at >= len(book.strings):
            raise damaged(book.path)
        return book.strings[at]
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind != "n":
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    style = _number(cell.get("s"))
    code = book.formats[style] if style < len(book.formats) else ""
    return shown(value.strip()[:60], code, from_1904=book.from_1904)


def _is_zero(cell: etree._Element) -> bool:
    return not (cell.findtext(f"{_N}v") or "").strip("0.-")


def _strings(root: etree._Element | None) -> list[str]:
    return [_string(item) for item in root.iterchildren(f"{_N}si")] if root is not None else []


def _string(item: etree._Element) -> str:
    """A rich text without its phonetic guide."""
    text = "".join(
        part.text or ""
        for part in item.iter(f"{_N}t")
        if (above := part.getparent()) is not None and above.tag != f"{_N}rPh"
    )
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _formats(root: etree._Element | None) -> list[str]:
    """The number format of each cell style."""
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for form in root.iter(f"{_N}numFmt"):
        codes[_number(form.get("numFmtId"))] = form.get("formatCode", "")[:400]
    styles = root.find(f"{_N}cellXfs")
    return [codes.get(_number(style.get("numFmtId")), "") for style in (styles if styles is not None else ())]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
