"""An organisation's review sheet, and the index of all organisations, as workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..writers.places import squeezed
from ..writers.sheet import clean
from ..writers.workbook import FILLS, choices, dress, fill, print_setup
from .cases import Case, Dossier
from .words import SHOWN, basis, counted, place, report_labels, report_name, suggestion, title

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_TOP = 3
_COLUMNS = (
    ("number", 5), ("severity", 6), ("code", 8), ("title", 17), ("report", 18), ("section", 16), ("place", 8),
    ("quote", 26), ("stated", 13), ("expected", 14), ("basis", 36), ("diagnosis", 18), ("suggestion", 16),
    ("status", 10), ("note", 14),
)  # fmt: skip
_REPORTS = (("报告", 20), ("文件", 60), ("已核对数据", 12), ("无法核对数据", 12), ("核对意见", 10),
    ("没有读成的部分", 60),
)  # fmt: skip
_INDEX = (
    ("名次", 6), ("单位", 36), ("地区", 14), ("报告份数", 9), ("错误", 7), ("疑点", 7), ("提示", 7), ("已核对数据", 11),
    ("无法核对数据", 11), ("每百个已核对数据的错误", 14), ("核对意见表", 40), ("函", 40),
)  # fmt: skip

IndexRow = tuple[Dossier, str, str]
"""An organisation with the names of its sheet's and its letter's file."""


def review_sheet(dossier: Dossier) -> bytes:
    """The workbook to be sent: the findings with room for what became of them, and the reports."""
    book, sheet = _book(SHOWN["sheet-findings"])
    _title(sheet, f"{dossier.name} {SHOWN['title']}", counted(dossier))
    sheet.append([SHOWN[f"col-{name}"] for name, _ in _COLUMNS])
    names = report_labels(dossier)
    open_, *_ = SHOWN["statuses"].split(",")
    for number, case in enumerate(dossier.cases, 1):
        sheet.append([clean(text) for text in (str(number), *_row(case, names[case.path]), open_, "")])
        fill(sheet, sheet.max_row, 2, FILLS[case.severity])
    dress(sheet, _TOP, [width for _, width in _COLUMNS])
    print_setup(sheet, _TOP)
    choices(sheet, SHOWN["statuses"], len(_COLUMNS) - 1, range(_TOP + 1, _TOP + len(dossier.cases) + 1))
    _reports(book, dossier)
    return _saved(book)


def index_sheet(rows: Sequence[IndexRow], said: str) -> bytes:
    """The workbook that lists all organisations, the worst first, with links to their files."""
    book, sheet = _book("单位一览")
    _title(sheet, "批量核对：各单位核对意见一览", said)
    sheet.append([name for name, _ in _INDEX])
    for dossier, *names in rows:
        errors, warnings, notes = (dossier.count(each) for each in ("error", "warning", "info"))
        checked = sum(report.checked for report in dossier.reports)
        rate = round(100 * errors / checked, 2) if checked else ""
        unchecked = sum(report.unverifiable for report in dossier.reports)
        own = [dossier.rank, clean(dossier.name), clean(dossier.region), len(dossier.reports)]
        sheet.append([*own, errors, warnings, notes, checked, unchecked, rate, *names])
        for column, name in enumerate(names, len(_INDEX) - 1):
            sheet.cell(sheet.max_row, column).hyperlink = name
    dress(sheet, _TOP, [width for _, width in _INDEX])
    print_setup(sheet, _TOP)
    return _saved(book)


def _row(case: Case, report: str) -> tuple[str, ...]:
    return (
        SHOWN[case.severity], case.code, title(case), report, clean(case.heading), place(case), squeezed(case.quote),
        squeezed(case.stated), squeezed(case.expected), basis(case), squeezed(case.diagnosis), suggestion(case),
    )  # fmt: skip


def _reports(book: Workbook, dossier: Dossier) -> None:
    sheet = book.create_sheet("报告")
    sheet.append([name for name, _ in _REPORTS])
    for report in dossier.reports:
        found = sum(case.path == report.path for case in dossier.cases)
        name = clean(PurePath(report.path).name)
        unread = clean("\n".join(part.removeprefix(f"{report.path}/") for part in report.unread))
        sheet.append([clean(report_name(report)), name, report.checked, report.unverifiable, found, unread])
    dress(sheet, 1, [width for _, width in _REPORTS])


def _book(name: str) -> tuple[Workbook, Worksheet]:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(name)


def _title(sheet: Worksheet, headline: str, said: str) -> None:
    from openpyxl.styles import Font

    sheet.append([clean(headline)])
    sheet.append([clean(said)])
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in (sheet["A1"], sheet["A2"]):
        cell.data_type = "s"


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
