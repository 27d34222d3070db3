"""Columns whose heads were read wrongly, or not in full."""

from __future__ import annotations

import re
from collections import Counter

from ...extract.interval import copies
from ...extract.model import FACTORS, Figure
from ..model import Evidence
from ..once import once
from ..prose.relations import rows_of

_AGAIN = 2
_UNREAD = "？"
_NUMBERED = re.compile(r"[^\d\s]\s?\d{1,2}$")
"""How a head ends that has run together with the number of its column: so have its upper rows, then."""


@once
def unclear_columns(evidence: Evidence) -> frozenset[tuple[str, int]]:
    """Columns (table, column) whose heads read the same while their amounts differ.

    In a table of “三公”经费 this, or an amount in a column whose head was not read in full, leaves all columns open:
    which half is the budget and which the outturn stood in a head of several rows.
    """
    found: set[tuple[str, int]] = set()
    for row in rows_of(evidence).values():
        seen: dict[tuple[str, ...], Figure] = {}
        for figure in row:
            halved = figure.table_kind == "three-public"
            if figure.quantity.unit not in FACTORS or (figure.blank and not halved):
                continue
            open_ = halved and not figure.blank and _is_open("".join(figure.column_path[-1:]))
            other = figure if figure.alternatives else seen.setdefault(figure.column_path, figure)
            if open_ or other.quantity.value != figure.quantity.value:
                columns = {each.place.column for each in (row if halved else (other, figure))}
                found.update((figure.place.table, column) for column in columns)
    return frozenset(found)


def _is_open(head: str) -> bool:
    return head == _UNREAD or _NUMBERED.search(head) is not None


def misread_columns(evidence: Evidence) -> frozenset[tuple[str, int]]:
    """Columns (table, column) that the prose contradicts again and again with the numbers of one other column.

    Two such slips and fewer agreements: the head was read wrongly, or not as the author meant it.
    """
    rows = rows_of(evidence)
    agree: Counter[tuple[str, int]] = Counter()
    beside: Counter[tuple[str, int, int]] = Counter()
    for id_, link in evidence.links.items():
        claim, place = evidence.by_id[id_], link.figures[0].place
        if not claim.quantity.value:
            continue
        equal = {
            figure.place.column
            for figure in rows[place.table, place.row]
            if copies(claim.quantity, figure.quantity) == "equal"
        }
        if place.column in equal:
            agree[place.table, place.column] += 1
        else:
            beside.update((place.table, place.column, other) for other in equal)
    return frozenset(
        (table, column)
        for (table, column, _), count in beside.items()
        if count >= _AGAIN and count > agree[table, column]
    )
