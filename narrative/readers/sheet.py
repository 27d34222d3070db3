"""Spreadsheets (.xlsx, .xls, .ods): the tables of a report as the sheets show them; nothing in them is ever run."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..titles import is_title
from .document import CellText, Document, Draft

_DEFAULT_NAME = re.compile(r"^(?:sheet|工作表|表)\s*\d*$", re.IGNORECASE)
_ASIDE = re.compile(r"^(?:封面|目录|封底|填表说明|填报说明|说明|代码|参数|字典|hidden.*)$")
_SENTENCE, _SENTENCES = 24, 3
"""So many characters have the shortest sentences of 情况说明, and so many of them tell it from notes."""
UNKNOWN = "#"
"""What stands for a value that the file does not tell: a formula without a result, an error."""


@dataclass(slots=True)
class Sheet:
    """A sheet: the texts of its cells by row and column from 0, and its merged cells as (top, left, bottom, right)."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def document(data: bytes, *, path: str = "-", form: str = "xlsx") -> Document:
    """The visible sheets as tables. Raises UnreadableDocument or LimitExceeded, each a line."""
    draft = Draft(path, form)
    reader: Callable[[bytes, Draft], Iterable[Sheet]]
    if form == "xlsx":
        from .xlsx import sheets as reader
    elif form == "ods":
        from .ods import sheets as reader
    elif b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4096]:
        from .sheet_xml import sheets as reader
    else:
        from .xls import sheets as reader
    found = list(reader(data, draft))
    draft.cells = 0
    hidden = [sheet.name for sheet in found if sheet.hidden and sheet.cells]
    if hidden:
        draft.warnings.append(f"工作簿有隐藏的工作表，没有读：{'、'.join(hidden[:5])}")
    for sheet in found:
        if not sheet.hidden and (not _ASIDE.match(sheet.name.strip()) or _is_prose(sheet)):
            write(draft, sheet)
    return draft.document()


def _is_prose(sheet: Sheet) -> bool:
    """Whether a sheet called 说明 holds the report's own prose: sentences with amounts."""
    return sum(len(text) > _SENTENCE and "万元" in text for text in sheet.cells.values()) >= _SENTENCES


def write(draft: Draft, sheet: Sheet) -> None:
    """Append a sheet as a table, its name as the title if no cell is one."""
    unseen = sheet.hidden_rows | sheet.hidden_columns
    shown = {
        at: text
        for at, text in sheet.cells.items()
        if text.strip() and not (unseen and (at[0] in sheet.hidden_rows or at[1] in sheet.hidden_columns))
    }
    if not shown:
        return
    if len(shown) < sum(bool(text.strip()) for text in sheet.cells.values()):
        draft.warnings.append(f"工作表“{sheet.name}”有隐藏的行或列，没有读")
    rows = sorted({row for row, _ in shown})
    columns = sorted({column for _, column in shown})
    before = draft.cells
    draft.count(len(rows) * len(columns))
    if not any(is_title(shown.get((row, column), "")) for row in rows[:4] for column in columns):
        name = sheet.name.strip()
        draft.line([("" if _DEFAULT_NAME.match(name) else name if name.endswith("表") else f"{name}表", "")])
    covering = _covering(draft, sheet, rows, columns)
    draft.cells = before
    grid = [_row(sheet, shown, row, columns, covering) for row in rows]
    for line in grid if len(columns) == 1 else ():
        draft.line([piece for cell in line for piece in cell.pieces])
    if len(columns) > 1:
        draft.table(grid)


def _row(
    sheet: Sheet,
    shown: dict[tuple[int, int], str],
    row: int,
    columns: list[int],
    covering: dict[tuple[int, int], tuple[int, int]],
) -> list[CellText]:
    cells = []
    for column in columns:
        height, width = covering.get((row, column), (1, 1))
        if height:
            text = shown.get((row, column), "")
            cells.append(
                CellText([(text, f"{sheet.name}!{address(row, column)}")] if text else [], width, height)
            )
    return cells


def _covering(
    draft: Draft, sheet: Sheet, rows: list[int], columns: list[int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each corner of a merged cell its height and width among what is shown, for the rest of it (0, 0)."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in sheet.merged:
        inside = rows[bisect_left(rows, top) : bisect_left(rows, bottom + 1)]
        beside = columns[bisect_left(columns, left) : bisect_left(columns, right + 1)]
        draft.count(len(inside) * len(beside))
        places = [(row, column) for row in inside for column in beside]
        if len(places) < 2 or places[0] != (top, left) or any(place in found for place in places):
            continue
        found.update(dict.fromkeys(places, (0, 0)))
        found[top, left] = (len(inside), len(beside))
    return found


def address(row: int, column: int) -> str:
    """The name of a cell: (0, 0) is A1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
