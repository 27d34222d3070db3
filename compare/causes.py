"""One defect is one finding: what follows from another finding points to it as its cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..extract.interval import factor, plain, rate_agrees, share_of
from .fingerprint import identified
from .model import Evidence, Exhibit, Finding
from .wording import as_written

ALARMS = ("error", "warning")


Follower = tuple[Finding, Finding, str]


def settle(evidence: Evidence, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings in reading order with stable ids, each root followed by its consequences."""
    ordered = sorted(findings, key=lambda finding: (finding.start, finding.code, finding.end))
    named = list(identified(evidence, ordered))
    roots = _roots(evidence, named)
    settled = [_with_cause(finding, named, roots) for finding in named]
    followers: dict[str | None, list[Finding]] = {}
    for finding in settled:
        followers.setdefault(finding.cause, []).append(finding)
    return tuple(each for root in followers.get(None, ()) for each in (root, *followers.get(root.id, ())))


def _roots(evidence: Evidence, findings: list[Finding]) -> dict[str, tuple[str, str]]:
    """For each finding that follows from another: the other's id and how."""
    roots: dict[str, tuple[str, str]] = {}
    alarms = [finding for finding in findings if finding.severity in ALARMS]
    for rule in (_swapped, _same_pair, _same_base, _same_slip, _same_cell, _built_on, _by_other_report):
        for finding, root, words in rule(alarms):
            root_id = root.id
            while root_id in roots:
                root_id = roots[root_id][0]
            if finding.id not in roots and root_id != finding.id:
                roots[finding.id] = (root_id, words)
    for finding, root, words in _one_budget(evidence, alarms):
        if finding.id not in roots and root.id not in roots:
            roots[finding.id] = (root.id, words)
    return roots


def _swapped(findings: list[Finding]) -> Iterator[Follower]:
    """Two items that show each other's amount."""
    amounts = [finding for finding in findings if finding.code == "NT101"]
    for i, first in enumerate(amounts):
        for other in amounts[i + 1 :]:
            mine = (_number(first.stated), _number(first.expected))
            if mine[0] != mine[1] and mine == (_number(other.expected), _number(other.stated)):
                yield other, first, "两项金额互换"
                break


def _number(text: str) -> str:
    match = re.search(r"\d[\d,，]*(?:\.\d+)?", text)
    digits = match[0].replace(",", "").replace("，", "") if match else text
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _same_pair(findings: list[Finding]) -> Iterator[Follower]:
    """One wrong pair of change and rate, stated in several sections."""
    seen: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        if finding.code in ("NN201", "NN204", "RR601") and finding.diagnosis != "上年基数为0":
            others = tuple(_number(item.text) for item in finding.evidence[:1])
            key = (finding.code, _number(finding.stated), *others, finding.expected)
            if key in seen:
                yield finding, seen[key], ""
            seen.setdefault(key, finding)


def _same_base(findings: list[Finding]) -> Iterator[Follower]:
    """Growth from nothing: one new unit, many rates."""
    zero = [finding for finding in findings if finding.diagnosis == "上年基数为0"]
    for finding in zero[1:]:
        yield finding, zero[0], ""


