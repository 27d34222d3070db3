"""Amounts that stand in each other's place, as lists tell: with the two exchanged, all that they belong to holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from ..extract.interval import Customs, base
from ..extract.model import FACTORS, Claim, Figure
from .lists import Sum, agreement, enumerations
from .model import Evidence
from .quotients import reckon_quotient
from .relations import agrees_with, all_customs, alongside, main_figure, operand

CERTAIN = 0.75
"""From this probability on a link accuses (see NT101), and confirms."""
Pair = tuple[Claim, Claim]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two claims, in reading order, and other ``pairs`` that explain it as well.

    ``lists`` are those that add up again; ``figures`` the cells of both, in the order of the claims.
    """

    first: Claim
    second: Claim
    lists: tuple[Sum, ...]
    figures: tuple[Figure, ...] = ()
    pairs: tuple[Pair, ...] = ()


def exchanges(evidence: Evidence) -> Iterator[Exchange]:
    """All exchanges that lists with a total tell of; each list tells of one."""
    customs = all_customs(evidence)
    lists = [each for each in enumerations(evidence) if each.total.type == "amount"]
    wrong = [each for each in lists if agreement(each, customs) == "differs"]
    told: set[str] = set()
    for listed in wrong:
        parts = list(_above(evidence, listed, customs))
        if len(parts) == 1:
            told.add(listed.total.id)
            yield _exchange([(listed.total, parts[0])], (listed,))
    for one, other in combinations(wrong, 2):
        if {one.total.id, other.total.id} & told:
            continue
        pairs = _proven(evidence, list(_between(evidence, one, other, customs)), customs)
        if pairs:
            told |= {one.total.id, other.total.id}
            yield _exchange(pairs, (one, other))
    for listed in lists:
        if listed not in wrong:
            yield from _elsewhere(evidence, listed, lists, customs)


def _exchange(pairs: list[Pair], lists: tuple[Sum, ...], figures: tuple[Figure, ...] = ()) -> Exchange:
    ordered = [(one, other) if one.start < other.start else (other, one) for one, other in pairs]
    return Exchange(*ordered[0], lists, figures, tuple(ordered[1:]))


def _above(evidence: Evidence, listed: Sum, customs: Customs) -> Iterator[Claim]:
    """The parts above the total with which exchanged it is theirs: 总额20万元，其中：甲62万元，乙82万元."""
    if sum(1 for part in listed.parts if part.quantity.value) < 2:
        return
    for part in listed.parts:
        larger = base(part.quantity)[0] > base(listed.total.quantity)[0] > 0
        if (
            larger
            and _free(evidence, customs, listed.total, part)
            and _add_up(listed, listed.total, part, customs)
        ):
            yield part


def _between(evidence: Evidence, one: Sum, other: Sum, customs: Customs) -> Iterator[Pair]:
    """The members of two lists, neither of which can be right, with which exchanged both add up."""
    if {each.id for each in _members(one)} & {each.id for each in _members(other)}:
        return
    if not all(each.closed or _overfull(each) for each in (one, other)):
        return
    for mine in _members(one):
        for theirs in _members(other):
            if base(mine.quantity)[0] == base(theirs.quantity)[0] or not _free(
                evidence, customs, mine, theirs
            ):
                continue
            if all(_add_up(each, mine, theirs, customs) for each in (one, other)):
                yield mine, theirs


def _members(listed: Sum) -> list[Claim]:
    every = (listed.total, *listed.parts)
    return [each for each in every if each.quantity.value and each.quantity.unit in FACTORS]


def _overfull(listed: Sum) -> bool:
    return any(base(part.quantity)[0] > base(listed.total.quantity)[0] for part in listed.parts)


def _add_up(listed: Sum, one: Claim, other: Claim, customs: Customs) -> bool:
    """Whether the list adds up to the last digit with the two amounts exchanged."""
    exchanged = {one.id: other.quantity, other.id: one.quantity}
    total, *parts = (
        replace(each, quantity=exchanged.get(each.id, each.quantity))
        for each in (listed.total, *listed.parts)
    )
    return agreement(replace(listed, total=total, parts=tuple(parts)), customs) == "equal"


def _free(evidence: Evidence, customs: Customs, *claims: Claim) -> bool:
    """Whether no certain cell confirms either amount, and none contradicts both (then the cells tell of it)."""
    links = [evidence.links.get(each.id) for each in claims]
    sure = [
        (each, main_figure(link))
        for each, link in zip(claims, links, strict=True)
        if link is not None and link.figures and link.probability >= CERTAIN
    ]
    return len(sure) < len(claims) and all(
        agrees_with(each, cell, customs) == "differs" for each, cell in sure
    )


def _proven(evidence: Evidence, pairs: list[Pair], customs: Customs) -> list[Pair]:
    """The pairs that leave alone what a rate speaks for, or all where none does."""
    return [pair for pair in pairs if not any(_held(evidence, each, customs) for each in pair)] or pairs


def _held(evidence: Evidence, claim: Claim, customs: Customs) -> bool:
    """Whether a share holds with the amount as it is written."""
    alone = replace(evidence, links={})
    for rate in alongside(evidence, claim):
        part, whole = operand(evidence, rate, "part"), operand(evidence, rate, "whole")
        if rate.type != "share" or part is None or whole is None or claim.id not in (part.id, whole.id):
            continue
        found = reckon_quotient(alone, rate, part, whole, customs)
        if found is not None and found.agreement == "equal":
            return True
    return False


def _elsewhere(evidence: Evidence, listed: Sum, lists: list[Sum], customs: Customs) -> Iterator[Exchange]:
    """Two parts that show each other's amount in another list of the same total, which the tables confirm."""
    mine = _by_name(listed)
    for other in lists:
        theirs = _by_name(other)
        if (
            other is listed
            or len(mine) < 2
            or mine.keys() != theirs.keys()
            or not _same(listed.total, other.total)
        ):
            continue
        apart = [name for name in mine if not _same(mine[name], theirs[name])]
        if len(apart) != 2 or not _free(evidence, customs, *(mine[name] for name in apart)):
            continue
        cells = [_confirmed(evidence, theirs[name], customs) for name in apart]
        one, two = apart
        if all(cells) and _same(mine[one], theirs[two]) and _same(mine[two], theirs[one]):
            yield _exchange([(mine[one], mine[two])], (listed,), tuple(cell for cell in cells if cell))
            return


def _by_name(listed: Sum) -> dict[str, Claim]:
    """The parts that are not 0 by what they are called, none if two are called alike."""
    parts = [part for part in listed.parts if part.quantity.value and part.quantity.unit in FACTORS]
    named = {part.facets.nature or part.subject: part for part in parts}
    return named if len(named) == len(parts) else {}


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims state one amount, of one column and year."""
    said = (one.column, one.year) == (other.column, other.year)
    return said and base(one.quantity)[0] == base(other.quantity)[0]


def _confirmed(evidence: Evidence, claim: Claim, customs: Customs) -> Figure | None:
    """The cell that certainly is the claim's and agrees with it."""
    link = evidence.links.get(claim.id)
    if link is None or not link.figures or link.probability < CERTAIN:
        return None
    cell = main_figure(link)
    return cell if agrees_with(claim, cell, customs) == "equal" else None
