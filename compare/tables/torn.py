"""Tables of PDFs and texts with amounts that cannot be whole cells: their columns were not told apart, or wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...narrative.halved import halved
from ...narrative.model import Table
from ...narrative.titles import title_text
from ..model import Evidence
from ..once import once
from .scrambled import is_scrambled

_TOGETHER = re.compile(
    r"(?:\d\.\d|,\d{3}\.)\d?\s+-?[\d,]{1,20}\.|[一-鿿]\d{3}(?: ?\d\d){1,2} ?[一-鿿]|栏次[^。]*\d\.\d"
)
"""Two amounts in one cell (5138.46 16611.20, 65,600. 34,400.), a code within a name, numbers of columns by amounts."""
_LOOSE = re.compile(r"\d\.\d\d[^\t。]*\d\.\d\d")
"""Amounts of a line without any cells."""
_WHOLE = re.compile(r"-?\d[\d,]{0,20}\.\d\d$")
_TORN = re.compile(r"-?\d[\d,]{0,20}(?:\.\d?|,\d{0,2})$|(?!20\d\d$)-?\d{4}$")
"""What is left of an amount with two decimals whose end stands on another line: 27,871,290.5, 80,919., 1,5, 1312."""
_FEWEST = 6
"""So many whole amounts tell how many decimals a table prints."""


@once
def torn(evidence: Evidence) -> frozenset[str]:
    """The tables of a PDF or a text with such amounts. Other formats have the cells that their authors made."""
    is_bad = {"pdf": _is_torn, "txt": is_scrambled}.get(evidence.report.format)
    if is_bad is None:
        return frozenset()
    text = halved(evidence.report.text)
    return frozenset(table.id for table in evidence.report.tables if is_bad(text, table))


def torn_warnings(evidence: Evidence) -> tuple[str, ...]:
    """A line for each of these tables."""
    found = torn(evidence)
    return tuple(
        f"《{title_text(table.title)}》里有没有分开或没有读全的金额，其中的数不据以判错"
        for table in evidence.report.tables
        if table.id in found
    )


def _is_torn(text: str, table: Table) -> bool:
    lines = text[table.start : table.end].splitlines()
    if any(_LOOSE.search(line) for line in lines if "\t" not in line and "。" not in line):
        return True
    if any(_TOGETHER.search(cell) for line in lines for cell in _cells(line)):
        return True
    cells = list(_filled(lines))
    whole = sum(bool(_WHOLE.match(cell)) for cell in cells)
    ends = sum(bool(_TORN.match(cell)) for cell in cells)
    return whole >= _FEWEST and 0 < ends * 2 < whole


def _cells(line: str) -> Iterator[str]:
    """The cells of a row, and the row itself where it numbers the columns."""
    yield from (cell for cell in line.split("\t") if "。" not in cell)
    if "栏次" in line:
        yield line


def _filled(lines: list[str]) -> Iterator[str]:
    return (cell.strip() for line in lines if "\t" in line for cell in line.split("\t") if cell.strip())
