"""Totals of the prose with their parts: which lists there are, and which of them are complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ...extract.interval import Agreement, Customs, base, copies, customary, sums_to
from ...extract.model import FACTORS, Claim, Column, Quantity
from ..model import Evidence
from ..once import once
from ..slips import COSTS, cost_of, is_telling
from .complete import BOUGHT, GRADES, RECEIVED, are_apart, are_vehicles, is_closed, is_graded, is_set
from .numbered import numbered
from .relations import first_figure
from .sorts import running, staff

FARTHEST = 24
"""How many numbers after a total may belong to a list that nothing marks."""
_VEHICLES = re.compile("车辆?$")
_SORT_OF_VEHICLE = re.compile("其他|用车$")
BUDGETS: tuple[Column, ...] = ("budget", "adjusted-budget")


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts. ``closed``: they are all there are. ``silent``: items that state no amount."""

    total: Claim
    parts: tuple[Claim, ...]
    closed: bool
    silent: tuple[Claim, ...] = ()


def quantities(claims: tuple[Claim, ...], customs: Customs) -> list[Quantity]:
    """The claims' quantities at their customary step; counts are exact."""
    return [claim.quantity.exact if claim.type == "count" else customary(claim, customs) for claim in claims]


def agreement(listed: Sum, customs: Customs) -> Agreement:
    """Whether the parts add up to the total."""
    return sums_to(quantities((listed.total,), customs)[0], quantities(listed.parts, customs))


def gap(listed: Sum) -> Decimal:
    """Total − Σ parts, in 元 for money."""
    return base(listed.total.quantity)[0] - sum((base(part.quantity)[0] for part in listed.parts), Decimal(0))


def same_measure(claim: Claim, other: Claim) -> bool:
    """Whether two numbers may be added: money with money of one column, counts of one unit."""
    if claim.type != other.type or (
        claim.column != other.column and claim.column in (*BUDGETS, "actual", "prior")
    ):
        return False
    if claim.type == "amount":
        return claim.quantity.unit in FACTORS and other.quantity.unit in FACTORS
    return claim.type == "count" and claim.quantity.unit == other.quantity.unit


@once
def enumerations(evidence: Evidence) -> tuple[Sum, ...]:
    """The 其中-lists: parts by the total that they name."""
    return tuple(_enumerations(evidence))


def _enumerations(evidence: Evidence) -> Iterator[Sum]:
    by_total: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        if claim.part_of and claim.part_of in evidence.by_id:
            by_total.setdefault(claim.part_of, []).append(claim)
    for total_id, members in by_total.items():
        total = evidence.by_id[total_id]
        parts = tuple(claim for claim in members if same_measure(total, claim) and len(claim.path) < 2)
        kinds = tuple(part for part in parts if any(name.search(part.subject) for name in BOUGHT))
        if "采购" in total.subject and is_set(BOUGHT, kinds):
            parts = kinds
        if len(parts) == 1 and RECEIVED[1].search(parts[0].subject):
            parts += _foreign_guests(evidence, parts[0])
        if parts:
            closed = is_closed(evidence, total, parts)
            yield Sum(total, parts, closed or one_slip_off(evidence, Sum(total, parts, False)))
    yield from _unmarked(evidence, set(by_total))
    yield from (Sum(*sorts, True) for sorts in (*staff(evidence), *running(evidence)))
    yield from _vehicle_lists(evidence, set(by_total))
    yield from _numbered(evidence, set(by_total))


def _numbered(evidence: Evidence, known: set[str]) -> Iterator[Sum]:
    """Amounts numbered behind a total that nothing ties to them, where a slip in one is all that is amiss."""
    for total, parts in numbered(evidence):
        apart = total.part_of is None and all(each.part_of is None for each in parts)
        listed = Sum(total, parts, closed=True)
        alike = all(same_measure(total, each) for each in parts)
        slip = one_slip_off(evidence, listed) or _overflows_by_a_slip(listed)
        if total.id not in known and apart and alike and slip:
            yield listed


def _overflows_by_a_slip(listed: Sum) -> bool:
    """Whether the parts come to more than the total, and two digits exchanged back would end that."""
    missing = gap(listed)
    return missing < 0 and any(
        cost_of(each.quantity.value, each.quantity.value + missing / FACTORS[each.quantity.unit or "元"])[0]
        == COSTS["相邻两位数字颠倒"]
        for each in listed.parts
    )


def one_slip_off(evidence: Evidence, listed: Sum) -> bool:
    """Whether a slip in one member that no cell confirms, undone, would make the list add up to the last digit.

    No list that leaves something out is off by just that much.
    """
    missing = gap(listed)
    if not missing or len(listed.parts) < 2:
        return False
    if _two_digits_turned(listed, missing):
        return True
    if listed.total.type != "amount":
        return False
    signs = [(listed.total, -missing), *((part, missing) for part in listed.parts)]
    return any(
        is_telling(each.quantity.value, each.quantity.value + way / FACTORS[each.quantity.unit or "元"])
        for each, way in signs
        if each.quantity.value and not _confirmed(evidence, each)
    )


