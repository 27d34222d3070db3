"""The document as read: text, paragraphs, sections and tables, each knowing its place.

All offsets are ``str`` indices into :attr:`Report.text`, end exclusive. Nothing here knows what a number means.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from .record import record

Part = Literal["front", "organisation", "tables", "narrative", "glossary", "annex"]
"""The large parts of a report: cover and contents, 概况, 决算表/预算表, 情况说明, 名词解释, 附件."""

SectionKind = Literal[
    "overview",  # 收入支出总体
    "income",  # 收入
    "expenditure",  # 支出
    "fiscal-overview",  # 财政拨款收入支出总体
    "general-budget",  # 一般公共预算(财政拨款)支出
    "basic",  # 一般公共预算(财政拨款)基本支出
    "government-fund",  # 政府性基金
    "state-capital",  # 国有资本经营
    "three-public",  # “三公”经费
    "operating-cost",  # 机关运行经费
    "procurement",  # 政府采购
    "assets",  # 国有资产占用
    "performance",  # 预算绩效
    "projects",  # 项目支出, 专项转移支付
    "duties",  # 职责
    "organisation",  # 机构设置, 单位构成
    "other",
]


@record
class TextRange:
    """A half-open range of the report's text."""

    start: int
    end: int


@record
class CellRef:
    """A cell by table id and zero-based row and column of :attr:`Table.rows`."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level or above.

    ``number`` is the path of its numerals as printed, e.g. ``五（三）1``; ``heading`` is the place of the heading
    itself.
    """

    id: str
    number: str
    title: str
    level: int
    kind: SectionKind
    part: Part
    start: int
    end: int
    heading: TextRange
    parent: str | None = None
    page: int | None = None


@record
class Paragraph:
    """A paragraph of prose with wrapped lines joined and white space without meaning dropped.

    ``text[i]`` stands at ``offsets[i]`` of the report. A single blank is kept between two digits or Latin letters only.
    """

    id: str
    text: str
    offsets: tuple[int, ...]
    section: str
    part: Part
    page: int | None = None

    def place(self, start: int, end: int) -> TextRange:
        """The place in the report of ``text[start:end]``, which must not be empty."""
        return TextRange(self.offsets[start], self.offsets[end - 1] + 1)

    def index(self, offset: int) -> int:
        """The index in ``text`` of the first character at or behind a place of the report; its length if none is."""
        return bisect_left(self.offsets, offset)


@record
class Cell:
    """A table cell. ``start``/``end`` are None for a cell that is blank.

    ``columns`` are the columns it may stand in: one where the layout tells, several where blanks have vanished.
    """

    text: str
    start: int | None
    end: int | None
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid. ``rows`` includes ``header_rows`` header rows; ``columns[j]`` is column j's header path.

    ``kind`` names the table by its title (see ``narrative/titles.py``), ``unknown`` if the title is not known.
    ``parents[j]`` is the column that column j adds up to, −1 for none; empty if the head does not tell.
    """

    id: str
    title: str
    kind: str
    unit: str | None
    start: int
    end: int
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int
    stub_columns: int
    note: str = ""
    page: int | None = None
    parents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read. ``doubts`` are the ranges of its text that OCR recognised with doubt, in order.

    ``unread`` has a line for each of its parts (files of a folder or a zip) that could not be read, by the part's name.
    """

    path: str
    sha256: str
    format: str
    text: str
    organisation: str
    year: int | None
    kind: Literal["final-accounts", "budget", "unknown"]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    warnings: tuple[str, ...] = ()
    doubts: tuple[TextRange, ...] = ()
    unread: tuple[str, ...] = ()
