"""Slips in whole tables: the unit of one head, a row left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from ...compare.tables.grids import is_total, row_label
from ...compare.wording import squeeze
from .cells import CHAINED, sound
from .model import Change, Edit, Source

_UNIT = re.compile(r"单位[：:][ \t\u3000]*(?P<unit>万元|元)")
OTHER = {"万元": "元", "元": "万元"}
LEAST_ROWS = 4


def head_units(source: Source, random: Random) -> Iterator[Change]:
    """元 for 万元, or the reverse, over one table of several in the other unit."""
    for grid in sound(source):
        table = next(each for each in source.audit.report.tables if each.id == grid.table)
        start = max(source.text.rfind("\n", 0, max(table.start - 120, 0)), 0)
        first = min((each.start for each in grid.cells.values() if each.start is not None), default=table.end)
        matches = list(_UNIT.finditer(source.text, start, first))
        if matches and source.free(*matches[-1].span()):
            match = matches[-1]
            edit = Edit(match.start("unit"), match.end("unit"), OTHER[match["unit"]])
            yield Change(("unit", "cross-table", "amount", "table-sum"), "head-unit", (edit,), match["unit"])


def lost_rows(source: Source, random: Random) -> Iterator[Change]:
    """A row of an item left out of a table whose sums all hold; what names its code names the defect.

    Only one that stands in a line with all of its name: of another one stray pieces would be left.
    """
    text = source.text
    for grid in sound(source):
        if grid.kind not in CHAINED:
            continue
        rows: dict[int, list[int]] = {}
        names: dict[int, str] = {}
        for figure in grid.cells.values():
            if figure.start is not None and figure.code and len(figure.code) == 7 and not is_total(figure):
                rows.setdefault(figure.place.row, []).append(figure.start)
                names[figure.place.row] = row_label(figure)
        for row, places in rows.items() if len(rows) >= LEAST_ROWS else ():
            start, end = text.rfind("\n", 0, min(places)) + 1, text.find("\n", max(places))
            line = text[start:end]
            whole = "\n" not in line and names[row] in squeeze(line)
            if whole and re.match(r"\s*\|?\s*\d{7}", line) and source.free(start, end):
                code = re.search(r"\d{7}", line)
                lost = Edit(start, end + 1, "")
                yield Change(
                    ("table-sum", "cross-table", "amount"), "row-lost", (lost,), code[0] if code else ""
                )
