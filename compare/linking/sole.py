"""The cell of a count that the prose states only once: the vehicles held, the groups and guests of 公务接待.

A table of 三公 that counts them (相关统计数) has one row for each. Where the prose gives one number of such things and
no more, that row is meant, whatever the number is; of two numbers either may be of a part. So it is with all vehicles
in the section on assets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...extract.model import Claim, Figure
from ..model import Evidence, Link
from .counted import kind_of_count, same_things
from .index import same_amount

SURE = 0.8
_ALL_VEHICLES = re.compile("(?:^|共有|现有|实有|保有)(?:各类)?(?:公务)?(?:用车|车辆)(?:总数|合计)?$")
_VEHICLES = re.compile("^车辆(?:总数|数?(?:合计|总计|小计))")
_REASON = "文中只写了一次的个数"


def sole_counts(evidence: Evidence, found: Mapping[str, Link]) -> Iterator[Link]:
    """Links of counts in the sections on 三公 that no name has led to their cell."""
    cells = [figure for figure in evidence.figures if figure.table_kind == "three-public"]
    if not cells:
        return
    sections = {section.id for section in evidence.report.sections if section.kind == "three-public"}
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in evidence.claims:
        if claim.type == "count" and claim.section in sections and (kind := kind_of_count(claim)) is not None:
            groups.setdefault(kind, []).append(claim)
    for members in groups.values():
        stated = [claim for claim in members if claim.quantity.value and claim.column != "prior"]
        if len(stated) != 1 or stated[0].id in found or stated[0].part_of or stated[0].quantity.approximate:
            continue
        meant = [figure for figure in cells if same_things(stated[0], figure)]
        if len({figure.quantity.value for figure in meant}) == 1 and not _elsewhere(
            evidence, stated[0], meant[0]
        ):
            yield Link(stated[0].id, (meant[0],), (_REASON,), SURE, 1)


def sole_vehicles(evidence: Evidence, found: Mapping[str, Link]) -> Iterator[Link]:
    """The number of all vehicles, which the section on assets states once, and the one cell that counts them."""
    sections = {section.id for section in evidence.report.sections if section.kind == "assets"}
    stated = [
        claim
        for claim in evidence.claims
        if claim.section in sections and claim.quantity.unit == "辆" and _ALL_VEHICLES.search(claim.subject)
    ]
    cells = [
        figure
        for figure in evidence.figures
        if figure.table_kind in ("three-public", "assets") and not figure.blank and not figure.alternatives
        if any(_VEHICLES.match(path[-1]) for path in (figure.row_path, figure.column_path) if path)
        if figure.column in ("actual", "none")
    ]
    alone = len(stated) == 1 and len({figure.quantity.value for figure in cells}) == 1
    if alone and stated[0].id not in found and stated[0].type == "count" and stated[0].column != "prior":
        yield Link(stated[0].id, (cells[0],), (_REASON,), SURE, 1)


def _elsewhere(evidence: Evidence, claim: Claim, figure: Figure) -> bool:
    """Whether the prose states the cell's number of such things somewhere else: then this one is another's."""
    return any(
        other.id != claim.id and same_things(other, figure) and same_amount(other, figure)
        for other in evidence.claims
        if other.type == "count" and other.quantity.value
    )
