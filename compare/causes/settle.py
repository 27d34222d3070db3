"""One defect is one finding: what follows from another finding points to it as its cause.

First the contradictions between numbers are taken together as equations, and the smallest, most likely change that
mends them is looked for (:mod:`compare.explanations`). Then what is one slip made several times is gathered.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model import Evidence, Exhibit, Finding
from .copied import copied_sentences, old_tables, turned_years
from .explanations import explained
from .fingerprint import identified
from .gaps import Follower, Spot, cells_of, same_gap, same_whole, slipped_itself, spot_of
from .misnamed import misnamed, same_name, under_wrong_name
from .rated import from_wrong_cell
from .swaps import exchanged_names, exchanged_rates, in_turned_rows, swaps
from .told import told_by_form
from .turned import around_turned, same_turn
from .unfilled import unfilled
from .years import on_wrong_year, same_year

ALARMS = ("error", "warning")
_COMPARING = ("NN206", "NN210", "NN212", "NN213")
"""Checks of two numbers that are no equations of the search."""
_CORRECTING = ("NN201", "NN202", "NN203", "NN205", "NT101")
"""Checks whose corrected number others of the report may be compared with."""


def settle(evidence: Evidence, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings in reading order with stable ids, each root followed by its consequences."""
    ordered = sorted(findings, key=lambda finding: (finding.start, finding.code, finding.end))
    known = list(identified(evidence, ordered))
    roots, rewritten = _roots(evidence, known)
    followers: dict[str, list[Finding]] = {}
    for finding in known:
        if finding.id in roots:
            followers.setdefault(roots[finding.id], []).append(replace(finding, cause=roots[finding.id]))
    settled: list[Finding] = []
    for finding in known:
        if finding.id not in roots:
            following = followers.get(finding.id, [])
            places = tuple(map(_place, following))
            root = rewritten.get(finding.id, finding)
            settled += [replace(root, evidence=(*root.evidence, *places)), *following]
    return tuple(settled)


