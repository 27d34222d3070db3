"""Amounts that stand in each other's place, as lists tell: with the two exchanged, all that they belong to holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, islice

from ...extract.interval import Customs, base
from ...extract.model import FACTORS, Claim, Figure
from ..model import Evidence, Link
from .lists import FARTHEST, Sum, agreement, enumerations, gap
from .paragraphs import alongside
from .quotients import reckon_quotient
from .relations import agrees_with, all_customs, main_figure, operand

MOST = 12
"""So many lists are compared with each other; a report with more that do not add up has another fault."""
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
    wrong = {each.total.id: each for each in lists if agreement(each, customs) == "differs"}
    told: set[str] = set()
    for name, listed in wrong.items():
        parts = list(_above(evidence, listed, customs))
        parts = [each for each in parts if _adds_up(listed, each)] or parts
        if len(parts) == 1:
            told.add(name)
            yield _exchange([(listed.total, parts[0])], (listed,))
    left = [each for name, each in wrong.items() if name not in told and (each.closed or _overfull(each))]
    for one, other in combinations(left[:MOST], 2):
        if {one.total.id, other.total.id} & told:
            continue
        pairs = _proven(evidence, list(_between(evidence, one, other, customs)), customs)
        if pairs:
            told |= {one.total.id, other.total.id}
            yield _exchange(pairs, (one, other))
    yield from _elsewhere(evidence, [each for each in lists if each.total.id not in wrong], customs)


def _exchange(pairs: list[Pair], lists: tuple[Sum, ...], figures: tuple[Figure, ...] = ()) -> Exchange:
    ordered = [(one, other) if one.start < other.start else (other, one) for one, other in pairs]
    return Exchange(*ordered[0], lists, figures, tuple(ordered[1:]))


def _above(evidence: Evidence, listed: Sum, customs: Customs) -> Iterator[Claim]:
    """The parts above the total with which exchanged it is theirs: 总额20万元，其中：甲62万元，乙82万元.

    But for the rounding of all of them: 总额2.21万元，其中：甲2.21万元，乙4.41万元.
    """
    whole = _size(listed.total)
    if sum(1 for part in listed.parts if part.quantity.value) < 2:
        return
    for part in listed.parts:
        larger = _size(part) - whole
        mended = whole and larger > 0 and agreement(_turned(listed, part), customs) == "equal"
        if mended and _free(evidence, customs, listed.total, part):
            yield part


def _turned(listed: Sum, part: Claim) -> Sum:
    """The list with its total and one part in each other's place."""
    one, other = part.quantity, listed.total.quantity
    parts = (replace(each, quantity=other) if each is part else each for each in listed.parts)
    return replace(listed, total=replace(listed.total, quantity=one), parts=tuple(parts))


def _adds_up(listed: Sum, part: Claim) -> bool:
    """Whether the list adds up to the last digit with its total and the part exchanged."""
    return gap(listed) == -2 * (_size(part) - _size(listed.total))


def _between(evidence: Evidence, one: Sum, other: Sum, customs: Customs) -> Iterator[Pair]:
    """The members of two lists, neither of which can be right, with which exchanged both add up."""
    mine, theirs = _members(one), _members(other)
    if {each.id for each in mine} & {each.id for each in theirs}:
        return
    lacking, missing = gap(one), gap(other)
    for each in mine:
        for instead in theirs:
            more = _size(instead) - _size(each)
            mended = lacking + (more if each is one.total else -more) == 0
            both = mended and missing - (more if instead is other.total else -more) == 0
            if both and more and _free(evidence, customs, each, instead):
                yield each, instead


def _size(claim: Claim) -> Decimal:
    return base(claim.quantity)[0]


def _members(listed: Sum) -> list[Claim]:
    every = (listed.total, *listed.parts)
    return [each for each in every if each.quantity.value and each.quantity.unit in FACTORS][:FARTHEST]


def _overfull(listed: Sum) -> bool:
    return any(_size(part) > _size(listed.total) for part in listed.parts)


def _free(evidence: Evidence, customs: Customs, *claims: Claim) -> bool:
    """Whether no certain cell confirms either amount, and none contradicts both (then the cells tell of it).

    A cell as good that shows the other amount leaves open which is meant: 收入预算 with what was carried over or not.
    """
    links = [evidence.links.get(each.id) for each in claims]
    sure = [
        (each, main_figure(link))
        for each, link in zip(claims, links, strict=True)
        if link is not None
        and link.certain
        and not _shows(link, {_size(other) for other in claims if other != each})
    ]
    return len(sure) < len(claims) and all(
        agrees_with(each, cell, customs) == "differs" for each, cell in sure
    )


def _shows(link: Link, amounts: set[Decimal]) -> bool:
    """Whether one of the cells of the first rank has one of the amounts."""
    return any(base(each.quantity)[0] in amounts for each in link.figures[: link.near])


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


def _elsewhere(evidence: Evidence, lists: list[Sum], customs: Customs) -> Iterator[Exchange]:
    """Two parts that show each other's amount in another list of the same total, which the tables confirm."""
    alike: dict[tuple[object, ...], list[Sum]] = {}
    for listed in lists:
        alike.setdefault((listed.total.column, listed.total.year, _size(listed.total)), []).append(listed)
    for same in alike.values():
        for listed in same[:MOST]:
            found = (_crossed(evidence, listed, other, customs) for other in same[:MOST])
            yield from islice(filter(None, found), 1)


def _crossed(evidence: Evidence, listed: Sum, other: Sum, customs: Customs) -> Exchange | None:
    mine, theirs = _by_name(listed), _by_name(other)
    if other is listed or len(mine) < 2 or mine.keys() != theirs.keys():
        return None
    apart = [name for name in mine if not _same(mine[name], theirs[name])]
    if len(apart) != 2 or not _free(evidence, customs, *(mine[name] for name in apart)):
        return None
    one, two = apart
    cells = [_confirmed(evidence, theirs[name], customs) for name in apart]
    if not all(cells) or not _same(mine[one], theirs[two]) or not _same(mine[two], theirs[one]):
        return None
    return _exchange([(mine[one], mine[two])], (listed,), tuple(cell for cell in cells if cell))


def _by_name(listed: Sum) -> dict[str, Claim]:
    """The parts that are not 0 by what they are called, none if two are called alike."""
    parts = [part for part in listed.parts if part.quantity.value and part.quantity.unit in FACTORS]
    named = {part.facets.nature or part.subject: part for part in parts}
    return named if len(named) == len(parts) else {}


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims state one amount, of one column and year."""
    said = (one.column, one.year) == (other.column, other.year)
    return said and _size(one) == _size(other)


def _confirmed(evidence: Evidence, claim: Claim, customs: Customs) -> Figure | None:
    """The cell that certainly is the claim's and agrees with it."""
    link = evidence.links.get(claim.id)
    if link is None or not link.certain:
        return None
    cell = main_figure(link)
    return cell if agrees_with(claim, cell, customs) == "equal" else None
