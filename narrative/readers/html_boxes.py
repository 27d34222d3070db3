"""Tables of web pages made of other elements than tables: a box a row, in it a box a cell."""

from __future__ import annotations

import re

from lxml import etree

_HOLDERS = frozenset({"div", "section", "ul", "ol", "dl", "article"})
_ROWS = frozenset({"div", "li", "ul", "ol", "dl", "section", "p"})
_CELLS = frozenset({"div", "span", "li", "p", "dd", "dt", "b", "strong"})
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d+%?")
_FEWEST = 8  # cells of a table
_AMOUNTS = 3  # of a table
_LONGEST = 60  # characters of a cell: longer ones are prose

Rows = list[list[etree._Element]]


def box_rows(element: etree._Element) -> Rows | None:
    """The cells of each row if an element is such a table: equally many in all rows, amounts among them."""
    if element.tag not in _HOLDERS or (element.text or "").strip():
        return None
    rows: Rows = []
    for child in element:
        grouped = [_cells(row) for row in child] if child.tag in _ROWS else []
        for cells in grouped if grouped and None not in grouped else [_cells(child)]:
            if cells is None or (rows and len(cells) != len(rows[0])):
                return None
            rows.append(cells)
    texts = ["".join(cell.itertext()).strip() for row in rows for cell in row]
    if len(rows) < 2 or len(texts) < _FEWEST or any(len(text) > _LONGEST for text in texts):
        return None
    return rows if sum(bool(_AMOUNT.fullmatch(text)) for text in texts) >= _AMOUNTS else None


def _cells(row: etree._Element) -> list[etree._Element] | None:
    """The cells of a row; None if it has fewer than two, or words or other elements between them."""
    if not isinstance(row.tag, str) or row.tag not in _ROWS or (row.text or "").strip():
        return None
    cells = list(row)
    if len(cells) < 2 or any(cell.tag not in _CELLS or (cell.tail or "").strip() for cell in cells):
        return None
    return cells if not any(next(_boxes(cell), None) is not None for cell in cells) else None


def _boxes(cell: etree._Element) -> etree.ElementDepthFirstIterator[etree._Element]:
    return cell.iter("div", "table", "ul", "li") if cell.tag == "span" else cell.iter("table", "ul")
