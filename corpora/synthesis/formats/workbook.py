"""A printed report as a workbook of its tables and a text of its prose."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from .office import Part, merges, zipped

_HOUR = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def as_workbook_and_text(parts: Iterable[Part]) -> tuple[bytes, bytes]:
    """The tables as sheets of a workbook with their titles in the first rows, the rest as text."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    prose: list[str] = []
    held: list[str] = []
    for part in parts:
        if isinstance(part, str):
            prose.append(part)
            held.append(part)
            continue
        title = _above(held)
        for line in title:
            prose.remove(line)
        sheet = book.create_sheet(f"Sheet{len(book.worksheets) + 1}")
        for line in title:
            sheet.append([line])
            sheet.merge_cells(
                start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(part[0])
            )
        top = sheet.max_row + 1 if title else 1
        for i, row in enumerate(part):
            for j, cell in enumerate(row):
                target = sheet.cell(top + i, j + 1)
                target.value, form = _typed(cell)
                if form:
                    target.number_format = form
        for (i, j), (height, width) in merges(part).items():
            sheet.merge_cells(
                start_row=top + i, end_row=top + i + height - 1, start_column=j + 1, end_column=j + width
            )
        held = []
    out = io.BytesIO()
    book.save(out)
    return _undated(out.getvalue()), "\n".join(prose).encode()


def _undated(workbook: bytes) -> bytes:
    """The workbook without the hours that openpyxl writes into it."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    core = files["docProps/core.xml"]
    return zipped(files | {"docProps/core.xml": _HOUR.sub(b"2000-01-01T00:00:00Z", core)})


def _above(lines: list[str]) -> list[str]:
    """The lines that stand over a table: its title and number, whose it is, its unit."""
    found: list[str] = []
    for line in reversed(lines):
        if len(line) >= 40 or line[0] in "第注" or "。" in line or not re.search("表|单位：|部门：", line):
            break
        found.insert(0, line)
    return found


def _typed(text: str) -> tuple[str | int | float | None, str]:
    """What a cell holds, and the number format that shows it as ``text``; no format for words and whole numbers."""
    plain = text.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return text or None, ""
    if "." not in plain:
        return int(plain), ""
    return float(plain), "#,##0.00" if "," in text else "0." + "0" * len(plain.partition(".")[2])
