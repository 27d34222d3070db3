"""Columns whose heads were read wrongly."""

from __future__ import annotations

from collections import Counter

from ...extract.interval import copies
from ..model import Evidence
from ..prose.relations import rows_of

_AGAIN = 2


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
