"""Slips in what a number is taken from: last year's figure, the budget for the outturn, a rate over the wrong base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from ...compare.model import Kind
from ...compare.prose.relations import operand
from ...extract.interval import plain
from ...extract.model import FACTORS, Claim
from .model import Change, Edit, Source
from .sites import evidence_of

_NAMED = re.compile(r"占(?!比)[^，。；：（）%]{2,24}的\s*$")
"""A share that does not say of what may be one of another whole."""
APART = Decimal("0.02")
"""The wrong number differs from the right one by at least this part, so that rounding cannot hide it."""


def copied_figures(source: Source, random: Random) -> Iterator[Change]:
    """Last year's number, or the budget, where this year's or the outturn should stand; both are in the sentence."""
    evidence, celled = evidence_of(source.audit), {site.start for site in source.sites if site.celled}
    pairs = (
        ("growth-rate", ("level",), ("prior",), "prior-figure"),
        ("completion-rate", ("actual",), ("budget",), "budget-for-final"),
    )
    for type_, own, other, slip in pairs:
        for rate in _sound(source, type_):
            right, wrong = operand(evidence, rate, *own), operand(evidence, rate, *other)
            if right and wrong and right.start in celled and _differ(right, wrong):
                yield _change(source, right, source.text[wrong.start : wrong.end], slip, ("amount", "sum"))


def wrong_bases(source: Source, random: Random) -> Iterator[Change]:
    """A growth rate over this year's number, a completion rate upside down, a share of the whole of others."""
    evidence = evidence_of(source.audit)
    for rate in _sound(source, "growth-rate"):
        change, level = operand(evidence, rate, "change"), operand(evidence, rate, "level")
        if change and level and _money(change, level) and level.quantity.value:
            yield from _rate(source, rate, change, level, "wrong-base", "growth")
    for rate in _sound(source, "completion-rate"):
        actual, budget = operand(evidence, rate, "actual"), operand(evidence, rate, "budget")
        if actual and budget and _money(actual, budget) and actual.quantity.value:
            yield from _rate(source, rate, budget, actual, "upside-down", "completion")
    for rate in _sound(source, "share"):
        part, whole = operand(evidence, rate, "part"), operand(evidence, rate, "whole")
        if not part or not whole or not _NAMED.search(source.text[max(rate.start - 30, 0) : rate.start]):
            continue
        for other in evidence.claims:
            larger = other.type == "amount" and other.paragraph == rate.paragraph and other.id != whole.id
            if larger and _money(part, other) and other.quantity.yuan > part.quantity.yuan:
                yield from _rate(source, rate, part, other, "other-whole", "share")


def _sound(source: Source, type_: str) -> Iterator[Claim]:
    """The rates of a type that were found right, in lines without a finding."""
    for claim in source.audit.claims:
        right = source.audit.assessments[claim.id].verdict == "consistent"
        if claim.type == type_ and right and claim.quantity.value and source.free(claim.start, claim.end):
            yield claim


def _rate(source: Source, rate: Claim, top: Claim, bottom: Claim, slip: str, kind: Kind) -> Iterator[Change]:
    value = (top.quantity.yuan / bottom.quantity.yuan * 100).quantize(rate.quantity.step)
    printed = source.text[rate.start : rate.end]
    number = plain(rate.quantity.value)
    off = abs(value - rate.quantity.value)
    if _allowed(source, rate, value):
        return
    if printed.startswith(number) and off > max(APART * rate.quantity.value, 3 * rate.quantity.step):
        yield _change(source, rate, plain(value) + printed[len(number) :], slip, (kind,))


def _allowed(source: Source, rate: Claim, value: Decimal) -> bool:
    """Whether the rounded amounts allow the rate just as well: 0.03 of 0.23 may be 11.5 % or 13.0 % more."""
    bounds = source.audit.assessments[rate.id].bounds
    return (
        bounds is not None
        and bounds[0] - 2 * rate.quantity.step <= value <= bounds[1] + 2 * rate.quantity.step
    )


def _money(*claims: Claim) -> bool:
    return all(claim.quantity.unit in FACTORS for claim in claims)


def _differ(one: Claim, other: Claim) -> bool:
    """Whether two amounts are of one unit, not zero, and clearly not the same."""
    if one.quantity.unit != other.quantity.unit or not _money(one, other):
        return False
    mine, theirs = one.quantity.value, other.quantity.value
    return bool(mine and theirs) and abs(mine - theirs) > APART * max(mine, theirs)


def _change(source: Source, claim: Claim, text: str, slip: str, answers: tuple[Kind, ...]) -> Change:
    edit = Edit(claim.start, claim.end, text)
    return Change(answers, slip, (edit,), source.text[claim.start : claim.end])
