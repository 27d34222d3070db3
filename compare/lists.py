"""Totals of the prose with their parts: which lists there are, and which of them are complete."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from ..extract.interval import Agreement, Customs, base, customary, sums_to
from ..extract.model import FACTORS, Claim, Column, Quantity
from .model import Evidence
from .relations import first_figure

_SETS = tuple(
    tuple(re.compile(part) for part in parts)
    for parts in (
        ("基本支出", "项目支出"),
        ("人员(?:经费|支出)", "公用(?:经费|支出)"),
        ("货物", "工程", "服务"),
        ("出国|出境", "公务?(?:用)?车.{0,4}购置.{1,3}(?:运行|维护)", "公务接待|招待"),
        ("(?:公务)?用车.{0,3}购置(?!.{0,3}运行)", "(?:公务)?用车.{0,3}(?:运行|维护)"),
        ("外宾接待|外事接待", "国内.{0,4}接待"),
    )
)
_BOUGHT = next(names for names in _SETS if names[0].search("货物"))
_GRADES = re.compile(r"为?[“‘]?(优秀|优|良好|良|中|合格|差|不合格)[”’]?$")
ITEM_SECTIONS = ("general-budget", "expenditure", "government-fund", "state-capital")
_NONE_BEHIND = 40
BEHIND = 200
"""How many characters after the last part its share may stand."""
FARTHEST = 24
"""How many numbers after a total may belong to a list that nothing marks."""
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
    return [_exact(claim) if claim.type == "count" else customary(claim, customs) for claim in claims]


def _exact(claim: Claim) -> Quantity:
    return replace(claim.quantity, step=Decimal(0))


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


def enumerations(evidence: Evidence) -> Iterator[Sum]:
    """The 其中-lists: parts by the total that they name."""
    by_total: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        if claim.part_of and claim.part_of in evidence.by_id:
            by_total.setdefault(claim.part_of, []).append(claim)
    for total_id, members in by_total.items():
        total = evidence.by_id[total_id]
        parts = tuple(claim for claim in members if same_measure(total, claim) and len(claim.path) < 2)
        kinds = tuple(part for part in parts if any(name.search(part.subject) for name in _BOUGHT))
        if "采购" in total.subject and _is_set(_BOUGHT, kinds):
            parts = kinds
        if parts:
            yield Sum(total, parts, is_closed(evidence, total, parts))
    yield from _unmarked(evidence, set(by_total))
    yield from _vehicle_lists(evidence, set(by_total))


def _unmarked(evidence: Evidence, known: set[str]) -> Iterator[Sum]:
    """What was bought by kinds where no 其中 says so: 采购总额90万元，货物30万元、工程20万元、服务40万元."""
    claims = evidence.claims
    for i, total in enumerate(claims):
        if total.id in known or total.type != "amount" or "采购" not in total.subject or total.part_of:
            continue
        parts = tuple(islice((each for each in claims[i + 1 :] if each.type == "amount"), len(_BOUGHT)))
        near = all(each.paragraph == total.paragraph and same_measure(total, each) for each in parts)
        if near and _is_set(_BOUGHT, parts) and not any(each.search(total.subject) for each in _BOUGHT):
            yield Sum(total, parts, True)


def _vehicle_lists(evidence: Evidence, known: set[str]) -> Iterator[Sum]:
    """The sorts of vehicles right behind their number, up to 其他用车, where no 其中 says that they are its parts."""
    claims = evidence.claims
    for i, total in enumerate(claims):
        if total.id in known or total.part_of or not re.search(r"车辆?$", total.subject):
            continue
        following = claims[i + 1 : i + 1 + FARTHEST]
        last = next((j for j, each in enumerate(following) if "其他用车" in each.subject), -1)
        parts = tuple(following[: last + 1])
        together = all(each.paragraph == total.paragraph and same_measure(total, each) for each in parts)
        if together and _vehicles(total, parts) and not re.search("其他|用车$", total.subject):
            yield Sum(total, parts, True)


def is_closed(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether the parts are all of it: a known set, vehicle types, grades, or shares that add to 100."""
    return (
        is_known_set(parts)
        or _vehicles(total, parts)
        or _bought(evidence, total, parts)
        or _graded(parts)
        or _all_shares(evidence, total, parts)
    )


def is_known_set(parts: tuple[Claim, ...]) -> bool:
    """Whether the parts are, by their names, all that some total consists of (基本支出 and 项目支出 …)."""
    return any(_is_set(names, parts) for names in _SETS)


