"""The self-test of a reading: are the tables that are announced there, and all amounts of a table in its cells.

Knows no number's meaning: whether the sums of a table hold is asked further on
(``compare/tables/soundness.py``), how many characters and digits of a page were read by the readers of paged formats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .model import Table
from .titles import is_title, kind_of, title_text

_AMOUNT = re.compile(r"\d[\d,，]*\.\d{1,2}(?!\d)")
_LEADER = re.compile(r"[.．·…]{2,}.*$|\s+\d{1,3}\s*$")
_LOST, _SHARE = 3, 10
"""Amounts that must be missing from a table's cells, and of how many one, for it to be said."""
_SHOWN = 4


def selftest(text: str, tables: Sequence[Table]) -> tuple[str, ...]:
    """What the reading of the tables may have missed, a line each."""
    return (*_announced(text, tables), *_lost(text, tables))


def _announced(text: str, tables: Sequence[Table]) -> list[str]:
    """Tables that the pages before the first one announce and of whose kind none was found."""
    if not tables:
        return []
    kinds = {table.kind for table in tables}
    before = text[: min(table.start for table in tables)].splitlines()
    names = (title_text(line) for line in (_LEADER.sub("", line) for line in before) if is_title(line))
    missing = list(dict.fromkeys(name for name in names if kind_of(name) not in {*kinds, "unknown"}))
    if not missing:
        return []
    named = "、".join(f"《{name}》" for name in missing[:_SHOWN])
    more = f"等{len(missing)}张表" if len(missing) > _SHOWN else ""
    return [f"目录列有{named}{more}，正文中没有读到，相关的数无法核对"]


def _lost(text: str, tables: Sequence[Table]) -> list[str]:
    """Tables of which several amounts stand in none of the cells that were read."""
    found: list[str] = []
    for table in tables:
        seen = len(_AMOUNT.findall(text, table.start, table.end))
        cells = "\n".join([cell.text for row in table.rows for cell in row if "." in cell.text])
        read = len(_AMOUNT.findall(cells))
        lost = seen - read - len(_AMOUNT.findall(table.note))
        if lost >= _LOST and lost * _SHARE >= seen:
            found.append(f"《{title_text(table.title)}》有{seen}个金额，其中{lost}个没有读进单元格")
    return found