def _roots(evidence: Evidence, findings: list[Finding]) -> tuple[dict[str, str], dict[str, Finding]]:
    """For each finding that follows from another the other's id; and the findings that their cause rewrites."""
    alarms = [finding for finding in findings if finding.severity in ALARMS]
    by_id = {finding.id: finding for finding in findings}
    first = (_without_unit, _exchanged, in_turned_rows)
    copied = dict(under_wrong_name(evidence, alarms)) | dict(pair for rule in first for pair in rule(alarms))
    left = [finding for finding in alarms if finding not in copied]
    wrong_names = {finding.id: finding for finding in misnamed(evidence, left)}
    result = explained(evidence, [each for each in left if each.id not in wrong_names])
    above: dict[str, str] = {}
    rewritten = {**result.rewritten, **wrong_names}

    def top(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    def follow(finding: str, root: str) -> None:
        if finding not in above and top(root) != finding:
            above[finding] = top(root)

    swapped: set[str] = set()
    labels = [wrong_names.get(each.id, each) for each in alarms]
    mended = [result.rewritten.get(each.id, each) for each in alarms]
    for swap in (
        *swaps(evidence, alarms),
        *exchanged_names(labels),
        *exchanged_rates(evidence, alarms),
        *copied_sentences(evidence, mended),
        *turned_years(evidence, alarms),
        *old_tables(evidence, alarms),
    ):
        rewritten[swap.root.id] = swap.root
        swapped.add(swap.root.id)
        for each in swap.followers:
            follow(each.id, swap.root.id)
    for finding, cause in result.followers.items():
        follow(finding, cause)
    for each, root in (
        *copied.items(),
        *same_name(wrong_names.values()),
        *on_wrong_year(evidence, alarms),
        *told_by_form(evidence, mended),
        *under_wrong_name(evidence, [*wrong_names.values(), *left]),
    ):
        follow(each.id, root.id)
    for each, root in from_wrong_cell(mended):
        follow(each.id, root.id)
        rewritten[root.id] = replace(rewritten.get(root.id, root), severity="error")  # sums and a rate
    for each, root in _with_replaced(evidence, alarms, rewritten.values()):
        follow(each.id, root.id)
    settled = {*wrong_names, *above.values()}
    for each, root in unfilled(evidence, alarms):
        if each.id not in settled:
            follow(each.id, root.id)
    for rule in _RULES:
        for each, root in rule(alarms):
            turned = rule is same_gap and each.id in swapped
            if turned:
                rewritten[root.id] = replace(rewritten.get(root.id, root), diagnosis="表中两行的数互换")
            if turned or each.id not in settled or rule in (_same_pair, _same_slip):
                follow(each.id, root.id)
    roots = {name: top(name) for name in above}
    return roots, {name: each for name, each in rewritten.items() if name in by_id}


def number_of(text: str) -> str:
    """The first number of the text without separators and trailing zeros, or the text."""
    match = re.search(r"\d[\d,，]*(?:\.\d+)?", text)
    digits = match[0].replace(",", "").replace("，", "") if match else text
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _with_replaced(
    evidence: Evidence, findings: list[Finding], rewritten: Iterable[Finding]
) -> Iterator[Follower]:
    """What compares a number with one that the search has found to be wrong."""
    wrong: dict[str, Finding] = {}
    for root in rewritten:
        place = root.suggestion
        if place is not None and root.code in _CORRECTING:
            first, last = (
                bisect_left(evidence.claims, at, key=lambda each: each.start)
                for at in (place.start, place.end)
            )
            wrong.update((each.id, root) for each in evidence.claims[first:last])
    for finding in findings:
        if finding.code in _COMPARING:
            root_ = next((wrong[name] for name in finding.claims if name in wrong), None)
            if root_ is not None and root_.id != finding.id:
                yield finding, root_


def _without_unit(findings: list[Finding]) -> Iterator[Follower]:
    """What is computed or compared with an amount that has no unit, of which nothing is known."""
    bare = {claim: each for each in findings if each.code == "ST406" for claim in each.claims}
    for finding in findings:
        if finding.code in ("NN201", "NN202", "NN203", "NN204", "NN205", "NN206"):
            root = next((bare[claim] for claim in finding.claims if claim in bare), None)
            if root is not None:
                yield finding, root


def _exchanged(findings: list[Finding]) -> Iterator[Follower]:
    """What is said of two amounts that stand in each other's place, and of the lists that they break."""
    found = [each for each in findings if each.code == "NN216"]
    pairs = {claim: each for each in found for claim in each.claims[:2]}
    lists = {claim: each for each in found for claim in each.claims}
    for finding in findings:
        if finding.code == "NN216" or finding.code[:2] not in ("NN", "NT"):
            continue
        root = next((pairs[claim] for claim in finding.claims if claim in pairs), None)
        if root is None and finding.code == "NN205" and finding.claims:
            root = lists.get(finding.claims[0])
        if root is not None:
            yield finding, root


def _same_pair(findings: list[Finding]) -> Iterator[Follower]:
    """One wrong pair of change and rate, stated in several sections."""
    seen: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        if finding.code in ("NN201", "NN204", "RR601") and finding.diagnosis != "上年基数为0":
            others = tuple(number_of(item.text) for item in finding.evidence[:1])
            key = (finding.code, number_of(finding.stated), *others, finding.expected)
            if key in seen:
                yield finding, seen[key]
            seen.setdefault(key, finding)


def _same_base(findings: list[Finding]) -> Iterator[Follower]:
    """Growth from nothing: one new unit, many rates."""
    zero = [finding for finding in findings if finding.diagnosis == "上年基数为0"]
    for finding in zero[1:]:
        yield finding, zero[0]


def _same_slip(findings: list[Finding]) -> Iterator[Follower]:
    """One wrong amount for one cell, repeated."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        if finding.code in ("NT101", "NT102") and finding.evidence:
            key = (
                finding.code,
                number_of(finding.stated),
                number_of(finding.expected),
                spot_of(finding.evidence[0]),
            )
            if key in seen:
                yield finding, seen[key]
            seen.setdefault(key, finding)


def _same_cell(findings: list[Finding]) -> Iterator[Follower]:
    """One wrong cell that breaks several identities, or that the prose contradicts."""
    holding: dict[Spot, Finding] = {}
    first: dict[Spot, Finding] = {}
    tables = [finding for finding in findings if finding.code.startswith("TT")]
    for finding in sorted(tables, key=lambda each: each.code):
        cells = cells_of(finding)
        root = next((holding[cell] for cell in cells if cell in holding), None)
        if root is not None:
            yield finding, root
        for cell in cells:
            holding.setdefault(cell, finding)
        if cells and finding.code != "TT306":  # the sum that asks for a row is right
            first.setdefault(cells[0], finding)
    for finding in findings:
        if finding.code == "NT101":
            cells = [spot_of(item) for item in finding.evidence if item.what == "cell"][:1]
            if cells and cells[0] in first and not slipped_itself(finding, first[cells[0]]):
                yield finding, first[cells[0]]


def _built_on(findings: list[Finding]) -> Iterator[Follower]:
    """A comparison or a repetition of a number that is itself wrong.

    Rates and sums are equations: the search has told which of them a right number would mend.
    """
    accused: dict[str, Finding] = {}
    taking_part: dict[str, Finding] = {}
    changed = {each.claims[0]: each for each in findings if each.code == "NN201" and each.claims}
    for finding in findings:
        if finding.code.startswith("NT") and finding.code != "NT104" and finding.claims:
            accused.setdefault(finding.claims[0], finding)
            for name in finding.claims:
                taking_part.setdefault(name, finding)
    for finding in findings:
        root = None
        if finding.code in ("NN204", "NN205", "NN206", "NN210", "NN212", "NN213", "ST402"):
            root = next((accused[claim] for claim in finding.claims if claim in accused), None)
        elif finding.code == "NN214":
            root = next((changed[claim] for claim in finding.claims if claim in changed), None)
        elif finding.code.startswith("NN") and finding.claims:
            root = taking_part.get(finding.claims[0])
        if root is not None:
            yield finding, root


def _by_other_report(findings: list[Finding]) -> Iterator[Follower]:
    """What is computed from a number that another report shows to be wrong."""
    wrong = {each.claims[0]: each for each in findings if each.code.startswith("RR") and each.claims}
    for finding in findings:
        if finding.code.startswith("NN"):
            root = next((wrong[claim] for claim in finding.claims if claim in wrong), None)
            if root is not None:
                yield finding, root


def _place(finding: Finding) -> Exhibit:
    if finding.section is None and finding.evidence:
        return finding.evidence[0]
    return Exhibit("text", finding.quote, finding.start, finding.end, page=finding.page)


_RULES = (
    _same_pair,
    around_turned,
    same_turn,
    same_year,
    same_whole,
    _same_base,
    _same_slip,
    same_gap,
    _same_cell,
    _built_on,
    _by_other_report,
)
"""What gathers findings after the search; the first that applies counts."""