def _same_slip(findings: list[Finding]) -> Iterator[Follower]:
    """One wrong amount for one cell, repeated."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        if finding.code in ("NT101", "NT102") and finding.evidence:
            cell = finding.evidence[0]
            key = (
                finding.code,
                _number(finding.stated),
                _number(finding.expected),
                cell.table,
                cell.row,
                cell.column,
            )
            if key in seen:
                yield finding, seen[key], ""
            seen.setdefault(key, finding)


def _same_cell(findings: list[Finding]) -> Iterator[Follower]:
    """One wrong cell that breaks several identities, or that the prose contradicts."""
    tables = [finding for finding in findings if finding.code.startswith("TT")]
    for i, finding in enumerate(tables):
        cells = _cells(finding)
        for root in tables[:i]:
            if cells & _cells(root):
                yield finding, root, ""
                break
    for finding in findings:
        if finding.code == "NT101":
            for root in tables:
                if _first_cell(finding) is not None and _first_cell(finding) == _first_cell(root):
                    yield finding, root, ""
                    break


Spot = tuple[str | None, int | None, int | None]


def _spot(item: Exhibit) -> Spot:
    return (item.table, item.row, item.column)


def _cells(finding: Finding) -> set[Spot]:
    return {_spot(item) for item in finding.evidence if item.what == "cell" and item.start is not None}


def _first_cell(finding: Finding) -> Spot | None:
    return next((_spot(item) for item in finding.evidence if item.what == "cell"), None)


def _one_budget(evidence: Evidence, findings: list[Finding]) -> Iterator[Follower]:
    """A budget that is in no table, and whose one correction mends both its list and its completion rate."""
    sums = [finding for finding in findings if finding.code == "NN205"]
    for rate in findings:
        if rate.code != "NN203" or len(rate.claims) < 3:
            continue
        stated, actual, budget = (evidence.by_id[name] for name in rate.claims[:3])
        for listed in sums:
            right = _mended(evidence, listed, budget.id)
            if right is None or right <= 0:
                continue
            quantity = replace(budget.quantity, value=right / factor(budget.quantity.unit))
            bounds = share_of(actual.quantity, quantity)
            if bounds is not None and rate_agrees(stated.quantity, bounds) == "equal":
                number = f"{plain(quantity.value.normalize())}{budget.quantity.unit or ''}"
                yield listed, rate, f"预算数{as_written(evidence, budget)}应为{number}，完成率与合计即都相符"


def _mended(evidence: Evidence, listed: Finding, name: str) -> Decimal | None:
    """What the claim would have to be for the list to add up, in 元."""
    if name not in listed.claims:
        return None
    total, *rest = (evidence.by_id[each] for each in listed.claims)
    parts = [claim for claim in rest if claim.column == total.column]
    value = sum((claim.quantity.yuan for claim in parts), Decimal(0))
    if name == total.id:
        return value
    return total.quantity.yuan - value + evidence.by_id[name].quantity.yuan


def _built_on(findings: list[Finding]) -> Iterator[Follower]:
    """A sum or a comparison with a number that is itself wrong.

    Rates are not among them: they are recomputed from the right cells too, so what is wrong stays wrong.
    """
    wrong = {
        finding.claims[0]: finding for finding in findings if finding.code.startswith("NT") and finding.claims
    }
    for finding in findings:
        if finding.code in ("NN204", "NN205", "NN206", "ST402"):
            root = next((wrong[claim] for claim in finding.claims if claim in wrong), None)
        elif finding.code.startswith("NN") and finding.claims:
            root = next((each for each in wrong.values() if finding.claims[0] in each.claims), None)
        else:
            root = None
        if root is not None:
            yield finding, root, ""


def _by_other_report(findings: list[Finding]) -> Iterator[Follower]:
    """What is computed from a number that another report shows to be wrong."""
    wrong = {each.claims[0]: each for each in findings if each.code.startswith("RR") and each.claims}
    for finding in findings:
        if finding.code.startswith("NN"):
            root = next((wrong[claim] for claim in finding.claims if claim in wrong), None)
            if root is not None:
                yield finding, root, ""


def _with_cause(finding: Finding, findings: list[Finding], roots: dict[str, tuple[str, str]]) -> Finding:
    if finding.id in roots:
        return replace(finding, cause=roots[finding.id][0])
    followers = [each for each in findings if roots.get(each.id, ("",))[0] == finding.id]
    if not followers:
        return finding
    words = next((roots[each.id][1] for each in followers if roots[each.id][1]), "")
    places = tuple(_place(each) for each in followers)
    return replace(
        finding,
        evidence=(*finding.evidence, *places),
        diagnosis=words or finding.diagnosis,
        suggestion=None if words else finding.suggestion,
    )


def _place(finding: Finding) -> Exhibit:
    if finding.section is None and finding.evidence:
        return finding.evidence[0]
    return Exhibit("text", finding.quote, finding.start, finding.end, page=finding.page)
