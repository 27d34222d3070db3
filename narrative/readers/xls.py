"""Excel before 2007 (.xls) and WPS tables (.et): the values of the cells; their number formats are not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from ..errors import UnreadableDocument, UnsupportedFormat
from .document import Draft
from .package import damaged
from .sheet import Sheet
from .shown import general


def sheets(data: bytes, draft: Draft) -> Iterator[Sheet]:
    """The sheets in order, hidden ones marked. Raises UnreadableDocument or UnsupportedFormat."""
    try:
        from python_calamine import (
            CalamineError,
            CalamineWorkbook,
            PasswordError,
            SheetTypeEnum,
            SheetVisibleEnum,
        )
    except ImportError:
        remedy = "请执行 pip install python-calamine，或另存为 .xlsx"
        raise UnsupportedFormat(draft.path, "读 .xls 需要 python-calamine", remedy) from None
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            source = book.get_sheet_by_name(meta.name)
            sheet = Sheet(meta.name, hidden=meta.visible != SheetVisibleEnum.Visible)
            for i, row in enumerate(source.to_python(skip_empty_area=False)):
                for j, value in enumerate(row):
                    if value != "":
                        draft.count(1)
                        sheet.cells[i, j] = _text(value)
            sheet.merged = [(*first, *last) for first, last in source.merged_cell_ranges or ()]
            yield sheet
    except PasswordError:
        raise UnreadableDocument(draft.path, "文件加了密码", "请在 Excel 或 WPS 中取消密码后再检查") from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise damaged(draft.path) from None


def _text(value: int | float | str | bool | time | date | datetime | timedelta) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return general(Decimal(repr(value)))
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
