"""How the sheets of a workbook look: widths, rules, heads that stay in sight, statuses to choose from, paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FILLS = {"error": "FBE3E1", "warning": "FCEFD2", "info": "EAF0F6"}
_HEAD, _RULE = "E7EBEF", "C9D0D8"
_LINE, _MOST_LINES = 15, 26  # points; Excel's rows are at most 409 points high


def choices(sheet: Worksheet, statuses: str, column_number: int, rows: Iterable[int]) -> None:
    """A column takes one of the statuses only, in these rows."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    column = get_column_letter(column_number)
    rule = DataValidation(type="list", formula1=f'"{statuses}"', allow_blank=True, showErrorMessage=True)
    for number in rows:
        rule.add(f"{column}{number}")
    if rule.sqref:
        sheet.add_data_validation(rule)


def dress(sheet: Worksheet, top: int, widths: Sequence[int]) -> None:
    """Widths, wrapped cells with rules, a head that stays in sight and filters."""
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    side = Side(style="thin", color=_RULE)
    border = Border(left=side, right=side, top=side, bottom=side)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cells in sheet.iter_rows(min_row=top, max_col=len(widths)):
        for cell in cells:
            cell.data_type = "s" if cell.data_type == "f" else cell.data_type  # a text that begins with "="
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = border
        lines = (_lines(str(cell.value or ""), widths[cell.column - 1]) for cell in cells)
        sheet.row_dimensions[cells[0].row].height = _LINE * min(max(lines), _MOST_LINES) + 4
    for cell in sheet[top][: len(widths)]:
        cell.font = Font(bold=True)
        fill(sheet, top, cell.column, _HEAD)
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    last = get_column_letter(len(widths))
    sheet.auto_filter.ref = f"A{top}:{last}{max(sheet.max_row, top)}"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so wide; a Hanzi takes two columns of an ASCII character."""
    return -(-sum(1 if char.isascii() else 2 for char in text) // max(width - 1, 1)) or 1


def fill(sheet: Worksheet, row_number: int, column: int, colour: str) -> None:
    """The colour of a cell's ground."""
    from openpyxl.styles import PatternFill

    sheet.cell(row_number, column).fill = PatternFill("solid", fgColor=colour)


def print_setup(sheet: Worksheet, top: int) -> None:
    """A4 across, as wide as a page, the head on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{top}:{top}"
