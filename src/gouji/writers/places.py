"""Where a finding stands, in words: the sentence with its number marked, the cell by its labels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ..compare.model import Audit, Exhibit, Finding
from ..extract.model import Figure
from ..narrative.model import Paragraph, Section, Table

COLUMN_UNKNOWN = "（列不能确定）"
_REACH = 48
_NUMERALS = "一二三四五六七八九十"
_STOPS = "。；！？\n"
_PAUSES = "，,、：" + _STOPS


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of the report around what a finding marks."""

    before: str
    marked: str
    after: str


class Places:
    """Looks up the places of one audit: lines, sentences, headings and cells."""

    def __init__(self, audit: Audit) -> None:
        report = audit.report
        self._text = report.text
        self._breaks = [at for at, character in enumerate(report.text) if character == "\n"]
        self._paragraphs = sorted((p for p in report.paragraphs if p.offsets), key=lambda p: p.offsets[0])
        self._starts = [paragraph.offsets[0] for paragraph in self._paragraphs]
        self._sections = report.sections
        self._section_starts = [section.start for section in report.sections]
        placed = [(each.offsets[0], each.page) for each in self._paragraphs]
        placed += [(section.start, section.page) for section in report.sections]
        placed += [(table.start, table.page) for table in report.tables]
        self._pages = sorted((start, page) for start, page in placed if page is not None)
        self._tables = {table.id: table for table in report.tables}
        self._claims = {claim.id: claim for claim in audit.claims}
        self._figures = {
            (figure.place.table, figure.place.row, figure.place.column): figure for figure in audit.figures
        }

    def line(self, offset: int) -> int:
        """The number of the line an offset stands in, from 1."""
        return bisect_left(self._breaks, offset) + 1

    def excerpt(self, finding: Finding) -> Excerpt:
        """The sentence a finding stands in, cut short at pauses, with the offending number apart."""
        start, end = self._marked(finding)
        paragraph = self._paragraph(start)
        if paragraph is None:
            return Excerpt("", squeezed(self._text[start:end]), "")
        first, last = paragraph.index(start), paragraph.index(end)
        return Excerpt(
            _head(paragraph.text[:first]), paragraph.text[first:last], _tail(paragraph.text[last:])
        )

    def _marked(self, finding: Finding) -> tuple[int, int]:
        claim = self._claims.get(finding.claims[0]) if finding.claims else None
        if claim is not None and finding.start <= claim.start and claim.end <= finding.end:
            return claim.start, claim.end
        return finding.start, finding.end

    def _paragraph(self, offset: int) -> Paragraph | None:
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self._paragraphs[at].offsets[-1] < offset:
            return None
        return self._paragraphs[at]

    def heading(self, finding: Finding) -> Section | Table | None:
        """What a finding is listed under: its table if it stands in one, else the innermost section."""
        for table in self._tables.values():
            if table.start <= finding.start < table.end:
                return table
        last = bisect_right(self._section_starts, finding.start)
        around = (s for s in reversed(self._sections[:last]) if finding.start < s.end)
        named = (section for section in self._sections if section.id == finding.section)
        return next(around, None) or next(named, None)

    def cell(self, exhibit: Exhibit) -> tuple[tuple[str, ...], str]:
        """Table title, row and column of a cell, as far as known, and its unit."""
        table = self._tables.get(exhibit.table or "")
        if table is None or exhibit.row is None or exhibit.column is None:
            return (), ""
        figure = self._figures.get((table.id, exhibit.row, exhibit.column))
        row = figure.row_path[-1] if figure and figure.row_path else _stub(table, exhibit.row)
        labels = (squeezed(table.title), squeezed(row), _column(table, figure, exhibit.column))
        unit = figure.quantity.unit if figure else table.unit
        known = unit and not exhibit.text.strip().endswith(unit) and not _is_doubtful(figure, table)
        return tuple(label for label in labels if label), unit if known and unit else ""

    def page(self, offset: int) -> int | None:
        """The page that an offset stands on, as far as the paragraphs, headings and tables before it tell."""
        at = bisect_right(self._pages, (offset, 0), key=lambda pair: (pair[0], 0)) - 1
        return self._pages[at][1] if at >= 0 else None


def squeezed(text: str) -> str:
    """The text on one line: line breaks go, runs of blanks become one."""
    lines = (line.strip() for line in text.splitlines())
    return " ".join("".join(line if _joins(line) else f"{line} " for line in lines).split())


def numbered(section: Section) -> str:
    """The heading with its number: 五、…, 五（三）…, 五（三）1. …, 第三部分 …"""
    last = section.number[-1:]
    between = "" if last in "）)" else ". " if last.isdigit() else "、" if last in _NUMERALS else " "
    return squeezed(section.number + between + section.title)


def _joins(line: str) -> bool:
    return bool(line) and not line[-1].isascii()


def _head(text: str) -> str:
    sentence = text[max(text.rfind(stop) for stop in _STOPS) + 1 :]
    if len(sentence) <= _REACH:
        return sentence
    reach = len(sentence) - _REACH
    cut = min((at for mark in _PAUSES if (at := sentence.find(mark, reach)) >= 0), default=reach - 1)
    return "…" + sentence[cut + 1 :]


def _tail(text: str) -> str:
    end = min((at for stop in _STOPS if (at := text.find(stop)) >= 0), default=len(text))
    sentence = text[: end + 1]
    if len(sentence) <= _REACH:
        return sentence
    cut = max(sentence.rfind(mark, 0, _REACH) for mark in _PAUSES)
    return sentence[: cut if cut > 0 else _REACH] + "…"


def _stub(table: Table, row: int) -> str:
    return " ".join(cell.text for cell in table.rows[row][: table.stub_columns] if cell.text)


def _is_doubtful(figure: Figure | None, table: Table) -> bool:
    """Whether the unit of a table of mixed ones need not be that of a number whose column is not certain."""
    return figure is not None and bool(figure.alternatives) and "绩效" in table.title


def _column(table: Table, figure: Figure | None, column: int) -> str:
    if figure is not None and figure.alternatives:
        return COLUMN_UNKNOWN
    path = figure.column_path if figure else table.columns[column] if column < len(table.columns) else ()
    return " ".join(dict.fromkeys(squeezed(label) for label in path if label))
