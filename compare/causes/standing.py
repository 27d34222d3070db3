"""A finding that stands by itself: how its rate was miswritten."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from ...extract.interval import Interval, custom_key, plain
from ...extract.model import Claim
from ..diagnosis import written_slip
from ..model import Evidence, Finding
from ..prose.relations import all_customs
from ..slips import undone
from ..wording import as_written

RATES = ("growth-rate", "share", "completion-rate")
_RIGHT = re.compile(r"\d+(?:\.\d+)?")
HUNDREDTH = Decimal("0.01")
WIDE = 50
"""Bounds so many steps apart hold the slips of too many numbers: the one computed is the likeliest."""
_MINUS = ("-", "－", "−", "﹣")
"""A rate below zero keeps its sign: 预决算差异率-20.00%."""


class Standing:
    """What the report's other rates say of one that is wrong."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    @cached_property
    def _steps(self) -> dict[str, Decimal]:
        """To which step rates of each type are mostly written."""
        seen: dict[str, Counter[Decimal]] = {}
        for claim in self._evidence.claims:
            if claim.type in RATES and claim.quantity.value:
                seen.setdefault(claim.type, Counter())[claim.quantity.step] += 1
        return {name: counter.most_common(1)[0][0] for name, counter in seen.items()}

    @cached_property
    def _others(self) -> dict[tuple[str, Decimal], list[Claim]]:
        found: dict[tuple[str, Decimal], list[Claim]] = {}
        for claim in self._evidence.claims:
            if claim.type in RATES:
                found.setdefault((claim.type, claim.quantity.value), []).append(claim)
        return found

    def explained(self, finding: Finding) -> Finding:
        """The finding with its slip named and its correction written as the report writes."""
        claim = self._evidence.by_id.get(finding.claims[0]) if finding.claims else None
        if claim is None:
            return finding
        if claim.type in RATES and finding.suggestion and finding.bounds and finding.kind != "direction":
            return self._rate(finding, claim)
        return finding

    def _rate(self, finding: Finding, claim: Claim) -> Finding:
        match = _RIGHT.match(finding.expected)
        suggestion = finding.suggestion
        if match is None or suggestion is None or match[0] + "%" != finding.expected:
            return finding
        value = Decimal(match[0])
        meant = None if finding.diagnosis else self._undone(finding, claim)
        right = meant or self._right(finding, claim, value)
        sign = "-" if as_written(self._evidence, claim).startswith(_MINUS) else ""
        shown = f"{sign}{plain(right)}%"
        near = abs(right - value) <= self._step(claim)
        said = shown if near else f"{sign}{finding.expected}"
        message = finding.message.replace(f"应为{finding.expected}", f"应为{said}")
        return replace(
            finding,
            expected=shown,
            message=message,
            suggestion=replace(
                suggestion, replacement=sign + suggestion.replacement.replace(match[0], plain(right))
            ),
            diagnosis=finding.diagnosis or self._slip(claim, right),
        )

    def _step(self, claim: Claim) -> Decimal:
        return self._steps.get(claim.type, claim.quantity.step)

    def _undone(self, finding: Finding, claim: Claim) -> Decimal | None:
        """The rate that one slip turned into the stated one, where it is what the numbers allow."""
        step = all_customs(self._evidence).get(custom_key(claim), self._step(claim))
        if finding.bounds is None or finding.bounds[1] - finding.bounds[0] > WIDE * step:
            return None
        return undone(claim.quantity, Interval(*finding.bounds), step)

    def _right(self, finding: Finding, claim: Claim, value: Decimal) -> Decimal:
        """The right rate to the usual step, if the bounds leave no doubt about its last digit."""
        step = self._step(claim)
        if finding.bounds is None or step >= 1:
            return value
        middle = (finding.bounds[0] + finding.bounds[1]) / 2
        exact = middle if abs(middle - value) <= HUNDREDTH else value
        return exact.quantize(step, ROUND_HALF_UP)

    def _slip(self, claim: Claim, right: Decimal) -> str:
        stated = claim.quantity.value
        words = written_slip(stated, right)
        if words:
            return f"比率{words}：{plain(stated)}%应为{plain(right)}%"
        others = [each for each in self._others.get((claim.type, stated), ()) if each.id != claim.id]
        near = [each for each in others if each.section == claim.section]
        if near:
            return f"写成了同一节另一处的比率{as_written(self._evidence, near[0])}"
        last = stated.as_tuple().exponent
        fine = isinstance(last, int) and last < -1
        return "写成了报告中另一处的比率" if others and fine else ""
