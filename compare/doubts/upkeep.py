"""Items of 机关运行经费 beside tables that hold more than that: 事业单位 have no 机关运行经费, but 公用经费."""

from __future__ import annotations

from ...extract.interval import copies
from ...extract.model import Claim, Figure
from ..model import Evidence
from ..once import once

ENOUGH = 2
"""So many items that repeat a table's cells show that the table is what the section speaks of."""


def upkeep_elsewhere(evidence: Evidence, claim: Claim, figure: Figure) -> bool:
    """Whether an item of 机关运行经费 differs from a table that the section's other items do not repeat."""
    own = figure.table_kind == "operating-cost" or "运行经费" in figure.facets.item
    if own or claim.section not in _sections(evidence):
        return False
    agreeing = sum(
        copies(other.quantity, link.figures[0].quantity) == "equal"
        for id_, link in evidence.links.items()
        if (other := evidence.by_id[id_]).section == claim.section
        and other.facets.item
        and other.quantity.value
        and link.figures[0].place.table == figure.place.table
    )
    return agreeing < ENOUGH


@once
def _sections(evidence: Evidence) -> frozenset[str]:
    return frozenset(section.id for section in evidence.report.sections if section.kind == "operating-cost")
