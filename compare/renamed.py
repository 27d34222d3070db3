"""An item under the name of a 科目 of another 款: its 款 and its amounts are those of a row that is named otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from ..extract.interval import copies
from ..extract.model import FACTORS, Claim, Figure
from ..extract.named import key
from ..narrative.model import Paragraph
from .grids import row_label
from .heads import Name, keys
from .model import Evidence
from .once import once

ITEM, GROUP = 7, 5
"""Digits of the code of a 项 and of a 款."""
TELLING = 2
"""So many digits make an amount that is no coincidence among the few rows of one 款."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The row that is meant, and the claims that state its amounts."""

    row: Figure
    claims: tuple[str, ...]


def renamed_item(
    evidence: Evidence, item: Name, group: Name, paragraph: Paragraph, end: int, below: Paragraph | None
) -> Renamed | None:
    """The one row of the 款 whose amount follows the item's name, where the name is that of a row elsewhere.

    The amounts stand before ``end`` of the paragraph, or, where the name closes it, in the paragraph ``below``.
    """
    groups = _groups(evidence, group.text)
    named = _rows(evidence, item.text)
    if not groups or not named or any((figure.code or "")[:GROUP] in groups for figure in named):
        return None
    if any(code[:GROUP] in groups for code in keys(ITEM).get(key(item.text), ())):
        return None
    said = _said(evidence, paragraph, item.mark, end)
    if below is not None and not paragraph.text[item.mark :].strip("。：:"):
        said = _said(evidence, below, 0, len(below.text))
    if any(_states(claim, figure) for claim in said for figure in named):
        return None
    own = [figure for figure in evidence.figures if _within(figure, groups)]
    meant = {figure.code: figure for figure in own if any(_states(claim, figure) for claim in said)}
    found = tuple(meant.values())
    return Renamed(found[0], tuple(claim.id for claim in said)) if len(found) == 1 else None


def _groups(evidence: Evidence, name: str) -> set[str]:
    """The codes of a 款, by the tables' names and the catalogue's."""
    printed = {figure.code or "" for figure in _named(evidence).get((GROUP, key(name)), ())}
    return {code for code in (*printed, *keys(GROUP).get(key(name), ())) if code < "300"}


def _rows(evidence: Evidence, name: str) -> list[Figure]:
    """The cells of the items that bear the name."""
    return _named(evidence).get((ITEM, key(name)), [])


@once
def _named(evidence: Evidence) -> dict[tuple[int, str], list[Figure]]:
    """The cells of 项 and of 款 by what their rows are called."""
    found: dict[tuple[int, str], list[Figure]] = {}
    for figure in evidence.figures:
        digits = len(figure.code or "")
        if digits in (ITEM, GROUP):
            found.setdefault((digits, key(row_label(figure))), []).append(figure)
    return found


def _within(figure: Figure, groups: set[str]) -> bool:
    code = figure.code or ""
    return len(code) == ITEM and code[:GROUP] in groups and bool(figure.row_path)


def _said(evidence: Evidence, paragraph: Paragraph, start: int, end: int) -> list[Claim]:
    """The amounts between the head and the next one."""
    if start >= end or start >= len(paragraph.offsets):
        return []
    first, last = paragraph.offsets[start], paragraph.offsets[min(end, len(paragraph.offsets)) - 1]
    return [
        claim
        for claim in evidence.claims
        if claim.paragraph == paragraph.id
        and first <= claim.start <= last
        and claim.quantity.unit in FACTORS
        and claim.quantity.value
    ]


def _states(claim: Claim, figure: Figure) -> bool:
    if claim.type != "amount" or figure.quantity.unit not in FACTORS or not figure.quantity.value:
        return False
    telling = len(f"{claim.quantity.value.normalize():f}".replace(".", "").strip("0")) >= TELLING
    return telling and copies(claim.quantity, figure.quantity) == "equal"
