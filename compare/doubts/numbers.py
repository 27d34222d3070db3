"""What other numbers of the prose give to doubt."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from ...extract.interval import copies
from ...extract.model import FACTORS, Claim
from ..model import Evidence
from ..once import once
from ..prose.paragraphs import amounts_by_paragraph
from ..prose.relations import agrees_with, all_customs, first_figure, operand, rows_of
from ..wording import squeeze
from .case import Case

_MOST_PARTS = 4
_LOOK_BACK = 120
_SORTS = ("本年", "总计", "合计", "财政拨款", "一般公共预算", "政府性基金", "国有资本")
_NATURES = {"basic": "基本", "project": "项目"}
_NAMES = (*_SORTS, "总额", "总收入", "总支出", "收入", "基本支出", "项目支出", "决算")


def in_parts(case: Case) -> bool:
    """Whether the amounts beside it make it up, one of them what the cell shows: 9万元（当年7万元、结转2万元）."""
    claims = case.evidence.claims
    at = bisect_left(claims, case.claim.start, key=lambda each: each.start)
    behind = claims[at + 1 : at + 1 + _MOST_PARTS]
    before = claims[max(at - _MOST_PARTS, 0) : at][::-1]
    return any(_makes_up(case, parts) for parts in (behind, before))


def _makes_up(case: Case, beside: tuple[Claim, ...]) -> bool:
    claim, value, shown = case.claim, Decimal(0), False
    for many, part in enumerate(beside, 1):
        money = part.type == "amount" and part.quantity.unit in FACTORS and claim.quantity.unit in FACTORS
        if not money or part.paragraph != claim.paragraph:
            break
        value += part.quantity.yuan
        shown = shown or copies(part.quantity, case.figure.quantity) == "equal"
        if many > 1 and shown and value == claim.quantity.yuan:
            return True
    return False


def of_another_level(case: Case) -> bool:
    """Whether a change stands with this year's number of another scope than the row that shows the cell's."""
    level = operand(case.evidence, case.claim, "level") if case.claim.type == "change-amount" else None
    if level is None or case.figure.column != "change":
        return False
    row = rows_of(case.evidence)[case.figure.place.table, case.figure.place.row]
    shown = [
        each
        for each in row
        if each.column == level.column and each.facets == case.figure.facets and not each.blank
    ]
    customs = all_customs(case.evidence)
    return bool(shown) and all(agrees_with(level, each, customs) == "differs" for each in shown)


def said_already(case: Case) -> bool:
    """Whether an amount before it in its paragraph is the cell's, so that this one, without a name, may be a part.

    An amount that its own cell contradicts does not count: two exchanged amounts show each other's cell.
    """
    return not _named(case) and any(
        copies(other.quantity, case.figure.quantity) == "equal" and not _contradicted(case, other)
        for other in _before(case)
    )


def name_passed_on(case: Case) -> bool:
    """Whether the claim has its name from an amount before it that is of the cell, and is itself another cell's."""
    return (
        not _named(case)
        and bool(case.same)
        and any(
            other.subject == case.claim.subject
            and (cell := first_figure(case.evidence, other)) is not None
            and cell.id == case.figure.id
            for other in _before(case)
        )
    )


def nature_passed_on(case: Case) -> bool:
    """Whether 基本 or 项目 was said of another amount only, and this one is all that a table shows of its item.

    基本支出9万元，项目支出8万元。从功能看，教育支出7万元: of the whole again.
    """
    word = _NATURES.get(case.claim.facets.nature)
    if word is None or not case.own or word in case.segment:
        return False
    return any(
        other.facets.item == case.figure.facets.item and other.facets.nature in ("", "total")
        for other in case.equal
    )


def of_several_projects(case: Case) -> bool:
    """甲和乙项目，安排9万元, or 甲项目，安排4万元用于…，5万元用于…: of more or of less than one project's row."""
    if case.figure.table_kind != "project":
        return False
    claims = case.evidence.claims
    at = bisect_left(claims, case.claim.start, key=lambda each: each.start)
    last = claims[at - 1].end if at else 0
    between = squeeze(case.evidence.report.text[max(last, case.claim.start - _LOOK_BACK) : case.claim.start])
    words = min(between, squeeze(case.words), key=len)
    named = [name for name in _projects(case.evidence) if len(name) > 1 and name in words]
    return len(named) > 1 or _part_of_cell(case, claims[max(at - _MOST_PARTS, 0) : at + _MOST_PARTS])


@once
def _projects(evidence: Evidence) -> frozenset[str]:
    """What the rows of the project tables are called."""
    rows = (each for each in evidence.figures if each.table_kind == "project")
    return frozenset(each.facets.item.removesuffix("项目") for each in rows)


def _part_of_cell(case: Case, near: tuple[Claim, ...]) -> bool:
    """Whether it and an amount beside it, both of one paragraph, are the cell's."""
    return any(
        each.id != case.claim.id
        and each.paragraph == case.claim.paragraph
        and each.quantity.unit in FACTORS
        and each.quantity.yuan + case.claim.quantity.yuan == case.figure.quantity.yuan
        for each in near
    )


def _named(case: Case) -> bool:
    return case.own in case.clause if case.own else any(word in case.clause for word in _NAMES)


def _before(case: Case) -> list[Claim]:
    """The amounts of its paragraph and column that stand before it."""
    beside = amounts_by_paragraph(case.evidence).get(case.claim.paragraph, ())
    return [each for each in beside if each.start < case.claim.start and each.column == case.claim.column]


def _contradicted(case: Case, other: Claim) -> bool:
    figure = first_figure(case.evidence, other)
    return figure is not None and agrees_with(other, figure, all_customs(case.evidence)) == "differs"
