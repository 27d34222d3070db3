"""Excel: the review sheet that an office passes around, the filled check list and the coverage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from ..compare.model import Audit
from .phrases import Entry, Phrases
from .sheet import checklist, checklist_head, clean, coverage, head, row
from .source import Source
from .style import Style
from .workbook import FILLS, choices, dress, fill, print_setup

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (5, 6, 8, 17, 20, 9, 26, 13, 14, 36, 18, 18, 10, 14)
_STATUS = {"open": 0, "accepted": 1, "taken": 1, "dismissed": 3}
"""Which of the statuses' words, in their order, says a decision."""
_TOP = 3


def make(audit: Audit, style: Style, source: Source | None = None) -> bytes:
    """The workbook of one report; ``source`` is not needed."""
    from openpyxl import Workbook

    phrases = Phrases(audit, style.lang, style.remarks)
    book = Workbook()
    book.remove(book.worksheets[0])
    _findings(book, phrases)
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


def _findings(book: Workbook, phrases: Phrases) -> None:
    """The review sheet: a title, the summary, the heads in the third row and a finding a row."""
    from openpyxl.styles import Font

    sheet = book.create_sheet(phrases.words["sheet-findings"])
    heads = [*head(phrases), phrases.words["col-status"], phrases.words["col-note"]]
    sheet.append([clean(f"{phrases.headline()} {phrases.words['title']}")])
    sheet.append([clean("".join(phrases.summary()))])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(heads)
    entries = list(phrases.entries())
    for entry in entries:
        sheet.append([*map(clean, (*row(entry), *_decision(entry, phrases)))])
        fill(sheet, sheet.max_row, 2, FILLS[entry.finding.severity])
    if not entries:
        sheet.append(["", phrases.words["nothing-to-do"]])
    dress(sheet, _TOP, _WIDTHS)
    print_setup(sheet, _TOP)
    decided = [_TOP + i for i, entry in enumerate(entries, 1) if entry.finding.cause is None]
    choices(sheet, phrases.words["statuses"], len(_WIDTHS) - 1, decided)


def _decision(entry: Entry, phrases: Phrases) -> tuple[str, str]:
    """Status and note of a finding; one that follows from another has that one's."""
    if entry.finding.cause is not None:
        return phrases.words["with-cause"].format(number=entry.number.partition(".")[0]), ""
    remark = phrases.remark(entry.finding)
    status = phrases.words["statuses"].split(",")[_STATUS[remark.status]]
    return status, phrases.words["between"].join(filter(None, (remark.reason, remark.note)))


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
    dress(sheet, 1, widths)
    return sheet
