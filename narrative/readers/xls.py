"""Excel before 2007 (.xls) and WPS tables (.et): numbers as shown; nothing in them is ever run.

Read by xlrd, which is pure Python: what a damaged file provokes there is an exception. (Of the alternatives, calamine
knows no number formats, takes a gigabyte for two cells far apart, and panics on damaged files.)
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from ..errors import GouJiError, UnreadableDocument, UnsupportedFormat
from .document import Draft
from .package import damaged
from .sheet import UNKNOWN, Sheet
from .shown import shown

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as Source

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)


def sheets(data: bytes, draft: Draft) -> Iterator[Sheet]:
    """The sheets in order, hidden ones marked. Raises UnreadableDocument, LimitExceeded or UnsupportedFormat."""
    try:
        import xlrd
    except ImportError:
        remedy = "请执行 pip install xlrd，或另存为 .xlsx"
        raise UnsupportedFormat(draft.path, "读 .xls 需要 xlrd", remedy) from None
    try:
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=StringIO(), ragged_rows=True
        ) as book:
            for source in book.sheets():
                yield _sheet(source, book, draft)
    except GouJiError:
        raise
    except Exception as problem:  # the parser trusts the file: a damaged one provokes errors of every kind
        if "encrypted" in str(problem).lower():
            raise UnreadableDocument(
                draft.path, "文件加了密码", "请在 Excel 或 WPS 中取消密码后再检查"
            ) from None
        raise damaged(draft.path) from None


def _sheet(source: Source, book: Book, draft: Draft) -> Sheet:
    sheet = Sheet(source.name, hidden=source.visibility != 0)
    for i in range(source.nrows):
        for j, cell in enumerate(source.row(i)):
            text = _text(cell, book) if cell.ctype not in (_EMPTY, _BLANK) else ""
            if text and (source.show_zero_values or cell.ctype != _NUMBER or cell.value):
                draft.count(1)
                sheet.cells[i, j] = text
    sheet.merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_rows.update(i for i, row in source.rowinfo_map.items() if row.hidden)
    sheet.hidden_columns.update(j for j, column in source.colinfo_map.items() if column.hidden)
    return sheet


def _text(cell: Cell, book: Book) -> str:
    """What a cell shows."""
    if cell.ctype == _TEXT:
        return str(cell.value)
    if cell.ctype == _BOOLEAN:
        return "是" if cell.value else "否"
    if cell.ctype == _ERROR:
        return UNKNOWN
    index = cell.xf_index
    style = book.xf_list[index] if index is not None and index < len(book.xf_list) else None
    form = book.format_map.get(style.format_key) if style is not None else None
    code = str(form.format_str) if form is not None else ""
    return shown(repr(cell.value), code, from_1904=book.datemode == 1)
