"""The items of a section, a paragraph each, against the total stated before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...extract.interval import base, sums_to
from ...extract.model import FACTORS, Claim, Column, Quantity
from ..model import Evidence
from ..once import once
from .lists import Sum, same_measure
from .planned import is_unplanned, same_as_outturn
from .relations import first_figure

ITEM_SECTIONS = ("general-budget", "expenditure", "government-fund", "state-capital")


@once
def item_lists(evidence: Evidence) -> tuple[Sum, ...]:
    """The items under 具体情况 against the totals stated before the first of them."""
    return tuple(_item_lists(evidence))


def _item_lists(evidence: Evidence) -> Iterator[Sum]:
    kinds = {section.id: section.kind for section in evidence.report.sections}
    parents = {section.id: section.parent for section in evidence.report.sections}
    heads: dict[Column, list[Claim]] = {}
    items: dict[tuple[str, ...], list[Claim]] = {}
    current = None
    for claim in (*evidence.claims, None):
        kind = _kind(claim.section, kinds, parents) if claim else None
        if kind != current:
            yield from _sums(evidence, heads, items)
            heads, items, current = {}, {}, kind
        if claim is None or kind not in ITEM_SECTIONS or claim.type != "amount":
            continue
        if len(claim.path) >= 2:
            items.setdefault(claim.path, []).append(claim)
        elif not items and not claim.path and claim.part_of is None and not claim.facets.item:
            heads.setdefault(claim.column, []).insert(0, claim)
    yield from _announced_items(evidence, kinds, parents)


def _announced_items(
    evidence: Evidence, kinds: Mapping[str, str], parents: dict[str, str | None]
) -> Iterator[Sum]:
    """The items announced elsewhere (财政拨款支出主要内容如下：) against the total that they are parts of."""
    listed: dict[str, dict[tuple[str, ...], list[Claim]]] = {}
    for claim in evidence.claims:
        total = evidence.by_id.get(claim.part_of or "")
        if total is None or len(claim.path) < 2 or _kind(total.section, kinds, parents) in ITEM_SECTIONS:
            continue
        if same_measure(total, claim) and claim.type == "amount":
            listed.setdefault(total.id, {}).setdefault(claim.path, []).append(claim)
    for total_id, items in listed.items():
        total = evidence.by_id[total_id]
        yield from _sums(evidence, {total.column: [total]}, items)


def _kind(section: str, kinds: Mapping[str, str], parents: dict[str, str | None]) -> str | None:
    here: str | None = section
    while here is not None and kinds.get(here, "other") == "other":
        here = parents.get(here)
    return kinds.get(here) if here else None


def _sums(
    evidence: Evidence, heads: dict[Column, list[Claim]], items: dict[tuple[str, ...], list[Claim]]
) -> Iterator[Sum]:
    """The items against the last total before them, or an earlier one that they make up (其余…合计9万元 is none)."""
    if len(items) < 2:
        return
    leading = heads.get("actual") or heads.get("budget")
    closed = _complete(evidence, leading[0] if leading else None, items)
    for column, totals in heads.items():
        chosen = [
            next((claim for claim in claims if claim.column == column), None)
            or same_as_outturn(evidence, claims, column)
            for claims in items.values()
        ]
        parts = tuple(claim for claim in chosen if claim is not None)
        silent = tuple(
            claims[0]
            for claims, claim in zip(items.values(), chosen, strict=True)
            if claim is None and not (column == "budget" and is_unplanned(evidence, claims[0]))
        )
        if len(parts) >= 2:
            value = sum((base(part.quantity)[0] for part in parts), Decimal(0))
            made = (total for total in totals if base(total.quantity)[0] == value)
            yield Sum(next(made, totals[0]), parts, closed, silent)


def _complete(evidence: Evidence, total: Claim | None, items: dict[tuple[str, ...], list[Claim]]) -> bool:
    """Whether the items are all there are: what the tables say for them adds up to the total."""
    if total is None:
        return False
    parts = [
        next((claim for claim in claims if claim.column == total.column), None) for claims in items.values()
    ]
    if not all(parts):
        return False
    written = [part.quantity for part in parts if part]
    from_cells = [_cell(evidence, part) for part in parts if part]
    whole = _cell(evidence, total)
    return any(
        sums_to(each, values) != "differs"
        for each in (whole, total.quantity)
        for values in (from_cells, written)
    )


def _cell(evidence: Evidence, claim: Claim) -> Quantity:
    figure = first_figure(evidence, claim)
    return figure.quantity if figure and figure.quantity.unit in FACTORS else claim.quantity