def _is_set(names: tuple[re.Pattern[str], ...], parts: tuple[Claim, ...]) -> bool:
    if len(parts) != len(names):
        return False
    return all(sum(1 for part in parts if name.search(part.subject)) == 1 for name in names)


def _vehicles(total: Claim, parts: tuple[Claim, ...]) -> bool:
    if total.quantity.unit not in ("辆", "台") or len(parts) < 2:
        return False
    more = sum(part.quantity.value for part in parts) > total.quantity.value
    return all("车" in part.subject for part in parts) and (
        more or any("其他" in part.subject for part in parts)
    )


def _bought(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """货物, 工程 and 服务, of which the sentence may say that there was none: 货物5万元、服务7万元，未安排工程采购."""
    if "采购" not in total.subject or len(parts) < 2:
        return False
    text = evidence.report.text[total.start : parts[-1].clause[1] + _NONE_BEHIND]
    sentence = text[: text.find("。") + 1] or text
    named = [sum(1 for part in parts if name.search(part.subject)) for name in _BOUGHT]
    said = [re.search(rf"(?:未|无|没有)[^，。；]{{0,8}}(?:{name.pattern})", sentence) for name in _BOUGHT]
    return sum(named) == len(parts) and all(
        n == 1 or (n == 0 and no) for n, no in zip(named, said, strict=True)
    )


def _graded(parts: tuple[Claim, ...]) -> bool:
    grades = [match[1] for part in parts if (match := _GRADES.search(part.subject))]
    return len(grades) == len(parts) == len(set(grades)) >= 3


def _all_shares(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    shares = [claim for claim in shares_of(evidence, total, parts)]
    if len(parts) < 2 or len(shares) != len(parts):
        return False
    slack = sum((share.quantity.step for share in shares), Decimal(0))
    return abs(sum((share.quantity.value for share in shares), Decimal(0)) - 100) <= max(
        slack, Decimal("0.1")
    )


def shares_of(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> list[Claim]:
    """The shares of ``total`` that are stated for ``parts``, one each."""
    wanted = {part.id for part in parts}
    found: dict[str, Claim] = {}
    last = max(part.end for part in parts)
    for claim in _after(evidence, total, last):
        if claim.type != "share":
            continue
        roles = {item.role: item.claim for item in claim.operands}
        if roles.get("part") in wanted and roles.get("whole") == total.id:
            found.setdefault(roles["part"], claim)
    return list(found.values())


def _after(evidence: Evidence, total: Claim, last: int) -> Iterator[Claim]:
    """The claims from the total to a little behind the last part."""
    first = bisect_left(evidence.claims, total.start, key=lambda claim: claim.start)
    for claim in islice(evidence.claims, first, None):
        if claim.start > last + BEHIND:
            return
        yield claim


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
        if claim.type == "count" and _GRADES.search(claim.subject):
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
        if total is not None and value and _graded(parts):
            yield Sum(total, parts, True)


def item_lists(evidence: Evidence) -> Iterator[Sum]:
    """The items under 具体情况 against the totals stated before the first of them."""
    kinds = {section.id: section.kind for section in evidence.report.sections}
    parents = {section.id: section.parent for section in evidence.report.sections}
    heads: dict[Column, Claim] = {}
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
            heads[claim.column] = claim
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
        yield from _sums(evidence, {total.column: total}, items)


def _kind(section: str, kinds: Mapping[str, str], parents: dict[str, str | None]) -> str | None:
    here: str | None = section
    while here is not None and kinds.get(here, "other") == "other":
        here = parents.get(here)
    return kinds.get(here) if here else None


def _sums(
    evidence: Evidence, heads: dict[Column, Claim], items: dict[tuple[str, ...], list[Claim]]
) -> Iterator[Sum]:
    if len(items) < 2:
        return
    closed = _complete(evidence, heads.get("actual") or heads.get("budget"), items)
    for column, total in heads.items():
        chosen = [
            next((claim for claim in claims if claim.column == column), None) for claims in items.values()
        ]
        parts = tuple(claim for claim in chosen if claim is not None)
        silent = tuple(
            claims[0] for claims, claim in zip(items.values(), chosen, strict=True) if claim is None
        )
        if len(parts) >= 2:
            yield Sum(total, parts, closed, silent)


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