def _two_digits_turned(listed: Sum, missing: Decimal) -> bool:
    """Whether one number with two digits exchanged makes a list of kinds apart add up: 52名，其中行政20名、事业23名."""
    money = listed.total.type == "amount"
    signs = [(listed.total, -missing), *((part, missing) for part in listed.parts)]
    return are_apart(listed.parts) and any(
        cost_of(each.quantity.value, right)[0] == COSTS["相邻两位数字颠倒"]
        for each, way in signs
        if not each.quantity.approximate
        and (right := each.quantity.value + way / (FACTORS[each.quantity.unit or "元"] if money else 1)) > 0
    )


def _confirmed(evidence: Evidence, claim: Claim) -> bool:
    figure = first_figure(evidence, claim)
    return figure is not None and copies(claim.quantity, figure.quantity) != "differs"


def _foreign_guests(evidence: Evidence, domestic: Claim) -> tuple[Claim, ...]:
    """What foreign guests cost, behind the numbers of domestic ones: 国内接待2万元，接待3批次；外事接待1万元."""
    at = evidence.claims.index(domestic) + 1
    for claim in evidence.claims[at : at + FARTHEST]:
        if claim.section != domestic.section:
            break
        if same_measure(domestic, claim) and RECEIVED[0].search(claim.subject):
            return (claim,)
    return ()


def _unmarked(evidence: Evidence, known: set[str]) -> Iterator[Sum]:
    """What was bought by kinds where no 其中 says so: 采购总额90万元，货物30万元、工程20万元、服务40万元."""
    claims = evidence.claims
    for i, total in enumerate(claims):
        if total.id in known or total.type != "amount" or "采购" not in total.subject or total.part_of:
            continue
        parts = tuple(islice((each for each in claims[i + 1 :] if each.type == "amount"), len(BOUGHT)))
        near = all(each.paragraph == total.paragraph and same_measure(total, each) for each in parts)
        if near and is_set(BOUGHT, parts) and not any(each.search(total.subject) for each in BOUGHT):
            yield Sum(total, parts, True)


def _vehicle_lists(evidence: Evidence, known: set[str]) -> Iterator[Sum]:
    """The sorts of vehicles right behind their number, up to 其他用车, where no 其中 says that they are its parts."""
    claims, listed = evidence.claims, set[str]()
    for i, total in enumerate(claims):
        counted = not total.part_of and _VEHICLES.search(total.subject)
        if not counted or total.id in known or total.id in listed:
            continue
        following = claims[i + 1 : i + 1 + FARTHEST]
        last = next((j for j, each in enumerate(following) if "其他用车" in each.subject), -1)
        parts = tuple(following[: last + 1])
        together = all(each.paragraph == total.paragraph and same_measure(total, each) for each in parts)
        if together and are_vehicles(total, parts) and not _SORT_OF_VEHICLE.search(total.subject):
            listed |= {part.id for part in parts}
            yield Sum(total, parts, True)


def adding_up(evidence: Evidence) -> Iterator[Sum]:
    """Lists that nothing marks as such and that add up: they speak for their members, never against them."""
    claims = evidence.claims
    for i, total in enumerate(claims):
        if total.type in ("count", "amount") and total.quantity.value:
            least = 2 if total.type == "count" else 3
            parts = _prefix(total, claims[i + 1 : i + 1 + FARTHEST], least)
            if parts:
                yield Sum(total, parts, True)
    yield from _graded_lists(evidence)


def _prefix(total: Claim, following: tuple[Claim, ...], least: int) -> tuple[Claim, ...]:
    """The next numbers of the same measure, as many as add up to the total exactly."""
    value, parts = Decimal(0), []
    goal = base(total.quantity)[0]
    for claim in following:
        if claim.type == "count" and claim.paragraph != total.paragraph:
            break
        if claim.type != total.type or not same_measure(total, claim) or not _akin(total, claim):
            continue
        parts.append(claim)
        value += base(claim.quantity)[0]
        if value > goal:
            break
        if value == goal and len(parts) >= least:
            return tuple(parts)
    return ()


def _akin(total: Claim, claim: Claim) -> bool:
    return total.type == "amount" or total.subject[-2:] == claim.subject[-2:]


def _graded_lists(evidence: Evidence) -> Iterator[Sum]:
    """How many projects got which grade, and the number of projects stated elsewhere."""
    groups: dict[tuple[str, str | None], list[Claim]] = {}
    for claim in evidence.claims:
        if claim.type == "count" and GRADES.search(claim.subject):
            groups.setdefault((claim.paragraph, claim.quantity.unit), []).append(claim)
    for (_, unit), members in groups.items():
        parts = tuple(members)
        value = sum((part.quantity.value for part in parts), Decimal(0))
        totals = (
            claim
            for claim in evidence.claims
            if claim.type == "count"
            and claim.quantity.unit == unit
            and claim.quantity.value == value
            and claim not in parts
            and "项目" in claim.subject
        )
        total = next(totals, None)
        if total is not None and value and is_graded(parts):
            yield Sum(total, parts, True)
