"""Shares whose whole the prose leaves out: the totals of tables that they may be of, and which of them is certain."""

from __future__ import annotations

from typing import NamedTuple

from ...extract.interval import Customs
from ...extract.model import Claim
from ...extract.subjects import NOTHING, facets_of
from ..model import Evidence
from .overfull import shared_whole, whole_beside
from .paragraphs import alongside
from .quotients import over
from .relations import Reading, Reckoning, first_figure, operand
from .wholes import Totals, before, of_a_total, whole_named


class Shown(NamedTuple):
    """The totals that the words name as the whole, and those of the table that the part stands in."""

    named: tuple[Reading, ...]
    own: tuple[Reading, ...]


def shown_wholes(
    evidence: Evidence, claim: Claim, part: Claim, customs: Customs, totals: Totals
) -> Shown | None:
    """The totals of tables that a share may be of, None if there are none."""
    named, own = _named(evidence, claim, part, totals), _own(evidence, part, totals)
    own = own or whole_beside(evidence, claim, part, lambda other: _own(evidence, other, totals), customs)
    return Shown(named, own) if named or own else None


def _own(evidence: Evidence, part: Claim, totals: Totals) -> tuple[Reading, ...]:
    """The totals of the table that the part stands in, of the same fund and flow."""
    figure = first_figure(evidence, part)
    if figure is None or figure.alternatives:
        return ()
    return tuple(
        Reading(total.quantity, part, total)
        for total in totals.get((figure.place.table, figure.column), ())
        if (total.facets.fund, total.facets.flow) == (figure.facets.fund, figure.facets.flow)
    )


def _named(evidence: Evidence, claim: Claim, part: Claim, totals: Totals) -> tuple[Reading, ...]:
    """The totals of any table that are what the words name as the whole (占一般公共预算支出的)."""
    words = whole_named(evidence, claim)
    said = facets_of(words) if words else NOTHING
    if not said.flow or said.item or said.nature not in ("", "total"):
        return ()
    return tuple(
        Reading(total.quantity, part, total)
        for (_, column), same in totals.items()
        for total in same
        if column == part.column and (total.facets.fund, total.facets.flow) == (said.fund or "all", said.flow)
    )


def of_shown(
    evidence: Evidence, claim: Claim, part: Claim, shown: Shown, customs: Customs, totals: Totals
) -> Reckoning | None:
    """The share recomputed with one of these totals; None where it is not certain that one of them is meant."""
    named, own = shown
    found = over(evidence, claim, part, named or own, customs)
    if found is not None and found.agreement == "differs" and named and own:
        among = over(evidence, claim, part, own, customs)
        found = among if among is not None and among.agreement != "differs" else found
    if found is None or found.agreement != "differs":
        return found
    shared = shared_whole(
        evidence,
        claim,
        lambda each: _own(evidence, each, totals),
        lambda each: whole_named(evidence, each),
        customs,
    )
    if shared is not None:
        return over(evidence, claim, part, (shared,), customs)
    holds = _holds_beside(evidence, claim, found.readings[1], customs)
    if _of_something_else(evidence, claim, listed=holds):
        return None
    certain = _only_whole(named or own) or (
        (_one_amount(named) or holds) and not of_a_total(evidence, claim, part, totals, customs)
    )
    return found if certain else None


def _of_something_else(evidence: Evidence, claim: Claim, *, listed: bool) -> bool:
    """Whether the words say of an item that it is the whole (占住房保障支出的), or share out (分别占).

    ``listed``: another share beside it is right of the whole, so that this one of the list is of it too.
    """
    words = whole_named(evidence, claim)
    shared_out = "分别" in before(evidence, claim)[-24:] and not listed
    return shared_out or bool(words and facets_of(words).item)


def _only_whole(shown: tuple[Reading, ...]) -> bool:
    return all(
        reading.figure is not None and reading.figure.table_kind == "three-public" for reading in shown
    )


def _one_amount(shown: tuple[Reading, ...]) -> bool:
    return len({reading.quantity.yuan for reading in shown}) == 1


def _holds_beside(evidence: Evidence, claim: Claim, whole: Reading, customs: Customs) -> bool:
    """Whether another share of the paragraph without a whole is right of this one: 甲90万元（90%），乙10万元（1%）."""
    for other in alongside(evidence, claim):
        part = operand(evidence, other, "part") if other.type == "share" and other != claim else None
        if part is None or operand(evidence, other, "whole") is not None:
            continue
        found = over(evidence, other, part, (whole,), customs)
        if found is not None and found.agreement == "equal":
            return True
    return False
