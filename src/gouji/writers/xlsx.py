"""Excel: the review sheet that an office passes around, the filled check list and the coverage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from ..compare.model import Audit
from .phrases import Phrases
from .sheet import checklist, checklist_head, clean, coverage, head, row
from .source import Source
from .style import Style

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (5, 6, 8, 17, 20, 9, 26, 13, 14, 36, 18, 18, 10, 14)
_FILLS = {"error": "FBE3E1", "warning": "FCEFD2", "info": "EAF0F6"}
_HEAD, _RULE, _TOP = "E7EBEF", "C9D0D8", 3
_LINE, _MOST_LINES = 15, 26  # points; Excel's rows are at most 409 points high


def make(audit: Audit, style: Style, source: Source | None = None) -> bytes:
    """The workbook of one report; ``source`` is not needed."""
    from openpyxl import Workbook

    phrases = Phrases(audit, style.lang)
    book = Workbook()
    book.remove(book.worksheets[0])
    _findings(book, audit, phrases)
    if audit.checklist:
        _listing(
            book,
            "sheet-checklist",
            checklist_head(phrases),
            checklist(audit, phrases),
            (44, 14, 60, 14),
            phrases,
        )
    heads = [phrases.words["measure"], phrases.words["count"]]
    sheet = _listing(book, "sheet-coverage", heads, coverage(audit, phrases), (56, 10), phrases)
    for warning in phrases.warnings():
        sheet.append([clean(f"{phrases.words['caution']}{phrases.words['colon']}{warning}")])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _findings(book: Workbook, audit: Audit, phrases: Phrases) -> None:
    """The review sheet: a title, the summary, the heads in the third row and a finding a row."""
    from openpyxl.styles import Font

    sheet = book.create_sheet(phrases.words["sheet-findings"])
    heads = [*head(phrases), phrases.words["col-status"], phrases.words["col-note"]]
    sheet.append([clean(f"{phrases.headline()} {phrases.words['title']}")])
    sheet.append([clean("".join(phrases.summary()))])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(heads)
    entries = list(phrases.entries())
    open_, *_ = phrases.words["statuses"].split(",")
    for entry in entries:
        sheet.append([*map(clean, row(entry)), open_, ""])
        _fill(sheet, sheet.max_row, 2, _FILLS[entry.finding.severity])
    if not entries:
        sheet.append(["", phrases.words["nothing-to-do"]])
    _dress(sheet, _TOP, _WIDTHS)
    _print_setup(sheet)
    if entries:
        _choices(sheet, phrases.words["statuses"], len(entries))


def _choices(sheet: Worksheet, statuses: str, count: int) -> None:
    """The status column takes one of the statuses only."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    column = get_column_letter(len(_WIDTHS) - 1)
    rule = DataValidation(type="list", formula1=f'"{statuses}"', allow_blank=True, showErrorMessage=True)
    rule.add(f"{column}{_TOP + 1}:{column}{_TOP + count}")
    sheet.add_data_validation(rule)


def _listing(
    book: Workbook,
    name: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    widths: Sequence[int],
    phrases: Phrases,
) -> Worksheet:
    """A sheet with a head and plain rows."""
    sheet = book.create_sheet(phrases.words[name])
    sheet.append(list(heads))
    for cells in rows:
        sheet.append([clean(cell) if isinstance(cell, str) else cell for cell in cells])
    _dress(sheet, 1, widths)
    return sheet


def _dress(sheet: Worksheet, top: int, widths: Sequence[int]) -> None:
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
        _fill(sheet, top, cell.column, _HEAD)
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    last = get_column_letter(len(widths))
    sheet.auto_filter.ref = f"A{top}:{last}{max(sheet.max_row, top)}"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so wide; a Hanzi takes two columns of an ASCII character."""
    return -(-sum(1 if char.isascii() else 2 for char in text) // max(width - 1, 1)) or 1


def _fill(sheet: Worksheet, row_number: int, column: int, colour: str) -> None:
    from openpyxl.styles import PatternFill

    sheet.cell(row_number, column).fill = PatternFill("solid", fgColor=colour)


def _print_setup(sheet: Worksheet) -> None:
    """A4 across, as wide as a page, the head on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_TOP}:{_TOP}"
