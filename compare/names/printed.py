"""The rows of 科目 that the report's tables print, and what they are called."""

from __future__ import annotations

from ...extract.model import Figure
from ...extract.named import key
from ..model import Evidence
from ..tables.grids import row_label
from .coded import is_other
from .heads import keys

Rows = dict[str, list[Figure]]
"""The cells of rows by functional code, one for each name of the code."""


def printed_rows(evidence: Evidence) -> Rows:
    """One figure of each row of the report's tables, of those of one name only the first, by functional code.

    In statements of income and expenditure the 类 stand without their codes.
    """
    rows: Rows = {}
    seen: set[tuple[str, str]] = set()
    classes = {name: codes[0] for name, codes in keys(3).items()}
    for figure in evidence.figures:
        summary = figure.table_kind in ("income-expenditure", "fiscal-income-expenditure")
        code = figure.code or (classes.get(key(row_label(figure)), "") if summary else "")
        if len(code) in (3, 5, 7) and code < "300" and not figure.table_kind.startswith("basic"):
            name = row_label(figure)
            if name and (code, name) not in seen:
                seen.add((code, name))
                rows.setdefault(code, []).append(figure)
    return rows


def any_called(figures: list[Figure], name: str) -> bool:
    """Whether one of the rows is called so."""
    wanted = key(name)
    return any(key(row_label(figure)) == wanted for figure in figures)


def own_row(rows: Rows, code: str, name: str) -> Figure | None:
    """The row of a name behind the code of another 项 of its 款, which no table has: 2080502 行政单位离退休."""
    if not is_other(code, name):
        return None
    named = [rows[each][0] for each in rows if len(each) == len(code) and any_called(rows[each], name)]
    return named[0] if len(named) == 1 and (named[0].code or "")[:5] == code[:5] else None
